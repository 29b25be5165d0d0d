/* What people do with a tweet of anybody they may see: like it, retweet it, keep it for later.
 *
 * All idempotent, and on a retweet they mean its original. Rows and counts change in one transaction, the counts only
 * with a row that really came or went. Order of locks: one's own relation, its mirror, and last the
 * tweet's row, where all who act on it meet; so they wait for each other's commit, and never in a ring.
 * Bookmarks and what somebody likes are private: they are listed for their owner alone. */
#ifndef DOMAIN_TWEET_MARK_H
#define DOMAIN_TWEET_MARK_H

#include "base/fault.h"
#include "model/lists.h"

enum tweet_mark { TWEET_LIKE, TWEET_RETWEET, TWEET_BOOKMARK };

/* By the viewer. ERR_NOT_FOUND "tweet.not_found". *out: the (original's) card with fresh marks and counts. */
MUST_USE enum err tweet_mark_set(struct work *w, enum tweet_mark mark, int64_t tweet_id, struct tweet_card *out);
MUST_USE enum err tweet_mark_end(struct work *w, enum tweet_mark mark, int64_t tweet_id, struct tweet_card *out);

struct tweet_marked {
    enum tweet_mark mark;
    int64_t user_id, tweet_id; /* an original's */
    int64_t made_ms;
};
/* For commands: without a viewer, at a time that was, and without events. */
MUST_USE enum err tweet_mark_import(struct work *w, const struct tweet_marked *marked);

/* Who likes, or has retweeted, a tweet that was read. */
MUST_USE enum err tweet_mark_people(struct work *w, enum tweet_mark mark, const struct tweet_card *tweet,
                                    const struct page *page, struct user_list *out);
/* One's own; another's are ERR_NOT_FOUND "error.not_found". Pages go by the ids of the relations. */
MUST_USE enum err tweet_mark_likes(struct work *w, int64_t user_id, const struct page *page, struct tweet_list *out);
MUST_USE enum err tweet_mark_bookmarks(struct work *w, const struct page *page, struct tweet_list *out);

#endif
