#include "base/std.h"

#include "domain/follow.h"

#include "base/id.h"
#include "base/settings.h"
#include "base/work.h"
#include "domain/events.h"
#include "domain/listing.h"
#include "domain/user.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/follow_store.h"
#include "store/user_store.h"

struct party { /* somebody whose row changes */
    int64_t id;
    int followers, following; /* by how much */
};

struct change {
    const struct follow_pair *pairs;
    size_t count, changed;
    bool told; /* as events */
    struct party *parties; /* by id, each once */
    size_t parties_count;
};

/* --- changing --- */

static int compare_party(const void *a, const void *b)
{
    const struct party *one = a, *other = b;
    return (one->id > other->id) - (one->id < other->id);
}

static struct party *party_of(const struct change *c, int64_t id)
{
    struct party wanted = {.id = id};
    struct party *found = bsearch(&wanted, c->parties, c->parties_count, sizeof wanted, compare_party);
    if (!found)
        BUG("user %" PRId64 " has no part in this change", id);
    return found;
}

static void parties_find(struct work *w, struct change *c)
{
    struct party *all = ARENA_ARRAY(w->arena, struct party, 2 * c->count);
    size_t kept = 0;
    for (size_t i = 0; i < c->count; i++) {
        all[2 * i].id = c->pairs[i].follower;
        all[2 * i + 1].id = c->pairs[i].followee;
    }
    qsort(all, 2 * c->count, sizeof all[0], compare_party);
    for (size_t i = 0; i < 2 * c->count; i++)
        if (kept == 0 || all[kept - 1].id != all[i].id)
            all[kept++] = all[i];
    c->parties = all;
    c->parties_count = kept;
}

/* The smaller id first, always, so that those who follow each other at once wait instead of deadlocking. */
static MUST_USE enum err parties_lock(struct work *w, const struct change *c)
{
    for (size_t i = 0; i < c->parties_count; i++) {
        c->parties[i].followers = c->parties[i].following = 0; /* a transaction may run again */
        TRY(user_store_lock(w, c->parties[i].id));
    }
    return OK;
}

static MUST_USE enum err note_change(struct work *w, struct change *c, const struct follow_pair *pair, int by)
{
    party_of(c, pair->follower)->following += by;
    party_of(c, pair->followee)->followers += by;
    c->changed++;
    if (!c->told)
        return OK;
    return event_append(w, by > 0 ? EVENT_FOLLOW_STARTED : EVENT_FOLLOW_ENDED, pair->followee, pair->follower, 0);
}

/* Counts change with the rows. followers_count is a hot row for people who are followed by many: it
 * moves to the counter group when the event log comes. */
static MUST_USE enum err counts_store(struct work *w, const struct change *c)
{
    for (size_t i = 0; i < c->parties_count; i++) {
        const struct party *p = &c->parties[i];
        if (p->followers != 0 || p->following != 0)
            TRY(user_store_count(w, p->id, p->followers, p->following, 0));
    }
    return OK;
}

/* After the inserts: following again is never refused. */
static MUST_USE enum err room_check(struct work *w, const struct change *c)
{
    int64_t ids[FOLLOW_PAIRS_MAX]; /* no more than there are pairs: each has one follower */
    struct user *users;
    size_t count = 0, found;
    for (size_t i = 0; i < c->parties_count; i++)
        if (c->parties[i].following > 0)
            ids[count++] = c->parties[i].id;
    if (count == 0)
        return OK;
    TRY(user_store_by_ids(w, ids, count, &users, &found));
    for (size_t i = 0; i < found; i++)
        if (users[i].following_count + party_of(c, users[i].id)->following > w->settings->limits.follows)
            return fail(w, ERR_INVALID, "id", "follow.too_many", "%" PRId64 " already", users[i].following_count);
    return OK;
}

static MUST_USE enum err add_store(struct work *w, void *arg)
{
    struct change *c = arg;
    c->changed = 0;
    TRY(parties_lock(w, c));
    for (size_t i = 0; i < c->count; i++) {
        const struct follow_pair *pair = &c->pairs[i];
        bool added;
        TRY(follow_store_insert(w, id_make(id_shard(pair->follower)), pair->follower, pair->followee, &added));
        if (added)
            TRY(note_change(w, c, pair, 1));
    }
    TRY(room_check(w, c));
    return counts_store(w, c);
}

static MUST_USE enum err end_store(struct work *w, void *arg)
{
    struct change *c = arg;
    bool removed;
    c->changed = 0;
    TRY(parties_lock(w, c));
    TRY(follow_store_delete(w, c->pairs[0].follower, c->pairs[0].followee, &removed));
    if (removed)
        TRY(note_change(w, c, &c->pairs[0], -1));
    return counts_store(w, c);
}

static MUST_USE enum err pairs_change(struct work *w, struct change *c, enum err (*body)(struct work *w, void *arg))
{
    for (size_t i = 0; i < c->count; i++)
        if (c->pairs[i].follower == c->pairs[i].followee)
            return fail(w, ERR_INVALID, "id", "follow.self", "user %" PRId64, c->pairs[i].follower);
    parties_find(w, c);
    return db_transaction(w, body, c);
}

enum err follow_add(struct work *w, const struct follow_pair *pairs, size_t count, size_t *added)
{
    struct change c = {.pairs = pairs, .count = count};
    if (count > FOLLOW_PAIRS_MAX)
        BUG("%zu follows at once", count);
    TRY(pairs_change(w, &c, add_store));
    *added = c.changed;
    return OK;
}

/* *pair: the viewer and user_id, who is there for the viewer to see. */
static MUST_USE enum err viewers_pair(struct work *w, int64_t user_id, struct follow_pair *pair)
{
    struct user_card card;
    if (!w->viewer)
        return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
    TRY(user_by_id(w, user_id, &card));
    *pair = (struct follow_pair){w->viewer->user.id, user_id};
    return OK;
}

enum err follow_start(struct work *w, int64_t user_id, struct user_card *out)
{
    struct follow_pair pair = {0};
    struct change c = {.pairs = &pair, .count = 1, .told = true};
    TRY(viewers_pair(w, user_id, &pair));
    TRY(pairs_change(w, &c, add_store));
    return user_by_id(w, user_id, out);
}

enum err follow_end(struct work *w, int64_t user_id, struct user_card *out)
{
    struct follow_pair pair = {0};
    struct change c = {.pairs = &pair, .count = 1, .told = true};
    TRY(viewers_pair(w, user_id, &pair));
    TRY(pairs_change(w, &c, end_store));
    return user_by_id(w, user_id, out);
}

/* --- lists --- */

enum err follow_list_following(struct work *w, const struct user_card *owner, const struct page *page,
                               struct user_list *out)
{
    const struct listing_source source = {owner->user.id, follow_store_following};
    const struct keyset_list keyset = {.what = &source, .read = listing_relations};
    return listing_people(w, &keyset, page, out);
}

enum err follow_list_followers(struct work *w, const struct user_card *owner, const struct page *page,
                               struct user_list *out)
{
    const struct listing_source source = {owner->user.id, follow_store_followers};
    const struct keyset_list keyset = {.what = &source, .read = listing_relations};
    return listing_people(w, &keyset, page, out);
}
