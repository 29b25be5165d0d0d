#include "base/std.h"

#include "web/idempotency.h"

#include "base/arena.h"
#include "base/crypto.h"
#include "base/random.h"
#include "base/work.h"
#include "domain/idempotency.h"
#include "http/serve.h"
#include "web/rates.h"

enum { FORM_KEY_BYTES = 15 };

struct turn { /* one request, performed maybe several times until its transaction commits */
    struct request *rq;
    struct reply *out;
    bool admitted; /* it counts once */
};

static bool key_is_fine(struct str key)
{
    for (size_t i = 0; i < key.len; i++)
        if (key.at[i] < ' ' || key.at[i] > '~')
            return false;
    return key.len >= 1 && key.len <= IDEMPOTENCY_KEY_MAX;
}

static bool holds_secrets(const struct route *row)
{
    for (const struct param_spec *p = row->takes; p->name != NULL; p++)
        if (p->kind == PARAM_SECRET)
            return true;
    return (row->flags & ROUTE_SECRET) != 0;
}

bool idempotency_heeded(const struct route *row)
{
    return strcmp(row->method, "GET") != 0 && row->who == VIEWER && !holds_secrets(row);
}

/* --- what was asked --- */

static void put_text(struct buf *b, struct str text)
{
    buf_put_u64(b, text.len);
    buf_put_char(b, ':');
    buf_put(b, text);
}

static void put_param(struct buf *b, const struct param *p)
{
    put_text(b, str_from(p->spec->name));
    put_text(b, p->text);
    buf_put_i64(b, p->number);
    for (size_t i = 0; i < p->count; i++) {
        buf_put_char(b, ',');
        buf_put_i64(b, p->numbers[i]);
    }
    buf_put_char(b, ';');
}

static struct idempotent_request asked(struct work *w, const struct request *rq)
{
    struct idempotent_request out = {.user_id = rq->viewer_id};
    struct buf b;
    buf_init(&b, w->arena, 1024);
    put_text(&b, rq->method_name);
    put_text(&b, rq->path);
    put_text(&b, (rq->route->flags & ROUTE_JSON) != 0 ? STR("json") : STR("page"));
    put_text(&b, rq->if_match.at != NULL ? rq->if_match : STR(""));
    for (size_t i = 0; i < rq->params.count; i++)
        if (rq->params.at[i].given)
            put_param(&b, &rq->params.at[i]);
    crypto_sha256(rq->idempotency_key, out.key_hash);
    crypto_sha256(buf_str(&b), out.request_hash);
    return out;
}

/* --- what was answered: "Name: value" and a line feed each; a value has no controls (http/reply.h) --- */

static void put_header(struct buf *b, const char *name, struct str value)
{
    buf_put_z(b, name);
    BUF_LIT(b, ": ");
    buf_put(b, value);
    BUF_LIT(b, "\n");
}

static void pack(struct work *w, const struct reply *from, struct idempotent_answer *out)
{
    struct buf b;
    buf_init(&b, w->arena, 256);
    if (from->content_type != NULL)
        put_header(&b, "Content-Type", str_from(from->content_type));
    for (size_t i = 0; i < from->header_count; i++)
        put_header(&b, from->headers[i].name, from->headers[i].value);
    *out = (struct idempotent_answer){from->status == 0 ? 200 : from->status, buf_str(&b), buf_str(&from->body)};
}

static void unpack(struct work *w, const struct idempotent_answer *from, struct reply *out)
{
    struct str line, name, rest = from->headers;
    reply_begin(out, w->arena);
    out->status = from->status;
    while (rest.len > 0 && str_next(&rest, '\n', &line)) {
        if (!str_next(&line, ':', &name) || line.len == 0)
            continue;
        const char *value = str_z(w->arena, str_slice(line, 1, line.len));
        if (str_eq(name, STR("Content-Type")))
            out->content_type = value;
        else
            reply_header(out, str_z(w->arena, name), str_from(value));
    }
    buf_put(&out->body, from->body);
}

/* --- the turn --- */

static MUST_USE enum err perform_once(struct work *w, void *arg, struct idempotent_answer *out)
{
    struct turn *t = arg;
    if (!t->admitted)
        TRY(rates_admit(w, t->rq));
    t->admitted = true;
    reply_begin(t->out, w->arena);
    TRY(serve_row(w, t->rq, t->out));
    pack(w, t->out, out);
    return OK;
}

enum err idempotency_perform(struct work *w, struct request *rq, struct reply *out)
{
    struct turn turn = {.rq = rq, .out = out};
    struct idempotent_answer answer;
    bool replayed;
    if (rq->idempotency_key.at != NULL && (rq->route->flags & ROUTE_JSON) != 0 && (rq->route->flags & ROUTE_SECRET) != 0)
        return fail(w, ERR_MALFORMED, "idempotency_key", "idempotency.not_here", "the answer is a secret");
    if (rq->idempotency_key.at == NULL || !idempotency_heeded(rq->route)) {
        TRY(rates_admit(w, rq));
        return serve_row(w, rq, out);
    }
    if (!key_is_fine(rq->idempotency_key))
        return fail(w, ERR_MALFORMED, "idempotency_key", "idempotency.key", "%zu bytes", rq->idempotency_key.len);
    const struct idempotent_work work = {asked(w, rq), perform_once, &turn};
    enum err kind = idempotency_once(w, &work, &answer, &replayed);
    const char *field = w->fault.complaints[0].field;
    if (kind != OK && field != NULL && strcmp(field, "idempotency_key") == 0)
        rq->idempotency_key = (struct str){NULL, 0}; /* it stands for another act: the form gets a new one */
    TRY(kind);
    if (!replayed)
        return OK;
    unpack(w, &answer, out);
    reply_header(out, "Idempotency-Replayed", STR("true"));
    rates_look(w, rq);
    return OK;
}

struct str idempotency_form_key(struct work *w, const struct request *rq, struct reply *out)
{
    unsigned char bytes[FORM_KEY_BYTES];
    if (rq->idempotency_key.at != NULL && key_is_fine(rq->idempotency_key))
        return rq->idempotency_key;
    random_bytes(bytes, sizeof bytes);
    out->nonce = crypto_base64url(w->arena, bytes, sizeof bytes);
    return out->nonce;
}
