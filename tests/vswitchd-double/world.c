#include "world.h"

#include <stdio.h>
#include <stdlib.h>

#include "clock.h"

enum { SLICE_MS = 20 };

void worker_run(struct worker *worker, const char *name, void (*body)(struct worker *))
{
    struct world *world = worker->world;
    counts_begin(worker->counts, name);
    pthread_barrier_wait(&world->ready);
    pthread_barrier_wait(&world->begin);
    body(worker);
    pthread_barrier_wait(&world->done);
    pthread_barrier_wait(&world->quit);
}

bool world_running(const struct world *world)
{
    return !atomic_load_explicit(&world->stop, memory_order_relaxed) && now_ns() < world->deadline_ns;
}

void world_sleep_until(const struct world *world, uint64_t when_ns)
{
    for (uint64_t now; world_running(world) && (now = now_ns()) < when_ns;)
        sleep_ns(when_ns - now < SLICE_MS * NS_PER_MS ? when_ns - now : SLICE_MS * NS_PER_MS);
}

struct dpif_ops *dpif_ops_new(struct world *world, struct counts *counts)
{
    struct dpif_ops *ops = calloc(1, sizeof *ops);
    if (!ops) {
        fputs("vswitchd-double: no memory for a thread\n", stderr);
        exit(1);
    }
    ops->dpif = &world->dpif.dpif;
    ops->counts = counts;
    ops->dp_ifindex = 7;
    ops->execute_36 = world->options.layout->execute_36;
    return ops;
}
