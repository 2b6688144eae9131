#include <stdlib.h>

#include "clock.h"
#include "probes.h"
#include "random.h"
#include "world.h"

enum { LOOP_MS = 100 };

/* A packet the controller, BFD or a CFM session sends: executed without having been received. */
static void packet_out(struct world *world, struct dpif_ops *ops, struct random *random)
{
    uint8_t buffer[PACKET_BYTES];
    const struct flow *flow = &world->pool.flows[random_below(random, world->pool.n)];
    struct dp_packet packet = { .base_ = buffer, .size_ = flow_packet_copy(&world->pool, flow, buffer) };
    if (flow->actions.size)
        op_execute(ops, flow, &packet);
}

void main_loop(struct world *world)
{
    struct counts *counts = &world->counts[0];
    struct dpif_ops *ops = dpif_ops_new(world, counts);
    struct random random = { world->options.seed * 11000027 };
    while (world_running(world)) {
        probe_run_start(counts);
        sleep_ns(50000 + random_below(&random, 300000));
        if (random_below(&random, 4) == 0)
            for (unsigned n = 1 + random_below(&random, 3); n; n--)
                packet_out(world, ops, &random);
        probe_poll_block(counts);
        world_sleep_until(world, now_ns() + LOOP_MS * NS_PER_MS);
    }
    free(ops);
}
