#include "base/std.h"

#include "http/params.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json_read.h"
#include "base/work.h"
#include "http/form.h"
#include "http/multipart.h"
#include "http/param_value.h"
#include "http/route.h"

enum { SHOWN_NAME_MAX = 64 };

enum source { FROM_QUERY, FROM_BODY };

const char *param_spelt(const struct param_spec *p)
{
    return p->as != NULL ? p->as : p->name;
}

void params_begin(struct request *rq)
{
    const struct param_spec *takes = rq->route->takes;
    rq->params.count = 0;
    for (size_t i = 0; i < PARAMS_MAX && takes[i].name != NULL; i++)
        rq->params.at[rq->params.count++] = (struct param){.spec = &takes[i]};
}

static struct param *find(struct request *rq, struct str name)
{
    for (size_t i = 0; i < rq->params.count; i++)
        if (str_eq(str_from(param_spelt(rq->params.at[i].spec)), name))
            return &rq->params.at[i];
    return NULL;
}

enum err params_path(struct work *w, struct request *rq, struct str name, struct str value)
{
    struct param *p = find(rq, name);
    if (p == NULL)
        BUG("path of %s: parameter %.*s not declared", rq->route->path, STR_ARG(name));
    if (param_from_text(w, p, value, false) == OK && w->fault.count == 0)
        return OK;
    fault_clear(w);
    return fail(w, ERR_NOT_FOUND, NULL, "http.no_such_page", "path part %s", p->spec->name);
}

static bool is_strict(const struct request *rq)
{
    return (rq->route->flags & ROUTE_JSON) != 0;
}

static bool looks_json(struct str name)
{
    return str_starts(str_trim(name), STR("{"));
}

/* A name of the caller's own making, cut to a length fit for an answer; NULL for what may be a whole body of JSON
 * with a password in it. */
static const char *shown(struct work *w, struct str name)
{
    if (looks_json(name))
        return NULL;
    size_t len = name.len < SHOWN_NAME_MAX ? name.len : SHOWN_NAME_MAX;
    while (len < name.len && len > 0 && ((unsigned char)name.at[len] & 0xc0) == 0x80)
        len--;
    return str_z(w->arena, str_slice(name, 0, len));
}

/* The parameter of that name that is to be filled; NULL in *out for one to pass over. */
static MUST_USE enum err claim(struct work *w, struct request *rq, struct str name, enum source from,
                               struct param **out)
{
    struct param *p = find(rq, name);
    if (p == NULL && is_strict(rq))
        return fail(w, ERR_MALFORMED, shown(w, name), "param.unknown", "unknown parameter");
    if (p != NULL && p->came)
        return fail(w, ERR_MALFORMED, param_spelt(p->spec), "param.repeated", "came twice");
    if (p != NULL && p->spec->kind == PARAM_SECRET && from == FROM_QUERY)
        return fail(w, ERR_MALFORMED, param_spelt(p->spec), "param.secret_in_query", "in the query");
    if (p != NULL)
        p->came = true;
    *out = p;
    return OK;
}

/* What the machinery asks of every form: *out gets it. */
static MUST_USE enum err take_hidden(struct work *w, const char *name, struct str value, struct str *out)
{
    if (out->at != NULL)
        return fail(w, ERR_MALFORMED, name, "param.repeated", "came twice");
    *out = value;
    return OK;
}

static MUST_USE enum err take_csrf(struct work *w, struct request *rq, struct str value)
{
    return take_hidden(w, "csrf_token", value, &rq->csrf_token);
}

static MUST_USE enum err take_form(struct work *w, struct request *rq, const struct form *form, enum source from)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct form_pair *pair = &form->at[i];
        struct param *p = NULL;
        if (from == FROM_BODY && str_eq(pair->name, STR("csrf_token"))) {
            TRY(take_csrf(w, rq, pair->value));
            continue;
        }
        if (from == FROM_BODY && str_eq(pair->name, STR("idempotency_key"))) {
            TRY(take_hidden(w, "idempotency_key", pair->value, &rq->idempotency_key));
            continue;
        }
        TRY(claim(w, rq, pair->name, from, &p));
        if (p != NULL)
            TRY(param_from_text(w, p, pair->value, from == FROM_BODY));
    }
    return OK;
}

/* Does the row take parameters of this object? */
static bool is_object(const struct request *rq, struct str name)
{
    for (size_t i = 0; i < rq->params.count; i++) {
        const struct str whole = str_from(rq->params.at[i].spec->name);
        if (whole.len > name.len && str_starts(whole, name) && whole.at[name.len] == '_')
            return true;
    }
    return false;
}

static struct str joined(struct work *w, struct str object, struct str member)
{
    struct buf b;
    buf_init(&b, w->arena, object.len + member.len + 1);
    buf_put(&b, object);
    buf_put_char(&b, '_');
    buf_put(&b, member);
    return buf_str(&b);
}

static MUST_USE enum err take_object(struct work *w, struct request *rq, const struct json_member *object)
{
    struct json_members members;
    if (object->kind == JSON_NULL)
        return OK;
    TRY(json_read(w, object->text, &members));
    for (size_t i = 0; i < members.count; i++) {
        struct param *p = NULL;
        TRY(claim(w, rq, joined(w, object->name, members.at[i].name), FROM_BODY, &p));
        if (p != NULL)
            TRY(param_from_json(w, p, &members.at[i]));
    }
    return OK;
}

