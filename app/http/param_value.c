#include "base/std.h"

#include "http/param_value.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/id.h"
#include "base/utf8.h"
#include "base/work.h"

enum { TEXT_MAX_DEFAULT = 256, NAME_MAX_BYTES = 15 };

static const char *type_key(enum param_kind kind)
{
    switch (kind) {
    case PARAM_ID: return "param.type_id";
    case PARAM_IDS: return "param.type_ids";
    case PARAM_COUNT: return "param.type_count";
    case PARAM_BOOL: return "param.type_bool";
    case PARAM_DECIMAL: return "param.type_decimal";
    case PARAM_TEXT:
    case PARAM_LINE:
    case PARAM_WAY:
    case PARAM_SECRET:
    case PARAM_NOTHING:
    case PARAM_IGNORED:
    case PARAM_NAME: break;
    }
    return "param.type_text";
}

static MUST_USE enum err wrong_type(struct work *w, const struct param *p, const char *what)
{
    return fail(w, ERR_MALFORMED, param_spelt(p->spec), type_key(p->spec->kind), "not %s", what);
}

/* CR LF and lone CR become LF: what a browser sends is not what was typed. */
static struct str unify_line_ends(struct work *w, struct str s)
{
    struct buf b;
    size_t at;
    if (!str_find(s, STR("\r"), &at))
        return s;
    buf_init(&b, w->arena, s.len);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != '\r')
            buf_put_char(&b, s.at[i]);
        else if (i + 1 == s.len || s.at[i + 1] != '\n')
            buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

static bool has_control(struct str s)
{
    int32_t c;
    while ((c = utf8_next(&s)) >= 0)
        if (c == '\n' || c == '\t' || utf8_is_control(c))
            return true;
    return false;
}

static void check_length(struct work *w, const struct param *p)
{
    size_t max = p->spec->max > 0 ? p->spec->max : TEXT_MAX_DEFAULT;
    if (p->text.len > max)
        complain(w, param_spelt(p->spec), p->spec->too_long != NULL ? p->spec->too_long : "param.too_long");
}

static void put_line(struct work *w, struct param *p, struct str value)
{
    p->text = utf8_nfc(w->arena, str_trim(value));
    if (has_control(p->text))
        complain(w, param_spelt(p->spec), "param.control");
    check_length(w, p);
}

static void put_way(struct param *p, struct str value)
{
    p->text = str_trim(value);
    p->given = p->text.len <= p->spec->max && !has_control(p->text);
}

static void put_name(struct work *w, struct param *p, struct str value)
{
    bool fine = value.len > 0 && value.len <= NAME_MAX_BYTES;
    for (size_t i = 0; fine && i < value.len; i++) {
        char c = value.at[i];
        fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    p->text = value;
    if (!fine)
        complain(w, param_spelt(p->spec), "param.name");
}

static MUST_USE enum err put_id(struct work *w, struct param *p, struct str value)
{
    p->text = value;
    return id_read(value, &p->number) ? OK : wrong_type(w, p, "an id");
}

static MUST_USE enum err put_count(struct work *w, struct param *p, struct str value)
{
    p->text = value;
    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] < '0' || value.at[i] > '9')
            return wrong_type(w, p, "a number");
    uint64_t number = PARAM_COUNT_MAX; /* what overflows is above it, too */
    if (!str_to_u64(value, &number) && value.len < 19)
        return wrong_type(w, p, "a number");
    if (number == 0)
        return wrong_type(w, p, "above zero");
    p->number = number > PARAM_COUNT_MAX ? PARAM_COUNT_MAX : (int64_t)number;
    return OK;
}

/* A list's piece: an id, in quotes when the list is JSON. */
static bool ids_piece(struct str piece, bool json, int64_t *out)
{
    piece = json ? str_trim(piece) : piece;
    if (json && piece.len >= 2 && piece.at[0] == '"' && piece.at[piece.len - 1] == '"')
        piece = str_slice(piece, 1, piece.len - 1);
    return id_read(piece, out);
}

static MUST_USE enum err put_ids(struct work *w, struct param *p, struct str value, bool json)
{
    struct str piece, rest = value;
    p->text = value;
    p->numbers = ARENA_ARRAY(w->arena, int64_t, PARAM_IDS_MAX);
    while (str_next(&rest, ',', &piece)) {
        if (p->count == PARAM_IDS_MAX)
            return fail(w, ERR_MALFORMED, param_spelt(p->spec), "param.too_many", "more than %d ids", (int)PARAM_IDS_MAX);
        if (!ids_piece(piece, json, &p->numbers[p->count++]))
            return wrong_type(w, p, "a list of ids");
    }
    return OK;
}

