#include "base/std.h"

#include "base/json_read.h"

#include <json-c/json.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json_scan.h"
#include "base/utf8.h"
#include "base/work.h"

enum { UNIT = 6 /* bytes of \uXXXX */, PAIR = 2 * UNIT };

static enum json_kind kind_of(const struct json_raw *raw, int64_t *number)
{
    switch (raw->value.at[0]) {
    case '{':
        return JSON_OBJECT;
    case '[':
        return JSON_LIST;
    case '"':
        return JSON_TEXT;
    case 't':
    case 'f':
        return JSON_BOOL;
    case 'n':
        return JSON_NULL;
    default:
        return str_to_i64(raw->value, number) ? JSON_INT : JSON_DOUBLE;
    }
}

static enum err member_read(struct work *w, const struct json_raw *raw, struct json_object *tree,
                            struct json_member *out)
{
    struct json_member m = {.name = raw->name, .text = raw->value};
    m.kind = kind_of(raw, &m.number);
    m.truth = raw->value.at[0] == 't';
    if (m.kind == JSON_TEXT) {
        struct json_object *value;
        bool found = json_object_object_get_ex(tree, str_z(w->arena, raw->name), &value);
        if (!found || !json_object_is_type(value, json_type_string))
            return fail(w, ERR_MALFORMED, NULL, "json.malformed", "json-c and the scan before it disagree");
        m.text = (struct str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
    }
    *out = m;
    return OK;
}

static void tokener_release(void *tokener)
{
    json_tokener_free(tokener);
}

static void tree_release(void *tree)
{
    json_object_put(tree);
}

/* The number in \uXXXX; the scan has seen its digits. */
static int32_t unit_at(const char *escape)
{
    char digits[5] = {0};
    memcpy(digits, escape + 2, 4);
    return (int32_t)strtol(digits, NULL, 16);
}

/* Puts the escape that begins the slice, a pair as its character; how many bytes it took. */
static size_t escape_put(struct buf *out, struct str s)
{
    size_t taken = s.at[1] == 'u' ? UNIT : 2;
    int32_t high = taken == UNIT ? unit_at(s.at) : 0;
    if (high < 0xd800 || high > 0xdbff) {
        buf_put(out, str_slice(s, 0, taken));
        return taken;
    }
    char character[4];
    int32_t low = unit_at(s.at + UNIT);
    buf_put(out, (struct str){character, utf8_put(0x10000 + ((high - 0xd800) << 10 | (low - 0xdc00)), character)});
    return PAIR;
}

/* json-c 0.16 reads a pair of \u as U+FFFD when its character ends in D800 to DFFF (U+1D800, U+2D900 ...): it gets the
 * characters themselves. The scan before has seen that escapes and pairs are whole. */
static struct str pairs_joined(struct work *w, struct str body)
{
    size_t at;
    if (!str_find(body, STR("\\u"), &at))
        return body;
    struct buf joined;
    buf_init(&joined, w->arena, body.len);
    for (at = 0; at < body.len;) {
        if (body.at[at] == '\\')
            at += escape_put(&joined, str_slice(body, at, body.len));
        else
            buf_put_char(&joined, body.at[at++]);
    }
    return buf_str(&joined);
}

/* Texts are handed out of the tree, which therefore stays until the unit of work ends. */
static enum err tree_read(struct work *w, struct str body, struct json_object **out)
{
    struct json_tokener *tokener = json_tokener_new_ex(2 * JSON_DEPTH); /* the scan holds the depth */
    if (!tokener || body.len > INT_MAX)
        return fail(w, ERR_BUSY, NULL, "error.busy", "no memory for a JSON tokener");
    arena_defer(w->arena, tokener_release, tokener);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *tree = json_tokener_parse_ex(tokener, body.at, (int)body.len);
    if (!tree)
        return fail(w, ERR_MALFORMED, NULL, "json.malformed", "json-c: %s",
                    json_tokener_error_desc(json_tokener_get_error(tokener)));
    arena_defer(w->arena, tree_release, tree);
    *out = tree;
    return OK;
}

enum err json_read(struct work *w, struct str body, struct json_members *out)
{
    struct json_raws raws;
    struct json_object *tree = NULL;
    TRY(json_scan(w, body, &raws));
    TRY(tree_read(w, pairs_joined(w, body), &tree));
    struct json_member *members = ARENA_ARRAY(w->arena, struct json_member, raws.count);
    for (size_t i = 0; i < raws.count; i++)
        TRY(member_read(w, &raws.at[i], tree, &members[i]));
    *out = (struct json_members){members, raws.count};
    return OK;
}
