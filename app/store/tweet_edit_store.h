/* Rows of `tweet_edit`: the versions of a tweet that were replaced; the newest is the tweet's own row. */
#ifndef STORE_TWEET_EDIT_STORE_H
#define STORE_TWEET_EDIT_STORE_H

#include "base/fault.h"
#include "model/history.h"

/* Replaces the text of `was` when that version still stands, and keeps what it said; *replaced false when somebody was
 * faster. In the caller's transaction. */
MUST_USE enum err tweet_edit_store_replace(struct work *w, const struct tweet *was, struct str text, int64_t now_ms,
                                           bool *replaced);
/* Newest first, at most TWEET_VERSIONS_MAX; `changes` are left empty. */
MUST_USE enum err tweet_edit_store_list(struct work *w, int64_t tweet_id, struct tweet_version **out, size_t *count);
MUST_USE enum err tweet_edit_store_delete_all(struct work *w, int64_t tweet_id);

#endif
