/* The structures whose addresses Open vSwitch passes to its probes, as laid out on x86-64 with glibc.
 * Every offset a reader may use is asserted; "<= 3.6" names the last release with that shape. */
#ifndef OVS_STRUCTS_H
#define OVS_STRUCTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AT(TYPE, FIELD, OFFSET) _Static_assert(offsetof(struct TYPE, FIELD) == (OFFSET), #TYPE "." #FIELD)
#define SIZE(TYPE, BYTES) _Static_assert(sizeof(struct TYPE) == (BYTES), #TYPE)

/* lib/odp-util.h: ODPUTIL_FLOW_KEY_BYTES */
#define KEYBUF_BYTES 640

enum dpif_upcall_type { DPIF_UC_MISS, DPIF_UC_ACTION };
enum dpif_flow_put_flags { DPIF_FP_CREATE = 1, DPIF_FP_MODIFY = 2, DPIF_FP_ZERO_STATS = 4, DPIF_FP_PROBE = 8 };
enum reval_result { UKEY_KEEP, UKEY_DELETE, UKEY_MODIFY, N_REVAL_RESULTS };

enum flow_del_reason {
    FDR_NONE,
    FDR_AVOID_CACHING,
    FDR_BAD_ODP_FIT,
    FDR_FLOW_IDLE,
    FDR_FLOW_LIMIT,
    FDR_FLOW_WILDCARDED,
    FDR_NO_OFPROTO,
    FDR_PURGE,
    FDR_TOO_EXPENSIVE,
    FDR_UPDATE_FAIL,
    FDR_XLATION_ERROR,
    FDR_FLOW_MISSING_DP, /* since 3.4.1 */
    N_FLOW_DEL_REASONS
};

typedef struct { uint32_t u32[4]; } ovs_u128;

struct nlattr { uint16_t nla_len, nla_type; };
struct ovs_list { struct ovs_list *prev, *next; };

struct ofpbuf {
    void *base, *data;
    uint32_t size, allocated;
    void *header, *msg;
    struct ovs_list list_node;
    int source;
};
SIZE(ofpbuf, 64);
AT(ofpbuf, data, 8);
AT(ofpbuf, size, 16);

/* The first 40 bytes of every release; 3.7 appends one pointer. */
struct dpif {
    const void *dpif_class;
    const char *base_name, *full_name;
    uint8_t netflow_engine_type, netflow_engine_id;
    long long current_ms;
};
SIZE(dpif, 40);
AT(dpif, full_name, 16);

struct dpif_netlink_36 { struct dpif dpif; int dp_ifindex; uint32_t user_features; uint8_t rest[120]; }; /* <= 3.6 */
struct dpif_netlink_37 { struct dpif dpif; void *offload_providers; int dp_ifindex; uint32_t user_features; uint8_t rest[120]; };
SIZE(dpif_netlink_36, 168);
SIZE(dpif_netlink_37, 176);
AT(dpif_netlink_36, dp_ifindex, 40);
AT(dpif_netlink_37, dp_ifindex, 48);

struct dpif_flow_stats { uint64_t n_packets, n_bytes; long long used; uint16_t tcp_flags; };
SIZE(dpif_flow_stats, 32);

struct dpif_flow_put {
    enum dpif_flow_put_flags flags;
    const struct nlattr *key;
    size_t key_len;
    const struct nlattr *mask;
    size_t mask_len;
    const struct nlattr *actions;
    size_t actions_len;
    const ovs_u128 *ufid;
    unsigned pmd_id;
    struct dpif_flow_stats *stats;
};
SIZE(dpif_flow_put, 80);
AT(dpif_flow_put, key, 8);
AT(dpif_flow_put, mask, 24);
AT(dpif_flow_put, actions, 40);
AT(dpif_flow_put, ufid, 56);
AT(dpif_flow_put, pmd_id, 64);

struct dpif_flow_del {
    const struct nlattr *key;
    size_t key_len;
    const ovs_u128 *ufid;
    bool terse;
    unsigned pmd_id;
    struct dpif_flow_stats *stats;
};
SIZE(dpif_flow_del, 40);
AT(dpif_flow_del, ufid, 16);
AT(dpif_flow_del, terse, 24);

