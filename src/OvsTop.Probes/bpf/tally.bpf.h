/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * Counts. A uprobe program can be preempted by another thread's on the same CPU (only migration is off), so a per-CPU count loses
 * increments and an atomic one costs a locked instruction. A row per thread needs neither: a thread cannot preempt itself.
 */
#ifndef OVSTOP_TALLY_H
#define OVSTOP_TALLY_H

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, OVSTOP_THREADS);
    __type(key, u32);
    __type(value, u32);
} slots SEC(".maps");

/* Mapped by user space: reading all counts is a copy, no system call. */
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(map_flags, BPF_F_MMAPABLE);
    __uint(max_entries, OVSTOP_THREADS);
    __type(key, u32);
    __type(value, struct ovstop_tally);
} tallies SEC(".maps");

/* What matches the filter, by the rules and in the rows of `tallies`. */
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(map_flags, BPF_F_MMAPABLE);
    __uint(max_entries, OVSTOP_THREADS);
    __type(key, u32);
    __type(value, struct ovstop_tally);
} matched SEC(".maps");

struct ovstop_control control SEC(".data.control") = {
    .slots_used = 1,
    .sockets_used = 1,
    .packet_bytes = 128,
    .details_window = ~0u,
    .churn_ns = 5000000000ull,
};

/*
 * When a probe was switched on, 0 when it is off. Attaching and detaching take the kernel up to a tenth of a second in which a probe may or may
 * not hit; the switch says to the nanosecond from when to when it is counted.
 */
static __always_inline u64 switched_on(u32 probe)
{
    return *(volatile u64 *)&control.since_ns[probe];
}

static __always_inline u32 new_slot(u32 tid)
{
    u32 slot;
    if (*(volatile u32 *)&control.slots_used >= OVSTOP_THREADS)
        return 0;
    slot = __sync_fetch_and_add(&control.slots_used, 1);
    if (slot >= OVSTOP_THREADS)
        return 0;
    if (bpf_map_update_elem(&slots, &tid, &slot, BPF_NOEXIST))
        return 0;
    struct ovstop_tally *tally = bpf_map_lookup_elem(&tallies, &slot);
    if (!tally)
        return 0;
    tally->tid = tid;
    bpf_get_current_comm(tally->comm, sizeof(tally->comm));
    return slot;
}

/* Counts the hit; gives the thread's slot, or 0 when the hit went to the shared row. */
static __always_inline u32 count_hit(u32 tid, u32 probe, struct ovstop_tally **row)
{
    u32 *known = bpf_map_lookup_elem(&slots, &tid);
    u32 slot = known ? *known : new_slot(tid);
    struct ovstop_tally *tally = bpf_map_lookup_elem(&tallies, &slot);
    *row = tally;
    if (!tally)
        return 0;
    if (slot == 0)
        __sync_fetch_and_add(&tally->hits[probe], 1);
    else
        tally->hits[probe]++;
    return slot;
}

/* ErrorClasses.Of; `result` is 0 or -errno, numbers of asm-generic/errno.h */
static __always_inline u32 error_class(s32 result)
{
    switch (-result) {
    case 11: case 105: return OVSTOP_ERROR_AGAIN;            /* EAGAIN ENOBUFS */
    case 107: case 111: return OVSTOP_ERROR_NO_SOCKET;       /* ENOTCONN ECONNREFUSED */
    case 12: return OVSTOP_ERROR_NO_MEMORY;                  /* ENOMEM */
    case 7: case 27: case 28: case 90: return OVSTOP_ERROR_TOO_BIG; /* E2BIG EFBIG ENOSPC EMSGSIZE */
    case 17: return OVSTOP_ERROR_EXISTS;                     /* EEXIST */
    case 2: case 6: case 19: return OVSTOP_ERROR_NOT_FOUND;  /* ENOENT ENXIO ENODEV */
    case 22: case 34: case 95: return OVSTOP_ERROR_INVALID;  /* EINVAL ERANGE EOPNOTSUPP */
    default: return OVSTOP_ERROR_OTHER;
    }
}

/* LatencyBuckets.Of */
__noinline u32 bucket_of(u64 ns)
{
    u32 exponent = 0;
    u64 rest = ns;
    if (ns < 8)
        return ns;
    if (rest >> 32) { rest >>= 32; exponent += 32; }
    if (rest >> 16) { rest >>= 16; exponent += 16; }
    if (rest >> 8) { rest >>= 8; exponent += 8; }
    if (rest >> 4) { rest >>= 4; exponent += 4; }
    if (rest >> 2) { rest >>= 2; exponent += 2; }
    exponent += rest >> 1;
    if (exponent > 39)
        return OVSTOP_BUCKETS - 1;
    return ((exponent - 2) << 3) + ((ns >> ((exponent - 3) & 63)) & 7);
}

/* StageTally.Add for an interval that began at start; 0 means it did not. */
static __always_inline void count_interval(struct ovstop_tally *tally, u32 stage, u64 start, u64 end)
{
    struct ovstop_stage_tally *histogram = &tally->stages[stage];
    u64 ns = end > start ? end - start : 0;
    u32 bucket;
    if (!start)
        return;
    bucket = bucket_of(ns);
    if (bucket >= OVSTOP_BUCKETS)
        return;
    histogram->sum_ns += ns;
    if (histogram->count == 0 || ns < histogram->min_ns)
        histogram->min_ns = ns;
    if (ns > histogram->max_ns)
        histogram->max_ns = ns;
    histogram->count++;
    histogram->buckets[bucket]++;
}

#endif
