/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * A netlink flow key into the words of struct ovstop_key_fields. KernelKeyExtractor and TunnelKeyExtractor are the reference. One loop over
 * the attributes of all levels, an ENCAP after the level that holds it; then one over the tunnel's.
 */
#ifndef OVSTOP_WALK_H
#define OVSTOP_WALK_H

#define MAX_ENCAPS 2
#define NO_ETHER_TYPE 0x05ff
#define FIRST_UNKNOWN 32

/* OVS_KEY_ATTR_* (linux/openvswitch.h, and lib/odp-netlink.h for what only OVS knows) */
enum {
    KEY_ENCAP = 1, KEY_PRIORITY, KEY_IN_PORT, KEY_ETHERNET, KEY_VLAN, KEY_ETHERTYPE, KEY_IPV4, KEY_IPV6, KEY_TCP, KEY_UDP, KEY_ICMP,
    KEY_ICMPV6, KEY_ARP, KEY_ND, KEY_SKB_MARK, KEY_TUNNEL, KEY_SCTP, KEY_TCP_FLAGS, KEY_DP_HASH, KEY_RECIRC_ID, KEY_MPLS, KEY_CT_STATE,
    KEY_CT_ZONE, KEY_CT_MARK, KEY_CT_LABELS, KEY_CT_TUPLE4, KEY_CT_TUPLE6, KEY_NSH, KEY_PACKET_TYPE, KEY_ND_EXTENSIONS
};

/* OVS_TUNNEL_KEY_ATTR_* */
enum {
    TUN_ID, TUN_IPV4_SRC, TUN_IPV4_DST, TUN_TOS, TUN_TTL, TUN_DF, TUN_CSUM, TUN_OAM, TUN_GENEVE, TUN_TP_SRC, TUN_TP_DST, TUN_VXLAN,
    TUN_IPV6_SRC, TUN_IPV6_DST, TUN_PAD, TUN_ERSPAN, TUN_GTPU
};

/* KeyParts */
enum {
    HAS_ETHERNET = 1, HAS_VLAN = 1 << 1, HAS_INNER_VLAN = 1 << 2, HAS_MPLS = 1 << 3, HAS_IPV4 = 1 << 4, HAS_IPV6 = 1 << 5, HAS_ARP = 1 << 6,
    HAS_TCP = 1 << 7, HAS_UDP = 1 << 8, HAS_SCTP = 1 << 9, HAS_ICMP = 1 << 10, HAS_ICMPV6 = 1 << 11, HAS_ND = 1 << 12, HAS_TUNNEL = 1 << 13,
    HAS_CT_TUPLE4 = 1 << 14, HAS_CT_TUPLE6 = 1 << 15, HAS_NSH = 1 << 16, HAS_ND_EXTENSIONS = 1 << 17,
    HAS_TRANSPORT = HAS_TCP | HAS_UDP | HAS_SCTP | HAS_ICMP | HAS_ICMPV6,
    HAS_NETWORK = HAS_IPV4 | HAS_IPV6 | HAS_ARP,
    HAS_CT_TUPLE = HAS_CT_TUPLE4 | HAS_CT_TUPLE6
};

static __always_inline u16 be16(const u8 *at) { return bpf_ntohs(*(u16 *)at); }
static __always_inline u32 be32(const u8 *at) { return bpf_ntohl(*(u32 *)at); }
static __always_inline u64 be64(const u8 *at) { return bpf_be64_to_cpu(*(u64 *)at); }
static __always_inline u64 mac(const u8 *at) { return (u64)be32(at) << 16 | be16(at + 4); }

static __always_inline void set_128(struct key_walk *walk, u32 word, const u8 *value)
{
    walk->word[word] = be64(value);
    walk->word[word + 1] = be64(value + 8);
}

/* proto, tos, ttl, frag as they follow each other in both headers */
static __always_inline void set_ip(struct key_walk *walk, u64 label, const u8 *value)
{
    u32 fragment = value[3];
    walk->word[OVSTOP_WORD_IP] = label << 32 | (be32(value) & 0xffffff00) | (fragment > 1 ? 3 : fragment);
}

/* Where an offset in the record points; the assembly keeps it inside, clang would drop a mask. */
static __always_inline u8 *record_at(struct ovstop_work *work, u32 offset)
{
    asm volatile("%0 &= 2047" : "+r"(offset));
    return work->record + offset;
}
_Static_assert(sizeof(struct ovstop_event) + OVSTOP_PACKET_MAX + OVSTOP_KEY_MAX < 2048, "record_at masks with 2047");
_Static_assert(RECORD_MAX > 2048 + 64, "record_at leaves room for the largest attribute");

