/* application/x-www-form-urlencoded and query strings: '+' and %XX, at most FORM_PAIRS_MAX pairs.
 * Malformed escapes, NUL and invalid UTF-8 are ERR_MALFORMED ("form.malformed"), more pairs
 * "form.too_many". Empty pairs ("a=1&&b=2") are skipped. Pure; slices live in the work's arena. */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "base/fault.h"
#include "base/str.h"

struct buf;

enum { FORM_PAIRS_MAX = 200 };

struct form_pair {
    struct str name, value; /* decoded */
};
struct form {
    struct form_pair *at;
    size_t count;
};

/* application/x-www-form-urlencoded, of a body or a query. */
MUST_USE enum err form_read(struct work *w, struct str encoded, struct form *out);
void form_escape(struct buf *out, struct str raw); /* %XX for all but unreserved bytes */

#endif
