#include "base/std.h"

#include "http/request.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/work.h"
#include "http/cookie.h"
#include "http/header_value.h"
#include "http/request_id.h"

enum { PATH_MAX_BYTES = 4096, METHOD_MAX_BYTES = 32 };

/* The variables that are read; the client's say about proxies and addresses is not among them. */
enum var {
    VAR_METHOD, VAR_PATH, VAR_QUERY, VAR_CONTENT_TYPE, VAR_PROTOCOL, VAR_REMOTE, VAR_REQUEST_ID, VAR_ARRIVAL,
    VAR_H_CONTENT_TYPE, VAR_ACCEPT, VAR_ORIGIN, VAR_FETCH_SITE, VAR_AGENT, VAR_REFERER, VAR_AUTHORIZATION,
    VAR_COOKIE, VAR_TRACE, VAR_KEY, VAR_MATCH, VAR_NONE_MATCH, VARS
};

#define VAR(literal) {"" literal "", sizeof(literal) - 1}
static const struct str var_names[VARS] = {
    [VAR_METHOD] = VAR("REQUEST_METHOD"),
    [VAR_PATH] = VAR("DOCUMENT_URI"),
    [VAR_QUERY] = VAR("QUERY_STRING"),
    [VAR_CONTENT_TYPE] = VAR("CONTENT_TYPE"),
    [VAR_PROTOCOL] = VAR("SERVER_PROTOCOL"),
    [VAR_REMOTE] = VAR("REMOTE_ADDR"),
    [VAR_REQUEST_ID] = VAR("REQUEST_ID"),
    [VAR_ARRIVAL] = VAR("LINNET_ARRIVAL"),
    [VAR_H_CONTENT_TYPE] = VAR("HTTP_CONTENT_TYPE"),
    [VAR_ACCEPT] = VAR("HTTP_ACCEPT"),
    [VAR_ORIGIN] = VAR("HTTP_ORIGIN"),
    [VAR_FETCH_SITE] = VAR("HTTP_SEC_FETCH_SITE"),
    [VAR_AGENT] = VAR("HTTP_USER_AGENT"),
    [VAR_REFERER] = VAR("HTTP_REFERER"),
    [VAR_AUTHORIZATION] = VAR("HTTP_AUTHORIZATION"),
    [VAR_COOKIE] = VAR("HTTP_COOKIE"),
    [VAR_TRACE] = VAR("HTTP_TRACEPARENT"),
    [VAR_KEY] = VAR("HTTP_IDEMPOTENCY_KEY"),
    [VAR_MATCH] = VAR("HTTP_IF_MATCH"),
    [VAR_NONE_MATCH] = VAR("HTTP_IF_NONE_MATCH"),
};

struct seen { /* the first value of each variable, and how often it came */
    struct str value[VARS];
    unsigned times[VARS];
};

static enum var var_find(struct str name)
{
    for (unsigned v = 0; v < VARS; v++)
        if (var_names[v].len == name.len && memcmp(var_names[v].at, name.at, name.len) == 0)
            return (enum var)v;
    return VARS;
}

static void join(struct work *w, struct str *value, struct str between, struct str more)
{
    struct buf b;
    buf_init(&b, w->arena, value->len + between.len + more.len);
    buf_put(&b, *value);
    buf_put(&b, between);
    buf_put(&b, more);
    *value = buf_str(&b);
}

static bool is_list(enum var v)
{
    return v == VAR_MATCH || v == VAR_NONE_MATCH;
}

static void look(struct work *w, const struct gateway *g, struct seen *seen)
{
    for (size_t i = 0; i < g->count; i++) {
        enum var v = var_find(g->vars[i].name);
        if (v == VARS)
            continue;
        if (seen->times[v]++ == 0)
            seen->value[v] = g->vars[i].value;
        else if (v == VAR_COOKIE) /* HTTP/2 may send them one by one */
            join(w, &seen->value[v], STR("; "), g->vars[i].value);
        else if (is_list(v))
            join(w, &seen->value[v], STR(", "), g->vars[i].value);
    }
}

