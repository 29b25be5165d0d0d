/* THE table of this door: every path of the website and of the JSON API, one row each.
 *
 * Read routes.c first. A row says who may come, what it takes, what is done (an action of
 * *_actions.h) and how that is shown (a page of *_pages.h, or json.h). */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include <stdio.h>

#include "http/route.h"

struct routes routes_web(void); /* not yet indexed */
/* The table as text for tests and documentation, a row a line, tab-separated:
 * method, path, who (anyone, visitor, viewer, machine), json or page, parameters (comma-separated or -).
 * Gives an exit status: 0, or 1 when it could not be written. */
int routes_print(FILE *out);

#endif
