/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * The kernel's side of what the daemon builds: the handlers of OVS_FLOW_CMD_* and OVS_PACKET_CMD_EXECUTE run in the sender's thread, from the moment
 * its message is taken up until the flow is in the table or the packet is sent. Entry and return by trampoline, or by kprobe, or not at all; then
 * the sendmsg that carries a whole run is what is left to measure.
 */
#ifndef OVSTOP_COMMANDS_H
#define OVSTOP_COMMANDS_H

static __always_inline bool watched(void)
{
    return thread_ids() >> 32 == *(volatile u32 *)&control.tgid;
}

static __always_inline void send_command(struct hit *hit, u32 probe, s32 result, u32 matched, u64 overhead_ns)
{
    struct ovstop_event *event;
    if ((hit->filter && (matched & ~RELATED) != hit->filter) || !wants_detail(hit->tally, hit->work, hit->now))
        return;
    event = begin_record(hit->work, hit->tid, probe, hit->now);
    event->argument = result;
    event->since_recv_ns = overhead_ns;
    event->flags = related_flag(matched);
    send_record(hit->tally, hit->work, HEADER);
}

static __always_inline int command_enter(u32 probe, u32 kind)
{
    struct hit hit;
    struct operations *operations;
    struct built *built = 0;
    u64 overhead_ns = 0;
    u32 matched = 0;
    if (!watched() || !begin(&hit, probe))
        return 0;
    operations = &hit.work->operations;
    operations->entered_ns = hit.now;
    if (kind == OPERATION_DEL)
        end_run(operations, hit.now);
    else
        built = take_built(&hit, kind, kind == OPERATION_EXECUTE ? OVSTOP_FLOW_EXECUTE : OVSTOP_FLOW_PUT);
    if (built) {
        matched = built->matched;
        count_interval(hit.tally, kind == OPERATION_EXECUTE ? OVSTOP_WAIT_EXECUTE : OVSTOP_WAIT_PUT, built->built_ns, hit.now);
        if (kind == OPERATION_EXECUTE) {
            u64 sent = valid_start(&hit, OVSTOP_DP_UPCALL, built->upcall_ns), translate_ns = built->translate_ns;
            count_interval(hit.tally, OVSTOP_TOTAL, sent, hit.now);
            if (sent && translate_ns && hit.now > sent + translate_ns)
                overhead_ns = hit.now - sent - translate_ns;
        }
    }
    operations->entered_matched = matched;
    send_command(&hit, probe, 0, matched, overhead_ns);
    return 0;
}

static __always_inline int command_return(u32 probe, u32 kind, s32 result)
{
    struct hit hit;
    struct operations *operations;
    if (!watched() || !begin(&hit, probe))
        return 0;
    operations = &hit.work->operations;
    if (kind != OPERATION_DEL) {
        bool execute = kind == OPERATION_EXECUTE;
        count_interval(hit.tally, execute ? OVSTOP_KERNEL_EXECUTE : OVSTOP_KERNEL_PUT, valid_start(&hit, probe - 1, operations->entered_ns), hit.now);
        if (result)
            (execute ? hit.tally->execute_errors : hit.tally->put_errors)[BOUND(error_class(result), OVSTOP_ERRORS - 1)]++;
    }
    operations->entered_ns = 0;
    send_command(&hit, probe, result, operations->entered_matched, 0);
    return 0;
}

/* int (*doit)(struct sk_buff *, struct genl_info *) */
#define COMMAND(name, function, ENTER, RETURN, kind) \
    SEC("fentry/" #function) int name##_fentry(u64 *ctx) { return command_enter(ENTER, kind); } \
    SEC("fexit/" #function) int name##_fexit(u64 *ctx) { return command_return(RETURN, kind, ctx[2]); } \
    SEC("kprobe/" #function) int name##_kprobe(struct pt_regs *ctx) { return command_enter(ENTER, kind); } \
    SEC("kretprobe/" #function) int name##_kretprobe(struct pt_regs *ctx) { return command_return(RETURN, kind, PT_REGS_RC(ctx)); }

COMMAND(flow_cmd_new, ovs_flow_cmd_new, OVSTOP_FLOW_CMD_NEW_ENTER, OVSTOP_FLOW_CMD_NEW_RETURN, OPERATION_NEW)
COMMAND(flow_cmd_set, ovs_flow_cmd_set, OVSTOP_FLOW_CMD_SET_ENTER, OVSTOP_FLOW_CMD_SET_RETURN, OPERATION_SET)
COMMAND(flow_cmd_del, ovs_flow_cmd_del, OVSTOP_FLOW_CMD_DEL_ENTER, OVSTOP_FLOW_CMD_DEL_RETURN, OPERATION_DEL)
COMMAND(packet_cmd_execute, ovs_packet_cmd_execute, OVSTOP_PACKET_CMD_EXECUTE_ENTER, OVSTOP_PACKET_CMD_EXECUTE_RETURN, OPERATION_EXECUTE)

/* Of the calls of sendmsg, those that carry puts or executes: something was built since the last one. */
SEC("tp/syscalls/sys_enter_sendmsg")
int sendmsg_enter(void *ctx)
{
    struct hit hit;
    struct operations *operations;
    if (!watched() || !begin(&hit, OVSTOP_SENDMSG_ENTER))
        return 0;
    operations = &hit.work->operations;
    operations->send_ns = operations->open ? hit.now : 0;
    end_run(operations, hit.now);
    return 0;
}

SEC("tp/syscalls/sys_exit_sendmsg")
int sendmsg_return(void *ctx)
{
    struct hit hit;
    if (!watched() || !begin(&hit, OVSTOP_SENDMSG_RETURN))
        return 0;
    count_interval(hit.tally, OVSTOP_SEND, valid_start(&hit, OVSTOP_SENDMSG_ENTER, hit.work->operations.send_ns), hit.now);
    hit.work->operations.send_ns = 0;
    return 0;
}

#endif
