#include "flow_spec.h"

#include "netlink.h"

enum { CT_NEW = 0x01, CT_EST = 0x02, CT_TRK = 0x20 };
enum { LARGE_PAYLOAD = 1472, FIRST_RECIRC_ID = 0x10, N_ZONES = 8, TUNNEL_PORT = 20 };

struct kind_traits {
    uint8_t ip_proto;
    bool v6, vlan, tunnel;
    uint32_t ct_state;
    enum flow_action action;
    uint16_t payload_len;
};

static const struct kind_traits traits[N_FLOW_KINDS] = {
    [TCP4]           = { .ip_proto = IP_TCP, .action = OUTPUT },
    [UDP4]           = { .ip_proto = IP_UDP, .action = OUTPUT, .payload_len = 56 },
    [UDP4_LARGE]     = { .ip_proto = IP_UDP, .action = SET_TUNNEL, .payload_len = LARGE_PAYLOAD },
    [UDP4_DROP]      = { .ip_proto = IP_UDP, .action = DROP, .payload_len = 18 },
    [ICMP4]          = { .ip_proto = IP_ICMP, .action = OUTPUT, .payload_len = 56 },
    [TCP6]           = { .ip_proto = IP_TCP, .v6 = true, .action = OUTPUT },
    [UDP6]           = { .ip_proto = IP_UDP, .v6 = true, .action = OUTPUT, .payload_len = 40 },
    [ND6]            = { .ip_proto = IP_ICMPV6, .v6 = true, .action = SLOW_PATH },
    [ARP4]           = { .action = FLOOD },
    [VLAN_TCP4]      = { .ip_proto = IP_TCP, .vlan = true, .action = STRIP_VLAN },
    [TUNNEL_UDP4]    = { .ip_proto = IP_UDP, .tunnel = true, .action = OUTPUT, .payload_len = 120 },
    [TCP4_CT_FIRST]  = { .ip_proto = IP_TCP, .action = CT_RECIRC },
    [TCP4_CT_SECOND] = { .ip_proto = IP_TCP, .ct_state = CT_NEW | CT_TRK, .action = CT_COMMIT_OUTPUT },
    [UDP4_CT_FIRST]  = { .ip_proto = IP_UDP, .action = CT_RECIRC, .payload_len = 64 },
    [UDP4_CT_SECOND] = { .ip_proto = IP_UDP, .ct_state = CT_EST | CT_TRK, .action = OUTPUT, .payload_len = 64 },
    [TCP6_CT_FIRST]  = { .ip_proto = IP_TCP, .v6 = true, .action = CT_RECIRC },
    [TCP6_CT_SECOND] = { .ip_proto = IP_TCP, .v6 = true, .ct_state = CT_NEW | CT_TRK, .action = CT_COMMIT_OUTPUT },
};

/* Six of sixteen connections come from port 1, the rest from ports 2 to 13: there is always somebody to blame. */
static uint32_t in_port_of(uint32_t id)
{
    uint32_t h = id * 2654435761u >> 16;
    return h % 16 < 6 ? 1 : 2 + h / 16 % 12;
}

static void make_addresses(struct flow_spec *s, uint32_t id)
{
    const uint8_t low[3] = { id >> 16 & 0xff, id >> 8 & 0xff, id & 0xff };
    memcpy(s->eth_src, (uint8_t[]){ 0x02, 0, 0, low[0], low[1], low[2] }, 6);
    memcpy(s->eth_dst, (uint8_t[]){ 0x02, 1, 0, 0, 0, (uint8_t)s->out_port }, 6);
    if (s->v6) {
        memcpy(s->ip_src, (uint8_t[]){ 0x20, 0x01, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, low[0], low[1], low[2] }, 16);
        memcpy(s->ip_dst, (uint8_t[]){ 0x20, 0x01, 0x0d, 0xb8, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, (uint8_t)s->out_port }, 16);
    } else {
        memcpy(s->ip_src, (uint8_t[]){ 10, low[0], low[1], low[2] }, 4);
        memcpy(s->ip_dst, (uint8_t[]){ 172, 16, 0, (uint8_t)s->out_port }, 4);
    }
}

static void make_ports(struct flow_spec *s, uint32_t id)
{
    static const uint16_t services[] = { 443, 53, 80, 5201 };
    switch (s->ip_proto) {
    case IP_ICMP: s->tp_src = 8; break;     /* echo request */
    case IP_ICMPV6: s->tp_src = 135; break; /* neighbour solicitation */
    case IP_TCP:
    case IP_UDP:
        s->tp_src = (uint16_t)(32768 + id % 28232);
        s->tp_dst = services[id / 3 % 4];
        break;
    }
}

struct flow_spec flow_spec_make(enum flow_kind kind, uint32_t id)
{
    const struct kind_traits *t = &traits[kind];
    struct flow_spec s = {
        .kind = kind, .action = t->action, .v6 = t->v6, .vlan = t->vlan, .tunnel = t->tunnel,
        .ip_proto = t->ip_proto, .payload_len = t->payload_len,
        .eth_type = kind == ARP4 ? ETH_ARP : t->v6 ? ETH_IPV6 : ETH_IPV4,
        .in_port = t->tunnel ? TUNNEL_PORT : in_port_of(id),
        .ct_zone = (uint16_t)(1 + id % N_ZONES),
    };
    s.out_port = 2 + (s.in_port + id % 7) % 12;
    if (t->vlan)
        s.vlan_tci = (uint16_t)(0x1000 | (100 + id % 16));
    if (t->tunnel)
        s.tunnel_id = 5000 + id % 10;
    if (t->ct_state) {
        s.ct_state = t->ct_state;
        s.ct_tuple = true;
        s.recirc_id = FIRST_RECIRC_ID + s.ct_zone;
    }
    make_addresses(&s, id);
    make_ports(&s, id);
    return s;
}
