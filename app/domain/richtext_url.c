#include "base/std.h"

#include "domain/richtext_find.h"

#include "base/utf8.h"
#include "domain/richtext_class.h"

enum { SHORT_MAX = 40, LOCAL_PART_MAX = 64, UNSEEN_MAX = 16 };

/* --- paths and queries --- */

static bool in_set(int32_t c, const char *set)
{
    return c > 0 && c < 128 && strchr(set, (int)c);
}

static bool is_cyrillic(int32_t c)
{
    return c >= 0x400 && c <= 0x4ff;
}

static bool in_path(int32_t c)
{
    return is_ascii_alnum(c) || in_set(c, "!*';:=+,.$/%#[]-_~@|&") || c == 0x2013 || is_cyrillic(c) || is_accented(c);
}

static bool may_end_path(int32_t c)
{
    return is_ascii_alnum(c) || in_set(c, "+-=_#/") || is_cyrillic(c) || is_accented(c);
}

static size_t path_run(struct str text, size_t at)
{
    size_t len;
    while (in_path(point_at(text, at, &len)))
        at += len;
    return at;
}

static bool is_at(struct str text, size_t at, char c)
{
    return at < text.len && text.at[at] == c;
}

/* Round brackets and what they hold, two deep; `at` when they do not close. Nothing in them: not a pair. */
static size_t brackets_end(struct str text, size_t at)
{
    size_t end = path_run(text, at + 1);
    if (is_at(text, end, '(')) {
        size_t inner = path_run(text, end + 1);
        if (inner == end + 1 || !is_at(text, inner, ')'))
            return at;
        end = path_run(text, inner + 1);
    }
    return is_at(text, end, ')') && end > at + 1 ? end + 1 : at;
}

size_t richtext_path_end(struct str text, size_t at)
{
    size_t end = at + 1, len; /* the slash is part of it, whatever follows */
    for (size_t i = end;;) {
        int32_t c = point_at(text, i, &len);
        if (in_path(c)) {
            i += len;
            end = may_end_path(c) ? i : end;
            continue;
        }
        size_t behind = c == '(' ? brackets_end(text, i) : i;
        if (behind == i)
            return end;
        end = i = behind;
    }
}

size_t richtext_query_end(struct str text, size_t at)
{
    size_t end = at;
    for (size_t i = at + 1; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (!is_ascii_alnum(c) && !in_set(c, "!?*'@();:&=+$/%#[]-_.,~|"))
            break;
        if (is_ascii_alnum(c) || in_set(c, "_&=#/-"))
            end = i + 1;
    }
    return end;
}

static size_t port_end(struct str text, size_t at)
{
    size_t i = at + 1;
    if (!is_at(text, at, ':'))
        return at;
    while (i < text.len && is_ascii_digit(text.at[i]))
        i++;
    return i > at + 1 ? i : at;
}

/* The end of port, path and query behind a host. */
static size_t tail_end(struct str text, size_t at)
{
    at = port_end(text, at);
    if (is_at(text, at, '/'))
        at = richtext_path_end(text, at);
    return is_at(text, at, '?') ? richtext_query_end(text, at) : at;
}

/* --- with a protocol --- */

static bool may_precede_url(int32_t c)
{
    return !is_ascii_alnum(c) && !is_at_sign(c) && !is_hash_sign(c) && c != '$' && c != 0xfeff && c != 0xfffe && c != 0xffff;
}

/* Where http or https begins that ends at `at`; `at` when neither does. */
static size_t protocol_start(struct str text, size_t at, size_t floor)
{
    static const struct str names[] = {{"https", 5}, {"http", 4}};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (at >= floor + names[i].len && str_eq_fold(str_slice(text, at - names[i].len, at), names[i]))
            return at - names[i].len;
    return at;
}

/* The shortener's own links: one word, then a query. 0 when the host is another; `host` when the word is too long. */
static size_t short_end(struct str text, size_t host, size_t host_to)
{
    size_t i = host_to + 1;
    if (!str_eq_fold(str_slice(text, host, host_to), STR("t.co")) || !is_at(text, host_to, '/'))
        return 0;
    while (i < text.len && is_ascii_alnum(text.at[i]))
        i++;
    if (i == host_to + 1)
        return 0;
    if (i - host_to - 1 > SHORT_MAX)
        return host;
    return is_at(text, i, '?') ? richtext_query_end(text, i) : i;
}

static struct rich_entity url(struct str text, size_t from, size_t to, bool bare)
{
    return (struct rich_entity){.kind = RICH_URL, .from.byte = from, .to.byte = to,
                                .name = str_slice(text, from, to), .bare = bare};
}

bool richtext_find_url(struct str text, size_t at, size_t floor, struct rich_entity *out)
{
    size_t len, from = protocol_start(text, at, floor), host = at + 3;
    if (from == at || !may_precede_url(point_before(text, from, &len)))
        return false;
    size_t host_to = richtext_host_any(text, host);
    if (host_to == host)
        return false;
    size_t shorted = short_end(text, host, host_to);
    size_t to = shorted ? shorted : tail_end(text, host_to);
    if (to == host || to - from > RICH_URL_MAX)
        return false;
    *out = url(text, from, to, false);
    return true;
}

/* --- bare --- */

static bool in_bare(int32_t c)
{
    return is_ascii_word(c) || c == '-' || is_accented(c);
}

static size_t bare_start(struct str text, size_t at, size_t floor)
{
    size_t len;
    while (at > floor && in_bare(point_before(text, at, &len)))
        at -= len;
    return at;
}

/* Over labels and single dots. */
static size_t bare_run_end(struct str text, size_t dot)
{
    size_t len, i = dot;
    while (is_at(text, i, '.')) {
        size_t label = i + 1, end = label;
        while (in_bare(point_at(text, end, &len)))
            end += len;
        if (end == label)
            return label;
        i = end;
    }
    return i;
}

/* An @ follows, perhaps behind more of what an address may have before it. */
static bool is_local_part(struct str text, size_t at)
{
    size_t most = text.len - at < LOCAL_PART_MAX ? text.len : at + LOCAL_PART_MAX;
    while (at < most && (is_ascii_word(text.at[at]) || memchr(".+-%", text.at[at], 4)))
        at++;
    return is_at(text, at, '@');
}

/* What is not seen parts no words for a reader: the character before it counts. */
static bool may_precede_bare(struct str text, size_t at)
{
    size_t len, unseen = 0;
    int32_t c = point_before(text, at, &len);
    for (; c >= 0 && utf8_is_invisible(c) && unseen < UNSEEN_MAX; unseen++) {
        at -= len;
        c = point_before(text, at, &len);
    }
    return unseen < UNSEEN_MAX && may_precede_url(c) && !in_set(c, "-_./%") && !is_accented(c)
           && !(class_of(c) & CLASS_SPACED);
}

bool richtext_find_bare_url(struct str text, size_t at, size_t floor, struct rich_entity *out, size_t *run_end)
{
    size_t from = bare_start(text, at, floor);
    *run_end = bare_run_end(text, at);
    if (from == at || !may_precede_bare(text, from) || is_local_part(text, *run_end))
        return false;
    size_t to = richtext_host_plain(text, from);
    if (to == from)
        return false;
    if (is_at(text, port_end(text, to), '/'))
        to = tail_end(text, to);
    if (to - from > RICH_URL_MAX)
        return false;
    *out = url(text, from, to, true);
    return true;
}
