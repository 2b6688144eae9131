/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/*
 * Reads USDT arguments. The operands of every site are known before load and frozen in .rodata, so the verifier prunes each read to the one
 * load it needs: about 100 ns cheaper per argument than looking the operand up in a map at every hit.
 */
#ifndef OVSTOP_OPERAND_H
#define OVSTOP_OPERAND_H

const volatile struct ovstop_sites sites SEC(".rodata.sites") = {};

/* The context may only be read at constant offsets, and clang must not merge the branches back into a variable one. */
#define LOAD_REGISTER(off) \
    case off: asm volatile("%0 = *(u64 *)(%1 + " #off ")" : "=r"(value) : "r"(ctx)); break;

static __always_inline u64 read_register(void *ctx, u16 offset)
{
    u64 value = 0;
    switch (offset) {
    LOAD_REGISTER(0) LOAD_REGISTER(8) LOAD_REGISTER(16) LOAD_REGISTER(24) LOAD_REGISTER(32) LOAD_REGISTER(40)
    LOAD_REGISTER(48) LOAD_REGISTER(56) LOAD_REGISTER(64) LOAD_REGISTER(72) LOAD_REGISTER(80) LOAD_REGISTER(88)
    LOAD_REGISTER(96) LOAD_REGISTER(104) LOAD_REGISTER(112) LOAD_REGISTER(152)
#if defined(__TARGET_ARCH_arm64)
    LOAD_REGISTER(120) LOAD_REGISTER(128) LOAD_REGISTER(136) LOAD_REGISTER(144) LOAD_REGISTER(160) LOAD_REGISTER(168)
    LOAD_REGISTER(176) LOAD_REGISTER(184) LOAD_REGISTER(192) LOAD_REGISTER(200) LOAD_REGISTER(208) LOAD_REGISTER(216)
    LOAD_REGISTER(224) LOAD_REGISTER(232) LOAD_REGISTER(240) LOAD_REGISTER(248)
#endif
    }
    return value;
}

static __always_inline u64 narrow(u64 value, u8 size, u8 is_signed)
{
    switch (size) {
    case 1: return is_signed ? (u64)(s64)(s8)value : (u8)value;
    case 2: return is_signed ? (u64)(s64)(s16)value : (u16)value;
    case 4: return is_signed ? (u64)(s64)(s32)value : (u32)value;
    default: return value;
    }
}

static __always_inline u64 read_operand(void *ctx, const volatile struct ovstop_operand *operand)
{
    u64 value = 0, address;
    switch (operand->kind) {
    case OVSTOP_OPERAND_CONSTANT:
        return operand->displacement;
    case OVSTOP_OPERAND_REGISTER:
        return narrow(read_register(ctx, operand->register_offset), operand->size, operand->is_signed);
    case OVSTOP_OPERAND_MEMORY:
        address = read_register(ctx, operand->register_offset) + operand->displacement;
        if (operand->scale)
            address += read_register(ctx, operand->index_offset) * operand->scale;
        if (operand->size == 8)
            bpf_probe_read_user(&value, 8, (void *)address);
        else if (operand->size == 4)
            bpf_probe_read_user(&value, 4, (void *)address);
        else if (operand->size == 2)
            bpf_probe_read_user(&value, 2, (void *)address);
        else
            bpf_probe_read_user(&value, 1, (void *)address);
        return narrow(value, operand->size, operand->is_signed);
    default:
        return 0;
    }
}

/* A probe that the compiler inlined in several places: the place is known by its address. Out of line, because it is rare. */
static __noinline u64 argument_of_site(struct pt_regs *ctx, u32 probe, u32 index)
{
    u64 ip = PT_REGS_IP(ctx);
    for (u32 i = 0; i < OVSTOP_SITES; i++)
        if (probe < OVSTOP_USDT_END && index < OVSTOP_ARGUMENTS && sites.site[probe][i].ip == ip)
            return read_operand(ctx, &sites.site[probe][i].arguments[index]);
    return 0;
}

/* Argument `index` of the probe that was hit; both are constants. */
static __always_inline u64 argument(struct pt_regs *ctx, u32 probe, u32 index)
{
    if (sites.count[probe] > 1)
        return argument_of_site(ctx, probe, index);
    return read_operand(ctx, &sites.site[probe][0].arguments[index]);
}

/*
 * Arguments `index` and `index + 1`. Members of one struct that lie side by side (a key and its length) are read at once: a read of user memory is
 * the dearest thing these programs do.
 */
static __always_inline void argument_pair(struct pt_regs *ctx, u32 probe, u32 index, u64 *first, u64 *second)
{
    const volatile struct ovstop_operand *a = &sites.site[probe][0].arguments[index];
    const volatile struct ovstop_operand *b = &sites.site[probe][0].arguments[index + 1];
    u64 both[2] = {};
    if (sites.count[probe] > 1 || a->kind != OVSTOP_OPERAND_MEMORY || b->kind != OVSTOP_OPERAND_MEMORY || a->scale || b->scale ||
        a->size != 8 || b->size != 8 || a->register_offset != b->register_offset || b->displacement != a->displacement + 8) {
        *first = argument(ctx, probe, index);
        *second = argument(ctx, probe, index + 1);
        return;
    }
    bpf_probe_read_user(both, sizeof(both), (void *)(read_register(ctx, a->register_offset) + a->displacement));
    *first = both[0];
    *second = both[1];
}

#endif
