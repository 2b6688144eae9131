// SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only)
/* The filter of the programs on a key that the test gives: never part of ovstop. */
#include "../../src/OvsTop.Probes/bpf/base.bpf.h"
#include "../../src/OvsTop.Probes/bpf/tally.bpf.h"
#include "../../src/OvsTop.Probes/bpf/work.bpf.h"
#include "../../src/OvsTop.Probes/bpf/filter.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* FilterProgramUnderTest.Case */
struct test_case {
    u32 slot;
    u32 generation;
    u32 at;
    u32 length;
    u32 tid;
    u32 verdict;
    u64 upcall;
    u64 words[OVSTOP_KEY_WORDS];
    u8 key[OVSTOP_KEY_MAX];
};

struct test_case test SEC(".data.test") = {};

SEC("syscall")
int filter_test(void *ctx)
{
    u32 slot = *(volatile u32 *)&test.slot, at = *(volatile u32 *)&test.at;
    struct ovstop_work *work = bpf_map_lookup_elem(&works, &slot);
    if (!work || at > sizeof(struct ovstop_event) + OVSTOP_PACKET_MAX)
        return 1;
    for (u32 i = 0; i < OVSTOP_KEY_MAX; i += 8)
        *(u64 *)(record_at(work, at) + i) = *(volatile u64 *)(test.key + i);
    test.verdict = key_passes(slot, test.generation, at << 16 | test.length, test.tid, test.upcall);
    for (u32 i = 0; i < OVSTOP_KEY_WORDS; i++)
        test.words[i] = work->walk.word[i];
    return 0;
}
