#include "base/std.h"

#include "domain/idempotency.h"

#include "base/work.h"
#include "io/db_transaction.h"
#include "store/idempotency_store.h"

enum { HOUR_MS = 3600 * 1000 };

struct once {
    const struct idempotent_work *work;
    struct idempotent_answer answer;
    bool replayed;
};

static MUST_USE enum err replay(struct work *w, struct once *o)
{
    const struct idempotent_request *asked = &o->work->asked;
    unsigned char first[sizeof asked->request_hash];
    TRY(idempotency_store_find(w, asked, first, &o->answer));
    if (memcmp(first, asked->request_hash, sizeof first) != 0)
        return fail(w, ERR_INVALID, "idempotency_key", "idempotency.other", "the key of another request");
    o->replayed = true;
    return OK;
}

static MUST_USE enum err act_and_keep(struct work *w, struct once *o)
{
    TRY(o->work->act(w, o->work->arg, &o->answer));
    if (o->answer.headers.len > IDEMPOTENCY_HEADERS_MAX || o->answer.body.len > IDEMPOTENCY_BODY_MAX)
        return fail(w, ERR_INTERNAL, NULL, "error.internal", "an answer of %zu bytes cannot be kept", o->answer.body.len);
    return idempotency_store_fill(w, &o->work->asked, &o->answer);
}

static MUST_USE enum err once_body(struct work *w, void *arg)
{
    struct once *o = arg;
    bool claimed;
    o->replayed = false;
    TRY(idempotency_store_claim(w, &o->work->asked, w->now_ms + (int64_t)IDEMPOTENCY_HOURS * HOUR_MS, &claimed));
    return claimed ? act_and_keep(w, o) : replay(w, o);
}

enum err idempotency_once(struct work *w, const struct idempotent_work *work, struct idempotent_answer *out,
                          bool *replayed)
{
    struct once o = {.work = work};
    TRY(db_transaction(w, once_body, &o));
    *out = o.answer;
    *replayed = o.replayed;
    return OK;
}

enum err idempotency_purge(struct work *w, uint64_t *removed)
{
    return idempotency_store_purge(w, w->now_ms, IDEMPOTENCY_PURGE_MAX, removed);
}
