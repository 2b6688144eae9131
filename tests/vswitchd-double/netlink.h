/* Writing netlink attributes, and the numbers from <linux/openvswitch.h> that the double uses. */
#ifndef NETLINK_H
#define NETLINK_H

#include <assert.h>
#include <string.h>

#include "ovs_structs.h"

enum {
    KEY_ENCAP = 1, KEY_PRIORITY, KEY_IN_PORT, KEY_ETHERNET, KEY_VLAN, KEY_ETHERTYPE, KEY_IPV4, KEY_IPV6, KEY_TCP, KEY_UDP,
    KEY_ICMP, KEY_ICMPV6, KEY_ARP, KEY_ND, KEY_SKB_MARK, KEY_TUNNEL, KEY_TCP_FLAGS = 18, KEY_DP_HASH, KEY_RECIRC_ID,
    KEY_CT_STATE = 22, KEY_CT_ZONE, KEY_CT_MARK, KEY_CT_LABELS, KEY_CT_TUPLE4, KEY_CT_TUPLE6, KEY_PACKET_TYPE = 29,
    KEY_IPV6_EXTHDRS = 32
};
enum { TUN_ID, TUN_IPV4_SRC, TUN_IPV4_DST, TUN_TTL = 4, TUN_TP_SRC = 9, TUN_TP_DST };
enum { ACTION_OUTPUT = 1, ACTION_USERSPACE, ACTION_SET, ACTION_PUSH_VLAN, ACTION_POP_VLAN, ACTION_RECIRC = 7, ACTION_CT = 12 };
enum { CT_COMMIT = 1, CT_ZONE, CT_MARK, CT_EVENTMASK = 8 };
enum { USERSPACE_PID = 1, USERSPACE_USERDATA };
enum { FLOW_KEY = 1, FLOW_ACTIONS, FLOW_MASK = 7, FLOW_UFID = 9 };
enum { PACKET_PACKET = 1, PACKET_KEY, PACKET_ACTIONS, PACKET_USERDATA };
enum { FLOW_CMD_NEW = 1, FLOW_CMD_DEL, FLOW_CMD_GET, FLOW_CMD_SET };
enum { PACKET_CMD_MISS = 1, PACKET_CMD_ACTION, PACKET_CMD_EXECUTE };
enum { COOKIE_SFLOW = 1, COOKIE_SLOW_PATH, COOKIE_CONTROLLER = 5, COOKIE_BYTES = 48 }; /* user_action_cookie */

enum { ETH_IPV4 = 0x0800, ETH_ARP = 0x0806, ETH_VLAN = 0x8100, ETH_IPV6 = 0x86dd };
enum { IP_ICMP = 1, IP_TCP = 6, IP_UDP = 17, IP_ICMPV6 = 58 };

/* A growing run of bytes in a buffer the caller knows to be large enough. */
struct bytes { uint8_t *data; uint32_t size, capacity; };

static inline void *put_zeros(struct bytes *b, uint32_t n)
{
    assert(b->size + n <= b->capacity);
    void *at = memset(b->data + b->size, 0, n);
    b->size += n;
    return at;
}

static inline void put_bytes(struct bytes *b, const void *data, uint32_t n)
{
    assert(b->size + n <= b->capacity);
    if (n)
        memcpy(b->data + b->size, data, n);
    b->size += n;
}

static inline void put_u8(struct bytes *b, uint8_t v) { put_bytes(b, &v, 1); }
static inline void put_be16(struct bytes *b, uint16_t v) { put_bytes(b, (uint8_t[]){ v >> 8, v & 0xff }, 2); }
static inline void put_be32(struct bytes *b, uint32_t v) { put_be16(b, v >> 16); put_be16(b, v & 0xffff); }

/* Starts an attribute; end it with attr_end. */
static inline uint32_t attr_begin(struct bytes *b, uint16_t type)
{
    uint32_t start = b->size;
    put_bytes(b, &(struct nlattr){ .nla_type = type }, sizeof(struct nlattr));
    return start;
}

static inline void attr_end(struct bytes *b, uint32_t start)
{
    uint16_t length = (uint16_t)(b->size - start);
    memcpy(b->data + start, &length, sizeof length);
    put_zeros(b, -b->size & 3);
}

static inline void put_attr(struct bytes *b, uint16_t type, const void *data, uint32_t n)
{
    uint32_t start = attr_begin(b, type);
    put_bytes(b, data, n);
    attr_end(b, start);
}

static inline void put_attr_u8(struct bytes *b, uint16_t type, uint8_t v) { put_attr(b, type, &v, sizeof v); }
static inline void put_attr_u16(struct bytes *b, uint16_t type, uint16_t v) { put_attr(b, type, &v, sizeof v); }
static inline void put_attr_u32(struct bytes *b, uint16_t type, uint32_t v) { put_attr(b, type, &v, sizeof v); }

static inline void put_attr_be16(struct bytes *b, uint16_t type, uint16_t v)
{
    uint32_t start = attr_begin(b, type);
    put_be16(b, v);
    attr_end(b, start);
}

static inline void put_attr_be32(struct bytes *b, uint16_t type, uint32_t v)
{
    uint32_t start = attr_begin(b, type);
    put_be32(b, v);
    attr_end(b, start);
}

/* nlmsghdr, genlmsghdr and ovs_header; sequence and port are set only when a real daemon sends, so they stay 0. */
static inline void message_begin(struct bytes *b, uint8_t cmd, int dp_ifindex)
{
    uint8_t *head = put_zeros(b, 24);
    head[16] = cmd;
    memcpy(head + 20, &dp_ifindex, 4);
}

static inline void message_end(struct bytes *b) { memcpy(b->data, &b->size, 4); }

#endif
