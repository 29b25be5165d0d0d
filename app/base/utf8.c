#include "base/std.h"

#include "base/utf8.h"

#include <utf8proc.h>

#include "base/arena.h"

/* RFC 3629, section 4: what may follow each first byte. */
static size_t sequence_length(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xbf;
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef) {
        *low = first == 0xe0 ? 0xa0 : 0x80;  /* shortest form */
        *high = first == 0xed ? 0x9f : 0xbf; /* no surrogates */
        return 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        *low = first == 0xf0 ? 0x90 : 0x80;
        *high = first == 0xf4 ? 0x8f : 0xbf; /* at most U+10FFFF */
        return 4;
    }
    return 0;
}

size_t utf8_sequence(struct str s)
{
    if (s.len == 0)
        return 0;
    const unsigned char *at = (const unsigned char *)s.at;
    unsigned char low, high;
    size_t length = sequence_length(at[0], &low, &high);
    if (length < 2)
        return length;
    if (length > s.len || at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

/* Length of the leading ASCII, eight bytes at a time. */
static size_t ascii_length(struct str s)
{
    size_t i = 0;
    for (uint64_t eight; i + sizeof eight <= s.len; i += sizeof eight) {
        memcpy(&eight, s.at + i, sizeof eight);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (i < s.len && (unsigned char)s.at[i] < 0x80)
        i++;
    return i;
}

bool utf8_valid(struct str s)
{
    for (size_t at = ascii_length(s); at < s.len;) {
        size_t length = utf8_sequence((struct str){s.at + at, s.len - at});
        if (length == 0)
            return false;
        at += length;
        if (length == 1) /* back in ASCII: most likely for longer */
            at += ascii_length((struct str){s.at + at, s.len - at});
    }
    return true;
}

size_t utf8_count(struct str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.at[i] & 0xc0) != 0x80;
    return count;
}

int32_t utf8_next(struct str *s)
{
    size_t length = utf8_sequence(*s);
    if (length == 0)
        return -1;
    static const unsigned char first_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    int32_t c = (unsigned char)s->at[0] & first_bits[length];
    for (size_t i = 1; i < length; i++)
        c = c << 6 | ((unsigned char)s->at[i] & 0x3f);
    *s = (struct str){s->at + length, s->len - length};
    return c;
}

size_t utf8_put(int32_t c, char *out)
{
    return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

size_t utf8_graphemes(struct str s)
{
    size_t count = 0;
    utf8proc_int32_t state = 0, before = -1, c;
    while ((c = utf8_next(&s)) >= 0) {
        if (before < 0 || utf8proc_grapheme_break_stateful(before, c, &state))
            count++;
        before = c;
    }
    return count;
}

/* Nothing below U+0300 changes under NFC, whatever stands beside it but marks from there on. */
static bool is_surely_nfc(struct str s)
{
    for (size_t i = ascii_length(s); i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0xcc)
            return false;
    return true;
}

struct str utf8_nfc(struct arena *a, struct str s)
{
    static const int options = UTF8PROC_COMPOSE | UTF8PROC_STABLE;
    if (is_surely_nfc(s))
        return s;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.at;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.len, NULL, 0, options);
    if (count < 0)
        return s;
    utf8proc_int32_t *points = arena_grow(a, NULL, 0, ((size_t)count + 1) * sizeof *points);
    count = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.len, points, count, options);
    utf8proc_ssize_t size = count < 0 ? count : utf8proc_reencode(points, count, options);
    struct str normal = {(const char *)points, size < 0 ? 0 : (size_t)size};
    return size < 0 || str_eq(normal, s) ? s : normal;
}

bool utf8_is_control(int32_t c)
{
    if (c == '\n' || c == '\t')
        return false;
    return (c >= 0 && c < 0x20) || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

struct range {
    int32_t from, to;
};

static bool in_ranges(int32_t c, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count && c >= ranges[i].from; i++)
        if (c <= ranges[i].to)
            return true;
    return false;
}

bool utf8_is_invisible(int32_t c)
{
    static const struct range ranges[] = {
        {0x00ad, 0x00ad},   /* soft hyphen */
        {0x061c, 0x061c},   /* Arabic letter mark */
        {0x180e, 0x180e},   /* Mongolian vowel separator */
        {0x200b, 0x200f},   /* zero-width space and joiners, direction marks */
        {0x202a, 0x202e},   /* embeddings and overrides */
        {0x2060, 0x206f},   /* word joiner, invisible operators, isolates */
        {0xfeff, 0xfeff},   /* byte order mark */
        {0xfff9, 0xfffb},   /* interlinear annotation */
        {0xe0000, 0xe007f}, /* tags */
    };
    return in_ranges(c, ranges, COUNT_OF(ranges));
}

/* Drawn as nothing though they are neither space nor format characters. */
static bool is_empty_letter(int32_t c)
{
    static const struct range ranges[] = {
        {0x034f, 0x034f},   /* combining grapheme joiner */
        {0x115f, 0x1160},   /* Hangul fillers */
        {0x17b4, 0x17b5},   /* Khmer inherent vowels */
        {0x180b, 0x180f},   /* Mongolian variation selectors */
        {0x2800, 0x2800},   /* Braille blank */
        {0x3164, 0x3164},   /* Hangul filler */
        {0xfe00, 0xfe0f},   /* variation selectors */
        {0xffa0, 0xffa0},   /* half-width Hangul filler */
        {0xe0100, 0xe01ef}, /* more variation selectors */
    };
    return in_ranges(c, ranges, COUNT_OF(ranges));
}

bool utf8_is_mark(int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

bool utf8_is_blank(struct str s)
{
    int32_t c;
    while ((c = utf8_next(&s)) >= 0) {
        utf8proc_category_t category = utf8proc_category(c);
        bool space = category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL
                     || category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CC;
        if (!space && !utf8_is_invisible(c) && !is_empty_letter(c))
            return false;
    }
    return true;
}
