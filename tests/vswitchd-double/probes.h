/* The 13 probes: one call site each, under the provider and name and with the argument widths of the real daemon.
 * Each function also counts the hit in the calling thread's counters. */
#ifndef PROBES_H
#define PROBES_H

#include "counts.h"

/* Whose probes: 217 has seven, 302 eleven, 304 all. */
#ifndef RELEASE
#define RELEASE 304
#endif
#define RELEASE_PROBES (RELEASE < 302 ? 7 : RELEASE < 304 ? 11 : 13)

void probe_run_start(struct counts *c);
void probe_poll_block(struct counts *c);

void probe_recv_upcall(struct counts *c, const struct dpif *dpif, const struct dpif_upcall *upcall);

void probe_op_flow_put(struct counts *c, const struct dpif *dpif, const struct dpif_flow_put *put,
                       const struct dpif_netlink_flow *flow, const struct ofpbuf *request);
void probe_op_flow_del(struct counts *c, const struct dpif *dpif, const struct dpif_flow_del *del,
                       const struct dpif_netlink_flow *flow, const struct ofpbuf *request);
void probe_op_flow_get(struct counts *c, const struct dpif *dpif, const struct dpif_flow_get *get,
                       const struct dpif_netlink_flow *flow, const struct ofpbuf *request);
/* execute is a dpif_execute_35 or dpif_execute_36 */
void probe_op_flow_execute(struct counts *c, const struct dpif *dpif, const void *execute,
                           const struct dp_packet *packet, const struct ofpbuf *request);

void probe_start_dump(struct counts *c, const struct udpif *udpif, size_t n_flows);
void probe_sweep_done(struct counts *c, const struct udpif *udpif, size_t n_flows, unsigned wait_ms);

void probe_revalidate_entry(struct counts *c, const struct udpif *udpif, const struct udpif_key *ukey, uint16_t tcp_flags,
                            const struct ofpbuf *odp_actions, const void *recircs, const void *xcache);
void probe_revalidate_exit(struct counts *c, const struct udpif *udpif, const struct udpif_key *ukey, enum reval_result result);
void probe_flow_result(struct counts *c, const struct udpif *udpif, const struct udpif_key *ukey,
                       enum reval_result result, enum flow_del_reason reason);
void probe_flow_sweep_result(struct counts *c, const struct udpif *udpif, const struct udpif_key *ukey,
                             enum reval_result result, enum flow_del_reason reason);

#endif
