/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * Who causes upcalls: counts by what a key says, for the dimensions that somebody looks at. A map is only where counts gather until user space takes them
 * out; TalkerTable bounds them and says how far they can be wrong. TalkerKey.Of is the reference of what is counted under which key.
 */
#ifndef OVSTOP_TALKERS_H
#define OVSTOP_TALKERS_H

#include "filter.bpf.h"
#include "flowkey.bpf.h"

#define IN_PORT_ATTRIBUTES 12 /* the kernel writes the port within the first four (ovs_nla_put_key), ovs-vswitchd within the first twelve */

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, OVSTOP_TALKERS_NARROW);
    __type(key, u64);
    __type(value, u64);
} talkers_narrow SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, OVSTOP_TALKERS_WIDE);
    __type(key, struct ovstop_talker_key);
    __type(value, u64);
} talkers_wide SEC(".maps");

struct ovstop_talker_control talkers SEC(".data.talkers") = { .dimensions = 1 << OVSTOP_BY_IN_PORT };

static __always_inline u32 talker_dimensions(void)
{
    return *(volatile u32 *)&talkers.dimensions;
}

/* What all keys of a hit have in common. */
static __always_inline u64 talker_tag(u32 generation)
{
    return (u64)generation << 56 | (u64)(u8)*(volatile u32 *)&talkers.epoch << 48;
}

static __always_inline void count_talker(void *map, u32 is_wide, u32 dimension, const void *key)
{
    u64 *count = bpf_map_lookup_elem(map, key), one = 1;
    if (!count) {
        if (!bpf_map_update_elem(map, key, &one, BPF_NOEXIST)) {
            __sync_fetch_and_add(&talkers.inserted[is_wide], 1);
            return;
        }
        count = bpf_map_lookup_elem(map, key); /* another CPU was faster, or the map is full */
    }
    if (count)
        __sync_fetch_and_add(count, 1);
    else
        __sync_fetch_and_add(&talkers.missed[dimension], 1);
}

static __always_inline void count_narrow(u64 tag, u32 dimension, u64 kind, u32 value)
{
    u64 key = tag | (u64)dimension << 44 | kind << 40 | value;
    count_talker(&talkers_narrow, 0, dimension, &key);
}

/* By port, the dimension that is always on: only as much of the key is read as it takes. */
static __always_inline void count_in_port(struct ovstop_work *work, u32 at, u32 end, u64 tag)
{
    u64 kind = at == end ? OVSTOP_TALKER_UNREADABLE : OVSTOP_TALKER_NONE;
    u32 port = 0;
    for (u32 i = 0; i < IN_PORT_ATTRIBUTES; i++) {
        u8 *attribute;
        u32 header, length;
        if (at + 8 > end)
            break;
        attribute = record_at(work, at);
        header = *(u32 *)attribute;
        length = header & 0xffff;
        if (header == (KEY_IN_PORT << 16 | 8)) {
            kind = OVSTOP_TALKER_NUMBER;
            port = *(u32 *)(attribute + 4);
            break;
        }
        if (length < 4)
            break;
        at += (length + 3) & ~3u;
    }
    count_narrow(tag, OVSTOP_BY_IN_PORT, kind, port);
}

