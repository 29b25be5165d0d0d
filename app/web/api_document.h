/* /v1/openapi.json: what this API takes and answers, in OpenAPI 3.0.3, the version that generators of clients
 * and testers read best.
 *
 * Written out of three tables: routes.c (path, method, parameters with their kinds and limits, who may),
 * api_table.c (what a row is for, what it answers), api_objects.c (the objects). Objects are told of openly: a client
 * must bear members that it does not know, so that later versions can add some. What is sent to us is closed:
 * an unknown parameter is refused. */
#ifndef WEB_API_DOCUMENT_H
#define WEB_API_DOCUMENT_H

#include "base/str.h"

struct arena;
struct routes;
struct settings;

/* Made once a process, in `a`. Rows without a line in api_table.c are left out (t/unit/test_api.c finds them). */
struct str api_document_make(const struct settings *s, const struct routes *routes, struct arena *a);

#endif
