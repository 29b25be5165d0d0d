/* Conditional requests (RFC 9110, 13): what was read already is not sent again, what changed is not overwritten.
 *
 * Answers get a strong ETag made of their bytes; of a thing with versions it begins with the version,
 * "v3-Zm9v...", so that If-Match can be told from the thing alone, whoever looks at it. A server in between that
 * compresses may have made W/"..." of ours: both are compared without the W/, for the opaque part names the bytes
 * before compression. An If-None-Match that cannot be read is no condition; an If-Match is refused. */
#ifndef HTTP_CONDITION_H
#define HTTP_CONDITION_H

#include "http/reply.h"
#include "http/request.h"

/* Gives an answer its ETag: to a GET, or one of a version to any method, where the renderer said by Cache-Control
 * that it may be kept, no cookie comes with it, and it does not show out->nonce. */
void condition_tag(struct work *w, const struct request *rq, struct reply *out);
/* Makes it 304, without a body, when If-None-Match names the ETag it has. */
void condition_shorten(const struct request *rq, struct reply *out);
/* For an action that changes a thing of this version: ERR_PRECONDITION
 * "condition.failed" when If-Match names others only, ERR_MALFORMED "condition.bad" when it cannot be read. "v3"
 * stands for all tags of version 3. */
MUST_USE enum err condition_version(struct work *w, const struct request *rq, int64_t version);
MUST_USE enum err condition_failed(struct work *w); /* that ERR_PRECONDITION */

#endif
