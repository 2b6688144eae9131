#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "probes.h"
#include "random.h"
#include "world.h"

enum {
    REVALIDATE_MAX_BATCH = 50, MAX_IDLE_MS = 10000, MAX_REVALIDATOR_MS = 500, /* ofproto-dpif-upcall.c */
    FLOW_LIMIT_TOP = 200000
};

/* in percent of the flows of a round */
static const double RETRANSLATED = 8, MODIFIED = 0.5, FETCHED = 0.3, INCONSISTENT = 0.3, SWEPT_AWAY = 0.3;

/* How often a delete has this reason, of 1000, and whether the flow was translated again to find it out. */
static const struct { unsigned weight; bool retranslated; } reasons[N_FLOW_DEL_REASONS] = {
    [FDR_AVOID_CACHING] = { 10, true },
    [FDR_BAD_ODP_FIT] = { 10, true },
    [FDR_FLOW_IDLE] = { 760, false },
    [FDR_FLOW_LIMIT] = { 80, false },
    [FDR_FLOW_WILDCARDED] = { 30, true },
    [FDR_NO_OFPROTO] = { 10, true },
    [FDR_TOO_EXPENSIVE] = { 60, false },
    [FDR_UPDATE_FAIL] = { 20, false },
    [FDR_XLATION_ERROR] = { 20, true },
};

struct revalidator {
    struct world *world;
    struct counts *counts;
    struct dpif_ops *ops;
    struct random random;
    unsigned index;
    uint64_t dump_seq;
};

struct decision {
    struct flow *flow;
    enum reval_result result;
    enum flow_del_reason reason;
};

static enum flow_del_reason pick_reason(struct random *random)
{
    unsigned at = random_below(random, 1000);
    for (enum flow_del_reason r = 0; r < N_FLOW_DEL_REASONS; r++) {
        if (at < reasons[r].weight)
            return r;
        at -= reasons[r].weight;
    }
    return FDR_FLOW_IDLE;
}

static void account(struct revalidator *r, struct flow *flow, long long now_ms)
{
    const struct ukey_layout *layout = r->world->pool.layout;
    struct dpif_flow_stats *stats = &flow->ukey->stats;
    uint32_t packets = random_below(&r->random, 10);
    stats->n_packets += packets;
    stats->n_bytes += (uint64_t)packets * (flow->head_len + flow->payload_len);
    if (packets)
        stats->used = now_ms;
    *(uint64_t *)ukey_field(flow->ukey, layout->dump_seq) = r->dump_seq;
    *(uint64_t *)ukey_field(flow->ukey, layout->reval_seq) = r->dump_seq;
}

static struct decision decide(struct revalidator *r, struct flow *flow)
{
    struct decision d = { .flow = flow, .result = UKEY_KEEP };
    bool retranslated = random_percent(&r->random, RETRANSLATED);
    if (r->world->kill_them_all) {
        d.result = UKEY_DELETE;
        d.reason = FDR_FLOW_LIMIT;
        retranslated = false;
    } else if (random_percent(&r->random, r->world->options.delete_)) {
        d.result = UKEY_DELETE;
        d.reason = pick_reason(&r->random);
        retranslated = reasons[d.reason].retranslated;
    } else if (random_percent(&r->random, MODIFIED)) {
        d.result = UKEY_MODIFY;
        retranslated = true;
    }
    if (retranslated) {
        struct ofpbuf odp_actions = { .allocated = ACTIONS_BYTES };
        uint64_t recircs[2] = { 0 };
        probe_revalidate_entry(r->counts, &r->world->udpif, flow->ukey, flow->ukey->stats.tcp_flags, &odp_actions, recircs, NULL);
        probe_revalidate_exit(r->counts, &r->world->udpif, flow->ukey, d.result);
    }
    return d;
}

static void delete_flow(struct revalidator *r, struct flow *flow, enum flow_del_reason reason)
{
    op_flow_del(r->ops, flow);
    flow_removed(&r->world->pool, flow, reason);
}

