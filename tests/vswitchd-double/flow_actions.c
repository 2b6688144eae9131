#include "flow_bytes.h"

enum { CT_EVENTS = 0x487, HANDLER_NETLINK_PORT = 0x1d2e }; /* the event mask vswitchd asks for: lib/odp-util.c */

static void put_ct(struct bytes *b, uint16_t zone, bool commit)
{
    uint32_t ct = attr_begin(b, ACTION_CT);
    if (commit) {
        put_attr(b, CT_COMMIT, NULL, 0);
        put_attr_u32(b, CT_EVENTMASK, CT_EVENTS);
    }
    put_attr_u16(b, CT_ZONE, zone);
    attr_end(b, ct);
}

static void put_set_tunnel(struct bytes *b, uint32_t vni)
{
    uint32_t set = attr_begin(b, ACTION_SET);
    uint32_t tunnel = attr_begin(b, KEY_TUNNEL);
    uint32_t id = attr_begin(b, TUN_ID);
    put_be32(b, 0);
    put_be32(b, vni);
    attr_end(b, id);
    put_attr(b, TUN_IPV4_SRC, (uint8_t[]){ 192, 0, 2, 1 }, 4);
    put_attr(b, TUN_IPV4_DST, (uint8_t[]){ 192, 0, 2, (uint8_t)(vni & 0xff) }, 4);
    put_attr_u8(b, TUN_TTL, 64);
    put_attr_be16(b, TUN_TP_DST, 4789);
    attr_end(b, tunnel);
    attr_end(b, set);
}

static void put_slow_path(struct bytes *b)
{
    uint8_t cookie[COOKIE_BYTES] = { COOKIE_SLOW_PATH };
    uint32_t userspace = attr_begin(b, ACTION_USERSPACE);
    put_attr_u32(b, USERSPACE_PID, HANDLER_NETLINK_PORT);
    put_attr(b, USERSPACE_USERDATA, cookie, sizeof cookie);
    attr_end(b, userspace);
}

void flow_actions_put(struct bytes *b, const struct flow_spec *s)
{
    switch (s->action) {
    case DROP: return; /* no action at all */
    case OUTPUT: break;
    case FLOOD:
        for (uint32_t port = 1; port < 4; port++)
            put_attr_u32(b, ACTION_OUTPUT, port + 13);
        break;
    case CT_RECIRC:
        put_ct(b, s->ct_zone, false);
        put_attr_u32(b, ACTION_RECIRC, 0x10u + s->ct_zone);
        return;
    case CT_COMMIT_OUTPUT: put_ct(b, s->ct_zone, true); break;
    case STRIP_VLAN: put_attr(b, ACTION_POP_VLAN, NULL, 0); break;
    case SET_TUNNEL:
        put_set_tunnel(b, 5000 + s->in_port);
        put_attr_u32(b, ACTION_OUTPUT, 20);
        return;
    case SLOW_PATH:
        put_slow_path(b);
        return;
    }
    put_attr_u32(b, ACTION_OUTPUT, s->out_port);
}
