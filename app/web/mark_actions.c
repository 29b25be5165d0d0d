#include "base/std.h"

#include "web/mark_actions.h"

#include "base/work.h"
#include "domain/tweet.h"
#include "domain/tweet_mark.h"
#include "domain/user.h"
#include "web/found.h"
#include "web/params.h"
#include "web/way.h"

/* --- changing --- */

static enum err mark(struct work *w, struct request *rq, enum tweet_mark which, struct reply *out)
{
    struct tweet_card *card = ARENA_NEW(w->arena, struct tweet_card);
    TRY(tweet_mark_set(w, which, take_id(rq, "id"), card));
    out->data = card;
    return OK;
}

static enum err unmark(struct work *w, struct request *rq, enum tweet_mark which, struct reply *out)
{
    struct tweet_card *card = ARENA_NEW(w->arena, struct tweet_card);
    TRY(tweet_mark_end(w, which, take_id(rq, "id"), card));
    out->data = card;
    return OK;
}

enum err tweet_like(struct work *w, struct request *rq, struct reply *out)
{
    return mark(w, rq, TWEET_LIKE, out);
}

enum err tweet_unlike(struct work *w, struct request *rq, struct reply *out)
{
    return unmark(w, rq, TWEET_LIKE, out);
}

enum err tweet_retweet(struct work *w, struct request *rq, struct reply *out)
{
    return mark(w, rq, TWEET_RETWEET, out);
}

enum err tweet_unretweet(struct work *w, struct request *rq, struct reply *out)
{
    return unmark(w, rq, TWEET_RETWEET, out);
}

enum err tweet_bookmark(struct work *w, struct request *rq, struct reply *out)
{
    return mark(w, rq, TWEET_BOOKMARK, out);
}

enum err tweet_unbookmark(struct work *w, struct request *rq, struct reply *out)
{
    return unmark(w, rq, TWEET_BOOKMARK, out);
}

/* --- who did --- */

static enum err fans_read(struct work *w, const struct request *rq, enum tweet_mark which, struct reply *out)
{
    const struct page page = params_page(rq);
    struct found_fans *found = ARENA_NEW(w->arena, struct found_fans);
    found->retweeters = which == TWEET_RETWEET;
    TRY(tweet_read_original(w, take_id(rq, "id"), &found->tweet));
    TRY(tweet_mark_people(w, which, &found->tweet, &page, &found->people));
    out->data = found;
    return OK;
}

static enum err fans_read_by(struct work *w, const struct request *rq, enum tweet_mark which, struct reply *out)
{
    TRY(fans_read(w, rq, which, out));
    const struct found_fans *found = out->data;
    struct str path = way_below(w, way_tweet(w, found->tweet.author.user.username, found->tweet.tweet.id),
                                which == TWEET_LIKE ? STR("/likes") : STR("/retweets"));
    if (!str_eq(path, rq->path))
        way_moved(out, path);
    return OK;
}

enum err likers_read(struct work *w, struct request *rq, struct reply *out)
{
    return fans_read(w, rq, TWEET_LIKE, out);
}

enum err retweeters_read(struct work *w, struct request *rq, struct reply *out)
{
    return fans_read(w, rq, TWEET_RETWEET, out);
}

enum err likers_read_by(struct work *w, struct request *rq, struct reply *out)
{
    return fans_read_by(w, rq, TWEET_LIKE, out);
}

enum err retweeters_read_by(struct work *w, struct request *rq, struct reply *out)
{
    return fans_read_by(w, rq, TWEET_RETWEET, out);
}

/* --- one's own --- */

enum err likes_of_id(struct work *w, struct request *rq, struct reply *out)
{
    const struct page page = params_page(rq);
    struct tweet_list *list = ARENA_NEW(w->arena, struct tweet_list);
    TRY(tweet_mark_likes(w, take_id(rq, "id"), &page, list));
    out->data = list;
    return OK;
}

enum err likes_of_name(struct work *w, struct request *rq, struct reply *out)
{
    const struct page page = params_page(rq);
    struct found_profile *found = ARENA_NEW(w->arena, struct found_profile);
    TRY(user_by_name(w, take_text(rq, "username"), &found->user));
    TRY(tweet_mark_likes(w, found->user.user.id, &page, &found->tweets)); /* others' are not there, whatever the spelling */
    if (!str_eq(take_text(rq, "username"), found->user.user.username))
        way_moved(out, way_user(w, found->user.user.username, STR("/likes")));
    out->data = found;
    return OK;
}

enum err bookmarks_read(struct work *w, struct request *rq, struct reply *out)
{
    const struct page page = params_page(rq);
    struct tweet_list *list = ARENA_NEW(w->arena, struct tweet_list);
    TRY(tweet_mark_bookmarks(w, &page, list));
    out->data = list;
    return OK;
}
