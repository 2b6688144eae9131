/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/* Detail records: built in the thread's work area, copied to the ring once, never waking the consumer (it polls). */
#ifndef OVSTOP_RECORD_H
#define OVSTOP_RECORD_H

#define HEADER sizeof(struct ovstop_event)

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 8 << 20);
} ring SEC(".maps");

/* Spends one unit of the thread's detail budget; false when it is spent. */
static __always_inline bool wants_detail(struct ovstop_tally *tally, struct ovstop_work *work, u64 now)
{
    u32 allowed = *(volatile u32 *)&control.details_window;
    if (allowed == ~0u)
        return true;
    if (work->details_window != now >> 27) {
        work->details_window = now >> 27;
        work->details_used = 0;
    }
    if (work->details_used >= allowed) {
        tally->details_skipped++;
        return false;
    }
    work->details_used++;
    return true;
}

/* Starts a record: the header with what every record has, and no payload yet. */
static __always_inline struct ovstop_event *begin_record(struct ovstop_work *work, u32 tid, u32 probe, u64 now)
{
    struct ovstop_event *event = (struct ovstop_event *)work->record;
    __builtin_memset(event, 0, sizeof(*event));
    event->time_ns = now;
    event->tid = tid;
    event->probe = probe;
    event->cpu = bpf_get_smp_processor_id();
    return event;
}

/* Copies a part to `at` (offset in the record, at most RECORD_MAX); gives what it took, 0 on a fault. */
static __always_inline u64 copy_part(struct ovstop_work *work, u64 at, u64 address, u64 length, u64 max, u8 *flags)
{
    u64 bytes = BOUND(length, max);
    at = BOUND(at, RECORD_MAX);
    if (!bytes || !address)
        return 0;
    if (bpf_probe_read_user(work->record + at, bytes, (void *)address)) {
        *flags |= OVSTOP_F_FAULT;
        return 0;
    }
    return bytes;
}

/* copy_part for a program with many paths: not static, so that the verifier goes through it once and not on each of them. -1 on a fault. */
__noinline int copy_apart(u32 slot, u32 at, u64 address, u32 length, u32 max)
{
    struct ovstop_work *work = bpf_map_lookup_elem(&works, &slot);
    u8 flags = 0;
    u64 bytes;
    if (!work)
        return 0;
    bytes = copy_part(work, at, address, length, max < OVSTOP_ACTIONS_MAX ? max : OVSTOP_ACTIONS_MAX, &flags);
    return flags ? -1 : (int)bytes;
}

static __always_inline void send_record(struct ovstop_tally *tally, struct ovstop_work *work, u64 length)
{
    length = BOUND(length, RECORD_MAX);
    if (bpf_ringbuf_output(&ring, work->record, length, BPF_RB_NO_WAKEUP))
        tally->details_lost++;
    else
        tally->details_delivered++;
}

#endif
