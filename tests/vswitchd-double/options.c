#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "probes.h"

static const char help[] =
    "vswitchd-double: pretends to be ovs-vswitchd on the kernel datapath\n"
    "\n"
    "  --handlers N       handler threads, 1-64 (4)\n"
    "  --revalidators N   revalidator threads, 0-64 (2)\n"
    "  --rate N|max       upcalls a second over all handlers (1000)\n"
    "  --skew PERCENT     share of handler1; the others share the rest alike\n"
    "  --for SECONDS      emit this long, from the first event on (10)\n"
    "  --seed N           seed of flows and choices (1)\n"
    "  --layout L0|L1|L2  offsets of udpif_key as in OVS 2.17.0, 3.4.0, 3.4.1 and later (L2).\n"
    "                     All 13 probes are emitted with every layout\n"
    "  --flows N          distinct flows, so the most that can be installed, 1-1000000 (10000)\n"
    "  --json FILE        where the exact counts go (standard output)\n"
    "  --delay SECONDS    emit after this time even if no probe was attached;\n"
    "                     without it: exit 3 when none was within 60 s\n"
    "  --attached N       emission begins as soon as N probes are attached\n"
    "  --on-cue           emission begins when a line comes on standard input; exit 3 when that ends instead\n"
    "  --settle-ms N      emission begins when no other probe was attached for so long (500)\n"
    "  --linger-ms N      threads stay alive so long after the counts are written (1500)\n"
    "  --round-ms N       time between revalidation rounds (500)\n"
    "  --no-put PERCENT   upcalls that install nothing (3)\n"
    "  --action PERCENT   upcalls of type ACTION: half sFlow samples, half to the controller (1)\n"
    "  --duplicate PERCENT  upcalls that repeat a key of their batch and so install nothing (2)\n"
    "  --delete PERCENT   flows deleted in each round (20)\n"
    "  --storm N          N more flows that nobody put stand in the table in each round, and the round deletes them all (0)\n"
    "  --storm-for SECONDS  from the first event on (10)\n"
    "  --flow-ns N        busy time for each flow of a storm (0)\n"
    "  --flow-limit N     a round that begins with more flows deletes them all, for FLOW_LIMIT; and no installed flow is\n"
    "                     put again, so that the churn in the counts is exact\n"
    "  --translate-us N   busy time after each received upcall (0)\n"
    "  --talkers N        IPv4 UDP flows only, none installed; sources 10.0.0.0, 10.0.0.1 ... send by Zipf's law, 1-10000000\n"
    "  --flood PERCENT    with --talkers: upcalls of 5-tuples that come only once (0)\n"
    "  --bench N          one handler, no revalidator, emits nothing by itself: each line `bench [N]` on standard input\n"
    "                     runs N upcalls and prints {\"bench\":N,\"ns\":..,\"ns_per_upcall\":..}; `quit` ends\n";

__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("vswitchd-double: ", stderr);
    vfprintf(stderr, format, args);
    fputs("; see --help\n", stderr);
    va_end(args);
    exit(2);
}

enum kind { UNSIGNED, UINT64, DOUBLE, TEXT, RATE, LAYOUT, FLAG, HELP };

static struct options result = {
    .handlers = 4, .revalidators = 2, .flows = 10000, .rate = 1000, .seconds = 10, .seed = 1, .delay_seconds = -1,
    .settle_ms = 500, .linger_ms = 1500, .round_ms = 500, .no_put = 3, .action = 1, .duplicate = 2, .delete_ = 20, .skew = -1,
    .storm_seconds = 10,
};

