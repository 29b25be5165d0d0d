#include "base/std.h"

#include "http/form.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/work.h"

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Decodes into `to`, which has room for raw.len bytes. */
static bool decode(struct str raw, char *to, struct str *out)
{
    size_t len = 0;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.at[i];
        if (c == '+')
            c = ' ';
        if (c == '%') {
            int high = i + 2 < raw.len ? hex_value(raw.at[i + 1]) : -1;
            int low = high >= 0 ? hex_value(raw.at[i + 2]) : -1;
            if (low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\0')
            return false;
        to[len++] = c;
    }
    *out = (struct str){to, len};
    return utf8_valid(*out);
}

static size_t pairs_in(struct str encoded)
{
    size_t count = 0;
    struct str pair;
    while (str_next(&encoded, '&', &pair))
        count += pair.len > 0;
    return count;
}

enum err form_read(struct work *w, struct str encoded, struct form *out)
{
    struct form form = {NULL, 0};
    struct str pair;
    size_t count = pairs_in(encoded);
    if (count > FORM_PAIRS_MAX)
        return fail(w, ERR_MALFORMED, NULL, "form.too_many", "%zu pairs", count);
    char *to = arena_alloc(w->arena, encoded.len + 1);
    form.at = ARENA_ARRAY(w->arena, struct form_pair, count);
    while (str_next(&encoded, '&', &pair)) {
        struct form_pair *p = &form.at[form.count];
        struct str name = {"", 0};
        if (pair.len == 0)
            continue;
        if (!str_next(&pair, '=', &name) || !decode(name, to, &p->name) || !decode(pair, to + name.len, &p->value))
            return fail(w, ERR_MALFORMED, NULL, "form.malformed", "pair %zu", form.count + 1);
        to += name.len + pair.len;
        form.count++;
    }
    *out = form;
    return OK;
}

static bool unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

void form_escape(struct buf *out, struct str raw)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < raw.len; i++) {
        unsigned char c = (unsigned char)raw.at[i];
        if (unreserved(raw.at[i])) {
            buf_put_char(out, raw.at[i]);
            continue;
        }
        char escape[3] = {'%', digits[c >> 4], digits[c & 15]};
        buf_put(out, (struct str){escape, sizeof escape});
    }
}
