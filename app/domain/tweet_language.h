/* In which language a tweet is: what its author says, else what its letters tell beyond doubt, else nothing.
 *
 * A wrong language is worse than none: it makes screen readers mispronounce and hyphenation wrong. Mentions, tags and
 * links are passed over. */
#ifndef DOMAIN_TWEET_LANGUAGE_H
#define DOMAIN_TWEET_LANGUAGE_H

#include "base/fault.h"
#include "base/str.h"

enum { TWEET_LANGUAGE_MAX = 12 /* bytes: "zh-Hant-TW" */ };

/* What somebody says, as BCP 47 writes it: a language of base/locale.h, perhaps with script and region
 * ("PT-br" is "pt-BR"). false: none that is known. */
bool tweet_language_read(struct work *w, struct str said, struct str *out);
/* A tag, or "" when it is not sure. */
struct str tweet_language_guess(struct work *w, struct str text);

#endif
