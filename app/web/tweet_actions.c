#include "base/std.h"

#include "web/tweet_actions.h"

#include "base/work.h"
#include "domain/timeline.h"
#include "domain/tweet.h"
#include "domain/tweet_cards.h"
#include "domain/visibility.h"
#include "web/found.h"
#include "web/params.h"
#include "web/way.h"

/* What it replied to may be gone by now: its words are not. */
static MUST_USE enum err read_old(struct work *w, int64_t id, struct found_draft *found)
{
    struct tweet_card *old = ARENA_NEW(w->arena, struct tweet_card), *parent;
    size_t there = 0;
    TRY(tweet_redraft_begin(w, id, old));
    if (old->tweet.reply_to_id != 0)
        TRY(tweet_cards(w, &old->tweet.reply_to_id, 1, &parent, &there));
    found->parent = there > 0 ? parent : NULL;
    found->old = old;
    return OK;
}

enum err compose_form(struct work *w, struct request *rq, struct reply *out)
{
    struct found_draft *found = ARENA_NEW(w->arena, struct found_draft);
    out->data = found;
    if (take_id(rq, "redraft_of") != 0)
        return read_old(w, take_id(rq, "redraft_of"), found);
    if (take_id(rq, "reply_to") == 0)
        return OK;
    struct tweet_card *parent = ARENA_NEW(w->arena, struct tweet_card);
    TRY(tweet_read_original(w, take_id(rq, "reply_to"), parent));
    found->parent = parent;
    return OK;
}

enum err tweet_create(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_draft draft = {.text = take_text(rq, "text"), .reply_to = take_id(rq, "reply_to"),
                                      .lang = take_text(rq, "lang"), .redraft_of = take_id(rq, "redraft_of"),
                                      .place = {take_text(rq, "place_name"), take_text(rq, "place_lat"),
                                                take_text(rq, "place_lon")}};
    struct tweet_card *card = ARENA_NEW(w->arena, struct tweet_card);
    TRY(tweet_publish(w, &draft, card));
    out->data = card;
    return OK;
}

enum err tweet_read_one(struct work *w, struct request *rq, struct reply *out)
{
    struct tweet_card *card = ARENA_NEW(w->arena, struct tweet_card);
    TRY(tweet_read(w, take_id(rq, "id"), card));
    out->data = card;
    return OK;
}

/* Its surroundings: what it replies to, and what replies to it. */
static MUST_USE enum err read_around(struct work *w, const struct request *rq, struct found_tweet *found)
{
    const struct page page = params_page(rq);
    struct tweet_card *parent;
    size_t there = 0;
    if (found->card.tweet.reply_to_id != 0)
        TRY(tweet_cards(w, &found->card.tweet.reply_to_id, 1, &parent, &there));
    found->parent = there > 0 ? parent : NULL;
    return timeline_replies(w, found->card.tweet.id, &page, &found->replies);
}

enum err tweet_read_by(struct work *w, struct request *rq, struct reply *out)
{
    struct found_tweet *found = ARENA_NEW(w->arena, struct found_tweet);
    TRY(tweet_read_original(w, take_id(rq, "id"), &found->card));
    const struct str name = found->card.author.user.username;
    if (found->card.tweet.id != take_id(rq, "id") || !str_eq(take_text(rq, "username"), name)) {
        way_moved(out, way_tweet(w, name, found->card.tweet.id));
        return OK;
    }
    TRY(read_around(w, rq, found));
    out->data = found;
    return OK;
}

enum err replies_read(struct work *w, struct request *rq, struct reply *out)
{
    const struct page page = params_page(rq);
    struct tweet_card card;
    struct tweet_list *list = ARENA_NEW(w->arena, struct tweet_list);
    TRY(tweet_read_original(w, take_id(rq, "id"), &card));
    TRY(timeline_replies(w, card.tweet.id, &page, list));
    out->data = list;
    return OK;
}

enum err tweets_read(struct work *w, struct request *rq, struct reply *out)
{
    struct tweet_list *list = ARENA_NEW(w->arena, struct tweet_list);
    size_t count;
    const int64_t *ids = take_ids(rq, "ids", &count);
    if (count == 0)
        return fail(w, ERR_MALFORMED, "ids", "param.missing", "no ids");
    TRY(tweet_cards(w, ids, count, &list->at, &list->count));
    out->data = list;
    return OK;
}

enum err tweet_delete_ask(struct work *w, struct request *rq, struct reply *out)
{
    TRY(tweet_read_one(w, rq, out));
    const struct tweet_card *card = out->data;
    if (!visibility_may_delete(w->viewer, &card->tweet))
        return fail(w, ERR_FORBIDDEN, NULL, "tweet.not_yours", "%" PRId64, card->tweet.id);
    if (card->retweet_of) /* is undone where it is seen */
        way_moved(out, way_tweet(w, card->retweet_of->author.user.username, card->retweet_of->tweet.id));
    return OK;
}

enum err tweet_remove(struct work *w, struct request *rq, struct reply *out UNUSED)
{
    return tweet_delete(w, take_id(rq, "id"));
}
