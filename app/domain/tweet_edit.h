/* Edits: a tweet says something else from now on, and what it said before stays to be read by everybody. */
#ifndef DOMAIN_TWEET_EDIT_H
#define DOMAIN_TWEET_EDIT_H

#include "base/fault.h"
#include "model/history.h"

struct tweet_change {
    struct str text;
    int64_t version; /* the one the author was looking at; 0: whichever stands */
};

/* The author's own only. A text that is as it was makes no version. ERR_INVALID field "text" as in domain/tweet.h, and
 * "tweet.too_many_versions"; ERR_FORBIDDEN "tweet.not_yours_to_edit", "tweet.retweet_fixed"; ERR_NOT_FOUND;
 * ERR_CONFLICT field "version" "tweet.edited_meanwhile": another version stands by now. */
MUST_USE enum err tweet_edit(struct work *w, int64_t id, const struct tweet_change *change, struct tweet_card *out);
/* The card of a tweet that the viewer may edit; else as tweet_edit. */
MUST_USE enum err tweet_edit_begin(struct work *w, int64_t id, struct tweet_card *out);
/* For whoever may see the tweet. ERR_NOT_FOUND "tweet.not_found". */
MUST_USE enum err tweet_history(struct work *w, int64_t id, struct tweet_history *out);

#endif
