#include "base/std.h"

#include "web/api_objects.h"

#define M(name, type, about) {name, type, about, false}
#define MAYBE(name, type, about) {name, type, about, true}
#define MEMBERS(...) ((const struct api_member[]){__VA_ARGS__, {.name = NULL}})
#define LIST_OF(what) MEMBERS(M("data", "[" what "]", "at most `limit` of them"))

const struct api_type api_types[] = {
    {"text", "\"type\":\"string\"", "text"},
    {"id", "\"type\":\"string\",\"pattern\":\"^([1-9][0-9]{0,17}|[1-8][0-9]{18}|9[01][0-9]{17})$\"",
     "a 64-bit number as text"},
    {"name", "\"type\":\"string\",\"pattern\":\"^[A-Za-z0-9_]{1,15}$\"", "a username"},
    {"time", "\"type\":\"string\",\"format\":\"date-time\"", "ISO 8601, UTC, with milliseconds"},
    {"date", "\"type\":\"string\",\"format\":\"date\"", "YYYY-MM-DD"},
    {"url", "\"type\":\"string\"", "an absolute http or https address"},
    {"count", "\"type\":\"integer\",\"format\":\"int64\",\"minimum\":0", "a whole number, 0 or more"},
    {"number", "\"type\":\"integer\",\"format\":\"int64\"", "a whole number"},
    {"bool", "\"type\":\"boolean\"", "true or false"},
    {"degrees", "\"type\":\"number\"", "decimal degrees"},
    {"object", "\"type\":\"object\"", "an object that later versions describe"},
    {NULL, NULL, NULL},
};

#define PERSON                                                                                             \
    M("id", "id", "the account's number"),                                                                 \
        M("username", "name", "the @name, in the spelling its owner chose; unique without regard to case"), \
        M("display_name", "text", "the name shown; the username when none was given"),                     \
        M("bio", "text?", "what they say of themselves; plain text, up to 160 characters"),                \
        M("location", "text?", "where they say they are"),                                                 \
        M("url", "url?", "their link"),                                                                    \
        M("fields", "[Field]", "up to four labelled lines of the profile"),                                \
        M("avatar_url", "url?", "their picture; null until there are pictures"),                           \
        M("header_url", "url?", "the picture across their profile; null until there are pictures"),        \
        M("protected", "bool", "whether only followers may read them"),                                    \
        M("created_at", "time", "when they joined"),                                                       \
        M("followers_count", "count", "how many follow them"),                                             \
        M("following_count", "count", "how many they follow"),                                             \
        M("tweets_count", "count", "their tweets and replies, retweets not counted"),                      \
        M("viewer", "PersonViewer?", "what you have to do with them; null when nobody is logged in")

#define SPAN                                                                   \
    M("start", "count", "where it begins in the text, in code points"),        \
        M("end", "count", "where it ends: the code point behind its last")

#define TOKEN                                                                                  \
    M("id", "id", "its number"), M("name", "text", "what it is for"),                          \
        M("scopes", "[text]", "what it may: read, and maybe write"),                           \
        M("created_at", "time", "when it was made"),                                           \
        M("last_used_at", "time?", "when it was last used, within ten minutes; null: never"),  \
        M("expires_at", "time?", "when it ends by itself; null: never")

static const struct api_member user_members[] = {
    PERSON,
    MAYBE("email", "text?", "your own only: where mail reaches you"),
    MAYBE("birthday", "date?", "your own only"),
    MAYBE("language", "text?", "your own only: of your tweets, a BCP 47 tag"),
    MAYBE("time_zone", "text?", "your own only: in which pages show you times"),
    {.name = NULL},
};

