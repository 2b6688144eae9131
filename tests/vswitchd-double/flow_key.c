#include "flow_bytes.h"

static const uint8_t zeros[40];
static const uint8_t ones[40] = { [0 ... 39] = 0xff };

enum { TCP_SYN = 0x0002 };

static size_t address_len(const struct flow_spec *s) { return s->v6 ? 16 : 4; }

static void put_tunnel_key(struct bytes *b, const struct flow_spec *s)
{
    uint32_t start = attr_begin(b, KEY_TUNNEL);
    uint32_t id = attr_begin(b, TUN_ID);
    put_be32(b, 0);
    put_be32(b, (uint32_t)s->tunnel_id);
    attr_end(b, id);
    put_attr(b, TUN_IPV4_SRC, (uint8_t[]){ 192, 0, 2, (uint8_t)s->tunnel_id }, 4);
    put_attr(b, TUN_IPV4_DST, (uint8_t[]){ 192, 0, 2, 1 }, 4);
    put_attr_u8(b, TUN_TTL, 64);
    put_attr_be16(b, TUN_TP_SRC, s->tp_src);
    put_attr_be16(b, TUN_TP_DST, 4789);
    attr_end(b, start);
}

static void put_ct_key(struct bytes *b, const struct flow_spec *s)
{
    put_attr_u32(b, KEY_CT_STATE, s->ct_state);
    put_attr_u16(b, KEY_CT_ZONE, s->ct_state ? s->ct_zone : 0);
    put_attr_u32(b, KEY_CT_MARK, 0);
    put_attr(b, KEY_CT_LABELS, zeros, 16);
    if (!s->ct_tuple)
        return;
    uint32_t start = attr_begin(b, s->v6 ? KEY_CT_TUPLE6 : KEY_CT_TUPLE4);
    put_bytes(b, s->ip_src, (uint32_t)address_len(s));
    put_bytes(b, s->ip_dst, (uint32_t)address_len(s));
    put_be16(b, s->tp_src);
    put_be16(b, s->tp_dst);
    put_u8(b, s->ip_proto);
    put_zeros(b, 3); /* sizeof includes the padding */
    attr_end(b, start);
}

static void put_ip_key(struct bytes *b, const struct flow_spec *s)
{
    uint32_t start = attr_begin(b, s->v6 ? KEY_IPV6 : KEY_IPV4);
    put_bytes(b, s->ip_src, (uint32_t)address_len(s));
    put_bytes(b, s->ip_dst, (uint32_t)address_len(s));
    if (s->v6)
        put_be32(b, 0); /* flow label */
    put_bytes(b, (uint8_t[]){ s->ip_proto, 0, s->kind == ND6 ? 255 : 64, 0 }, 4); /* tos, ttl, frag */
    attr_end(b, start);
    if (s->v6)
        put_attr_u16(b, KEY_IPV6_EXTHDRS, 0);
}

static void put_arp_key(struct bytes *b, const struct flow_spec *s)
{
    uint32_t start = attr_begin(b, KEY_ARP);
    put_bytes(b, s->ip_src, 4);
    put_bytes(b, s->ip_dst, 4);
    put_be16(b, 1);
    put_bytes(b, s->eth_src, 6);
    put_zeros(b, 6 + 2);
    attr_end(b, start);
}

static void put_transport_key(struct bytes *b, const struct flow_spec *s)
{
    const uint8_t icmp[2] = { (uint8_t)s->tp_src, (uint8_t)s->tp_dst };
    const uint8_t ports[4] = { s->tp_src >> 8, s->tp_src & 0xff, s->tp_dst >> 8, s->tp_dst & 0xff };
    switch (s->ip_proto) {
    case IP_TCP:
        put_attr(b, KEY_TCP, ports, 4);
        put_attr_be16(b, KEY_TCP_FLAGS, TCP_SYN);
        break;
    case IP_UDP: put_attr(b, KEY_UDP, ports, 4); break;
    case IP_ICMP: put_attr(b, KEY_ICMP, icmp, 2); break;
    case IP_ICMPV6: {
        put_attr(b, KEY_ICMPV6, icmp, 2);
        uint32_t start = attr_begin(b, KEY_ND);
        put_bytes(b, s->ip_dst, 16);
        put_bytes(b, s->eth_src, 6);
        put_zeros(b, 6);
        attr_end(b, start);
        break;
    }
    }
}

static uint32_t begin_encap(struct bytes *b, uint16_t tci)
{
    put_attr_be16(b, KEY_ETHERTYPE, ETH_VLAN);
    put_attr_be16(b, KEY_VLAN, tci);
    return attr_begin(b, KEY_ENCAP);
}

