/* What the text of a tweet must be: pure rules. Length counts code points until the text engine comes. */
#ifndef DOMAIN_TWEET_TEXT_H
#define DOMAIN_TWEET_TEXT_H

#include "base/str.h"

/* The text as it is stored: line ends are \n, blanks off both ends, NFC. Memory is the arena's. */
struct str tweet_text_clean(struct arena *a, struct str typed);
/* NULL when cleaned text may be published, else the message key: "tweet.empty", "tweet.too_long",
 * "tweet.control". */
const char *tweet_text_judge(struct str cleaned);
/* The end of cleaned text that is too much; "" when all of it fits. */
struct str tweet_text_excess(struct str cleaned);

#endif
