#include "base/std.h"

#include "web/json.h"

#include "base/json.h"
#include "base/message.h"
#include "base/settings.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/session.h"
#include "domain/token.h"
#include "http/status.h"
#include "model/viewer.h"
#include "view/fault_view.h"
#include "view/history_view.h"
#include "view/tweet_view.h"
#include "view/user_view.h"
#include "web/found.h"
#include "web/params.h"
#include "web/rates.h"
#include "web/way.h"

static struct json begin_kept(struct reply *out, struct str keep)
{
    struct json j;
    out->content_type = "application/json";
    reply_header(out, "Cache-Control", keep);
    json_begin(&j, &out->body);
    return j;
}

static struct json begin(struct reply *out)
{
    return begin_kept(out, STR("private, no-cache"));
}

void json_created(struct work *w, struct reply *out, const char *folder, int64_t id)
{
    struct buf b;
    buf_init(&b, w->arena, 48);
    buf_put_z(&b, folder);
    buf_put_i64(&b, id);
    out->status = 201;
    reply_header(out, "Location", way_absolute(w, buf_str(&b)));
}

/* What else the list was asked with: its other pages are of the same list. */
static void link_rest(const struct request *rq, struct buf *b)
{
    static const char *const rest[] = {"limit", "exclude_replies"};
    for (size_t i = 0; i < rq->params.count; i++) {
        const struct param *p = &rq->params.at[i];
        for (size_t k = 0; p->given && k < COUNT_OF(rest); k++) {
            if (strcmp(p->spec->name, rest[k]) == 0)
                buf_printf(b, "&%s=%" PRId64, param_spelt(p->spec), p->number);
        }
    }
}

static void link_put(struct work *w, const struct request *rq, struct buf *b, const char *rel, int64_t id)
{
    bool next = strcmp(rel, "next") == 0;
    BUF_LIT(b, "<");
    buf_put(b, way_absolute(w, rq->path));
    buf_put_z(b, next ? "?max_id=" : "?min_id=");
    buf_put_i64(b, id);
    link_rest(rq, b);
    buf_printf(b, ">; rel=\"%s\"", rel);
}

static void links(struct work *w, const struct request *rq, const struct page_ends *ends, struct reply *out)
{
    struct buf b;
    buf_init(&b, w->arena, 256);
    if (ends->next_max_id != 0)
        link_put(w, rq, &b, "next", ends->next_max_id);
    if (b.len > 0 && ends->prev_min_id != 0)
        BUF_LIT(&b, ", ");
    if (ends->prev_min_id != 0)
        link_put(w, rq, &b, "prev", ends->prev_min_id);
    if (b.len > 0)
        reply_header(out, "Link", buf_str(&b));
}

enum err json_user(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct json j = begin(out);
    user_view_json(w, &j, out->data);
    return OK;
}

enum err json_user_created(struct work *w, struct request *rq, struct reply *out)
{
    const struct user_card *card = out->data;
    json_created(w, out, "/v1/users/", card->user.id);
    return json_user(w, rq, out);
}

enum err json_users(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct json j = begin(out);
    user_view_list_json(w, &j, out->data);
    return OK;
}

enum err json_people(struct work *w, struct request *rq, struct reply *out)
{
    const struct found_people *found = out->data;
    struct json j = begin(out);
    links(w, rq, &found->people.ends, out);
    user_view_list_json(w, &j, &found->people);
    return OK;
}

enum err json_fans(struct work *w, struct request *rq, struct reply *out)
{
    const struct found_fans *found = out->data;
    struct json j = begin(out);
    links(w, rq, &found->people.ends, out);
    user_view_list_json(w, &j, &found->people);
    return OK;
}

enum err json_session_created(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct session_opened *opened = out->data;
    struct json j = begin_kept(out, STR("no-store"));
    out->status = 201;
    reply_header(out, "Location", way_absolute(w, STR("/v1/sessions/current")));
    user_view_session_json(w, &j, opened->token, &opened->user);
    return OK;
}

static void session_put(struct work *w, struct json *j, const struct session *s)
{
    json_open(j, '{');
    json_key(j, "id");
    json_id(j, session_number(s));
    json_key(j, "device");
    json_text(j, utf8_valid(s->device) ? s->device : STR(""));
    json_key(j, "address");
    json_text(j, utf8_valid(s->address) ? s->address : STR(""));
    json_key(j, "created_at");
    json_time(j, s->created_ms);
    json_key(j, "last_used_at");
    json_time(j, s->last_used_ms);
    json_key(j, "expires_at");
    json_time(j, s->expires_ms);
    json_key(j, "current");
    json_bool(j, session_number(s) == session_number(&w->viewer->session));
    json_close(j, '}');
}

enum err json_sessions(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct session_list *list = out->data;
    struct json j = begin(out);
    json_open(&j, '{');
    json_key(&j, "data");
    json_open(&j, '[');
    for (size_t i = 0; i < list->count; i++)
        session_put(w, &j, &list->at[i]);
    json_close(&j, ']');
    json_close(&j, '}');
    return OK;
}

static void time_or_null(struct json *j, const char *name, int64_t ms, bool is_none)
{
    json_key(j, name);
    if (is_none)
        json_null(j);
    else
        json_time(j, ms);
}

