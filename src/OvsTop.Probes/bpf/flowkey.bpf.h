/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * The key of the tracepoint ovs_dp_upcall, struct sw_flow_key (net/openvswitch/flow.h), into the words that talkers are counted by: the same words that
 * walk_key() makes of the netlink key that ovs_nla_put_key() writes from it for the daemon.
 */
#ifndef OVSTOP_FLOWKEY_H
#define OVSTOP_FLOWKEY_H

#define DP_MAX_PORTS 0xffff   /* in_port of a packet that came from no port */
#define ETHER_802_2 0x0004    /* no EtherType */
#define MAC_PROTO_ETHERNET 1
#define FRAGMENT_LATER 2
#define FAMILY_INET6 10

/* Found in the module's BTF by the names of the members; order and sizes here do not matter. */
struct in6_bytes {
    u8 byte[16];
};

struct ip_tunnel_key {
    union {
        struct {
            u32 src;
        } ipv4;
        struct {
            struct in6_bytes src;
        } ipv6;
    } u;
} __attribute__((preserve_access_index));

struct sw_flow_key {
    struct ip_tunnel_key tun_key;
    struct {
        u16 in_port;
    } phy;
    u8 mac_proto, tun_proto;
    u32 recirc_id;
    struct {
        u8 src[6], dst[6];
        u16 type;
    } eth;
    u8 ct_state;
    struct {
        u8 proto, tos, ttl, frag;
    } ip;
    struct {
        u16 src, dst;
    } tp;
    union {
        struct {
            struct {
                u32 src, dst;
            } addr;
        } ipv4;
        struct {
            struct {
                struct in6_bytes src, dst;
            } addr;
        } ipv6;
    };
} __attribute__((preserve_access_index));

/* This kernel's key has all that is read below. */
static __always_inline bool knows_flow_key(const struct sw_flow_key *key)
{
    return bpf_core_field_exists(key->phy.in_port) && bpf_core_field_exists(key->eth.type) && bpf_core_field_exists(key->ip.frag)
        && bpf_core_field_exists(key->tp.dst) && bpf_core_field_exists(key->ipv4.addr.dst) && bpf_core_field_exists(key->ipv6.addr.dst)
        && bpf_core_field_exists(key->tun_key.u.ipv6.src) && bpf_core_field_exists(key->ct_state) && bpf_core_field_exists(key->recirc_id);
}

static __always_inline u64 port_of(const struct sw_flow_key *key)
{
    return BPF_CORE_READ(key, phy.in_port);
}

static __always_inline void tunnel_words(const struct sw_flow_key *key, u64 *word)
{
    u8 family = BPF_CORE_READ(key, tun_proto);
    if (!family)
        return;
    word[OVSTOP_WORD_PRESENT] |= HAS_TUNNEL;
    if (family == FAMILY_INET6) {
        struct in6_bytes source = BPF_CORE_READ(key, tun_key.u.ipv6.src);
        word[OVSTOP_WORD_TUN_IPV6_SOURCE] = be64(source.byte);
        word[OVSTOP_WORD_TUN_IPV6_SOURCE + 1] = be64(source.byte + 8);
    } else {
        word[OVSTOP_WORD_TUN_IPV4] = (u64)bpf_ntohl(BPF_CORE_READ(key, tun_key.u.ipv4.src)) << 32;
    }
}

static __always_inline void transport_words(const struct sw_flow_key *key, u64 *word, u8 protocol, u64 icmp)
{
    u64 source = bpf_ntohs(BPF_CORE_READ(key, tp.src)), destination = bpf_ntohs(BPF_CORE_READ(key, tp.dst));
    if (protocol == 6 || protocol == 17 || protocol == 132) {
        word[OVSTOP_WORD_TRANSPORT] = source << 48 | destination << 32;
    } else if (protocol == (icmp == HAS_ICMP ? 1 : 58)) {
        word[OVSTOP_WORD_PRESENT] |= icmp;
        word[OVSTOP_WORD_TRANSPORT] = (source & 255) << 8 | (destination & 255);
    }
}

static __always_inline void network_words(const struct sw_flow_key *key, u64 *word, u16 type)
{
    u8 protocol = BPF_CORE_READ(key, ip.proto), fragment = BPF_CORE_READ(key, ip.frag);
    bool arp = type == 0x0806 || type == 0x8035;
    if (type == 0x0800 || arp) {
        word[OVSTOP_WORD_PRESENT] |= arp ? HAS_ARP : HAS_IPV4;
        word[OVSTOP_WORD_IPV4] = (u64)bpf_ntohl(BPF_CORE_READ(key, ipv4.addr.src)) << 32 | bpf_ntohl(BPF_CORE_READ(key, ipv4.addr.dst));
    } else if (type == 0x86dd) {
        struct in6_bytes address = BPF_CORE_READ(key, ipv6.addr.src);
        word[OVSTOP_WORD_PRESENT] |= HAS_IPV6;
        word[OVSTOP_WORD_IPV6_SOURCE] = be64(address.byte);
        word[OVSTOP_WORD_IPV6_SOURCE + 1] = be64(address.byte + 8);
        address = BPF_CORE_READ(key, ipv6.addr.dst);
        word[OVSTOP_WORD_IPV6_DESTINATION] = be64(address.byte);
        word[OVSTOP_WORD_IPV6_DESTINATION + 1] = be64(address.byte + 8);
    } else {
        return;
    }
    if (arp) {
        word[OVSTOP_WORD_ARP_SOURCE] = (u64)protocol << 48; /* lower 8 bits of the opcode */
        return;
    }
    word[OVSTOP_WORD_IP] = (u64)protocol << 24;
    if (fragment != FRAGMENT_LATER)
        transport_words(key, word, protocol, type == 0x0800 ? HAS_ICMP : HAS_ICMPV6);
}

/* The words that count_words() looks at. */
static __always_inline void flow_key_words(const struct sw_flow_key *key, u64 *word)
{
    u16 type = bpf_ntohs(BPF_CORE_READ(key, eth.type));
    __builtin_memset(word, 0, OVSTOP_KEY_WORDS * sizeof(u64));
    word[OVSTOP_WORD_PORT] = BPF_CORE_READ(key, recirc_id);
    word[OVSTOP_WORD_STATE] = BPF_CORE_READ(key, ct_state);
    word[OVSTOP_WORD_TYPE] = type == ETHER_802_2 ? NO_ETHER_TYPE : type;
    if ((BPF_CORE_READ(key, mac_proto) & 0x7f) == MAC_PROTO_ETHERNET) {
        u8 address[8];
        word[OVSTOP_WORD_PRESENT] |= HAS_ETHERNET;
        bpf_core_read(address, 6, &key->eth.src);
        word[OVSTOP_WORD_ETH_SOURCE] = mac(address);
        bpf_core_read(address, 6, &key->eth.dst);
        word[OVSTOP_WORD_ETH_DESTINATION] = mac(address);
    }
    tunnel_words(key, word);
    network_words(key, word, type);
}

#endif
