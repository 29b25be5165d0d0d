#include "base/std.h"

#include "http/serve.h"

#include "base/arena.h"
#include "base/settings.h"
#include "base/work.h"
#include "http/condition.h"
#include "http/csrf.h"
#include "http/serve_headers.h"
#include "http/serve_log.h"
#include "http/status.h"

enum { STAMP_TRUST_MS = 60 * 1000, ID_BYTES_MAX = 64 };

struct serving {
    const struct door *door;
    const struct gateway *gateway;
    struct request rq;
    struct reply *out;
    struct str allow;  /* for 405 and OPTIONS */
    bool form_again;   /* far enough that the row can show its form again */
    bool ended;        /* not cut short by the arena */
    size_t used;       /* bytes of the arena when it was exhausted */
    char id[ID_BYTES_MAX]; /* the request's, when the arena is emptied */
};

/* Whoever asked has given up or soon will: dropping is all that helps the others in the queue.
 * A stamp of another clock says nothing. */
static MUST_USE enum err check_fresh(struct work *w, const struct request *rq)
{
    int64_t age_ms = w->now_ms - rq->arrival_ms;
    if (rq->arrival_ms > 0 && age_ms > w->settings->limits.stale_ms && age_ms < STAMP_TRUST_MS)
        return fail(w, ERR_BUSY, NULL, "error.busy", "waited %lld ms", (long long)age_ms);
    return OK;
}

static MUST_USE enum err read_request(struct work *w, struct serving *s)
{
    struct request *rq = &s->rq;
    TRY(request_read(w, s->gateway, rq));
    rq->kept = s->door->kept;
    TRY(check_fresh(w, rq));
    if (csrf_foreign(w, rq))
        rq->cookies = STR("");
    TRY(request_cookie_once(w, rq, s->door->cookie_name));
    return request_cookie_once(w, rq, s->door->visit_cookie_name);
}

static MUST_USE enum err find_route(struct work *w, struct serving *s)
{
    enum err found = routes_find(w, &s->door->routes, &s->rq, &s->allow);
    if (s->rq.route != NULL)
        w->doing = s->rq.route->path;
    return found;
}

/* A page that says "not found" still greets whom it knows; its own troubles are not this request's. */
static void identify_for_fault(struct work *w, struct serving *s)
{
    struct fault had = w->fault;
    fault_clear(w);
    if (s->door->identify(w, &s->rq) != OK)
        fault_clear(w);
    w->fault = had;
}

static MUST_USE enum err check_who(struct work *w, const struct request *rq)
{
    if (rq->route->who == VIEWER && w->viewer == NULL)
        return fail(w, ERR_UNAUTHENTICATED, NULL,
                    (rq->route->flags & ROUTE_JSON) != 0 ? "session.token_needed" : "session.needed", "nobody known");
    return OK;
}

/* What was typed is worth showing again when it was read and only broke a rule, or its token is old. */
static MUST_USE enum err take_params(struct work *w, struct serving *s)
{
    enum err kind = params_read(w, &s->rq);
    s->form_again = kind == OK || kind == ERR_INVALID;
    return kind;
}

static MUST_USE enum err check_csrf(struct work *w, struct serving *s)
{
    enum err kind = csrf_check(w, s->door, &s->rq);
    if (kind != OK && w->fault.complaints[0].field == NULL)
        s->form_again = false; /* a foreign page sent it: nothing of it is shown */
    return kind;
}

enum err serve_row(struct work *w, struct request *rq, struct reply *out)
{
    const struct route *row = rq->route;
    TRY(row->act(w, rq, out));
    if (row->render != NULL)
        TRY(row->render(w, rq, out));
    condition_tag(w, rq, out);
    return OK;
}

static MUST_USE enum err act(struct work *w, struct serving *s)
{
    const struct door *door = s->door;
    TRY(door->admit(w, &s->rq));
    return door->perform != NULL ? door->perform(w, &s->rq, s->out) : serve_row(w, &s->rq, s->out);
}

