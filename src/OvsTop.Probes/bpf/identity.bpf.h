/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * What a kernel upcall and the recv_upcall it becomes have in common: length, recirculation id and the headers up to ports and sequence number.
 * PacketIdentity is the twin. Left out is what may differ between the two: VLAN tags (accelerated in the kernel, in the packet for the daemon), and
 * everything from the transport checksum on (completed on the way, queue_userspace_packet in net/openvswitch/datapath.c). What counts lies in
 * the linear part of every skb, because ovs_flow_key_extract() has pulled it.
 */
#ifndef OVSTOP_IDENTITY_H
#define OVSTOP_IDENTITY_H

#define HEAD_BYTES 88 /* read of a packet */
#define HEAD_ROOM 96  /* where they are read to */
#define IDENTITY_BYTES 64

static __always_inline u32 transport_bytes(u8 protocol)
{
    return protocol == 6 ? 16 : protocol == 17 ? 6 : protocol == 1 || protocol == 58 || protocol == 132 ? 8 : 0;
}

static __always_inline u64 mix(u64 hash, u64 word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
    return hash ^ hash >> 32;
}

/* `head` holds `captured` bytes of the packet and zeros behind them, HEAD_ROOM in all. */
static __always_inline u64 packet_identity(u8 *head, u32 captured, u32 length, u32 recirc_id)
{
    u32 at = 12, bytes = 2, tags = 0;
    u16 type = bpf_ntohs(*(u16 *)(head + 12));
    u64 hash;
    u8 *part;
    if (type == 0x8100 || type == 0x88a8) {
        at = 16, tags = 4;
        type = bpf_ntohs(*(u16 *)(head + 16));
        if (type == 0x8100 || type == 0x88a8) {
            at = 20, tags = 8;
            type = bpf_ntohs(*(u16 *)(head + 20));
        }
    }
    part = head + at;
    if (type == 0x0800) {
        bytes = 2 + (part[2] & 15) * 4;
        if (!(bpf_ntohs(*(u16 *)(part + 8)) & 0x1fff))
            bytes += transport_bytes(part[11]);
    } else if (type == 0x86dd) {
        bytes = 2 + 40 + transport_bytes(part[8]);
    } else if (type == 0x0806) {
        bytes = 2 + 28;
    }
    if (captured < at)
        bytes = 0;
    else if (bytes > captured - at)
        bytes = captured - at;
    hash = mix((u64)(length - tags) << 32 | recirc_id, *(u64 *)head);
    hash = mix(hash, *(u32 *)(head + 8));
    for (u32 i = 0; i < IDENTITY_BYTES; i += 8) {
        u64 word = *(u64 *)(part + i);
        if (i >= bytes)
            break;
        if (bytes - i < 8)
            word &= (1ull << ((bytes - i) * 8 & 63)) - 1;
        hash = mix(hash, word);
    }
    return hash;
}

#endif
