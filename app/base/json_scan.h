/* The strict half of JSON reading: RFC 8259's grammar to the letter, and what a parser that builds a
 * tree cannot tell any more: repeated names (also when spelt by escapes), NaN, lone surrogates.
 *
 * One object, depth 16, at most 256 members each, nothing but blanks around it; the text must be
 * valid UTF-8. Gives the object's own members as raw slices of it. Fails with ERR_MALFORMED
 * ("json.malformed", "json.repeated", "json.not_object", "json.too_many"). */
#ifndef BASE_JSON_SCAN_H
#define BASE_JSON_SCAN_H

#include "base/fault.h"
#include "base/str.h"

enum { JSON_DEPTH = 16, JSON_MEMBERS = 256 };

struct json_raw {
    struct str name;  /* decoded, without NUL */
    struct str value; /* as it stands in the body */
};

struct json_raws {
    struct json_raw *at;
    size_t count;
};

MUST_USE enum err json_scan(struct work *w, struct str body, struct json_raws *out);

#endif
