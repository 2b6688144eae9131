#include "talkers.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "netlink.h"

enum { IPV4_KEY_BYTES = 12, PORT_KEY_BYTES = 4, N_TP_PORTS = 60000, FIRST_TP_PORT = 1024 };

struct talkers *talkers_new(const struct options *options, unsigned index)
{
    struct talkers *t = calloc(1, sizeof *t);
    if (t) {
        t->n = options->talkers;
        t->index = index;
        t->handlers = options->handlers;
        t->counts = calloc(t->n + 1, sizeof *t->counts);
    }
    if (!t || !t->counts) {
        fputs("vswitchd-double: no memory for talkers; use fewer --talkers\n", stderr);
        exit(1);
    }
    return t;
}

/* Rank k is drawn with a probability of about 1 / k: Zipf's law, by the inverse of the logarithm that its sum is. */
uint32_t talkers_next(struct talkers *t, struct random *random, double flood)
{
    if (random_percent(random, flood))
        return t->n + (uint32_t)(t->strangers++ * t->handlers) + t->index;
    double u = (double)(random_next(random) >> 11) * 0x1p-53;
    uint32_t rank = (uint32_t)exp(u * log((double)t->n + 1)) - 1;
    rank = rank < t->n ? rank : t->n - 1;
    t->counts[rank]++;
    return rank;
}

static uint8_t *find(uint8_t *key, uint32_t length, uint16_t type, uint32_t bytes)
{
    for (uint32_t at = 0; at + sizeof(struct nlattr) <= length;) {
        const struct nlattr *attr = (const struct nlattr *)(key + at);
        if (attr->nla_type == type && attr->nla_len == sizeof *attr + bytes)
            return key + at + sizeof *attr;
        at += (attr->nla_len + 3u) & ~3u;
    }
    fputs("vswitchd-double: a talker's key is not what it should be\n", stderr);
    abort();
}

void talkers_put(uint8_t *key, uint32_t key_len, uint32_t sender)
{
    uint16_t port = (uint16_t)(FIRST_TP_PORT + sender % N_TP_PORTS);
    uint8_t *ip = find(key, key_len, KEY_IPV4, IPV4_KEY_BYTES), *udp = find(key, key_len, KEY_UDP, PORT_KEY_BYTES);
    memcpy(ip, (uint8_t[]){ 10, sender >> 16 & 0xff, sender >> 8 & 0xff, sender & 0xff }, 4);
    memcpy(udp, (uint8_t[]){ port >> 8, port & 0xff }, 2);
}

struct sum { uint32_t rank; uint64_t upcalls; };

static int by_upcalls(const void *a, const void *b)
{
    const struct sum *x = a, *y = b;
    return x->upcalls == y->upcalls ? (x->rank > y->rank) - (x->rank < y->rank) : x->upcalls < y->upcalls ? 1 : -1;
}

void talkers_write(FILE *f, struct talkers **all, unsigned n)
{
    if (!n || !all[0])
        return;
    uint32_t ranks = all[0]->n, distinct = 0;
    uint64_t strangers = 0;
    struct sum *sums = calloc(ranks, sizeof *sums);
    for (uint32_t rank = 0; sums && rank < ranks; rank++) {
        sums[rank].rank = rank;
        for (unsigned i = 0; i < n; i++)
            sums[rank].upcalls += all[i]->counts[rank];
        distinct += sums[rank].upcalls > 0;
    }
    if (sums)
        qsort(sums, ranks, sizeof *sums, by_upcalls);
    for (unsigned i = 0; i < n; i++) {
        strangers += all[i]->strangers;
        free(all[i]->counts);
        free(all[i]);
    }
    fprintf(f, ",\"talkers\":{\"distinct\":%" PRIu64 ",\"strangers\":%" PRIu64 ",\"top\":[", distinct + strangers, strangers);
    for (uint32_t i = 0; sums && i < ranks && i < TALKERS_TOLD && sums[i].upcalls; i++)
        fprintf(f, "%s{\"source\":\"10.%u.%u.%u\",\"upcalls\":%" PRIu64 "}", i ? "," : "", sums[i].rank >> 16 & 0xff,
                sums[i].rank >> 8 & 0xff, sums[i].rank & 0xff, sums[i].upcalls);
    fputs("]}", f);
    free(sums);
}