void flow_key_put(struct bytes *b, const struct flow_spec *s)
{
    put_attr_u32(b, KEY_RECIRC_ID, s->recirc_id);
    put_attr_u32(b, KEY_DP_HASH, 0);
    put_attr_u32(b, KEY_PRIORITY, 0);
    if (s->tunnel)
        put_tunnel_key(b, s);
    put_attr_u32(b, KEY_IN_PORT, s->in_port);
    put_attr_u32(b, KEY_SKB_MARK, 0);
    put_ct_key(b, s);
    uint32_t ethernet = attr_begin(b, KEY_ETHERNET);
    put_bytes(b, s->eth_src, 6);
    put_bytes(b, s->eth_dst, 6);
    attr_end(b, ethernet);
    uint32_t encap = s->vlan ? begin_encap(b, s->vlan_tci) : 0;
    put_attr_be16(b, KEY_ETHERTYPE, s->eth_type);
    if (s->eth_type == ETH_ARP)
        put_arp_key(b, s);
    else
        put_ip_key(b, s);
    put_transport_key(b, s);
    if (s->vlan)
        attr_end(b, encap);
}

static void put_tunnel_mask(struct bytes *b, const struct flow_spec *s)
{
    uint32_t start = attr_begin(b, KEY_TUNNEL);
    if (s->tunnel) {
        put_attr(b, TUN_ID, ones, 8);
        put_attr(b, TUN_IPV4_SRC, ones, 4);
        put_attr(b, TUN_IPV4_DST, ones, 4);
    }
    put_attr_u8(b, TUN_TTL, 0);
    attr_end(b, start);
}

static void put_ip_mask(struct bytes *b, const struct flow_spec *s, bool by_connection)
{
    uint32_t start = attr_begin(b, s->v6 ? KEY_IPV6 : KEY_IPV4);
    put_zeros(b, (uint32_t)(2 * address_len(s) + (s->v6 ? 4 : 0)));
    put_bytes(b, (uint8_t[]){ by_connection ? 0xff : 0, 0, 0, 0xff }, 4); /* proto, tos, ttl, frag */
    attr_end(b, start);
}

static void put_transport_mask(struct bytes *b, const struct flow_spec *s, bool by_connection)
{
    const void *ports = by_connection ? ones : zeros;
    switch (s->ip_proto) {
    case IP_TCP: put_attr(b, KEY_TCP, ports, 4); break;
    case IP_UDP: put_attr(b, KEY_UDP, ports, 4); break;
    case IP_ICMP: put_attr(b, KEY_ICMP, ports, 2); break;
    case IP_ICMPV6:
        put_attr(b, KEY_ICMPV6, ones, 2);
        put_attr(b, KEY_ND, zeros, 28);
        break;
    }
}

void flow_mask_put(struct bytes *b, const struct flow_spec *s)
{
    bool by_connection = s->action != CT_RECIRC && !s->ct_state;
    put_attr_u32(b, KEY_RECIRC_ID, UINT32_MAX);
    put_attr_u32(b, KEY_DP_HASH, 0);
    put_attr_u32(b, KEY_PRIORITY, 0);
    put_tunnel_mask(b, s);
    put_attr_u32(b, KEY_IN_PORT, UINT32_MAX);
    put_attr_u32(b, KEY_SKB_MARK, 0);
    put_attr_u32(b, KEY_CT_STATE, s->ct_state ? s->ct_state : s->action == CT_RECIRC ? 0x20 : 0);
    put_attr_u16(b, KEY_CT_ZONE, 0);
    put_attr_u32(b, KEY_CT_MARK, 0);
    put_attr(b, KEY_CT_LABELS, zeros, 16);
    if (s->ct_tuple)
        put_attr(b, s->v6 ? KEY_CT_TUPLE6 : KEY_CT_TUPLE4, zeros, s->v6 ? 40 : 16);
    put_attr(b, KEY_PACKET_TYPE, ones, 4);
    put_attr(b, KEY_ETHERNET, by_connection ? ones : zeros, 12);
    uint32_t encap = s->vlan ? begin_encap(b, 0xffff) : 0;
    put_attr(b, KEY_ETHERTYPE, ones, 2);
    if (s->eth_type == ETH_ARP)
        put_attr(b, KEY_ARP, zeros, 24);
    else
        put_ip_mask(b, s, by_connection);
    put_transport_mask(b, s, by_connection);
    if (s->vlan)
        attr_end(b, encap);
}
