/* Whole requests: lines NAME=VALUE, an empty line, the body. Oracle: what is let in is clean text. */
#include "base/std.h"

#include "base/utf8.h"
#include "http/route.h"

#include "fuzz/fuzz.h"

static enum err act(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}

static const struct route table[] = {
    {"GET", "/@{name}/{id}", ANYONE, TAKES({.name = "name", .kind = PARAM_NAME}, {.name = "id", .kind = PARAM_ID}), act, NULL, NULL, 0},
    {"POST", "/tweets", ANYONE, TAKES({.name = "text", .kind = PARAM_TEXT}, {.name = "line", .kind = PARAM_LINE},
                                      {.name = "flag", .kind = PARAM_BOOL}), act, NULL, NULL, 0},
    {"POST", "/v1/tweets", ANYONE, TAKES({.name = "text", .kind = PARAM_TEXT}, {.name = "ids", .kind = PARAM_IDS}), act, NULL, NULL, ROUTE_JSON},
};

static void check(struct work *w, struct request *rq)
{
    struct str allow, cookie;
    struct routes routes = {.at = table, .count = COUNT_OF(table)};
    FUZZ_MUST(rq->path.at[0] == '/' && utf8_valid(rq->path) && memchr(rq->path.at, '\n', rq->path.len) == NULL);
    (void)request_cookie(rq, "s", &cookie);
    (void)request_wants_json(rq);
    routes_index(&routes, w->arena);
    if (routes_find(w, &routes, rq, &allow) != OK || params_read(w, rq) != OK)
        return;
    for (size_t i = 0; i < rq->params.count; i++) {
        const struct str text = rq->params.at[i].text;
        FUZZ_MUST(utf8_valid(text) && (text.len == 0 || memchr(text.at, '\0', text.len) == NULL));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    struct request rq;
    struct gateway_var vars[64];
    struct str line, rest = fuzz_str(data, size);
    struct gateway g = {.vars = vars};
    fuzz_begin(&w);
    while (g.count < COUNT_OF(vars) && str_next(&rest, '\n', &line) && str_next(&line, '=', &vars[g.count].name) && line.at != NULL)
        vars[g.count++].value = line;
    g.body = rest;
    if (request_read(&w, &g, &rq) == OK)
        check(&w, &rq);
    FUZZ_MUST(w.request_id.len > 0 && w.request_id.len <= 64);
    work_end(&w);
    return 0;
}