#define TAKE(bytes) if (length != (bytes)) return false
#define PART(part) walk->word[OVSTOP_WORD_PRESENT] |= (part)
#define ONE_OF(parts) if (walk->word[OVSTOP_WORD_PRESENT] & (parts)) return false

/*
 * Takes the attribute whose value is at `at`; false when it has the wrong length or comes twice. Not static: the verifier then goes through it once,
 * and not for every attribute that a key may have.
 */
__noinline int take_attribute(struct ovstop_work *work, u32 type, u32 at, u32 length)
{
    struct key_walk *walk;
    const u8 *value;
    u64 *word, bit = 1ull << (type & 31);
    if (!work)
        return false;
    walk = &work->walk;
    word = walk->word;
    value = record_at(work, at);
    if (type == KEY_VLAN || type == KEY_ETHERTYPE)
        bit = 1ull << ((FIRST_UNKNOWN + 2 * walk->depth + (type == KEY_ETHERTYPE)) & 63);
    if (walk->seen & bit)
        return false;
    walk->seen |= bit;
    switch (type) {
    case KEY_PRIORITY: TAKE(4); word[OVSTOP_WORD_STATE] |= (u64)*(u32 *)value << 32; return true;
    case KEY_IN_PORT: TAKE(4); word[OVSTOP_WORD_PORT] |= (u64)*(u32 *)value << 32; return true;
    case KEY_SKB_MARK: TAKE(4); word[OVSTOP_WORD_HASH] |= *(u32 *)value; return true;
    case KEY_DP_HASH: TAKE(4); word[OVSTOP_WORD_HASH] |= (u64)*(u32 *)value << 32; return true;
    case KEY_RECIRC_ID: TAKE(4); word[OVSTOP_WORD_PORT] |= *(u32 *)value; return true;
    case KEY_CT_STATE: TAKE(4); word[OVSTOP_WORD_STATE] |= *(u32 *)value; return true;
    case KEY_CT_ZONE: TAKE(2); word[OVSTOP_WORD_TYPE] |= (u64)*(u16 *)value << 16; return true;
    case KEY_CT_MARK: TAKE(4); word[OVSTOP_WORD_TYPE] |= (u64)*(u32 *)value << 32; return true;
    case KEY_CT_LABELS:
        TAKE(16);
        word[OVSTOP_WORD_CT_LABEL] = *(u64 *)(value + 8);
        word[OVSTOP_WORD_CT_LABEL + 1] = *(u64 *)value;
        return true;
    case KEY_PACKET_TYPE: TAKE(4); word[OVSTOP_WORD_MPLS] |= be32(value); return true;
    case KEY_TUNNEL:
        PART(HAS_TUNNEL);
        walk->tunnel_at = at;
        walk->tunnel_end = at + length;
        return true;
    case KEY_CT_TUPLE4:
        TAKE(16); ONE_OF(HAS_CT_TUPLE); PART(HAS_CT_TUPLE4);
        word[OVSTOP_WORD_CT_IPV4] = be64(value);
        word[OVSTOP_WORD_CT_OTHER] = (u64)be32(value + 8) << 32 | (u32)value[12] << 24;
        return true;
    case KEY_CT_TUPLE6:
        TAKE(40); ONE_OF(HAS_CT_TUPLE); PART(HAS_CT_TUPLE6);
        set_128(walk, OVSTOP_WORD_CT_IPV6_SOURCE, value);
        set_128(walk, OVSTOP_WORD_CT_IPV6_DESTINATION, value + 16);
        word[OVSTOP_WORD_CT_OTHER] = (u64)be32(value + 32) << 32 | (u32)value[36] << 24;
        return true;
    case KEY_ETHERNET:
        TAKE(12); PART(HAS_ETHERNET);
        word[OVSTOP_WORD_ETH_SOURCE] |= mac(value);
        word[OVSTOP_WORD_ETH_DESTINATION] |= mac(value + 6);
        return true;
    case KEY_ETHERTYPE: TAKE(2); walk->ether_type = be16(value); return true;
    case KEY_VLAN:
        TAKE(2);
        if (walk->depth >= MAX_ENCAPS)
            return false;
        if (walk->depth) {
            PART(HAS_VLAN | HAS_INNER_VLAN);
            word[OVSTOP_WORD_ETH_DESTINATION] |= (u64)be16(value) << 48;
        } else {
            PART(HAS_VLAN);
            word[OVSTOP_WORD_ETH_SOURCE] |= (u64)be16(value) << 48;
        }
        return true;
    case KEY_MPLS:
        if (length < 4 || length % 4)
            return false;
        PART(HAS_MPLS);
        word[OVSTOP_WORD_MPLS] |= (u64)be32(value) << 32;
        return true;
    case KEY_NSH: PART(HAS_NSH); return true;
    case KEY_ND_EXTENSIONS: TAKE(8); PART(HAS_ND_EXTENSIONS); return true;
    case KEY_IPV4:
        TAKE(12); ONE_OF(HAS_NETWORK); PART(HAS_IPV4);
        word[OVSTOP_WORD_IPV4] = be64(value);
        set_ip(walk, 0, value + 8);
        return true;
    case KEY_IPV6:
        TAKE(40); ONE_OF(HAS_NETWORK); PART(HAS_IPV6);
        set_128(walk, OVSTOP_WORD_IPV6_SOURCE, value);
        set_128(walk, OVSTOP_WORD_IPV6_DESTINATION, value + 16);
        set_ip(walk, be32(value + 32), value + 36);
        return true;
    case KEY_ARP:
        TAKE(24); ONE_OF(HAS_NETWORK); PART(HAS_ARP);
        word[OVSTOP_WORD_IPV4] = be64(value);
        word[OVSTOP_WORD_ARP_SOURCE] = (u64)be16(value + 8) << 48 | mac(value + 10);
        word[OVSTOP_WORD_ARP_TARGET] |= mac(value + 16);
        return true;
    case KEY_TCP:
    case KEY_UDP:
    case KEY_SCTP:
        TAKE(4); ONE_OF(HAS_TRANSPORT); PART(type == KEY_TCP ? HAS_TCP : type == KEY_UDP ? HAS_UDP : HAS_SCTP);
        word[OVSTOP_WORD_TRANSPORT] |= (u64)be32(value) << 32;
        return true;
    case KEY_TCP_FLAGS: TAKE(2); word[OVSTOP_WORD_TRANSPORT] |= (u32)be16(value) << 16; return true;
    case KEY_ICMP:
    case KEY_ICMPV6:
        TAKE(2); ONE_OF(HAS_TRANSPORT); PART(type == KEY_ICMP ? HAS_ICMP : HAS_ICMPV6);
        word[OVSTOP_WORD_TRANSPORT] |= be16(value);
        return true;
    case KEY_ND:
        TAKE(28); PART(HAS_ND);
        set_128(walk, OVSTOP_WORD_ND_TARGET, value);
        word[OVSTOP_WORD_ND_SOURCE] = mac(value + 16);
        word[OVSTOP_WORD_ND_TARGET_MAC] = mac(value + 22);
        return true;
    default:
        return false;
    }
}

