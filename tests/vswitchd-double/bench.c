#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "handler.h"

enum { BENCH_BATCH = 32 };

/* recv, put and execute per upcall, nothing random, nothing left out */
static void batch(struct handler *h, uint32_t *next, unsigned n)
{
    h->counts->batch_sizes[n]++;
    for (unsigned i = 0; i < n; i++) {
        handler_receive(h, i, &h->world->pool.flows[*next], DPIF_UC_MISS);
        *next = *next + 1 < h->world->pool.n ? *next + 1 : 0;
    }
    for (unsigned i = 0; i < n; i++) {
        op_flow_put(h->ops, h->slots[i].flow, DPIF_FP_CREATE);
        handler_execute(h, i);
    }
}

static uint64_t run(struct handler *h, uint64_t n)
{
    uint32_t next = 0;
    uint64_t start = now_ns();
    for (uint64_t left = n; left;) {
        unsigned size = left < BENCH_BATCH ? (unsigned)left : BENCH_BATCH;
        batch(h, &next, size);
        left -= size;
    }
    return now_ns() - start;
}

static void body(struct worker *worker)
{
    struct handler *h = handler_new(worker);
    char line[64];
    while (fgets(line, sizeof line, stdin) && strcmp(line, "quit\n")) {
        uint64_t n = worker->world->options.bench;
        if (strcmp(line, "bench\n") && (sscanf(line, "bench %" SCNu64, &n) != 1 || n == 0)) {
            fputs("vswitchd-double: expected `bench`, `bench N` or `quit`\n", stderr);
            continue;
        }
        uint64_t ns = run(h, n);
        printf("{\"bench\":%" PRIu64 ",\"ns\":%" PRIu64 ",\"ns_per_upcall\":%.2f}\n", n, ns, (double)ns / (double)n);
        fflush(stdout);
    }
    handler_free(h);
}

void *bench_main(void *worker)
{
    worker_run(worker, "handler1", body);
    return NULL;
}
