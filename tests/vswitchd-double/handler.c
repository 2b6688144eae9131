#include "handler.h"

#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "netlink.h"
#include "probes.h"
#include "talkers.h"

enum { SEARCH = 8, MAX_BURST = 16 };

struct handler *handler_new(struct worker *worker)
{
    struct world *world = worker->world;
    struct handler *h = aligned_alloc(64, sizeof *h);
    uint32_t *last_batch = calloc(world->pool.n, sizeof *last_batch);
    if (!h || !last_batch) {
        fputs("vswitchd-double: no memory for a handler\n", stderr);
        exit(1);
    }
    memset(h, 0, sizeof *h);
    h->world = world;
    h->counts = worker->counts;
    h->ops = dpif_ops_new(world, worker->counts);
    h->random.state = world->options.seed * 1000003 + worker->index;
    h->last_batch = last_batch;
    h->talkers = worker->world->talkers[worker->index];
    return h;
}

void handler_free(struct handler *h)
{
    free(h->last_batch);
    free(h->ops);
    free(h);
}

void handler_receive(struct handler *h, unsigned i, struct flow *flow, enum dpif_upcall_type type)
{
    const struct udpif_key *ukey = flow->ukey;
    struct dpif_upcall *upcall = &h->upcalls[i];
    struct bytes b = { .data = h->buffers[i], .capacity = SLOT_BYTES };
    message_begin(&b, type == DPIF_UC_MISS ? PACKET_CMD_MISS : PACKET_CMD_ACTION, h->ops->dp_ifindex);
    upcall->key = (struct nlattr *)(b.data + b.size + sizeof(struct nlattr));
    upcall->key_len = ukey->key_len;
    put_attr(&b, PACKET_KEY, ukey->key, (uint32_t)ukey->key_len);
    if (h->talkers)
        talkers_put((uint8_t *)upcall->key, (uint32_t)ukey->key_len, h->sender);
    if (type == DPIF_UC_ACTION) {
        uint8_t cookie[COOKIE_BYTES] = { h->slots[i].execute ? COOKIE_CONTROLLER : COOKIE_SFLOW };
        put_attr(&b, PACKET_USERDATA, cookie, sizeof cookie);
    }
    uint32_t packet = attr_begin(&b, PACKET_PACKET);
    upcall->packet.base_ = b.data;
    upcall->packet.data_ofs = (uint16_t)b.size;
    upcall->packet.size_ = flow_packet_copy(&h->world->pool, flow, b.data + b.size);
    b.size += upcall->packet.size_;
    attr_end(&b, packet);
    message_end(&b);
    upcall->type = type;
    upcall->ufid = ukey->ufid;
    h->slots[i].flow = flow;

    probe_recv_upcall(h->counts, h->ops->dpif, upcall);
    h->counts->upcall_types[type]++;
    h->counts->in_ports[flow->in_port]++;
    h->counts->second_passes[flow->in_port] += flow_kind_is_second_pass(flow->kind);
}

void handler_execute(struct handler *h, unsigned i) { op_execute(h->ops, h->slots[i].flow, &h->upcalls[i].packet); }

/* A flow that is not installed, when a short search finds one; never a second pass, which only a first pass brings. */
static struct flow *pick(struct handler *h)
{
    struct flow_pool *pool = &h->world->pool;
    if (h->talkers) {
        h->sender = talkers_next(h->talkers, &h->random, h->world->options.flood);
        return &pool->flows[h->sender % pool->n];
    }
    uint32_t at = random_below(&h->random, pool->n);
    if (flow_kind_is_second_pass(pool->flows[at].kind))
        at--;
    for (uint32_t i = 0, near = at; i < SEARCH; i++, near = near + 1 < pool->n ? near + 1 : 0)
        if (!flow_kind_is_second_pass(pool->flows[near].kind) && !flow_is_installed(&pool->flows[near]))
            return &pool->flows[near];
    return &pool->flows[at];
}

