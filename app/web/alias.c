#include "base/std.h"

#include "web/alias.h"

#include "base/json.h"
#include "base/work.h"
#include "model/tweet.h"
#include "model/viewer.h"
#include "view/tweet_view.h"
#include "view/user_view.h"
#include "web/follow_actions.h"
#include "web/json.h"
#include "web/mark_actions.h"
#include "web/timeline_actions.h"
#include "web/tweet_actions.h"
#include "web/way.h"

/* --- actions --- */

static MUST_USE enum err check_own(struct work *w, const struct request *rq)
{
    if (take_given(rq, "own_id") && take_id(rq, "own_id") != w->viewer->user.id)
        return fail(w, ERR_FORBIDDEN, "own_id", "user.not_you", "%" PRId64, take_id(rq, "own_id"));
    return OK;
}

enum err alias_tweet_create(struct work *w, struct request *rq, struct reply *out)
{
    TRY(check_own(w, rq));
    return tweet_create(w, rq, out);
}

enum err alias_timeline_home_read(struct work *w, struct request *rq, struct reply *out)
{
    TRY(check_own(w, rq));
    return timeline_home_read(w, rq, out);
}

enum err alias_tweet_like(struct work *w, struct request *rq, struct reply *out)
{
    TRY(check_own(w, rq));
    return tweet_like(w, rq, out);
}

enum err alias_user_follow(struct work *w, struct request *rq, struct reply *out)
{
    TRY(check_own(w, rq));
    if (!take_given(rq, "id"))
        return fail(w, ERR_MALFORMED, "id", "param.missing", "whom to follow");
    return user_follow(w, rq, out);
}

/* --- answers --- */

static void put_tweet(struct work *w, struct json *j, const struct tweet_card *card)
{
    json_key(j, "tweet");
    tweet_view_json(w, j, card);
    json_close(j, '}');
}

enum err json_alias_tweeted(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct tweet_card *card = out->data;
    struct json j = json_answer(out);
    json_created(w, out, "/v1/tweets/", card->tweet.id);
    json_open(&j, '{');
    json_key(&j, "tweetId");
    json_id(&j, card->tweet.id);
    put_tweet(w, &j, card);
    return OK;
}

static enum err answer_message(struct work *w, struct reply *out, struct str message)
{
    struct json j = json_answer(out);
    json_open(&j, '{');
    json_key(&j, "message");
    json_text(&j, message);
    put_tweet(w, &j, out->data);
    return OK;
}

enum err json_alias_commented(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    return answer_message(w, out, STR("successfully added"));
}

enum err json_alias_liked(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    return answer_message(w, out, STR("successfully liked"));
}

enum err json_alias_followed(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct user_card *card = out->data;
    struct json j = json_answer(out);
    json_open(&j, '{');
    json_key(&j, "followingUserId");
    json_id(&j, card->user.id);
    json_key(&j, "followerUserId");
    json_id(&j, w->viewer->user.id);
    json_key(&j, "user");
    user_view_json(w, &j, card);
    json_close(&j, '}');
    return OK;
}

/* --- refusals --- */

enum err json_alias_no_tweet(struct work *w, struct request *rq, struct reply *out)
{
    struct json j = json_answer(out);
    json_open(&j, '{');
    json_key(&j, "tweetId");
    json_null(&j);
    json_error_member(w, rq, &j);
    json_close(&j, '}');
    return OK;
}

enum err json_alias_no_comment(struct work *w, struct request *rq, struct reply *out)
{
    struct json j = json_answer(out);
    json_open(&j, '{');
    json_key(&j, "message");
    json_text(&j, STR("cannot insert"));
    json_error_member(w, rq, &j);
    json_close(&j, '}');
    return OK;
}

enum err page_tweet_moved(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct tweet_card *card = out->data;
    reply_header(out, "Vary", STR("Accept, Cookie"));
    way_moved(out, way_tweet(w, card->author.user.username, card->tweet.id));
    return OK;
}
