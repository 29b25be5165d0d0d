#include "base/std.h"

#include "domain/richtext_find.h"

#include "domain/richtext_class.h"

enum { LABEL_MAX = 63, HOST_MAX = 253 };

/* --- top-level domains --- */

static bool may_follow_tld(struct str s, size_t at)
{
    size_t len;
    int32_t c = point_at(s, at, &len);
    return !is_ascii_alnum(c) && c != '@' && c != '+' && c != '-';
}

static int tld_byte(const struct richtext_tld *t, size_t at)
{
    return at < t->len ? (unsigned char)t->name[at] : -1;
}

/* First row of low..high whose byte at `at` is `byte` or more. */
static size_t tld_first(size_t low, size_t high, size_t at, int byte)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tld_byte(&richtext_tlds[middle], at) < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Narrows the sorted table byte by byte; whenever the first row left is used up, it is a match. */
size_t richtext_tld(struct str s, bool retired)
{
    size_t low = 0, high = richtext_tld_count, found = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        int byte = (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        low = tld_first(low, high, i, byte);
        high = tld_first(low, high, i, byte + 1);
        if (low == high)
            break;
        const struct richtext_tld *t = &richtext_tlds[low];
        if (t->len == i + 1 && (retired || !t->retired) && may_follow_tld(s, i + 1))
            found = i + 1;
    }
    return found;
}

/* --- labels --- */

struct punycode { /* RFC 3492, section 6: the numbers of IDNA */
    uint32_t n, delta, bias;
    size_t handled, length;
};

static uint32_t punycode_adapt(uint32_t delta, size_t points, bool first)
{
    uint32_t k = 0;
    delta = first ? delta / 700 : delta / 2;
    delta += delta / (uint32_t)points;
    for (; delta > 455; k += 36)
        delta /= 35;
    return k + 36 * delta / (delta + 38);
}

static void punycode_put(struct punycode *p)
{
    uint32_t q = p->delta;
    for (uint32_t k = 36;; k += 36) {
        uint32_t t = k <= p->bias ? 1 : k >= p->bias + 26 ? 26 : k - p->bias;
        p->length++;
        if (q < t)
            break;
        q = (q - t) / (36 - t);
    }
}

static uint32_t lowest_from(const int32_t *points, size_t count, uint32_t n)
{
    uint32_t lowest = UINT32_MAX;
    for (size_t i = 0; i < count; i++)
        if ((uint32_t)points[i] >= n && (uint32_t)points[i] < lowest)
            lowest = (uint32_t)points[i];
    return lowest;
}

/* Only the length is wanted. count: at most LABEL_MAX, so that nothing overflows and the square is small. */
static size_t punycode_length(const int32_t *points, size_t count, size_t plain)
{
    struct punycode p = {.n = 128, .bias = 72, .handled = plain, .length = plain + (plain > 0)};
    for (; p.handled < count; p.delta++, p.n++) {
        uint32_t next = lowest_from(points, count, p.n);
        p.delta += (next - p.n) * (uint32_t)(p.handled + 1);
        p.n = next;
        for (size_t i = 0; i < count; i++) {
            if ((uint32_t)points[i] < p.n)
                p.delta++;
            if ((uint32_t)points[i] != p.n)
                continue;
            punycode_put(&p);
            p.bias = punycode_adapt(p.delta, p.handled + 1, p.handled == plain);
            p.delta = 0;
            p.handled++;
        }
    }
    return p.length;
}

size_t richtext_label_length(struct str label)
{
    int32_t points[LABEL_MAX];
    size_t count = 0, plain = 0, len;
    for (size_t i = 0; i < label.len; i += len) {
        if (count == LABEL_MAX)
            return LABEL_MAX + 1;
        points[count] = point_at(label, i, &len);
        plain += points[count++] < 128;
    }
    if (plain == count)
        return count;
    size_t length = 4 /* xn-- */ + punycode_length(points, count, plain);
    return length > LABEL_MAX ? LABEL_MAX + 1 : length;
}

