// SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only)
/*
 * One program per USDT probe of ovs-vswitchd; those of the kernel are in upcall.bpf.h and commands.bpf.h. Each counts its hit first, then keeps the
 * thread's batch and histograms, then, if the detail budget allows, sends a record. Loads on Linux 5.14 and newer: bounded loops, no kfuncs, no sleepable programs.
 * Names, arguments and struct offsets: Documentation/topics/usdt-probes.rst and the sources of Open vSwitch 2.17 .. 4.0.
 */
#include "base.bpf.h"
#include "thread.bpf.h"
#include "operand.bpf.h"
#include "tally.bpf.h"
#include "work.bpf.h"
#include "record.bpf.h"
#include "layouts.bpf.h"
#include "filter.bpf.h"
#include "hit.bpf.h"
#include "queue.bpf.h"
#include "operations.bpf.h"
#include "lives.bpf.h"
#include "follow.bpf.h"
#include "ukey.bpf.h"
#include "talkers.bpf.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#include "upcall.bpf.h"
#include "commands.bpf.h"

/* On a function of ovstop's own that does nothing: what a trap costs here. */
SEC("uprobe/calibrate")
int calibrate(struct pt_regs *ctx)
{
    return 0;
}

SEC("uprobe/run_start")
int run_start(struct pt_regs *ctx)
{
    struct hit hit;
    if (!begin(&hit, OVSTOP_RUN_START))
        return 0;
    count_interval(hit.tally, OVSTOP_MAIN_WAIT, valid_start(&hit, OVSTOP_POLL_BLOCK, hit.work->poll_block_ns), hit.now);
    hit.work->poll_block_ns = 0;
    hit.work->run_start_ns = hit.now;
    if (wants_detail(hit.tally, hit.work, hit.now)) {
        begin_record(hit.work, hit.tid, OVSTOP_RUN_START, hit.now);
        send_record(hit.tally, hit.work, HEADER);
    }
    return 0;
}

SEC("uprobe/poll_block")
int poll_block(struct pt_regs *ctx)
{
    struct hit hit;
    if (!begin(&hit, OVSTOP_POLL_BLOCK))
        return 0;
    count_interval(hit.tally, OVSTOP_MAIN_RUN, valid_start(&hit, OVSTOP_RUN_START, hit.work->run_start_ns), hit.now);
    hit.work->run_start_ns = 0;
    hit.work->poll_block_ns = hit.now;
    if (wants_detail(hit.tally, hit.work, hit.now)) {
        begin_record(hit.work, hit.tid, OVSTOP_POLL_BLOCK, hit.now);
        send_record(hit.tally, hit.work, HEADER);
    }
    return 0;
}

