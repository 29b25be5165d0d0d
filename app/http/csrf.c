#include "base/std.h"

#include "http/csrf.h"

#include "base/crypto.h"
#include "base/random.h"
#include "base/settings.h"
#include "base/work.h"

enum { HASH_SIZE = 32, VISIT_SIZE = 32 };

static bool is_safe(enum http_method m)
{
    return m == HTTP_GET || m == HTTP_HEAD || m == HTTP_OPTIONS;
}

bool csrf_foreign(const struct work *w, const struct request *rq)
{
    return rq->origin.len > 0 && !str_eq_fold(rq->origin, str_from(w->settings->site.url));
}

/* What a browser says of itself. Old ones and programs say nothing: then the token decides. */
static MUST_USE enum err check_origin(struct work *w, const struct request *rq)
{
    if (csrf_foreign(w, rq))
        return fail(w, ERR_FORBIDDEN, NULL, "csrf.origin", "a foreign Origin");
    bool own = rq->fetch_site.len == 0 || str_eq(rq->fetch_site, STR("same-origin")) ||
               str_eq(rq->fetch_site, STR("none"));
    if (!own)
        return fail(w, ERR_FORBIDDEN, NULL, "csrf.origin", "Sec-Fetch-Site %.*s", STR_ARG(str_slice(rq->fetch_site, 0, 32)));
    return OK;
}

static void keyed_hash(struct str secret, unsigned char out[HASH_SIZE])
{
    crypto_keyed_hash(secret, STR("linnet csrf 1"), out);
}

/* The pre-session shown: a secret of our own form, or "". */
static struct str visit_shown(const struct door *door, const struct request *rq)
{
    unsigned char bytes[VISIT_SIZE];
    struct str value;
    if (!request_cookie(rq, door->visit_cookie_name, &value) || !crypto_base64url_read(value, bytes, sizeof bytes))
        return STR("");
    return value;
}

static bool is_visitor_form(const struct request *rq)
{
    return rq->route->who == VISITOR && (rq->route->flags & ROUTE_JSON) == 0;
}

static MUST_USE enum err check_token(struct work *w, const struct request *rq, struct str secret)
{
    unsigned char hash[HASH_SIZE], given[HASH_SIZE];
    if (secret.len == 0)
        return fail(w, ERR_FORBIDDEN, "csrf_token", "csrf.refused", "no session of a visit");
    keyed_hash(secret, hash);
    if (!crypto_base64url_read(rq->csrf_token, given, sizeof given) || !crypto_equal(hash, given, sizeof hash))
        return fail(w, ERR_FORBIDDEN, "csrf_token", "csrf.refused", "%s token", rq->csrf_token.len > 0 ? "wrong" : "no");
    return OK;
}

enum err csrf_check(struct work *w, const struct door *door, const struct request *rq)
{
    if (is_safe(rq->method) || rq->route->who == MACHINE || rq->proof == PROOF_BEARER)
        return OK;
    TRY(check_origin(w, rq));
    if (rq->proof == PROOF_COOKIE)
        return check_token(w, rq, rq->token);
    if (is_visitor_form(rq))
        return check_token(w, rq, visit_shown(door, rq));
    return OK; /* nobody known, nothing to be done in somebody's name */
}

static struct str visit_make(struct work *w, const struct door *door, struct reply *out)
{
    unsigned char bytes[VISIT_SIZE];
    random_bytes(bytes, sizeof bytes);
    struct str visit = crypto_base64url(w->arena, bytes, sizeof bytes);
    reply_cookie(w, out, door->visit_cookie_name, visit, 0);
    return visit;
}

struct str csrf_token(struct work *w, const struct door *door, const struct request *rq, struct reply *out)
{
    unsigned char hash[HASH_SIZE];
    struct str secret = rq->token;
    if (rq->proof == PROOF_BEARER || (rq->proof == PROOF_NONE && (rq->route == NULL || !is_visitor_form(rq))))
        return STR("");
    if (rq->proof == PROOF_NONE) {
        if (out->visit.len == 0)
            out->visit = visit_shown(door, rq);
        if (out->visit.len == 0)
            out->visit = visit_make(w, door, out);
        secret = out->visit;
    }
    keyed_hash(secret, hash);
    return crypto_base64url(w->arena, hash, sizeof hash);
}
