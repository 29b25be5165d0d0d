/* Strict reading of a JSON object by json-c: one object, UTF-8, depth 16, no repeated keys, nothing behind.
 *
 * What json-c cannot see (repeated keys) or is lax about is found by a scan before it (json_scan.h).
 * Values are handed out one member at a time, typed; nothing is coerced. Decoded text may hold NUL
 * bytes: callers look. Memory is the arena's and the body's, which must stay; json-c's own
 * tree goes by a defer. Fails with ERR_MALFORMED ("json.malformed", "json.repeated",
 * "json.not_object", "json.too_many": more than 256 members). */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include "base/fault.h"
#include "base/str.h"

enum json_kind { JSON_NULL, JSON_BOOL, JSON_INT, JSON_DOUBLE, JSON_TEXT, JSON_LIST, JSON_OBJECT };

struct json_member {
    struct str name;
    enum json_kind kind;
    struct str text;  /* JSON_TEXT: decoded; else as it stands in the body */
    int64_t number;   /* JSON_INT; out of range counts as JSON_DOUBLE */
    bool truth;       /* JSON_BOOL */
};

struct json_members {
    struct json_member *at;
    size_t count;
};

MUST_USE enum err json_read(struct work *w, struct str body, struct json_members *out);

#endif