static const struct api_member tweet_members[] = {
    M("id", "id", "the tweet's number"),
    M("text", "text", "what was written: up to 280 weighted characters, plain text"),
    M("author", "Person", "who wrote it"),
    M("created_at", "time", "when it was published"),
    M("edited_at", "time?", "when it was last changed; null when it never was"),
    M("version", "count", "which version of the text this is; the first is 1"),
    M("lang", "text?", "its language, a BCP 47 tag; null when unknown"),
    M("visibility", "is public", "who may read it"),
    M("conversation_id", "id", "the tweet that began the conversation; its own id when it did"),
    M("reply_to", "ReplyTo?", "what it answers; null when nothing"),
    M("retweet_of", "Tweet?", "what it passes on; null when it is a tweet of its own"),
    M("quote_of", "Tweet?", "what it quotes; null when nothing"),
    M("entities", "Entities", "what of the text is more than text"),
    M("place", "Place?", "where it was written, when its author said so"),
    M("media", "[object]", "pictures and films; empty until there are any"),
    M("poll", "object?", "its poll; null until there are any"),
    M("counts", "TweetCounts", "how often things were done with it"),
    M("viewer", "TweetViewer?", "what you did with it; null when nobody is logged in"),
    M("url", "url", "its page"),
    {.name = NULL},
};

static const struct api_member error_members[] = {
    M("kind", "text", /* no enum: clients made of it would fall over a new one */
      "what sort of trouble, one to a status: `malformed`, `invalid`, `unauthenticated`, `forbidden`, `not_found`, "
      "`method`, `conflict`, `precondition`, `too_large`, `unsupported`, `too_many`, `busy` or `internal`; "
      "others may come"),
    M("message", "text", "a sentence for people; its words may change"),
    M("field", "text?", "the parameter that is wrong; null when it is none of them"),
    M("request_id", "text", "names this request in our logs; X-Request-Id says the same"),
    MAYBE("errors", "[Complaint]", "every wrong parameter, when there are several"),
    {.name = NULL},
};

