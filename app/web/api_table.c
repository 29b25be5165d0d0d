#include "base/std.h"

#include "web/api_table.h"

#include "base/str.h"
#include "web/alias.h"
#include "web/api_actions.h"
#include "web/json.h"
#include "web/rates.h"
#include "web/scopes.h"

/* method, path, name, summary, and what else there is to say. In the order of routes.c. */
#define OP(method_, path_, name_, ...) {.method = method_, .path = path_, .name = name_, .summary = __VA_ARGS__}
#define NEEDS(names) .needs = names
#define FAULTS(kinds) .faults = kinds

#define OF_ORIGINALS "Of a retweet its original is meant, and answered."

const struct api_operation api_operations[] = {
    OP("POST", "/v1/users", "register", "Registers an account",
       NEEDS("email password"), FAULTS("conflict forbidden"),
       .about = "Without `username` a free one is made of the address. Logs nobody in: `POST /v1/sessions` does. "
                "Where the site asks for an invitation, `invitation` is needed; where it approves, the account waits."),
    OP("POST", "/v1/sessions", "logIn", "Logs in", NEEDS("login password"), FAULTS("forbidden"),
       .about = "The answer's `token` is what every other request carries. It ends 14 days after its last use, "
                "and 90 days after its first."),
    OP("GET", "/v1/sessions", "listSessions", "Lists your log-ins"),
    OP("DELETE", "/v1/sessions/{id}", "endSession", "Ends one of your log-ins"),
    OP("DELETE", "/v1/sessions/current", "logOut", "Logs out: ends the log-in you ask with"),
    OP("GET", "/v1/tokens", "listTokens", "Lists your personal tokens"),
    OP("POST", "/v1/tokens", "createToken", "Makes a personal token", NEEDS("name scopes"),
       .about = "For a program that is not to know your password. It asks with `token` as with that of a log-in, "
                "but cannot manage tokens, log-ins, password or account. Only this answer tells `token`, "
                "and it is not kept: an Idempotency-Key is refused here."),
    OP("DELETE", "/v1/tokens/{id}", "revokeToken", "Revokes a personal token"),
    OP("GET", "/v1/users", "listUsers", "Reads people by their ids", NEEDS("ids"),
       .about = "In the order asked for; who is not there is left out."),
    OP("GET", "/v1/users/me", "getMe", "Reads yourself"),
    OP("PATCH", "/v1/users/me", "updateMe", "Changes your profile",
       .about = "What is not given stays as it is; an empty text takes it away."),
    OP("PATCH", "/v1/users/me/account", "updateAccount", "Changes your username or e-mail address",
       NEEDS("password"), FAULTS("conflict too_many"),
       .about = "`password` is the present one. The old name stays yours for 30 days: it leads to you, and nobody else "
                "can take it."),
    OP("GET", "/v1/users/{id}", "getUser", "Reads a person"),
    OP("GET", "/v1/users/by/{username}", "getUserByName", "Reads a person by name"),

    OP("GET", "/v1/users/{id}/followers", "listFollowers", "Lists who follows a person"),
    OP("GET", "/v1/users/{id}/following", "listFollowing", "Lists whom a person follows"),
    OP("PUT", "/v1/users/{id}/follow", "follow", "Follows a person", FAULTS("invalid"),
       .about = "Once more changes nothing. Nobody can follow themselves."),
    OP("DELETE", "/v1/users/{id}/follow", "unfollow", "Follows a person no longer", FAULTS("invalid")),

    OP("POST", "/v1/tweets", "createTweet", "Publishes a tweet", NEEDS("text"), FAULTS("invalid"),
       .about = "With `reply_to` it is a reply. Replying to a retweet replies to its original. With `redraft_of` the new tweet "
                "takes the place of an old one of yours, which is deleted at the same moment, or not at all."),
    OP("GET", "/v1/tweets", "listTweets", "Reads tweets by their ids", NEEDS("ids"),
       .about = "In the order asked for; what is not there is left out."),
    OP("GET", "/v1/tweets/{id}", "getTweet", "Reads a tweet"),
    OP("PUT", "/v1/tweets/{id}", "editTweet", "Changes the text of a tweet of yours", NEEDS("text"), FAULTS("conflict"),
       .about = "Earlier versions stay to be read. With `version` given, a tweet that was changed since is left alone; "
                "If-Match does the same.",
       .guarded = true),
    OP("DELETE", "/v1/tweets/{id}", "deleteTweet", "Deletes a tweet of yours"),
    OP("GET", "/v1/tweets/{id}/history", "getHistory", "Lists the versions of a tweet"),
    OP("GET", "/v1/tweets/{id}/replies", "listReplies", "Lists what replies to a tweet"),
    OP("GET", "/v1/tweets/{id}/likes", "listLikers", "Lists who likes a tweet", .about = "Of a retweet: its original's."),
    OP("GET", "/v1/tweets/{id}/retweets", "listRetweeters", "Lists who retweeted a tweet"),
    OP("PUT", "/v1/tweets/{id}/like", "like", "Likes a tweet", .about = "Once more changes nothing. " OF_ORIGINALS),
    OP("DELETE", "/v1/tweets/{id}/like", "unlike", "Takes a like back"),
    OP("PUT", "/v1/tweets/{id}/retweet", "retweet", "Retweets a tweet",
       .about = "Your followers get it as a tweet of yours with `retweet_of`. Once more changes nothing. " OF_ORIGINALS),
    OP("DELETE", "/v1/tweets/{id}/retweet", "unretweet", "Takes a retweet back"),
    OP("PUT", "/v1/tweets/{id}/bookmark", "bookmark", "Keeps a tweet for later", .about = "Only you see it. " OF_ORIGINALS),
    OP("DELETE", "/v1/tweets/{id}/bookmark", "unbookmark", "Keeps a tweet no longer"),
    OP("GET", "/v1/users/{id}/tweets", "listUserTweets", "Lists a person's tweets"),
    OP("GET", "/v1/users/{id}/likes", "listLikes", "Lists the tweets that you like",
       .about = "Your own only; another's are not found. Pages go by when they were liked, so follow `Link`."),
    OP("GET", "/v1/bookmarks", "listBookmarks", "Lists your bookmarks",
       .about = "Pages go by when they were kept, so follow `Link`."),
    OP("GET", "/v1/timelines/home", "homeTimeline", "Lists tweets of those you follow, and yours"),
    OP("GET", "/v1/timelines/public", "publicTimeline", "Lists everybody's tweets", .about = "Without replies and retweets."),

    OP("POST", "/v1/tweet", "aliasTweet", "Publishes a tweet: createTweet in other words", NEEDS("twitterContent"),
       .refusal = "AliasNoTweet"),
    OP("POST", "/v1/comment/{id}", "aliasComment", "Replies to a tweet: createTweet in other words", NEEDS("commentString"),
       .refusal = "AliasNoComment"),
    OP("POST", "/v1/like/{id}", "aliasLike", "Likes a tweet: like in other words", .refusal = "AliasNoTweet"),
    OP("POST", "/v1/follow", "aliasFollow", "Follows a person: follow in other words", NEEDS("followingUserId"),
       FAULTS("invalid not_found")),
    OP("POST", "/send", "aliasSend", "Publishes a tweet: createTweet in other words", NEEDS("text")),
    OP("GET", "/fetch", "aliasFetch", "Lists the home timeline: homeTimeline in other words", FAULTS("forbidden")),
    OP("POST", "/tweets", "aliasTweets", "Publishes a tweet: createTweet in other words", NEEDS("text")),
    OP("GET", "/tweets/{id}", "aliasGetTweet", "Reads a tweet: getTweet in other words"),
    OP("DELETE", "/tweets/{id}", "aliasDeleteTweet", "Deletes a tweet of yours: deleteTweet in other words"),

    OP("GET", "/v1/rate_limit_status", "getRateLimits", "Tells how often you still may"),
    OP("GET", "/v1/openapi.json", "getDescription", "Reads this description"),
    {.path = NULL},
};

