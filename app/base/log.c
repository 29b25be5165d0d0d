#include "base/std.h"

#include "base/log.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/utf8.h"

enum { LOG_END = 8 /* kept for `" cut=1` and the newline */, LOG_SAID = 1024 };

static struct {
    enum log_level least;
    uint64_t dropped;
} log_state = {LOG_INFO, 0};

void log_set_level(enum log_level least)
{
    log_state.least = least;
}

uint64_t log_dropped(void)
{
    return log_state.dropped;
}

/* A closing quote may stand in what is kept for the end. */
static size_t room(const struct log_line *l)
{
    return l->len < LOG_LINE - LOG_END ? LOG_LINE - LOG_END - l->len : 0;
}

static bool put(struct log_line *l, struct str s)
{
    if (l->cut || s.len > room(l)) {
        l->cut = true;
        return false;
    }
    memcpy(l->text + l->len, s.at, s.len);
    l->len += s.len;
    return true;
}

static bool put_name(struct log_line *l, const char *name)
{
    size_t length = strlen(name);
    if (l->len == 0 || l->cut)
        return false;
    if (length + 4 > room(l)) { /* space, '=', an opening quote, one byte */
        l->cut = true;
        return false;
    }
    l->text[l->len++] = ' ';
    memcpy(l->text + l->len, name, length);
    l->len += length;
    l->text[l->len++] = '=';
    return true;
}

static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] <= ' ' || s.at[i] > '~' || s.at[i] == '"' || s.at[i] == '=' || s.at[i] == '\\')
            return false;
    return s.len > 0;
}

/* One character as it may stand between quotes; *rest moves past it. */
static struct str escaped(struct str *rest, char out[16])
{
    struct str c = {rest->at, utf8_sequence(*rest)};
    unsigned char byte = (unsigned char)rest->at[0];
    if (c.len == 0) {
        *rest = str_slice(*rest, 1, rest->len);
        return (struct str){out, (size_t)snprintf(out, 16, "\\x%02x", byte)};
    }
    int32_t point = utf8_next(rest);
    if (point == '\n')
        return STR("\\n");
    if (point == '\t')
        return STR("\\t");
    if (point == '"' || point == '\\')
        return (struct str){out, (size_t)snprintf(out, 16, "\\%c", (char)point)};
    if (point < 0x80 && utf8_is_control(point))
        return (struct str){out, (size_t)snprintf(out, 16, "\\x%02x", byte)};
    if (utf8_is_control(point) || utf8_is_invisible(point))
        return (struct str){out, (size_t)snprintf(out, 16, "\\u{%x}", (unsigned)point)};
    return c;
}

static void put_value(struct log_line *l, struct str s)
{
    if (is_plain(s) && put(l, s))
        return;
    l->cut = false; /* a plain value too long for the line is cut between quotes */
    put(l, STR("\""));
    char out[16];
    while (s.len && put(l, escaped(&s, out)))
        continue;
    l->text[l->len++] = '"';
}

static const char *level_name(enum log_level level)
{
    static const char *const names[] = {"debug", "info", "warning", "error"};
    return names[level];
}

void log_open(struct log_line *l, enum log_level level, const char *event)
{
    l->cut = false;
    l->len = 0;
    if (level < log_state.least)
        return;
    memcpy(l->text, "ts=", 3);
    clock_iso(clock_wall_ms(), l->text + 3);
    l->len = 3 + CLOCK_ISO_SIZE - 1;
    log_text(l, "level", level_name(level));
    log_text(l, "event", event);
}

void log_text(struct log_line *l, const char *name, const char *value)
{
    if (value && put_name(l, name))
        put_value(l, str_from(value));
}

void log_str(struct log_line *l, const char *name, struct str value)
{
    if (value.len && put_name(l, name))
        put_value(l, value);
}

void log_int(struct log_line *l, const char *name, int64_t value)
{
    char digits[24];
    if (put_name(l, name))
        put(l, (struct str){digits, (size_t)snprintf(digits, sizeof digits, "%" PRId64, value)});
}

void log_close(struct log_line *l)
{
    static const char cut[] = " cut=1";
    if (l->len == 0)
        return;
    if (l->cut) {
        memcpy(l->text + l->len, cut, sizeof cut - 1);
        l->len += sizeof cut - 1;
    }
    l->text[l->len++] = '\n';
    int saved = errno;
    if (write(STDERR_FILENO, l->text, l->len) != (ssize_t)l->len)
        log_state.dropped++;
    errno = saved;
    l->len = 0;
}

void log_say(enum log_level level, const char *event, const char *format, ...)
{
    if (level < log_state.least)
        return;
    char said[LOG_SAID];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(said, sizeof said, format, args);
    va_end(args);
    struct log_line l;
    log_open(&l, level, event);
    log_text(&l, "msg", length < 0 ? "" : said);
    log_close(&l);
}
