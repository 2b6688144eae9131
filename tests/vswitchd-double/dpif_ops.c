#include "dpif_ops.h"

#include "netlink.h"
#include "probes.h"

static struct bytes next_request(struct dpif_ops *ops)
{
    ops->next = (ops->next + 1) % OPERATE_MAX_OPS;
    return (struct bytes){ .data = ops->requests[ops->next], .capacity = REQUEST_BYTES };
}

static struct ofpbuf finish(struct bytes *request)
{
    message_end(request);
    return (struct ofpbuf){ .base = request->data, .data = request->data, .size = request->size, .allocated = request->capacity,
                            .header = request->data };
}

/* As dpif_netlink_flow_to_ofpbuf; the packet type, known to user space only, is left out of masks. */
static void put_mask(struct bytes *b, const struct dpif_netlink_flow *flow)
{
    const uint8_t *mask = (const uint8_t *)flow->mask;
    uint32_t start = attr_begin(b, FLOW_MASK);
    for (size_t at = 0; at < flow->mask_len;) {
        const struct nlattr *a = (const struct nlattr *)(mask + at);
        if (a->nla_type == KEY_PACKET_TYPE) {
            size_t behind = at + (a->nla_len + 3u & ~3u);
            put_bytes(b, mask, (uint32_t)at);
            put_bytes(b, mask + behind, (uint32_t)(flow->mask_len - behind));
            break;
        }
        at += a->nla_len + 3u & ~3u;
    }
    attr_end(b, start);
}

static struct ofpbuf flow_request(struct dpif_ops *ops, const struct dpif_netlink_flow *flow)
{
    struct bytes b = next_request(ops);
    message_begin(&b, flow->cmd, flow->dp_ifindex);
    put_attr(&b, FLOW_UFID, &flow->ufid, sizeof flow->ufid);
    if (!flow->ufid_terse) {
        put_attr(&b, FLOW_KEY, flow->key, (uint32_t)flow->key_len);
        if (flow->mask_len)
            put_mask(&b, flow);
        if (flow->actions)
            put_attr(&b, FLOW_ACTIONS, flow->actions, (uint32_t)flow->actions_len);
    }
    return finish(&b);
}

static struct dpif_netlink_flow netlink_flow(const struct dpif_ops *ops, const struct flow *flow, uint8_t cmd)
{
    return (struct dpif_netlink_flow){
        .cmd = cmd, .dp_ifindex = ops->dp_ifindex,
        .key = flow->ukey->key, .key_len = flow->ukey->key_len,
        .ufid = flow->ukey->ufid, .ufid_present = true,
    };
}

void op_flow_put(struct dpif_ops *ops, const struct flow *flow, enum dpif_flow_put_flags flags)
{
    const struct udpif_key *ukey = flow->ukey;
    struct dpif_flow_put put = {
        .flags = flags, .key = ukey->key, .key_len = ukey->key_len, .mask = ukey->mask, .mask_len = ukey->mask_len,
        .actions = flow->actions.data, .actions_len = flow->actions.size, .ufid = &ukey->ufid, .pmd_id = UINT32_MAX,
    };
    struct dpif_netlink_flow message = netlink_flow(ops, flow, flags & DPIF_FP_CREATE ? FLOW_CMD_NEW : FLOW_CMD_SET);
    message.mask = put.mask;
    message.mask_len = put.mask_len;
    message.actions = put.actions;
    message.actions_len = put.actions_len;
    struct ofpbuf request = flow_request(ops, &message);
    probe_op_flow_put(ops->counts, ops->dpif, &put, &message, &request);
}

void op_flow_del(struct dpif_ops *ops, const struct flow *flow)
{
    const struct udpif_key *ukey = flow->ukey;
    struct dpif_flow_del del = { .key = ukey->key, .key_len = ukey->key_len, .ufid = &ukey->ufid, .terse = true, .pmd_id = UINT32_MAX };
    struct dpif_netlink_flow message = netlink_flow(ops, flow, FLOW_CMD_DEL);
    message.ufid_terse = true;
    struct ofpbuf request = flow_request(ops, &message);
    probe_op_flow_del(ops->counts, ops->dpif, &del, &message, &request);
}

void op_flow_del_foreign(struct dpif_ops *ops, ovs_u128 ufid)
{
    struct dpif_flow_del del = { .ufid = &ufid, .terse = true, .pmd_id = UINT32_MAX };
    struct dpif_netlink_flow message = {
        .cmd = FLOW_CMD_DEL, .dp_ifindex = ops->dp_ifindex, .ufid = ufid, .ufid_present = true, .ufid_terse = true,
    };
    struct ofpbuf request = flow_request(ops, &message);
    probe_op_flow_del(ops->counts, ops->dpif, &del, &message, &request);
}

void op_flow_get(struct dpif_ops *ops, const struct flow *flow)
{
    const struct udpif_key *ukey = flow->ukey;
    struct ofpbuf reply = { .size = 0 };
    struct dpif_flow_get get = { .key = ukey->key, .key_len = ukey->key_len, .ufid = &ukey->ufid, .pmd_id = UINT32_MAX, .buffer = &reply };
    struct dpif_netlink_flow message = netlink_flow(ops, flow, FLOW_CMD_GET);
    struct ofpbuf request = flow_request(ops, &message);
    probe_op_flow_get(ops->counts, ops->dpif, &get, &message, &request);
}

/* An execute request carries only the metadata of the key: odp_key_from_dp_packet. */
static struct ofpbuf execute_request(struct dpif_ops *ops, const struct flow *flow, const struct dp_packet *packet)
{
    struct bytes b = next_request(ops);
    message_begin(&b, PACKET_CMD_EXECUTE, ops->dp_ifindex);
    put_attr(&b, PACKET_PACKET, (const uint8_t *)packet->base_ + packet->data_ofs, packet->size_);
    uint32_t key = attr_begin(&b, PACKET_KEY);
    put_attr_u32(&b, KEY_PRIORITY, 0);
    put_attr_u32(&b, KEY_SKB_MARK, 0);
    put_attr_u32(&b, KEY_IN_PORT, flow->in_port);
    attr_end(&b, key);
    put_attr(&b, PACKET_ACTIONS, flow->actions.data, flow->actions.size);
    return finish(&b);
}

void op_execute(struct dpif_ops *ops, const struct flow *flow, struct dp_packet *packet)
{
    union { struct dpif_execute_35 v35; struct dpif_execute_36 v36; } execute = { 0 };
    if (ops->execute_36)
        execute.v36.packet = packet;
    else
        execute.v35.packet = packet;
    execute.v36.actions = flow->actions.data; /* at the same place in both */
    execute.v36.actions_len = flow->actions.size;
    struct ofpbuf request = execute_request(ops, flow, packet);
    probe_op_flow_execute(ops->counts, ops->dpif, &execute, packet, &request);
}
