/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * The parts of Open vSwitch's structs that the programs read (x86-64 and arm64, glibc), measured on builds of 2.17.0 .. 3.7.1 and the 4.0 branch. All of
 * it has stood still since 2.17, except where a ukey keeps its key: that tells the layouts apart and is checked at every read.
 */
#ifndef OVSTOP_LAYOUTS_H
#define OVSTOP_LAYOUTS_H

/* struct dpif_flow_put (lib/dpif.h), first 64 bytes */
struct flow_put {
    u32 flags, reserved;
    u64 key, key_length, mask, mask_length, actions, actions_length, ufid;
};
_Static_assert(offsetof(struct flow_put, ufid) == 56, "dpif_flow_put.ufid");
#define FLOW_PUT_CREATE 1
#define FLOW_PUT_MODIFY 2
#define FLOW_PUT_PROBE 8

/* struct dpif_execute, first 16 bytes */
struct packet_execute {
    u64 actions, actions_length;
};

/* struct dpif_flow_del and struct dpif_flow_get, first 24 bytes */
struct flow_reference {
    u64 key, key_length, ufid;
};

/* struct udpif (ofproto/ofproto-dpif-upcall.c) from dump_duration on */
#define UDPIF_VIEW_OFFSET 104
struct udpif_view {
    u64 dump_duration_ms;
    u64 reserved[5];
    u32 max_n_flows, avg_n_flows, flow_limit, n_flows;
};
_Static_assert(offsetof(struct udpif_view, max_n_flows) + UDPIF_VIEW_OFFSET == 152, "udpif.max_n_flows");

/* struct udpif_key, the prefix common to all layouts */
struct ukey_view {
    u64 cmap_node;
    u64 key, key_length, mask, mask_length;
    u32 ufid[4];
    u32 ufid_present, hash;
    u64 pmd_id;
    u64 mutex[6];
    u64 n_packets, n_bytes, used_ms;
};
_Static_assert(offsetof(struct ukey_view, ufid) == 40, "udpif_key.ufid");
_Static_assert(offsetof(struct ukey_view, n_packets) == 120, "udpif_key.stats");

/* A bool and padding that nobody clears. False when the datapath does not know the ufid (ukey_create__). */
#define UFID_PRESENT(ukey) ((ukey)->ufid_present & 0xff)

#define UKEY_KEYBUF_TO_MASKBUF 640
#define REVALIDATION_KEEP 0
#define REVALIDATION_DELETE 1

/* ukey_create__ points key and mask into the ukey itself; anything else is no ukey we know. */
static __always_inline bool known_layout(struct ukey_view *ukey, u64 address)
{
    u64 keybuf = ukey->key - address;
    u32 layout = keybuf == 208 ? 0 : keybuf == 216 ? 1 : keybuf == 224 ? 2 : 3;
    if (ukey->mask - ukey->key != UKEY_KEYBUF_TO_MASKBUF)
        layout = 3;
    __sync_fetch_and_add(&control.layouts[layout], 1);
    return layout < 3;
}

#endif
