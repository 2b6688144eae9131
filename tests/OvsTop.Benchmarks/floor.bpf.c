// SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only)
/* The least a BPF program can do at the three probes of an upcall: count per CPU. What ovstop adds is measured against it. */
#include <linux/types.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u64);
} hits SEC(".maps");

static int count(void)
{
    __u32 zero = 0;
    __u64 *hit = bpf_map_lookup_elem(&hits, &zero);
    if (hit)
        ++*hit;
    return 0;
}

SEC("uprobe/recv_upcall")
int recv_upcall(void *ctx)
{
    return count();
}

SEC("uprobe/op_flow_put")
int op_flow_put(void *ctx)
{
    return count();
}

SEC("uprobe/op_flow_execute")
int op_flow_execute(void *ctx)
{
    return count();
}
