#include "base/std.h"

#include "domain/timeline.h"

#include "base/settings.h"
#include "base/work.h"
#include "domain/listing.h"
#include "model/viewer.h"
#include "store/follow_store.h"
#include "store/tweet_ref_store.h"

struct timeline {
    const int64_t *authors; /* NULL: everybody */
    size_t count;
    bool (*holds)(const struct timeline *t, const struct tweet_trace *trace);
};

static bool holds_all(const struct timeline *t UNUSED, const struct tweet_trace *trace UNUSED)
{
    return true;
}

/* Who goes on with a thread of his own is not talking to somebody else. */
static bool holds_own_thread(const struct timeline *t UNUSED, const struct tweet_trace *trace)
{
    return trace->reply_to_author_id == 0 || trace->reply_to_author_id == trace->author_id;
}

/* authors[0] is oneself, whom one does not follow: what others reply to oneself is no part of the timeline. */
static bool holds_known(const struct timeline *t, const struct tweet_trace *trace)
{
    if (trace->author_id == t->authors[0] || holds_own_thread(t, trace))
        return true;
    for (size_t i = 1; i < t->count; i++)
        if (t->authors[i] == trace->reply_to_author_id)
            return true;
    return false;
}

static enum err read_traces(struct work *w, const void *what, const struct page *page, struct keyset_entry **out,
                            size_t *count)
{
    const struct timeline *t = what;
    struct trace_list traces;
    if (t->authors)
        TRY(tweet_store_ids_by_authors(w, t->authors, t->count, page, &traces));
    else
        TRY(tweet_store_ids_public(w, page, &traces));
    struct keyset_entry *entries = ARENA_ARRAY(w->arena, struct keyset_entry, traces.count + 1);
    for (size_t i = 0; i < traces.count; i++)
        entries[i] = (struct keyset_entry){traces.at[i].id, t->holds(t, &traces.at[i]) ? traces.at[i].id : 0};
    *out = entries;
    *count = traces.count;
    return OK;
}

/* Own and followed. Bounded: nobody follows more than limits.follows. */
static MUST_USE enum err home_authors(struct work *w, struct timeline *out)
{
    int64_t *followees;
    size_t count;
    TRY(follow_store_followees(w, w->viewer->user.id, (size_t)w->settings->limits.follows, &followees, &count));
    int64_t *authors = ARENA_ARRAY(w->arena, int64_t, count + 1);
    authors[0] = w->viewer->user.id;
    if (count > 0)
        memcpy(authors + 1, followees, count * sizeof followees[0]);
    out->authors = authors;
    out->count = count + 1;
    return OK;
}

enum err timeline_home(struct work *w, const struct page *page, struct tweet_list *out)
{
    struct timeline home = {.holds = holds_known};
    if (!w->viewer)
        return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
    TRY(home_authors(w, &home));
    struct keyset_list keyset = {.what = &home, .read = read_traces, .reach = page->limit * 3 / 2};
    return listing_tweets(w, &keyset, page, out);
}

enum err timeline_user(struct work *w, const struct user_card *owner, bool replies, const struct page *page,
                       struct tweet_list *out)
{
    struct timeline own = {.authors = &owner->user.id, .count = 1, .holds = replies ? holds_all : holds_own_thread};
    struct keyset_list keyset = {.what = &own, .read = read_traces, .reach = replies ? 0 : page->limit * 3};
    return listing_tweets(w, &keyset, page, out);
}

enum err timeline_public(struct work *w, const struct page *page, struct tweet_list *out)
{
    const struct timeline all = {.holds = holds_all};
    struct keyset_list keyset = {.what = &all, .read = read_traces};
    return listing_tweets(w, &keyset, page, out);
}

static enum err read_replies(struct work *w, const void *what, const struct page *page, struct keyset_entry **out,
                             size_t *count)
{
    const int64_t *target = what;
    struct id_list ids;
    TRY(tweet_ref_store_ids(w, *target, TWEET_REF_REPLY, page, &ids));
    struct keyset_entry *entries = ARENA_ARRAY(w->arena, struct keyset_entry, ids.count + 1);
    for (size_t i = 0; i < ids.count; i++)
        entries[i] = (struct keyset_entry){ids.at[i], ids.at[i]};
    *out = entries;
    *count = ids.count;
    return OK;
}

enum err timeline_replies(struct work *w, int64_t tweet_id, const struct page *page, struct tweet_list *out)
{
    struct keyset_list keyset = {.what = &tweet_id, .read = read_replies};
    return listing_tweets(w, &keyset, page, out);
}
