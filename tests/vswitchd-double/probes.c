#include "probes.h"

#include <sys/sdt.h>

/* A build as of an older release lacks the probes that came later; their events happen all the same, and are counted. */
#if RELEASE >= 302
#define SINCE_3_2(probe) probe
#else
#define SINCE_3_2(probe) ((void)0)
#endif
#if RELEASE >= 304
#define SINCE_3_4(probe) probe
#else
#define SINCE_3_4(probe) ((void)0)
#endif

/* One note per probe: never inlined, cloned or specialised. The callers' stores are complete before such a call. */
#define SITE __attribute__((noipa))

static void *dp_packet_data(const struct dp_packet *packet) { return (uint8_t *)packet->base_ + packet->data_ofs; }

SITE void probe_run_start(struct counts *c)
{
    DTRACE_PROBE(main, run_start);
    c->probes[RUN_START]++;
}

SITE void probe_poll_block(struct counts *c)
{
    DTRACE_PROBE(main, poll_block);
    c->probes[POLL_BLOCK]++;
}

SITE void probe_recv_upcall(struct counts *c, const struct dpif *dpif, const struct dpif_upcall *upcall)
{
    DTRACE_PROBE6(dpif_recv, recv_upcall, dpif->full_name, upcall->type, dp_packet_data(&upcall->packet),
                  upcall->packet.size_, upcall->key, upcall->key_len);
    c->probes[RECV_UPCALL]++;
}

SITE void probe_op_flow_put(struct counts *c, const struct dpif *dpif, const struct dpif_flow_put *put,
                            const struct dpif_netlink_flow *flow, const struct ofpbuf *request)
{
    DTRACE_PROBE4(dpif_netlink_operate__, op_flow_put, dpif, put, flow, request);
    c->probes[OP_FLOW_PUT]++;
}

SITE void probe_op_flow_del(struct counts *c, const struct dpif *dpif, const struct dpif_flow_del *del,
                            const struct dpif_netlink_flow *flow, const struct ofpbuf *request)
{
    DTRACE_PROBE4(dpif_netlink_operate__, op_flow_del, dpif, del, flow, request);
    c->probes[OP_FLOW_DEL]++;
}

SITE void probe_op_flow_get(struct counts *c, const struct dpif *dpif, const struct dpif_flow_get *get,
                            const struct dpif_netlink_flow *flow, const struct ofpbuf *request)
{
    DTRACE_PROBE4(dpif_netlink_operate__, op_flow_get, dpif, get, flow, request);
    c->probes[OP_FLOW_GET]++;
}

SITE void probe_op_flow_execute(struct counts *c, const struct dpif *dpif, const void *execute,
                                const struct dp_packet *packet, const struct ofpbuf *request)
{
    DTRACE_PROBE5(dpif_netlink_operate__, op_flow_execute, dpif, execute, dp_packet_data(packet), packet->size_, request);
    c->probes[OP_FLOW_EXECUTE]++;
}

SITE void probe_start_dump(struct counts *c, const struct udpif *udpif, size_t n_flows)
{
    SINCE_3_2(DTRACE_PROBE2(udpif_revalidator, start_dump, udpif, n_flows));
    c->probes[START_DUMP]++;
}

SITE void probe_sweep_done(struct counts *c, const struct udpif *udpif, size_t n_flows, unsigned wait_ms)
{
    SINCE_3_2(DTRACE_PROBE3(udpif_revalidator, sweep_done, udpif, n_flows, wait_ms));
    c->probes[SWEEP_DONE]++;
}

SITE void probe_revalidate_entry(struct counts *c, const struct udpif *udpif, const struct udpif_key *ukey, uint16_t tcp_flags,
                                 const struct ofpbuf *odp_actions, const void *recircs, const void *xcache)
{
    SINCE_3_2(DTRACE_PROBE6(revalidate_ukey__, entry, udpif, ukey, tcp_flags, odp_actions, recircs, xcache));
    c->probes[REVALIDATE_ENTRY]++;
}

SITE void probe_revalidate_exit(struct counts *c, const struct udpif *udpif, const struct udpif_key *ukey, enum reval_result result)
{
    SINCE_3_2(DTRACE_PROBE3(revalidate_ukey__, exit, udpif, ukey, result));
    c->probes[REVALIDATE_EXIT]++;
}

SITE void probe_flow_result(struct counts *c, const struct udpif *udpif, const struct udpif_key *ukey,
                            enum reval_result result, enum flow_del_reason reason)
{
    SINCE_3_4(DTRACE_PROBE4(revalidate, flow_result, udpif, ukey, result, reason));
    c->probes[FLOW_RESULT]++;
    c->flow_results[result]++;
}

SITE void probe_flow_sweep_result(struct counts *c, const struct udpif *udpif, const struct udpif_key *ukey,
                                  enum reval_result result, enum flow_del_reason reason)
{
    SINCE_3_4(DTRACE_PROBE4(revalidator_sweep__, flow_sweep_result, udpif, ukey, result, reason));
    c->probes[FLOW_SWEEP_RESULT]++;
    c->sweep_results[result]++;
}