/* Chooses what arrives in slot i and what will be done about it. */
static void receive(struct handler *h, unsigned i)
{
    const struct options *o = &h->world->options;
    struct slot *slot = &h->slots[i];
    struct flow *flow;
    bool duplicate = false;
    if (h->n_recirculated) {
        flow = h->recirculated[h->first_recirculated++ % BATCH_MAX];
        h->n_recirculated--;
        duplicate = flow_is_installed(flow); /* since it was queued */
    } else if (i && !h->talkers && random_percent(&h->random, o->duplicate)) {
        flow = h->slots[random_below(&h->random, i)].flow;
    } else {
        flow = pick(h);
    }

    uint32_t *last_batch = &h->last_batch[flow - h->world->pool.flows];
    duplicate |= *last_batch == h->batch_no;
    *last_batch = h->batch_no;
    enum dpif_upcall_type type = random_percent(&h->random, o->action) ? DPIF_UC_ACTION : DPIF_UC_MISS;
    slot->put = type == DPIF_UC_MISS && !duplicate && !random_percent(&h->random, o->no_put);
    slot->execute = flow->actions.size > 0 && (type == DPIF_UC_MISS || random_below(&h->random, 2));
    h->counts->duplicates += duplicate;
    h->counts->without_put += !slot->put;
    h->counts->without_execute += !slot->execute;
    handler_receive(h, i, flow, type);
    spin_us(o->translate_us);
}

static void install(struct handler *h, struct flow *flow, long long now_ms)
{
    bool first = flow_try_install(flow);
    if (!first && h->world->options.flow_limit) {
        h->counts->without_put++;
        return;
    }
    if (first && flow->deleted_ns) {
        if (now_ns() - flow->deleted_ns <= CHURN_SECONDS * NS_PER_SECOND)
            h->counts->churn[flow->deleted_for]++;
        else
            h->counts->churn_late++;
    }
    op_flow_put(h->ops, flow, DPIF_FP_CREATE);
    if (first)
        flow_installed(&h->world->pool, flow, now_ms);
    else
        h->counts->puts_again++;
}

/* The kernel executes ct and recirc: the packet comes back when the second pass is not installed. */
static void recirculate(struct handler *h, const struct flow *flow)
{
    struct flow *second = flow_pool_second_pass(&h->world->pool, flow);
    if (second && h->n_recirculated < BATCH_MAX && !flow_is_installed(second))
        h->recirculated[(h->first_recirculated + h->n_recirculated++) % BATCH_MAX] = second;
}

void handler_batch(struct handler *h, unsigned n)
{
    h->batch_no++;
    h->counts->batch_sizes[n]++;
    for (unsigned i = 0; i < n; i++)
        receive(h, i);
    long long now_ms = (long long)(now_ns() / NS_PER_MS);
    for (unsigned i = 0; i < n; i++) {
        if (h->slots[i].put)
            install(h, h->slots[i].flow, now_ms);
        if (h->slots[i].execute) {
            handler_execute(h, i);
            recirculate(h, h->slots[i].flow);
        }
    }
}

static double share(const struct options *o, unsigned index)
{
    if (o->skew < 0 || o->handlers == 1)
        return 1.0 / o->handlers;
    return index ? (1 - o->skew / 100) / (o->handlers - 1) : o->skew / 100;
}

/* Upcalls fall due on a straight line; a handler that is late catches up with bigger batches, and now and then it oversleeps. */
static void run_at_rate(struct handler *h, double rate)
{
    const struct world *world = h->world;
    uint64_t done = 0;
    while (world_running(world)) {
        uint64_t due = (uint64_t)((double)(now_ns() - world->start_ns) * rate / NS_PER_SECOND);
        if (due > done) {
            unsigned n = due - done < BATCH_MAX ? (unsigned)(due - done) : BATCH_MAX;
            handler_batch(h, n);
            done += n;
        } else {
            uint64_t wait_for = done + 1 + (random_below(&h->random, 8) ? 0 : random_below(&h->random, MAX_BURST));
            world_sleep_until(world, world->start_ns + (uint64_t)((double)wait_for / rate * NS_PER_SECOND));
        }
    }
}

static void run_at_full_speed(struct handler *h)
{
    while (world_running(h->world))
        handler_batch(h, random_below(&h->random, 4) ? BATCH_MAX : 1 + random_below(&h->random, BATCH_MAX));
}

static void body(struct worker *worker)
{
    const struct options *o = &worker->world->options;
    struct handler *h = handler_new(worker);
    double rate = o->rate * share(o, worker->index);
    if (o->rate == 0)
        run_at_full_speed(h);
    else if (rate > 0)
        run_at_rate(h, rate);
    handler_free(h);
}

void *handler_main(void *worker)
{
    char name[16];
    snprintf(name, sizeof name, "handler%u", ((struct worker *)worker)->index + 1);
    worker_run(worker, name, body);
    return NULL;
}
