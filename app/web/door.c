#include "base/std.h"

#include "web/door.h"

#include "base/arena.h"
#include "base/settings.h"
#include "base/work.h"
#include "domain/session.h"
#include "http/csrf.h"
#include "model/viewer.h"
#include "web/api_document.h"
#include "web/idempotency.h"
#include "web/json.h"
#include "web/kept.h"
#include "web/rates.h"
#include "web/routes.h"
#include "web/scopes.h"
#include "web/site_pages.h"
#include "web/typed.h"
#include "web/way.h"

static enum err identify_by(struct work *w, struct request *rq, struct str token, enum proof proof)
{
    TRY(session_identify(w, token, &w->viewer));
    if (w->viewer == NULL)
        return OK;
    rq->proof = proof;
    rq->token = token;
    rq->viewer_id = w->viewer->user.id;
    return OK;
}

/* Personal tokens are for programs: as a cookie they are nobody's. */
static MUST_USE enum err identify_by_cookie(struct work *w, struct request *rq, struct str token)
{
    TRY(identify_by(w, rq, token, PROOF_COOKIE));
    if (w->viewer == NULL || w->viewer->session.kind == SESSION_LOGIN)
        return OK;
    w->viewer = NULL;
    rq->proof = PROOF_NONE;
    rq->token = STR("");
    rq->viewer_id = 0;
    return OK;
}

/* A token shown as bearer counts before a cookie: a program says on purpose who it is. */
static enum err identify(struct work *w, struct request *rq)
{
    struct door names = {0};
    door_web_names(&names, w->settings);
    if (rq->bearer.len > 0) {
        TRY(identify_by(w, rq, rq->bearer, PROOF_BEARER));
        return w->viewer != NULL ? OK : fail(w, ERR_UNAUTHENTICATED, NULL, "session.ended", "bearer token");
    }
    struct str token;
    return request_cookie(rq, names.cookie_name, &token) ? identify_by_cookie(w, rq, token) : OK;
}

/* Rates count in `perform`, where it is known whether anything new is asked. */
static enum err admit(struct work *w, struct request *rq)
{
    return scopes_admit(w, rq);
}

static bool wants_json(const struct request *rq)
{
    if (rq->route != NULL)
        return (rq->route->flags & ROUTE_JSON) != 0;
    return str_eq(rq->path, STR("/v1")) || str_starts(rq->path, STR("/v1/")) || request_wants_json(rq);
}

/* A page that needs somebody sends nobody to the log-in and back again. */
static bool sends_to_login(const struct work *w, const struct request *rq)
{
    return w->fault.kind == ERR_UNAUTHENTICATED && rq->proof == PROOF_NONE && rq->route != NULL &&
           rq->route->who == VIEWER && (rq->method == HTTP_GET || rq->method == HTTP_HEAD);
}

/* A form refused before it was read (the session ended meanwhile, the database is away): it is read now,
 * so that the page gives back what was typed. What a foreign page sent is not shown. */
static void recover_typed(struct work *w, struct request *rq)
{
    if (rq->route == NULL || rq->body.len == 0 || typed_text(w, rq).len > 0 || csrf_foreign(w, rq))
        return;
    if (params_read(w, rq) != OK)
        return; /* the fault that stands is told */
}

static void refuse(struct work *w, struct request *rq, struct reply *out)
{
    if (!wants_json(rq) && sends_to_login(w, rq)) {
        reply_see_other(w, out, way_with(w, STR("/login"), "next", way_here(w, rq)));
        return;
    }
    if (wants_json(rq)) {
        rates_look(w, rq);
        json_error(w, rq, out);
        return;
    }
    recover_typed(w, rq);
    page_error(w, rq, out);
}

void door_web_names(struct door *out, const struct settings *s)
{
    out->cookie_name = s->site.https ? "__Host-linnet" : "linnet";
    out->visit_cookie_name = s->site.https ? "__Host-linnet-visit" : "linnet-visit";
}

void door_web_make(struct door *out, const struct settings *s, struct arena *a)
{
    *out = (struct door){.routes = routes_web(), .identify = identify, .admit = admit, .perform = idempotency_perform,
                         .refuse = refuse};
    door_web_names(out, s);
    routes_index(&out->routes, a);
    struct kept *kept = ARENA_NEW(a, struct kept);
    kept->description = api_document_make(s, &out->routes, a);
    out->kept = kept;
}

void door_web_after(struct work *w)
{
    if (w->viewer != NULL)
        session_note_use(w);
}
