/* The parameters of this door: name, kind and limit, each written once, for TAKES(...) of routes.c.
 *
 * A parameter means the same on a page and in JSON. Limits are bytes of input; what is too long in
 * characters is judged by domain/, which knows the rule and has the better sentence for it. */
#ifndef WEB_PARAMS_H
#define WEB_PARAMS_H

#include "http/params.h"
#include "model/page.h"
#include "model/tweet.h"

struct request;

#define P_ID {.name = "id", .kind = PARAM_ID}
#define P_ID_AS(spelt) {.name = "id", .kind = PARAM_ID, .as = (spelt)}
#define P_IDS {.name = "ids", .kind = PARAM_IDS, .max = 2048}
#define P_USERNAME {.name = "username", .kind = PARAM_NAME} /* as a part of a path */

/* Which part of a list: see model/page.h. */
#define P_PAGE P_PAGE_AS(NULL)
#define P_PAGE_AS(limit)                           \
    {.name = "max_id", .kind = PARAM_ID},          \
        {.name = "since_id", .kind = PARAM_ID},    \
        {.name = "min_id", .kind = PARAM_ID},      \
        {.name = "limit", .kind = PARAM_COUNT, .as = (limit)}

#define P_TEXT P_TEXT_AS(NULL)
#define P_TEXT_AS(spelt) \
    {.name = "text", .kind = PARAM_TEXT, .max = TWEET_BYTES_MAX, .too_long = "tweet.too_long", .as = (spelt)}

/* Images and films: until there are any, a list of none. Never dropped in silence. */
#define P_NO_MEDIA(spelt) {.name = "media", .kind = PARAM_NOTHING, .too_long = "media.not_yet", .as = (spelt)}

#define P_VERSION {.name = "version", .kind = PARAM_COUNT} /* of a tweet, the one that was read */
#define P_LANG {.name = "lang", .kind = PARAM_LINE}
/* In JSON an object: "place":{"name","lat","lon"}. */
#define P_PLACE                                                                                     \
    {.name = "place_name", .kind = PARAM_LINE, .max = 1600, .too_long = "place.too_long"},          \
        {.name = "place_lat", .kind = PARAM_DECIMAL}, {.name = "place_lon", .kind = PARAM_DECIMAL}
#define P_REDRAFT_OF {.name = "redraft_of", .kind = PARAM_ID} /* the tweet that the new one replaces */
#define P_REPLY_TO P_REPLY_TO_AS(NULL)
#define P_REPLY_TO_AS(spelt) {.name = "reply_to", .kind = PARAM_ID, .as = (spelt)}
/* What a new tweet is made of, wherever it comes from. */
#define P_DRAFT P_DRAFT_AS(NULL, NULL)
#define P_DRAFT_AS(text, reply_to) P_TEXT_AS(text), P_REPLY_TO_AS(reply_to), P_LANG, P_PLACE, P_REDRAFT_OF
#define P_EXCLUDE_REPLIES {.name = "exclude_replies", .kind = PARAM_BOOL} /* those to others */

/* Signing up. The name wished for is a line here, not a PARAM_NAME: a wrong one is shown beside its field. */
#define P_NEW_USERNAME {.name = "username", .kind = PARAM_LINE}
#define P_EMAIL {.name = "email", .kind = PARAM_LINE, .max = 320}
#define P_DISPLAY_NAME {.name = "display_name", .kind = PARAM_LINE, .max = 1600}
/* One's profile; fields are numbered from 1, as they stand on the page. */
#define P_PROFILE_FIELD(n)                                                                          \
    {.name = "field_" #n "_name", .kind = PARAM_LINE, .max = 1600},                                 \
        {.name = "field_" #n "_value", .kind = PARAM_LINE, .max = 4096}
#define P_PROFILE                                                                                   \
    P_DISPLAY_NAME, {.name = "bio", .kind = PARAM_TEXT, .max = 8192, .too_long = "profile.bio_too_long"}, \
        {.name = "location", .kind = PARAM_LINE, .max = 1600},                                      \
        {.name = "url", .kind = PARAM_LINE, .max = 2048},                                           \
        {.name = "birthday", .kind = PARAM_LINE}, {.name = "language", .kind = PARAM_LINE},         \
        {.name = "time_zone", .kind = PARAM_LINE},                                                   \
        P_PROFILE_FIELD(1), P_PROFILE_FIELD(2), P_PROFILE_FIELD(3), P_PROFILE_FIELD(4)
#define P_INVITATION {.name = "invitation", .kind = PARAM_LINE}
#define P_PASSWORD \
    {.name = "password", .kind = PARAM_SECRET, .max = PASSWORD_BYTES_MAX, .too_long = "password.too_long"}

#define P_NEW_PASSWORD \
    {.name = "new_password", .kind = PARAM_SECRET, .max = PASSWORD_BYTES_MAX, .too_long = "password.too_long"}

/* A personal token: domain/token.h. */
#define P_TOKEN                                                                                     \
    {.name = "name", .kind = PARAM_LINE, .too_long = "token.name_too_long"},                        \
        {.name = "scopes", .kind = PARAM_LINE}, {.name = "expires_in", .kind = PARAM_LINE}

#define P_LOGIN {.name = "login", .kind = PARAM_LINE, .max = 320} /* name or e-mail */
#define P_PENDING {.name = "pending", .kind = PARAM_BOOL}         /* log-in says: waits for approval */

#define P_THEME {.name = "theme", .kind = PARAM_LINE}
#define P_SAVER {.name = "saver", .kind = PARAM_BOOL}

/* Where to go on: paths of this site; anything else is quietly not followed (web/way.h). */
#define P_NEXT {.name = "next", .kind = PARAM_WAY, .max = 2048}
#define P_BACK {.name = "back", .kind = PARAM_WAY, .max = 2048}

/* What the row's page parameters say; limit is PAGE_DEFAULT when not given, on pages of who
 * saves data APPEARANCE_SAVED. */
struct page params_page(const struct request *rq);

#endif
