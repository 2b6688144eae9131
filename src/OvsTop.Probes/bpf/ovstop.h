/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * What the kernel programs and the C# side share. Every struct has a mirror in src/OvsTop.Model or src/OvsTop.Probes; both sides assert
 * sizes and offsets (here _Static_assert, there WireLayoutTests).
 */
#ifndef OVSTOP_H
#define OVSTOP_H

#include <stddef.h>
#include <linux/types.h>

#define OVSTOP_PROBES 32       /* ProbeTable.Slots */
#define OVSTOP_THREADS 512     /* TallyTable.Capacity, slot 0 is shared */
#define OVSTOP_SOCKETS 256     /* rows that upcall sockets may take of them */
#define OVSTOP_BUCKETS 304     /* LatencyBuckets.Count */
#define OVSTOP_STAGES 12       /* ThreadTally.StageCount */
#define OVSTOP_MAX_BATCH 64    /* UPCALL_MAX_BATCH, ofproto/ofproto-dpif-upcall.c */
#define OVSTOP_REASONS 16      /* ThreadTally.ReasonSlots */
#define OVSTOP_ERRORS 8        /* ThreadTally.ErrorSlots */
#define OVSTOP_HASH_BYTES 256  /* KeyHash.MaxBytes */
#define OVSTOP_DELETED_FLOWS 65536 /* DeletedFlows.Capacity */
#define OVSTOP_FOLLOWED_IDS 4096   /* recirculation ids of matching packets */
#define OVSTOP_WATCHED_FLOWS 4096  /* flows whose verdicts are all told */

/* Most that a record carries of each part; more is cut, the full length is in the header. */
#define OVSTOP_PACKET_MAX 256
#define OVSTOP_KEY_MAX 640     /* ODPUTIL_FLOW_KEY_BYTES, lib/odp-util.h */
#define OVSTOP_ACTIONS_MAX 1024

/* ProbeId */
enum ovstop_probe {
    OVSTOP_RUN_START = 1,
    OVSTOP_POLL_BLOCK,
    OVSTOP_RECV_UPCALL,
    OVSTOP_FLOW_PUT,
    OVSTOP_FLOW_DEL,
    OVSTOP_FLOW_EXECUTE,
    OVSTOP_FLOW_GET,
    OVSTOP_START_DUMP,
    OVSTOP_SWEEP_DONE,
    OVSTOP_REVALIDATE_ENTRY,
    OVSTOP_REVALIDATE_EXIT,
    OVSTOP_FLOW_RESULT,
    OVSTOP_FLOW_SWEEP_RESULT,
    OVSTOP_USDT_END,
    OVSTOP_DP_UPCALL = 16,
    OVSTOP_DP_UPCALL_RETURN,
    OVSTOP_FLOW_CMD_NEW_ENTER,
    OVSTOP_FLOW_CMD_NEW_RETURN,
    OVSTOP_FLOW_CMD_SET_ENTER,
    OVSTOP_FLOW_CMD_SET_RETURN,
    OVSTOP_FLOW_CMD_DEL_ENTER,
    OVSTOP_FLOW_CMD_DEL_RETURN,
    OVSTOP_PACKET_CMD_EXECUTE_ENTER,
    OVSTOP_PACKET_CMD_EXECUTE_RETURN,
    OVSTOP_SENDMSG_ENTER,
    OVSTOP_SENDMSG_RETURN
};

/* Stage */
enum ovstop_stage {
    OVSTOP_TRANSLATE = 0,
    OVSTOP_TRANSLATE_EXECUTE,
    OVSTOP_MAIN_RUN,
    OVSTOP_MAIN_WAIT,
    OVSTOP_DUMP,
    OVSTOP_KERNEL_PUT,
    OVSTOP_KERNEL_EXECUTE,
    OVSTOP_QUEUE,
    OVSTOP_WAIT_PUT,
    OVSTOP_WAIT_EXECUTE,
    OVSTOP_TOTAL,
    OVSTOP_SEND
};

/* ErrorClass */
enum ovstop_error {
    OVSTOP_ERROR_AGAIN = 0,
    OVSTOP_ERROR_NO_SOCKET,
    OVSTOP_ERROR_NO_MEMORY,
    OVSTOP_ERROR_TOO_BIG,
    OVSTOP_ERROR_EXISTS,
    OVSTOP_ERROR_NOT_FOUND,
    OVSTOP_ERROR_INVALID,
    OVSTOP_ERROR_OTHER
};

