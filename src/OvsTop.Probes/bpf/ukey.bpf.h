/* SPDX-License-Identifier: (BSD-2-Clause OR GPL-2.0-only) */
/* What revalidators say about ukeys: details, and the verdicts that flow lives need. */
#ifndef OVSTOP_UKEY_H
#define OVSTOP_UKEY_H

static __always_inline bool is_result(u32 probe) { return probe == OVSTOP_FLOW_RESULT || probe == OVSTOP_FLOW_SWEEP_RESULT; }

/* Its verdicts are all told. Asked for every flow that is kept, so no more is read than the id. */
static __always_inline bool is_watched_ukey(u64 ukey)
{
    struct flow_id id;
    return following() && !bpf_probe_read_user(&id, sizeof(id), (void *)(ukey + offsetof(struct ukey_view, ufid)))
        && bpf_map_lookup_elem(&watched_flows, &id);
}

/* What a revalidator said about a ukey. A ukey that cannot be read passes a filter, and its delete has no reason later. */
static __always_inline void send_ukey(struct pt_regs *ctx, u32 probe, struct hit *hit, s32 result, u32 detail)
{
    struct ovstop_event *event;
    struct ukey_view ukey = {};
    u64 address, captured = 0;
    bool known = false, dies = is_result(probe) && result == REVALIDATION_DELETE;
    bool wanted = hit->filter || wants_detail(hit->tally, hit->work, hit->now);
    u8 flags = 0;
    if (!wanted && !dies)
        return;
    address = argument(ctx, probe, 1);
    if (bpf_probe_read_user(&ukey, sizeof(ukey), (void *)address)) {
        flags |= OVSTOP_F_FAULT;
    } else if (!known_layout(&ukey, address)) {
        flags |= OVSTOP_F_UNKNOWN_LAYOUT;
    } else {
        known = true;
        if (UFID_PRESENT(&ukey))
            flags |= OVSTOP_F_UFID;
        if (wanted || !(flags & OVSTOP_F_UFID))
            captured = copy_part(hit->work, HEADER, ukey.key, ukey.key_length, OVSTOP_KEY_MAX, &flags);
    }
    if (dies && known) {
        struct flow_id id;
        if (flags & OVSTOP_F_UFID)
            __builtin_memcpy(&id, ukey.ufid, sizeof(id));
        else
            id_of_hash(&id, key_hash(hit->work, HEADER, captured, ukey.key_length));
        life_sentenced(&id, detail);
    }
    if (!wanted)
        return;
    if (hit->filter) {
        struct ovstop_tally *row;
        if (is_result(probe) && result == REVALIDATION_KEEP)
            flags |= OVSTOP_F_RELATED; /* a keep is never a match */
        else if (known && !passes(hit, HEADER, captured, ukey.key_length, NO_UPCALL))
            flags |= OVSTOP_F_RELATED;
        if (flags & OVSTOP_F_RELATED && !is_watched((struct flow_id *)ukey.ufid))
            return;
        row = flags & OVSTOP_F_RELATED ? 0 : count_match(hit, probe);
        if (row && is_result(probe))
            count_result(row, result, detail);
        if (!wants_detail(hit->tally, hit->work, hit->now))
            return;
    }
    event = begin_record(hit->work, hit->tid, probe, hit->now);
    event->argument = result;
    event->detail = detail;
    event->subject = address;
    event->owner = argument(ctx, probe, 0);
    if (known) {
        if (flags & OVSTOP_F_UFID)
            __builtin_memcpy(event->ufid, ukey.ufid, 16);
        event->key_length = ukey.key_length;
        event->value[0] = ukey.n_packets;
        event->value[1] = ukey.n_bytes;
        event->value[2] = ukey.used_ms;
        event->key_captured = captured;
    }
    event->flags = flags;
    send_record(hit->tally, hit->work, HEADER + PAD(captured));
}

#endif