/* (char *dpif name, enum dpif_upcall_type, void *packet, u32 size, nlattr *key, size_t key_len) */
SEC("uprobe/recv_upcall")
int recv_upcall(struct pt_regs *ctx)
{
    struct hit hit;
    u64 packet, size, key, key_length, upcall_ns, packet_bytes = 0, key_at, key_captured;
    u32 type, batch;
    bool detail = false, match = false;
    u32 matched = 0;
    u8 flags = 0;
    if (!begin(&hit, OVSTOP_RECV_UPCALL))
        return 0;
    type = argument(ctx, OVSTOP_RECV_UPCALL, 1);
    packet = argument(ctx, OVSTOP_RECV_UPCALL, 2);
    size = argument(ctx, OVSTOP_RECV_UPCALL, 3);
    argument_pair(ctx, OVSTOP_RECV_UPCALL, 4, &key, &key_length);
    end_run(&hit.work->operations, hit.now);
    upcall_ns = sent_upcall(hit.slot | size << 32, packet, key, hit.since, hit.now);

    /* The key is read to where the record wants it, so that it is read once. A filter decides about the record, and knows the length. */
    if (!hit.filter)
        detail = wants_detail(hit.tally, hit.work, hit.now);
    if (detail || hit.filter) {
        packet_bytes = *(volatile u32 *)&control.packet_bytes;
        packet_bytes = BOUND(packet_bytes < size ? packet_bytes : size, OVSTOP_PACKET_MAX);
    }
    key_at = BOUND(HEADER + PAD(packet_bytes), HEADER + OVSTOP_PACKET_MAX);
    key_captured = copy_part(hit.work, key_at, key, key_length, OVSTOP_KEY_MAX, &flags);

    count_upcall(hit.tally, type);
    if (hit.filter && passes(&hit, key_at, key_captured, key_length, size << 32 | type)) {
        struct ovstop_tally *row = count_match(&hit, OVSTOP_RECV_UPCALL);
        if (row)
            count_upcall(row, type);
        match = true;
        matched = hit.filter;
        detail = wants_detail(hit.tally, hit.work, hit.now);
    } else if (hit.filter && is_related(&hit)) {
        matched = hit.filter | RELATED;
        detail = wants_detail(hit.tally, hit.work, hit.now);
    }
    if (hit.filter ? match : !talkers_from_kernel())
        count_talkers(&hit, key_at, key_captured, key_length, type);
    batch = batch_add(hit.work, packet, key_hash(hit.work, key_at, key_captured, key_length), hit.now,
                      upcall_ns, matched);
    if (batch == 1)
        hit.tally->batches++;
    else
        hit.tally->batch_sizes[BOUND(batch - 1, OVSTOP_MAX_BATCH)]--;
    hit.tally->batch_sizes[BOUND(batch, OVSTOP_MAX_BATCH)]++;
    if (batch > hit.tally->batch_max)
        hit.tally->batch_max = batch;

    if (detail) {
        struct ovstop_event *event = begin_record(hit.work, hit.tid, OVSTOP_RECV_UPCALL, hit.now);
        event->argument = type;
        event->packet_length = size;
        event->key_length = key_length;
        event->subject = packet;
        event->value[4] = argument(ctx, OVSTOP_RECV_UPCALL, 0);
        event->packet_captured = packet_bytes;
        event->key_captured = key_captured;
        copy_part(hit.work, HEADER, packet, packet_bytes, OVSTOP_PACKET_MAX, &flags);
        if (flags & OVSTOP_F_FAULT) {
            event->packet_captured = 0;
            event->key_captured = 0;
            key_captured = 0;
            key_at = HEADER;
        }
        event->flags = flags | related_flag(matched);
        send_record(hit.tally, hit.work, key_at + PAD(key_captured));
    }
    return 0;
}

