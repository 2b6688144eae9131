#include "counts.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "talkers.h"

static const char *const probe_names[N_PROBES] = {
    "run_start", "poll_block", "recv_upcall", "op_flow_put", "op_flow_del", "op_flow_execute", "op_flow_get",
    "start_dump", "sweep_done", "revalidate_entry", "revalidate_exit", "flow_result", "flow_sweep_result",
};
static const char *const type_names[] = { "miss", "action" };
static const char *const result_names[N_REVAL_RESULTS] = { "keep", "delete", "modify" };
static const char *const reason_names[N_FLOW_DEL_REASONS] = {
    "NONE", "AVOID_CACHING", "BAD_ODP_FIT", "FLOW_IDLE", "FLOW_LIMIT", "FLOW_WILDCARDED", "NO_OFPROTO", "PURGE",
    "TOO_EXPENSIVE", "UPDATE_FAIL", "XLATION_ERROR", "FLOW_MISSING_DP",
};

void counts_begin(struct counts *c, const char *name)
{
    snprintf(c->name, sizeof c->name, "%s", name);
    pthread_setname_np(pthread_self(), c->name);
    c->tid = gettid();
}

/* "title":{...}: by name, or by number without the zeros when there are no names. */
static void write_object(FILE *f, const char *title, const char *const *names, const uint64_t *values, unsigned n)
{
    const char *comma = "";
    fprintf(f, ",\"%s\":{", title);
    for (unsigned i = 0; i < n; i++) {
        if (names)
            fprintf(f, "%s\"%s\":%" PRIu64, comma, names[i], values[i]);
        else if (values[i])
            fprintf(f, "%s\"%u\":%" PRIu64, comma, i, values[i]);
        else
            continue;
        comma = ",";
    }
    fputc('}', f);
}

static void write_upcall_counts(FILE *f, const struct counts *c)
{
    uint64_t batches = 0;
    unsigned largest = 0;
    for (unsigned i = 1; i <= BATCH_MAX; i++) {
        batches += c->batch_sizes[i];
        if (c->batch_sizes[i])
            largest = i;
    }
    write_object(f, "upcall_types", type_names, c->upcall_types, 2);
    write_object(f, "in_ports", NULL, c->in_ports, N_PORTS);
    write_object(f, "second_passes", NULL, c->second_passes, N_PORTS);
    write_object(f, "batch_sizes", NULL, c->batch_sizes, BATCH_MAX + 1);
    fprintf(f, ",\"batches\":%" PRIu64 ",\"batch_max\":%u,\"puts_modify\":%" PRIu64 ",\"puts_again\":%" PRIu64
               ",\"upcalls_without_put\":%" PRIu64 ",\"upcalls_without_execute\":%" PRIu64 ",\"duplicates\":%" PRIu64,
            batches, largest, c->puts_modify, c->puts_again, c->without_put, c->without_execute, c->duplicates);
    write_object(f, "churn", reason_names, c->churn, N_FLOW_DEL_REASONS);
    fprintf(f, ",\"churn_late\":%" PRIu64, c->churn_late);
}

static void add(uint64_t *sum, const uint64_t *values, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        sum[i] += values[i];
}

static struct counts total_of(const struct counts *threads, unsigned n)
{
    struct counts total = { 0 };
    for (const struct counts *c = threads; c < threads + n; c++) {
        add(total.probes, c->probes, N_PROBES);
        add(total.upcall_types, c->upcall_types, 2);
        add(total.in_ports, c->in_ports, N_PORTS);
        add(total.second_passes, c->second_passes, N_PORTS);
        add(total.batch_sizes, c->batch_sizes, BATCH_MAX + 1);
        add(total.flow_results, c->flow_results, N_REVAL_RESULTS);
        add(total.sweep_results, c->sweep_results, N_REVAL_RESULTS);
        add(total.deletes, c->deletes, N_FLOW_DEL_REASONS);
        add(total.churn, c->churn, N_FLOW_DEL_REASONS);
        total.churn_late += c->churn_late;
        total.puts_modify += c->puts_modify;
        total.puts_again += c->puts_again;
        total.without_put += c->without_put;
        total.without_execute += c->without_execute;
        total.duplicates += c->duplicates;
        total.deletes_unexplained += c->deletes_unexplained;
        total.rounds += c->rounds;
        total.round_ns += c->round_ns;
        total.storm_rounds += c->storm_rounds;
        total.storm_round_ns += c->storm_round_ns;
        total.storm_flows += c->storm_flows;
    }
    return total;
}

static void write_json(FILE *f, const struct run_summary *run, const struct counts *threads, unsigned n)
{
    struct counts total = total_of(threads, n);
    uint64_t results[N_REVAL_RESULTS] = { 0 };
    add(results, total.flow_results, N_REVAL_RESULTS);
    add(results, total.sweep_results, N_REVAL_RESULTS);

    fprintf(f, "{\"pid\":%d,\"seconds\":%.6f,\"seed\":%" PRIu64 ",\"layout\":\"%s\"", run->pid, run->seconds, run->seed, run->layout);
    write_object(f, "counts", probe_names, total.probes, N_PROBES);
    write_upcall_counts(f, &total);
    write_object(f, "results", result_names, results, N_REVAL_RESULTS);
    write_object(f, "flow_results", result_names, total.flow_results, N_REVAL_RESULTS);
    write_object(f, "sweep_results", result_names, total.sweep_results, N_REVAL_RESULTS);
    write_object(f, "deletes", reason_names + 1, total.deletes + 1, N_FLOW_DEL_REASONS - 1);
    fprintf(f, ",\"deletes_unexplained\":%" PRIu64, total.deletes_unexplained);
    fprintf(f, ",\"rounds\":%" PRIu64 ",\"round_ns\":%" PRIu64 ",\"storm_rounds\":%" PRIu64 ",\"storm_round_ns\":%" PRIu64
               ",\"storm_flows\":%" PRIu64,
            total.rounds, total.round_ns, total.storm_rounds, total.storm_round_ns, total.storm_flows);
    talkers_write(f, run->talkers, run->n_talkers);
    fprintf(f, ",\"threads\":[");
    for (unsigned i = 0; i < n; i++) {
        fprintf(f, "%s\n{\"tid\":%d,\"name\":\"%s\"", i ? "," : "", threads[i].tid, threads[i].name);
        write_object(f, "counts", probe_names, threads[i].probes, N_PROBES);
        write_upcall_counts(f, &threads[i]);
        fputc('}', f);
    }
    fputs("]}\n", f);
}

static bool failed(const char *path)
{
    fprintf(stderr, "vswitchd-double: cannot write %s: %s\n", path ? path : "standard output", strerror(errno));
    return false;
}

bool counts_write(const char *path, const struct run_summary *run, const struct counts *threads, unsigned n)
{
    char unfinished[PATH_MAX];
    struct stat there;
    if (!path) {
        write_json(stdout, run, threads, n);
        return fflush(stdout) == 0 || failed(path);
    }
    /* A rename over a device or a pipe would replace it: /dev/null too, for who is root. */
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) {
        FILE *f = fopen(path, "w");
        if (!f)
            return failed(path);
        write_json(f, run, threads, n);
        return fclose(f) == 0 || failed(path);
    }
    snprintf(unfinished, sizeof unfinished, "%s.new", path);
    FILE *f = fopen(unfinished, "w");
    if (!f)
        return failed(unfinished);
    write_json(f, run, threads, n);
    return (fclose(f) == 0 && rename(unfinished, path) == 0) || failed(path);
}
