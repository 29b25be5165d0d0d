#include "base/std.h"

#include "domain/tweet.h"

#include "base/id.h"
#include "base/work.h"
#include "domain/tweet_text.h"
#include "domain/user.h"
#include "domain/visibility.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/tweet_store.h"
#include "store/user_store.h"

static MUST_USE enum err unknown_viewer(struct work *w)
{
    return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
}

static MUST_USE enum err not_there(struct work *w)
{
    return fail(w, ERR_NOT_FOUND, NULL, "tweet.not_found", "gone or not visible");
}

/* --- publishing --- */

/* The author's own count stands in the author's own row, changed in this transaction. Counts of
 * others (likes, followers of the popular) will go to the counter group with the event log. The card is read
 * before the commit: nothing that could fail comes after it, or a tweet that is out would be sent again. */
static MUST_USE enum err publish_store(struct work *w, void *arg)
{
    struct tweet_card *card = arg;
    TRY(tweet_store_insert(w, &card->tweet));
    TRY(user_store_count(w, card->tweet.author_id, 0, 0, 1));
    return tweet_read(w, card->tweet.id, card);
}

enum err tweet_publish(struct work *w, const struct tweet_draft *draft, struct tweet_card *out)
{
    if (!w->viewer)
        return unknown_viewer(w);
    int64_t author_id = w->viewer->user.id;
    struct tweet_card card = {.tweet = {.author_id = author_id, .text = tweet_text_clean(w->arena, draft->text)}};
    const char *wrong = tweet_text_judge(w->arena, card.tweet.text);
    if (wrong)
        return fail(w, ERR_INVALID, "text", wrong, "%zu bytes", card.tweet.text.len);
    card.tweet.id = id_make(id_shard(author_id));
    card.tweet.created_ms = id_time_ms(card.tweet.id);
    TRY(db_transaction(w, publish_store, &card));
    *out = card;
    return OK;
}

/* --- reading --- */

enum err tweet_read(struct work *w, int64_t id, struct tweet_card *out)
{
    struct tweet_card *cards;
    size_t found;
    TRY(tweet_cards(w, &id, 1, &cards, &found));
    if (found == 0)
        return not_there(w);
    *out = cards[0];
    return OK;
}

static const struct tweet *tweet_of(const struct tweet *tweets, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (tweets[i].id == id)
            return &tweets[i];
    return NULL;
}

static const struct user_card *author_of(const struct user_card *authors, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (authors[i].user.id == id)
            return &authors[i];
    return NULL;
}

/* Each author once. At most 101 tweets, so that looking through them beats sorting them. */
static MUST_USE enum err authors_find(struct work *w, const struct tweet *tweets, size_t count,
                                      struct user_card **out, size_t *found)
{
    int64_t *ids = ARENA_ARRAY(w->arena, int64_t, count + 1);
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++) {
        size_t known = 0;
        while (known < distinct && ids[known] != tweets[i].author_id)
            known++;
        if (known == distinct)
            ids[distinct++] = tweets[i].author_id;
    }
    return user_cards(w, ids, distinct, out, found);
}

enum err tweet_cards(struct work *w, const int64_t *ids, size_t count, struct tweet_card **out, size_t *found)
{
    struct tweet_card *cards = ARENA_ARRAY(w->arena, struct tweet_card, count + 1);
    struct tweet *tweets = NULL;
    struct user_card *authors = NULL;
    size_t there = 0, known = 0, made = 0;
    if (count > 0)
        TRY(tweet_store_by_ids(w, ids, count, &tweets, &there));
    TRY(authors_find(w, tweets, there, &authors, &known));
    for (size_t i = 0; i < count; i++) {
        const struct tweet *t = tweet_of(tweets, there, ids[i]);
        const struct user_card *author = t ? author_of(authors, known, t->author_id) : NULL;
        if (author && visibility_tweet(w->viewer, t, &author->user))
            cards[made++] = (struct tweet_card){.tweet = *t, .author = *author};
    }
    TRY(tweet_text_show(w, cards, made));
    *out = cards;
    *found = made;
    return OK;
}

/* --- deleting --- */

static MUST_USE enum err delete_store(struct work *w, void *arg)
{
    const struct tweet *t = arg;
    bool removed;
    TRY(tweet_store_delete(w, t->id, t->author_id, &removed));
    if (!removed) /* two taps met: the first one counts */
        return not_there(w);
    return user_store_count(w, t->author_id, 0, 0, -1);
}

enum err tweet_delete(struct work *w, int64_t id)
{
    struct tweet_card card;
    if (!w->viewer)
        return unknown_viewer(w);
    TRY(tweet_read(w, id, &card));
    if (!visibility_may_delete(w->viewer, &card.tweet))
        return fail(w, ERR_FORBIDDEN, NULL, "tweet.not_yours", "another's tweet");
    return db_transaction(w, delete_store, &card.tweet);
}