struct dpif_flow_get {
    const struct nlattr *key;
    size_t key_len;
    const ovs_u128 *ufid;
    unsigned pmd_id;
    struct ofpbuf *buffer;
    void *flow;
};
SIZE(dpif_flow_get, 48);
AT(dpif_flow_get, ufid, 16);
AT(dpif_flow_get, buffer, 32);

struct dp_packet {
    void *base_;
    uint16_t allocated_, data_ofs;
    uint32_t size_;
    uint8_t rest[552];
};
SIZE(dp_packet, 568);
AT(dp_packet, data_ofs, 10);
AT(dp_packet, size_, 12);

struct dpif_upcall {
    struct dp_packet packet;
    enum dpif_upcall_type type;
    struct nlattr *key;
    size_t key_len;
    ovs_u128 ufid;
    uint8_t rest[56];
};
SIZE(dpif_upcall, 664);
AT(dpif_upcall, type, 568);
AT(dpif_upcall, key, 576);

struct dpif_execute_35 { /* <= 3.5 */
    const struct nlattr *actions;
    size_t actions_len;
    bool needs_help, probe;
    unsigned mtu;
    uint64_t hash;
    const void *flow;
    struct dp_packet *packet;
};
struct dpif_execute_36 {
    const struct nlattr *actions;
    size_t actions_len;
    bool needs_help, probe;
    unsigned mtu;
    uint64_t hash, upcall_pid;
    const void *flow;
    struct dp_packet *packet;
};
SIZE(dpif_execute_35, 48);
SIZE(dpif_execute_36, 56);
AT(dpif_execute_35, packet, 40);
AT(dpif_execute_36, mtu, 20);
AT(dpif_execute_36, packet, 48);

struct dpif_netlink_flow {
    uint8_t cmd;
    unsigned nlmsg_flags;
    int dp_ifindex;
    const struct nlattr *key;
    size_t key_len;
    const struct nlattr *mask;
    size_t mask_len;
    const struct nlattr *actions;
    size_t actions_len;
    ovs_u128 ufid;
    bool ufid_present, ufid_terse;
    const void *stats;
    const uint8_t *tcp_flags;
    const void *used;
    bool clear, probe;
};
SIZE(dpif_netlink_flow, 120);
AT(dpif_netlink_flow, key, 16);
AT(dpif_netlink_flow, actions, 48);
AT(dpif_netlink_flow, ufid, 64);
AT(dpif_netlink_flow, ufid_present, 80);
AT(dpif_netlink_flow, stats, 88);

struct udpif {
    struct ovs_list list_node;
    struct dpif *dpif;
    void *backer, *handlers;
    uint32_t n_handlers;
    void *revalidators;
    uint32_t n_revalidators;
    uint8_t latch_to_dump[44];
    long long dump_duration; /* ms */
    uint8_t dump_seq_to_ukeys[40];
    unsigned max_n_flows, avg_n_flows, flow_limit, n_flows;
    long long n_flows_timestamp;
    uint8_t rest[80];
};
SIZE(udpif, 256);
AT(udpif, dpif, 16);
AT(udpif, n_handlers, 40);
AT(udpif, n_revalidators, 56);
AT(udpif, dump_duration, 104);
AT(udpif, max_n_flows, 152);
AT(udpif, avg_n_flows, 156);
AT(udpif, flow_limit, 160);
AT(udpif, n_flows, 164);
AT(udpif, n_flows_timestamp, 168);

/* What all udpif_key layouts begin with; the tails are in ukey_layouts.h. */
struct udpif_key {
    void *cmap_node;
    const struct nlattr *key;
    size_t key_len;
    const struct nlattr *mask;
    size_t mask_len;
    ovs_u128 ufid;
    bool ufid_present;
    uint32_t hash;
    unsigned pmd_id;
    uint64_t mutex[6];
    struct dpif_flow_stats stats;
};
SIZE(udpif_key, 152);
AT(udpif_key, key, 8);
AT(udpif_key, key_len, 16);
AT(udpif_key, mask, 24);
AT(udpif_key, mask_len, 32);
AT(udpif_key, ufid, 40);
AT(udpif_key, ufid_present, 56);
AT(udpif_key, hash, 60);
AT(udpif_key, pmd_id, 64);
AT(udpif_key, mutex, 72);
AT(udpif_key, stats, 120);

#endif
