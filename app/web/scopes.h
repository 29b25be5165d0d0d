/* What a personal token may, of all that its user may.
 *
 * Reading with any; changing something (a row that is not GET) with the scope write only. A row of routes.c that
 * says SESSION_ONLY, alone or beside its rate, takes no token at all: what manages tokens, sessions, the password or
 * the account is for whoever logged in, so that a token found by somebody cannot make itself more, or stay. */
#ifndef WEB_SCOPES_H
#define WEB_SCOPES_H

#include "http/route.h"

enum { SESSION_ONLY = 1 << 8 }; /* beside an enum rate_class, in the flags of a route (web/rates.h) */

/* ERR_FORBIDDEN "token.may_not_write" or "token.may_not". */
MUST_USE enum err scopes_admit(struct work *w, const struct request *rq);

#endif
