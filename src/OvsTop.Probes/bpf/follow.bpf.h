/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * Whoever follows a packet wants all its rounds, but a filter may fit its first one only: NAT has changed the next. So what an execute of a matching round
 * sends on under a recirculation id makes upcalls with that id pass too, flagged and not counted as matches, because other packets share the
 * id; user space tells them apart. And revalidators' verdicts on flows that such rounds have put pass, keeps included.
 */
#ifndef OVSTOP_FOLLOW_H
#define OVSTOP_FOLLOW_H

#define FOLLOW_NS 2000000000ull /* the id leads to upcalls for so long after it was last given out */
#define FOLLOW_ACTIONS 32       /* of one execute are looked at */
#define RELATED 0x80000000u     /* in a generation of a filter: passed only because of its id */

/* OVS_ACTION_ATTR_*; up to 22 the same in all versions */
enum { ACTION_SAMPLE = 6, ACTION_RECIRC = 7, ACTION_CLONE = 20 };

struct followed_id {
    u64 given_ns;
    u32 filter;
    u32 reserved;
};

struct {
    __uint(type, BPF_MAP_TYPE_LRU_HASH);
    __uint(max_entries, OVSTOP_FOLLOWED_IDS);
    __type(key, u32);
    __type(value, struct followed_id);
} followed_ids SEC(".maps");

/* By ufid; when it was put. */
struct {
    __uint(type, BPF_MAP_TYPE_LRU_HASH);
    __uint(max_entries, OVSTOP_WATCHED_FLOWS);
    __type(key, struct flow_id);
    __type(value, u64);
} watched_flows SEC(".maps");

static __always_inline u8 related_flag(u32 matched) { return (matched >> 31) * OVSTOP_F_RELATED; }

static __always_inline bool following(void) { return *(volatile u32 *)&control.follow; }

static __always_inline bool is_watched(struct flow_id *id) { return following() && bpf_map_lookup_elem(&watched_flows, id); }

/* A handler has put a flow for a packet that is followed. Not static, for the verifier, as below. */
__noinline int watch_flow(u64 low, u64 high, u64 now)
{
    struct flow_id id = { .word = { low, high } };
    return following() ? bpf_map_update_elem(&watched_flows, &id, &now, BPF_ANY) : 0;
}

/* The key that passes() has just looked at has an id that a matching packet was sent on under. */
static __always_inline bool is_related(struct hit *hit)
{
    u32 id = hit->work->walk.word[OVSTOP_WORD_PORT];
    struct followed_id *followed;
    if (!id || !hit->work->walk.whole || !following())
        return false;
    followed = bpf_map_lookup_elem(&followed_ids, &id);
    /* Signed: another handler may have given the id out since this hit began. */
    return followed && followed->filter == hit->filter && (s64)(hit->now - followed->given_ns) < (s64)FOLLOW_NS;
}

/*
 * Notes the ids in the actions at `place` (offset in the record << 16 | length). The actions inside a clone or sample end where it ends, so going in
 * is stepping over less. Not static: the verifier then checks it once.
 */
__noinline int follow_actions(u32 slot, u32 place, u32 generation, u64 now)
{
    struct ovstop_work *work = bpf_map_lookup_elem(&works, &slot);
    struct followed_id followed = { .given_ns = now, .filter = generation };
    if (!work)
        return 0;
    work->walk.at = place >> 16;
    work->walk.end = (place >> 16) + (place & 0xffff);
    for (u32 i = 0; i < FOLLOW_ACTIONS; i++) {
        u32 at, rest, length, type, id;
        u8 *action;
        barrier();
        at = work->walk.at;
        if (at + 4 > work->walk.end)
            break;
        action = record_at(work, at);
        rest = work->walk.end - at;
        length = *(u16 *)action;
        type = *(u16 *)(action + 2) & 0x3fff;
        if (length < 4 || length > rest)
            break;
        if (type == ACTION_RECIRC && length == 8) {
            id = *(u32 *)(action + 4);
            bpf_map_update_elem(&followed_ids, &id, &followed, BPF_ANY);
        }
        /* A sample begins with its probability, 8 bytes, and the header of its actions. */
        length = type == ACTION_CLONE ? 4 : type == ACTION_SAMPLE ? 16 : (length + 3) & ~3u;
        work->walk.at = at + length;
    }
    return 0;
}

#endif
