#include "base/std.h"

#include "web/api_schema.h"

#include "web/api_objects.h"

/* Pieces of JSON */

void api_put_text(struct json *j, const char *name, const char *text)
{
    json_key(j, name);
    json_text(j, str_from(text));
}

void api_put_int(struct json *j, const char *name, int64_t n)
{
    json_key(j, name);
    json_int(j, n);
}

void api_put_true(struct json *j, const char *name)
{
    json_key(j, name);
    json_bool(j, true);
}

void api_open(struct json *j, const char *name, char bracket)
{
    json_key(j, name);
    json_open(j, bracket);
}

void api_put_members(struct json *j, const char *members)
{
    if (j->comma)
        buf_put_char(j->out, ',');
    buf_put_z(j->out, members);
    j->comma = true;
}

/* {"$ref":"#/components/KIND/NAME"} */
void api_put_ref(struct json *j, const char *kind, struct str name)
{
    json_open(j, '{');
    json_key(j, "$ref");
    buf_printf(j->out, "\"#/components/%s/%.*s\"", kind, STR_ARG(name));
    json_close(j, '}');
}

/* Types and objects */

void api_put_words(struct json *j, struct str words, bool maybe_null)
{
    struct str one;
    api_put_text(j, "type", "string");
    api_open(j, "enum", '[');
    while (str_next(&words, '|', &one))
        json_text(j, one);
    if (maybe_null) /* OpenAPI 3.0.3: nullable alone does not let it pass */
        json_null(j);
    json_close(j, ']');
}

static void put_bare_type(struct json *j, struct str word)
{
    const struct api_type *type = api_type_find(word.at, word.len);
    if (str_starts(word, STR("is "))) {
        api_put_words(j, str_slice(word, 3, word.len), false);
    } else if (type != NULL) {
        api_put_members(j, type->schema);
    } else { /* what stands beside $ref is not read: hence the list of one */
        api_open(j, "allOf", '[');
        api_put_ref(j, "schemas", word);
        json_close(j, ']');
    }
}

/* Members of the schema of a type (web/api_objects.h). */
void api_put_type(struct json *j, struct str type)
{
    bool maybe_null = str_ends(type, STR("?"));
    struct str word = str_slice(type, 0, type.len - (maybe_null ? 1 : 0));
    if (!str_starts(word, STR("["))) {
        put_bare_type(j, word);
    } else {
        struct str inner = str_slice(word, 1, word.len - 1);
        api_put_text(j, "type", "array");
        json_key(j, "items");
        if (api_type_find(inner.at, inner.len) == NULL) {
            api_put_ref(j, "schemas", inner);
        } else {
            json_open(j, '{');
            put_bare_type(j, inner);
            json_close(j, '}');
        }
    }
    if (maybe_null)
        api_put_true(j, "nullable");
}

void api_put_object(struct json *j, const struct api_object *o)
{
    api_open(j, o->name, '{');
    api_put_text(j, "type", "object");
    api_put_text(j, "description", o->about);
    api_open(j, "required", '[');
    for (const struct api_member *m = o->members; m->name != NULL; m++)
        if (!m->maybe)
            json_text(j, str_from(m->name));
    json_close(j, ']');
    api_open(j, "properties", '{');
    for (const struct api_member *m = o->members; m->name != NULL; m++) {
        api_open(j, m->name, '{');
        api_put_type(j, str_from(m->type));
        api_put_text(j, "description", m->about);
        json_close(j, '}');
    }
    json_close(j, '}');
    json_close(j, '}');
}
