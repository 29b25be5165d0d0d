/* Rows of `session`, and their cached copies. Every query names the user (the token's hint). */
#ifndef STORE_SESSION_STORE_H
#define STORE_SESSION_STORE_H

#include "base/fault.h"
#include "model/viewer.h"

MUST_USE enum err session_store_insert(struct work *w, const struct session *s);
/* The session with its user, from the cache or the database; *found false when there is none.
 * Expiry is the caller's business. */
MUST_USE enum err session_store_find(struct work *w, int64_t user_id, const unsigned char hash[32], struct viewer *out, bool *found);
/* Removes it; the cached copy is held before and after the commit. *removed: it was there. */
MUST_USE enum err session_store_delete(struct work *w, int64_t user_id, const unsigned char hash[32], bool *removed);
MUST_USE enum err session_store_touch(struct work *w, int64_t user_id, const unsigned char hash[32], int64_t now_ms);
/* Removes at most `most` that are past idle or absolute expiry; *removed gets how many. */
MUST_USE enum err session_store_purge(struct work *w, int64_t now_ms, int most, uint64_t *removed);

#endif