/* As push_dp_ops. */
static void apply(struct revalidator *r, const struct decision *decisions, unsigned n)
{
    for (const struct decision *d = decisions; d < decisions + n; d++) {
        if (d->result == UKEY_DELETE) {
            if (d->reason == FDR_NONE)
                r->counts->deletes_unexplained++;
            else
                r->counts->deletes[d->reason]++;
            delete_flow(r, d->flow, d->reason);
        } else if (d->result == UKEY_MODIFY) {
            r->counts->puts_modify++;
            op_flow_put(r->ops, d->flow, DPIF_FP_MODIFY);
        }
    }
}

/* A flow somebody else installed: no ukey, no reason. */
static void delete_foreign_flow(struct revalidator *r)
{
    uint64_t half[2] = { random_next(&r->random), random_next(&r->random) };
    ovs_u128 ufid;
    memcpy(&ufid, half, sizeof ufid);
    r->counts->deletes_unexplained++;
    op_flow_del_foreign(r->ops, ufid);
}

typedef bool decide_function(struct revalidator *, struct flow *, struct decision *);

/* Adds a decision to d when there is something to apply. */
static bool dump_one(struct revalidator *r, struct flow *flow, struct decision *d)
{
    if (random_percent(&r->random, FETCHED))
        op_flow_get(r->ops, flow);
    if (random_percent(&r->random, INCONSISTENT)) { /* deleted without a flow_result */
        if (random_below(&r->random, 4) == 0) {
            delete_foreign_flow(r);
            return false;
        }
        *d = (struct decision){ .flow = flow, .result = UKEY_DELETE };
        return true;
    }
    *d = decide(r, flow);
    probe_flow_result(r->counts, &r->world->udpif, flow->ukey, d->result, d->reason);
    return d->result != UKEY_KEEP;
}

static bool sweep_one(struct revalidator *r, struct flow *flow, struct decision *d)
{
    *d = (struct decision){ .flow = flow, .result = UKEY_KEEP };
    if (random_percent(&r->random, SWEPT_AWAY)) {
        bool missing = r->world->pool.layout->last_reason == FDR_FLOW_MISSING_DP && random_below(&r->random, 2);
        d->result = UKEY_DELETE;
        d->reason = missing ? FDR_FLOW_MISSING_DP : FDR_PURGE;
    }
    probe_flow_sweep_result(r->counts, &r->world->udpif, flow->ukey, d->result, d->reason);
    return d->result != UKEY_KEEP;
}

/* Every n-th flow of the pool is this revalidator's; operations follow each batch of results. */
static void walk(struct revalidator *r, decide_function *one, bool accounting)
{
    struct flow_pool *pool = &r->world->pool;
    struct decision decisions[REVALIDATE_MAX_BATCH];
    unsigned seen = 0, n = 0;
    long long now_ms = (long long)(now_ns() / NS_PER_MS);
    for (uint32_t i = r->index; i < pool->n; i += r->world->options.revalidators) {
        struct flow *flow = &pool->flows[i];
        if (!flow_is_installed(flow))
            continue;
        if (accounting)
            account(r, flow, now_ms);
        n += one(r, flow, &decisions[n]);
        if (++seen % REVALIDATE_MAX_BATCH == 0) {
            apply(r, decisions, n);
            n = 0;
            if (!world_running(r->world))
                return;
        }
    }
    apply(r, decisions, n);
}

/*
 * A storm: flows beyond the flow limit stand in the table, are looked at and deleted, all of them in every round. They share the ukeys of the
 * pool, so that a hundred thousand need no memory of their own.
 */
