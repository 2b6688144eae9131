#ifndef OPTIONS_H
#define OPTIONS_H

#include "ukey_layouts.h"

struct options {
    unsigned handlers, revalidators, flows;
    double rate;             /* upcalls a second, all handlers together; 0: as fast as possible */
    double seconds;
    uint64_t seed;
    const struct ukey_layout *layout;
    const char *json;        /* NULL: standard output */
    double delay_seconds;    /* < 0: wait for a probe to be attached */
    unsigned attached;       /* emit when so many probes are attached; 0: when no more have come for settle_ms */
    bool on_cue;             /* emit when a line comes on standard input */
    unsigned settle_ms, linger_ms, round_ms;
    double no_put, action, duplicate, delete_, skew; /* percent; skew < 0: all handlers alike */
    unsigned translate_us;
    unsigned storm;          /* flows that stand in the table although nobody put them, all of them deleted in each round */
    unsigned flow_ns;        /* busy time for each of them */
    double storm_seconds;    /* for so long */
    unsigned flow_limit;     /* 0: none */
    unsigned talkers;        /* 0: senders are those of the flows */
    double flood;            /* percent */
    uint64_t bench;          /* 0: not in bench mode */
};

/* Exits: 0 after --help, 2 with one line on stderr when an argument is bad. */
struct options options_parse(int argc, char **argv);

#endif
