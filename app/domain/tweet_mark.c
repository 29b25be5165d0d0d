#include "base/std.h"

#include "domain/tweet_mark.h"

#include "base/id.h"
#include "base/work.h"
#include "domain/events.h"
#include "domain/listing.h"
#include "domain/tweet.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/bookmark_store.h"
#include "store/like_store.h"
#include "store/retweet_store.h"
#include "store/tweet_ref_store.h"
#include "store/tweet_store.h"

struct marking {
    int64_t user_id, tweet_id;
    int64_t author_id; /* the tweet's; 0: nobody is told */
    int64_t id; /* of the relation that is made */
    enum err (*change)(struct work *w, const struct marking *m);
    struct tweet_card *out;
};

/* --- counting and telling --- */

static MUST_USE enum err mark_tell(struct work *w, const struct marking *m, enum event_kind kind)
{
    return m->author_id ? event_append(w, kind, m->author_id, m->tweet_id, m->user_id) : OK;
}

/* Counts stand in the tweet's row until a counter group takes them over. A tweet that was deleted at
 * this moment takes the relation with it: the transaction fails. */
static MUST_USE enum err count_move(struct work *w, const struct marking *m, struct tweet_counts by,
                                    enum event_kind kind)
{
    bool there;
    TRY(tweet_store_count(w, m->tweet_id, &by, &there));
    if (!there)
        return fail(w, ERR_NOT_FOUND, NULL, "tweet.not_found", "deleted meanwhile");
    return mark_tell(w, m, kind);
}

/* A retweet is a tweet of its own, by who retweets. */
static MUST_USE enum err retweet_tell(struct work *w, const struct marking *m, enum event_kind kind, int64_t id)
{
    return m->author_id ? event_append(w, kind, m->user_id, id, m->tweet_id) : OK;
}

/* --- likes --- */

static enum err like_add(struct work *w, const struct marking *m)
{
    bool added;
    TRY(like_store_insert(w, m->id, m->user_id, m->tweet_id, &added));
    return added ? count_move(w, m, (struct tweet_counts){.likes = 1}, EVENT_LIKE_ADDED) : OK;
}

static enum err like_end(struct work *w, const struct marking *m)
{
    bool removed;
    TRY(like_store_delete(w, m->user_id, m->tweet_id, &removed));
    return removed ? count_move(w, m, (struct tweet_counts){.likes = -1}, EVENT_LIKE_REMOVED) : OK;
}

/* --- retweets --- */

static enum err retweet_add(struct work *w, const struct marking *m)
{
    struct tweet t = {.id = m->id, .author_id = m->user_id, .retweet_of_id = m->tweet_id};
    bool added;
    TRY(retweet_store_insert(w, m->user_id, m->tweet_id, m->id, &added));
    if (!added)
        return OK;
    t.created_ms = id_time_ms(t.id);
    TRY(tweet_store_insert(w, &t));
    if (t.id != m->id)
        TRY(retweet_store_rename(w, m->user_id, m->tweet_id, t.id));
    const struct tweet_ref ref = {m->tweet_id, TWEET_REF_RETWEET, t.id, m->user_id};
    TRY(tweet_ref_store_insert(w, &ref, &added));
    TRY(count_move(w, m, (struct tweet_counts){.retweets = 1}, EVENT_RETWEET_ADDED));
    return retweet_tell(w, m, EVENT_TWEET_CREATED, t.id);
}

static enum err retweet_end(struct work *w, const struct marking *m)
{
    struct tweet_ref ref = {.target_id = m->tweet_id, .kind = TWEET_REF_RETWEET, .author_id = m->user_id};
    bool removed;
    TRY(retweet_store_delete(w, m->user_id, m->tweet_id, &ref.id));
    if (ref.id == 0)
        return OK;
    TRY(tweet_store_delete(w, ref.id, m->user_id, &removed));
    TRY(tweet_ref_store_delete(w, &ref, &removed));
    TRY(count_move(w, m, (struct tweet_counts){.retweets = -1}, EVENT_RETWEET_REMOVED));
    return retweet_tell(w, m, EVENT_TWEET_DELETED, ref.id);
}

