#include "base/std.h"

#include "http/serve_headers.h"

#include "base/arena.h"
#include "base/work.h"
#include "http/route.h"

enum { RETRY_BUSY_S = 2, RETRY_TOO_MANY_S = 60 };

static void put_missing(struct reply *out, const char *name, struct str value)
{
    if (!reply_has(out, name))
        reply_header(out, name, value);
}

static struct str number(struct work *w, uint64_t n)
{
    struct buf b;
    buf_init(&b, w->arena, 20);
    buf_put_u64(&b, n);
    return buf_str(&b);
}

/* Nothing that shows a person or holds a form is kept anywhere; the rest is asked for anew. */
static void put_caching(const struct work *w, const struct request *rq, struct reply *out)
{
    enum who who = rq->route != NULL ? rq->route->who : ANYONE;
    bool theirs = w->viewer != NULL || who == VISITOR || who == VIEWER || reply_has(out, "Set-Cookie");
    put_missing(out, "Cache-Control", theirs ? STR("private, no-store") : STR("no-cache"));
}

static void put_retry(struct work *w, struct reply *out)
{
    int after_s = w->fault.retry_after_s;
    if (after_s <= 0)
        after_s = out->status == 503 ? RETRY_BUSY_S : RETRY_TOO_MANY_S;
    if (!reply_has(out, "Retry-After"))
        reply_header(out, "Retry-After", number(w, (uint64_t)after_s));
}

/* Only to those known: what visitors get may be kept for others. */
static void put_rate(struct work *w, const struct request *rq, struct reply *out)
{
    const struct bucket_view *rate = &rq->rate;
    if (rate->limit == 0 || rq->viewer_id == 0)
        return;
    int64_t full_ms = w->now_ms + rate->full_us / 1000;
    reply_header(out, "X-RateLimit-Limit", number(w, (uint64_t)rate->limit));
    reply_header(out, "X-RateLimit-Remaining", number(w, (uint64_t)rate->remaining));
    reply_header(out, "X-RateLimit-Reset", number(w, (uint64_t)(full_ms + 999) / 1000));
}

/* Scripts of other sites may call with a token of their own; cookies are never theirs to use. */
static void put_cors(const struct request *rq, struct str allow, struct reply *out)
{
    put_missing(out, "Vary", rq->by_preference ? STR("Accept, Authorization, Cookie, Origin")
                                               : STR("Authorization, Cookie, Origin"));
    if (rq->origin.len == 0)
        return;
    put_missing(out, "Access-Control-Allow-Origin", STR("*"));
    if (rq->method != HTTP_OPTIONS) {
        put_missing(out, "Access-Control-Expose-Headers", STR("ETag, Idempotency-Replayed, Link, Location, Retry-After, "
                                                              "X-RateLimit-Limit, X-RateLimit-Remaining, "
                                                              "X-RateLimit-Reset, X-Request-Id"));
        return;
    }
    put_missing(out, "Access-Control-Allow-Methods", allow);
    put_missing(out, "Access-Control-Allow-Headers", STR("Authorization, Content-Type, Idempotency-Key, If-Match, "
                                                         "If-None-Match"));
    put_missing(out, "Access-Control-Max-Age", STR("86400"));
}

static void drop_body(struct work *w, struct reply *out)
{
    if (out->status != 204 && out->status != 304)
        put_missing(out, "Content-Length", number(w, out->body.len));
    out->head_only = true;
    out->body.len = 0;
}

void serve_headers(struct work *w, const struct request *rq, struct str allow, struct reply *out)
{
    put_missing(out, "X-Request-Id", w->request_id);
    put_caching(w, rq, out);
    if (allow.len > 0)
        put_missing(out, "Allow", allow);
    if (out->status == 401)
        put_missing(out, "WWW-Authenticate", STR("Bearer"));
    if (out->status == 503 || out->status == 429)
        put_retry(w, out);
    put_rate(w, rq, out);
    if (rq->route != NULL && (rq->route->flags & ROUTE_JSON) != 0)
        put_cors(rq, allow, out);
    if (rq->method == HTTP_HEAD)
        drop_body(w, out);
}
