/* Complete cards of tweets, made in batches: the tweets, what they retweet, everybody's names, the viewer's marks.
 *
 * A bounded number of statements whatever the number of tweets. A retweet's card holds the original's, and has
 * its counts and marks: whatever one does with a retweet, one does with the original. A retweet whose
 * original is gone or not visible is itself not there. */
#ifndef DOMAIN_TWEET_CARDS_H
#define DOMAIN_TWEET_CARDS_H

#include "base/fault.h"
#include "model/lists.h"

/* For up to 101 ids, in their order; those gone or not visible are left out. */
MUST_USE enum err tweet_cards(struct work *w, const int64_t *ids, size_t count, struct tweet_card **out, size_t *found);

#endif
