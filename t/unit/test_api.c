/* The description of the API is whole: each row, renderer, parameter and type is told of, and nothing else is. */
#include "base/std.h"

#include "web/api_document.h"

#include "base/arena.h"
#include "base/json_read.h"
#include "base/settings.h"
#include "base/work.h"
#include "web/api_objects.h"
#include "web/api_table.h"
#include "web/routes.h"

#include "rig/suite.h"

static unsigned missing;

static void lacks(const char *what, const char *which, const char *where)
{
    printf("# %s: %s %s\n", where, what, which);
    missing++;
}

static void test_rows_are_told_of(void)
{
    struct routes routes = routes_web();
    missing = 0;
    for (size_t i = 0; i < routes.count; i++) {
        const struct route *row = &routes.at[i];
        if (!api_tells_of(row))
            continue;
        if (api_operation_of(row) == NULL)
            lacks("api_operations[] has no line for", row->path, row->method);
        if (api_answer_of(row) == NULL)
            lacks("api_answers[] has no line for the renderer of", row->path, row->method);
        for (const struct param_spec *p = row->takes; p->name != NULL; p++)
            if (api_parameter_about(param_spelt(p)) == NULL)
                lacks("api_parameters[] has no line for", param_spelt(p), row->path);
    }
    CU_ASSERT_EQUAL(missing, 0);
}

static const struct route *row_of(const struct routes *routes, const struct api_operation *op)
{
    for (size_t i = 0; i < routes->count; i++)
        if (api_tells_of(&routes->at[i]) && strcmp(routes->at[i].path, op->path) == 0 && strcmp(routes->at[i].method, op->method) == 0)
            return &routes->at[i];
    return NULL;
}

static bool row_takes(const struct route *row, struct str name)
{
    for (const struct param_spec *p = row->takes; p->name != NULL; p++)
        if (str_eq(name, str_from(param_spelt(p))))
            return true;
    return false;
}

static bool is_kind(struct str name)
{
    for (enum err kind = ERR_MALFORMED; kind <= ERR_INTERNAL; kind++)
        if (str_eq(name, str_from(err_name(kind))))
            return true;
    return false;
}

static void look_at_words(const struct api_operation *op, const struct route *row)
{
    struct str one, needs = str_from(op->needs), faults = str_from(op->faults);
    while (str_next(&needs, ' ', &one))
        if (one.len > 0 && !row_takes(row, one))
            lacks("the row does not take what is needed:", op->needs, op->path);
    while (str_next(&faults, ' ', &one))
        if (one.len > 0 && !is_kind(one))
            lacks("no kind of fault:", op->faults, op->path);
}

static void test_lines_have_rows(void)
{
    struct routes routes = routes_web();
    missing = 0;
    for (const struct api_operation *op = api_operations; op->path != NULL; op++) {
        const struct route *row = row_of(&routes, op);
        if (row == NULL || !api_tells_of(row))
            lacks("routes.c has no such JSON row:", op->path, op->method);
        else
            look_at_words(op, row);
        for (const struct api_operation *other = api_operations; other < op; other++)
            if (strcmp(other->name, op->name) == 0)
                lacks("two are called", op->name, op->path);
    }
    CU_ASSERT_EQUAL(missing, 0);
}

static bool type_is_known(const char *type)
{
    size_t len = strlen(type);
    if (len > 0 && type[len - 1] == '?')
        len--;
    if (len > 2 && type[0] == '[' && type[len - 1] == ']') {
        type++;
        len -= 2;
    }
    return strncmp(type, "is ", 3) == 0 || api_type_find(type, len) != NULL || api_object_find(type, len) != NULL;
}

static void test_types_are_known(void)
{
    missing = 0;
    for (const struct api_object *o = api_objects; o->name != NULL; o++) {
        for (const struct api_member *m = o->members; m->name != NULL; m++)
            if (!type_is_known(m->type))
                lacks(m->name, m->type, o->name);
        for (const struct api_object *other = api_objects; other < o; other++)
            if (strcmp(other->name, o->name) == 0)
                lacks("two are called", o->name, "api_objects");
    }
    for (const struct api_answer *a = api_answers; a->render != NULL; a++)
        if (a->object != NULL && !type_is_known(a->object))
            lacks("no such object:", a->object, "api_answers");
    CU_ASSERT_EQUAL(missing, 0);
}

/* What is said of Fault.kind names each kind of base/fault.h; it is no closed list. */
static void test_kinds_are_told_of(void)
{
    const struct api_object *fault = api_object_find("Fault", strlen("Fault"));
    char word[64];
    CU_ASSERT_STRING_EQUAL(fault->members[0].type, "text");
    for (enum err kind = ERR_MALFORMED; kind <= ERR_INTERNAL; kind++) {
        snprintf(word, sizeof word, "`%s`", err_name(kind));
        CU_ASSERT_PTR_NOT_NULL(strstr(fault->members[0].about, word));
    }
}

/* Members of an object that is a JSON text; -1: it is none. */
static int members_of(struct work *w, struct str text)
{
    struct json_members members;
    return json_read(w, text, &members) == OK ? (int)members.count : -1;
}

static void test_the_document_is_json(void)
{
    struct work w;
    struct routes routes = routes_web();
    struct settings s = {.site = {.url = "https://t.example", .name = "A \"name\""}};
    work_begin(&w, arena_new(1 << 16, 1 << 24), &s, "test", 1000);
    struct str text = api_document_make(&s, &routes, w.arena);
    CU_ASSERT_EQUAL(members_of(&w, text), 5); /* openapi, info, servers, paths, components */
    work_end(&w);
    arena_free(w.arena);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"rows_are_told_of", test_rows_are_told_of},
        {"lines_have_rows", test_lines_have_rows},
        {"types_are_known", test_types_are_known},
        {"kinds_are_told_of", test_kinds_are_told_of},
        {"the_document_is_json", test_the_document_is_json},
        {NULL, NULL},
    });
}