/* What comes twice means one thing to us and another to somebody else on the way. */
static MUST_USE enum err check_single(struct work *w, const struct seen *seen)
{
    static const enum var may_repeat[] = {VAR_COOKIE, VAR_ACCEPT, VAR_TRACE, VAR_MATCH, VAR_NONE_MATCH};
    for (unsigned v = 0; v < VARS; v++) {
        bool fine = seen->times[v] <= 1;
        for (size_t i = 0; i < COUNT_OF(may_repeat); i++)
            fine = fine || v == (unsigned)may_repeat[i];
        if (!fine)
            return fail(w, ERR_MALFORMED, NULL, "http.repeated_header", "%s came %u times", var_names[v].at,
                        seen->times[v]);
    }
    return OK;
}

static const struct str methods[HTTP_OTHER] = {
    [HTTP_GET] = VAR("GET"),       [HTTP_HEAD] = VAR("HEAD"),   [HTTP_POST] = VAR("POST"),
    [HTTP_PUT] = VAR("PUT"),       [HTTP_PATCH] = VAR("PATCH"), [HTTP_DELETE] = VAR("DELETE"),
    [HTTP_OPTIONS] = VAR("OPTIONS"),
};

static enum http_method method_find(struct str name)
{
    for (unsigned m = 0; m < HTTP_OTHER; m++)
        if (str_eq(methods[m], name))
            return (enum http_method)m;
    return HTTP_OTHER;
}

static MUST_USE enum err read_method(struct work *w, struct str name, struct request *rq)
{
    if (name.len > METHOD_MAX_BYTES || !header_is_token(name))
        return fail(w, ERR_MALFORMED, NULL, "http.bad_method", "%zu bytes", name.len);
    rq->method_name = name;
    rq->method = method_find(name);
    return OK;
}

static bool path_bytes_fine(struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.at[i];
        if (c < ' ' || c == 0x7f || c == '\\')
            return false;
    }
    return utf8_valid(path);
}

/* No empty segment but the last, no "." and no "..": one path, one spelling. */
static bool path_segments_fine(struct str path)
{
    struct str segment, rest = str_slice(path, 1, path.len);
    while (str_next(&rest, '/', &segment)) {
        bool last = rest.at == NULL;
        if ((segment.len == 0 && !last) || str_eq(segment, STR(".")) || str_eq(segment, STR("..")))
            return false;
    }
    return true;
}

/* As much of a refused path as can be read: which door was knocked at decides how the refusal looks. */
static struct str path_fine_part(struct str path)
{
    size_t n = 0;
    while (n < path.len && n < PATH_MAX_BYTES && path.at[n] > ' ' && path.at[n] < 0x7f && path.at[n] != '\\')
        n++;
    return str_slice(path, 0, n);
}

static MUST_USE enum err read_path(struct work *w, struct str path, struct request *rq)
{
    rq->path = path_fine_part(path);
    if (path.len == 0 || path.len > PATH_MAX_BYTES || path.at[0] != '/' || !path_bytes_fine(path) ||
        !path_segments_fine(path))
        return fail(w, ERR_MALFORMED, NULL, "http.bad_path", "%zu bytes", path.len);
    rq->path = path;
    return OK;
}

static MUST_USE enum err check_query(struct work *w, struct str query)
{
    for (size_t i = 0; i < query.len; i++)
        if ((unsigned char)query.at[i] <= ' ' || query.at[i] == 0x7f)
            return fail(w, ERR_MALFORMED, NULL, "http.bad_query", "byte %zu", i);
    return OK;
}

static MUST_USE enum err check_protocol(struct work *w, struct str protocol)
{
    if (!str_starts(protocol, STR("HTTP/")) || str_eq(protocol, STR("HTTP/0.9")))
        return fail(w, ERR_MALFORMED, NULL, "http.bad_protocol", "%.*s", STR_ARG(str_slice(protocol, 0, 16)));
    return OK;
}

