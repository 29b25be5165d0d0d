/* What a request is called in logs and answers.
 *
 * The trace id of a valid W3C traceparent, so that one name follows a request through all services;
 * else what nginx made; else 32 random hex digits. */
#ifndef HTTP_REQUEST_ID_H
#define HTTP_REQUEST_ID_H

#include "base/str.h"

struct arena;

/* traceparent and nginx's id as they came, "" for none; invalid ones are passed over. */
struct str request_id_choose(struct arena *a, struct str traceparent, struct str given);

#endif
