/* What a deleted tweet leaves behind: likes and retweets of it, by people who were not asked.
 *
 * Nobody sees these rows any more; they are removed by the group `sweep`, a bounded step at a time, each in a
 * transaction of its own. What replies to it stays: it hangs in a conversation. Bookmarks stay too, since they
 * stand with their owners alone; lists pass over them. */
#ifndef DOMAIN_SWEEP_H
#define DOMAIN_SWEEP_H

#include "base/fault.h"

enum { SWEEP_STEP = 50 }; /* rows of a kind */

/* A tweet that is there is left alone. *more: call again. */
MUST_USE enum err sweep_tweet(struct work *w, int64_t tweet_id, bool *more);

#endif
