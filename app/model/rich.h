/* What stands in a text: mentions, hashtags, cashtags and links, in the order of the text, never overlapping.
 *
 * Found by domain/richtext.h, which says what counts as one; here is only their shape. Slices point into
 * the text that was read, which must stay. */
#ifndef MODEL_RICH_H
#define MODEL_RICH_H

#include "base/str.h"

enum { RICH_URL_MAX = 4096 /* bytes */ };

enum rich_kind { RICH_MENTION, RICH_HASHTAG, RICH_CASHTAG, RICH_URL };

struct rich_place { /* one point between two characters of the text, counted three ways */
    size_t byte, point, unit; /* UTF-8 bytes, code points, UTF-16 code units */
};

struct rich_entity {
    enum rich_kind kind;
    struct rich_place from, to; /* with its sign (@ # $); `to` is behind the last character */
    struct str name;            /* without its sign; a URL as it was typed */
    struct str list;            /* of a mention: "garden" when @ada/garden follows, else empty; not in from..to */
    int64_t user_id;            /* of a mention: whose it is, as looked up by domain/; 0: nobody's */
    bool bare;                  /* of a URL: typed without http:// or https:// */
};

struct rich {
    struct rich_entity *at;
    size_t count;
};

#endif
