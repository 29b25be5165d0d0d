/* What the text of a tweet must be, and how it is made ready for showing.
 *
 * What stands in a text and how long it is says domain/richtext.h. Memory is the arena's. */
#ifndef DOMAIN_TWEET_TEXT_H
#define DOMAIN_TWEET_TEXT_H

#include "base/fault.h"
#include "model/tweet.h"

struct arena;

enum { TWEET_TEXT_NAMES = 128 /* that are looked up for one list of tweets */ };

/* The text as it is stored: line ends are \n, blanks off both ends, NFC. */
struct str tweet_text_clean(struct arena *a, struct str typed);
/* NULL when cleaned text may be published, else the message key: "tweet.empty", "tweet.too_long",
 * "tweet.control". */
const char *tweet_text_judge(struct arena *a, struct str cleaned);

struct tweet_room {          /* how a text stands to the limit */
    int64_t left;            /* characters; negative: too many */
    struct str fits, excess; /* the cleaned text in two parts */
};
struct tweet_room tweet_text_room(struct arena *a, struct str typed);

/* Fills parts and html of the cards. The first TWEET_TEXT_NAMES different names that are mentioned are looked up,
 * in one statement; other mentions stay plain text. */
MUST_USE enum err tweet_text_show(struct work *w, struct tweet_card *cards, size_t count);

#endif
