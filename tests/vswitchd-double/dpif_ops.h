/* What dpif_netlink_operate__ does up to the probes: build the netlink request of each operation, then pass the probe. */
#ifndef DPIF_OPS_H
#define DPIF_OPS_H

#include "counts.h"
#include "flow_pool.h"

enum {
    OPERATE_MAX_OPS = 50,                        /* lib/dpif-netlink.c */
    REQUEST_BYTES = PACKET_BYTES + KEYBUF_BYTES
};

struct dpif_ops {
    const struct dpif *dpif;
    struct counts *counts;
    int dp_ifindex;
    bool execute_36;
    unsigned next;
    uint8_t requests[OPERATE_MAX_OPS][REQUEST_BYTES];
};

/* flags: DPIF_FP_CREATE from a handler, DPIF_FP_MODIFY from a revalidator */
void op_flow_put(struct dpif_ops *ops, const struct flow *flow, enum dpif_flow_put_flags flags);
void op_flow_del(struct dpif_ops *ops, const struct flow *flow);
void op_flow_get(struct dpif_ops *ops, const struct flow *flow);
/* Deletes a datapath flow that has no ukey; only the ufid is known. */
void op_flow_del_foreign(struct dpif_ops *ops, ovs_u128 ufid);
void op_execute(struct dpif_ops *ops, const struct flow *flow, struct dp_packet *packet);

#endif
