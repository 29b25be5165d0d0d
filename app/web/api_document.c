#include "base/std.h"

#include "web/api_document.h"

#include "base/json.h"
#include "base/settings.h"
#include "http/route.h"
#include "http/status.h"
#include "web/api_objects.h"
#include "web/api_request.h"
#include "web/api_schema.h"
#include "web/api_table.h"
#include "web/idempotency.h"
#include "web/rates.h"
#include "web/scopes.h"

enum { DOCUMENT_FIRST = 128 * 1024 };

static const char intro[] =
    "The JSON API of this site.\n\n"
    "**Who asks.** `POST /v1/sessions` answers a token; send it as `Authorization: Bearer TOKEN`. What is public can be read "
    "without one.\n\n"
    "**What is sent.** A body is a JSON object (forms are read too). What a request does not take is refused, not passed "
    "over; null is the same as not given.\n\n"
    "**What comes back.** Ids are text. Times are ISO 8601, UTC, with milliseconds. Unset is null. Members may be added, so "
    "pass over what you do not know; none are taken away within v1. HEAD is GET without the body.\n\n"
    "**Lists** come newest first, `limit` at a time. The Link header leads on: rel=\"next\" to what is older, and is "
    "missing at the end; rel=\"prev\" to what is newer.\n\n"
    "**Faults** are `{\"error\": {...}}` under the status that fits.\n\n"
    "**How often.** Every answer to a known caller carries X-RateLimit-*; 429 and 503 carry Retry-After, in seconds.";

static const char *const fault_abouts[] = {
    [ERR_MALFORMED] = "It cannot be read, or holds what this does not take",
    [ERR_INVALID] = "It breaks a rule; `field` names the parameter",
    [ERR_UNAUTHENTICATED] = "Nobody is known by the token, or there is none and one is needed",
    [ERR_FORBIDDEN] = "You are known, and may not",
    [ERR_NOT_FOUND] = "It is not there, was deleted, or you may not see it",
    [ERR_CONFLICT] = "It contradicts what is there already",
    [ERR_PRECONDITION] = "It is no more what If-Match says it was",
    [ERR_TOO_LARGE] = "The body is too large",
    [ERR_UNSUPPORTED] = "The body is of a type that is not read",
    [ERR_TOO_MANY] = "Too often: wait for Retry-After",
    [ERR_BUSY] = "Not now: try again after Retry-After",
    [ERR_INTERNAL] = "A defect of ours",
};

static const struct {
    const char *name, *schema, *about;
} header_table[] = {
    {"X-Request-Id", "\"type\":\"string\"", "names the request in our logs"},
    {"X-RateLimit-Limit", "\"type\":\"integer\"", "how many requests of this kind a full bucket holds; to known callers"},
    {"X-RateLimit-Remaining", "\"type\":\"integer\"", "how many are left; to known callers"},
    {"X-RateLimit-Reset", "\"type\":\"integer\"", "when all of them are there again, in seconds of Unix time; to known callers"},
    {"Retry-After", "\"type\":\"integer\"", "seconds to wait"},
    {"WWW-Authenticate", "\"type\":\"string\"", "Bearer"},
    {"Location", "\"type\":\"string\"", "where what was made is read"},
    {"Link", "\"type\":\"string\"", "rel=\"next\": what is older; rel=\"prev\": what is newer (RFC 8288)"},
    {"Idempotency-Replayed", "\"type\":\"string\"", "true: the answer to an earlier request of the same Idempotency-Key"},
    {"ETag", "\"type\":\"string\"", "a name for these bytes, for If-None-Match"},
};

/* Answers */

static void put_header(struct json *j, const char *name)
{
    json_key(j, name);
    api_put_ref(j, "headers", str_from(name));
}

static void put_usual_headers(struct json *j)
{
    put_header(j, "X-Request-Id");
    put_header(j, "X-RateLimit-Limit");
    put_header(j, "X-RateLimit-Remaining");
    put_header(j, "X-RateLimit-Reset");
}

static void put_content(struct json *j, const char *object)
{
    api_open(j, "content", '{');
    api_open(j, "application/json", '{');
    json_key(j, "schema");
    if (api_object_find(object, strlen(object)) != NULL) {
        api_put_ref(j, "schemas", str_from(object));
    } else {
        json_open(j, '{');
        api_put_type(j, str_from(object));
        json_close(j, '}');
    }
    json_close(j, '}');
    json_close(j, '}');
}

