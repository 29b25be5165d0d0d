/* A tweet: a text of up to 280 characters, weighed by domain/richtext.h, by one author.
 *
 * A reply is a tweet with reply_to_id. A retweet is a row of its own: retweet_of_id, and no text; what people do
 * with it (like, reply ...) they do with the original. */
#ifndef MODEL_TWEET_H
#define MODEL_TWEET_H

#include "model/rich.h"
#include "model/user.h"

enum { TWEET_BYTES_MAX = 8192 /* of input, before it is weighed */ };

struct tweet_place { /* by choice only */
    struct str name; /* empty: none */
    bool located;    /* the coordinates are given: WGS 84, millionths of a degree */
    int64_t lat, lon;
};

struct tweet_counts {
    int64_t likes, retweets, replies;
};

struct tweet {
    int64_t id, author_id;
    struct str text; /* NFC; empty in a retweet */
    int64_t created_ms;
    int64_t edited_ms;          /* 0: never */
    int64_t version;            /* 1, and one more with each edit */
    int64_t reply_to_id, reply_to_author_id; /* 0: no reply */
    int64_t conversation_id;    /* the tweet that began it; own id when that is this one (stored as 0) */
    int64_t retweet_of_id;      /* 0: no retweet */
    struct str lang;            /* BCP 47, or empty: not known */
    struct tweet_place place;
    struct tweet_counts counts;
};

struct tweet_marks { /* what the viewer has to do with this tweet; all false for nobody known */
    bool liked, retweeted, bookmarked;
};

struct tweet_card { /* complete for showing */
    struct tweet tweet;
    struct user_card author;
    struct rich parts;     /* of the text; mentions of people who are here have their user_id */
    struct safe_html html; /* the text with its links */
    struct tweet_marks viewer;
    const struct tweet_card *retweet_of; /* the original's card, complete; NULL: no retweet */
    struct str reply_to_name;            /* whom it replies to; empty: no reply, or that person is gone */
};

#endif
