/* Rows of `like_` and `liked_by`: one relation, written with who likes and with what is liked.
 * Its id is the liker's own (his shard). */
#ifndef STORE_LIKE_STORE_H
#define STORE_LIKE_STORE_H

#include "store/relation.h"

/* *added false when it was there already. Both rows in the caller's transaction. */
MUST_USE enum err like_store_insert(struct work *w, int64_t relation_id, int64_t user_id, int64_t tweet_id, bool *added);
MUST_USE enum err like_store_delete(struct work *w, int64_t user_id, int64_t tweet_id, bool *removed);
MUST_USE enum err like_store_tweets(struct work *w, int64_t user_id, const struct page *page, struct relation_list *out);
MUST_USE enum err like_store_people(struct work *w, int64_t tweet_id, const struct page *page, struct relation_list *out);
/* Which of up to 128 tweets does user_id like? */
MUST_USE enum err like_store_marks(struct work *w, int64_t user_id, const struct relation_ids *tweets, bool *marks);

#endif