/* (dpif_netlink *, dpif_flow_put *, dpif_netlink_flow *, ofpbuf *) */
SEC("uprobe/op_flow_put")
int op_flow_put(struct pt_regs *ctx)
{
    struct hit hit;
    struct flow_put put = {};
    struct upcall_entry *upcall;
    struct flow_id id = {};
    struct reput reput = {};
    u64 received, at, captured, hash;
    u32 matched;
    int copied;
    u8 flags = 0;
    if (!begin(&hit, OVSTOP_FLOW_PUT))
        return 0;
    if (bpf_probe_read_user(&put, sizeof(put), (void *)argument(ctx, OVSTOP_FLOW_PUT, 1))) {
        hit.tally->puts_unmatched++;
        return 0;
    }
    captured = copy_part(hit.work, HEADER, put.key, put.key_length, OVSTOP_KEY_MAX, &flags);
    hash = key_hash(hit.work, HEADER, captured, put.key_length);
    upcall = batch_take(hit.work, hash, true);
    received = upcall ? valid_start(&hit, OVSTOP_RECV_UPCALL, upcall->time_ns) : 0;
    matched = 0;
    if (received) {
        matched = upcall->matched;
        upcall->translate_ns = hit.now - received;
    }
    build(&hit.work->operations, put.flags & FLOW_PUT_CREATE ? OPERATION_NEW : OPERATION_SET, hit.now, 0, 0, matched);
    count_put(hit.tally, put.flags, received, hit.now);
    if (put.ufid && !bpf_probe_read_user(&id, sizeof(id), (void *)put.ufid))
        flags |= OVSTOP_F_UFID;
    else
        id_of_hash(&id, hash);
    if (!(put.flags & (FLOW_PUT_MODIFY | FLOW_PUT_PROBE)))
        reput = life_put(&id, hit.now);
    if (is_churn(&reput)) {
        flags |= OVSTOP_F_CHURN;
        count_churn(hit.tally, &reput);
    }
    if (hit.filter) {
        struct ovstop_tally *row;
        if (received ? (matched & ~RELATED) != hit.filter : !passes(&hit, HEADER, captured, put.key_length, NO_UPCALL))
            return 0;
        row = matched & RELATED ? 0 : count_match(&hit, OVSTOP_FLOW_PUT);
        if (row) {
            count_put(row, put.flags, received, hit.now);
            if (flags & OVSTOP_F_CHURN)
                count_churn(row, &reput);
        }
    }

    if (wants_detail(hit.tally, hit.work, hit.now)) {
        struct ovstop_event *event = begin_record(hit.work, hit.tid, OVSTOP_FLOW_PUT, hit.now);
        event->argument = put.flags;
        event->subject = put.key;
        event->owner = argument(ctx, OVSTOP_FLOW_PUT, 0);
        event->since_recv_ns = received ? hit.now - received : 0;
        event->key_length = put.key_length;
        event->mask_length = put.mask_length;
        event->actions_length = put.actions_length;
        event->key_captured = captured;
        if (reput.since_deleted_ns)
            event->detail = reput.reason + 1;
        event->value[0] = reput.generation;
        event->value[1] = reput.since_deleted_ns;
        at = HEADER + PAD(captured);
        copied = copy_apart(hit.slot, at, put.mask, put.mask_length, OVSTOP_KEY_MAX);
        flags |= (u32)copied >> 31 ? OVSTOP_F_FAULT : 0;
        captured = BOUND(copied < 0 ? 0 : copied, OVSTOP_KEY_MAX);
        event->mask_captured = captured;
        at += PAD(captured);
        copied = copy_apart(hit.slot, at, put.actions, put.actions_length, OVSTOP_ACTIONS_MAX);
        flags |= (u32)copied >> 31 ? OVSTOP_F_FAULT : 0;
        captured = BOUND(copied < 0 ? 0 : copied, OVSTOP_ACTIONS_MAX);
        event->actions_captured = captured;
        at += PAD(captured);
        if (flags & OVSTOP_F_UFID) {
            __builtin_memcpy(event->ufid, &id, 16);
            watch_flow(id.word[0], id.word[1], hit.now);
        }
        event->flags = flags | related_flag(matched);
        send_record(hit.tally, hit.work, at);
    }
    return 0;
}

/* (dpif_netlink *, dpif_execute *, void *packet, u32 size, ofpbuf *) */
SEC("uprobe/op_flow_execute")
int op_flow_execute(struct pt_regs *ctx)
{
    struct hit hit;
    struct upcall_entry *upcall;
    u64 packet, received;
    u32 matched;
    u8 flags = 0;
    if (!begin(&hit, OVSTOP_FLOW_EXECUTE))
        return 0;
    packet = argument(ctx, OVSTOP_FLOW_EXECUTE, 2);
    upcall = batch_take(hit.work, packet, false);
    received = upcall ? valid_start(&hit, OVSTOP_RECV_UPCALL, upcall->time_ns) : 0;
    if (!received)
        upcall = 0;
    matched = upcall ? upcall->matched : 0;
    build(&hit.work->operations, OPERATION_EXECUTE, hit.now, upcall ? upcall->upcall_ns : 0, upcall ? upcall->translate_ns : 0, matched);
    count_execute(hit.tally, received, hit.now);
    if (hit.filter) {
        struct ovstop_tally *row;
        if (!received || (matched & ~RELATED) != hit.filter)
            return 0;
        row = matched & RELATED ? 0 : count_match(&hit, OVSTOP_FLOW_EXECUTE);
        if (row)
            count_execute(row, received, hit.now);
    }

    if (wants_detail(hit.tally, hit.work, hit.now)) {
        struct ovstop_event *event = begin_record(hit.work, hit.tid, OVSTOP_FLOW_EXECUTE, hit.now);
        struct packet_execute execute = {};
        u64 size = argument(ctx, OVSTOP_FLOW_EXECUTE, 3), at, captured;
        u64 head = BOUND(*(volatile u32 *)&control.packet_bytes, OVSTOP_PACKET_MAX);
        if (bpf_probe_read_user(&execute, sizeof(execute), (void *)argument(ctx, OVSTOP_FLOW_EXECUTE, 1)))
            flags |= OVSTOP_F_FAULT;
        event->subject = packet;
        event->owner = argument(ctx, OVSTOP_FLOW_EXECUTE, 0);
        event->since_recv_ns = received ? hit.now - received : 0;
        event->packet_length = size;
        event->actions_length = execute.actions_length;
        captured = copy_part(hit.work, HEADER, packet, size < head ? size : head, OVSTOP_PACKET_MAX, &flags);
        event->packet_captured = captured;
        at = HEADER + PAD(captured);
        captured = copy_part(hit.work, at, execute.actions, execute.actions_length, OVSTOP_ACTIONS_MAX, &flags);
        event->actions_captured = captured;
        if (hit.filter && following())
            follow_actions(hit.slot, at << 16 | captured, hit.filter, hit.now);
        at += PAD(captured);
        event->flags = flags | related_flag(matched);
        send_record(hit.tally, hit.work, at);
    }
    return 0;
}

