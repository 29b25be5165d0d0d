/* Rows of `session`, and their cached copies. Every query names the user (the token's hint).
 *
 * A copy may be up to KEY_SESSION_LIFE_S old, but never outlives a change that somebody was told of: its
 * key is held (io/cache.h) before the transaction and again after its commit. Whoever is killed
 * between the two leaves the first HOLD behind, which outlasts every reader that saw the old row. */
#ifndef STORE_SESSION_STORE_H
#define STORE_SESSION_STORE_H

#include "base/fault.h"
#include "model/viewer.h"

/* Device and address are cut to what their columns take (200 and 64 bytes). */
MUST_USE enum err session_store_insert(struct work *w, const struct session *s);
/* The session with its user, from the cache or the database; *found false when there is none.
 * Expiry is the caller's business. Of out->user the e-mail address, birthday, fields, last log-in and counts are
 * never filled in, wherever it came from: whoever shows them asks user_store_by_id. */
MUST_USE enum err session_store_find(struct work *w, int64_t user_id, const unsigned char hash[32],
                                     struct viewer *out, bool *found);
/* Those of a user of one kind, last used first, at most `most`; expiry is the caller's business. */
MUST_USE enum err session_store_list(struct work *w, int64_t user_id, enum session_kind kind, int most,
                                     struct session_list *out);
/* Removes it; the cached copy is held before and after the commit. *removed: it was there. */
MUST_USE enum err session_store_delete(struct work *w, int64_t user_id, const unsigned char hash[32],
                                       bool *removed);
/* Holds the cached copies of all sessions of a user, now and after the commit of the caller's
 * transaction: for whatever changes the row of the user. */
MUST_USE enum err session_store_hold_all(struct work *w, int64_t user_id);
/* Removes all sessions and tokens of a user, in the caller's transaction; their copies are held in the same manner. */
MUST_USE enum err session_store_delete_all(struct work *w, int64_t user_id);
/* The same for all log-ins but one; tokens stay. */
MUST_USE enum err session_store_delete_others(struct work *w, int64_t user_id, const unsigned char kept[32]);
MUST_USE enum err session_store_touch(struct work *w, int64_t user_id, const unsigned char hash[32],
                                      int64_t now_ms);
/* Removes at most `most` that are past absolute expiry or, log-ins, idle; *removed gets how many. */
MUST_USE enum err session_store_purge(struct work *w, int64_t now_ms, int most, uint64_t *removed);

#endif