/* EventFlags */
#define OVSTOP_F_UFID 1
#define OVSTOP_F_UNKNOWN_LAYOUT 2
#define OVSTOP_F_FAULT 4
#define OVSTOP_F_CHURN 8
#define OVSTOP_F_RELATED 16 /* does not pass the filter itself */

/* EventHeader; behind it packet, key, mask, actions, each padded to 8 bytes. */
struct ovstop_event {
    __u64 time_ns;
    __u32 tid;
    __u8 probe;
    __u8 flags;
    __u16 cpu;
    __s32 argument;
    __u32 detail;
    __u32 packet_length;
    __u32 key_length;
    __u32 mask_length;
    __u32 actions_length;
    __u16 packet_captured;
    __u16 key_captured;
    __u16 mask_captured;
    __u16 actions_captured;
    __u64 subject;
    __u64 owner;
    __u32 ufid[4];
    __u64 since_recv_ns;
    __u64 value[5];
};
_Static_assert(sizeof(struct ovstop_event) == 128, "EventHeader.Size");
_Static_assert(offsetof(struct ovstop_event, packet_captured) == 40, "EventHeader.PacketCaptured");
_Static_assert(offsetof(struct ovstop_event, ufid) == 64, "EventHeader.Ufid");
_Static_assert(offsetof(struct ovstop_event, value) == 88, "EventHeader.Value0");

/* StageTally */
struct ovstop_stage_tally {
    __u64 sum_ns;
    __u64 min_ns;
    __u64 max_ns;
    __u64 count;
    __u32 buckets[OVSTOP_BUCKETS];
};
_Static_assert(sizeof(struct ovstop_stage_tally) == 1248, "StageTally");

/*
 * ThreadTally: written by the thread it belongs to and by nobody else. A row with a port_id is that of an upcall socket: kernel upcalls are
 * counted in it, atomically, by whatever CPU the packet arrived on.
 */
struct ovstop_tally {
    __u32 tid;
    __u32 batch_max;
    char comm[16];
    __u32 port_id;
    __u32 second_tid; /* another thread that read the socket */
    __u64 hits[OVSTOP_PROBES];
    __u64 upcall_types[4];
    __u64 results[4];
    __u64 reasons[OVSTOP_REASONS];
    __u64 churn[OVSTOP_REASONS];
    __u64 upcall_errors[OVSTOP_ERRORS];
    __u64 put_errors[OVSTOP_ERRORS];
    __u64 execute_errors[OVSTOP_ERRORS];
    __u64 queue_unmatched;
    __u64 spare[2]; /* rows are a multiple of a cache line */
    __u64 batches;
    __u64 puts_modify;
    __u64 puts_probe;
    __u64 puts_unmatched;
    __u64 executes_unmatched;
    __u64 details_delivered;
    __u64 details_lost;
    __u64 details_skipped;
    __u32 batch_sizes[OVSTOP_MAX_BATCH + 2];
    struct ovstop_stage_tally stages[OVSTOP_STAGES];
};
_Static_assert(offsetof(struct ovstop_tally, hits) == 32, "ThreadTally.Hits");
_Static_assert(offsetof(struct ovstop_tally, batch_sizes) == 888, "ThreadTally.BatchSizes");
_Static_assert(sizeof(struct ovstop_tally) == 16128, "ThreadTally");

/* Where a USDT argument lies at one site, from the operand in its note (UsdtArgument). */
enum ovstop_operand_kind {
    OVSTOP_OPERAND_NONE = 0,
    OVSTOP_OPERAND_CONSTANT,
    OVSTOP_OPERAND_REGISTER,
    OVSTOP_OPERAND_MEMORY
};

struct ovstop_operand {
    __u8 kind;
    __u8 size;          /* bytes: 1, 2, 4, 8 */
    __u8 is_signed;
    __u8 scale;            /* MEMORY: the index register counts this often; 0 no index */
    __u16 register_offset; /* in struct pt_regs */
    __u16 index_offset;    /* in struct pt_regs */
    __s64 displacement; /* MEMORY: added to the register; CONSTANT: the value */
};
_Static_assert(sizeof(struct ovstop_operand) == 16, "Operand");

#define OVSTOP_ARGUMENTS 6
#define OVSTOP_SITES 4 /* inlined copies of a probe */

struct ovstop_site {
    __u64 ip; /* address in the daemon; only compared when a probe has several sites */
    struct ovstop_operand arguments[OVSTOP_ARGUMENTS];
};

/* Frozen before load: the verifier removes what a site does not need. */
struct ovstop_sites {
    __u32 count[OVSTOP_USDT_END];
    struct ovstop_site site[OVSTOP_USDT_END][OVSTOP_SITES];
};
_Static_assert(sizeof(struct ovstop_site) == 104, "Site");
_Static_assert(offsetof(struct ovstop_sites, site) == 56, "SiteTable.Sites");

