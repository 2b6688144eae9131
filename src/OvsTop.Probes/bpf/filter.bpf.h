/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * The filter: a flow key's netlink attributes into words (walk.bpf.h), the words against the table that user space wrote. What could not be
 * read whole passes. KernelPredicates.Matches is the reference; the tests compare the two, key for key.
 */
#ifndef OVSTOP_FILTER_H
#define OVSTOP_FILTER_H

#include "walk.bpf.h"

#define NO_UPCALL ~0ull

struct ovstop_filters filters SEC(".data.filters") = {};
struct ovstop_matched_rows matched_rows SEC(".data.matched") = {};

static __always_inline bool compare(u64 word, u32 op, u64 value)
{
    switch (op) {
    case OVSTOP_OP_EQUAL: return word == value;
    case OVSTOP_OP_NOT_EQUAL: return word != value;
    case OVSTOP_OP_LESS: return word < value;
    case OVSTOP_OP_LESS_OR_EQUAL: return word <= value;
    case OVSTOP_OP_GREATER: return word > value;
    default: return word >= value;
    }
}

/* What a key says about length and type of a packet is nothing: such a test does not hold, whatever it asks. Not static, as take_attribute. */
__noinline int predicate_holds(struct key_walk *walk, struct ovstop_predicate *predicate, u64 upcall)
{
    u32 word;
    if (!walk || !predicate)
        return false;
    word = predicate->word;
    asm volatile("%0 &= 63" : "+r"(word));
    return (word != OVSTOP_WORD_UPCALL || upcall != NO_UPCALL) && compare(walk->word[word] & predicate->mask, predicate->op, predicate->value);
}

static __always_inline bool term_holds(struct key_walk *walk, struct ovstop_filter *filter, u32 term, u64 upcall)
{
    u32 length = filter->lengths[term];
    for (u32 i = 0; i < OVSTOP_FILTER_PREDICATES; i++) {
        if (i >= length)
            break;
        if (!predicate_holds(walk, &filter->predicates[term * OVSTOP_FILTER_PREDICATES + i], upcall))
            return false;
    }
    return true;
}

/* Under which filter a row was counted. */
static __always_inline u32 *row_generation(u32 slot)
{
    asm volatile("%0 &= 511" : "+r"(slot));
    return &matched_rows.generation[slot];
}
_Static_assert(OVSTOP_THREADS == 512, "row_generation masks with 511");

/* Walks the key at `place` (offset in the record << 16 | length) into the words. Not static, as key_passes. */
__noinline int walk_record(u32 slot, u32 place)
{
    struct ovstop_work *work = bpf_map_lookup_elem(&works, &slot);
    if (!work)
        return 0;
    work->walk.at = place >> 16;
    work->walk.end = (place >> 16) + (place & 0xffff);
    work->walk.whole = walk_key(work);
    return work->walk.whole;
}

/*
 * The key at `place` (offset in the record << 16 | length) passes the filter. Not static: the verifier then checks it once and not at every
 * call.
 */
__noinline int key_passes(u32 slot, u32 generation, u32 place, u32 tid, u64 upcall)
{
    struct ovstop_filter *filter = &filters.slot[generation & 1];
    struct ovstop_work *work = bpf_map_lookup_elem(&works, &slot);
    bool held = false;
    if (!work || *(volatile u32 *)&filter->generation != generation)
        return 0;
    if (!walk_record(slot, place))
        return 1;
    work->walk.word[OVSTOP_WORD_UPCALL] = upcall;
    work->walk.word[OVSTOP_WORD_THREAD] = tid;
    for (u32 term = 0; term < OVSTOP_FILTER_TERMS; term++) {
        if (term >= filter->terms)
            break;
        if (term_holds(&work->walk, filter, term, upcall)) {
            held = true;
            break;
        }
    }

    /* Written anew meanwhile: two changes during one hit. */
    return held && *(volatile u32 *)&filter->generation == generation;
}

/* Makes the thread's row of the matched tallies zero: its first match under this filter. */
__noinline int restart_row(u32 slot, u32 generation)
{
    struct ovstop_tally *row = bpf_map_lookup_elem(&matched, &slot);
    struct ovstop_tally *tally = bpf_map_lookup_elem(&tallies, &slot);
    if (!row || !tally)
        return 0;
    for (u32 i = 0; i < sizeof(*row) / 64; i++) {
        __builtin_memset((u64 *)row + i * 8, 0, 64);
        barrier(); /* or clang makes it a call of memset */
    }
    row->tid = tally->tid;
    __builtin_memcpy(row->comm, tally->comm, sizeof(row->comm));
    barrier();
    *row_generation(slot) = generation;
    return 0;
}
_Static_assert(sizeof(struct ovstop_tally) % 64 == 0, "restart_row clears 64 bytes at a time");

/* The row that counts a match; null when there is none. */
static __always_inline struct ovstop_tally *matched_row(u32 slot, u32 generation)
{
    if (*row_generation(slot) != generation)
        restart_row(slot, generation);
    return bpf_map_lookup_elem(&matched, &slot);
}

#endif
