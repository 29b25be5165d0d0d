/* The one straight way of a request: read, route, identify, who, params, csrf, admit, act, render, log.
 *
 * Ignorant of Linnet: what it must know stands in the door as functions. A request that waited longer
 * than limits.stale_ms is dropped (503) before anything is done for it. When parameters break a rule, the
 * csrf token is wrong or the action fails, a row with `again` shows its form once more under the
 * fault's status; all else is the door's refuse. Headers that the answer lacks are added here:
 * X-Request-Id, Cache-Control, Allow, Retry-After, WWW-Authenticate, X-RateLimit-* for a known caller (Reset:
 * the second of Unix time at which all of Limit is there again), and for JSON rows those of CORS
 * (any origin, no credentials). What If-None-Match names is 304. When the arena is exhausted it is emptied and the answer is 503.
 * Cookies of a request that names a foreign Origin are not looked at. */
#ifndef HTTP_SERVE_H
#define HTTP_SERVE_H

#include "http/route.h"

struct door {
    struct routes routes;
    /* Finds out who asks: sets w->viewer, rq->viewer_id, rq->proof, rq->token. Nobody is OK with w->viewer
     * NULL; a shown but dead bearer token is ERR_UNAUTHENTICATED; a dead cookie is nobody. */
    enum err (*identify)(struct work *w, struct request *rq);
    /* Rights beyond `who`: scopes. */
    enum err (*admit)(struct work *w, struct request *rq);
    /* Does what the row says, by serve_row, or knows the answer already. NULL: serve_row. */
    enum err (*perform)(struct work *w, struct request *rq, struct reply *out);
    /* Turns w->fault into an answer: JSON or page. Must not fail. */
    void (*refuse)(struct work *w, struct request *rq, struct reply *out);
    const struct kept *kept; /* what the door made once a process for its actions, who know its type; may be NULL */
    const char *cookie_name;      /* of the session, as site.url decides */
    const char *visit_cookie_name; /* of the pre-session that VISITOR forms use */
};

/* Answers g into *out. Never fails: what goes wrong is the answer. Writes the log line (after which
 * w's arena may be reset once the bytes are sent). */
void serve(struct work *w, const struct door *door, const struct gateway *g, struct reply *out);
/* The row's action and its rendering, with the ETag of the answer (http/condition.h). */
MUST_USE enum err serve_row(struct work *w, struct request *rq, struct reply *out);

#endif
