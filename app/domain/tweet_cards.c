#include "base/std.h"

#include "domain/tweet_cards.h"

#include "base/work.h"
#include "domain/tweet_text.h"
#include "domain/user.h"
#include "domain/visibility.h"
#include "model/viewer.h"
#include "store/bookmark_store.h"
#include "store/like_store.h"
#include "store/retweet_store.h"
#include "store/tweet_store.h"

/* At most 202 tweets and their authors, so that looking through them beats sorting them. */
struct making {
    struct tweet *tweets; /* those asked for, then the originals of retweets */
    size_t tweets_count;
    struct user_card *people;
    size_t people_count;
    struct tweet_card *cards; /* of whatever is no retweet: no more than were asked for */
    size_t cards_count;
};

static const struct tweet *tweet_of(const struct making *m, int64_t id)
{
    for (size_t i = 0; i < m->tweets_count; i++)
        if (m->tweets[i].id == id)
            return &m->tweets[i];
    return NULL;
}

static const struct user_card *person_of(const struct making *m, int64_t id)
{
    for (size_t i = 0; i < m->people_count; i++)
        if (m->people[i].user.id == id)
            return &m->people[i];
    return NULL;
}

static const struct tweet_card *card_of(const struct making *m, int64_t id)
{
    for (size_t i = 0; i < m->cards_count; i++)
        if (m->cards[i].tweet.id == id)
            return &m->cards[i];
    return NULL;
}

static void id_once(int64_t *ids, size_t *count, int64_t id)
{
    size_t known = 0;
    while (known < *count && ids[known] != id)
        known++;
    if (known == *count && id != 0)
        ids[(*count)++] = id;
}

static MUST_USE enum err tweets_find(struct work *w, struct making *m, const int64_t *ids, size_t count)
{
    int64_t *originals = ARENA_ARRAY(w->arena, int64_t, count + 1);
    struct tweet *asked, *others = NULL;
    size_t wanted = 0, more = 0;
    TRY(tweet_store_by_ids(w, ids, count, &asked, &m->tweets_count));
    m->tweets = asked;
    for (size_t i = 0; i < m->tweets_count; i++)
        if (!tweet_of(m, asked[i].retweet_of_id))
            id_once(originals, &wanted, asked[i].retweet_of_id);
    if (wanted > 0)
        TRY(tweet_store_by_ids(w, originals, wanted, &others, &more));
    m->tweets = ARENA_ARRAY(w->arena, struct tweet, m->tweets_count + more + 1);
    for (size_t i = 0; i < m->tweets_count; i++)
        m->tweets[i] = asked[i];
    for (size_t i = 0; i < more; i++)
        m->tweets[m->tweets_count++] = others[i];
    return OK;
}

/* Authors, and whom they reply to. */
static MUST_USE enum err people_find(struct work *w, struct making *m)
{
    int64_t *ids = ARENA_ARRAY(w->arena, int64_t, 2 * m->tweets_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < m->tweets_count; i++) {
        id_once(ids, &count, m->tweets[i].author_id);
        id_once(ids, &count, m->tweets[i].reply_to_author_id);
    }
    return user_cards(w, ids, count, &m->people, &m->people_count);
}

static MUST_USE enum err marks_find(struct work *w, struct making *m)
{
    int64_t *ids = ARENA_ARRAY(w->arena, int64_t, m->cards_count + 1);
    bool *marks = ARENA_ARRAY(w->arena, bool, 3 * m->cards_count + 1);
    bool *liked = marks, *retweeted = marks + m->cards_count, *bookmarked = retweeted + m->cards_count;
    const struct relation_ids tweets = {ids, m->cards_count};
    if (!w->viewer || m->cards_count == 0)
        return OK;
    for (size_t i = 0; i < m->cards_count; i++)
        ids[i] = m->cards[i].tweet.id;
    TRY(like_store_marks(w, w->viewer->user.id, &tweets, liked));
    TRY(retweet_store_marks(w, w->viewer->user.id, &tweets, retweeted));
    TRY(bookmark_store_marks(w, w->viewer->user.id, &tweets, bookmarked));
    for (size_t i = 0; i < m->cards_count; i++)
        m->cards[i].viewer = (struct tweet_marks){liked[i], retweeted[i], bookmarked[i]};
    return OK;
}

static bool begin_card(struct work *w, const struct making *m, const struct tweet *t, struct tweet_card *out)
{
    const struct user_card *author = person_of(m, t->author_id), *other = person_of(m, t->reply_to_author_id);
    if (!author || !visibility_tweet(w->viewer, t, &author->user))
        return false;
    *out = (struct tweet_card){.tweet = *t, .author = *author,
                               .reply_to_name = other ? other->user.username : STR("")};
    return true;
}

static MUST_USE enum err originals_make(struct work *w, struct making *m)
{
    m->cards = ARENA_ARRAY(w->arena, struct tweet_card, m->tweets_count + 1);
    for (size_t i = 0; i < m->tweets_count; i++)
        if (m->tweets[i].retweet_of_id == 0 && begin_card(w, m, &m->tweets[i], &m->cards[m->cards_count]))
            m->cards_count++;
    TRY(tweet_text_show(w, m->cards, m->cards_count));
    return marks_find(w, m);
}

static bool retweet_make(struct work *w, const struct making *m, const struct tweet *t, struct tweet_card *out)
{
    const struct tweet_card *original = card_of(m, t->retweet_of_id);
    if (!original || !begin_card(w, m, t, out))
        return false;
    out->retweet_of = original;
    out->tweet.counts = original->tweet.counts;
    out->viewer = original->viewer;
    return true;
}

enum err tweet_cards(struct work *w, const int64_t *ids, size_t count, struct tweet_card **out, size_t *found)
{
    struct tweet_card *cards = ARENA_ARRAY(w->arena, struct tweet_card, count + 1);
    struct making m = {0};
    size_t made = 0;
    if (count > 0)
        TRY(tweets_find(w, &m, ids, count));
    TRY(people_find(w, &m));
    TRY(originals_make(w, &m));
    for (size_t i = 0; i < count; i++) {
        const struct tweet *t = tweet_of(&m, ids[i]);
        const struct tweet_card *card = card_of(&m, ids[i]);
        if (card)
            cards[made++] = *card;
        else if (t && t->retweet_of_id != 0 && retweet_make(w, &m, t, &cards[made]))
            made++;
    }
    *out = cards;
    *found = made;
    return OK;
}