/* in the order of the long options below */
static const struct { enum kind kind; void *value; double low, high; } targets[] = {
    { UNSIGNED, &result.handlers, 1, 64 },
    { UNSIGNED, &result.revalidators, 0, 64 },
    { RATE, &result.rate, 0.001, 1e9 },
    { DOUBLE, &result.skew, 0, 100 },
    { DOUBLE, &result.seconds, 0.001, 86400 },
    { UINT64, &result.seed, 0, 1.8e19 },
    { LAYOUT, &result.layout, 0, 0 },
    { UNSIGNED, &result.flows, 1, 1e6 },
    { TEXT, &result.json, 0, 0 },
    { DOUBLE, &result.delay_seconds, 0, 86400 },
    { UNSIGNED, &result.attached, 1, RELEASE_PROBES },
    { FLAG, &result.on_cue, 0, 0 },
    { UNSIGNED, &result.settle_ms, 0, 60000 },
    { UNSIGNED, &result.linger_ms, 0, 600000 },
    { UNSIGNED, &result.round_ms, 1, 60000 },
    { DOUBLE, &result.no_put, 0, 100 },
    { DOUBLE, &result.action, 0, 100 },
    { DOUBLE, &result.duplicate, 0, 100 },
    { DOUBLE, &result.delete_, 0, 100 },
    { UNSIGNED, &result.translate_us, 0, 1e6 },
    { UNSIGNED, &result.storm, 0, 1e6 },
    { DOUBLE, &result.storm_seconds, 0, 86400 },
    { UNSIGNED, &result.flow_ns, 0, 1e6 },
    { UNSIGNED, &result.flow_limit, 1, 1e6 },
    { UNSIGNED, &result.talkers, 1, 1e7 },
    { DOUBLE, &result.flood, 0, 100 },
    { UINT64, &result.bench, 1, 1e12 },
    { HELP, NULL, 0, 0 },
};
static const struct option long_options[] = {
    { "handlers", required_argument, NULL, 0 }, { "revalidators", required_argument, NULL, 0 },
    { "rate", required_argument, NULL, 0 }, { "skew", required_argument, NULL, 0 },
    { "for", required_argument, NULL, 0 }, { "seed", required_argument, NULL, 0 },
    { "layout", required_argument, NULL, 0 }, { "flows", required_argument, NULL, 0 },
    { "json", required_argument, NULL, 0 }, { "delay", required_argument, NULL, 0 },
    { "attached", required_argument, NULL, 0 }, { "on-cue", no_argument, NULL, 0 },
    { "settle-ms", required_argument, NULL, 0 }, { "linger-ms", required_argument, NULL, 0 },
    { "round-ms", required_argument, NULL, 0 }, { "no-put", required_argument, NULL, 0 },
    { "action", required_argument, NULL, 0 }, { "duplicate", required_argument, NULL, 0 },
    { "delete", required_argument, NULL, 0 }, { "translate-us", required_argument, NULL, 0 },
    { "storm", required_argument, NULL, 0 }, { "storm-for", required_argument, NULL, 0 },
    { "flow-ns", required_argument, NULL, 0 },
    { "flow-limit", required_argument, NULL, 0 },
    { "talkers", required_argument, NULL, 0 }, { "flood", required_argument, NULL, 0 },
    { "bench", required_argument, NULL, 0 }, { "help", no_argument, NULL, 0 }, { NULL, 0, NULL, 0 },
};
_Static_assert(sizeof long_options / sizeof *long_options == sizeof targets / sizeof *targets + 1, "one target per option");

static double number(int index, const char *text)
{
    char *end;
    errno = 0;
    double v = strtod(text, &end);
    if (errno || end == text || *end || !(v >= targets[index].low && v <= targets[index].high))
        fail("--%s %s: expected a number from %g to %g", long_options[index].name, text, targets[index].low, targets[index].high);
    return v;
}

static void set(int index, const char *text)
{
    void *value = targets[index].value;
    switch (targets[index].kind) {
    case UNSIGNED: *(unsigned *)value = (unsigned)number(index, text); break;
    case UINT64: *(uint64_t *)value = (uint64_t)number(index, text); break;
    case DOUBLE: *(double *)value = number(index, text); break;
    case TEXT: *(const char **)value = text; break;
    case RATE: *(double *)value = strcmp(text, "max") ? number(index, text) : 0; break;
    case LAYOUT:
        if (!(*(const struct ukey_layout **)value = ukey_layout_find(text)))
            fail("--layout %s: expected L0, L1 or L2", text);
        break;
    case FLAG: *(bool *)value = true; break;
    case HELP:
        fputs(help, stdout);
        exit(0);
    }
}

struct options options_parse(int argc, char **argv)
{
    int index = 0, c;
    result.layout = ukey_layout_find("L2");
    opterr = 0;
    while ((c = getopt_long(argc, argv, "", long_options, &index)) != -1) {
        if (c == '?')
            fail("%s: unknown option or missing value", argv[optind - 1]);
        set(index, optarg);
    }
    if (optind < argc)
        fail("%s: unexpected argument", argv[optind]);
    return result;
}