/* --- bookmarks: nobody else ever learns of them, so nothing is counted --- */

static enum err bookmark_add(struct work *w, const struct marking *m)
{
    return bookmark_store_insert(w, m->id, m->user_id, m->tweet_id);
}

static enum err bookmark_end(struct work *w, const struct marking *m)
{
    return bookmark_store_delete(w, m->user_id, m->tweet_id);
}

/* --- changing --- */

static const struct {
    enum err (*add)(struct work *w, const struct marking *m);
    enum err (*end)(struct work *w, const struct marking *m);
} marks[] = {
    [TWEET_LIKE] = {like_add, like_end},
    [TWEET_RETWEET] = {retweet_add, retweet_end},
    [TWEET_BOOKMARK] = {bookmark_add, bookmark_end},
};

/* The card is read before the commit: nothing that could fail comes after it. */
static MUST_USE enum err marking_store(struct work *w, void *arg)
{
    struct marking *m = arg;
    if (m->out) /* by a person, now */
        m->id = id_make(id_shard(m->user_id));
    TRY(m->change(w, m));
    return m->out ? tweet_read(w, m->tweet_id, m->out) : OK;
}

/* m: what to change. */
static MUST_USE enum err by_viewer(struct work *w, int64_t tweet_id, struct marking *m)
{
    struct tweet_card card;
    if (!w->viewer)
        return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
    TRY(tweet_read_original(w, tweet_id, &card));
    m->user_id = w->viewer->user.id;
    m->tweet_id = card.tweet.id;
    m->author_id = card.tweet.author_id;
    return db_transaction(w, marking_store, m);
}

enum err tweet_mark_set(struct work *w, enum tweet_mark mark, int64_t tweet_id, struct tweet_card *out)
{
    struct marking m = {.change = marks[mark].add, .out = out};
    return by_viewer(w, tweet_id, &m);
}

enum err tweet_mark_end(struct work *w, enum tweet_mark mark, int64_t tweet_id, struct tweet_card *out)
{
    struct marking m = {.change = marks[mark].end, .out = out};
    return by_viewer(w, tweet_id, &m);
}

enum err tweet_mark_import(struct work *w, const struct tweet_marked *marked)
{
    struct marking m = {.user_id = marked->user_id, .tweet_id = marked->tweet_id, .change = marks[marked->mark].add,
                        .id = id_at(marked->made_ms, id_shard(marked->user_id), 0)};
    return db_transaction(w, marking_store, &m);
}

/* --- lists --- */

static enum err retweeters(struct work *w, int64_t tweet_id, const struct page *page, struct relation_list *out)
{
    return tweet_ref_store_authors(w, tweet_id, TWEET_REF_RETWEET, page, out);
}

enum err tweet_mark_people(struct work *w, enum tweet_mark mark, const struct tweet_card *tweet,
                           const struct page *page, struct user_list *out)
{
    const struct listing_source source = {tweet->tweet.id, mark == TWEET_LIKE ? like_store_people : retweeters};
    const struct keyset_list list = {.what = &source, .read = listing_relations};
    return listing_people(w, &list, page, out);
}

enum err tweet_mark_likes(struct work *w, int64_t user_id, const struct page *page, struct tweet_list *out)
{
    const struct listing_source source = {user_id, like_store_tweets};
    const struct keyset_list list = {.what = &source, .read = listing_relations};
    if (!w->viewer || w->viewer->user.id != user_id)
        return fail(w, ERR_NOT_FOUND, NULL, "error.not_found", "another's likes");
    return listing_tweets(w, &list, page, out);
}

enum err tweet_mark_bookmarks(struct work *w, const struct page *page, struct tweet_list *out)
{
    if (!w->viewer)
        return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
    const struct listing_source source = {w->viewer->user.id, bookmark_store_tweets};
    const struct keyset_list list = {.what = &source, .read = listing_relations};
    return listing_tweets(w, &list, page, out);
}
