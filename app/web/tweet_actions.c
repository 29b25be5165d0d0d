#include "base/std.h"

#include "web/tweet_actions.h"

#include "base/work.h"
#include "domain/tweet.h"
#include "domain/tweet_cards.h"
#include "domain/visibility.h"
#include "web/params.h"
#include "web/way.h"

enum err compose_form(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}

enum err tweet_create(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_draft draft = {.text = take_text(rq, "text")};
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

enum err tweet_read_by(struct work *w, struct request *rq, struct reply *out)
{
    TRY(tweet_read_one(w, rq, out));
    const struct tweet_card *card = out->data, *original = card->retweet_of ? card->retweet_of : card;
    if (original != card || !str_eq(take_text(rq, "username"), card->author.user.username))
        way_moved(out, way_tweet(w, original->author.user.username, original->tweet.id));
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
