/* What a tweet said, version by version, and what changed from one to the next. */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include "model/tweet.h"

enum { TWEET_VERSIONS_MAX = 50 };

enum text_piece_kind { TEXT_KEPT, TEXT_REMOVED, TEXT_ADDED };

struct text_piece { /* whole words; neighbours are of different kinds */
    enum text_piece_kind kind;
    struct str text;
};

struct text_pieces {
    struct text_piece *at;
    size_t count;
};

struct tweet_version {
    int64_t version, since_ms;  /* since when it stood */
    struct str text;
    struct text_pieces changes; /* against the version before; of the first one: all of it, kept */
};

struct tweet_history {
    struct tweet_card card;
    struct tweet_version *at; /* newest first, at most TWEET_VERSIONS_MAX */
    size_t count;
};

#endif
