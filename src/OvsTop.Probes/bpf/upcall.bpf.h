/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * Kernel upcalls: sent by whatever runs on the CPU a packet arrived on, mostly softirq, so nothing here is a thread's. Counted in the row of the
 * socket, atomically. ovs_dp_upcall() runs with bottom halves off and does not call itself, so between its entry and its return the CPU
 * is the key.
 */
#ifndef OVSTOP_UPCALL_H
#define OVSTOP_UPCALL_H

/* Offsets in the tracepoint's record, from its `format` file. */
const volatile struct ovstop_upcall_layout upcall_layout SEC(".rodata.upcall") = {};

struct sk_buff {
    unsigned char *data;
} __attribute__((preserve_access_index));

struct sock;

struct socket {
    struct sock *sk;
} __attribute__((preserve_access_index));

struct netlink_sock {
    u32 portid;
} __attribute__((preserve_access_index));

struct upcall_work {
    u32 slot, queue, position; /* of the upcall that runs */
    u32 running;
    u64 details_window;
    u32 details_used;
    u32 reserved;
    u64 word[OVSTOP_KEY_WORDS];
    u8 view[OVSTOP_UPCALL_VIEW];
    u8 head_bytes[HEAD_ROOM];
    u8 record[sizeof(struct ovstop_event) + 2 * OVSTOP_PACKET_MAX];
};

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, u32);
    __type(value, struct upcall_work);
} upcall_works SEC(".maps");

/* A row and a queue for a socket; several CPUs may try, the first one wins. 0 when there is no room: the shared row counts. */
static __noinline u32 new_socket(u32 port)
{
    u32 slot, number, socket, *known;
    struct ovstop_tally *row;
    number = __sync_fetch_and_add(&control.sockets_used, 1);
    if (number >= OVSTOP_SOCKETS || *(volatile u32 *)&control.slots_used >= OVSTOP_THREADS)
        return 0;
    slot = __sync_fetch_and_add(&control.slots_used, 1);
    row = slot < OVSTOP_THREADS ? bpf_map_lookup_elem(&tallies, &slot) : 0;
    if (!row)
        return 0;
    socket = slot | number << 16;
    if (!bpf_map_update_elem(&sockets, &port, &socket, BPF_NOEXIST)) {
        row->port_id = port;
        return socket;
    }
    known = bpf_map_lookup_elem(&sockets, &port);
    return known ? *known : 0;
}

static __always_inline u32 socket_of(u32 port)
{
    u32 *known;
    if (!port)
        return 0; /* nobody listens: ENOTCONN */
    known = bpf_map_lookup_elem(&sockets, &port);
    if (known)
        return *known;
    return *(volatile u32 *)&control.sockets_used < OVSTOP_SOCKETS ? new_socket(port) : 0;
}

#define UPCALL_FIELD(type, member) (*(type *)(work->view + BOUND(upcall_layout.member, OVSTOP_UPCALL_VIEW - 8)))

/* This thread is executing a packet that passed the filter: the upcall is its next round. */
static __always_inline bool inside_followed(u32 filter)
{
    u32 tid = thread_ids(), *slot;
    struct ovstop_work *work;
    slot = following() ? bpf_map_lookup_elem(&slots, &tid) : 0;
    work = slot ? bpf_map_lookup_elem(&works, slot) : 0;
    return work && work->operations.entered_ns && (work->operations.entered_matched & ~RELATED) == filter;
}

static __always_inline bool wants_upcall_detail(struct upcall_work *work, struct ovstop_tally *row, u64 now)
{
    u32 allowed = *(volatile u32 *)&control.details_window;
    u32 filter = *(volatile u32 *)&control.filter_generation;
    if (filter && !inside_followed(filter))
        return false; /* no flow key to judge it by */
    if (allowed == ~0u)
        return true;
    if (work->details_window != now >> 27) {
        work->details_window = now >> 27;
        work->details_used = 0;
    }
    if (work->details_used >= allowed) {
        __sync_fetch_and_add(&row->details_skipped, 1);
        return false;
    }
    work->details_used++;
    return true;
}

