/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/* One hit of a probe: whose it is, and its counts. The same functions count all hits and those that pass the filter. */
#ifndef OVSTOP_HIT_H
#define OVSTOP_HIT_H

struct hit {
    struct ovstop_tally *tally;
    struct ovstop_work *work;
    u64 now;
    u64 since; /* when the probe was switched on */
    u32 tid;
    u32 slot;
    u32 filter; /* generation; 0 there is none */
};

/* Counts the hit. False when the probe is off, or nothing more can be kept for this thread. */
static __always_inline bool begin(struct hit *hit, u32 probe)
{
    u32 slot;
    hit->since = switched_on(probe);
    if (!hit->since)
        return false;
    hit->tid = (u32)thread_ids();
    slot = count_hit(hit->tid, probe, &hit->tally);
    if (!slot)
        return false;
    hit->slot = slot;
    hit->work = bpf_map_lookup_elem(&works, &slot);
    hit->now = bpf_ktime_get_ns();
    /* After the time: what is sent by the clock after a change was judged by the new filter. */
    hit->filter = *(volatile u32 *)&control.filter_generation;
    return hit->work != 0;
}

/* The start of an interval that this hit ends, or 0 when one of the two probes was off in between: then it is not that start. */
static __always_inline u64 valid_start(struct hit *hit, u32 probe, u64 start)
{
    u64 since = switched_on(probe);
    return since && start >= since && start >= hit->since ? start : 0;
}

/* The key that lies at `at` in the record passes the filter; one that is not there whole does. */
static __always_inline bool passes(struct hit *hit, u64 at, u64 captured, u64 length, u64 upcall)
{
    if (captured != length)
        return true;
    return key_passes(hit->slot, hit->filter, at << 16 | captured, hit->tid, upcall);
}

/* Counts a hit that passed the filter; gives the row for the rest of the counts, or null. */
static __always_inline struct ovstop_tally *count_match(struct hit *hit, u32 probe)
{
    struct ovstop_tally *row = matched_row(hit->slot, hit->filter);
    if (row)
        row->hits[probe]++;
    return row;
}

static __always_inline void count_upcall(struct ovstop_tally *tally, u32 type)
{
    tally->upcall_types[BOUND(type, 3)]++;
}

/* Without recv_upcall nothing is unmatched. */
static __always_inline void count_put(struct ovstop_tally *tally, u32 flags, u64 received, u64 now)
{
    if (flags & FLOW_PUT_MODIFY)
        tally->puts_modify++;
    if (flags & FLOW_PUT_PROBE)
        tally->puts_probe++;
    if (received)
        count_interval(tally, OVSTOP_TRANSLATE, received, now);
    else if (switched_on(OVSTOP_RECV_UPCALL))
        tally->puts_unmatched++;
}

static __always_inline void count_execute(struct ovstop_tally *tally, u64 received, u64 now)
{
    if (received)
        count_interval(tally, OVSTOP_TRANSLATE_EXECUTE, received, now);
    else if (switched_on(OVSTOP_RECV_UPCALL))
        tally->executes_unmatched++;
}

static __always_inline void count_result(struct ovstop_tally *tally, u32 verdict, u32 reason)
{
    tally->results[BOUND(verdict, 3)]++;
    if (verdict == REVALIDATION_DELETE)
        tally->reasons[BOUND(reason, OVSTOP_REASONS - 1)]++;
}

#endif
