/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * Kernel upcalls on their way to a handler. An upcall socket is first in, first out, so what was sent waits in a ring per socket. The received
 * packet must have the identity of the one that waits; what does not match at the front is looked for further on, and what is not found is
 * counted as unmatched (a backlog from before the probes, a segment of a GSO packet, a truncated sample) and takes nothing away. Grade: exact where
 * packets differ in their headers; packets alike to the last sequence number are told apart only by their order.
 */
#ifndef OVSTOP_QUEUE_H
#define OVSTOP_QUEUE_H

#define QUEUE_LENGTH 4096           /* more than the 2 MiB receive buffer of nl_sock_create() holds, at 704 bytes of truesize or more */
#define QUEUE_REACH 256             /* how far a packet is looked for */
#define QUEUE_REORDER 16            /* several CPUs may send to one socket, in another order than they came here */
#define QUEUE_MISSES 64             /* so many unmatched in a row: start anew with what comes now */
#define QUEUE_LONGEST_NS 10000000000ull

struct waiting {
    u64 sent_ns; /* 0: taken, or never sent */
    u64 identity;
};

struct upcall_queue {
    u32 head, tail;
    u32 misses;
    u32 reserved;
    struct waiting ring[QUEUE_LENGTH];
};

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, OVSTOP_SOCKETS);
    __type(key, u32);
    __type(value, struct upcall_queue);
} queues SEC(".maps");

/* Netlink port id of an upcall socket -> slot of its row | number of its queue << 16 */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, OVSTOP_SOCKETS);
    __type(key, u32);
    __type(value, u32);
} sockets SEC(".maps");

static __always_inline struct waiting *waiting_at(struct upcall_queue *queue, u32 position)
{
    asm volatile("%0 &= 4095" : "+r"(position));
    return &queue->ring[position];
}
_Static_assert(QUEUE_LENGTH == 4096, "waiting_at masks with 4095");

static __always_inline u32 queue_add(struct upcall_queue *queue, u64 identity, u64 now)
{
    u32 position = __sync_fetch_and_add(&queue->head, 1);
    struct waiting *waiting = waiting_at(queue, position);
    waiting->identity = identity;
    *(volatile u64 *)&waiting->sent_ns = now;
    return position;
}

/* The upcall could not be sent. Nobody can have received it, so the last one just goes. */
static __always_inline void queue_fail(struct upcall_queue *queue, u32 position)
{
    if (__sync_val_compare_and_swap(&queue->head, position + 1, position) != position + 1)
        waiting_at(queue, position)->sent_ns = 0;
}

/* When the upcall with this identity was sent, once; 0 if none waits that was sent after `since`. */
static __always_inline u64 queue_take(struct upcall_queue *queue, u64 identity, u64 since, u64 now)
{
    u32 head = *(volatile u32 *)&queue->head, tail = queue->tail;
    if (head - tail > QUEUE_LENGTH)
        tail = head - QUEUE_LENGTH;
    if (now - since > QUEUE_LONGEST_NS)
        since = now - QUEUE_LONGEST_NS;
    for (u32 i = 0; i <= QUEUE_REORDER; i++) {
        if (tail == head || *(volatile u64 *)&waiting_at(queue, tail)->sent_ns >= since)
            break;
        tail++;
    }
    queue->tail = tail;
    for (u32 i = 0; i < QUEUE_REACH; i++) {
        struct waiting *waiting = waiting_at(queue, tail + i);
        u64 sent;
        if (tail + i == head)
            break;
        if (waiting->identity != identity)
            continue;
        sent = *(volatile u64 *)&waiting->sent_ns;
        if (sent < since || __sync_val_compare_and_swap(&waiting->sent_ns, sent, 0) != sent)
            continue;
        if (i > QUEUE_REORDER)
            queue->tail = tail + i - QUEUE_REORDER;
        queue->misses = 0;
        return sent;
    }
    if (++queue->misses >= QUEUE_MISSES) {
        queue->tail = head;
        queue->misses = 0;
    }
    return 0;
}

/*
 * Counts how long a received upcall waited; gives when the kernel sent it, or 0. Packet and key lie with the daemon; the key's
 * first attribute is the recirculation id (__ovs_nla_put_key, net/openvswitch/flow_netlink.c). Global and with nothing but numbers, so that the
 * verifier looks at it once and not on every path of recv_upcall.
 */
__noinline u64 sent_upcall(u64 slot_and_size, u64 packet, u64 key, u64 since, u64 now)
{
    u32 slot = slot_and_size, length = slot_and_size >> 32, number;
    u64 upcalls_since = switched_on(OVSTOP_DP_UPCALL), bytes = BOUND(length, HEAD_BYTES), sent, attribute = 0;
    struct ovstop_work *work = bpf_map_lookup_elem(&works, &slot);
    struct ovstop_tally *tally = bpf_map_lookup_elem(&tallies, &slot);
    struct upcall_queue *queue;
    if (!upcalls_since || !work || !tally)
        return 0;
    number = work->queue;
    queue = number ? bpf_map_lookup_elem(&queues, &number) : 0;
    if (!queue)
        return 0; /* nobody knows which socket the thread reads */
    __builtin_memset(work->head_bytes, 0, sizeof(work->head_bytes));
    if (bpf_probe_read_user(work->head_bytes, bytes, (void *)packet))
        bytes = 0;
    bpf_probe_read_user(&attribute, sizeof(attribute), (void *)key);
    if (since < upcalls_since)
        since = upcalls_since;
    sent = queue_take(queue, packet_identity(work->head_bytes, bytes, length, (u16)(attribute >> 16) == KEY_RECIRC_ID ? attribute >> 32 : 0), since, now);
    if (sent)
        count_interval(tally, OVSTOP_QUEUE, sent, now);
    else
        tally->queue_unmatched++;
    return sent;
}

#endif
