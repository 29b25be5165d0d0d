/* How often one may: the classes that rows of routes.c count as, each a token bucket of settings limits.rate_*.
 *
 * Counted for a user, whatever the session; for an address (base/address.h) where nobody is known, and always
 * for sign-up and log-in. A request that was refused before its action (not found, malformed, broken rules)
 * and rows of RATE_NONE count for nothing. Without a table (w->buckets) nobody is limited. */
#ifndef WEB_RATES_H
#define WEB_RATES_H

#include "http/route.h"

enum rate_class { /* in the flags of a route, as RATED(class) */
    RATE_BY_METHOD, /* GET and HEAD are RATE_READS, else RATE_LIGHT */
    RATE_NONE,
    RATE_READS,
    RATE_TWEETS,
    RATE_LIGHT,
    RATE_SIGNUP,
    RATE_LOGIN,
};

#define RATED(class) ((unsigned)(class) * ROUTE_OWN) /* SESSION_ONLY may stand beside it: web/scopes.h */

/* Takes a token for rq's row: ERR_TOO_MANY "error.too_many" with the wait. Fills rq->rate. */
MUST_USE enum err rates_admit(struct work *w, struct request *rq);
/* Fills rq->rate, when it is not yet, without taking: for answers that did not come so far. */
void rates_look(struct work *w, struct request *rq);

struct rate_told {
    const char *name;
    struct rate rate;
    struct bucket_view now; /* limit 0: none */
};
struct rates_told {
    struct rate_told at[3]; /* reads, tweets, light writes */
};

enum err rates_read(struct work *w, struct request *rq, struct reply *out); /* rates_told, of the caller */

#endif
