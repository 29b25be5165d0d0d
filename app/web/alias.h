/* Other spellings of what the API does, kept for programs that know them: docs/api.md, "Aliases".
 *
 * Each row of routes.c takes the parameters of the action it stands for under other names (`as`, http/params.h), and
 * answers what the other spelling promises besides our own shapes. */
#ifndef WEB_ALIAS_H
#define WEB_ALIAS_H

#include "http/params.h"
#include "http/route.h"

/* What those programs say besides: who they believe to be (checked, never trusted) and when it was (read over). */
#define P_OWN_ID(spelt) {.name = "own_id", .kind = PARAM_ID, .as = (spelt)}
#define P_DATES                                           \
    {.name = "createDate", .kind = PARAM_IGNORED},        \
        {.name = "updateDate", .kind = PARAM_IGNORED}

/* The action of the same name; ERR_FORBIDDEN field own_id "user.not_you" when that is somebody else. */
enum err alias_tweet_create(struct work *w, struct request *rq, struct reply *out);       /* tweet_card */
enum err alias_timeline_home_read(struct work *w, struct request *rq, struct reply *out); /* tweet_list */
enum err alias_tweet_like(struct work *w, struct request *rq, struct reply *out);         /* tweet_card */
enum err alias_user_follow(struct work *w, struct request *rq, struct reply *out);        /* user_card */

enum err json_alias_tweeted(struct work *w, struct request *rq, struct reply *out);   /* 201 tweetId, tweet */
enum err json_alias_commented(struct work *w, struct request *rq, struct reply *out); /* message, tweet */
enum err json_alias_liked(struct work *w, struct request *rq, struct reply *out);     /* message, tweet */
enum err json_alias_followed(struct work *w, struct request *rq, struct reply *out);  /* followingUserId, followerUserId, user */
/* Refusals: error, and beside it "tweetId":null, or "message":"cannot insert". */
enum err json_alias_no_tweet(struct work *w, struct request *rq, struct reply *out);
enum err json_alias_no_comment(struct work *w, struct request *rq, struct reply *out);

/* tweet_card: from /tweets/ID to the tweet's one address. */
enum err page_tweet_moved(struct work *w, struct request *rq, struct reply *out);

#endif
