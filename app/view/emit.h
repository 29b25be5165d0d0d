/* What compiled templates call: values into HTML, escaped for the place they stand in.
 *
 * Only generated code uses this (tools/templates.py chooses the function). The macros take a struct str
 * or an integer and refuse all else at compile time. Values are valid UTF-8. */
#ifndef VIEW_EMIT_H
#define VIEW_EMIT_H

#include "base/buf.h"
#include "model/safe_html.h"

void emit_text_str(struct buf *out, struct str s); /* & < > */
void emit_attr_str(struct buf *out, struct str s); /* & < > and both quotes */
/* A whole URL in an attribute: a path, query or fragment of this site, or http, https, mailto. Anything
 * else (other schemes, "//host", controls and blanks, backslashes) becomes "#". */
void emit_url_str(struct buf *out, struct str s);
/* A piece of a URL behind a literal: every byte that is not unreserved (RFC 3986 2.3) is percent-encoded. */
void emit_url_part_str(struct buf *out, struct str s);
void emit_text_safe(struct buf *out, struct safe_html h); /* as it is: between tags only, never in an attribute */
void emit_int(struct buf *out, int64_t n);
void emit_uint(struct buf *out, uint64_t n);

bool emit_true_str(struct str s); /* not empty */
bool emit_true_safe(struct safe_html h);
bool emit_true_int(int64_t n);
bool emit_true_uint(uint64_t n);

struct emit_value { /* for a placeholder {name} of a message */
    struct str name, text; /* text: empty for numbers */
    int64_t number;
    bool is_number;
};
struct emit_value emit_value_str(struct str name, struct str text);
struct emit_value emit_value_int(struct str name, int64_t number);
struct emit_value emit_value_uint(struct str name, uint64_t number);

/* The message with its placeholders filled; an unknown placeholder stays as it is. A text that runs from right to left
 * stands between U+2068 and U+2069. */
void emit_message_text(struct buf *out, struct str message, const struct emit_value *values, size_t count);
void emit_message_attr(struct buf *out, struct str message, const struct emit_value *values, size_t count);
void emit_message_plain(struct buf *out, struct str message, const struct emit_value *values, size_t count);

#define EMIT_BY_TYPE(x, of_str, of_int, of_uint) \
    _Generic((x), struct str: of_str, int: of_int, long: of_int, long long: of_int, \
             unsigned: of_uint, unsigned long: of_uint, unsigned long long: of_uint)
#define EMIT_TEXT(out, x) \
    _Generic((x), struct str: emit_text_str, struct safe_html: emit_text_safe, \
             int: emit_int, long: emit_int, long long: emit_int, \
             unsigned: emit_uint, unsigned long: emit_uint, unsigned long long: emit_uint)((out), (x))
#define EMIT_ATTR(out, x) EMIT_BY_TYPE(x, emit_attr_str, emit_int, emit_uint)((out), (x))
#define EMIT_URL(out, x) _Generic((x), struct str: emit_url_str)((out), (x))
#define EMIT_URL_PART(out, x) EMIT_BY_TYPE(x, emit_url_part_str, emit_int, emit_uint)((out), (x))
#define EMIT_VALUE(name, x) EMIT_BY_TYPE(x, emit_value_str, emit_value_int, emit_value_uint)(STR(name), (x))
#define EMIT_TRUE(x) \
    _Generic((x), struct str: emit_true_str, struct safe_html: emit_true_safe, bool: emit_true_int, \
             int: emit_true_int, long: emit_true_int, long long: emit_true_int, \
             unsigned: emit_true_uint, unsigned long: emit_true_uint, \
             unsigned long long: emit_true_uint)(x)

#endif
