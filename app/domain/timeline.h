/* Timelines: pages of tweets, newest first, walked to their end by keyset.
 *
 * This face stays when the caches come: today every page is made from the database. The cursor is the
 * last id examined; ends.next_max_id is there exactly when older candidates remain. */
#ifndef DOMAIN_TIMELINE_H
#define DOMAIN_TIMELINE_H

#include "base/fault.h"
#include "model/lists.h"

/* The viewer's: own and followed. A reply belongs to it when its author and the person replied to are both followed,
 * when it is the viewer's own, or when its author replies to himself. */
MUST_USE enum err timeline_home(struct work *w, const struct page *page, struct tweet_list *out);
/* Of somebody who was read. Without `replies`: no replies to others. */
MUST_USE enum err timeline_user(struct work *w, const struct user_card *owner, bool replies, const struct page *page,
                                struct tweet_list *out);
/* Everybody's, without replies. */
MUST_USE enum err timeline_public(struct work *w, const struct page *page, struct tweet_list *out);
/* What replies to a tweet. The caller has made sure that the viewer may see that one. */
MUST_USE enum err timeline_replies(struct work *w, int64_t tweet_id, const struct page *page, struct tweet_list *out);

#endif
