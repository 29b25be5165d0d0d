/* Following: one-directional, idempotent, bounded by limits.follows. */
#ifndef DOMAIN_FOLLOW_H
#define DOMAIN_FOLLOW_H

#include "base/fault.h"
#include "model/lists.h"

/* The viewer follows user_id. ERR_NOT_FOUND "user.not_found", ERR_INVALID "follow.self", "follow.too_many".
 * *out: the card with fresh marks and counts. */
MUST_USE enum err follow_start(struct work *w, int64_t user_id, struct user_card *out);
MUST_USE enum err follow_end(struct work *w, int64_t user_id, struct user_card *out);
/* For commands: without a viewer and without a card. */
MUST_USE enum err follow_add(struct work *w, int64_t follower, int64_t followee, bool *added);
MUST_USE enum err follow_list_following(struct work *w, int64_t user_id, const struct page *page, struct user_list *out);
MUST_USE enum err follow_list_followers(struct work *w, int64_t user_id, const struct page *page, struct user_list *out);

#endif
