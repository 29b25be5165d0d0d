#include "base/std.h"

#include "domain/sweep.h"

#include "base/work.h"
#include "domain/events.h"
#include "io/db_transaction.h"
#include "store/like_store.h"
#include "store/retweet_store.h"
#include "store/tweet_ref_store.h"
#include "store/tweet_store.h"

struct sweeping {
    int64_t tweet_id;
    const struct relation_list *rows;
};

static enum err likes_store(struct work *w, void *arg)
{
    const struct sweeping *s = arg;
    bool removed;
    for (size_t i = 0; i < s->rows->count; i++)
        TRY(like_store_delete(w, s->rows->at[i].other_id, s->tweet_id, &removed));
    return OK;
}

/* A retweet is a tweet row of its own, which others may have in their timelines: it is told as deleted too. */
static MUST_USE enum err retweet_remove(struct work *w, int64_t original_id, const struct relation *retweet)
{
    struct tweet_ref ref = {original_id, TWEET_REF_RETWEET, retweet->id, retweet->other_id};
    int64_t id;
    bool removed;
    TRY(retweet_store_delete(w, retweet->other_id, original_id, &id));
    TRY(tweet_ref_store_delete(w, &ref, &removed));
    TRY(tweet_store_delete(w, retweet->id, retweet->other_id, &removed));
    return removed ? event_append(w, EVENT_TWEET_DELETED, retweet->other_id, retweet->id, original_id) : OK;
}

static enum err retweets_store(struct work *w, void *arg)
{
    const struct sweeping *s = arg;
    for (size_t i = 0; i < s->rows->count; i++)
        TRY(retweet_remove(w, s->tweet_id, &s->rows->at[i]));
    return OK;
}

enum err sweep_tweet(struct work *w, int64_t tweet_id, bool *more)
{
    const struct page page = {.limit = SWEEP_STEP};
    struct relation_list likes, retweets;
    struct tweet *there;
    size_t found;
    *more = false;
    TRY(tweet_store_by_ids(w, &tweet_id, 1, &there, &found));
    if (found > 0)
        return OK;
    TRY(like_store_people(w, tweet_id, &page, &likes));
    TRY(tweet_ref_store_authors(w, tweet_id, TWEET_REF_RETWEET, &page, &retweets));
    if (likes.count > 0)
        TRY(db_transaction(w, likes_store, &(struct sweeping){tweet_id, &likes}));
    if (retweets.count > 0)
        TRY(db_transaction(w, retweets_store, &(struct sweeping){tweet_id, &retweets}));
    *more = likes.count == SWEEP_STEP || retweets.count == SWEEP_STEP;
    return OK;
}
