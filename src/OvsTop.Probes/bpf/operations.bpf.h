/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * Operations that a thread has built and not yet handed to the kernel. dpif_netlink_operate__() builds a run of messages and sends them in one go, and
 * the kernel works through them in order, in the sender's context: the k-th built of a kind is the k-th entered of that kind
 * (ThreadOperations is the twin). What is built after something was entered or received belongs to a new run: what is left of the last one
 * never came. A run in which a probe was switched on measures nothing, because its beginning was not seen.
 */
#ifndef OVSTOP_OPERATIONS_H
#define OVSTOP_OPERATIONS_H

static __always_inline struct built *built_at(struct operations *operations, u32 kind, u32 index)
{
    asm volatile("%0 &= 63" : "+r"(index));
    return &operations->ring[kind][index];
}
_Static_assert(BUILT_LENGTH == 64, "built_at masks with 63");

static __always_inline void end_run(struct operations *operations, u64 now)
{
    operations->boundary_ns = now;
    operations->open = 0;
}

static __always_inline void build(struct operations *operations, u32 kind, u64 now, u64 upcall_ns, u64 translate_ns, u32 matched)
{
    struct built *built;
    if (!operations->open || operations->head[kind] - operations->tail[kind] >= BUILT_LENGTH) {
        for (u32 i = 0; i < OPERATION_KINDS; i++)
            operations->tail[i] = operations->head[i];
        operations->run_ns = operations->boundary_ns;
        operations->open = 1;
    }
    built = built_at(operations, kind, operations->head[kind]++);
    built->built_ns = now;
    built->upcall_ns = upcall_ns;
    built->translate_ns = translate_ns;
    built->matched = matched;
}

/* The oldest of its kind that was not yet entered; null if there is none, or if `probe`, which sees them built, did not see the whole run. */
static __always_inline struct built *take_built(struct hit *hit, u32 kind, u32 probe)
{
    struct operations *operations = &hit->work->operations;
    struct built *built = 0;
    if (operations->head[kind] != operations->tail[kind]) {
        built = built_at(operations, kind, operations->tail[kind]++);
        if (!valid_start(hit, probe, operations->run_ns))
            built = 0;
    }
    end_run(operations, hit->now);
    return built;
}

#endif
