/* The three layouts a udpif_key has had since the probes exist, and a table to reach the fields that moved. */
#ifndef UKEY_LAYOUTS_H
#define UKEY_LAYOUTS_H

#include "ovs_structs.h"

enum ukey_state { UKEY_CREATED, UKEY_VISIBLE, UKEY_OPERATIONAL };

#define UKEY_TAIL_END \
    uint32_t key_recirc_id; \
    void *recircs[2]; \
    void *in_netdev; \
    bool offloaded; \
    uint64_t flow_pps_rate; \
    long long flow_time; \
    uint64_t flow_packets, flow_backlog_packets

/* 2.17.0-5, 3.0.0-3, 3.1.0 */
struct udpif_key_l0 {
    struct udpif_key head;
    long long created;
    uint64_t dump_seq, reval_seq;
    int state;
    unsigned state_thread;
    const char *state_where;
    const struct ofpbuf *actions;
    void *xcache;
    uint8_t keybuf[KEYBUF_BYTES], maskbuf[KEYBUF_BYTES];
    UKEY_TAIL_END;
};
SIZE(udpif_key_l0, 1560);
AT(udpif_key_l0, created, 152);
AT(udpif_key_l0, dump_seq, 160);
AT(udpif_key_l0, reval_seq, 168);
AT(udpif_key_l0, state, 176);
AT(udpif_key_l0, actions, 192);
AT(udpif_key_l0, xcache, 200);
AT(udpif_key_l0, keybuf, 208);
AT(udpif_key_l0, maskbuf, 848);
AT(udpif_key_l0, key_recirc_id, 1488);

/* 2.17.6-11, 3.0.4-7, 3.1.1-5, 3.2.0-3, 3.3.0-2, 3.4.0 */
struct udpif_key_l1 {
    struct udpif_key head;
    const char *dp_layer;
    long long created;
    uint64_t dump_seq, reval_seq;
    int state;
    unsigned state_thread;
    const char *state_where;
    const struct ofpbuf *actions;
    void *xcache;
    uint8_t keybuf[KEYBUF_BYTES], maskbuf[KEYBUF_BYTES];
    UKEY_TAIL_END;
};
SIZE(udpif_key_l1, 1568);
AT(udpif_key_l1, dp_layer, 152);
AT(udpif_key_l1, created, 160);
AT(udpif_key_l1, dump_seq, 168);
AT(udpif_key_l1, reval_seq, 176);
AT(udpif_key_l1, state, 184);
AT(udpif_key_l1, actions, 200);
AT(udpif_key_l1, xcache, 208);
AT(udpif_key_l1, keybuf, 216);
AT(udpif_key_l1, maskbuf, 856);
AT(udpif_key_l1, key_recirc_id, 1496);

/* 2.17.12, 3.0.8, 3.1.6+, 3.2.4+, 3.3.3+, 3.4.1+ and all later */
struct udpif_key_l2 {
    struct udpif_key head;
    const char *dp_layer;
    long long created;
    uint64_t dump_seq, reval_seq;
    int state;
    uint32_t missed_dumps;
    unsigned state_thread;
    const char *state_where;
    const struct ofpbuf *actions;
    void *xcache;
    uint8_t keybuf[KEYBUF_BYTES], maskbuf[KEYBUF_BYTES];
    UKEY_TAIL_END;
};
SIZE(udpif_key_l2, 1576);
AT(udpif_key_l2, dp_layer, 152);
AT(udpif_key_l2, created, 160);
AT(udpif_key_l2, dump_seq, 168);
AT(udpif_key_l2, reval_seq, 176);
AT(udpif_key_l2, state, 184);
AT(udpif_key_l2, missed_dumps, 188);
AT(udpif_key_l2, actions, 208);
AT(udpif_key_l2, xcache, 216);
AT(udpif_key_l2, keybuf, 224);
AT(udpif_key_l2, maskbuf, 864);
AT(udpif_key_l2, key_recirc_id, 1504);

/* Offsets of what moved, and the other shapes of the releases that have this udpif_key. */
struct ukey_layout {
    const char *name;
    size_t size, created, dump_seq, reval_seq, state, actions, keybuf, maskbuf;
    size_t dp_layer;               /* 0: this layout has none */
    bool execute_36;               /* dpif_execute of 3.6+, dpif of 3.7+ */
    enum flow_del_reason last_reason;
};

/* NULL when no layout has that name. */
const struct ukey_layout *ukey_layout_find(const char *name);

static inline void *ukey_field(struct udpif_key *ukey, size_t offset) { return (uint8_t *)ukey + offset; }

#endif