static bool takes(const struct route *row, const char *name)
{
    for (const struct param_spec *p = row->takes; p->name != NULL; p++)
        if (strcmp(param_spelt(p), name) == 0)
            return true;
    return false;
}

static void put_status(struct json *j, int status)
{
    char key[sizeof "-2147483648"];
    (void)snprintf(key, sizeof key, "%d", status);
    json_key(j, key);
}

static void open_status(struct json *j, int status, const char *about)
{
    put_status(j, status);
    json_open(j, '{');
    api_put_text(j, "description", about);
}

static void put_success(struct json *j, const struct route *row, const struct api_answer *answer)
{
    open_status(j, answer->status, status_reason(answer->status));
    api_open(j, "headers", '{');
    put_usual_headers(j);
    if (answer->status == 201)
        put_header(j, "Location");
    if (takes(row, "max_id"))
        put_header(j, "Link");
    if (!api_changes(row) || answer->versioned)
        put_header(j, "ETag");
    if (idempotency_heeded(row))
        put_header(j, "Idempotency-Replayed");
    json_close(j, '}');
    if (answer->object != NULL)
        put_content(j, answer->object);
    json_close(j, '}');
}

static void put_unchanged(struct json *j, const struct route *row)
{
    open_status(j, 304, "What you hold is what would be sent");
    api_open(j, "headers", '{');
    put_usual_headers(j);
    put_header(j, "ETag");
    if (takes(row, "max_id"))
        put_header(j, "Link");
    json_close(j, '}');
    json_close(j, '}');
}

static bool takes_writing(const struct route *row)
{
    for (const struct param_spec *p = row->takes; p->name != NULL; p++)
        if (p->kind == PARAM_TEXT || p->kind == PARAM_LINE || p->kind == PARAM_SECRET || p->kind == PARAM_NOTHING)
            return true;
    return false;
}

/* Does the row alone say that it may fail so? What its action adds stands in api_table.c. */
static bool fault_follows(const struct route *row, enum err kind)
{
    switch (kind) {
    case ERR_MALFORMED:
    case ERR_UNAUTHENTICATED: /* a token that is dead is not passed over where none is needed */
    case ERR_TOO_MANY:
    case ERR_BUSY:
    case ERR_INTERNAL: return true;
    case ERR_INVALID: return takes_writing(row) || idempotency_heeded(row);
    case ERR_NOT_FOUND: return strchr(row->path, '{') != NULL;
    case ERR_FORBIDDEN: return api_changes(row) || (row->flags & RATED(SESSION_ONLY)) != 0;
    case ERR_TOO_LARGE:
    case ERR_UNSUPPORTED: return api_changes(row);
    default: return false;
    }
}

static void put_refusal(struct json *j, enum err kind, const char *object)
{
    api_put_text(j, "description", fault_abouts[kind]);
    api_open(j, "headers", '{');
    put_usual_headers(j);
    if (kind == ERR_TOO_MANY || kind == ERR_BUSY)
        put_header(j, "Retry-After");
    if (kind == ERR_UNAUTHENTICATED)
        put_header(j, "WWW-Authenticate");
    json_close(j, '}');
    put_content(j, object);
}

static void put_fault(struct json *j, const struct api_operation *op, enum err kind)
{
    put_status(j, status_of(kind));
    if (op->refusal == NULL) {
        api_put_ref(j, "responses", str_from(err_name(kind)));
        return;
    }
    json_open(j, '{');
    put_refusal(j, kind, op->refusal);
    json_close(j, '}');
}

static void put_responses(struct json *j, const struct route *row, const struct api_operation *op)
{
    const struct api_answer *answer = api_answer_of(row);
    api_open(j, "responses", '{');
    put_success(j, row, answer);
    if (!api_changes(row))
        put_unchanged(j, row);
    for (enum err kind = ERR_MALFORMED; kind <= ERR_INTERNAL; kind++)
        if (fault_follows(row, kind) || api_lists(op->faults, err_name(kind)) || (kind == ERR_PRECONDITION && op->guarded))
            put_fault(j, op, kind);
    json_close(j, '}');
}

/* Operations and paths */