/* Changed while running, through the mapping of .data (Control). */
struct ovstop_control {
    __u32 slots_used;      /* written by the programs; slot 0 is always in use */
    __u32 packet_bytes;    /* packet head to capture, at most OVSTOP_PACKET_MAX */
    __u32 details_window;  /* records each thread may send per window of 2^27 ns; 0 none, ~0 all */
    __u32 filter_generation; /* 0: no filter; the lowest bit selects one of the ovstop_filters */
    __u64 layouts[4];      /* ukey fingerprints seen: L0, L1, L2, unknown */
    __u64 since_ns[OVSTOP_PROBES]; /* when the probe was switched on; 0 it is off: what it hits meanwhile is not counted */
    __u32 tgid;            /* the daemon: kernel functions are probed for all, and counted for it */
    __u32 sockets_used;    /* written by the programs; number 0 is nobody's */
    __u64 churn_ns;        /* a put so long after the flow's delete is churn */
    __u32 follow;          /* packets are followed through their rounds, and flows they put to their end */
    __u32 reserved;
};
_Static_assert(offsetof(struct ovstop_control, since_ns) == 48, "Control.SinceNs");
_Static_assert(offsetof(struct ovstop_control, tgid) == 304, "Control.Tgid");
_Static_assert(offsetof(struct ovstop_control, follow) == 320, "Control.Follow");
_Static_assert(sizeof(struct ovstop_control) == 328, "Control");

/* UpcallLayout: where the members of tracepoint openvswitch:ovs_dp_upcall lie in its record, bytes. Frozen before load. */
struct ovstop_upcall_layout {
    __u32 skb, length, data_length, gso_size, recirc_id, ct_state, ct_zone, command, port, key;
};
_Static_assert(sizeof(struct ovstop_upcall_layout) == 40, "UpcallLayout");

#define OVSTOP_UPCALL_VIEW 128 /* of its record are read; UpcallLayout.ViewBytes */

#define OVSTOP_KEY_WORDS 40
#define OVSTOP_KEY_ATTRIBUTES 64    /* KernelKeyExtractor.MaxAttributes */
#define OVSTOP_TUNNEL_ATTRIBUTES 24 /* KernelKeyExtractor.MaxTunnelAttributes */
#define OVSTOP_FILTER_TERMS 8       /* KernelPredicates.MaxTerms */
#define OVSTOP_FILTER_PREDICATES 8  /* KernelPredicates.MaxPredicates */

/* KeyWord: what lies where in a word is said there. */
enum ovstop_key_word {
    OVSTOP_WORD_PRESENT = 0,
    OVSTOP_WORD_PORT,
    OVSTOP_WORD_HASH,
    OVSTOP_WORD_STATE,
    OVSTOP_WORD_TYPE,
    OVSTOP_WORD_CT_LABEL,
    OVSTOP_WORD_ETH_SOURCE = 7,
    OVSTOP_WORD_ETH_DESTINATION,
    OVSTOP_WORD_IPV4,
    OVSTOP_WORD_IPV6_SOURCE,
    OVSTOP_WORD_IPV6_DESTINATION = 12,
    OVSTOP_WORD_TRANSPORT = 14,
    OVSTOP_WORD_IP,
    OVSTOP_WORD_ARP_SOURCE,
    OVSTOP_WORD_ARP_TARGET,
    OVSTOP_WORD_ND_TARGET,
    OVSTOP_WORD_ND_SOURCE = 20,
    OVSTOP_WORD_ND_TARGET_MAC,
    OVSTOP_WORD_TUN_ID,
    OVSTOP_WORD_TUN_IPV4,
    OVSTOP_WORD_TUN_IPV6_SOURCE,
    OVSTOP_WORD_TUN_IPV6_DESTINATION = 26,
    OVSTOP_WORD_TUN_OTHER = 28,
    OVSTOP_WORD_CT_IPV4,
    OVSTOP_WORD_CT_OTHER,
    OVSTOP_WORD_MPLS,
    OVSTOP_WORD_CT_IPV6_SOURCE,
    OVSTOP_WORD_CT_IPV6_DESTINATION = 34,
    OVSTOP_WORD_UPCALL = 36,
    OVSTOP_WORD_THREAD
};

/* KernelKeyFields: a flow key laid out flat, host order. */
struct ovstop_key_fields {
    __u64 word[OVSTOP_KEY_WORDS];
};
_Static_assert(sizeof(struct ovstop_key_fields) == 320, "KernelKeyFields");

