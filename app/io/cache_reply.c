#include "base/std.h"

#include "io/cache_reply.h"

static enum cache_reply_kind kind_of(struct str word)
{
    static const struct {
        struct str word;
        enum cache_reply_kind kind;
    } KINDS[] = {
        {{"HD", 2}, CACHE_REPLY_DONE},
        {{"NS", 2}, CACHE_REPLY_UNSTORED},
        {{"NF", 2}, CACHE_REPLY_UNFOUND},
        {{"VA", 2}, CACHE_REPLY_VALUE},
    };
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (str_eq(word, KINDS[i].word))
            return KINDS[i].kind;
    return CACHE_REPLY_BAD;
}

static bool size_read(struct str *rest, struct cache_reply *r)
{
    struct str word;
    uint64_t size;
    if (!str_next(rest, ' ', &word) || !str_to_u64(word, &size) || size > CACHE_REPLY_VALUE_MAX)
        return false;
    r->size = (size_t)size;
    return true;
}

/* The flags, each once and no others: the opaque number always, the key with values only. */
static bool flags_read(struct str rest, bool value, struct cache_reply *r)
{
    struct str word;
    bool opaque = false;
    while (str_next(&rest, ' ', &word)) {
        if (!word.len) /* memcached leaves a blank at the end of some lines */
            continue;
        struct str text = str_slice(word, 1, word.len);
        if (word.at[0] == 'O' && !opaque)
            opaque = str_to_u64(text, &r->opaque);
        else if (word.at[0] == 'k' && value && text.len && !r->key.len)
            r->key = text;
        else
            return false;
    }
    return opaque && value == (r->key.len > 0);
}

enum cache_reply_kind cache_reply_read(struct str in, struct cache_reply *out)
{
    struct cache_reply r = {0};
    struct str word, rest = str_slice(in, 0, CACHE_REPLY_LINE_MAX);
    const char *end = rest.len ? memchr(rest.at, '\n', rest.len) : NULL;
    if (!end)
        return rest.len < CACHE_REPLY_LINE_MAX ? CACHE_REPLY_PART : CACHE_REPLY_BAD;
    r.line = (size_t)(end - rest.at) + 1;
    if (r.line < 2 || end[-1] != '\r')
        return CACHE_REPLY_BAD;
    rest.len = r.line - 2;
    if (!str_next(&rest, ' ', &word))
        return CACHE_REPLY_BAD;
    enum cache_reply_kind kind = kind_of(word);
    bool value = kind == CACHE_REPLY_VALUE;
    if (kind == CACHE_REPLY_BAD || (value && !size_read(&rest, &r)) || !flags_read(rest, value, &r))
        return CACHE_REPLY_BAD;
    *out = r;
    return kind;
}
