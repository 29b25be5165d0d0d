/* Headers that every answer needs and its action need not think of. What is there already stays. */
#ifndef HTTP_SERVE_HEADERS_H
#define HTTP_SERVE_HEADERS_H

#include "http/reply.h"
#include "http/request.h"

/* X-Request-Id, Cache-Control, Retry-After, WWW-Authenticate, Allow (when not empty), for JSON rows CORS;
 * takes the body away from the answer to HEAD. out->status is decided. */
void serve_headers(struct work *w, const struct request *rq, struct str allow, struct reply *out);

#endif
