#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "sites.h"
#include "talkers.h"
#include "world.h"

enum { ATTACH_POLL_MS = 10, ATTACH_TIMEOUT_S = 60, EXIT_NOT_ATTACHED = 3, BENCH_FLOWS = 64 };

static struct world world;

static void on_signal(int signal)
{
    (void)signal;
    atomic_store(&world.stop, true);
}

static void must(int error, const char *what)
{
    if (error) {
        fprintf(stderr, "vswitchd-double: %s: %s\n", what, strerror(error));
        exit(1);
    }
}

static void start_worker(struct worker *worker, void *(*function)(void *), unsigned index, unsigned slot)
{
    worker->world = &world;
    worker->counts = &world.counts[slot];
    worker->index = index;
    must(pthread_create(&worker->thread, NULL, function, worker), "cannot start a thread");
}

static void init_world(int argc, char **argv)
{
    world.options = options_parse(argc, argv);
    struct options *o = &world.options;
    if (o->talkers)
        o->no_put = 100;
    if (o->bench) {
        o->handlers = 1;
        o->revalidators = 0;
        o->flows = BENCH_FLOWS;
    }
    world.n_threads = 1 + o->handlers + o->revalidators;
    world.counts = aligned_alloc(64, world.n_threads * sizeof *world.counts);
    must(world.counts ? 0 : ENOMEM, "counters");
    world.talkers = calloc(o->handlers, sizeof *world.talkers);
    must(world.talkers ? 0 : ENOMEM, "talkers");
    for (unsigned i = 0; o->talkers && i < o->handlers; i++)
        world.talkers[i] = talkers_new(o, i);
    memset(world.counts, 0, world.n_threads * sizeof *world.counts);

    world.dpif.dpif.base_name = "ovs-system";
    world.dpif.dpif.full_name = "system@ovs-system";
    if (o->layout->execute_36)
        world.dpif.v37.dp_ifindex = 7;
    else
        world.dpif.v36.dp_ifindex = 7;
    world.udpif.dpif = &world.dpif.dpif;
    world.udpif.n_handlers = o->handlers;
    world.udpif.n_revalidators = o->revalidators;
    world.udpif.flow_limit = 10000;
    flow_pool_init(&world.pool, o->layout, o->flows, o->seed, o->bench ? MIX_BENCH : o->talkers ? MIX_TALKERS : MIX_ALL);

    pthread_barrier_t *barriers[] = { &world.ready, &world.begin, &world.done, &world.quit };
    for (unsigned i = 0; i < sizeof barriers / sizeof barriers[0]; i++)
        must(pthread_barrier_init(barriers[i], NULL, world.n_threads), "barrier");
    if (o->revalidators)
        must(pthread_barrier_init(&world.round, NULL, o->revalidators), "barrier");
}

static struct worker *start_workers(void)
{
    const struct options *o = &world.options;
    struct worker *workers = calloc(world.n_threads, sizeof *workers); /* the first stands for the main thread */
    must(workers ? 0 : ENOMEM, "workers");
    for (unsigned i = 0; i < o->handlers; i++)
        start_worker(&workers[1 + i], o->bench ? bench_main : handler_main, i, 1 + i);
    for (unsigned i = 0; i < o->revalidators; i++)
        start_worker(&workers[1 + o->handlers + i], revalidator_main, i, 1 + o->handlers + i);
    return workers;
}

/* Signals go to the main thread only: it is the one that waits interruptibly. */
static void handle_signals(bool block)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(block ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
    if (!block) {
        struct sigaction action = { .sa_handler = on_signal };
        sigaction(SIGINT, &action, NULL);
        sigaction(SIGTERM, &action, NULL);
    }
}

static void pause_ms(uint64_t ms)
{
    for (uint64_t end = now_ns() + ms * NS_PER_MS; !atomic_load(&world.stop) && now_ns() < end;)
        sleep_ns(ATTACH_POLL_MS * NS_PER_MS);
}

/* Until nothing more is attached for a while. */
static void settle(void)
{
    unsigned attached = sites_attached(), now;
    for (uint64_t since = now_ns(); !atomic_load(&world.stop) && now_ns() < since + world.options.settle_ms * NS_PER_MS; attached = now) {
        sleep_ns(ATTACH_POLL_MS * NS_PER_MS);
        now = sites_attached();
        if (now != attached)
            since = now_ns();
    }
}

static void wait_for_attach(void)
{
    double delay = world.options.delay_seconds;
    uint64_t end = now_ns() + (uint64_t)((delay < 0 ? ATTACH_TIMEOUT_S : delay) * NS_PER_SECOND);
    unsigned wanted = world.options.attached ? world.options.attached : 1;
    while (!atomic_load(&world.stop) && sites_attached() < wanted) {
        if (now_ns() >= end) {
            if (delay >= 0)
                return;
            fprintf(stderr, "vswitchd-double: %u of %u probes were attached within %d s; attach to pid %d, or use --delay\n",
                    sites_attached(), wanted, ATTACH_TIMEOUT_S, getpid());
            exit(EXIT_NOT_ATTACHED);
        }
        sleep_ns(ATTACH_POLL_MS * NS_PER_MS);
    }
    if (!world.options.attached)
        settle();
}

/* A signal ends the waiting, too. */
static void wait_for_cue(void)
{
    for (int c; (c = getchar()) != '\n';)
        if (c == EOF) {
            if (!atomic_load(&world.stop))
                exit(EXIT_NOT_ATTACHED);
            return;
        }
}

int main(int argc, char **argv)
{
    init_world(argc, argv);
    sites_find();
    handle_signals(true);
    struct worker *workers = start_workers();
    handle_signals(false);
    counts_begin(&world.counts[0], "ovs-vswitchd");
    pthread_barrier_wait(&world.ready);
    printf("{\"pid\":%d}\n", getpid());
    fflush(stdout);

    if (world.options.on_cue)
        wait_for_cue();
    else if (!world.options.bench)
        wait_for_attach();
    world.start_ns = now_ns();
    world.deadline_ns = world.start_ns + (uint64_t)(world.options.seconds * NS_PER_SECOND);
    pthread_barrier_wait(&world.begin);
    if (!world.options.bench)
        main_loop(&world);
    pthread_barrier_wait(&world.done);

    struct run_summary run = {
        .pid = getpid(), .seconds = (double)(now_ns() - world.start_ns) / NS_PER_SECOND, .seed = world.options.seed,
        .layout = world.options.layout->name, .talkers = world.talkers, .n_talkers = world.options.handlers,
    };
    bool written = (world.options.bench && !world.options.json) || counts_write(world.options.json, &run, world.counts, world.n_threads);
    if (!world.options.bench) {
        atomic_store(&world.stop, false); /* one signal ends the emission, another the lingering */
        pause_ms(world.options.linger_ms);
    }
    pthread_barrier_wait(&world.quit);
    for (unsigned i = 1; i < world.n_threads; i++)
        pthread_join(workers[i].thread, NULL);
    free(workers);
    free(world.counts);
    free(world.talkers);
    flow_pool_free(&world.pool);
    return written ? 0 : 1;
}