static void token_members(struct json *j, const struct session *s)
{
    json_key(j, "id");
    json_id(j, session_number(s));
    json_key(j, "name");
    json_text(j, s->name);
    json_key(j, "scopes");
    json_open(j, '[');
    json_text(j, STR("read"));
    if ((s->scopes & SCOPE_WRITE) != 0)
        json_text(j, STR("write"));
    json_close(j, ']');
    time_or_null(j, "created_at", s->created_ms, false);
    time_or_null(j, "last_used_at", s->last_used_ms, s->last_used_ms == 0);
    time_or_null(j, "expires_at", s->expires_ms, s->expires_ms == SESSION_NEVER);
}

enum err json_tokens(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out)
{
    const struct session_list *list = out->data;
    struct json j = begin(out);
    json_open(&j, '{');
    json_key(&j, "data");
    json_open(&j, '[');
    for (size_t i = 0; i < list->count; i++) {
        json_open(&j, '{');
        token_members(&j, &list->at[i]);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    return OK;
}

enum err json_token_created(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct token_made *made = out->data;
    struct json j = begin_kept(out, STR("no-store"));
    json_created(w, out, "/v1/tokens/", session_number(&made->session));
    json_open(&j, '{');
    json_key(&j, "token");
    json_text(&j, made->secret);
    token_members(&j, &made->session);
    json_close(&j, '}');
    return OK;
}

/* Its ETag begins with the version, for If-Match (http/condition.h). */
enum err json_tweet(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct tweet_card *card = out->data;
    struct json j = begin(out);
    struct buf version;
    buf_init(&version, w->arena, 24);
    BUF_LIT(&version, "v");
    buf_put_i64(&version, card->tweet.version);
    out->etag_prefix = buf_str(&version);
    tweet_view_json(w, &j, card);
    return OK;
}

enum err json_tweet_created(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_card *card = out->data;
    json_created(w, out, "/v1/tweets/", card->tweet.id);
    return json_tweet(w, rq, out);
}

enum err json_tweets(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_list *list = out->data;
    struct json j = begin(out);
    links(w, rq, &list->ends, out);
    tweet_view_list_json(w, &j, list);
    return OK;
}

enum err json_history(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out)
{
    struct json j = begin(out);
    history_view_json(&j, out->data);
    return OK;
}

enum err json_nothing(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out)
{
    out->status = 204;
    return OK;
}

enum err bytes_as_they_are(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}

/* Names of what the row takes in query or body, for whoever guessed wrong. */
static struct str names_taken(struct work *w, const struct request *rq)
{
    struct buf b;
    buf_init(&b, w->arena, 64);
    for (const struct param_spec *p = rq->route != NULL ? rq->route->takes : NULL; p != NULL && p->name != NULL; p++) {
        if (route_in_path(rq->route, p))
            continue;
        buf_put_z(&b, b.len > 0 ? ", " : "");
        buf_put_z(&b, param_spelt(p));
    }
    return b.len > 0 ? buf_str(&b) : message("param.nothing");
}

/* Rules name a field by its name; who spelt it otherwise is told so. */
static void spell_fields(struct work *w, const struct request *rq)
{
    for (size_t i = 0; rq->route != NULL && i < w->fault.count; i++) {
        struct complaint *c = &w->fault.complaints[i];
        for (const struct param_spec *p = rq->route->takes; c->field != NULL && p->name != NULL; p++)
            if (p->as != NULL && strcmp(c->field, p->name) == 0 && strcmp(c->key, "param.unknown") != 0)
                c->field = p->as;
    }
}

struct json json_answer(struct reply *out)
{
    return begin(out);
}

void json_error_member(struct work *w, const struct request *rq, struct json *j)
{
    spell_fields(w, rq);
    fault_view_member_json(w, j, names_taken(w, rq));
}

void json_error(struct work *w, struct request *rq, struct reply *out)
{
    bool own_words = rq->route != NULL && (rq->route->flags & ROUTE_JSON) != 0 && rq->route->again != NULL &&
                     w->fault.kind != ERR_METHOD; /* then it is no row of theirs */
    out->status = status_of(w->fault.kind);
    if (own_words && rq->route->again(w, rq, out) == OK)
        return;
    struct json j = begin(out);
    spell_fields(w, rq);
    fault_view_json(w, &j, names_taken(w, rq));
}

static void rate_put(struct work *w, struct json *j, const struct rate_told *t)
{
    json_key(j, t->name);
    json_open(j, '{');
    json_key(j, "limit");
    json_int(j, t->rate.count);
    json_key(j, "period_seconds");
    json_int(j, t->rate.period_s);
    json_key(j, "remaining");
    json_int(j, t->now.remaining);
    json_key(j, "reset");
    json_int(j, (w->now_ms + t->now.full_us / 1000 + 999) / 1000);
    json_close(j, '}');
}

/* No limit is null. */
enum err json_rates(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct rates_told *told = out->data;
    struct json j = begin(out);
    json_open(&j, '{');
    for (size_t i = 0; i < COUNT_OF(told->at); i++) {
        if (told->at[i].now.limit > 0) {
            rate_put(w, &j, &told->at[i]);
            continue;
        }
        json_key(&j, told->at[i].name);
        json_null(&j);
    }
    json_close(&j, '}');
    return OK;
}
