/* What a door does with Idempotency-Key (1 to 255 printable ASCII characters), and with the hidden field
 * idempotency_key of a form: the row is performed once, and whoever asks again gets the same answer.
 *
 * For every VIEWER row that changes something, unless it takes a PARAM_SECRET or is marked ROUTE_SECRET: there a
 * key is ignored, since answers are kept as they are; a JSON row that is ROUTE_SECRET refuses it (ERR_MALFORMED
 * "idempotency.not_here"), for who sends one there believes to be safe. A request is the same when method, path,
 * If-Match, parameters (however they are spelled) and the kind of answer, JSON or a page's, are. An answer given
 * again carries "Idempotency-Replayed: true" and counts for nothing in limits; its X-RateLimit-* tell how things
 * stand now. */
#ifndef WEB_IDEMPOTENCY_H
#define WEB_IDEMPOTENCY_H

#include "http/route.h"

bool idempotency_heeded(const struct route *row);
/* The door's `perform`: counts the request against its limit, then does what the row says. ERR_MALFORMED
 * "idempotency.key" for a key that is none; domain/idempotency.h. */
MUST_USE enum err idempotency_perform(struct work *w, struct request *rq, struct reply *out);
/* For the forms of a page: the key that came, so that a form shown again stands for the same act, or a new one. */
struct str idempotency_form_key(struct work *w, const struct request *rq, struct reply *out);

#endif
