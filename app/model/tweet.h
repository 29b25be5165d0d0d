/* A tweet: a text of up to 280 characters, weighed by domain/richtext.h, by one author. */
#ifndef MODEL_TWEET_H
#define MODEL_TWEET_H

#include "model/rich.h"
#include "model/user.h"

enum { TWEET_BYTES_MAX = 8192 /* of input, before it is weighed */ };

struct tweet {
    int64_t id, author_id;
    struct str text; /* NFC */
    int64_t created_ms;
};

struct tweet_card { /* complete for showing */
    struct tweet tweet;
    struct user_card author;
    struct rich parts;     /* of the text; mentions of people who are here have their user_id */
    struct safe_html html; /* the text with its links */
};

#endif
