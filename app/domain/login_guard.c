#include "base/std.h"

#include "domain/login_guard.h"

#include "base/address.h"
#include "base/bucket.h"
#include "base/buf.h"
#include "base/settings.h"
#include "base/work.h"

#define TICKS(seconds) ((int64_t)(seconds) * 1000000 / BUCKET_TICK_US)

enum { WAIT_FIRST_S = 15, WAIT_MOST_S = 15 * 60, KNOWN_S = 86400, STEPS_KEPT = 8 };

static struct bucket_key key_make(const struct work *w, char what, struct str one, struct str two)
{
    struct buf name;
    buf_init(&name, w->arena, 64);
    buf_put_char(&name, what);
    buf_put_i64(&name, (int64_t)one.len); /* no two pairs look alike */
    buf_put_char(&name, ' ');
    buf_put(&name, one);
    buf_put(&name, two);
    return bucket_table_key(w->buckets, BUCKET_FAILURES, buf_str(&name));
}

/* Beside how often: until when the next try must wait. */
static struct bucket_key key_of_wait(const struct bucket_key *often)
{
    struct bucket_key wait = *often;
    wait.hash = ~wait.hash;
    return wait;
}

/* More than STEPS_KEPT above the limit change no wait, and would only be remembered for longer. */
static int64_t count_one(int64_t debt, void *arg)
{
    const struct rate *rate = arg;
    int64_t cost = bucket_cost(rate), most = cost * (rate->count + STEPS_KEPT);
    return debt + cost < most ? debt + cost : most;
}

static int64_t count_back(int64_t debt, void *arg)
{
    return bucket_give_back(arg, debt);
}

static int64_t set(int64_t debt UNUSED, void *arg)
{
    return *(const int64_t *)arg;
}

/* One passes, whoever comes first; the others find the wait that he leaves. */
static int64_t wait_begin(int64_t debt, void *arg)
{
    return debt > 0 ? -1 : *(const int64_t *)arg;
}

static enum err refuse(struct work *w, int64_t ticks, const char *whose)
{
    enum err kind = fail(w, ERR_TOO_MANY, NULL, "session.too_many", "log-ins of this %s wait", whose);
    w->fault.retry_after_s = (int)((ticks * BUCKET_TICK_US + 999999) / 1000000);
    return kind;
}

static MUST_USE enum err count(struct work *w, const struct bucket_key *often, const struct rate *limit,
                               const char *whose)
{
    struct rate rate = *limit;
    struct bucket_key wait = key_of_wait(often);
    int64_t debt = bucket_table_debt(w->buckets, &wait);
    if (rate.count == 0)
        return OK;
    if (debt > 0)
        return refuse(w, debt, whose);
    if (bucket_table_change(w->buckets, often, &(struct bucket_change){count_one, &rate}, &debt) == BUCKET_CROWDED)
        return refuse(w, debt, whose);
    int64_t next = bucket_growing_wait(&rate, debt, TICKS(WAIT_FIRST_S), TICKS(WAIT_MOST_S));
    if (next == 0)
        return OK;
    bool passed = bucket_table_change(w->buckets, &wait, &(struct bucket_change){wait_begin, &next}, &debt)
                  == BUCKET_CHANGED;
    return passed ? OK : refuse(w, debt, whose);
}

enum err login_guard_enter(struct work *w, struct str login, struct str address, struct login_guard *out)
{
    char group[ADDRESS_GROUP_MAX];
    struct str who = str_lower(w->arena, str_trim(login)), where = address_group(address, group);
    *out = (struct login_guard){0};
    if (w->buckets == NULL)
        return OK;
    out->account = key_make(w, 'l', who, STR(""));
    out->address = key_make(w, 'a', where, STR(""));
    out->known = key_make(w, 'k', who, where);
    struct bucket_key known_count = key_make(w, 'p', who, where);
    if (bucket_table_debt(w->buckets, &out->known) > 0)
        out->account = known_count;
    TRY(count(w, &out->address, &w->settings->limits.login_address, "address"));
    return count(w, &out->account, &w->settings->limits.login_account, "account");
}

static void change(struct work *w, const struct bucket_key *key, int64_t (*debt)(int64_t, void *), void *arg)
{
    int64_t after;
    /* Crowded: there is nothing of it to change, or no room to remember; neither does harm. */
    (void)bucket_table_change(w->buckets, key, &(struct bucket_change){debt, arg}, &after);
}

void login_guard_right(struct work *w, const struct login_guard *g)
{
    struct bucket_key wait = key_of_wait(&g->account);
    int64_t none = 0, day = TICKS(KNOWN_S);
    struct rate address = w->settings->limits.login_address;
    if (w->buckets == NULL)
        return;
    change(w, &g->account, set, &none);
    change(w, &wait, set, &none);
    change(w, &g->known, set, &day);
    if (address.count > 0)
        change(w, &g->address, count_back, &address);
}

void login_guard_unknown(struct work *w, const struct login_guard *g)
{
    struct rate account = w->settings->limits.login_account, address = w->settings->limits.login_address;
    if (w->buckets == NULL)
        return;
    if (account.count > 0)
        change(w, &g->account, count_back, &account);
    if (address.count > 0)
        change(w, &g->address, count_back, &address);
}
