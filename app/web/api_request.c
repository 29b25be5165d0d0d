#include "base/std.h"

#include "web/api_request.h"

#include "http/route.h"
#include "model/page.h"
#include "web/api_schema.h"
#include "web/api_table.h"
#include "web/idempotency.h"

enum { LINE_MAX_DEFAULT = 256 };

#define TEXT "\"type\":\"string\""
/* Lists of tags, W/ and * are heeded as well. */
#define TAG "\"type\":\"string\",\"pattern\":\"^\\\"[!#-~]+\\\"$\""
#define KEY "\"type\":\"string\",\"maxLength\":255,\"pattern\":\"^[!-~]([ -~]*[!-~])?$\""

static bool has_body(const struct route *row)
{
    return strcmp(row->method, "GET") != 0 && strcmp(row->method, "DELETE") != 0;
}

bool api_changes(const struct route *row)
{
    return strcmp(row->method, "GET") != 0;
}

static void put_kind(struct json *j, const struct param_spec *p)
{
    switch (p->kind) {
    case PARAM_TEXT:
    case PARAM_LINE:
    case PARAM_WAY:
    case PARAM_SECRET:
        api_put_text(j, "type", "string");
        api_put_int(j, "maxLength", p->max > 0 ? (int64_t)p->max : LINE_MAX_DEFAULT);
        api_put_text(j, "pattern", "^[^\\x00]*$");
        if (p->kind == PARAM_SECRET)
            api_put_text(j, "format", "password");
        break;
    case PARAM_ID: api_put_type(j, STR("id")); break;
    case PARAM_NAME: api_put_type(j, STR("name")); break;
    case PARAM_BOOL: api_put_type(j, STR("bool")); break;
    case PARAM_DECIMAL: api_put_text(j, "type", "number"); break;
    case PARAM_IDS:
        api_put_type(j, STR("[id]"));
        api_put_int(j, "maxItems", PARAM_IDS_MAX);
        break;
    case PARAM_NOTHING:
        api_put_members(j, "\"type\":\"array\",\"items\":{},\"maxItems\":0");
        break;
    case PARAM_IGNORED: break;
    case PARAM_COUNT:
        api_put_text(j, "type", "integer");
        api_put_int(j, "minimum", 1);
        if (strcmp(p->name, "limit") == 0) /* a version, say, is none by itself */
            api_put_int(j, "default", PAGE_DEFAULT);
        break;
    }
}

static const char *about_of(const struct param_spec *p)
{
    const char *about = api_parameter_about(param_spelt(p));
    return about != NULL ? about : "";
}

/* needed: an empty text is as good as none. */
static void put_schema(struct json *j, const struct param_spec *p, bool needed, bool maybe_null)
{
    const char *words = api_parameter_words(param_spelt(p));
    if (words != NULL)
        api_put_words(j, str_from(words), maybe_null);
    else
        put_kind(j, p);
    if (needed && (p->kind == PARAM_TEXT || p->kind == PARAM_LINE || p->kind == PARAM_SECRET))
        api_put_int(j, "minLength", 1);
    if (needed && p->kind == PARAM_IDS)
        api_put_int(j, "minItems", 1);
}

static void put_parameter(struct json *j, const struct param_spec *p, bool path, bool needed)
{
    json_open(j, '{');
    api_put_text(j, "name", param_spelt(p));
    api_put_text(j, "in", path ? "path" : "query");
    api_put_text(j, "description", about_of(p));
    if (path || needed)
        api_put_true(j, "required");
    if (p->kind == PARAM_IDS) {
        api_put_text(j, "style", "form");
        json_key(j, "explode");
        json_bool(j, false);
    }
    api_open(j, "schema", '{');
    put_schema(j, p, needed, false);
    json_close(j, '}');
    json_close(j, '}');
}

static void put_header_parameter(struct json *j, const char *name, const char *schema, const char *about)
{
    json_open(j, '{');
    api_put_text(j, "name", name);
    api_put_text(j, "in", "header");
    api_put_text(j, "description", about);
    api_open(j, "schema", '{');
    api_put_members(j, schema);
    json_close(j, '}');
    json_close(j, '}');
}

void api_put_parameters(struct json *j, const struct route *row, const struct api_operation *op)
{
    api_open(j, "parameters", '[');
    for (const struct param_spec *p = row->takes; p->name != NULL; p++)
        if (route_in_path(row, p) || !has_body(row))
            put_parameter(j, p, route_in_path(row, p), api_lists(op->needs, param_spelt(p)));
    if (!api_changes(row))
        put_header_parameter(j, "If-None-Match", TEXT, "the ETag of the answer that you hold: 304 when it is still that");
    if (op->guarded)
        put_header_parameter(j, "If-Match", TAG, "the ETag of what you read: 412 when it was changed since");
    if (idempotency_heeded(row))
        put_header_parameter(j, "Idempotency-Key", KEY,
                             "a text of yours for this request: sent again with it, the request is not done again, "
                             "but answered as before; for 24 hours");
    json_close(j, ']');
}

static void put_body_schema(struct json *j, const struct route *row, const struct api_operation *op)
{
    api_put_text(j, "type", "object");
    api_put_members(j, "\"additionalProperties\":false");
    if (op->needs != NULL) {
        struct str one, rest = str_from(op->needs);
        api_open(j, "required", '[');
        while (str_next(&rest, ' ', &one))
            json_text(j, one);
        json_close(j, ']');
    }
    api_open(j, "properties", '{');
    for (const struct param_spec *p = row->takes; p->name != NULL; p++) {
        if (route_in_path(row, p))
            continue;
        api_open(j, param_spelt(p), '{');
        bool needed = api_lists(op->needs, param_spelt(p));
        put_schema(j, p, needed, !needed);
        if (!needed)
            api_put_true(j, "nullable");
        api_put_text(j, "description", about_of(p));
        json_close(j, '}');
    }
    json_close(j, '}');
}

void api_put_body(struct json *j, const struct route *row, const struct api_operation *op)
{
    bool any = false;
    for (const struct param_spec *p = row->takes; p->name != NULL; p++)
        any = any || !route_in_path(row, p);
    if (!has_body(row) || !any)
        return;
    api_open(j, "requestBody", '{');
    if (op->needs != NULL)
        api_put_true(j, "required");
    api_open(j, "content", '{');
    api_open(j, "application/json", '{');
    api_open(j, "schema", '{');
    put_body_schema(j, row, op);
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, '}');
}
