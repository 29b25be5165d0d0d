/* Rows of `bookmark`: what somebody keeps for later, stored with them alone. Its id is the owner's own. */
#ifndef STORE_BOOKMARK_STORE_H
#define STORE_BOOKMARK_STORE_H

#include "store/relation.h"

/* What is there already stays as it is. */
MUST_USE enum err bookmark_store_insert(struct work *w, int64_t relation_id, int64_t user_id, int64_t tweet_id);
MUST_USE enum err bookmark_store_delete(struct work *w, int64_t user_id, int64_t tweet_id);
MUST_USE enum err bookmark_store_tweets(struct work *w, int64_t user_id, const struct page *page,
                                        struct relation_list *out);
/* Which of up to 128 tweets has user_id kept? */
MUST_USE enum err bookmark_store_marks(struct work *w, int64_t user_id, const struct relation_ids *tweets, bool *marks);

#endif
