#include "base/std.h"

#include "domain/timeline.h"

#include "base/settings.h"
#include "base/work.h"
#include "domain/listing.h"
#include "domain/user.h"
#include "model/viewer.h"
#include "store/follow_store.h"
#include "store/tweet_store.h"

struct authors {
    int64_t *at;
    size_t count;
};

static enum err entries_of(struct work *w, const struct id_list *ids, struct keyset_entry **out, size_t *count)
{
    struct keyset_entry *entries = ARENA_ARRAY(w->arena, struct keyset_entry, ids->count + 1);
    for (size_t i = 0; i < ids->count; i++)
        entries[i] = (struct keyset_entry){ids->at[i], ids->at[i]};
    *out = entries;
    *count = ids->count;
    return OK;
}

static enum err read_authors(struct work *w, const void *what, const struct page *page, struct keyset_entry **out,
                             size_t *count)
{
    const struct authors *authors = what;
    struct id_list ids;
    TRY(tweet_store_ids_by_authors(w, authors->at, authors->count, page, &ids));
    return entries_of(w, &ids, out, count);
}

static enum err read_public(struct work *w, const void *what UNUSED, const struct page *page, struct keyset_entry **out,
                            size_t *count)
{
    struct id_list ids;
    TRY(tweet_store_ids_public(w, page, &ids));
    return entries_of(w, &ids, out, count);
}

/* Own and followed. Bounded: nobody follows more than limits.follows. */
static MUST_USE enum err home_authors(struct work *w, struct authors *out)
{
    int64_t *followees;
    size_t count;
    TRY(follow_store_followees(w, w->viewer->user.id, (size_t)w->settings->limits.follows, &followees, &count));
    out->at = ARENA_ARRAY(w->arena, int64_t, count + 1);
    out->at[0] = w->viewer->user.id;
    if (count > 0)
        memcpy(out->at + 1, followees, count * sizeof followees[0]);
    out->count = count + 1;
    return OK;
}

enum err timeline_home(struct work *w, const struct page *page, struct tweet_list *out)
{
    struct authors authors;
    if (!w->viewer)
        return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
    TRY(home_authors(w, &authors));
    struct keyset_list keyset = {.what = &authors, .read = read_authors};
    return listing_tweets(w, &keyset, page, out);
}

enum err timeline_user(struct work *w, int64_t user_id, const struct page *page, struct tweet_list *out)
{
    struct user_card owner;
    TRY(user_by_id(w, user_id, &owner)); /* hidden people have no timeline */
    struct authors authors = {&user_id, 1};
    struct keyset_list keyset = {.what = &authors, .read = read_authors};
    return listing_tweets(w, &keyset, page, out);
}

enum err timeline_public(struct work *w, const struct page *page, struct tweet_list *out)
{
    struct keyset_list keyset = {.read = read_public};
    return listing_tweets(w, &keyset, page, out);
}
