#include "base/std.h"

#include "domain/listing.h"

#include "base/work.h"
#include "domain/tweet_cards.h"
#include "domain/user.h"
#include "store/relation.h"

/* --- tweets --- */

static int64_t original_of(const struct tweet_card *card)
{
    return card->retweet_of ? card->retweet_of->tweet.id : card->tweet.id;
}

static bool is_shown(const struct tweet_list *list, const struct tweet_card *card)
{
    for (size_t i = 0; i < list->count; i++)
        if (original_of(&list->at[i]) == original_of(card))
            return true;
    return false;
}

static enum err show_tweets(struct work *w, void *into, const int64_t *ids, size_t count, size_t *shown)
{
    struct tweet_list *list = into;
    struct tweet_card *cards;
    size_t found, before = list->count;
    TRY(tweet_cards(w, ids, count, &cards, &found));
    for (size_t i = 0; i < found; i++)
        if (!is_shown(list, &cards[i]))
            list->at[list->count++] = cards[i];
    *shown = list->count - before;
    return OK;
}

static void turn_tweets(struct tweet_list *list)
{
    for (size_t i = 0; i < list->count / 2; i++) {
        struct tweet_card other = list->at[i];
        list->at[i] = list->at[list->count - 1 - i];
        list->at[list->count - 1 - i] = other;
    }
}

enum err listing_tweets(struct work *w, const struct keyset_list *list, const struct page *page, struct tweet_list *out)
{
    struct tweet_list made = {.at = ARENA_ARRAY(w->arena, struct tweet_card, (size_t)page->limit + 1)};
    struct keyset_list walked = *list;
    walked.show = show_tweets;
    walked.into = &made;
    TRY(keyset_walk(w, &walked, page, &made.ends));
    if (page->min_id > 0)
        turn_tweets(&made);
    *out = made;
    return OK;
}

/* --- people --- */

static enum err show_people(struct work *w, void *into, const int64_t *ids, size_t count, size_t *shown)
{
    struct user_list *list = into;
    struct user_card *cards;
    TRY(user_cards(w, ids, count, &cards, shown));
    for (size_t i = 0; i < *shown; i++)
        list->at[list->count++] = cards[i];
    return OK;
}

static void turn_people(struct user_list *list)
{
    for (size_t i = 0; i < list->count / 2; i++) {
        struct user_card other = list->at[i];
        list->at[i] = list->at[list->count - 1 - i];
        list->at[list->count - 1 - i] = other;
    }
}

enum err listing_people(struct work *w, const struct keyset_list *list, const struct page *page, struct user_list *out)
{
    struct user_list made = {.at = ARENA_ARRAY(w->arena, struct user_card, (size_t)page->limit + 1)};
    struct keyset_list walked = *list;
    walked.show = show_people;
    walked.into = &made;
    TRY(keyset_walk(w, &walked, page, &made.ends));
    if (page->min_id > 0)
        turn_people(&made);
    *out = made;
    return OK;
}

/* --- relations --- */

enum err listing_relations(struct work *w, const void *source, const struct page *page, struct keyset_entry **out,
                           size_t *count)
{
    const struct listing_source *s = source;
    struct relation_list relations;
    TRY(s->read(w, s->id, page, &relations));
    struct keyset_entry *entries = ARENA_ARRAY(w->arena, struct keyset_entry, relations.count + 1);
    for (size_t i = 0; i < relations.count; i++)
        entries[i] = (struct keyset_entry){relations.at[i].id, relations.at[i].other_id};
    *out = entries;
    *count = relations.count;
    return OK;
}
