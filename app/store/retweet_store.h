/* Rows of `retweet`: what somebody has retweeted, one a tweet. id is that of the tweet row made for it; who
 * retweeted a tweet stands in tweet_ref (store/tweet_ref_store.h). */
#ifndef STORE_RETWEET_STORE_H
#define STORE_RETWEET_STORE_H

#include "store/relation.h"

/* *added false when it was there already. */
MUST_USE enum err retweet_store_insert(struct work *w, int64_t user_id, int64_t tweet_id, int64_t id, bool *added);
/* The tweet row got another id. */
MUST_USE enum err retweet_store_rename(struct work *w, int64_t user_id, int64_t tweet_id, int64_t id);
/* *removed: the id that stood there, for its tweet row to go too; 0: there was none. */
MUST_USE enum err retweet_store_delete(struct work *w, int64_t user_id, int64_t tweet_id, int64_t *removed);
/* Which of up to 128 tweets has user_id retweeted? */
MUST_USE enum err retweet_store_marks(struct work *w, int64_t user_id, const struct relation_ids *tweets, bool *marks);

#endif
