/* Doing something once, however often it is asked for.
 *
 * The key's row, the work and its answer are one transaction: after a death anywhere either all of it is there or
 * nothing, and asking again gives the first answer or does the work. Who asks while the first one is at
 * work waits for it, at the row, for as long as a lock may be waited for (ERR_BUSY beyond). Work that fails leaves
 * no row: asking again does it anew. An answer is kept for IDEMPOTENCY_HOURS. */
#ifndef DOMAIN_IDEMPOTENCY_H
#define DOMAIN_IDEMPOTENCY_H

#include "base/fault.h"
#include "model/idempotency.h"

struct idempotent_work {
    struct idempotent_request asked;
    /* Runs within the transaction, maybe several times: everything it gives out is made anew each time. Nothing
     * slow (hashing of passwords): rows are locked meanwhile. */
    enum err (*act)(struct work *w, void *arg, struct idempotent_answer *out);
    void *arg;
};

/* *out: the answer, made now or (*replayed) kept from the first time. ERR_INVALID field "idempotency_key"
 * "idempotency.other": the key stands for another request. */
MUST_USE enum err idempotency_once(struct work *w, const struct idempotent_work *work, struct idempotent_answer *out,
                                   bool *replayed);
enum { IDEMPOTENCY_PURGE_MAX = 500 };
MUST_USE enum err idempotency_purge(struct work *w, uint64_t *removed); /* job: a bounded batch of what expired */

#endif
