/* multipart/form-data (RFC 7578), fields only until media come: at most 32 parts, 8 KB of headers a
 * part, boundary of 1..70 bytes. A file part is ERR_UNSUPPORTED ("multipart.file"); what does not
 * parse is ERR_MALFORMED ("multipart.malformed"). Pure. */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "http/form.h"

MUST_USE enum err multipart_read(struct work *w, struct str body, struct str boundary, struct form *out);

#endif