static __always_inline struct ovstop_event *begin_upcall_record(struct upcall_work *work, u32 probe, u64 now)
{
    struct ovstop_event *event = (struct ovstop_event *)work->record;
    __builtin_memset(event, 0, sizeof(*event));
    event->time_ns = now;
    event->tid = (u32)thread_ids();
    event->probe = probe;
    event->cpu = bpf_get_smp_processor_id();
    return event;
}

static __always_inline void send_upcall_record(struct upcall_work *work, struct ovstop_tally *row, u64 length)
{
    length = BOUND(length, sizeof(struct ovstop_event) + OVSTOP_PACKET_MAX);
    if (bpf_ringbuf_output(&ring, work->record, length, BPF_RB_NO_WAKEUP))
        __sync_fetch_and_add(&row->details_lost, 1);
    else
        __sync_fetch_and_add(&row->details_delivered, 1);
}

/* The first bytes of a packet's linear part. */
static __always_inline u32 read_packet(struct upcall_work *work, u8 *to, u32 max)
{
    struct sk_buff *skb = (struct sk_buff *)UPCALL_FIELD(u64, skb);
    u64 bytes = UPCALL_FIELD(u32, length) - UPCALL_FIELD(u32, data_length);
    unsigned char *data = BPF_CORE_READ(skb, data);
    bytes = BOUND(bytes, max);
    return bpf_probe_read_kernel(to, bytes, data) ? 0 : bytes;
}

/* Packets and flow keys can be read where the kernel has BTF; without, upcalls are only counted. */
static __always_inline int upcall(void *ctx, bool packets)
{
    u32 zero = 0, port, socket, slot, number, command;
    u64 now, gso;
    struct upcall_work *work;
    struct ovstop_tally *row;
    struct upcall_queue *queue;
    if (!switched_on(OVSTOP_DP_UPCALL))
        return 0;
    work = bpf_map_lookup_elem(&upcall_works, &zero);
    if (!work || bpf_probe_read_kernel(work->view, sizeof(work->view), ctx))
        return 0;
    now = bpf_ktime_get_ns();
    port = UPCALL_FIELD(u32, port);
    socket = socket_of(port);
    slot = socket & 0xffff;
    number = socket >> 16;
    row = bpf_map_lookup_elem(&tallies, &slot);
    if (!row)
        return 0;
    command = UPCALL_FIELD(u8, command);
    gso = UPCALL_FIELD(u16, gso_size);
    __sync_fetch_and_add(&row->hits[OVSTOP_DP_UPCALL], 1);
    __sync_fetch_and_add(&row->upcall_types[BOUND(command - 1, 3)], 1); /* OVS_PACKET_CMD_MISS 1, _ACTION 2 */
    work->slot = slot;
    work->queue = 0;
    work->running = 1;
    if (!packets)
        return 0;
    if (talkers_from_kernel() && !*(volatile u32 *)&control.filter_generation)
        count_kernel_talkers((const struct sw_flow_key *)UPCALL_FIELD(u64, key), work->word, BOUND(command - 1, 3));

    /* The segments of a GSO packet are messages of their own, and none has its length. */
    queue = switched_on(OVSTOP_RECV_UPCALL) && number && !gso ? bpf_map_lookup_elem(&queues, &number) : 0;
    if (queue) {
        u32 bytes;
        __builtin_memset(work->head_bytes, 0, sizeof(work->head_bytes));
        bytes = read_packet(work, work->head_bytes, HEAD_BYTES);
        work->position = queue_add(queue, packet_identity(work->head_bytes, bytes, UPCALL_FIELD(u32, length), UPCALL_FIELD(u32, recirc_id)), now);
        work->queue = number;
    }
    if (wants_upcall_detail(work, row, now)) {
        struct ovstop_event *event = begin_upcall_record(work, OVSTOP_DP_UPCALL, now);
        u64 bytes = BOUND(*(volatile u32 *)&control.packet_bytes, OVSTOP_PACKET_MAX);
        event->argument = command;
        event->detail = UPCALL_FIELD(u8, ct_state) | UPCALL_FIELD(u16, ct_zone) << 16;
        event->packet_length = UPCALL_FIELD(u32, length);
        event->subject = UPCALL_FIELD(u64, skb);
        event->value[0] = UPCALL_FIELD(u32, recirc_id);
        event->value[1] = port;
        event->value[2] = gso;
        bytes = read_packet(work, work->record + HEADER, bytes);
        event->packet_captured = bytes;
        send_upcall_record(work, row, HEADER + PAD(bytes));
    }
    return 0;
}

