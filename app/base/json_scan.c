#include "base/std.h"

#include "base/json_scan.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "base/work.h"

struct scan {
    struct work *w;
    const char *from, *at, *end;
    unsigned depth;
};

static enum err malformed(struct scan *s, const char *what)
{
    size_t at = (size_t)(s->at - s->from);
    return fail(s->w, ERR_MALFORMED, NULL, "json.malformed", "%s at byte %zu", what, at);
}

static void skip_blanks(struct scan *s)
{
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
        s->at++;
}

static bool take(struct scan *s, char c)
{
    bool there = s->at < s->end && *s->at == c;
    s->at += there;
    return there;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char small = (char)(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* The four digits behind \u; -1 when they are not there. */
static int32_t take_unit(struct scan *s)
{
    int32_t unit = 0;
    if (s->end - s->at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(s->at[i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    s->at += 4;
    return unit;
}

/* A code point written as \u, or as two of them: surrogates come in pairs or not at all. */
static int32_t take_point(struct scan *s)
{
    int32_t high = take_unit(s);
    if (high < 0xd800 || high > 0xdfff)
        return high;
    if (high > 0xdbff || !take(s, '\\') || !take(s, 'u'))
        return -1;
    int32_t low = take_unit(s);
    return low < 0xdc00 || low > 0xdfff ? -1 : 0x10000 + ((high - 0xd800) << 10 | (low - 0xdc00));
}

/* What stands behind a backslash; -1 when nothing may. */
static int32_t take_escape(struct scan *s)
{
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (s->at == s->end)
        return -1;
    char name = *s->at++;
    if (name == 'u')
        return take_point(s);
    const char *found = name ? strchr(names, name) : NULL;
    return found ? meanings[found - names] : -1;
}

/* A string behind its opening quote; *out is what stands between the quotes, undecoded. */
static enum err take_string(struct scan *s, struct str *out)
{
    const char *from = s->at;
    while (s->at < s->end && *s->at != '"') {
        unsigned char c = (unsigned char)*s->at++;
        if (c < 0x20)
            return malformed(s, "control character in a string");
        if (c == '\\' && take_escape(s) < 0)
            return malformed(s, "bad escape");
    }
    *out = (struct str){from, (size_t)(s->at - from)};
    return take(s, '"') ? OK : malformed(s, "string without an end");
}

/* Decodes a string that take_string found well-formed. */
static struct str decoded(struct scan *s, struct str raw)
{
    if (!raw.len || !memchr(raw.at, '\\', raw.len))
        return raw;
    struct scan inner = {.from = raw.at, .at = raw.at, .end = raw.at + raw.len};
    char *text = arena_grow(s->w->arena, NULL, 0, raw.len), *to = text;
    while (inner.at < inner.end) {
        char c = *inner.at++;
        if (c == '\\')
            to += utf8_put(take_escape(&inner), to);
        else
            *to++ = c;
    }
    return (struct str){text, (size_t)(to - text)};
}

static enum err take_name(struct scan *s, struct str *out)
{
    struct str raw;
    if (!take(s, '"'))
        return malformed(s, "a name expected");
    TRY(take_string(s, &raw));
    *out = decoded(s, raw);
    return out->len && memchr(out->at, '\0', out->len) ? malformed(s, "NUL in a name") : OK;
}

static size_t take_digits(struct scan *s)
{
    const char *from = s->at;
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
        s->at++;
    return (size_t)(s->at - from);
}

static enum err take_number(struct scan *s)
{
    take(s, '-');
    if (!take(s, '0') && take_digits(s) == 0)
        return malformed(s, "a value expected");
    if (take(s, '.') && take_digits(s) == 0)
        return malformed(s, "digits expected");
    if (take(s, 'e') || take(s, 'E')) {
        if (!take(s, '+'))
            take(s, '-');
        if (take_digits(s) == 0)
            return malformed(s, "digits expected");
    }
    return OK;
}

static bool take_word(struct scan *s, struct str word)
{
    if ((size_t)(s->end - s->at) < word.len || memcmp(s->at, word.at, word.len) != 0)
        return false;
    s->at += word.len;
    return true;
}

static enum err take_value(struct scan *s);

static enum err take_list(struct scan *s)
{
    skip_blanks(s);
    if (take(s, ']'))
        return OK;
    do
        TRY(take_value(s));
    while (take(s, ','));
    return take(s, ']') ? OK : malformed(s, "a comma or ] expected");
}

static enum err member_add(struct scan *s, struct json_raws *members, struct str name)
{
    if (members->count == JSON_MEMBERS)
        return fail(s->w, ERR_MALFORMED, NULL, "json.too_many", "more than %d members", JSON_MEMBERS);
    for (size_t i = 0; i < members->count; i++)
        if (str_eq(members->at[i].name, name))
            return fail(s->w, ERR_MALFORMED, NULL, "json.repeated", "member %zu repeats %zu", members->count, i);
    if ((members->count & (members->count - 1)) == 0) { /* full at each power of two */
        size_t had = members->count * sizeof *members->at;
        members->at = arena_grow(s->w->arena, members->at, had, had ? had * 2 : sizeof *members->at);
    }
    members->at[members->count++] = (struct json_raw){.name = name};
    return OK;
}

static enum err take_member(struct scan *s, struct json_raws *members)
{
    struct str name = {0};
    skip_blanks(s);
    TRY(take_name(s, &name));
    TRY(member_add(s, members, name));
    skip_blanks(s);
    if (!take(s, ':'))
        return malformed(s, "a colon expected");
    skip_blanks(s);
    const char *from = s->at;
    TRY(take_value(s));
    struct str value = {from, (size_t)(s->at - from)};
    members->at[members->count - 1].value = str_trim(value);
    return OK;
}

static enum err take_object(struct scan *s, struct json_raws *members)
{
    skip_blanks(s);
    if (take(s, '}'))
        return OK;
    do
        TRY(take_member(s, members));
    while (take(s, ','));
    return take(s, '}') ? OK : malformed(s, "a comma or } expected");
}

static enum err take_nested(struct scan *s, struct json_raws *members)
{
    bool object = *s->at++ == '{';
    if (++s->depth > JSON_DEPTH)
        return malformed(s, "nested too deep");
    TRY(object ? take_object(s, members) : take_list(s));
    s->depth--;
    return OK;
}

/* A value with the blanks around it. */
static enum err take_value(struct scan *s)
{
    struct json_raws members = {0};
    struct str raw;
    skip_blanks(s);
    if (s->at < s->end && (*s->at == '{' || *s->at == '['))
        TRY(take_nested(s, &members));
    else if (take(s, '"'))
        TRY(take_string(s, &raw));
    else if (!take_word(s, STR("true")) && !take_word(s, STR("false")) && !take_word(s, STR("null")))
        TRY(take_number(s));
    skip_blanks(s);
    return OK;
}

enum err json_scan(struct work *w, struct str body, struct json_raws *out)
{
    struct scan s = {.w = w, .from = body.at, .at = body.at, .end = body.at + body.len};
    struct json_raws members = {0};
    if (!utf8_valid(body))
        return malformed(&s, "not UTF-8");
    skip_blanks(&s);
    if (s.at < s.end && *s.at != '{') {
        TRY(take_value(&s)); /* what is no JSON at all is malformed rather than no object */
        return s.at < s.end ? malformed(&s, "something behind the value")
                            : fail(w, ERR_MALFORMED, NULL, "json.not_object", "the body is no object");
    }
    if (s.at == s.end)
        return malformed(&s, "nothing there");
    TRY(take_nested(&s, &members));
    skip_blanks(&s);
    if (s.at < s.end)
        return malformed(&s, "something behind the object");
    *out = members;
    return OK;
}
