/* The one log line of a request: id, route, method, status, microseconds, queries, cache trips, viewer. */
#ifndef HTTP_SERVE_LOG_H
#define HTTP_SERVE_LOG_H

#include "http/reply.h"
#include "http/request.h"

/* rq as far as it was read. No line for ROUTE_NO_LOG rows that went well. */
void serve_log(const struct work *w, const struct request *rq, const struct reply *r);

#endif
