#include "base/std.h"

#include "web/edit_actions.h"

#include "base/work.h"
#include "domain/tweet_edit.h"
#include "http/condition.h"
#include "web/params.h"
#include "web/way.h"

enum err tweet_edit_form(struct work *w, struct request *rq, struct reply *out)
{
    struct tweet_card *card = ARENA_NEW(w->arena, struct tweet_card);
    TRY(tweet_edit_begin(w, take_id(rq, "id"), card));
    out->data = card;
    return OK;
}

/* With If-Match the version that is there now is the one to be replaced, when it is among those named. */
static MUST_USE enum err version_matched(struct work *w, const struct request *rq, int64_t *version)
{
    struct tweet_card card;
    if (rq->if_match.at == NULL)
        return OK;
    TRY(tweet_edit_begin(w, take_id(rq, "id"), &card));
    TRY(condition_version(w, rq, card.tweet.version));
    if (*version == 0)
        *version = card.tweet.version;
    return OK;
}

enum err tweet_edit_typed(struct work *w, struct request *rq, struct reply *out)
{
    struct tweet_change change = {.text = take_text(rq, "text"), .version = take_count(rq, "version", 0)};
    struct tweet_card *card = ARENA_NEW(w->arena, struct tweet_card);
    bool told = change.version != 0;
    TRY(version_matched(w, rq, &change.version));
    enum err kind = tweet_edit(w, take_id(rq, "id"), &change, card);
    if (kind == ERR_CONFLICT && !told && rq->if_match.at != NULL) {
        fault_clear(w); /* somebody was faster between the two looks */
        return condition_failed(w);
    }
    if (kind == ERR_CONFLICT && (rq->route->flags & ROUTE_JSON) != 0) {
        fault_clear(w); /* its words are of the form, which shows both texts */
        return fail(w, ERR_CONFLICT, "version", "tweet.edited_since", "another version stands");
    }
    TRY(kind);
    out->data = card;
    return OK;
}

enum err history_read(struct work *w, struct request *rq, struct reply *out)
{
    struct tweet_history *history = ARENA_NEW(w->arena, struct tweet_history);
    TRY(tweet_history(w, take_id(rq, "id"), history));
    out->data = history;
    return OK;
}

enum err history_read_by(struct work *w, struct request *rq, struct reply *out)
{
    TRY(history_read(w, rq, out));
    const struct tweet_card *card = &((const struct tweet_history *)out->data)->card;
    if (!str_eq(take_text(rq, "username"), card->author.user.username))
        way_moved(out, way_below(w, way_tweet(w, card->author.user.username, card->tweet.id), STR("/history")));
    return OK;
}