static MUST_USE enum err put_bool(struct work *w, struct param *p, struct str value)
{
    bool yes = str_eq(value, STR("1")) || str_eq(value, STR("true")) || str_eq(value, STR("on"));
    p->text = value;
    p->number = yes;
    if (!yes && !str_eq(value, STR("0")) && !str_eq(value, STR("false")))
        return wrong_type(w, p, "yes or no");
    return OK;
}

/* Never "given": where it is fine there is nothing in it. */
static void put_nothing(struct work *w, struct param *p, bool empty)
{
    p->given = false;
    if (!empty)
        complain(w, param_spelt(p->spec), p->spec->too_long);
}

static bool kind_is_text(enum param_kind kind)
{
    return kind == PARAM_TEXT || kind == PARAM_LINE || kind == PARAM_WAY || kind == PARAM_SECRET || kind == PARAM_NAME
           || kind == PARAM_DECIMAL;
}

enum err param_from_text(struct work *w, struct param *p, struct str value, bool empty_is_absent)
{
    p->given = value.len > 0 || !empty_is_absent || kind_is_text(p->spec->kind);
    if (!p->given)
        return OK;
    switch (p->spec->kind) {
    case PARAM_TEXT:
        p->text = utf8_nfc(w->arena, unify_line_ends(w, value));
        check_length(w, p);
        return OK;
    case PARAM_LINE:
    case PARAM_DECIMAL:
        put_line(w, p, value);
        return OK;
    case PARAM_WAY:
        put_way(p, value);
        return OK;
    case PARAM_SECRET:
        p->text = value;
        check_length(w, p);
        return OK;
    case PARAM_NAME:
        put_name(w, p, value);
        return OK;
    case PARAM_ID: return put_id(w, p, value);
    case PARAM_IDS: return put_ids(w, p, value, false);
    case PARAM_COUNT: return put_count(w, p, value);
    case PARAM_BOOL: return put_bool(w, p, value);
    case PARAM_NOTHING:
        put_nothing(w, p, value.len == 0);
        return OK;
    case PARAM_IGNORED: return OK;
    }
    BUG("parameter %s of unknown kind", p->spec->name);
}

/* `["1","2"]` as it came: what is not a list of ids falls over its own quotes and brackets. */
static MUST_USE enum err ids_from_list(struct work *w, struct param *p, struct str list)
{
    struct str inner = str_trim(str_slice(list, 1, list.len - 1));
    p->given = true;
    return inner.len == 0 ? OK : put_ids(w, p, inner, true);
}

static bool is_number(enum param_kind kind, enum json_kind json)
{
    return (json == JSON_INT && (kind == PARAM_ID || kind == PARAM_COUNT || kind == PARAM_DECIMAL))
           || (json == JSON_DOUBLE && kind == PARAM_DECIMAL);
}

static bool is_empty_list(const struct json_member *m)
{
    return m->kind == JSON_LIST && str_trim(str_slice(m->text, 1, m->text.len - 1)).len == 0;
}

enum err param_from_json(struct work *w, struct param *p, const struct json_member *m)
{
    size_t nul;
    enum param_kind kind = p->spec->kind;
    if (m->kind == JSON_NULL || kind == PARAM_IGNORED)
        return OK;
    if (kind == PARAM_NOTHING) {
        put_nothing(w, p, is_empty_list(m));
        return OK;
    }
    if (kind == PARAM_BOOL && m->kind == JSON_BOOL) {
        p->given = true;
        p->number = m->truth;
        return OK;
    }
    if (kind == PARAM_IDS && m->kind == JSON_LIST)
        return ids_from_list(w, p, m->text);
    bool number = is_number(kind, m->kind);
    bool text = m->kind == JSON_TEXT && kind != PARAM_BOOL && kind != PARAM_COUNT;
    if (!number && !text)
        return wrong_type(w, p, "of the JSON type it should be");
    if (str_find(m->text, (struct str){"", 1}, &nul))
        return fail(w, ERR_MALFORMED, param_spelt(p->spec), "param.nul", "NUL at %zu", nul);
    return param_from_text(w, p, m->text, false);
}
