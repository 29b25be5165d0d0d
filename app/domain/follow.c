#include "base/std.h"

#include "domain/follow.h"

#include "base/id.h"
#include "base/settings.h"
#include "base/work.h"
#include "domain/keyset.h"
#include "domain/user.h"
#include "domain/visibility.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/follow_store.h"
#include "store/user_store.h"

struct following {
    int64_t follower, followee;
    bool changed;
};

/* --- changing --- */

/* Always the smaller id first, so that two who follow each other at once wait instead of deadlocking. */
static MUST_USE enum err lock_both(struct work *w, const struct following *f)
{
    bool in_order = f->follower < f->followee;
    TRY(user_store_lock(w, in_order ? f->follower : f->followee));
    return user_store_lock(w, in_order ? f->followee : f->follower);
}

/* Both counts change with the row. followers_count is a hot row for people who are followed by many:
 * it moves to the counter group when the event log comes. */
static MUST_USE enum err counts_change(struct work *w, const struct following *f, int by)
{
    TRY(user_store_count(w, f->follower, 0, by, 0));
    return user_store_count(w, f->followee, by, 0, 0);
}

static MUST_USE enum err room_left(struct work *w, int64_t follower)
{
    struct user user;
    TRY(user_store_by_id(w, follower, &user));
    if (user.following_count >= w->settings->limits.follows)
        return fail(w, ERR_INVALID, NULL, "follow.too_many", "%" PRId64 " already", user.following_count);
    return OK;
}

static MUST_USE enum err add_store(struct work *w, void *arg)
{
    struct following *f = arg;
    TRY(lock_both(w, f));
    TRY(follow_store_insert(w, id_make(id_shard(f->follower)), f->follower, f->followee, &f->changed));
    if (!f->changed)
        return OK;
    TRY(room_left(w, f->follower)); /* after the insert: following again is never refused */
    return counts_change(w, f, 1);
}

static MUST_USE enum err end_store(struct work *w, void *arg)
{
    struct following *f = arg;
    TRY(lock_both(w, f));
    TRY(follow_store_delete(w, f->follower, f->followee, &f->changed));
    return f->changed ? counts_change(w, f, -1) : OK;
}

enum err follow_add(struct work *w, int64_t follower, int64_t followee, bool *added)
{
    struct following f = {follower, followee, false};
    if (follower == followee)
        return fail(w, ERR_INVALID, NULL, "follow.self", "user %" PRId64, follower);
    TRY(db_transaction(w, add_store, &f));
    *added = f.changed;
    return OK;
}

enum err follow_start(struct work *w, int64_t user_id, struct user_card *out)
{
    bool added;
    if (!w->viewer)
        return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
    TRY(user_by_id(w, user_id, out)); /* who is not visible is not there */
    TRY(follow_add(w, w->viewer->user.id, user_id, &added));
    return user_by_id(w, user_id, out);
}

enum err follow_end(struct work *w, int64_t user_id, struct user_card *out)
{
    if (!w->viewer)
        return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
    struct following f = {w->viewer->user.id, user_id, false};
    if (user_id == w->viewer->user.id)
        return fail(w, ERR_INVALID, NULL, "follow.self", "user %" PRId64, user_id);
    TRY(user_by_id(w, user_id, out));
    TRY(db_transaction(w, end_store, &f));
    return user_by_id(w, user_id, out);
}

/* --- lists --- */

static MUST_USE enum err entries_of(struct work *w, const struct relation_list *relations, struct keyset_entry **out,
                                    size_t *count)
{
    struct keyset_entry *entries = ARENA_ARRAY(w->arena, struct keyset_entry, relations->count + 1);
    for (size_t i = 0; i < relations->count; i++)
        entries[i] = (struct keyset_entry){relations->at[i].id, relations->at[i].user_id};
    *out = entries;
    *count = relations->count;
    return OK;
}

static enum err read_following(struct work *w, const void *user_id, const struct page *page, struct keyset_entry **out,
                               size_t *count)
{
    struct relation_list relations;
    TRY(follow_store_following(w, *(const int64_t *)user_id, page, &relations));
    return entries_of(w, &relations, out, count);
}

static enum err read_followers(struct work *w, const void *user_id, const struct page *page, struct keyset_entry **out,
                               size_t *count)
{
    struct relation_list relations;
    TRY(follow_store_followers(w, *(const int64_t *)user_id, page, &relations));
    return entries_of(w, &relations, out, count);
}

static enum err show_users(struct work *w, void *into, const int64_t *ids, size_t count, size_t *shown)
{
    struct user_list *list = into;
    struct user_card *cards;
    TRY(user_cards(w, ids, count, &cards, shown));
    for (size_t i = 0; i < *shown; i++)
        list->at[list->count++] = cards[i];
    return OK;
}

static void turn_round(struct user_list *list)
{
    for (size_t i = 0; i < list->count / 2; i++) {
        struct user_card other = list->at[i];
        list->at[i] = list->at[list->count - 1 - i];
        list->at[list->count - 1 - i] = other;
    }
}

static MUST_USE enum err list_people(struct work *w, struct keyset_list *keyset, const struct page *page,
                                     struct user_list *out)
{
    struct user_card owner;
    struct user_list list = {.at = ARENA_ARRAY(w->arena, struct user_card, (size_t)page->limit + 1)};
    TRY(user_by_id(w, *(const int64_t *)keyset->what, &owner));
    keyset->show = show_users;
    keyset->into = &list;
    TRY(keyset_walk(w, keyset, page, &list.ends));
    if (page->min_id > 0)
        turn_round(&list);
    *out = list;
    return OK;
}

enum err follow_list_following(struct work *w, int64_t user_id, const struct page *page, struct user_list *out)
{
    struct keyset_list keyset = {.what = &user_id, .read = read_following};
    return list_people(w, &keyset, page, out);
}

enum err follow_list_followers(struct work *w, int64_t user_id, const struct page *page, struct user_list *out)
{
    struct keyset_list keyset = {.what = &user_id, .read = read_followers};
    return list_people(w, &keyset, page, out);
}
