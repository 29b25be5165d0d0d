/* Reading the Cookie header (RFC 6265), one name at a time: other people's cookies, of whatever shape
 * and number, do no harm. Pure; the value points into the header. */
#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H

#include "base/str.h"

/* How many cookies of that name (case counts) stand in header; *out is the first one's value. A value
 * that is empty or not made of cookie octets counts, and is given as "". */
unsigned cookie_find(struct str header, struct str name, struct str *out);

#endif
