#include "base/std.h"

#include "web/routes.h"

#include "web/account_actions.h"
#include "web/account_pages.h"
#include "web/alias.h"
#include "web/api_actions.h"
#include "web/appearance.h"
#include "web/appearance_pages.h"
#include "web/edit_actions.h"
#include "web/edit_pages.h"
#include "web/follow_actions.h"
#include "web/json.h"
#include "web/mark_actions.h"
#include "web/mark_pages.h"
#include "web/params.h"
#include "web/profile_actions.h"
#include "web/profile_pages.h"
#include "web/rates.h"
#include "web/scopes.h"
#include "web/session_actions.h"
#include "web/settings_pages.h"
#include "web/site_actions.h"
#include "web/site_pages.h"
#include "web/timeline_actions.h"
#include "web/token_actions.h"
#include "web/token_pages.h"
#include "web/tweet_actions.h"
#include "web/tweet_pages.h"
#include "web/user_actions.h"

/* method, path, who may, what it takes, what is done, how it is shown (and how a form is shown again).
 * Reading counts as RATE_READS and changing as RATE_LIGHT; a row that counts otherwise says so in front, as
 * does one that takes no personal token (SESSION_ONLY: web/scopes.h). */
#define PAGE(method, path, who, takes, act, render) {method, path, who, takes, act, render, NULL, 0}
#define FORM(method, path, who, takes, act, render, again) {method, path, who, takes, act, render, again, 0}
#define JSON(method, path, who, takes, act, render) {method, path, who, takes, act, render, NULL, ROUTE_JSON}
#define PAGE_AS(rate, method, path, who, takes, act, render) \
    {method, path, who, takes, act, render, NULL, RATED(rate)}
#define FORM_AS(rate, method, path, who, takes, act, render, again) \
    {method, path, who, takes, act, render, again, RATED(rate)}
#define JSON_AS(rate, method, path, who, takes, act, render) \
    {method, path, who, takes, act, render, NULL, ROUTE_JSON | RATED(rate)}
#define BARE(method, path, who, act, flags) \
    {method, path, who, TAKES_NOTHING, act, bytes_as_they_are, NULL, ROUTE_JSON | RATED(RATE_NONE) | (flags)}