/* op_flow_del and op_flow_get: (dpif_netlink *, dpif_flow_del * or dpif_flow_get *, ...), both begin alike. */
static __always_inline int flow_reference(struct pt_regs *ctx, u32 probe)
{
    struct hit hit;
    struct flow_reference reference = {};
    struct flow_id id = {};
    struct ovstop_event *event;
    u64 captured = 0;
    bool detail;
    u8 flags = 0;
    if (!begin(&hit, probe))
        return 0;
    detail = hit.filter || wants_detail(hit.tally, hit.work, hit.now);
    if (!detail && probe != OVSTOP_FLOW_DEL)
        return 0;
    if (bpf_probe_read_user(&reference, sizeof(reference), (void *)argument(ctx, probe, 1)))
        flags |= OVSTOP_F_FAULT;
    if (reference.ufid && !bpf_probe_read_user(&id, sizeof(id), (void *)reference.ufid))
        flags |= OVSTOP_F_UFID;
    if (detail || !(flags & OVSTOP_F_UFID))
        captured = copy_part(hit.work, HEADER, reference.key, reference.key_length, OVSTOP_KEY_MAX, &flags);
    if (probe == OVSTOP_FLOW_DEL) {
        if (!(flags & OVSTOP_F_UFID))
            id_of_hash(&id, key_hash(hit.work, HEADER, captured, reference.key_length));
        life_deleted(&id, hit.now);
        if (!detail)
            return 0;
    }
    if (hit.filter) {
        if (passes(&hit, HEADER, captured, reference.key_length, NO_UPCALL))
            count_match(&hit, probe);
        else if (flags & OVSTOP_F_UFID && is_watched(&id))
            flags |= OVSTOP_F_RELATED;
        else
            return 0;
        if (!wants_detail(hit.tally, hit.work, hit.now))
            return 0;
    }
    event = begin_record(hit.work, hit.tid, probe, hit.now);
    event->subject = reference.ufid;
    event->owner = argument(ctx, probe, 0);
    event->key_length = reference.key_length;
    event->key_captured = captured;
    if (flags & OVSTOP_F_UFID)
        __builtin_memcpy(event->ufid, &id, 16);
    event->flags = flags;
    send_record(hit.tally, hit.work, HEADER + PAD(captured));
    return 0;
}

SEC("uprobe/op_flow_del")
int op_flow_del(struct pt_regs *ctx)
{
    return flow_reference(ctx, OVSTOP_FLOW_DEL);
}

SEC("uprobe/op_flow_get")
int op_flow_get(struct pt_regs *ctx)
{
    return flow_reference(ctx, OVSTOP_FLOW_GET);
}

