/* A tweet: at most 280 characters by one author. */
#ifndef MODEL_TWEET_H
#define MODEL_TWEET_H

#include "model/user.h"

enum { TWEET_MAX = 280 /* code points */, TWEET_BYTES_MAX = 8192 /* of input, before it is counted */ };

struct tweet {
    int64_t id, author_id;
    struct str text; /* NFC */
    int64_t created_ms;
};

struct tweet_card { /* complete for showing */
    struct tweet tweet;
    struct user_card author;
};

#endif
