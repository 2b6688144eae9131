/* One connection a virtual switch might see: everything its key, mask, actions and packet are made of. */
#ifndef FLOW_SPEC_H
#define FLOW_SPEC_H

#include <stdbool.h>
#include <stdint.h>

enum flow_kind {
    TCP4, UDP4, UDP4_LARGE, UDP4_DROP, ICMP4, TCP6, UDP6, ND6, ARP4, VLAN_TCP4, TUNNEL_UDP4,
    /* a conntrack pair: the first pass sends the packet through ct and recirculates it, the second sees the ct state */
    TCP4_CT_FIRST, TCP4_CT_SECOND, UDP4_CT_FIRST, UDP4_CT_SECOND, TCP6_CT_FIRST, TCP6_CT_SECOND,
    N_FLOW_KINDS
};

enum flow_action { OUTPUT, DROP, FLOOD, CT_RECIRC, CT_COMMIT_OUTPUT, STRIP_VLAN, SET_TUNNEL, SLOW_PATH };

struct flow_spec {
    enum flow_kind kind;
    enum flow_action action;
    uint32_t in_port, out_port, recirc_id;
    uint32_t ct_state;
    uint16_t ct_zone;
    bool v6, ct_tuple, vlan, tunnel;
    uint16_t eth_type;            /* of the payload, behind any VLAN tag */
    uint16_t vlan_tci;
    uint8_t eth_src[6], eth_dst[6];
    uint8_t ip_src[16], ip_dst[16]; /* 4 bytes used when IPv4 or ARP */
    uint8_t ip_proto;
    uint16_t tp_src, tp_dst;      /* ICMP: type, code */
    uint16_t payload_len;
    uint64_t tunnel_id;
};

/* The spec of connection id, the same each time. A second pass takes the id of its first pass. */
struct flow_spec flow_spec_make(enum flow_kind kind, uint32_t id);

static inline bool flow_kind_is_first_pass(enum flow_kind kind)
{
    return kind == TCP4_CT_FIRST || kind == UDP4_CT_FIRST || kind == TCP6_CT_FIRST;
}

static inline bool flow_kind_is_second_pass(enum flow_kind kind)
{
    return kind == TCP4_CT_SECOND || kind == UDP4_CT_SECOND || kind == TCP6_CT_SECOND;
}

#endif
