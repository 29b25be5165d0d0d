/* Routes: one row says everything about a path: who may, what it takes, what is done, how it is shown.
 *
 * Paths are literal but for {name} parts, each a declared parameter ("/@{username}/{id}"), at most one a
 * segment, with text before and behind it. Literal text wins over {name}, the longer over the shorter.
 * A path that is known with another method is ERR_METHOD; HEAD is served by GET rows. A page row may be followed by a
 * JSON row of the same method and path, which serves who sends JSON or prefers it (Accept). */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "http/reply.h"
#include "http/request.h"

enum who {
    ANYONE,    /* public; the viewer is known if shown */
    VISITOR,   /* forms for nobody known too (sign-up, log-in, looks): held by Origin and a pre-session token */
    VIEWER,    /* somebody known: else 401, or a page's way to log-in */
    MACHINE,   /* health: no identification, no cache, no database */
};

/* Did everything the row promises, or failed. Fills out->data, Location, cookies; writes no body. */
typedef enum err (*route_action)(struct work *w, struct request *rq, struct reply *out);
/* Turns out->data into a body, or a redirect. */
typedef enum err (*route_render)(struct work *w, struct request *rq, struct reply *out);

struct route {
    const char *method; /* "GET", "POST" ... */
    const char *path;
    enum who who;
    const struct param_spec *takes;
    route_action act;
    route_render render;
    route_render again; /* page forms: shows the form again with w->fault beside its fields and what was
                           typed kept; JSON: tells w->fault; NULL: the door's error page or JSON error */
    unsigned flags; /* ROUTE_..., and from ROUTE_OWN on what only the door understands */
};

enum { ROUTE_JSON = 1u << 0,  /* errors as JSON, unknown parameters refused */
       ROUTE_NO_LOG = 1u << 1, /* no log line */
       ROUTE_SECRET = 1u << 2, /* takes or answers a secret: nothing of it may be kept */
       ROUTE_OWN = 1u << 8 };

struct routes { /* a table and its index; built once at start */
    const struct route *at;
    size_t count;
    struct route_index *index;
};

/* Is it a {name} part of the row's path? Else it comes in query or body. */
bool route_in_path(const struct route *row, const struct param_spec *p);
void routes_index(struct routes *r, struct arena *a); /* BUG() on clashing or undeclared rows */
/* Finds the row and puts path parts into rq->params. Fails with ERR_NOT_FOUND, or ERR_METHOD with
 * *allow filled for the Allow header ("GET, HEAD, POST, OPTIONS") and rq->route set to a row of that path,
 * for its flags only. Work is bounded by the path's length; nothing is allocated when it is found. */
MUST_USE enum err routes_find(struct work *w, const struct routes *r, struct request *rq, struct str *allow);

#endif
