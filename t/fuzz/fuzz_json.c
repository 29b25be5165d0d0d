/* The strict JSON reader, and that what it read comes back from the writer the same. */
#include "base/std.h"

#include "base/json.h"
#include "base/json_read.h"
#include "base/utf8.h"
#include "base/work.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str rewritten(struct work *w, const struct json_members *members)
{
    struct buf *b = ARENA_NEW(w->arena, struct buf);
    struct json j;
    buf_init(b, w->arena, 256);
    json_begin(&j, b);
    json_open(&j, '[');
    for (size_t i = 0; i < members->count; i++)
        if (members->at[i].kind == JSON_TEXT)
            json_text(&j, members->at[i].text);
    json_close(&j, ']');
    return buf_str(b);
}

/* The texts as members of an object, named by their places. */
static struct str as_object(struct work *w, const struct json_members *members)
{
    struct buf *b = ARENA_NEW(w->arena, struct buf);
    struct json j;
    char name[24];
    buf_init(b, w->arena, 256);
    json_begin(&j, b);
    json_open(&j, '{');
    for (size_t i = 0; i < members->count; i++) {
        if (members->at[i].kind != JSON_TEXT)
            continue;
        snprintf(name, sizeof name, "%zu", i);
        json_key(&j, name);
        json_text(&j, members->at[i].text);
    }
    json_close(&j, '}');
    return buf_str(b);
}

static enum err there_and_back(struct work *w, void *body)
{
    struct json_members first, second;
    TRY(json_read(w, *(struct str *)body, &first));
    for (size_t i = 0; i < first.count; i++)
        if (!utf8_valid(first.at[i].name) || !utf8_valid(first.at[i].text))
            BUG("text that is not UTF-8");
    if (json_read(w, as_object(w, &first), &second) != OK)
        BUG("what was written cannot be read");
    if (!str_eq(rewritten(w, &first), rewritten(w, &second)))
        BUG("texts changed on their way");
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    struct str body = {(const char *)data, size};
    struct arena *arena = arena_new(65536, 16 << 20);
    work_begin(&w, arena, NULL, "fuzz", 1000);
    enum err kind = work_run(&w, there_and_back, &body);
    if (kind != OK && kind != ERR_MALFORMED && kind != ERR_BUSY)
        BUG("JSON is well-formed or malformed, not %s", err_name(kind));
    work_end(&w);
    arena_free(arena);
    return 0;
}
