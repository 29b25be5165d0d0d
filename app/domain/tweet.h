/* Tweets: publish (a reply is one too), read, delete. Text: NFC, 1..280 characters after trimming as
 * domain/richtext.h weighs them, no controls. */
#ifndef DOMAIN_TWEET_H
#define DOMAIN_TWEET_H

#include "base/fault.h"
#include "domain/tweet_place.h"
#include "model/lists.h"

struct tweet_draft {
    struct str text;
    int64_t reply_to; /* 0: no reply; a retweet stands for its original */
    struct str lang;  /* as its author says; empty: guessed */
    struct place_said place;
    int64_t redraft_of; /* an own one that goes when this one is out; 0: none */
};

/* Needs a viewer. ERR_INVALID field "text": "tweet.empty", "tweet.too_long", "tweet.control"; field "reply_to":
 * "tweet.reply_gone"; field "lang": "tweet.lang_unknown"; field "redraft_of": "tweet.redraft_gone", or ERR_FORBIDDEN
 * as tweet_redraft_begin; those of domain/tweet_place.h. What is written anew is deleted in the transaction that
 * publishes, or not at all. */
MUST_USE enum err tweet_publish(struct work *w, const struct tweet_draft *draft, struct tweet_card *out);
MUST_USE enum err tweet_read(struct work *w, int64_t id, struct tweet_card *out); /* ERR_NOT_FOUND "tweet.not_found" */
/* What people act on: of a retweet its original. ERR_NOT_FOUND. */
MUST_USE enum err tweet_read_original(struct work *w, int64_t id, struct tweet_card *out);
/* The author's own only: another's is ERR_FORBIDDEN "tweet.not_yours". What is gone is ERR_NOT_FOUND. A
 * retweet is undone. */
MUST_USE enum err tweet_delete(struct work *w, int64_t id);
/* What the viewer may write anew: own tweets. ERR_NOT_FOUND; ERR_FORBIDDEN field "redraft_of": "tweet.not_yours",
 * "tweet.retweet_fixed". */
MUST_USE enum err tweet_redraft_begin(struct work *w, int64_t id, struct tweet_card *out);

#endif