/* As take_attribute. */
__noinline int take_tunnel_attribute(struct ovstop_work *work, u32 type, u32 at, u32 length)
{
    struct key_walk *walk;
    const u8 *value;
    u64 *word, *other;
    if (!work)
        return false;
    walk = &work->walk;
    word = walk->word;
    other = &word[OVSTOP_WORD_TUN_OTHER];
    value = record_at(work, at);
    switch (type) {
    case TUN_ID: TAKE(8); word[OVSTOP_WORD_TUN_ID] = be64(value); *other |= 8; return true;
    case TUN_IPV4_SRC: TAKE(4); word[OVSTOP_WORD_TUN_IPV4] |= (u64)be32(value) << 32; return true;
    case TUN_IPV4_DST: TAKE(4); word[OVSTOP_WORD_TUN_IPV4] |= be32(value); return true;
    case TUN_IPV6_SRC: TAKE(16); set_128(walk, OVSTOP_WORD_TUN_IPV6_SOURCE, value); return true;
    case TUN_IPV6_DST: TAKE(16); set_128(walk, OVSTOP_WORD_TUN_IPV6_DESTINATION, value); return true;
    case TUN_TOS: TAKE(1); *other |= (u64)value[0] << 24; return true;
    case TUN_TTL: TAKE(1); *other |= (u64)value[0] << 16; return true;
    case TUN_TP_SRC: TAKE(2); *other |= (u64)be16(value) << 48; return true;
    case TUN_TP_DST: TAKE(2); *other |= (u64)be16(value) << 32; return true;
    case TUN_DF: TAKE(0); *other |= 2; return true;
    case TUN_CSUM: TAKE(0); *other |= 4; return true;
    case TUN_OAM: TAKE(0); *other |= 1; return true;
    default: return true; /* options and what is newer: no words */
    }
}