static void storm(struct revalidator *r)
{
    const struct options *o = &r->world->options;
    struct flow_pool *pool = &r->world->pool;
    for (unsigned i = r->index; i < o->storm; i += o->revalidators) {
        struct flow *flow = &pool->flows[i % pool->n];
        for (uint64_t end = o->flow_ns ? now_ns() + o->flow_ns : 0; end && now_ns() < end;)
            ;
        probe_flow_result(r->counts, &r->world->udpif, flow->ukey, UKEY_DELETE, FDR_FLOW_LIMIT);
        r->counts->deletes[FDR_FLOW_LIMIT]++;
        r->counts->storm_flows++;
        op_flow_del(r->ops, flow);
        probe_flow_sweep_result(r->counts, &r->world->udpif, flow->ukey, UKEY_KEEP, FDR_NONE);
        if (i % 1024 == r->index && !world_running(r->world))
            return;
    }
}

/* As the leader in udpif_revalidator. */
static size_t begin_round(struct revalidator *r)
{
    struct udpif *u = &r->world->udpif;
    size_t n_flows = atomic_load_explicit(&r->world->pool.n_installed, memory_order_relaxed);
    u->n_flows = (unsigned)n_flows;
    u->n_flows_timestamp = (long long)(now_ns() / NS_PER_MS);
    if (u->n_flows > u->max_n_flows)
        u->max_n_flows = u->n_flows;
    u->avg_n_flows = (u->n_flows + u->avg_n_flows) / 2;
    r->world->kill_them_all = r->world->options.flow_limit && n_flows > r->world->options.flow_limit;
    probe_start_dump(r->counts, u, n_flows);
    return n_flows;
}

static void end_round(struct revalidator *r, size_t n_flows, uint64_t start_ns)
{
    struct udpif *u = &r->world->udpif;
    long long duration = (long long)((now_ns() - start_ns) / NS_PER_MS);
    if (duration < 1)
        duration = 1;
    u->dump_duration = duration;
    if (duration > 2000)
        u->flow_limit /= (unsigned)(duration / 1000);
    else if (duration > 1300)
        u->flow_limit = u->flow_limit * 3 / 4;
    else if (duration < 1000 && u->flow_limit < n_flows * 1000 / (size_t)duration)
        u->flow_limit += 1000;
    if (u->flow_limit < 1000)
        u->flow_limit = 1000;
    if (u->flow_limit > FLOW_LIMIT_TOP)
        u->flow_limit = FLOW_LIMIT_TOP;
    _Static_assert((int)MAX_REVALIDATOR_MS < (int)MAX_IDLE_MS, "the wait is their minimum");
    probe_sweep_done(r->counts, u, n_flows, MAX_REVALIDATOR_MS);
}

static void body(struct worker *worker)
{
    struct world *world = worker->world;
    bool leader = worker->index == 0;
    struct revalidator r = {
        .world = world, .counts = worker->counts, .index = worker->index, .ops = dpif_ops_new(world, worker->counts),
        .random = { world->options.seed * 7000003 + worker->index + 1 },
    };
    for (;;) {
        uint64_t start_ns = now_ns();
        size_t n_flows = 0;
        if (leader && (world->next_round = world_running(world)))
            n_flows = begin_round(&r);
        if (leader)
            world->next_storm = world->options.storm && start_ns < world->start_ns + (uint64_t)(world->options.storm_seconds * NS_PER_SECOND);
        pthread_barrier_wait(&world->round);
        if (!world->next_round)
            break;
        r.dump_seq++;
        bool storms = world->next_storm;
        if (storms)
            storm(&r);
        walk(&r, dump_one, true);
        pthread_barrier_wait(&world->round);
        walk(&r, sweep_one, false);
        pthread_barrier_wait(&world->round);
        if (leader) {
            end_round(&r, n_flows, start_ns);
            uint64_t ns = now_ns() - start_ns;
            r.counts->rounds++;
            r.counts->round_ns += ns;
            r.counts->storm_rounds += storms;
            r.counts->storm_round_ns += storms ? ns : 0;
            world_sleep_until(world, start_ns + world->options.round_ms * NS_PER_MS);
        }
    }
    free(r.ops);
}

void *revalidator_main(void *worker)
{
    char name[16];
    snprintf(name, sizeof name, "revalidator%u", ((struct worker *)worker)->index + 1);
    worker_run(worker, name, body);
    return NULL;
}