/* The path's first word behind /v1. */
static struct str tag_of(const struct route *row)
{
    struct str part, rest = str_from(row->path);
    if (str_starts(rest, STR("/v1/")))
        rest = str_slice(rest, 4, rest.len);
    while (str_next(&rest, '/', &part))
        if (part.len > 0)
            return part;
    return STR("site");
}

static void put_security(struct json *j, const struct route *row)
{
    if (row->who == VIEWER)
        api_put_members(j, "\"security\":[{\"bearer\":[]}]");
    else
        api_put_members(j, "\"security\":[{},{\"bearer\":[]}]");
}

static void put_operation(struct json *j, const struct route *row)
{
    const struct api_operation *op = api_operation_of(row);
    char method[sizeof "options"];
    size_t len = 0;
    for (; row->method[len] != '\0' && len + 1 < sizeof method; len++)
        method[len] = (char)(row->method[len] | 0x20);
    method[len] = '\0';
    api_open(j, method, '{');
    api_put_text(j, "operationId", op->name);
    api_open(j, "tags", '[');
    json_text(j, tag_of(row));
    json_close(j, ']');
    api_put_text(j, "summary", op->summary);
    if (op->about != NULL)
        api_put_text(j, "description", op->about);
    put_security(j, row);
    api_put_parameters(j, row, op);
    api_put_body(j, row, op);
    put_responses(j, row, op);
    json_close(j, '}');
}

static bool can_tell(const struct route *row)
{
    return api_tells_of(row) && api_operation_of(row) != NULL && api_answer_of(row) != NULL;
}

static bool same_path(const struct route *a, const struct route *b)
{
    return strcmp(a->path, b->path) == 0;
}

static bool told_before(const struct routes *routes, const struct route *row)
{
    for (const struct route *r = routes->at; r < row; r++)
        if (can_tell(r) && same_path(r, row))
            return true;
    return false;
}

static void put_paths(struct json *j, const struct routes *routes)
{
    const struct route *end = routes->at + routes->count;
    api_open(j, "paths", '{');
    for (const struct route *row = routes->at; row < end; row++) {
        if (!can_tell(row) || told_before(routes, row))
            continue;
        api_open(j, row->path, '{');
        for (const struct route *r = row; r < end; r++)
            if (can_tell(r) && same_path(r, row))
                put_operation(j, r);
        json_close(j, '}');
    }
    json_close(j, '}');
}

static void put_components(struct json *j)
{
    api_open(j, "components", '{');
    api_put_members(j, "\"securitySchemes\":{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"}}");
    api_open(j, "schemas", '{');
    for (const struct api_object *o = api_objects; o->name != NULL; o++)
        api_put_object(j, o);
    json_close(j, '}');
    api_open(j, "responses", '{');
    for (enum err kind = ERR_MALFORMED; kind <= ERR_INTERNAL; kind++) {
        if (kind == ERR_METHOD)
            continue; /* of no operation */
        api_open(j, err_name(kind), '{');
        put_refusal(j, kind, "Error");
        json_close(j, '}');
    }
    json_close(j, '}');
    api_open(j, "headers", '{');
    for (size_t i = 0; i < COUNT_OF(header_table); i++) {
        api_open(j, header_table[i].name, '{');
        api_put_text(j, "description", header_table[i].about);
        api_open(j, "schema", '{');
        api_put_members(j, header_table[i].schema);
        json_close(j, '}');
        json_close(j, '}');
    }
    json_close(j, '}');
    json_close(j, '}');
}

struct str api_document_make(const struct settings *s, const struct routes *routes, struct arena *a)
{
    struct buf text;
    struct json j;
    buf_init(&text, a, DOCUMENT_FIRST);
    json_begin(&j, &text);
    json_open(&j, '{');
    api_put_text(&j, "openapi", "3.0.3");
    api_open(&j, "info", '{');
    api_put_text(&j, "title", s->site.name);
    api_put_text(&j, "version", "1");
    api_put_text(&j, "description", intro);
    json_close(&j, '}');
    api_open(&j, "servers", '[');
    json_open(&j, '{');
    api_put_text(&j, "url", s->site.url);
    json_close(&j, '}');
    json_close(&j, ']');
    put_paths(&j, routes);
    put_components(&j);
    json_close(&j, '}');
    return buf_str(&text);
}
