/* splitmix64: small, fast, the same sequence for the same seed. */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random { uint64_t state; };

static inline uint64_t random_next(struct random *r)
{
    uint64_t z = r->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* 0 .. n-1 */
static inline uint32_t random_below(struct random *r, uint32_t n) { return (uint32_t)(((random_next(r) >> 32) * n) >> 32); }

/* True in percent of 100 cases. */
static inline bool random_percent(struct random *r, double percent)
{
    return (double)(random_next(r) >> 11) * 0x1p-53 * 100 < percent;
}

#endif
