/* JSON writing: a comma-keeping string builder, no tree.
 *
 *   struct json j; json_begin(&j, buf);
 *   json_open(&j, '{'); json_key(&j, "id"); json_id(&j, id); json_close(&j, '}');
 *
 * Text must be valid UTF-8; < > & U+2028 and U+2029 are escaped too, so that JSON may stand in HTML. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

struct json {
    struct buf *out;
    bool comma; /* a value stands before */
};

void json_begin(struct json *j, struct buf *out);
void json_open(struct json *j, char bracket);  /* '{' or '[' */
void json_close(struct json *j, char bracket); /* '}' or ']' */
void json_key(struct json *j, const char *name); /* plain ASCII, written as it is */
void json_text(struct json *j, struct str s);
void json_int(struct json *j, int64_t n);
void json_id(struct json *j, int64_t id);        /* a decimal string; 0 is null */
void json_time(struct json *j, int64_t wall_ms); /* ISO 8601 with ms and Z; 0 is null */
void json_degrees(struct json *j, int64_t micro); /* millionths, as a decimal number: 52.520008 */
void json_bool(struct json *j, bool b);
void json_null(struct json *j);

#endif
