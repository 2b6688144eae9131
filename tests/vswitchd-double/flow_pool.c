#include "flow_pool.h"

#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "flow_bytes.h"
#include "random.h"

/* What a pool is made of, in this order, again and again. A second pass stands right behind its first. */
static const enum flow_kind mix[] = {
    TCP4, UDP4, TCP4_CT_FIRST, TCP4_CT_SECOND, VLAN_TCP4, UDP4_CT_FIRST, UDP4_CT_SECOND, TCP4,
    TCP6, UDP4, TUNNEL_UDP4, TCP4_CT_FIRST, TCP4_CT_SECOND, ARP4, TCP4, UDP4_LARGE,
    UDP6, UDP4, VLAN_TCP4, TCP4_CT_FIRST, TCP4_CT_SECOND, ICMP4, TCP4, UDP4_DROP,
    TCP6_CT_FIRST, TCP6_CT_SECOND, TUNNEL_UDP4, UDP4_CT_FIRST, UDP4_CT_SECOND, ND6, TCP4, UDP4,
};
static const enum flow_kind bench_mix[] = { UDP4, TCP4, UDP4_CT_SECOND, TCP4_CT_SECOND };

static const enum flow_kind talkers_mix[] = { UDP4 };
static const struct { const enum flow_kind *kinds; uint32_t n; } mixes[] = {
    [MIX_ALL] = { mix, sizeof mix / sizeof mix[0] },
    [MIX_BENCH] = { bench_mix, sizeof bench_mix / sizeof bench_mix[0] },
    [MIX_TALKERS] = { talkers_mix, 1 },
};

static void *allocate(size_t n, size_t size)
{
    void *p = calloc(n, size);
    if (!p) {
        fprintf(stderr, "vswitchd-double: no memory for %zu flows; use fewer --flows\n", n);
        exit(1);
    }
    return p;
}

/* As ukey_create__: key and mask point at copies inside the ukey. */
static void make_ukey(const struct ukey_layout *layout, struct flow *flow, const struct flow_spec *spec, struct random *random)
{
    struct udpif_key *ukey = flow->ukey;
    struct bytes key = { .data = ukey_field(ukey, layout->keybuf), .capacity = KEYBUF_BYTES };
    struct bytes mask = { .data = ukey_field(ukey, layout->maskbuf), .capacity = KEYBUF_BYTES };
    flow_key_put(&key, spec);
    flow_mask_put(&mask, spec);
    ukey->key = (const struct nlattr *)key.data;
    ukey->key_len = key.size;
    ukey->mask = (const struct nlattr *)mask.data;
    ukey->mask_len = mask.size;
    uint64_t ufid[2] = { random_next(random), random_next(random) };
    memcpy(&ukey->ufid, ufid, sizeof ufid);
    ukey->ufid_present = true;
    ukey->hash = ukey->ufid.u32[0];
    ukey->pmd_id = UINT32_MAX; /* PMD_ID_NULL */
    *(const struct ofpbuf **)ukey_field(ukey, layout->actions) = &flow->actions;
    if (layout->dp_layer)
        *(const char **)ukey_field(ukey, layout->dp_layer) = "ovs";
}

static void make_flow(const struct flow_pool *pool, struct flow *flow, const struct flow_spec *spec, struct random *random)
{
    struct bytes actions = { .data = flow->action_bytes, .capacity = ACTIONS_BYTES };
    struct bytes head = { .data = flow->head, .capacity = HEAD_BYTES };
    flow_actions_put(&actions, spec);
    flow_packet_put(&head, spec, pool->payload);
    flow->actions = (struct ofpbuf){ .base = actions.data, .data = actions.data, .size = actions.size, .allocated = ACTIONS_BYTES };
    flow->kind = spec->kind;
    flow->in_port = spec->in_port;
    flow->head_len = (uint16_t)head.size;
    flow->payload_len = spec->payload_len;
    make_ukey(pool->layout, flow, spec, random);
}

void flow_pool_init(struct flow_pool *pool, const struct ukey_layout *layout, uint32_t n, uint64_t seed, enum flow_mix which)
{
    const enum flow_kind *kinds = mixes[which].kinds;
    uint32_t n_kinds = mixes[which].n;
    struct random random = { seed };
    pool->layout = layout;
    pool->n = n;
    pool->flows = allocate(n, sizeof *pool->flows);
    pool->ukeys = allocate(n, layout->size);
    for (int i = 0; i < PAYLOAD_BYTES; i++)
        pool->payload[i] = (uint8_t)i;
    for (uint32_t i = 0; i < n; i++) {
        enum flow_kind kind = kinds[i % n_kinds];
        struct flow_spec spec = flow_spec_make(kind, flow_kind_is_second_pass(kind) ? i - 1 : i);
        pool->flows[i].ukey = (struct udpif_key *)(pool->ukeys + i * layout->size);
        make_flow(pool, &pool->flows[i], &spec, &random);
    }
}

void flow_pool_free(struct flow_pool *pool)
{
    free(pool->flows);
    free(pool->ukeys);
}

struct flow *flow_pool_second_pass(const struct flow_pool *pool, const struct flow *flow)
{
    uint32_t next = (uint32_t)(flow - pool->flows) + 1;
    return flow_kind_is_first_pass(flow->kind) && next < pool->n ? &pool->flows[next] : NULL;
}

bool flow_try_install(struct flow *flow)
{
    int expected = FLOW_FREE;
    return atomic_compare_exchange_strong_explicit(&flow->state, &expected, FLOW_INSTALLING, memory_order_acquire, memory_order_relaxed);
}

void flow_installed(struct flow_pool *pool, struct flow *flow, long long now_ms)
{
    struct udpif_key *ukey = flow->ukey;
    ukey->stats = (struct dpif_flow_stats){ .used = 0 };
    *(long long *)ukey_field(ukey, pool->layout->created) = now_ms;
    *(int *)ukey_field(ukey, pool->layout->state) = UKEY_OPERATIONAL;
    atomic_fetch_add_explicit(&pool->n_installed, 1, memory_order_relaxed);
    atomic_store_explicit(&flow->state, FLOW_INSTALLED, memory_order_release);
}

void flow_removed(struct flow_pool *pool, struct flow *flow, enum flow_del_reason reason)
{
    flow->deleted_ns = now_ns();
    flow->deleted_for = reason;
    atomic_fetch_sub_explicit(&pool->n_installed, 1, memory_order_relaxed);
    atomic_store_explicit(&flow->state, FLOW_FREE, memory_order_release);
}

uint32_t flow_packet_copy(const struct flow_pool *pool, const struct flow *flow, uint8_t *to)
{
    memcpy(to, flow->head, flow->head_len);
    memcpy(to + flow->head_len, pool->payload, flow->payload_len);
    return (uint32_t)flow->head_len + flow->payload_len;
}
