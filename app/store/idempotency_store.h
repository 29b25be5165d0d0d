/* Rows of `idempotency`: what was answered to a request under a key, kept for a day.
 *
 * A row is claimed before the work and filled in behind it, in one transaction with it: whoever claims the same
 * key waits at the first one's row until that commits (and is there to be read) or rolls back (and is gone). */
#ifndef STORE_IDEMPOTENCY_STORE_H
#define STORE_IDEMPOTENCY_STORE_H

#include "base/fault.h"
#include "model/idempotency.h"

/* In the caller's transaction. *claimed false: the key is taken, by a request that was answered. One that is past
 * its expiry counts as free. */
MUST_USE enum err idempotency_store_claim(struct work *w, const struct idempotent_request *r, int64_t expires_ms,
                                          bool *claimed);
/* What stands under a key that is taken: the hash of its request, and the answer. */
MUST_USE enum err idempotency_store_find(struct work *w, const struct idempotent_request *r,
                                         unsigned char request_hash[32], struct idempotent_answer *out);
MUST_USE enum err idempotency_store_fill(struct work *w, const struct idempotent_request *r,
                                         const struct idempotent_answer *answer);
/* Removes at most `most` that are past their expiry. */
MUST_USE enum err idempotency_store_purge(struct work *w, int64_t now_ms, int most, uint64_t *removed);

#endif
