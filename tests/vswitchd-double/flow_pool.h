/* The distinct flows a run draws from: ukeys, actions, packets, and whether each is installed. */
#ifndef FLOW_POOL_H
#define FLOW_POOL_H

#include <stdatomic.h>

#include "flow_spec.h"
#include "ukey_layouts.h"

enum { ACTIONS_BYTES = 96, HEAD_BYTES = 104, PAYLOAD_BYTES = 1472, PACKET_BYTES = HEAD_BYTES + PAYLOAD_BYTES };

/* A flow belongs to the handler that moves it from FREE to INSTALLING, then to the revalidator whose slice it is in. */
enum flow_state { FLOW_FREE, FLOW_INSTALLING, FLOW_INSTALLED };

struct flow {
    struct udpif_key *ukey;
    struct ofpbuf actions;
    atomic_int state;
    uint64_t deleted_ns;          /* 0: never. With the reason the owner's, as state says */
    enum flow_del_reason deleted_for;
    enum flow_kind kind;
    uint32_t in_port;
    uint16_t head_len, payload_len;
    uint8_t head[HEAD_BYTES];
    uint8_t action_bytes[ACTIONS_BYTES];
};

enum flow_mix { MIX_ALL, MIX_BENCH, MIX_TALKERS };

struct flow_pool {
    const struct ukey_layout *layout;
    struct flow *flows;
    uint8_t *ukeys;
    uint32_t n;
    uint8_t payload[PAYLOAD_BYTES];
    _Alignas(64) atomic_uint n_installed;
};

/* Pool of n flows, made from seed; bench pools hold only the four commonest kinds, keys of 132 to 160 bytes,
 * those of talkers UDP4 alone. Exits on no memory. */
void flow_pool_init(struct flow_pool *pool, const struct ukey_layout *layout, uint32_t n, uint64_t seed, enum flow_mix mix);
void flow_pool_free(struct flow_pool *pool);

/* The second pass of a first pass; NULL when flow has none. */
struct flow *flow_pool_second_pass(const struct flow_pool *pool, const struct flow *flow);

/* False when the flow is installed already; else it is the caller's until flow_installed. */
bool flow_try_install(struct flow *flow);
void flow_installed(struct flow_pool *pool, struct flow *flow, long long now_ms);
void flow_removed(struct flow_pool *pool, struct flow *flow, enum flow_del_reason reason);

static inline bool flow_is_installed(struct flow *flow)
{
    return atomic_load_explicit(&flow->state, memory_order_acquire) == FLOW_INSTALLED;
}

/* Copies the whole packet to `to`, returns its length. */
uint32_t flow_packet_copy(const struct flow_pool *pool, const struct flow *flow, uint8_t *to);

#endif
