#include "ukey_layouts.h"

#include <string.h>

#define OFFSETS(TYPE) \
    .size = sizeof(struct TYPE), .created = offsetof(struct TYPE, created), .dump_seq = offsetof(struct TYPE, dump_seq), \
    .reval_seq = offsetof(struct TYPE, reval_seq), .state = offsetof(struct TYPE, state), \
    .actions = offsetof(struct TYPE, actions), .keybuf = offsetof(struct TYPE, keybuf), \
    .maskbuf = offsetof(struct TYPE, maskbuf)

static const struct ukey_layout layouts[] = {
    { .name = "L0", OFFSETS(udpif_key_l0), .last_reason = FDR_XLATION_ERROR },
    { .name = "L1", OFFSETS(udpif_key_l1), .dp_layer = offsetof(struct udpif_key_l1, dp_layer), .last_reason = FDR_XLATION_ERROR },
    { .name = "L2", OFFSETS(udpif_key_l2), .dp_layer = offsetof(struct udpif_key_l2, dp_layer), .execute_36 = true,
      .last_reason = FDR_FLOW_MISSING_DP },
};

const struct ukey_layout *ukey_layout_find(const char *name)
{
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++)
        if (!strcmp(layouts[i].name, name))
            return &layouts[i];
    return NULL;
}