/* Source and destination of a packet, what they are, and what a flow is told apart by besides them. */
static __always_inline void talker_addresses(const u64 *word, struct ovstop_talker_key *flow)
{
    u64 present = word[OVSTOP_WORD_PRESENT], kind = OVSTOP_TALKER_NONE, proto = 0, value = (u16)word[OVSTOP_WORD_TYPE];
    __builtin_memset(flow, 0, sizeof(*flow));
    if (present & (HAS_IPV4 | HAS_ARP)) {
        kind = present & HAS_IPV4 ? OVSTOP_TALKER_IPV4 : OVSTOP_TALKER_ARP;
        flow->address[1] = word[OVSTOP_WORD_IPV4] >> 32;
        flow->address[3] = (u32)word[OVSTOP_WORD_IPV4];
    } else if (present & HAS_IPV6) {
        kind = OVSTOP_TALKER_IPV6;
        flow->address[0] = word[OVSTOP_WORD_IPV6_SOURCE];
        flow->address[1] = word[OVSTOP_WORD_IPV6_SOURCE + 1];
        flow->address[2] = word[OVSTOP_WORD_IPV6_DESTINATION];
        flow->address[3] = word[OVSTOP_WORD_IPV6_DESTINATION + 1];
    } else if (present & HAS_ETHERNET) {
        kind = OVSTOP_TALKER_MAC;
        flow->address[1] = word[OVSTOP_WORD_ETH_SOURCE] << 16 >> 16;
        flow->address[3] = word[OVSTOP_WORD_ETH_DESTINATION] << 16 >> 16;
    }
    if (present & (HAS_IPV4 | HAS_IPV6)) {
        proto = (u8)(word[OVSTOP_WORD_IP] >> 24);
        value = present & (HAS_ICMP | HAS_ICMPV6) ? (u16)word[OVSTOP_WORD_TRANSPORT] : word[OVSTOP_WORD_TRANSPORT] >> 32;
    } else if (present & HAS_ARP) {
        value = word[OVSTOP_WORD_ARP_SOURCE] >> 48;
    }
    flow->head = kind << 40 | proto << 32 | value;
}

#define KIND_BITS (15ull << 40)

static __always_inline void count_wide(struct ovstop_talker_key *key, u64 tag, u32 dimension)
{
    key->head |= tag | (u64)dimension << 44;
    count_talker(&talkers_wide, 1, dimension, key);
}

static __always_inline void count_address(const struct ovstop_talker_key *flow, u32 half, u64 tag, u32 dimension)
{
    struct ovstop_talker_key key = { .head = flow->head & KIND_BITS, .address = { flow->address[half], flow->address[half + 1] } };
    count_wide(&key, tag, dimension);
}

static __always_inline void count_tunnel_source(const u64 *word, u64 unreadable, u64 tag)
{
    struct ovstop_talker_key key = { .head = unreadable };
    if (!unreadable && (word[OVSTOP_WORD_PRESENT] & HAS_TUNNEL)) {
        key.address[0] = word[OVSTOP_WORD_TUN_IPV6_SOURCE];
        key.address[1] = word[OVSTOP_WORD_TUN_IPV6_SOURCE + 1];
        key.head = (u64)OVSTOP_TALKER_IPV6 << 40;
        if (!(key.address[0] | key.address[1])) {
            key.address[1] = word[OVSTOP_WORD_TUN_IPV4] >> 32;
            key.head = (u64)OVSTOP_TALKER_IPV4 << 40;
        }
    }
    count_wide(&key, tag, OVSTOP_BY_TUNNEL_SOURCE);
}

/* An upcall by all dimensions but the port; `whole`: the words are those of the whole key. A source of other words calls this with what it has. */
static __always_inline void count_words(const u64 *word, bool whole, u32 dimensions, u32 type, u64 tag)
{
    u64 number = whole ? OVSTOP_TALKER_NUMBER : OVSTOP_TALKER_UNREADABLE;
    struct ovstop_talker_key flow = { .head = (u64)OVSTOP_TALKER_UNREADABLE << 40 };
    if (dimensions & 1 << OVSTOP_BY_UPCALL_TYPE)
        count_narrow(tag, OVSTOP_BY_UPCALL_TYPE, OVSTOP_TALKER_NUMBER, type);
    if (dimensions & 1 << OVSTOP_BY_ETH_TYPE)
        count_narrow(tag, OVSTOP_BY_ETH_TYPE, number, whole ? (u16)word[OVSTOP_WORD_TYPE] : 0);
    if (dimensions & 1 << OVSTOP_BY_IP_PROTO) {
        bool ip = whole && (word[OVSTOP_WORD_PRESENT] & (HAS_IPV4 | HAS_IPV6));
        count_narrow(tag, OVSTOP_BY_IP_PROTO, whole && !ip ? OVSTOP_TALKER_NONE : number, ip ? (u8)(word[OVSTOP_WORD_IP] >> 24) : 0);
    }
    if (dimensions & 1 << OVSTOP_BY_RECIRC_ID)
        count_narrow(tag, OVSTOP_BY_RECIRC_ID, number, whole ? word[OVSTOP_WORD_PORT] : 0);
    if (dimensions & 1 << OVSTOP_BY_CT_STATE)
        count_narrow(tag, OVSTOP_BY_CT_STATE, number, whole ? word[OVSTOP_WORD_STATE] : 0);
    if (whole)
        talker_addresses(word, &flow);
    if (dimensions & 1 << OVSTOP_BY_SOURCE)
        count_address(&flow, 0, tag, OVSTOP_BY_SOURCE);
    if (dimensions & 1 << OVSTOP_BY_DESTINATION)
        count_address(&flow, 2, tag, OVSTOP_BY_DESTINATION);
    if (dimensions & 1 << OVSTOP_BY_TUNNEL_SOURCE)
        count_tunnel_source(word, whole ? 0 : (u64)OVSTOP_TALKER_UNREADABLE << 40, tag);
    if (dimensions & 1 << OVSTOP_BY_FLOW)
        count_wide(&flow, tag, OVSTOP_BY_FLOW);
}