static MUST_USE enum err take_json(struct work *w, struct request *rq)
{
    struct json_members members;
    TRY(json_read(w, rq->body, &members));
    for (size_t i = 0; i < members.count; i++) {
        const struct json_member *m = &members.at[i];
        struct param *p = NULL;
        bool objects = m->kind == JSON_OBJECT || m->kind == JSON_NULL;
        if (objects && find(rq, m->name) == NULL && is_object(rq, m->name)) {
            TRY(take_object(w, rq, m));
            continue;
        }
        if (str_eq(m->name, STR("csrf_token")) && m->kind == JSON_TEXT) {
            TRY(take_csrf(w, rq, m->text));
            continue;
        }
        TRY(claim(w, rq, m->name, FROM_BODY, &p));
        if (p != NULL)
            TRY(param_from_json(w, p, m));
    }
    return OK;
}

static MUST_USE enum err take_query(struct work *w, struct request *rq)
{
    struct form form;
    if (rq->query.len == 0)
        return OK;
    TRY(form_read(w, rq->query, &form));
    return take_form(w, rq, &form, FROM_QUERY);
}

static bool has_body(const struct request *rq)
{
    return rq->method != HTTP_GET && rq->method != HTTP_HEAD && rq->body.len > 0;
}

static MUST_USE enum err take_body(struct work *w, struct request *rq)
{
    struct form form;
    bool utf8 = rq->charset.len == 0 || str_eq(rq->charset, STR("utf-8")) || str_eq(rq->charset, STR("utf8")) ||
                str_eq(rq->charset, STR("us-ascii"));
    if (!utf8)
        return fail(w, ERR_UNSUPPORTED, NULL, "body.charset", "%.*s", STR_ARG(str_slice(rq->charset, 0, 32)));
    if (str_eq(rq->content_type, STR("application/json")))
        return take_json(w, rq);
    if (str_eq(rq->content_type, STR("application/x-www-form-urlencoded")))
        TRY(form_read(w, rq->body, &form));
    else if (str_eq(rq->content_type, STR("multipart/form-data")))
        TRY(multipart_read(w, rq->body, rq->boundary, &form));
    else if (rq->params.count == 0 && !is_strict(rq))
        return OK; /* nothing is wanted of it */
    else
        return fail(w, ERR_UNSUPPORTED, NULL, "body.unsupported", "%.*s", STR_ARG(str_slice(rq->content_type, 0, 64)));
    if (is_strict(rq) && form.count > 0 && looks_json(form.at[0].name))
        return fail(w, ERR_MALFORMED, NULL, "body.looks_json", "JSON as a form");
    return take_form(w, rq, &form, FROM_BODY);
}

enum err params_read(struct work *w, struct request *rq)
{
    for (size_t i = 0; i < rq->params.count; i++)
        rq->params.at[i].came = rq->params.at[i].given; /* the path's */
    if (rq->body_too_large)
        return fail(w, ERR_TOO_LARGE, NULL, "body.too_large", "longer than limits.body");
    if (rq->body_cut)
        return fail(w, ERR_MALFORMED, NULL, "body.cut", "shorter than said");
    TRY(take_query(w, rq));
    if (has_body(rq))
        TRY(take_body(w, rq));
    return complained(w);
}

static const struct param *taken(const struct request *rq, const char *name, unsigned kinds)
{
    for (size_t i = 0; i < rq->params.count; i++) {
        const struct param *p = &rq->params.at[i];
        if (p->spec->name != name && strcmp(p->spec->name, name) != 0)
            continue;
        if ((1u << p->spec->kind & kinds) == 0)
            BUG("route %s: %s is not of the kind it is taken as", rq->route->path, name);
        return p;
    }
    BUG("route %s does not declare %s", rq->route->path, name);
}

bool take_given(const struct request *rq, const char *name)
{
    return taken(rq, name, ~0u)->given;
}

struct str take_text(const struct request *rq, const char *name)
{
    const unsigned texts = 1u << PARAM_TEXT | 1u << PARAM_LINE | 1u << PARAM_WAY | 1u << PARAM_SECRET |
                           1u << PARAM_NAME | 1u << PARAM_DECIMAL;
    const struct param *p = taken(rq, name, texts);
    return p->given ? p->text : STR("");
}

int64_t take_id(const struct request *rq, const char *name)
{
    return taken(rq, name, 1u << PARAM_ID)->number;
}

const int64_t *take_ids(const struct request *rq, const char *name, size_t *count)
{
    const struct param *p = taken(rq, name, 1u << PARAM_IDS);
    *count = p->count;
    return p->numbers;
}

int64_t take_count(const struct request *rq, const char *name, int64_t otherwise)
{
    const struct param *p = taken(rq, name, 1u << PARAM_COUNT);
    return p->given ? p->number : otherwise;
}

bool take_bool(const struct request *rq, const char *name)
{
    return taken(rq, name, 1u << PARAM_BOOL)->number != 0;
}
