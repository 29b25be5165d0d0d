/* Characters as the text engine sees them: classes from the generated table, decoding, a few sets.
 *
 * Inside domain/richtext*.c only. The tables (richtext_table.c) are made by tools/text_tables.py. */
#ifndef DOMAIN_RICHTEXT_CLASS_H
#define DOMAIN_RICHTEXT_CLASS_H

#include "base/str.h"

enum { RICHTEXT_PAGE = 128, RICHTEXT_PAGES = 0x110000 / RICHTEXT_PAGE };

enum { /* in step with tools/text_tables.py */
    CLASS_LETTER = 1,      /* categories L and M: what makes a word */
    CLASS_DIGIT = 2,       /* Nd */
    CLASS_HOST = 4,        /* may stand in a label of a host name */
    CLASS_EMOJI = 8,       /* drawn as emoji by itself */
    CLASS_EMOJI_TEXT = 16, /* drawn as emoji before U+FE0F or within a sequence */
    CLASS_EMOJI_BASE = 32, /* takes a skin tone */
    CLASS_SPACED = 64,     /* a letter of a script that parts words by blanks */
    CLASS_WHITE = 128,     /* white space */
};

struct richtext_tld {
    const char *name; /* lower case, UTF-8 or xn-- */
    uint8_t len;
    bool retired; /* counts behind a protocol only */
};

extern const uint16_t richtext_page[RICHTEXT_PAGES];
extern const unsigned char richtext_classes[][RICHTEXT_PAGE];
extern const struct richtext_tld richtext_tlds[]; /* sorted bytewise */
extern const size_t richtext_tld_count;

/* c: a code point, or -1, which is of no class. */
static inline unsigned class_of(int32_t c)
{
    return c < 0 ? 0 : richtext_classes[richtext_page[c / RICHTEXT_PAGE]][c % RICHTEXT_PAGE];
}

/* The code point at byte i of valid UTF-8 and how many bytes it takes; -1 and 0 at the end. */
static inline int32_t point_at(struct str s, size_t i, size_t *len)
{
    if (i >= s.len) {
        *len = 0;
        return -1;
    }
    const unsigned char *at = (const unsigned char *)s.at + i;
    if (at[0] < 0x80) {
        *len = 1;
        return at[0];
    }
    *len = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
    int32_t c = at[0] & (0x7f >> *len);
    for (size_t n = 1; n < *len; n++)
        c = c << 6 | (at[n] & 0x3f);
    return c;
}

/* The code point that ends before byte i; -1 at the start. */
static inline int32_t point_before(struct str s, size_t i, size_t *len)
{
    size_t from = i, ignored;
    *len = 0;
    if (i == 0)
        return -1;
    do
        from--;
    while (from > 0 && ((unsigned char)s.at[from] & 0xc0) == 0x80);
    *len = i - from;
    return point_at(s, from, &ignored);
}

static inline bool is_ascii_letter(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_ascii_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_ascii_alnum(int32_t c)
{
    return is_ascii_letter(c) || is_ascii_digit(c);
}

/* Word characters of names: A-Z a-z 0-9 _ */
static inline bool is_ascii_word(int32_t c)
{
    return is_ascii_alnum(c) || c == '_';
}

/* Latin beyond ASCII, as names of hosts and paths may hold it. */
static inline bool is_accented(int32_t c)
{
    return (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) || (c >= 0x253 && c <= 0x28b) || c == 0x2bb
           || (c >= 0x300 && c <= 0x36f) || (c >= 0x1e00 && c <= 0x1eff);
}

static inline bool is_at_sign(int32_t c)
{
    return c == '@' || c == 0xff20;
}

static inline bool is_hash_sign(int32_t c)
{
    return c == '#' || c == 0xff03;
}

/* Marks that only turn the direction of writing. */
static inline bool is_direction(int32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2066 && c <= 0x2069);
}

#endif