#define TALKER_WHOLE (1u << 31)
#define TALKER_WALKED (1u << 30)

/*
 * An upcall whose key lies at `place` (offset in the record << 16 | length). `dimensions` carries two flags: the record holds the whole key, and
 * the filter has walked it already. Not static: the verifier checks it once.
 */
__noinline int count_key(u32 slot, u32 place, u32 dimensions, u32 type, u64 tag)
{
    struct ovstop_work *work = bpf_map_lookup_elem(&works, &slot);
    if (!work)
        return 0;
    if ((dimensions & TALKER_WHOLE) && !(dimensions & TALKER_WALKED))
        walk_record(slot, place);
    count_words(work->walk.word, (dimensions & TALKER_WHOLE) && work->walk.whole, dimensions, type, tag);
    return 0;
}

/* What the tracepoint does: counts a kernel upcall by the key that it points to; `word` is room for OVSTOP_KEY_WORDS. */
static __always_inline void count_kernel_talkers(const struct sw_flow_key *key, u64 *word, u32 type)
{
    u32 dimensions = talker_dimensions();
    u64 tag = talker_tag(0);
    bool known = knows_flow_key(key);
    if (dimensions & 1 << OVSTOP_BY_IN_PORT) {
        u64 port = known ? port_of(key) : 0, kind = !known ? OVSTOP_TALKER_UNREADABLE : port == DP_MAX_PORTS ? OVSTOP_TALKER_NONE : OVSTOP_TALKER_NUMBER;
        count_narrow(tag, OVSTOP_BY_IN_PORT, kind, kind == OVSTOP_TALKER_NUMBER ? port : 0);
    }
    if (dimensions & ~(1u << OVSTOP_BY_IN_PORT)) {
        if (known)
            flow_key_words(key, word);
        count_words(word, known, dimensions, type, tag);
    }
}

/* True when upcalls that no filter judges are counted at the kernel's tracepoint: recv_upcall must not count them again. */
static __always_inline bool talkers_from_kernel(void)
{
    return *(volatile u32 *)&talkers.from_kernel;
}

/* What recv_upcall does: counts an upcall that nothing filtered away by all dimensions that are on. */
static __always_inline void count_talkers(struct hit *hit, u64 at, u64 captured, u64 length, u32 type)
{
    u32 dimensions = talker_dimensions();
    u64 tag = talker_tag(hit->filter);
    if (dimensions & 1 << OVSTOP_BY_IN_PORT)
        count_in_port(hit->work, at, at + captured, tag);
    if (dimensions & ~(1u << OVSTOP_BY_IN_PORT)) {
        if (captured == length)
            dimensions |= TALKER_WHOLE | (hit->filter ? TALKER_WALKED : 0);
        count_key(hit->slot, at << 16 | captured, dimensions, type, tag);
    }
}

#endif
