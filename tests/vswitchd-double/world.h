/* What all threads share. */
#ifndef WORLD_H
#define WORLD_H

#include <pthread.h>

#include "dpif_ops.h"
#include "options.h"

struct world {
    struct options options;
    union { struct dpif dpif; struct dpif_netlink_36 v36; struct dpif_netlink_37 v37; } dpif;
    struct udpif udpif;
    struct flow_pool pool;
    atomic_bool stop;
    uint64_t start_ns, deadline_ns; /* set before the workers pass `begin` */
    /* ready: all threads have their names; begin: emission starts; done: it has ended; quit: threads may go */
    pthread_barrier_t ready, begin, done, quit, round;
    bool next_round, next_storm, kill_them_all; /* written by the leader before `round` */
    struct counts *counts;          /* main, handlers, revalidators */
    unsigned n_threads;
    struct talkers **talkers;       /* by handler; all NULL unless there are any */
};

struct worker {
    struct world *world;
    struct counts *counts;
    unsigned index;
    pthread_t thread;
};

void *handler_main(void *worker);
void *revalidator_main(void *worker);
/* The main thread's part: bridge loops until the time is over. */
void main_loop(struct world *world);
/* The only thread of bench mode, named handler1: handles the lines on standard input, see options.c. */
void *bench_main(void *worker);

/* Runs the body between naming the thread and its end. */
void worker_run(struct worker *worker, const char *name, void (*body)(struct worker *));

/* True until the time is over or a signal came. */
bool world_running(const struct world *world);
/* Sleeps until then, or until the world stops. */
void world_sleep_until(const struct world *world, uint64_t when_ns);
/* Allocates; exits on no memory. */
struct dpif_ops *dpif_ops_new(struct world *world, struct counts *counts);

#endif
