/* What makes a tweet a reply: whom and what it replies to, and the count of the other.
 *
 * Part of publishing and deleting (domain/tweet.c), which are the ways in. A tweet that is deleted leaves its replies
 * standing: they go on naming it. */
#ifndef DOMAIN_TWEET_REPLY_H
#define DOMAIN_TWEET_REPLY_H

#include "base/fault.h"
#include "model/tweet.h"

/* Fills what t replies to and its conversation; nothing when reply_to is 0. A retweet stands for its original.
 * ERR_INVALID field "reply_to" "tweet.reply_gone": not there, or not visible. */
MUST_USE enum err tweet_reply_begin(struct work *w, struct tweet *t, int64_t reply_to);
/* Inside the transaction that writes or removes t: the row that refers and the other's count move together or not at
 * all. Both do nothing for what is no reply. tweet_reply_join fails as tweet_reply_begin when the other was deleted meanwhile. */
MUST_USE enum err tweet_reply_join(struct work *w, const struct tweet *t);
MUST_USE enum err tweet_reply_leave(struct work *w, const struct tweet *t);

#endif
