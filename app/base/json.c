#include "base/std.h"

#include "base/json.h"

#include "base/clock.h"

void json_begin(struct json *j, struct buf *out)
{
    *j = (struct json){.out = out};
}

static void json_comma(struct json *j)
{
    if (j->comma)
        buf_put_char(j->out, ',');
    j->comma = true;
}

void json_open(struct json *j, char bracket)
{
    json_comma(j);
    buf_put_char(j->out, bracket);
    j->comma = false;
}

void json_close(struct json *j, char bracket)
{
    buf_put_char(j->out, bracket);
    j->comma = true;
}

void json_key(struct json *j, const char *name)
{
    struct str s = str_from(name);
    struct buf *b = j->out;
    buf_room(b, s.len + 4);
    char *at = b->at + b->len;
    if (j->comma)
        *at++ = ',';
    *at++ = '"';
    memcpy(at, s.at, s.len);
    at += s.len;
    *at++ = '"';
    *at++ = ':';
    b->len = (size_t)(at - b->at);
    j->comma = false;
}

/* Bytes that may not stand as they are; 0xe2 begins U+2028 and U+2029. */
static const bool json_special[256] = {
    [0 ... 0x1f] = true, ['"'] = true, ['\\'] = true, ['<'] = true, ['>'] = true, ['&'] = true, [0xe2] = true,
};

static char short_escape(unsigned char c)
{
    switch (c) {
    case '"':
    case '\\':
        return (char)c;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

/* Writes the special character that s begins with and returns its bytes. */
static size_t put_special(struct buf *b, struct str s)
{
    unsigned char c = (unsigned char)s.at[0];
    if (c == 0xe2) {
        bool separator = s.len >= 3 && s.at[1] == '\x80' && (s.at[2] == '\xa8' || s.at[2] == '\xa9');
        if (!separator)
            buf_put_char(b, s.at[0]);
        else if (s.at[2] == '\xa8')
            BUF_LIT(b, "\\u2028");
        else
            BUF_LIT(b, "\\u2029");
        return separator ? 3 : 1;
    }
    static const char hex[] = "0123456789abcdef";
    char brief = short_escape(c);
    char text[6] = {'\\', brief ? brief : 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    buf_put(b, (struct str){text, brief ? 2 : 6});
    return 1;
}

void json_text(struct json *j, struct str s)
{
    struct buf *b = j->out;
    json_comma(j);
    buf_room(b, s.len + 2);
    buf_put_char(b, '"');
    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        while (at < s.len && !json_special[(unsigned char)s.at[at]])
            at++;
        buf_put(b, (struct str){s.at + from, at - from});
        if (at < s.len)
            at += put_special(b, (struct str){s.at + at, s.len - at});
    }
    buf_put_char(b, '"');
}

void json_int(struct json *j, int64_t n)
{
    json_comma(j);
    buf_put_i64(j->out, n);
}

void json_id(struct json *j, int64_t id)
{
    if (id == 0) {
        json_null(j);
        return;
    }
    json_comma(j);
    buf_put_char(j->out, '"');
    buf_put_i64(j->out, id);
    buf_put_char(j->out, '"');
}

void json_time(struct json *j, int64_t wall_ms)
{
    if (wall_ms == 0) {
        json_null(j);
        return;
    }
    char iso[CLOCK_ISO_SIZE];
    clock_iso(wall_ms, iso);
    json_text(j, (struct str){iso, CLOCK_ISO_SIZE - 1});
}

void json_degrees(struct json *j, int64_t micro)
{
    uint64_t size = micro < 0 ? -(uint64_t)micro : (uint64_t)micro;
    json_comma(j);
    buf_printf(j->out, "%s%" PRIu64 ".%06" PRIu64, micro < 0 ? "-" : "", size / 1000000, size % 1000000);
}

void json_bool(struct json *j, bool b)
{
    json_comma(j);
    buf_put(j->out, b ? STR("true") : STR("false"));
}

void json_null(struct json *j)
{
    json_comma(j);
    BUF_LIT(j->out, "null");
}
