/* Rows of `tweet_ref`: which tweets reply to a tweet, and which retweet it. Stored with the tweet they point at. */
#ifndef STORE_TWEET_REF_STORE_H
#define STORE_TWEET_REF_STORE_H

#include "store/relation.h"
#include "store/tweet_store.h"

enum tweet_ref_kind { TWEET_REF_REPLY = 1, TWEET_REF_RETWEET = 2 }; /* as stored */

struct tweet_ref {
    int64_t target_id; /* what it points at */
    enum tweet_ref_kind kind;
    int64_t id, author_id; /* of the reply or the retweet */
};

/* Both in the caller's transaction, which writes or removes the tweet `id` too. *added and *removed are false when
 * nothing changed: then no count moves either. */
MUST_USE enum err tweet_ref_store_insert(struct work *w, const struct tweet_ref *ref, bool *added);
MUST_USE enum err tweet_ref_store_delete(struct work *w, const struct tweet_ref *ref, bool *removed);
/* Ids of what points at the target, newest first; page->limit is taken as it is. */
MUST_USE enum err tweet_ref_store_ids(struct work *w, int64_t target_id, enum tweet_ref_kind kind,
                                      const struct page *page, struct id_list *out);
/* The same with the authors of what points, as other_id. */
MUST_USE enum err tweet_ref_store_authors(struct work *w, int64_t target_id, enum tweet_ref_kind kind,
                                          const struct page *page, struct relation_list *out);

#endif