const struct api_object api_objects[] = {
    {"User", "A person with an account, as asked for by itself.", user_members},
    {"Person", "A person with an account, inside tweets and lists.", MEMBERS(PERSON)},
    {"Field", "A labelled line of a profile.",
     MEMBERS(M("name", "text", "the label"), M("value", "text", "what stands beside it"))},
    {"PersonViewer", "What you have to do with a person.",
     MEMBERS(M("following", "bool", "you follow them"), M("followed_by", "bool", "they follow you"),
             M("requested", "bool", "you asked to follow them, and they have not answered"),
             M("blocking", "bool", "you block them"), M("muting", "bool", "you mute them"))},
    {"Session", "A log-in.",
     MEMBERS(M("token", "text", "what you send as `Authorization: Bearer TOKEN`; it is told once, here"),
             M("user", "User", "who logged in"))},
    {"SessionInfo", "A log-in, as its owner sees it later.",
     MEMBERS(M("id", "id", "its number"), M("device", "text", "what the program called itself"),
             M("address", "text", "where it came from"), M("created_at", "time", "when it began"),
             M("last_used_at", "time?", "when it was last used, within ten minutes"),
             M("expires_at", "time", "when it ends by itself"),
             M("current", "bool", "it is the one you ask with"))},
    {"Token", "A personal token.", MEMBERS(TOKEN)},
    {"TokenMade", "A personal token, just made.",
     MEMBERS(M("token", "text", "what the program sends as `Authorization: Bearer TOKEN`; it is told once, here"), TOKEN)},
    {"Tweet", "A tweet, a reply or a retweet.", tweet_members},
    {"ReplyTo", "What a reply answers.",
     MEMBERS(M("id", "id", "the tweet"), M("author_id", "id", "who wrote that"))},
    {"Entities", "Parts of a tweet's text, each in the order of the text.",
     MEMBERS(M("mentions", "[Mention]", "people named"), M("hashtags", "[Tag]", "#words"),
             M("cashtags", "[Tag]", "$words"),
             M("urls", "[TextLink]", "links"))},
    {"Mention", "A person named in a text.",
     MEMBERS(SPAN, M("id", "id", "who"), M("username", "name", "as written"))},
    {"Tag", "A #word or $word of a text.", MEMBERS(SPAN, M("tag", "text", "the word without its sign"))},
    {"TextLink", "A link of a text.",
     MEMBERS(SPAN, M("url", "url", "where it leads"), M("display", "text", "as written"))},
    {"Place", "Where a tweet was written.",
     MEMBERS(M("name", "text", "what its author calls it"), M("lat", "degrees?", "latitude, when given"),
             M("lon", "degrees?", "longitude, when given"))},
    {"TweetCounts", "How often things were done with a tweet.",
     MEMBERS(M("likes", "count", "people who like it"), M("retweets", "count", "people who passed it on"),
             M("replies", "count", "answers"), M("quotes", "count", "tweets that quote it"),
             M("views", "count", "times it was seen"))},
    {"TweetViewer", "What you did with a tweet.",
     MEMBERS(M("liked", "bool", "you like it"), M("retweeted", "bool", "you passed it on"),
             M("bookmarked", "bool", "you keep it"), M("pinned", "bool", "it is the first of your profile"))},
    {"TweetList", "Tweets, newest first.", LIST_OF("Tweet")},
    {"PersonList", "People, newest relation first.", LIST_OF("Person")},
    {"SessionList", "Your log-ins, newest first.", LIST_OF("SessionInfo")},
    {"TokenList", "Your personal tokens, newest first.", LIST_OF("Token")},
    {"VersionList", "The versions of a tweet, newest first.", LIST_OF("Version")},
    {"Version", "A tweet's text as it once stood.",
     MEMBERS(M("version", "count", "its number; the first is 1"), M("created_at", "time", "since when it stood"),
             M("text", "text", "the whole text"), M("changes", "[Change]", "what was done to the version before it"))},
    {"Change", "A piece of a text, and what was done to it.",
     MEMBERS(M("kind", "is kept|removed|added", "what was done"), M("text", "text", "the piece"))},
    {"AliasTweet", "A tweet that was made, in other words.",
     MEMBERS(M("tweetId", "id", "the tweet's id"), M("tweet", "Tweet", "the tweet"))},
    {"AliasMessage", "A word of success.",
     MEMBERS(M("message", "text", "`successfully added`, `successfully liked`"),
             M("tweet", "Tweet", "the reply made, the tweet liked"))},
    {"AliasFollow", "Who follows whom.",
     MEMBERS(M("followingUserId", "id", "who is followed"), M("followerUserId", "id", "who follows: you"),
             M("user", "User", "who is followed"))},
    {"AliasNoTweet", "Why there is no tweet.",
     MEMBERS(MAYBE("tweetId", "id?", "null; left out where the address itself cannot be read"),
             M("error", "Fault", "what went wrong"))},
    {"AliasNoComment", "Why there is no reply.",
     MEMBERS(MAYBE("message", "text", "`cannot insert`; left out where the address itself cannot be read"),
             M("error", "Fault", "what went wrong"))},
    {"RateLimits", "How often you may, and how much of it is left.",
     MEMBERS(M("reads", "RateLimit?", "reading; null when it is not limited"),
             M("tweets", "RateLimit?", "writing tweets, replies, quotes, retweets and edits"),
             M("writes", "RateLimit?", "changing anything else"))},
    {"RateLimit", "A bucket that refills evenly.",
     MEMBERS(M("limit", "count", "how many at once, and how many in a period"),
             M("period_seconds", "count", "how long a period is"),
             M("remaining", "count", "how many are left now"),
             M("reset", "count", "when all of them are there again: seconds of Unix time"))},
    {"Error", "Why a request was refused.", MEMBERS(M("error", "Fault", "what went wrong"))},
    {"Fault", "What went wrong.", error_members},
    {"Complaint", "One wrong parameter of several.",
     MEMBERS(M("message", "text", "a sentence for people"), M("field", "text?", "the parameter"))},
    {NULL, NULL, NULL},
};

static bool is_called(const char *name, const char *wanted, size_t len)
{
    return strlen(name) == len && memcmp(name, wanted, len) == 0;
}

const struct api_object *api_object_find(const char *name, size_t len)
{
    for (const struct api_object *o = api_objects; o->name != NULL; o++)
        if (is_called(o->name, name, len))
            return o;
    return NULL;
}

const struct api_type *api_type_find(const char *word, size_t len)
{
    for (const struct api_type *t = api_types; t->word != NULL; t++)
        if (is_called(t->word, word, len))
            return t;
    return NULL;
}