static MUST_USE enum err read_content_type(struct work *w, struct str value, struct request *rq)
{
    struct str params = value, type = {"", 0}, name;
    if (!header_next_part(&params, &type))
        return OK;
    rq->content_type = str_lower(w->arena, str_trim(type));
    while (header_next_part(&params, &type)) {
        struct str given = str_trim(type);
        if (!str_next(&given, '=', &name))
            continue;
        given = header_unquote(given);
        if (str_eq_fold(name, STR("boundary")))
            rq->boundary = given;
        if (str_eq_fold(name, STR("charset")))
            rq->charset = str_lower(w->arena, given);
    }
    return OK;
}

/* Bearer only; other schemes may belong to a proxy before us. A token that cannot be one is as good as a dead one. */
static MUST_USE enum err read_authorization(struct work *w, struct str value, struct request *rq)
{
    struct str scheme = {"", 0}, rest = str_trim(value);
    if (!str_next(&rest, ' ', &scheme) || !str_eq_fold(scheme, STR("Bearer")))
        return OK;
    rest = str_trim(rest);
    if (!header_is_token68(rest))
        return fail(w, ERR_UNAUTHENTICATED, NULL, "http.bad_authorization", "%zu bytes", rest.len);
    rq->bearer = rest;
    return OK;
}

static void copy_plain(const struct seen *seen, const struct gateway *g, struct request *rq)
{
    rq->query = seen->value[VAR_QUERY];
    rq->accept = seen->value[VAR_ACCEPT];
    rq->origin = seen->value[VAR_ORIGIN];
    rq->fetch_site = seen->value[VAR_FETCH_SITE];
    rq->user_agent = seen->value[VAR_AGENT];
    rq->remote_addr = seen->value[VAR_REMOTE];
    rq->referer = seen->value[VAR_REFERER];
    rq->cookies = seen->value[VAR_COOKIE];
    rq->if_match = seen->value[VAR_MATCH];
    rq->if_none_match = seen->value[VAR_NONE_MATCH];
    rq->idempotency_key = seen->value[VAR_KEY];
    rq->arrival_ms = header_msec(seen->value[VAR_ARRIVAL]);
    rq->body = g->body;
    rq->body_cut = g->body_cut;
    rq->body_too_large = g->body_too_large;
}

enum err request_read(struct work *w, const struct gateway *g, struct request *out)
{
    struct seen seen = {0};
    *out = (struct request){.method = HTTP_OTHER};
    look(w, g, &seen);
    struct str trace = seen.times[VAR_TRACE] == 1 ? seen.value[VAR_TRACE] : STR("");
    w->request_id = request_id_choose(w->arena, trace, seen.value[VAR_REQUEST_ID]);
    copy_plain(&seen, g, out);
    TRY(read_path(w, seen.value[VAR_PATH], out));
    TRY(read_method(w, seen.value[VAR_METHOD], out));
    TRY(check_single(w, &seen));
    TRY(check_protocol(w, seen.value[VAR_PROTOCOL]));
    TRY(check_query(w, out->query));
    TRY(read_content_type(w, seen.value[VAR_CONTENT_TYPE], out));
    return read_authorization(w, seen.value[VAR_AUTHORIZATION], out);
}

bool request_wants_json(const struct request *rq)
{
    int json, html;
    bool named = header_accepts(rq->accept, STR("application"), STR("json"), &json);
    bool html_named = header_accepts(rq->accept, STR("text"), STR("html"), &html);
    return json > html || (json > 0 && json == html && named && !html_named);
}

bool request_cookie(const struct request *rq, const char *name, struct str *out)
{
    struct str value;
    if (cookie_find(rq->cookies, str_from(name), &value) != 1 || value.len == 0)
        return false;
    *out = value;
    return true;
}

enum err request_cookie_once(struct work *w, const struct request *rq, const char *name)
{
    struct str value;
    if (cookie_find(rq->cookies, str_from(name), &value) > 1)
        return fail(w, ERR_MALFORMED, NULL, "http.two_sessions", "two cookies %s", name);
    return OK;
}
