#include "base/std.h"

#include "domain/tweet_reply.h"

#include "base/work.h"
#include "domain/tweet_cards.h"
#include "store/tweet_ref_store.h"

/* *out: the tweet itself, or the original when it is a retweet. */
static MUST_USE enum err reply_target(struct work *w, int64_t id, struct tweet *out)
{
    struct tweet_card *cards;
    size_t found;
    TRY(tweet_cards(w, &id, 1, &cards, &found));
    if (found == 0)
        return fail(w, ERR_INVALID, "reply_to", "tweet.reply_gone", "gone or not visible");
    *out = cards[0].retweet_of ? cards[0].retweet_of->tweet : cards[0].tweet;
    return OK;
}

enum err tweet_reply_begin(struct work *w, struct tweet *t, int64_t reply_to)
{
    struct tweet target = {0};
    if (reply_to == 0)
        return OK;
    TRY(reply_target(w, reply_to, &target));
    t->reply_to_id = target.id;
    t->reply_to_author_id = target.author_id;
    t->conversation_id = target.conversation_id;
    return OK;
}

static struct tweet_ref reply_ref(const struct tweet *t)
{
    return (struct tweet_ref){
        .target_id = t->reply_to_id, .kind = TWEET_REF_REPLY, .id = t->id, .author_id = t->author_id};
}

enum err tweet_reply_join(struct work *w, const struct tweet *t)
{
    const struct tweet_ref ref = reply_ref(t);
    bool added, there;
    if (t->reply_to_id == 0)
        return OK;
    TRY(tweet_ref_store_insert(w, &ref, &added));
    if (!added)
        return OK;
    TRY(tweet_store_count(w, t->reply_to_id, &(struct tweet_counts){.replies = 1}, &there));
    if (!there)
        return fail(w, ERR_INVALID, "reply_to", "tweet.reply_gone", "deleted meanwhile");
    return OK;
}

enum err tweet_reply_leave(struct work *w, const struct tweet *t)
{
    const struct tweet_ref ref = reply_ref(t);
    bool removed, there; /* a tweet that is gone keeps its replies, and has no count to change */
    if (t->reply_to_id == 0)
        return OK;
    TRY(tweet_ref_store_delete(w, &ref, &removed));
    return removed ? tweet_store_count(w, t->reply_to_id, &(struct tweet_counts){.replies = -1}, &there) : OK;
}
