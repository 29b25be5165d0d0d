/* Small readers of header values (RFC 9110). Pure, no allocation; slices point into the value. */
#ifndef HTTP_HEADER_VALUE_H
#define HTTP_HEADER_VALUE_H

#include "base/str.h"

bool header_is_token(struct str s);   /* not empty */
bool header_is_token68(struct str s); /* what may stand behind "Bearer " */

/* Takes the next part before a ';' off *rest; one within quotes does not part. */
bool header_next_part(struct str *rest, struct str *out);
/* Without the quotes around it; escapes within are left as they are. */
struct str header_unquote(struct str s);

/* Is it a list of entity tags, W/"..." or "...", at least one? */
bool header_is_etags(struct str s);
/* Takes the next one off *rest; *out is what stands between its quotes. False at the end, and at what is none. */
bool header_next_etag(struct str *rest, struct str *out);

/* Weight 0..1000 that an Accept value gives type/subtype; the most specific range counts. True when it is named
 * itself, false when a wildcard covers it. An empty value accepts all. */
bool header_accepts(struct str accept, struct str type, struct str subtype, int *weight);

/* nginx's $msec ("1700000000.123") as ms; 0 when it is not one. */
int64_t header_msec(struct str s);

#endif
