#include "base/std.h"

#include "http/condition.h"

#include "base/arena.h"
#include "base/crypto.h"
#include "base/work.h"
#include "http/header_value.h"

enum { TAG_BYTES = 16 };

static const struct str *header_of(const struct reply *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++)
        if (strcmp(r->headers[i].name, name) == 0)
            return &r->headers[i].value;
    return NULL;
}

static bool reads(const struct request *rq)
{
    return rq->method == HTTP_GET || rq->method == HTTP_HEAD;
}

static bool may_have_tag(const struct request *rq, const struct reply *r)
{
    size_t at;
    const struct str *keep = header_of(r, "Cache-Control");
    if (r->nonce.len > 0 && str_find(buf_str(&r->body), r->nonce, &at))
        return false;
    bool fine = r->status == 0 || r->status == 200 || (r->status == 201 && r->etag_prefix.len > 0);
    return fine && (reads(rq) || r->etag_prefix.len > 0) && keep != NULL && !str_find(*keep, STR("no-store"), &at) &&
           header_of(r, "Set-Cookie") == NULL;
}

/* Two pages of a list may have the same bytes, and another way on. */
static void hash(struct work *w, const struct reply *r, unsigned char out[32])
{
    const struct str key = STR("linnet etag 1"), *links = header_of(r, "Link");
    struct buf both;
    crypto_keyed_hash(key, buf_str(&r->body), out);
    if (links == NULL)
        return;
    buf_init(&both, w->arena, 32 + links->len);
    buf_put(&both, (struct str){(const char *)out, 32});
    buf_put(&both, *links);
    crypto_keyed_hash(key, buf_str(&both), out);
}

void condition_tag(struct work *w, const struct request *rq, struct reply *out)
{
    unsigned char digest[32];
    struct buf tag;
    if (!may_have_tag(rq, out))
        return;
    hash(w, out, digest);
    buf_init(&tag, w->arena, 48);
    buf_put_char(&tag, '"');
    buf_put(&tag, out->etag_prefix);
    buf_put_z(&tag, out->etag_prefix.len > 0 ? "-" : "");
    buf_put(&tag, crypto_base64url(w->arena, digest, TAG_BYTES));
    buf_put_char(&tag, '"');
    reply_header(out, "ETag", buf_str(&tag));
}

static bool lists(struct str value, struct str tag)
{
    struct str one;
    while (header_next_etag(&value, &one))
        if (str_eq(one, tag))
            return true;
    return false;
}

void condition_shorten(const struct request *rq, struct reply *out)
{
    const struct str *tag = header_of(out, "ETag");
    bool plain = out->status == 0 || out->status == 200;
    if (tag == NULL || rq->if_none_match.at == NULL || !plain || !reads(rq))
        return;
    if (!str_eq(str_trim(rq->if_none_match), STR("*")) &&
        !(header_is_etags(rq->if_none_match) && lists(rq->if_none_match, header_unquote(*tag))))
        return;
    out->status = 304;
    out->content_type = NULL;
    out->body.len = 0;
}

enum err condition_failed(struct work *w)
{
    return fail(w, ERR_PRECONDITION, "If-Match", "condition.failed", "another version");
}

enum err condition_version(struct work *w, const struct request *rq, int64_t version)
{
    struct str one, given = rq->if_match;
    struct buf b;
    if (given.at == NULL || str_eq(str_trim(given), STR("*")))
        return OK;
    if (!header_is_etags(given))
        return fail(w, ERR_MALFORMED, "If-Match", "condition.bad", "%zu bytes", given.len);
    buf_init(&b, w->arena, 24);
    buf_printf(&b, "v%lld-", (long long)version);
    struct str begins = buf_str(&b), whole = str_slice(begins, 0, begins.len - 1);
    while (header_next_etag(&given, &one))
        if (str_eq(one, whole) || str_starts(one, begins))
            return OK;
    return condition_failed(w);
}
