/* What a thread has emitted. Each thread writes only its own counters; main reads them when all have stopped. */
#ifndef COUNTS_H
#define COUNTS_H

#include "ovs_structs.h"

#define BATCH_MAX 64 /* ofproto/ofproto-dpif-upcall.c: UPCALL_MAX_BATCH */
#define N_PORTS 32
#define CHURN_SECONDS 5 /* as ovstop counts by default */

enum probe {
    RUN_START, POLL_BLOCK,
    RECV_UPCALL,
    OP_FLOW_PUT, OP_FLOW_DEL, OP_FLOW_EXECUTE, OP_FLOW_GET,
    START_DUMP, SWEEP_DONE,
    REVALIDATE_ENTRY, REVALIDATE_EXIT,
    FLOW_RESULT, FLOW_SWEEP_RESULT,
    N_PROBES
};

struct talkers;

struct counts {
    _Alignas(64) uint64_t probes[N_PROBES];
    int tid;
    char name[16];
    uint64_t upcall_types[2];
    uint64_t in_ports[N_PORTS];
    uint64_t second_passes[N_PORTS]; /* upcalls of recirculated packets, by port; in in_ports too */
    uint64_t batch_sizes[BATCH_MAX + 1];
    uint64_t puts_modify;       /* by revalidators, in probes[OP_FLOW_PUT] too */
    uint64_t puts_again;        /* of flows that were still installed */
    uint64_t without_put, without_execute, duplicates;
    uint64_t churn[N_FLOW_DEL_REASONS]; /* puts of flows deleted no more than CHURN_SECONDS before, by the reason of that */
    uint64_t churn_late;                /* puts of flows deleted longer ago */
    uint64_t flow_results[N_REVAL_RESULTS], sweep_results[N_REVAL_RESULTS];
    uint64_t deletes[N_FLOW_DEL_REASONS], deletes_unexplained;
    uint64_t rounds, round_ns;  /* of the leader, from start_dump to sweep_done */
    uint64_t storm_rounds, storm_round_ns, storm_flows; /* those of them that had a storm */
};

struct run_summary {
    int pid;
    double seconds;
    uint64_t seed;
    const char *layout;
    struct talkers **talkers; /* talkers_write */
    unsigned n_talkers;
};

/* Names the calling thread and notes its tid. */
void counts_begin(struct counts *c, const char *name);

/* Writes the JSON object to path, which appears complete or not at all, or to standard output when path is NULL.
 * False, with a message on stderr, when it cannot. */
bool counts_write(const char *path, const struct run_summary *run, const struct counts *threads, unsigned n);

#endif
