/* JSON answers: what an action found, written by view/ in the shapes of docs/api.md.
 *
 * Each renderer names the type it expects behind reply.data. Lists carry a Link header (RFC 8288) with
 * rel="next" (older) exactly when there is more, and rel="prev" (newer, maybe not written yet) on every page
 * that is not empty. */
#ifndef WEB_JSON_H
#define WEB_JSON_H

#include "base/json.h"
#include "http/route.h"

enum err json_user(struct work *w, struct request *rq, struct reply *out);            /* user_card */
enum err json_user_created(struct work *w, struct request *rq, struct reply *out);    /* user_card; 201, Location */
enum err json_users(struct work *w, struct request *rq, struct reply *out);           /* user_list, by ids: no Link */
enum err json_people(struct work *w, struct request *rq, struct reply *out);          /* found_people */
enum err json_fans(struct work *w, struct request *rq, struct reply *out);            /* found_fans */
enum err json_session_created(struct work *w, struct request *rq, struct reply *out); /* session_opened; 201 */
enum err json_sessions(struct work *w, struct request *rq, struct reply *out);        /* session_list */
enum err json_tokens(struct work *w, struct request *rq, struct reply *out);          /* session_list */
enum err json_token_created(struct work *w, struct request *rq, struct reply *out);   /* token_made; 201, Location */
enum err json_tweet(struct work *w, struct request *rq, struct reply *out);           /* tweet_card */
enum err json_tweet_created(struct work *w, struct request *rq, struct reply *out);   /* tweet_card; 201, Location */
enum err json_history(struct work *w, struct request *rq, struct reply *out);         /* tweet_history */
enum err json_tweets(struct work *w, struct request *rq, struct reply *out);          /* tweet_list */
enum err json_nothing(struct work *w, struct request *rq, struct reply *out);         /* 204 */
enum err bytes_as_they_are(struct work *w, struct request *rq, struct reply *out);    /* the action wrote the body */

enum err json_rates(struct work *w, struct request *rq, struct reply *out);          /* rates_told */
void json_error(struct work *w, struct request *rq, struct reply *out); /* w->fault, in the row's own words if it has some */

/* For renderers elsewhere: begins an answer that is for its caller alone; the member "error" of an object. */
struct json json_answer(struct reply *out);
void json_created(struct work *w, struct reply *out, const char *folder, int64_t id); /* 201, Location: "/v1/tweets/" and id */
void json_error_member(struct work *w, const struct request *rq, struct json *j);

#endif