/* CompareOp */
enum ovstop_op {
    OVSTOP_OP_EQUAL = 0,
    OVSTOP_OP_NOT_EQUAL,
    OVSTOP_OP_LESS,
    OVSTOP_OP_LESS_OR_EQUAL,
    OVSTOP_OP_GREATER,
    OVSTOP_OP_GREATER_OR_EQUAL
};

/* KernelPredicate: (word & mask) op value */
struct ovstop_predicate {
    __u64 mask;
    __u64 value;
    __u16 word;
    __u8 op;
    __u8 padding;
    __u32 padding2;
};
_Static_assert(sizeof(struct ovstop_predicate) == 24, "KernelPredicate");
_Static_assert(offsetof(struct ovstop_predicate, word) == 16, "KernelPredicate.Word");
_Static_assert(offsetof(struct ovstop_predicate, op) == 18, "KernelPredicate.Op");

/* KernelPredicates: a key passes when all predicates of one term hold. */
struct ovstop_filter {
    __u32 generation; /* 0 while it is being written */
    __u32 terms;
    __u8 lengths[OVSTOP_FILTER_TERMS];
    struct ovstop_predicate predicates[OVSTOP_FILTER_TERMS * OVSTOP_FILTER_PREDICATES];
};
_Static_assert(sizeof(struct ovstop_filter) == 1552, "KernelPredicates");
_Static_assert(offsetof(struct ovstop_filter, lengths) == 8, "KernelPredicates.Lengths");
_Static_assert(offsetof(struct ovstop_filter, predicates) == 16, "KernelPredicates.Predicates");

/* FilterSlots: shared memory. A filter is written into the slot that is not in use, then control.filter_generation selects it. */
struct ovstop_filters {
    struct ovstop_filter slot[2];
};
_Static_assert(sizeof(struct ovstop_filters) == 3104, "FilterSlots");

/* MatchedRows: under which filter each row of the matched tallies was counted; a row of another one is history. */
struct ovstop_matched_rows {
    __u32 generation[OVSTOP_THREADS];
};
_Static_assert(sizeof(struct ovstop_matched_rows) == 2048, "MatchedRows");

/* TalkerDimension: what upcalls are counted by. The first OVSTOP_TALKER_NARROW fit into the head of a key. */
enum ovstop_talker_dimension {
    OVSTOP_BY_IN_PORT = 0,
    OVSTOP_BY_ETH_TYPE,
    OVSTOP_BY_IP_PROTO,
    OVSTOP_BY_RECIRC_ID,
    OVSTOP_BY_CT_STATE,
    OVSTOP_BY_UPCALL_TYPE,
    OVSTOP_BY_SOURCE,
    OVSTOP_BY_DESTINATION,
    OVSTOP_BY_FLOW,
    OVSTOP_BY_TUNNEL_SOURCE,
    OVSTOP_TALKER_DIMENSIONS
};
#define OVSTOP_TALKER_NARROW OVSTOP_BY_SOURCE

/* TalkerKind: what the value is. */
enum ovstop_talker_kind {
    OVSTOP_TALKER_NONE = 0,   /* the packet has no such thing */
    OVSTOP_TALKER_NUMBER,
    OVSTOP_TALKER_IPV4,
    OVSTOP_TALKER_IPV6,
    OVSTOP_TALKER_ARP,
    OVSTOP_TALKER_MAC,
    OVSTOP_TALKER_UNREADABLE  /* the key could not be read whole */
};

/* TalkerKey. head: generation of the filter 8, epoch 8, dimension 4, kind 4, ip proto 8, value 32, from the high bits down. */
struct ovstop_talker_key {
    __u64 head;
    __u64 address[4]; /* source high, low, destination high, low; host order */
};
_Static_assert(sizeof(struct ovstop_talker_key) == 40, "TalkerKey");

#define OVSTOP_TALKERS_NARROW 16384 /* entries, over all dimensions */
#define OVSTOP_TALKERS_WIDE 65536

/* TalkerControl: shared memory. */
struct ovstop_talker_control {
    __u32 dimensions; /* a bit each: those that are counted */
    __u32 epoch;      /* its low 8 bits go into the keys: what user space takes out is what nobody adds to any more */
    __u32 inserted[2]; /* keys put into the narrow and the wide map, ever; user space looks more often when it grows fast */
    __u64 missed[16];  /* by dimension: upcalls that found the map full */
    __u32 from_kernel; /* without a filter the tracepoint counts, and not recv_upcall */
    __u32 reserved;
};
_Static_assert(sizeof(struct ovstop_talker_control) == 152, "TalkerControl");

#endif