static const struct route table[] = {
    /* Arriving and leaving */
    PAGE("GET",  "/",        ANYONE,  TAKES(P_PAGE), front_read, page_front),
    PAGE("GET",  "/signup",  VISITOR, TAKES_NOTHING, signup_form, page_signup),
    FORM_AS(RATE_SIGNUP, "POST", "/signup",  VISITOR,
         TAKES(P_NEW_USERNAME, P_EMAIL, P_DISPLAY_NAME, P_PASSWORD, P_INVITATION), user_sign_up, page_done, page_signup),
    PAGE("GET",  "/login",   VISITOR, TAKES(P_NEXT, P_PENDING), login_form, page_login),
    FORM_AS(RATE_LOGIN, "POST", "/login", VISITOR, TAKES(P_LOGIN, P_PASSWORD, P_NEXT), session_log_in, page_done, page_login),
    PAGE_AS(SESSION_ONLY, "POST", "/logout",  ANYONE,  TAKES_NOTHING, session_log_out, page_done),

    /* Reading */
    PAGE("GET", "/public",                ANYONE, TAKES(P_PAGE), timeline_public_read, page_public),
    PAGE("GET", "/@{username}",           ANYONE, TAKES(P_USERNAME, P_PAGE), profile_read, page_profile),
    PAGE("GET", "/@{username}/replies",   ANYONE, TAKES(P_USERNAME, P_PAGE), profile_read_replies, page_profile),
    PAGE("GET", "/@{username}/followers", ANYONE, TAKES(P_USERNAME, P_PAGE), followers_of_name, page_people),
    PAGE("GET", "/@{username}/following", ANYONE, TAKES(P_USERNAME, P_PAGE), following_of_name, page_people),
    PAGE("GET", "/@{username}/likes",     ANYONE, TAKES(P_USERNAME, P_PAGE), likes_of_name, page_likes),
    PAGE("GET", "/@{username}/{id}",      ANYONE, TAKES(P_USERNAME, P_ID, P_PAGE), tweet_read_by, page_tweet),
    PAGE("GET", "/@{username}/{id}/history", ANYONE, TAKES(P_USERNAME, P_ID), history_read_by, page_history),
    PAGE("GET", "/@{username}/{id}/likes",    ANYONE, TAKES(P_USERNAME, P_ID, P_PAGE), likers_read_by, page_fans),
    PAGE("GET", "/@{username}/{id}/retweets", ANYONE, TAKES(P_USERNAME, P_ID, P_PAGE), retweeters_read_by, page_fans),

    /* Writing */
    PAGE("GET",  "/compose",             VIEWER, TAKES(P_DRAFT), compose_form, page_compose),
    FORM_AS(RATE_TWEETS, "POST", "/tweets",             VIEWER, TAKES(P_DRAFT), tweet_create, page_tweet_created,
         page_compose),
    PAGE("GET",  "/tweets/{id}/edit",    VIEWER, TAKES(P_ID, P_BACK), tweet_edit_form, page_edit),
    FORM_AS(RATE_TWEETS, "POST", "/tweets/{id}/edit", VIEWER, TAKES(P_ID, P_TEXT, P_VERSION, P_BACK), tweet_edit_typed,
         page_tweet_edited, page_edit),
    PAGE("GET",  "/tweets/{id}/delete",  VIEWER, TAKES(P_ID, P_BACK), tweet_delete_ask, page_delete),
    PAGE("POST", "/tweets/{id}/delete",  VIEWER, TAKES(P_ID, P_BACK), tweet_remove, page_tweet_deleted),
    PAGE("POST", "/tweets/{id}/like",       VIEWER, TAKES(P_ID, P_BACK), tweet_like, page_marked),
    PAGE("POST", "/tweets/{id}/unlike",     VIEWER, TAKES(P_ID, P_BACK), tweet_unlike, page_marked),
    FORM_AS(RATE_TWEETS, "POST", "/tweets/{id}/retweet", VIEWER, TAKES(P_ID, P_BACK), tweet_retweet, page_marked, NULL),
    PAGE("POST", "/tweets/{id}/unretweet",  VIEWER, TAKES(P_ID, P_BACK), tweet_unretweet, page_marked),
    PAGE("POST", "/tweets/{id}/bookmark",   VIEWER, TAKES(P_ID, P_BACK), tweet_bookmark, page_marked),
    PAGE("POST", "/tweets/{id}/unbookmark", VIEWER, TAKES(P_ID, P_BACK), tweet_unbookmark, page_marked),
    PAGE("POST", "/users/{id}/follow",   VIEWER, TAKES(P_ID, P_BACK), user_follow, page_followed),
    PAGE("POST", "/users/{id}/unfollow", VIEWER, TAKES(P_ID, P_BACK), user_unfollow, page_unfollowed),

    /* One's own */
    PAGE("GET",  "/bookmarks",        VIEWER, TAKES(P_PAGE), bookmarks_read, page_bookmarks),
    PAGE("GET",  "/settings",         VIEWER, TAKES_NOTHING, user_read_me, page_settings),
    PAGE("GET",  "/settings/profile", VIEWER, TAKES_NOTHING, user_read_me, page_settings_profile),
    FORM("POST", "/settings/profile", VIEWER, TAKES(P_PROFILE), profile_change_typed, page_profile_saved,
         page_settings_profile),
    PAGE_AS(SESSION_ONLY, "GET",  "/settings/account", VIEWER, TAKES_NOTHING, account_read, page_settings_account),
    FORM_AS(SESSION_ONLY, "POST", "/settings/account", VIEWER, TAKES(P_NEW_USERNAME, P_EMAIL, P_PASSWORD), account_change,
            page_account_saved, page_settings_account),
    PAGE_AS(SESSION_ONLY, "GET",  "/settings/password", VIEWER, TAKES_NOTHING, password_form, page_settings_password),
    FORM_AS(SESSION_ONLY, "POST", "/settings/password", VIEWER, TAKES(P_PASSWORD, P_NEW_PASSWORD), password_change,
            page_password_saved, page_settings_password),
    PAGE_AS(SESSION_ONLY, "GET",  "/settings/sessions", VIEWER, TAKES_NOTHING, sessions_read, page_settings_sessions),
    PAGE_AS(SESSION_ONLY, "POST", "/settings/sessions/{id}/end", VIEWER, TAKES(P_ID), session_end_by_id,
            page_session_ended),
    PAGE_AS(SESSION_ONLY, "POST", "/settings/sessions/end", VIEWER, TAKES_NOTHING, sessions_end_others,
            page_others_ended),
    PAGE_AS(SESSION_ONLY, "GET",  "/settings/tokens", VIEWER, TAKES_NOTHING, tokens_read, page_settings_tokens),
    {"POST", "/settings/tokens", VIEWER, TAKES(P_TOKEN), token_create, page_token_made, page_settings_tokens,
     ROUTE_SECRET | RATED(SESSION_ONLY)},
    PAGE_AS(SESSION_ONLY, "POST", "/settings/tokens/{id}/revoke", VIEWER, TAKES(P_ID), token_revoke, page_token_revoked),
    PAGE("GET",  "/settings/appearance", VISITOR, TAKES_NOTHING, appearance_form, page_settings_appearance),
    FORM("POST", "/settings/appearance", VISITOR, TAKES(P_THEME, P_SAVER), appearance_change, page_appearance_saved,
         page_settings_appearance),

    /* The house */
    PAGE("GET", "/about",   ANYONE, TAKES_NOTHING, about_read, page_text),
    PAGE("GET", "/rules",   ANYONE, TAKES_NOTHING, rules_read, page_text),
    PAGE("GET", "/privacy", ANYONE, TAKES_NOTHING, privacy_read, page_text),
    PAGE("GET", "/keyboard", ANYONE, TAKES_NOTHING, keyboard_read, page_keyboard),
    PAGE("GET", "/docs/api", ANYONE, TAKES_NOTHING, api_docs_read, page_api),

    /* JSON: people and sessions */
    JSON_AS(RATE_SIGNUP, "POST", "/v1/users", ANYONE,
         TAKES(P_NEW_USERNAME, P_EMAIL, P_DISPLAY_NAME, P_PASSWORD, P_INVITATION), user_register_alone, json_user_created),
    JSON_AS(RATE_LOGIN, "POST", "/v1/sessions", ANYONE, TAKES(P_LOGIN, P_PASSWORD), session_create, json_session_created),
    JSON_AS(SESSION_ONLY, "GET",    "/v1/sessions",         VIEWER, TAKES_NOTHING, sessions_read, json_sessions),
    JSON_AS(SESSION_ONLY, "DELETE", "/v1/sessions/{id}",    VIEWER, TAKES(P_ID), session_end_by_id, json_nothing),
    JSON_AS(SESSION_ONLY, "DELETE", "/v1/sessions/current", VIEWER, TAKES_NOTHING, session_end, json_nothing),
    JSON_AS(SESSION_ONLY, "GET",    "/v1/tokens",           VIEWER, TAKES_NOTHING, tokens_read, json_tokens),
    {"POST", "/v1/tokens", VIEWER, TAKES(P_TOKEN), token_create, json_token_created, NULL,
     ROUTE_JSON | ROUTE_SECRET | RATED(SESSION_ONLY)},
    JSON_AS(SESSION_ONLY, "DELETE", "/v1/tokens/{id}",      VIEWER, TAKES(P_ID), token_revoke, json_nothing),
    JSON("GET",    "/v1/users",               ANYONE, TAKES(P_IDS), users_read, json_users),
    JSON("GET",    "/v1/users/me",            VIEWER, TAKES_NOTHING, user_read_me, json_user),
    JSON("PATCH",  "/v1/users/me",            VIEWER, TAKES(P_PROFILE), profile_change_typed, json_user),
    JSON_AS(SESSION_ONLY, "PATCH", "/v1/users/me/account", VIEWER, TAKES(P_NEW_USERNAME, P_EMAIL, P_PASSWORD),
         account_change, json_user),
    JSON("GET",    "/v1/users/{id}",          ANYONE, TAKES(P_ID), user_read, json_user),
    JSON("GET",    "/v1/users/by/{username}", ANYONE, TAKES(P_USERNAME), user_read_by_name, json_user),

    /* JSON: the graph */
    JSON("GET",    "/v1/users/{id}/followers", ANYONE, TAKES(P_ID, P_PAGE), followers_of_id, json_people),
    JSON("GET",    "/v1/users/{id}/following", ANYONE, TAKES(P_ID, P_PAGE), following_of_id, json_people),
    JSON("PUT",    "/v1/users/{id}/follow",    VIEWER, TAKES(P_ID), user_follow, json_user),
    JSON("DELETE", "/v1/users/{id}/follow",    VIEWER, TAKES(P_ID), user_unfollow, json_nothing),

    /* JSON: tweets and timelines */
    JSON_AS(RATE_TWEETS, "POST", "/v1/tweets", VIEWER, TAKES(P_DRAFT, P_NO_MEDIA(NULL)), tweet_create, json_tweet_created),
    JSON("GET",    "/v1/tweets",            ANYONE, TAKES(P_IDS), tweets_read, json_tweets),
    JSON("GET",    "/v1/tweets/{id}",       ANYONE, TAKES(P_ID), tweet_read_one, json_tweet),
    JSON_AS(RATE_TWEETS, "PUT", "/v1/tweets/{id}", VIEWER, TAKES(P_ID, P_TEXT, P_VERSION), tweet_edit_typed, json_tweet),
    JSON("DELETE", "/v1/tweets/{id}",       VIEWER, TAKES(P_ID), tweet_remove, json_nothing),
    JSON("GET",    "/v1/tweets/{id}/history", ANYONE, TAKES(P_ID), history_read, json_history),
    JSON("GET",    "/v1/tweets/{id}/replies", ANYONE, TAKES(P_ID, P_PAGE), replies_read, json_tweets),
    JSON("GET",    "/v1/tweets/{id}/likes",    ANYONE, TAKES(P_ID, P_PAGE), likers_read, json_fans),
    JSON("GET",    "/v1/tweets/{id}/retweets", ANYONE, TAKES(P_ID, P_PAGE), retweeters_read, json_fans),
    JSON("PUT",    "/v1/tweets/{id}/like",     VIEWER, TAKES(P_ID), tweet_like, json_tweet),
    JSON("DELETE", "/v1/tweets/{id}/like",     VIEWER, TAKES(P_ID), tweet_unlike, json_nothing),
    JSON_AS(RATE_TWEETS, "PUT", "/v1/tweets/{id}/retweet", VIEWER, TAKES(P_ID), tweet_retweet, json_tweet),
    JSON("DELETE", "/v1/tweets/{id}/retweet",  VIEWER, TAKES(P_ID), tweet_unretweet, json_nothing),
    JSON("PUT",    "/v1/tweets/{id}/bookmark", VIEWER, TAKES(P_ID), tweet_bookmark, json_tweet),
    JSON("DELETE", "/v1/tweets/{id}/bookmark", VIEWER, TAKES(P_ID), tweet_unbookmark, json_nothing),
    JSON("GET",    "/v1/users/{id}/tweets", ANYONE, TAKES(P_ID, P_EXCLUDE_REPLIES, P_PAGE), timeline_user_read, json_tweets),
    JSON("GET",    "/v1/users/{id}/likes",     ANYONE, TAKES(P_ID, P_PAGE), likes_of_id, json_tweets),
    JSON("GET",    "/v1/bookmarks",            VIEWER, TAKES(P_PAGE), bookmarks_read, json_tweets),
    JSON("GET",    "/v1/timelines/home",    VIEWER, TAKES(P_PAGE), timeline_home_read, json_tweets),
    JSON("GET",    "/v1/timelines/public",  ANYONE, TAKES(P_PAGE), timeline_public_read, json_tweets),

    /* JSON: other spellings of the same (web/alias.h). Failing, the first two answer in their own words, too. */
    {"POST", "/v1/tweet", VIEWER,
     TAKES(P_DRAFT_AS("twitterContent", NULL), P_NO_MEDIA("images"), P_OWN_ID("userId"), P_DATES), alias_tweet_create,
     json_alias_tweeted, json_alias_no_tweet, ROUTE_JSON | RATED(RATE_TWEETS)},
    {"POST", "/v1/comment/{id}", VIEWER, TAKES(P_DRAFT_AS("commentString", "id"), P_OWN_ID("userId")),
     alias_tweet_create, json_alias_commented, json_alias_no_comment, ROUTE_JSON | RATED(RATE_TWEETS)},
    {"POST", "/v1/like/{id}", VIEWER, TAKES(P_ID, P_OWN_ID("userId")), alias_tweet_like, json_alias_liked,
     json_alias_no_tweet, ROUTE_JSON},
    JSON("POST", "/v1/follow", VIEWER, TAKES(P_ID_AS("followingUserId"), P_OWN_ID("userId")), alias_user_follow,
         json_alias_followed),
    JSON_AS(RATE_TWEETS, "POST", "/send", VIEWER, TAKES(P_DRAFT, P_OWN_ID("userID")), alias_tweet_create,
         json_tweet_created),
    JSON("GET", "/fetch", VIEWER, TAKES(P_OWN_ID("userID"), P_PAGE_AS("length")), alias_timeline_home_read, json_tweets),
    JSON_AS(RATE_TWEETS, "POST", "/tweets", VIEWER, TAKES(P_DRAFT, P_NO_MEDIA(NULL)), tweet_create, json_tweet_created),
    PAGE("GET",    "/tweets/{id}", ANYONE, TAKES(P_ID), tweet_read_one, page_tweet_moved),
    JSON("GET",    "/tweets/{id}", ANYONE, TAKES(P_ID), tweet_read_one, json_tweet),
    JSON("DELETE", "/tweets/{id}", VIEWER, TAKES(P_ID), tweet_remove, json_nothing),

    /* JSON: the house */
    JSON("GET", "/v1/rate_limit_status", ANYONE, TAKES_NOTHING, rates_read, json_rates),
    JSON("GET", "/v1/openapi.json", ANYONE, TAKES_NOTHING, description_read, json_description),

    /* For machines; they count for nothing */
    BARE("GET", "/health",     MACHINE, health_read, ROUTE_NO_LOG),
    BARE("GET", "/ready",      ANYONE,  ready_read, 0),
    BARE("GET", "/bench/noop", ANYONE,  noop_read, 0),
};

struct routes routes_web(void)
{
    return (struct routes){.at = table, .count = COUNT_OF(table)};
}

int routes_print(FILE *out)
{
    static const char *const who[] = {
        [ANYONE] = "anyone", [VISITOR] = "visitor", [VIEWER] = "viewer", [MACHINE] = "machine"};
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        const struct route *r = &table[i];
        fprintf(out, "%s\t%s\t%s\t%s\t", r->method, r->path, who[r->who], r->flags & ROUTE_JSON ? "json" : "page");
        for (const struct param_spec *p = r->takes; p->name != NULL; p++)
            fprintf(out, "%s%s", p == r->takes ? "" : ",", param_spelt(p));
        fprintf(out, "%s\n", r->takes->name == NULL ? "-" : "");
    }
    return fflush(out) == 0 && !ferror(out) ? 0 : 1;
}
