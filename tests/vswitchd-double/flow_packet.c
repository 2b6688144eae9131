#include "flow_bytes.h"

/* A SYN's options as Linux sends them: MSS, SACK permitted, timestamps, NOP, window scale. */
static const uint8_t syn_options[20] = { 2, 4, 5, 0xb4, 4, 2, 8, 10, 0x7f, 0x2d, 0xe0, 0xa4, 0, 0, 0, 0, 1, 3, 3, 7 };

static uint32_t sum_be16(uint32_t sum, const uint8_t *data, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        sum += i & 1 ? data[i] : (uint32_t)data[i] << 8;
    return sum;
}

static void write_checksum(uint8_t *at, uint32_t sum)
{
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    at[0] = (uint8_t)(~sum >> 8);
    at[1] = (uint8_t)~sum;
}

static uint32_t transport_len(const struct flow_spec *s)
{
    switch (s->ip_proto) {
    case IP_TCP: return 20 + sizeof syn_options;
    case IP_ICMPV6: return 32;
    default: return 8;
    }
}

static void put_ipv4(struct bytes *b, const struct flow_spec *s)
{
    uint32_t start = b->size;
    put_be16(b, 0x4500);
    put_be16(b, (uint16_t)(20 + transport_len(s) + s->payload_len));
    put_be32(b, 0x00004000); /* id 0, don't fragment */
    put_be16(b, (uint16_t)(64 << 8 | s->ip_proto));
    put_be16(b, 0);
    put_bytes(b, s->ip_src, 4);
    put_bytes(b, s->ip_dst, 4);
    write_checksum(b->data + start + 10, sum_be16(0, b->data + start, 20));
}

static void put_ipv6(struct bytes *b, const struct flow_spec *s)
{
    put_be32(b, 0x60000000);
    put_be16(b, (uint16_t)(transport_len(s) + s->payload_len));
    put_be16(b, (uint16_t)(s->ip_proto << 8 | (s->kind == ND6 ? 255 : 64)));
    put_bytes(b, s->ip_src, 16);
    put_bytes(b, s->ip_dst, 16);
}

/* Returns where in the header the checksum goes. */
static uint32_t put_transport(struct bytes *b, const struct flow_spec *s)
{
    switch (s->ip_proto) {
    case IP_TCP:
        put_be16(b, s->tp_src);
        put_be16(b, s->tp_dst);
        put_be32(b, 0xecc32000);
        put_be32(b, 0);
        put_be32(b, 0xa002faf0); /* 40 bytes of header, SYN, window */
        put_be32(b, 0);
        put_bytes(b, syn_options, sizeof syn_options);
        return 16;
    case IP_UDP:
        put_be16(b, s->tp_src);
        put_be16(b, s->tp_dst);
        put_be16(b, (uint16_t)(8 + s->payload_len));
        put_be16(b, 0);
        return 6;
    case IP_ICMPV6:
        put_be16(b, (uint16_t)(s->tp_src << 8));
        put_zeros(b, 6);
        put_bytes(b, s->ip_dst, 16);
        put_be16(b, 0x0101); /* source link-layer address, 8 bytes */
        put_bytes(b, s->eth_src, 6);
        return 2;
    default: /* ICMP echo */
        put_be16(b, (uint16_t)(s->tp_src << 8));
        put_be16(b, 0);
        put_be32(b, 0x00010001);
        return 2;
    }
}

static void put_ip_packet(struct bytes *b, const struct flow_spec *s, const uint8_t *payload)
{
    if (s->v6)
        put_ipv6(b, s);
    else
        put_ipv4(b, s);
    uint32_t start = b->size;
    uint32_t checksum = put_transport(b, s);
    uint32_t sum = sum_be16(sum_be16(0, b->data + start, b->size - start), payload, s->payload_len);
    if (s->ip_proto != IP_ICMP) { /* the pseudo header */
        uint32_t address = s->v6 ? 16 : 4;
        sum = sum_be16(sum_be16(sum, s->ip_src, address), s->ip_dst, address);
        sum += s->ip_proto + transport_len(s) + s->payload_len;
    }
    write_checksum(b->data + start + checksum, sum);
}

static void put_arp(struct bytes *b, const struct flow_spec *s)
{
    put_be32(b, 0x00010800);
    put_be32(b, 0x06040001); /* request */
    put_bytes(b, s->eth_src, 6);
    put_bytes(b, s->ip_src, 4);
    put_zeros(b, 6);
    put_bytes(b, s->ip_dst, 4);
}

void flow_packet_put(struct bytes *b, const struct flow_spec *s, const uint8_t *payload)
{
    put_bytes(b, s->eth_dst, 6);
    put_bytes(b, s->eth_src, 6);
    if (s->vlan) {
        put_be16(b, ETH_VLAN);
        put_be16(b, s->vlan_tci & 0x0fff); /* the CFI bit of the key says "tag present" */
    }
    put_be16(b, s->eth_type);
    if (s->eth_type == ETH_ARP)
        put_arp(b, s);
    else
        put_ip_packet(b, s, payload);
}
