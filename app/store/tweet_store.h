/* Rows of `tweet`, and the id lists that timelines are made of. Newest first everywhere. */
#ifndef STORE_TWEET_STORE_H
#define STORE_TWEET_STORE_H

#include "base/fault.h"
#include "model/lists.h"

struct tweet_trace { /* what tells whether a tweet belongs to a timeline */
    int64_t id, author_id;
    int64_t reply_to_author_id; /* 0: no reply */
};
struct trace_list {
    struct tweet_trace *at;
    size_t count;
};

struct id_list {
    int64_t *at;
    size_t count;
};

/* t->id is made by the caller; one that is taken is tried again with id_after, and t->id changed. Version, time of
 * edit and counts begin as a new tweet's. */
MUST_USE enum err tweet_store_insert(struct work *w, struct tweet *t);
/* Those that are there, in no order; at most MULTI_GET_MAX ids. */
MUST_USE enum err tweet_store_by_ids(struct work *w, const int64_t *ids, size_t count, struct tweet **out,
                                     size_t *found);
MUST_USE enum err tweet_store_delete(struct work *w, int64_t id, int64_t author_id, bool *removed);
/* Adds to the counts of a tweet (any may be 0), in the transaction of the rows that they count. *there: false when the
 * tweet is gone. The counter group takes this over with the event log: no other place changes these counts. */
MUST_USE enum err tweet_store_count(struct work *w, int64_t id, const struct tweet_counts *add, bool *there);
/* Traces of tweets by any of the authors, within the page; page->limit is taken as it is (callers ask for
 * one more to learn whether older ones remain). UNION of per-author tops, authors in padded chunks. */
MUST_USE enum err tweet_store_ids_by_authors(struct work *w, const int64_t *authors, size_t count,
                                             const struct page *page, struct trace_list *out);
/* Of all: neither replies nor retweets. */
MUST_USE enum err tweet_store_ids_public(struct work *w, const struct page *page, struct trace_list *out);

#endif
