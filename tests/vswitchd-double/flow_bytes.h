/* The byte forms of a flow_spec. */
#ifndef FLOW_BYTES_H
#define FLOW_BYTES_H

#include "flow_spec.h"
#include "netlink.h"

/* The flow key in the order Linux's ovs_nla_put_key writes it. */
void flow_key_put(struct bytes *key, const struct flow_spec *spec);

/* The mask as ofproto-dpif-upcall makes it: same attributes, plus tunnel and packet type, minus unwildcarded TCP flags. */
void flow_mask_put(struct bytes *mask, const struct flow_spec *spec);

void flow_actions_put(struct bytes *actions, const struct flow_spec *spec);

/* The frame's headers, checksums included; payload_len bytes of payload follow them. */
void flow_packet_put(struct bytes *head, const struct flow_spec *spec, const uint8_t *payload);

#endif
