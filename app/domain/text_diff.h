/* Two texts compared word by word: the longest common run of words stays, the rest went or came.
 *
 * A word is a run of characters between blanks and punctuation; a blank run, a punctuation mark and an
 * ideograph or kana (which no blank separates) are words of their own. Texts of more than TEXT_DIFF_WORDS words
 * between their common beginning and end are not aligned: all of that went and came. */
#ifndef DOMAIN_TEXT_DIFF_H
#define DOMAIN_TEXT_DIFF_H

#include "model/history.h"

struct arena;

enum { TEXT_DIFF_WORDS = 400 };

struct text_differ { /* the table of one comparison, used again for the next */
    struct arena *arena;
    uint16_t *lengths;
};

/* In the order of reading, what went before what came in its place. Slices of the two texts, valid UTF-8; the
 * kept and added pieces together are `newer`, the kept and removed ones `older`. */
struct text_pieces text_diff(struct text_differ *d, struct str older, struct str newer);

#endif
