#include "base/std.h"

#include "domain/tweet.h"

#include "base/id.h"
#include "base/work.h"
#include "domain/events.h"
#include "domain/tweet_cards.h"
#include "domain/tweet_mark.h"
#include "domain/tweet_language.h"
#include "domain/tweet_reply.h"
#include "domain/tweet_text.h"
#include "domain/visibility.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/tweet_edit_store.h"
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

/* --- taking away --- */

static MUST_USE enum err delete_store(struct work *w, void *arg)
{
    const struct tweet *t = arg;
    bool removed;
    TRY(tweet_store_delete(w, t->id, t->author_id, &removed));
    if (!removed) /* two taps met: the first one counts */
        return not_there(w);
    TRY(tweet_edit_store_delete_all(w, t->id));
    TRY(tweet_reply_leave(w, t));
    TRY(user_store_count(w, t->author_id, 0, 0, -1));
    return event_append(w, EVENT_TWEET_DELETED, t->author_id, t->id, t->reply_to_id);
}

static MUST_USE enum err redraft_store(struct work *w, int64_t id)
{
    struct tweet_card old;
    enum err kind = tweet_redraft_begin(w, id, &old);
    if (kind == OK)
        kind = delete_store(w, &old.tweet);
    if (kind != ERR_NOT_FOUND)
        return kind;
    fault_clear(w);
    return fail(w, ERR_INVALID, "redraft_of", "tweet.redraft_gone", "gone or not visible");
}

/* --- publishing --- */

struct publishing {
    struct tweet_card card;
    int64_t redraft_of;
};

/* The author's own count stands in the author's own row, changed in this transaction. Counts of
 * others (likes, followers of the popular) will go to the counter group with the event log. The card is read
 * before the commit: nothing that could fail comes after it, or a tweet that is out would be sent again. */
static MUST_USE enum err publish_store(struct work *w, void *arg)
{
    struct publishing *p = arg;
    struct tweet_card *card = &p->card;
    if (p->redraft_of != 0)
        TRY(redraft_store(w, p->redraft_of));
    card->tweet.id = id_make(id_shard(card->tweet.author_id));
    card->tweet.created_ms = id_time_ms(card->tweet.id);
    TRY(tweet_store_insert(w, &card->tweet));
    TRY(tweet_reply_join(w, &card->tweet));
    TRY(user_store_count(w, card->tweet.author_id, 0, 0, 1));
    TRY(event_append(w, EVENT_TWEET_CREATED, card->tweet.author_id, card->tweet.id, card->tweet.reply_to_id));
    return tweet_read(w, card->tweet.id, card);
}

static MUST_USE enum err language_choose(struct work *w, const struct tweet_draft *draft, struct tweet *t)
{
    if (draft->lang.len == 0)
        t->lang = tweet_language_guess(w, t->text);
    else if (!tweet_language_read(w, draft->lang, &t->lang))
        return fail(w, ERR_INVALID, "lang", "tweet.lang_unknown", "%zu bytes", draft->lang.len);
    return OK;
}

enum err tweet_publish(struct work *w, const struct tweet_draft *draft, struct tweet_card *out)
{
    if (!w->viewer)
        return unknown_viewer(w);
    struct publishing p = {.redraft_of = draft->redraft_of};
    struct tweet *t = &p.card.tweet;
    t->author_id = w->viewer->user.id;
    t->text = tweet_text_clean(w->arena, draft->text);
    const char *wrong = tweet_text_judge(w->arena, t->text);
    if (wrong)
        return fail(w, ERR_INVALID, "text", wrong, "%zu bytes", t->text.len);
    TRY(tweet_place_read(w, &draft->place, &t->place));
    TRY(language_choose(w, draft, t));
    TRY(tweet_reply_begin(w, t, draft->reply_to));
    TRY(db_transaction(w, publish_store, &p));
    *out = p.card;
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

enum err tweet_read_original(struct work *w, int64_t id, struct tweet_card *out)
{
    struct tweet_card card;
    TRY(tweet_read(w, id, &card));
    *out = card.retweet_of ? *card.retweet_of : card;
    return OK;
}

/* --- deleting --- */

enum err tweet_delete(struct work *w, int64_t id)
{
    struct tweet_card card;
    if (!w->viewer)
        return unknown_viewer(w);
    TRY(tweet_read(w, id, &card));
    if (!visibility_may_delete(w->viewer, &card.tweet))
        return fail(w, ERR_FORBIDDEN, NULL, "tweet.not_yours", "another's tweet");
    if (card.retweet_of)
        return tweet_mark_end(w, TWEET_RETWEET, id, &card);
    return db_transaction(w, delete_store, &card.tweet);
}

enum err tweet_redraft_begin(struct work *w, int64_t id, struct tweet_card *out)
{
    struct tweet_card card;
    if (!w->viewer)
        return unknown_viewer(w);
    TRY(tweet_read(w, id, &card));
    if (!visibility_may_delete(w->viewer, &card.tweet))
        return fail(w, ERR_FORBIDDEN, "redraft_of", "tweet.not_yours", "another's tweet");
    if (card.retweet_of)
        return fail(w, ERR_FORBIDDEN, "redraft_of", "tweet.retweet_fixed", "a retweet");
    *out = card;
    return OK;
}
