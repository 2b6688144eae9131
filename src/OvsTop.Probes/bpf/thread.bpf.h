/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/* Whose thread runs, in the numbers that /proc shows ovstop. */
#ifndef OVSTOP_THREAD_H
#define OVSTOP_THREAD_H

#define PID_LEVELS 33 /* MAX_PID_NS_LEVEL + 1, include/linux/pid_namespace.h */

/* Number of ovstop's pid namespace; 0 is the first one, of which the helper tells the ids. */
const volatile u32 pid_namespace SEC(".rodata.pids") = 0;

struct ns_common {
    u32 inum;
} __attribute__((preserve_access_index));

struct pid_namespace {
    struct ns_common ns;
} __attribute__((preserve_access_index));

struct upid {
    int nr;
    struct pid_namespace *ns;
} __attribute__((preserve_access_index));

struct pid {
    u32 level;
    struct upid numbers[];
} __attribute__((preserve_access_index));

struct task_struct {
    struct pid *thread_pid;
    struct task_struct *group_leader;
} __attribute__((preserve_access_index));

/* From the innermost namespace outward: a daemon is mostly in ovstop's own, or one further in. */
static __noinline u64 number_of(u64 address)
{
    struct pid *pid = (struct pid *)address;
    u32 level = BPF_CORE_READ(pid, level), i;
    for (i = 0; i < PID_LEVELS && i <= level; i++) {
        struct upid *number = (void *)&pid->numbers[0] + (u64)(level - i) * bpf_core_type_size(struct upid);
        if (BPF_CORE_READ(number, ns, ns.inum) == pid_namespace)
            return (u32)BPF_CORE_READ(number, nr);
    }
    return 0;
}

/* Process in the upper half, thread in the lower one; 0 where ovstop's /proc does not have it. */
static __always_inline u64 thread_ids(void)
{
    struct task_struct *task;
    if (!pid_namespace)
        return bpf_get_current_pid_tgid();
    task = (struct task_struct *)bpf_get_current_task();
    return number_of((u64)BPF_CORE_READ(task, group_leader, thread_pid)) << 32 | number_of((u64)BPF_CORE_READ(task, thread_pid));
}

#endif
