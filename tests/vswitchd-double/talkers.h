/* Who sends, when there is more to it than a pool of flows: sources by rank, the first ones loud, and strangers that come once. */
#ifndef TALKERS_H
#define TALKERS_H

#include <stdio.h>

#include "random.h"
#include "world.h"

enum { TALKERS_TOLD = 200 };

/* What one handler sent: by rank, and strangers. NULL counts when there are no talkers. */
struct talkers {
    uint32_t n, index, handlers;
    uint64_t strangers;
    uint64_t *counts;
};

struct talkers *talkers_new(const struct options *options, unsigned index);
/* The next sender. */
uint32_t talkers_next(struct talkers *t, struct random *random, double flood);
/* Writes the sender into a key of an IPv4 UDP flow: source address and source port. */
void talkers_put(uint8_t *key, uint32_t key_len, uint32_t sender);
/* "talkers":{"distinct":N,"strangers":N,"top":[{"source":"10.0.0.0","upcalls":N},...]}, when there are any; frees them. */
void talkers_write(FILE *f, struct talkers **all, unsigned n);

#endif