const struct api_answer api_answers[] = {
    {json_user, 200, "User", false},
    {json_user_created, 201, "User", false},
    {json_users, 200, "PersonList", false},
    {json_people, 200, "PersonList", false},
    {json_fans, 200, "PersonList", false},
    {json_session_created, 201, "Session", false},
    {json_sessions, 200, "SessionList", false},
    {json_tokens, 200, "TokenList", false},
    {json_token_created, 201, "TokenMade", false},
    {json_tweet, 200, "Tweet", true},
    {json_tweet_created, 201, "Tweet", true},
    {json_history, 200, "VersionList", false},
    {json_tweets, 200, "TweetList", false},
    {json_alias_tweeted, 201, "AliasTweet", false},
    {json_alias_commented, 200, "AliasMessage", false},
    {json_alias_liked, 200, "AliasMessage", false},
    {json_alias_followed, 200, "AliasFollow", false},
    {json_nothing, 204, NULL, false},
    {json_rates, 200, "RateLimits", false},
    {json_description, 200, "object", false},
    {.render = NULL},
};

const struct api_parameter api_parameters[] = {
    {"id", "of what the path names"},
    {"ids", "up to 100"},
    {"username", "letters, digits and _, up to 15"},
    {"max_id", "only what is older than this id"},
    {"since_id", "only what is newer than this id: of that the newest come"},
    {"min_id", "only what is newer than this id: of that the oldest come, next to it"},
    {"limit", "how many; more than 100 are 100"},
    {"text", "up to 280 weighted characters: of most writings each is 1, of wide ones and pictures 2, a link 23"},
    {"reply_to", "the id of the tweet that this one replies to"},
    {"redraft_of", "the id of a tweet of yours that is deleted when this one is out"},
    {"lang", "its language, a BCP 47 tag such as `en` or `pt-BR`; guessed when not given"},
    {"place_name", "where it was written, up to 100 characters; also as `place`: `{\"name\",\"lat\",\"lon\"}`"},
    {"place_lat", "latitude of the place in decimal degrees, at most six decimals; only along with place_lon"},
    {"place_lon", "longitude of the place"},
    {"exclude_replies", "leaves out replies to others"},
    {"media", "none: images and films cannot be sent yet"},
    {"images", "none: images and films cannot be sent yet"},
    {"twitterContent", "the `text`"},
    {"commentString", "the `text`"},
    {"followingUserId", "whom to follow"},
    {"length", "the `limit`"},
    {"userId", "your own, if it is given at all"},
    {"userID", "your own, if it is given at all"},
    {"createDate", "read over: the server's clock counts"},
    {"updateDate", "read over: the server's clock counts"},
    {"version", "the version that was read, of the tweet's `version`"},
    {"name", "what the token is for, up to 50 characters"},
    {"scopes", "who may write may read"},
    {"expires_in", "how long it lives; 90d when not given"},
    {"email", "where mail reaches you; shown to nobody else"},
    {"display_name", "the name shown, up to 50 characters"},
    {"password", "at least 8 characters, none of the common ones"},
    {"invitation", "the code of an invitation, where the site asks for one"},
    {"login", "username or e-mail address"},
    {"bio", "up to 160 characters"},
    {"location", "up to 30 characters"},
    {"url", "an http or https address"},
    {"birthday", "YYYY-MM-DD; shown to nobody else"},
    {"language", "of your tweets, a BCP 47 tag; empty takes it away"},
    {"time_zone", "in which pages show you times, as Europe/Berlin; empty takes it away"},
    {"field_1_name", "the label of the first line, up to 30 characters"},
    {"field_1_value", "what stands beside it, up to 150 characters"},
    {"field_2_name", "the second label"},
    {"field_2_value", "what stands beside it"},
    {"field_3_name", "the third label"},
    {"field_3_value", "what stands beside it"},
    {"field_4_name", "the fourth label"},
    {"field_4_value", "what stands beside it"},
    {NULL, NULL},
};

