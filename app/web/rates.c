#include "base/std.h"

#include "web/rates.h"

#include "base/address.h"
#include "base/arena.h"
#include "base/bucket_table.h"
#include "base/settings.h"
#include "base/work.h"
#include "web/scopes.h"

static enum rate_class class_of(const struct request *rq)
{
    unsigned own = rq->route == NULL ? RATE_NONE : rq->route->flags / ROUTE_OWN;
    enum rate_class class = (enum rate_class)(own % SESSION_ONLY);
    if (class != RATE_BY_METHOD)
        return class;
    return strcmp(rq->route->method, "GET") == 0 ? RATE_READS : RATE_LIGHT;
}

static const struct rate *rate_of(const struct settings *s, enum rate_class class)
{
    static const struct rate none = {0};
    switch (class) {
    case RATE_READS:
        return &s->limits.rate_reads;
    case RATE_TWEETS:
        return &s->limits.rate_tweets;
    case RATE_LIGHT:
        return &s->limits.rate_light;
    case RATE_SIGNUP:
        return &s->limits.rate_signup;
    case RATE_LOGIN:
        return &s->limits.rate_login;
    default:
        return &none;
    }
}

/* The class, then "u" and the user's id, or "a" and the address. */
static struct bucket_key key_of(const struct work *w, const struct request *rq, enum rate_class class)
{
    char name[2 + ADDRESS_GROUP_MAX] = {(char)('a' + class), 'u'};
    size_t len = sizeof rq->viewer_id;
    if (rq->viewer_id != 0 && class != RATE_SIGNUP && class != RATE_LOGIN) {
        memcpy(name + 2, &rq->viewer_id, len);
    } else {
        name[1] = 'a';
        len = address_group(rq->remote_addr, name + 2).len;
    }
    return bucket_table_key(w->buckets, BUCKET_REQUESTS, (struct str){name, 2 + len});
}

static int64_t take(int64_t debt, void *arg)
{
    return bucket_take(arg, debt);
}

static enum err refuse(struct work *w, int64_t wait_us, const char *why)
{
    enum err kind = fail(w, ERR_TOO_MANY, NULL, "error.too_many", "%s", why);
    w->fault.retry_after_s = (int)((wait_us + 999999) / 1000000);
    return kind;
}

enum err rates_admit(struct work *w, struct request *rq)
{
    enum rate_class class = class_of(rq);
    struct rate rate = *rate_of(w->settings, class);
    int64_t debt;
    if (w->buckets == NULL || rate.count == 0)
        return OK;
    struct bucket_key key = key_of(w, rq, class);
    enum bucket_result had = bucket_table_change(w->buckets, &key, &(struct bucket_change){take, &rate}, &debt);
    if (had == BUCKET_CROWDED)
        return refuse(w, debt * BUCKET_TICK_US, "the table is crowded");
    bucket_show(&rate, debt, &rq->rate);
    return had == BUCKET_CHANGED ? OK : refuse(w, rq->rate.wait_us, "rate");
}

static void look(const struct work *w, const struct request *rq, enum rate_class class, struct bucket_view *out)
{
    const struct rate *rate = rate_of(w->settings, class);
    if (w->buckets == NULL || rate->count == 0)
        return;
    struct bucket_key key = key_of(w, rq, class);
    bucket_show(rate, bucket_table_debt(w->buckets, &key), out);
}

void rates_look(struct work *w, struct request *rq)
{
    if (rq->rate.limit == 0 && rq->viewer_id != 0)
        look(w, rq, class_of(rq), &rq->rate);
}

enum err rates_read(struct work *w, struct request *rq, struct reply *out)
{
    static const struct {
        const char *name;
        enum rate_class class;
    } shown[] = {{"reads", RATE_READS}, {"tweets", RATE_TWEETS}, {"writes", RATE_LIGHT}};
    struct rates_told *told = ARENA_NEW(w->arena, struct rates_told);
    for (size_t i = 0; i < COUNT_OF(shown); i++) {
        struct rate_told *t = &told->at[i];
        t->name = shown[i].name;
        t->rate = *rate_of(w->settings, shown[i].class);
        look(w, rq, shown[i].class, &t->now);
    }
    out->data = told;
    return OK;
}