static MUST_USE enum err answer_known(struct work *w, struct serving *s)
{
    if (s->rq.route->who == MACHINE)
        return act(w, s);
    TRY(s->door->identify(w, &s->rq));
    TRY(check_who(w, &s->rq));
    enum err taken = take_params(w, s);
    if (taken != OK && !s->form_again)
        return taken;
    struct fault had = w->fault; /* complaints wait until the token is known to be right */
    fault_clear(w);
    TRY(check_csrf(w, s));
    w->fault = had;
    TRY(taken);
    return act(w, s);
}

static MUST_USE enum err answer_options(struct work *w, struct serving *s)
{
    fault_clear(w);
    s->out->status = 204;
    return OK;
}

static MUST_USE enum err answer(struct work *w, struct serving *s)
{
    TRY(read_request(w, s));
    enum err found = find_route(w, s);
    if (found == ERR_METHOD && s->rq.method == HTTP_OPTIONS)
        return answer_options(w, s);
    if (found != OK && (s->rq.route == NULL || s->rq.route->who != MACHINE))
        identify_for_fault(w, s);
    TRY(found);
    return answer_known(w, s);
}

/* The form once more, under the fault's status. */
static bool show_again(struct work *w, struct serving *s)
{
    const struct route *row = s->rq.route;
    if (!s->form_again || row->again == NULL || (row->flags & ROUTE_JSON) != 0)
        return false;
    reply_begin(s->out, w->arena);
    return row->again(w, &s->rq, s->out) == OK;
}

static void refuse(struct work *w, struct serving *s)
{
    int status = status_of(w->fault.kind);
    if (!show_again(w, s)) {
        reply_begin(s->out, w->arena);
        s->door->refuse(w, &s->rq, s->out);
    }
    if (s->out->status == 0 || s->out->status == 200)
        s->out->status = status;
}

/* All of it, under work_run's jump point. Faults are answered here, not returned. */
static enum err serve_all(struct work *w, void *arg)
{
    struct serving *s = arg;
    reply_begin(s->out, w->arena);
    if (answer(w, s) != OK)
        refuse(w, s);
    else if (s->out->status == 0)
        s->out->status = 200;
    condition_shorten(&s->rq, s->out);
    serve_headers(w, &s->rq, s->allow, s->out);
    s->ended = true;
    return OK;
}

static enum err serve_refusal(struct work *w, void *arg)
{
    struct serving *s = arg;
    reply_begin(s->out, w->arena);
    int status = status_of(fail(w, ERR_BUSY, NULL, "error.busy", "arena exhausted after %zu bytes", s->used));
    s->door->refuse(w, &s->rq, s->out);
    s->out->status = status;
    serve_headers(w, &s->rq, s->allow, s->out);
    s->ended = true;
    return OK;
}

/* The memory is used up. It is emptied, and with it all that was read; what is kept is the row. */
static void serve_exhausted(struct work *w, struct serving *s)
{
    size_t id_len = w->request_id.len < sizeof s->id ? w->request_id.len : sizeof s->id;
    const struct route *row = s->rq.route;
    memcpy(s->id, w->request_id.at != NULL ? w->request_id.at : "", id_len);
    s->used = arena_used(w->arena);
    w->viewer = NULL;
    w->after_commit = NULL;
    arena_reset(w->arena);
    fault_clear(w); /* whatever it was: its field may have lain in the arena */
    w->request_id = str_copy(w->arena, (struct str){s->id, id_len}); /* the answer's header outlives *s */
    s->rq = (struct request){.method = s->rq.method, .route = row, .path = STR("/"), .viewer_id = s->rq.viewer_id};
    s->allow = STR("");
    if (work_run(w, serve_refusal, s) != OK || !s->ended)
        *s->out = (struct reply){.status = status_of(ERR_BUSY)};
}

void serve(struct work *w, const struct door *door, const struct gateway *g, struct reply *out)
{
    struct serving s = {.door = door, .gateway = g, .out = out, .allow = STR("")};
    *out = (struct reply){.status = 0};
    enum err kind = work_run(w, serve_all, &s);
    if (kind != OK || !s.ended)
        serve_exhausted(w, &s);
    serve_log(w, &s.rq, out);
}
