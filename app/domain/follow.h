/* Following: one-directional, idempotent, bounded by limits.follows. */
#ifndef DOMAIN_FOLLOW_H
#define DOMAIN_FOLLOW_H

#include "base/fault.h"
#include "model/lists.h"

/* The viewer follows user_id. ERR_NOT_FOUND "user.not_found", ERR_INVALID "follow.self", "follow.too_many".
 * *out: the card with fresh marks and counts. */
MUST_USE enum err follow_start(struct work *w, int64_t user_id, struct user_card *out);
MUST_USE enum err follow_end(struct work *w, int64_t user_id, struct user_card *out);

enum { FOLLOW_PAIRS_MAX = 100 };
struct follow_pair {
    int64_t follower, followee; /* ids of users */
};
/* For commands: up to FOLLOW_PAIRS_MAX at once in one transaction, without a viewer, without cards and
 * without events: who loads a graph has caches built anew.
 * *added: how many were not there before. */
MUST_USE enum err follow_add(struct work *w, const struct follow_pair *pairs, size_t count, size_t *added);

/* Of somebody who was read. */
MUST_USE enum err follow_list_following(struct work *w, const struct user_card *owner, const struct page *page,
                                        struct user_list *out);
MUST_USE enum err follow_list_followers(struct work *w, const struct user_card *owner, const struct page *page,
                                        struct user_list *out);

#endif
