/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * Flows deleted lately, so that a put of one can be told from a put of a new flow: churn, counted completely up to the bound of the map. What
 * it evicts is forgotten; half of it is never the oldest half of an LRU list, see DeletedFlows. The functions take a flow's identity and no
 * context, so that kernel programs can call them too: who sees the same delete or put twice counts it once.
 */
#ifndef OVSTOP_LIVES_H
#define OVSTOP_LIVES_H

/* A ufid; without one, the hash of the key and a mark. DeletedFlows.IdentityOf */
struct flow_id {
    u64 word[2];
};

struct deleted_flow {
    u64 deleted_ns; /* 0: lives, or only sentenced */
    u32 verdict;    /* reason + 1 of the verdict since the last put; 0 there was none */
    u32 generation; /* puts after a delete */
};

struct {
    __uint(type, BPF_MAP_TYPE_LRU_HASH);
    __uint(max_entries, OVSTOP_DELETED_FLOWS);
    __type(key, struct flow_id);
    __type(value, struct deleted_flow);
} deleted_flows SEC(".maps");

/* What a put of a flow that had been deleted is told about that. */
struct reput {
    u64 since_deleted_ns; /* 0: no delete is remembered */
    u32 reason;
    u32 generation;
};

static __always_inline void id_of_hash(struct flow_id *id, u64 hash)
{
    id->word[0] = hash;
    id->word[1] = ~0ull;
}

/* A revalidator decided to delete the flow. */
static __always_inline void life_sentenced(struct flow_id *id, u32 reason)
{
    struct deleted_flow *known = bpf_map_lookup_elem(&deleted_flows, id);
    if (known) {
        known->verdict = reason + 1;
    } else {
        struct deleted_flow fresh = { .verdict = reason + 1 };
        bpf_map_update_elem(&deleted_flows, id, &fresh, BPF_ANY);
    }
}

/* The delete was built, with or without a verdict. */
static __always_inline void life_deleted(struct flow_id *id, u64 now)
{
    struct deleted_flow *known = bpf_map_lookup_elem(&deleted_flows, id);
    if (known) {
        known->deleted_ns = now;
    } else {
        struct deleted_flow fresh = { .deleted_ns = now };
        bpf_map_update_elem(&deleted_flows, id, &fresh, BPF_ANY);
    }
}

/* The flow is put (created). Two threads that put it at once find its delete once. */
static __always_inline struct reput life_put(struct flow_id *id, u64 now)
{
    struct reput reput = {};
    struct deleted_flow *known = bpf_map_lookup_elem(&deleted_flows, id);
    u64 deleted_ns;
    if (!known || !known->deleted_ns)
        return reput;
    deleted_ns = __sync_lock_test_and_set(&known->deleted_ns, 0);
    if (!deleted_ns)
        return reput;
    reput.since_deleted_ns = now > deleted_ns ? now - deleted_ns : 1;
    reput.reason = known->verdict ? known->verdict - 1 : 0;
    known->verdict = 0;
    reput.generation = ++known->generation;
    return reput;
}

/* Churn: deleted less than control.churn_ns ago. */
static __always_inline bool is_churn(struct reput *reput)
{
    return reput->since_deleted_ns && reput->since_deleted_ns <= *(volatile u64 *)&control.churn_ns;
}

static __always_inline void count_churn(struct ovstop_tally *tally, struct reput *reput)
{
    tally->churn[BOUND(reput->reason, OVSTOP_REASONS - 1)]++;
}

#endif
