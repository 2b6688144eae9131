/* A handler: receives batches of upcalls into its slots, then puts and executes for each. */
#ifndef HANDLER_H
#define HANDLER_H

#include "random.h"
#include "world.h"

enum { SLOT_BYTES = 2048 };

struct slot {
    struct flow *flow;
    bool put, execute;
};

struct handler {
    struct world *world;
    struct counts *counts;
    struct dpif_ops *ops;
    struct random random;
    struct talkers *talkers;      /* NULL: senders are those of the flows */
    uint32_t sender;              /* of the upcall being received */
    uint32_t batch_no;
    uint32_t *last_batch;         /* per flow: the last batch of this handler it was in */
    struct flow *recirculated[BATCH_MAX]; /* a queue */
    unsigned first_recirculated, n_recirculated;
    struct slot slots[BATCH_MAX];
    struct dpif_upcall upcalls[BATCH_MAX];
    _Alignas(64) uint8_t buffers[BATCH_MAX][SLOT_BYTES];
};

struct handler *handler_new(struct worker *worker);
void handler_free(struct handler *h);

/* Receives into slot i: buffer, key and packet as the kernel's message has them. */
void handler_receive(struct handler *h, unsigned i, struct flow *flow, enum dpif_upcall_type type);
void handler_execute(struct handler *h, unsigned i);
void handler_batch(struct handler *h, unsigned n);

#endif