/* The header at walk->at: steps over the attribute and gives its type and length. False when it does not fit. */
static __always_inline bool next_attribute(struct key_walk *walk, const u8 *header, u32 *type, u32 *length)
{
    u32 whole = *(u16 *)header, rest = walk->end - walk->at, padded = (whole + 3) & ~3u;
    if (whole < 4 || whole > rest)
        return false;
    *type = *(u16 *)(header + 2) & 0x3fff;
    *length = whole - 4;
    walk->at += padded < rest ? padded : rest;
    return true;
}

static __always_inline bool walk_tunnel(struct ovstop_work *work)
{
    struct key_walk *walk = &work->walk;
    walk->at = walk->tunnel_at;
    walk->end = walk->tunnel_end;
    walk->seen = 0;
    for (u32 i = 0; i <= OVSTOP_TUNNEL_ATTRIBUTES; i++) {
        u32 at, type, length;
        u64 bit;
        u8 *header;
        barrier();
        at = walk->at;
        if (at + 4 > walk->end)
            return at == walk->end;
        header = record_at(work, at);
        if (i == OVSTOP_TUNNEL_ATTRIBUTES || !next_attribute(walk, header, &type, &length))
            return false;
        bit = type < 32 ? 1ull << (type & 31) : 0;
        if (walk->seen & bit)
            return false;
        walk->seen |= bit;
        if (!take_tunnel_attribute(work, type, at + 4, length))
            return false;
    }
    return false;
}

/* Reads the attributes from walk->at to walk->end; false when it could not read all. */
static __always_inline bool walk_levels(struct ovstop_work *work)
{
    struct key_walk *walk = &work->walk;
    for (u32 i = 0; i <= OVSTOP_KEY_ATTRIBUTES + MAX_ENCAPS; i++) {
        u32 at, type, length;
        u8 *header;
        barrier();
        at = walk->at;
        if (at + 4 > walk->end) {
            if (at != walk->end)
                return false;
            if (!walk->inner_at)
                return true;
            if (walk->depth == 0)
                walk->word[OVSTOP_WORD_ARP_TARGET] |= (u64)walk->ether_type << 48;
            walk->at = walk->inner_at;
            walk->end = walk->inner_end;
            walk->ether_type = 0;
            walk->inner_at = 0;
            walk->depth++;
            continue;
        }
        header = record_at(work, at);
        if (i >= OVSTOP_KEY_ATTRIBUTES + walk->depth || !next_attribute(walk, header, &type, &length))
            return false;
        if (type == KEY_ENCAP) {
            if (walk->depth >= MAX_ENCAPS)
                return false;
            walk->inner_at = at + 4;
            walk->inner_end = at + 4 + length;
        } else if (type < FIRST_UNKNOWN && !take_attribute(work, type, at + 4, length)) {
            return false;
        }
    }
    return false;
}

/* Fills the words from the key at walk->at .. walk->end; false when it could not read all of it. */
static __always_inline bool walk_key(struct ovstop_work *work)
{
    struct key_walk *walk = &work->walk;
    u64 type;
    __builtin_memset(walk->word, 0, OVSTOP_KEY_WORDS * sizeof(u64));
    walk->seen = 0;
    walk->depth = 0;
    walk->ether_type = 0;
    walk->inner_at = 0;
    if (!walk_levels(work))
        return false;
    type = walk->ether_type ? walk->ether_type : NO_ETHER_TYPE;
    walk->word[OVSTOP_WORD_TYPE] |= type;
    if (!(walk->seen & 1ull << KEY_PACKET_TYPE) && !(walk->word[OVSTOP_WORD_PRESENT] & HAS_ETHERNET))
        walk->word[OVSTOP_WORD_MPLS] |= 1ull << 16 | type;
    return !(walk->word[OVSTOP_WORD_PRESENT] & HAS_TUNNEL) || walk_tunnel(work);
}

#undef TAKE
#undef PART
#undef ONE_OF

#endif
