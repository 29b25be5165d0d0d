/* Cross-site request forgery: checked in one place, for every row that changes something.
 *
 * Whoever is known by a cookie must send csrf_token, the keyed hash of his session token, on every
 * unsafe method; a bearer token needs none, whatever the Origin. VISITOR rows are held by Origin /
 * Sec-Fetch-Site and by the same hash of a pre-session cookie. A foreign Origin is refused on all rows. */
#ifndef HTTP_CSRF_H
#define HTTP_CSRF_H

#include "http/serve.h"

/* ERR_FORBIDDEN "csrf.refused" (field csrf_token) or "csrf.origin". */
MUST_USE enum err csrf_check(struct work *w, const struct door *door, const struct request *rq);
/* Does Origin name another site than settings->site.url? No Origin: no. */
bool csrf_foreign(const struct work *w, const struct request *rq);
/* The token a form on the answer must carry: for the session shown, or for the pre-session, which is
 * made (and its cookie set) when there is none yet. "" when the row needs none. */
struct str csrf_token(struct work *w, const struct door *door, const struct request *rq, struct reply *out);

#endif
