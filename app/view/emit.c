#include "base/std.h"
#include "view/emit.h"

enum escaping { ESCAPE_NOTHING, ESCAPE_TEXT, ESCAPE_ATTR };

static struct str emit_reference(char c, enum escaping how)
{
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return how == ESCAPE_ATTR ? STR("&quot;") : STR("");
    case '\'':
        return how == ESCAPE_ATTR ? STR("&#39;") : STR("");
    default:
        return STR("");
    }
}

/* Copies runs of plain bytes in one go: most text has nothing to escape. */
static void emit_escaped(struct buf *out, struct str s, enum escaping how)
{
    size_t from = 0;
    for (size_t i = 0; how != ESCAPE_NOTHING && i < s.len; i++) {
        if (s.at[i] > '>') /* a cheap first look: all five that matter are at or below it */
            continue;
        struct str reference = emit_reference(s.at[i], how);
        if (reference.len == 0)
            continue;
        buf_put(out, str_slice(s, from, i));
        buf_put(out, reference);
        from = i + 1;
    }
    buf_put(out, str_slice(s, from, s.len));
}

void emit_text_str(struct buf *out, struct str s)
{
    emit_escaped(out, s, ESCAPE_TEXT);
}

void emit_attr_str(struct buf *out, struct str s)
{
    emit_escaped(out, s, ESCAPE_ATTR);
}

void emit_text_safe(struct buf *out, struct safe_html h)
{
    buf_put(out, h.html);
}

static bool emit_url_has_scheme(struct str s, struct str scheme)
{
    return str_eq_fold(str_slice(s, 0, scheme.len), scheme);
}

/* Browsers drop tabs and line ends from URLs and read \ as /: whoever checks a URL refuses them first. */
static bool emit_url_is_allowed(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c <= ' ' || c == 0x7f || c == '\\')
            return false;
    }
    if (str_starts(s, STR("/")))
        return !str_starts(s, STR("//"));
    return str_starts(s, STR("?")) || str_starts(s, STR("#")) || emit_url_has_scheme(s, STR("https://"))
        || emit_url_has_scheme(s, STR("http://")) || emit_url_has_scheme(s, STR("mailto:"));
}

void emit_url_str(struct buf *out, struct str s)
{
    emit_attr_str(out, emit_url_is_allowed(s) ? s : STR("#"));
}

static bool emit_url_is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~';
}

void emit_url_part_str(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (emit_url_is_unreserved(s.at[i]))
            buf_put_char(out, s.at[i]);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)s.at[i]);
    }
}

void emit_int(struct buf *out, int64_t n)
{
    buf_put_i64(out, n);
}

void emit_uint(struct buf *out, uint64_t n)
{
    buf_put_u64(out, n);
}

bool emit_true_str(struct str s)
{
    return s.len > 0;
}

bool emit_true_safe(struct safe_html h)
{
    return h.html.len > 0;
}

bool emit_true_int(int64_t n)
{
    return n != 0;
}

bool emit_true_uint(uint64_t n)
{
    return n != 0;
}

struct emit_value emit_value_str(struct str name, struct str text)
{
    return (struct emit_value){.name = name, .text = text};
}

struct emit_value emit_value_int(struct str name, int64_t number)
{
    return (struct emit_value){.name = name, .number = number, .is_number = true};
}

struct emit_value emit_value_uint(struct str name, uint64_t number)
{
    return emit_value_int(name, (int64_t)number);
}

/* Of Hebrew, Arabic or their kin, by the first bytes of the sequence: U+0580 to U+08FF, the presentation forms but not
 * emoji's selectors, and the ancient and rare ones from U+10800 and U+1E800. */
static bool begins_right_to_left(const unsigned char *at, size_t len)
{
    if (at[0] >= 0xd6 && at[0] <= 0xdf)
        return true;
    if (at[0] == 0xe0)
        return at[1] >= 0xa0 && at[1] <= 0xa3;
    if (at[0] == 0xef)
        return at[1] >= 0xac && at[1] <= 0xbb && at[1] != 0xb8;
    return at[0] == 0xf0 && (at[1] == 0x90 || at[1] == 0x9e) && len > 2 && at[2] >= 0xa0;
}

static bool runs_right_to_left(struct str s)
{
    for (size_t i = 0; i + 1 < s.len; i++)
        if (begins_right_to_left((const unsigned char *)s.at + i, s.len - i))
            return true;
    return false;
}

/* What runs the other way is kept from pulling the words around it along (FSI ... PDI: <bdi> in plain text). */
static void emit_isolated(struct buf *out, struct str text, enum escaping how)
{
    bool apart = runs_right_to_left(text);
    if (apart)
        BUF_LIT(out, "\xe2\x81\xa8");
    emit_escaped(out, text, how);
    if (apart)
        BUF_LIT(out, "\xe2\x81\xa9");
}

static bool emit_placeholder(struct buf *out, struct str name, const struct emit_value *values, size_t count,
                             enum escaping how)
{
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(values[i].name, name))
            continue;
        if (values[i].is_number)
            buf_put_i64(out, values[i].number);
        else
            emit_isolated(out, values[i].text, how);
        return true;
    }
    return false;
}

static void emit_message(struct buf *out, struct str message, const struct emit_value *values, size_t count,
                         enum escaping how)
{
    size_t open, close;
    while (str_find(message, STR("{"), &open)) {
        struct str rest = str_slice(message, open + 1, message.len);
        emit_escaped(out, str_slice(message, 0, open), how);
        if (str_find(rest, STR("}"), &close)
            && emit_placeholder(out, str_slice(rest, 0, close), values, count, how)) {
            message = str_slice(rest, close + 1, rest.len);
        } else {
            buf_put_char(out, '{');
            message = rest;
        }
    }
    emit_escaped(out, message, how);
}

void emit_message_text(struct buf *out, struct str message, const struct emit_value *values, size_t count)
{
    emit_message(out, message, values, count, ESCAPE_TEXT);
}

void emit_message_attr(struct buf *out, struct str message, const struct emit_value *values, size_t count)
{
    emit_message(out, message, values, count, ESCAPE_ATTR);
}

void emit_message_plain(struct buf *out, struct str message, const struct emit_value *values, size_t count)
{
    emit_message(out, message, values, count, ESCAPE_NOTHING);
}