const struct api_parameter api_words[] = {
    {"scopes", "read|write|read write"},
    {"expires_in", "30d|90d|1y|never"},
    {NULL, NULL},
};

bool api_tells_of(const struct route *row)
{
    return (row->flags & ROUTE_JSON) != 0 && row->flags / ROUTE_OWN % SESSION_ONLY != RATE_NONE;
}

const struct api_operation *api_operation_of(const struct route *row)
{
    for (const struct api_operation *o = api_operations; o->path != NULL; o++)
        if (strcmp(o->path, row->path) == 0 && strcmp(o->method, row->method) == 0)
            return o;
    return NULL;
}

const struct api_answer *api_answer_of(const struct route *row)
{
    for (const struct api_answer *a = api_answers; a->render != NULL; a++)
        if (a->render == row->render)
            return a;
    return NULL;
}

static const char *about_of(const struct api_parameter *p, const char *name)
{
    for (; p->name != NULL; p++)
        if (strcmp(p->name, name) == 0)
            return p->about;
    return NULL;
}

const char *api_parameter_about(const char *name)
{
    return about_of(api_parameters, name);
}

const char *api_parameter_words(const char *name)
{
    return about_of(api_words, name);
}

bool api_lists(const char *list, const char *word)
{
    struct str one, rest = str_from(list);
    while (str_next(&rest, ' ', &one))
        if (str_eq(one, str_from(word)))
            return true;
    return false;
}