/* Letters of Greek, Armenian, Cyrillic and Cherokee: many look like Latin ones. */
static bool resembles_latin(int32_t c)
{
    return (c >= 0x370 && c <= 0x58f) || (c >= 0x13a0 && c <= 0x13ff) || (c >= 0x1c80 && c <= 0x1c8f)
           || (c >= 0x1f00 && c <= 0x1fff) || (c >= 0x2de0 && c <= 0x2dff) || (c >= 0xa640 && c <= 0xa69f)
           || (c >= 0xab70 && c <= 0xabbf);
}

/* Cyrillic letters that are drawn exactly as Latin ones. */
static bool is_look_alike(int32_t c)
{
    static const uint16_t points[] = {0x430, 0x435, 0x43e, 0x440, 0x441, 0x443, 0x445, 0x455, 0x456, 0x458,
                                      0x475, 0x4bb, 0x4cf, 0x501, 0x51b, 0x51d};
    for (size_t i = 0; i < COUNT_OF(points); i++)
        if (c == points[i])
            return true;
    return false;
}

bool richtext_label_deceives(struct str label, bool ascii_tld)
{
    bool latin = false, other = false, all_alike = ascii_tld;
    size_t len;
    for (size_t i = 0; i < label.len; i += len) {
        int32_t c = point_at(label, i, &len);
        latin = latin || is_ascii_letter(c) || is_accented(c);
        other = other || resembles_latin(c);
        all_alike = all_alike && (is_look_alike(c) || is_ascii_digit(c) || c == '-');
    }
    return other && (latin || all_alike);
}

/* --- hosts --- */

struct host_walk {
    struct str text;
    bool any;          /* labels of any script: behind a protocol */
    bool underscored;  /* the label before has an underscore */
    size_t start, end; /* of the host; end: the longest so far, start when there is none */
    size_t bytes;      /* of the labels before, as the DNS spells them, with their dots */
};

static bool in_label(int32_t c, bool any)
{
    return is_ascii_alnum(c) || c == '-' || c == '_' || (any ? class_of(c) & CLASS_HOST : is_accented(c));
}

static size_t label_end(const struct host_walk *h, size_t at)
{
    size_t len;
    while (in_label(point_at(h->text, at, &len), h->any))
        at += len;
    return at;
}

/* All labels before `end` are looked at again once it is known what they stand below. */
static bool host_deceives(const struct host_walk *h, size_t end, bool ascii_tld)
{
    struct str label, rest = str_slice(h->text, h->start, end);
    while (str_next(&rest, '.', &label))
        if (richtext_label_deceives(label, ascii_tld))
            return true;
    return false;
}

static void host_try_tld(struct host_walk *h, size_t at)
{
    size_t len = h->underscored ? 0 : richtext_tld(str_slice(h->text, at, h->text.len), h->any);
    if (len == 0)
        return;
    struct str tld = str_slice(h->text, at, at + len);
    size_t bytes = h->bytes + richtext_label_length(tld), behind;
    int32_t c = point_at(h->text, at + len, &behind);
    bool ascii = (unsigned char)tld.at[0] < 128;
    bool word_goes_on = ascii && (is_accented(c) || (c == '_' && !h->any) || (class_of(c) & CLASS_SPACED));
    if (bytes <= HOST_MAX && !word_goes_on && !host_deceives(h, at, ascii))
        h->end = at + len;
}

/* Takes one label and the dot behind it; false when the host cannot go on. */
static bool host_take_label(struct host_walk *h, size_t *at)
{
    size_t end = label_end(h, *at);
    struct str label = str_slice(h->text, *at, end);
    if (label.len == 0 || end >= h->text.len || h->text.at[end] != '.')
        return false;
    if (memchr("-_", label.at[0], 2) || memchr("-_", label.at[label.len - 1], 2))
        return false;
    size_t length = richtext_label_length(label);
    h->bytes += length + 1;
    h->underscored = memchr(label.at, '_', label.len);
    *at = end + 1;
    return length <= LABEL_MAX && h->bytes <= HOST_MAX;
}

static size_t host_end(struct str text, size_t at, bool any)
{
    struct host_walk h = {.text = text, .any = any, .start = at, .end = at};
    while (host_take_label(&h, &at))
        host_try_tld(&h, at);
    return h.end;
}

size_t richtext_host_any(struct str text, size_t at)
{
    return host_end(text, at, true);
}

size_t richtext_host_plain(struct str text, size_t at)
{
    return host_end(text, at, false);
}
