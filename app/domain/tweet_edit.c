#include "base/std.h"

#include "domain/tweet_edit.h"

#include "base/work.h"
#include "domain/events.h"
#include "domain/text_diff.h"
#include "domain/tweet.h"
#include "domain/tweet_text.h"
#include "domain/visibility.h"
#include "io/db_transaction.h"
#include "store/tweet_edit_store.h"

struct editing {
    const struct tweet_change *change;
    struct str text; /* cleaned */
    struct tweet_card card;
};

/* --- editing --- */

enum err tweet_edit_begin(struct work *w, int64_t id, struct tweet_card *out)
{
    struct tweet_card card;
    if (w->viewer == NULL)
        return fail(w, ERR_UNAUTHENTICATED, NULL, "session.needed", "nobody known");
    TRY(tweet_read(w, id, &card));
    if (!visibility_may_edit(w->viewer, &card.tweet))
        return fail(w, ERR_FORBIDDEN, NULL, "tweet.not_yours_to_edit", "another's tweet");
    if (card.tweet.retweet_of_id != 0)
        return fail(w, ERR_FORBIDDEN, NULL, "tweet.retweet_fixed", "a retweet");
    *out = card;
    return OK;
}

static MUST_USE enum err edited_meanwhile(struct work *w, const struct tweet *t)
{
    return fail(w, ERR_CONFLICT, "version", "tweet.edited_meanwhile", "version %" PRId64 " or newer stands", t->version);
}

/* The card is read anew here, so that the text kept is the one that is replaced. */
static MUST_USE enum err edit_store(struct work *w, void *arg)
{
    struct editing *e = arg;
    const struct tweet *t = &e->card.tweet;
    bool replaced;
    TRY(tweet_edit_begin(w, t->id, &e->card));
    if (e->change->version != 0 && e->change->version != t->version)
        return edited_meanwhile(w, t);
    if (str_eq(e->text, t->text))
        return OK;
    if (t->version >= TWEET_VERSIONS_MAX)
        return fail(w, ERR_INVALID, "text", "tweet.too_many_versions", "%" PRId64, t->version);
    TRY(tweet_edit_store_replace(w, t, e->text, w->now_ms, &replaced));
    if (!replaced)
        return edited_meanwhile(w, t);
    TRY(event_append(w, EVENT_TWEET_EDITED, t->author_id, t->id, t->version + 1));
    return tweet_read(w, t->id, &e->card);
}

enum err tweet_edit(struct work *w, int64_t id, const struct tweet_change *change, struct tweet_card *out)
{
    struct editing e = {.change = change, .text = tweet_text_clean(w->arena, change->text), .card.tweet.id = id};
    const char *wrong = tweet_text_judge(w->arena, e.text);
    if (wrong != NULL)
        return fail(w, ERR_INVALID, "text", wrong, "%zu bytes", e.text.len);
    TRY(db_transaction(w, edit_store, &e));
    *out = e.card;
    return OK;
}

/* --- history --- */

static void changes_find(struct work *w, struct tweet_history *h)
{
    struct text_differ differ = {.arena = w->arena};
    for (size_t i = 0; i < h->count; i++) {
        struct str before = i + 1 < h->count ? h->at[i + 1].text : h->at[i].text;
        h->at[i].changes = text_diff(&differ, before, h->at[i].text);
    }
}

enum err tweet_history(struct work *w, int64_t id, struct tweet_history *out)
{
    struct tweet_history h = {0};
    struct tweet_version *replaced;
    size_t count;
    TRY(tweet_read(w, id, &h.card));
    TRY(tweet_edit_store_list(w, id, &replaced, &count));
    const struct tweet *t = &h.card.tweet;
    h.at = ARENA_ARRAY(w->arena, struct tweet_version, count + 1);
    h.at[h.count++] = (struct tweet_version){
        .version = t->version, .since_ms = t->edited_ms != 0 ? t->edited_ms : t->created_ms, .text = t->text};
    for (size_t i = 0; i < count; i++) /* an edit may have come between the two reads */
        if (replaced[i].version < t->version)
            h.at[h.count++] = replaced[i];
    changes_find(w, &h);
    *out = h;
    return OK;
}
