/* Pages of tweets and of people, walked from keyset lists (domain/keyset.h) and made into cards.
 *
 * A page of tweets shows an original once, however many retweeted it: where the page meets it first. */
#ifndef DOMAIN_LISTING_H
#define DOMAIN_LISTING_H

#include "domain/keyset.h"
#include "model/lists.h"

struct relation_list;

struct listing_source { /* relations of somebody, or of a tweet, as store/ reads them */
    int64_t id;
    enum err (*read)(struct work *w, int64_t id, const struct page *page, struct relation_list *out);
};

/* Of `list` only what and read are asked. Newest first, whatever the page. */
MUST_USE enum err listing_tweets(struct work *w, const struct keyset_list *list, const struct page *page,
                                 struct tweet_list *out);
MUST_USE enum err listing_people(struct work *w, const struct keyset_list *list, const struct page *page,
                                 struct user_list *out);
/* The `read` of a list whose `what` is a struct listing_source: by the relations' ids, showing the other one. */
enum err listing_relations(struct work *w, const void *source, const struct page *page, struct keyset_entry **out,
                           size_t *count);

#endif
