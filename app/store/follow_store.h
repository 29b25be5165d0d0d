/* Rows of `follow` and `follower`: one relation, written in both directions.
 * The relation's id is the follower's own (his shard); lists page by it, newest first. */
#ifndef STORE_FOLLOW_STORE_H
#define STORE_FOLLOW_STORE_H

#include "base/fault.h"
#include "store/relation.h"

/* *added false when it was there already. Both rows in the caller's transaction. */
MUST_USE enum err follow_store_insert(struct work *w, int64_t relation_id, int64_t follower,
                                      int64_t followee, bool *added);
MUST_USE enum err follow_store_delete(struct work *w, int64_t follower, int64_t followee, bool *removed);
MUST_USE enum err follow_store_following(struct work *w, int64_t user_id, const struct page *page,
                                         struct relation_list *out);
MUST_USE enum err follow_store_followers(struct work *w, int64_t user_id, const struct page *page,
                                         struct relation_list *out);
/* All that user_id follows, at most `most`. */
MUST_USE enum err follow_store_followees(struct work *w, int64_t user_id, size_t most, int64_t **out,
                                         size_t *count);
/* Which of ids does user_id follow, and which follow him? Up to 100. following[i], followed_by[i]. */
MUST_USE enum err follow_store_marks(struct work *w, int64_t user_id, const int64_t *ids, size_t count,
                                     bool *following, bool *followed_by);

#endif
