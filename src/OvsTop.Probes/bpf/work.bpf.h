/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * What a thread is in the middle of: its batch of upcalls (BatchWindow is the twin), running intervals, and the record being built. Kept per
 * thread for the same reason as the tallies.
 */
#ifndef OVSTOP_WORK_H
#define OVSTOP_WORK_H

#include "identity.bpf.h"

#define RECORD_MAX (sizeof(struct ovstop_event) + OVSTOP_PACKET_MAX + 2 * OVSTOP_KEY_MAX + OVSTOP_ACTIONS_MAX)

struct upcall_entry {
    u64 packet;
    u64 key_hash;
    u64 time_ns;
    u64 upcall_ns;    /* when the kernel sent it; 0 not known */
    u64 translate_ns; /* until its put was built; 0 not known */
    u16 put;
    u16 executed;
    u32 matched; /* generation of the filter that it passed; 0 none */
};

#define BUILT_LENGTH 64 /* OPERATE_MAX_OPS is 50, lib/dpif-netlink.c */

enum operation { OPERATION_NEW = 0, OPERATION_SET, OPERATION_EXECUTE, OPERATION_KINDS, OPERATION_DEL = OPERATION_KINDS };

struct built {
    u64 built_ns;
    u64 upcall_ns;    /* when the kernel sent the upcall that this answers; 0 not known */
    u64 translate_ns; /* of that upcall's flow; 0 not known */
    u32 matched;      /* generation of the filter that it passed; 0 none */
    u32 reserved;
};

/* operations.bpf.h */
struct operations {
    u64 boundary_ns; /* when something was last entered or received */
    u64 run_ns;      /* what that was when the run began */
    u64 entered_ns;  /* the kernel command that runs */
    u64 send_ns;     /* the sendmsg that runs */
    u32 entered_matched;
    u32 open; /* something was built since something was entered or received */
    u32 head[OPERATION_KINDS], tail[OPERATION_KINDS];
    struct built ring[OPERATION_KINDS][BUILT_LENGTH];
};

/* A flow key taken apart: filter.bpf.h. In memory and not in registers, so that the verifier sees the same state on every path. */
struct key_walk {
    u64 word[64]; /* OVSTOP_KEY_WORDS and room for a masked index */
    u64 seen;     /* a bit per attribute; VLAN and ETHERTYPE by level, from bit 32 on */
    u32 at, end;  /* in the record, the level being walked */
    u32 depth;
    u32 ether_type;
    u32 inner_at, inner_end; /* the ENCAP of this level; 0 none */
    u32 tunnel_at, tunnel_end;
    u32 whole; /* the words are those of a whole key */
    u32 reserved;
};

struct ovstop_work {
    struct upcall_entry entries[OVSTOP_MAX_BATCH]; /* a ring: positions tail .. head - 1 */
    u32 head, tail;
    u32 batch_size; /* 0: the next recv opens a batch */
    u32 details_used;
    u64 details_window;
    u64 run_start_ns;
    u64 poll_block_ns;
    u64 dump_start_ns;
    u32 queue; /* of the socket that the thread reads (queue.bpf.h); 0 not known */
    u32 reserved;
    u8 head_bytes[HEAD_ROOM]; /* of a packet, for its identity */
    struct operations operations;
    struct key_walk walk;
    /* Behind the largest record: room for the widest part again, so that every copy is provably inside. */
    u8 record[RECORD_MAX + OVSTOP_ACTIONS_MAX];
};

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, OVSTOP_THREADS);
    __type(key, u32);
    __type(value, struct ovstop_work);
} works SEC(".maps");

/* KeyHash.Of over `length` bytes of which `captured` lie in the record at `at`, followed by 16 bytes that may be overwritten. Not static: walk.bpf.h. */
__noinline u64 key_hash(struct ovstop_work *work, u32 at, u32 captured, u32 length)
{
    const u64 multiplier = 0x9E3779B97F4A7C15ull;
    u64 even = length, odd = multiplier;
    u32 n;
    u8 *key;
    if (!work)
        return 0;
    captured = BOUND(captured, OVSTOP_KEY_MAX);
    key = work->record + BOUND(at, sizeof(struct ovstop_event) + OVSTOP_PACKET_MAX);
    n = captured > OVSTOP_HASH_BYTES ? OVSTOP_HASH_BYTES : captured;
    __builtin_memset(key + captured, 0, 16);
    for (u32 offset = 0; offset < OVSTOP_HASH_BYTES; offset += 16) {
        if (offset >= n)
            break;
        even = (even ^ *(u64 *)(key + offset)) * multiplier;
        odd = (odd ^ *(u64 *)(key + offset + 8)) * multiplier;
        even ^= even >> 32;
        odd ^= odd >> 32;
    }
    return even ^ (odd << 1 | odd >> 63);
}

/* The mask is written in assembly: clang would drop it after a bounds check that the verifier does not carry over to the pointer. */
static __always_inline struct upcall_entry *entry_at(struct ovstop_work *work, u32 index)
{
    asm volatile("%0 &= 63" : "+r"(index));
    return &work->entries[index];
}
_Static_assert(OVSTOP_MAX_BATCH == 64, "entry_at masks with 63");

/*
 * Notes a received upcall; gives the size of the batch with it. A batch nothing was put or executed of cannot be told from the next one's
 * beginning, so the ring keeps the last 64 upcalls whatever the batches seem to be.
 */
static __always_inline u32 batch_add(struct ovstop_work *work, u64 packet, u64 hash, u64 now, u64 upcall_ns, u32 matched)
{
    u32 head = work->head, size = work->batch_size;
    struct upcall_entry *entry = entry_at(work, head);
    if (!size)
        work->tail = head;
    else if (head - work->tail >= OVSTOP_MAX_BATCH)
        work->tail++;
    entry->packet = packet;
    entry->key_hash = hash;
    entry->time_ns = now;
    entry->upcall_ns = upcall_ns;
    entry->translate_ns = 0;
    entry->put = 0;
    entry->executed = 0;
    entry->matched = matched;
    work->head = head + 1;
    size = size < OVSTOP_MAX_BATCH ? size + 1 : 1;
    work->batch_size = size;
    return size;
}

/*
 * Finds the recv that a put (by key) or an execute (by packet) belongs to, each once; null if there is none.
 * Operations come in the order of the upcalls (handle_upcalls, ofproto-dpif-upcall.c), so the search starts at the last hit and nearly always
 * ends there.
 */
static __always_inline struct upcall_entry *batch_take(struct ovstop_work *work, u64 identity, bool is_put)
{
    u32 position = work->tail;
    work->batch_size = 0;
    for (int i = 0; i < OVSTOP_MAX_BATCH; i++) {
        struct upcall_entry *entry = entry_at(work, position);
        if (position == work->head)
            return 0;
        if (is_put ? entry->key_hash == identity && !entry->put : entry->packet == identity && !entry->executed) {
            if (is_put)
                entry->put = 1;
            else
                entry->executed = 1;
            work->tail = position;
            return entry;
        }
        position++;
    }
    return 0;
}

#endif
