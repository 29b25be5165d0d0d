/* multipart/form-data (RFC 7578), fields only until media come: at most 32 parts, 8 KB of headers a
 * part, boundary of 1..70 bytes. A file part is ERR_UNSUPPORTED ("multipart.file"); what does not
 * parse is ERR_MALFORMED ("multipart.malformed"). No preamble, no epilogue, no nested parts, names of
 * printable ASCII. Pure; values are slices of the body. */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "http/form.h"

enum { MULTIPART_PARTS_MAX = 32, MULTIPART_HEADERS_MAX = 8192, MULTIPART_BOUNDARY_MAX = 70 };

MUST_USE enum err multipart_read(struct work *w, struct str body, struct str boundary, struct form *out);

#endif