/* A round of revalidation begins or has ended; rare, so always told. */
static __always_inline int dump(struct pt_regs *ctx, u32 probe, struct hit *hit, u32 wait_ms)
{
    struct ovstop_event *event = begin_record(hit->work, hit->tid, probe, hit->now);
    struct udpif_view view = {};
    u64 udpif = argument(ctx, probe, 0);
    if (bpf_probe_read_user(&view, sizeof(view), (void *)(udpif + UDPIF_VIEW_OFFSET)))
        event->flags |= OVSTOP_F_FAULT;
    event->owner = udpif;
    event->detail = wait_ms;
    event->value[0] = argument(ctx, probe, 1);
    event->value[1] = view.dump_duration_ms;
    event->value[2] = view.max_n_flows | (u64)view.avg_n_flows << 32;
    event->value[3] = view.flow_limit | (u64)view.n_flows << 32;
    send_record(hit->tally, hit->work, HEADER);
    return 0;
}

/* (udpif *, size_t n_flows) */
SEC("uprobe/start_dump")
int start_dump(struct pt_regs *ctx)
{
    struct hit hit;
    if (!begin(&hit, OVSTOP_START_DUMP))
        return 0;
    hit.work->dump_start_ns = hit.now;
    return dump(ctx, OVSTOP_START_DUMP, &hit, 0);
}

/* (udpif *, size_t n_flows, unsigned MIN(max_idle, max_revalidator) ms) */
SEC("uprobe/sweep_done")
int sweep_done(struct pt_regs *ctx)
{
    struct hit hit;
    if (!begin(&hit, OVSTOP_SWEEP_DONE))
        return 0;
    count_interval(hit.tally, OVSTOP_DUMP, valid_start(&hit, OVSTOP_START_DUMP, hit.work->dump_start_ns), hit.now);
    hit.work->dump_start_ns = 0;
    return dump(ctx, OVSTOP_SWEEP_DONE, &hit, argument(ctx, OVSTOP_SWEEP_DONE, 2));
}

/* (udpif *, udpif_key *, u16 tcp_flags, ofpbuf *, recirc_refs *, xlate_cache *) */
SEC("uprobe/revalidate_entry")
int revalidate_entry(struct pt_regs *ctx)
{
    struct hit hit;
    if (begin(&hit, OVSTOP_REVALIDATE_ENTRY))
        send_ukey(ctx, OVSTOP_REVALIDATE_ENTRY, &hit, 0, argument(ctx, OVSTOP_REVALIDATE_ENTRY, 2));
    return 0;
}

/* (udpif *, udpif_key *, enum reval_result) */
SEC("uprobe/revalidate_exit")
int revalidate_exit(struct pt_regs *ctx)
{
    struct hit hit;
    if (begin(&hit, OVSTOP_REVALIDATE_EXIT))
        send_ukey(ctx, OVSTOP_REVALIDATE_EXIT, &hit, argument(ctx, OVSTOP_REVALIDATE_EXIT, 2), 0);
    return 0;
}

/* flow_result and flow_sweep_result: (udpif *, udpif_key *, enum reval_result, enum flow_del_reason); KEEP is told of watched flows only. */
static __always_inline int result(struct pt_regs *ctx, u32 probe)
{
    struct hit hit;
    u32 verdict, reason;
    if (!begin(&hit, probe))
        return 0;
    verdict = argument(ctx, probe, 2);
    if (verdict == REVALIDATION_KEEP) {
        hit.tally->results[REVALIDATION_KEEP]++;
        if (is_watched_ukey(argument(ctx, probe, 1)))
            send_ukey(ctx, probe, &hit, verdict, 0);
        return 0;
    }
    reason = argument(ctx, probe, 3);
    count_result(hit.tally, verdict, reason);
    send_ukey(ctx, probe, &hit, verdict, reason);
    return 0;
}

SEC("uprobe/flow_result")
int flow_result(struct pt_regs *ctx)
{
    return result(ctx, OVSTOP_FLOW_RESULT);
}

SEC("uprobe/flow_sweep_result")
int flow_sweep_result(struct pt_regs *ctx)
{
    return result(ctx, OVSTOP_FLOW_SWEEP_RESULT);
}