SEC("tp/openvswitch/ovs_dp_upcall")
int dp_upcall(void *ctx)
{
    return upcall(ctx, true);
}

SEC("tp/openvswitch/ovs_dp_upcall")
int dp_upcall_no_btf(void *ctx)
{
    return upcall(ctx, false);
}

static __always_inline int upcall_return(s32 result)
{
    u32 zero = 0, slot = 0, number = 0;
    u64 now;
    struct upcall_work *work;
    struct ovstop_tally *row;
    if (!switched_on(OVSTOP_DP_UPCALL_RETURN))
        return 0;
    work = bpf_map_lookup_elem(&upcall_works, &zero);
    if (!work)
        return 0;
    if (work->running) {
        slot = work->slot;
        number = work->queue;
    }
    work->running = 0;
    row = bpf_map_lookup_elem(&tallies, &slot);
    if (!row)
        return 0;
    __sync_fetch_and_add(&row->hits[OVSTOP_DP_UPCALL_RETURN], 1);
    if (!result)
        return 0;
    __sync_fetch_and_add(&row->upcall_errors[BOUND(error_class(result), OVSTOP_ERRORS - 1)], 1);
    if (number) {
        struct upcall_queue *queue = bpf_map_lookup_elem(&queues, &number);
        if (queue)
            queue_fail(queue, work->position);
    }
    now = bpf_ktime_get_ns();
    if (wants_upcall_detail(work, row, now)) {
        begin_upcall_record(work, OVSTOP_DP_UPCALL_RETURN, now)->argument = result;
        send_upcall_record(work, row, HEADER);
    }
    return 0;
}

/* int ovs_dp_upcall(dp, skb, key, upcall_info, cutlen) */
SEC("fexit/ovs_dp_upcall")
int dp_upcall_fexit(u64 *ctx)
{
    return upcall_return(ctx[5]);
}

SEC("kretprobe/ovs_dp_upcall")
int dp_upcall_kretprobe(struct pt_regs *ctx)
{
    return upcall_return(PT_REGS_RC(ctx));
}

/*
 * Who reads an upcall socket. Attached while there is a socket that nobody is known to read; it also tells recv_upcall which queue its packet comes
 * from. Where handlers share sockets (dispatch per vport) a second reader shows that.
 */
static __always_inline int receive(struct socket *socket)
{
    u64 id = thread_ids();
    u32 tid = id, port, known, slot, *found;
    struct netlink_sock *netlink;
    struct ovstop_tally *row;
    struct ovstop_work *work;
    if (id >> 32 != *(volatile u32 *)&control.tgid)
        return 0;
    netlink = (struct netlink_sock *)BPF_CORE_READ(socket, sk);
    port = BPF_CORE_READ(netlink, portid);
    found = bpf_map_lookup_elem(&sockets, &port);
    if (!found)
        return 0;
    known = *found;
    slot = known & 0xffff;
    row = bpf_map_lookup_elem(&tallies, &slot);
    if (!row || !slot)
        return 0;
    if (!__sync_val_compare_and_swap(&row->tid, 0, tid))
        bpf_get_current_comm(row->comm, sizeof(row->comm));
    else if (row->tid != tid)
        row->second_tid = tid;
    found = bpf_map_lookup_elem(&slots, &tid);
    slot = found ? *found : new_slot(tid);
    work = slot ? bpf_map_lookup_elem(&works, &slot) : 0;
    if (work)
        work->queue = known >> 16;
    return 0;
}

SEC("fentry/netlink_recvmsg")
int netlink_recvmsg_fentry(u64 *ctx)
{
    return receive((struct socket *)ctx[0]);
}

SEC("kprobe/netlink_recvmsg")
int netlink_recvmsg_kprobe(struct pt_regs *ctx)
{
    return receive((struct socket *)PT_REGS_PARM1(ctx));
}

#endif
