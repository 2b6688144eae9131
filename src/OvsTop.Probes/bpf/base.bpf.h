/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/* What every file of kernel programs starts with. */
#ifndef OVSTOP_BASE_H
#define OVSTOP_BASE_H

#include <stdbool.h>
#include <linux/types.h>
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>
#include "ovstop.h"

typedef __u64 u64;
typedef __u32 u32;
typedef __u16 u16;
typedef __u8 u8;
typedef __s64 s64;
typedef __s32 s32;
typedef __s16 s16;
typedef __s8 s8;

/* Keeps `value` below `max` in a way that both clang and the verifier remember. */
#define BOUND(value, max) \
    ({ u64 bounded = (value); if (bounded > (max)) bounded = (max); barrier_var(bounded); if (bounded > (max)) bounded = 0; bounded; })

#define PAD(length) (((length) + 7) & ~7ull)

#endif
