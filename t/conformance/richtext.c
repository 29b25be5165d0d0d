/* What the text engine says of texts: a line of JSON in, a line out, until the end.
 *
 * In: {"text":"...", "scale":"v1|v2|v3", "known":true (all mentions are people), "html":"...", "hits":"0-4 8-9"}.
 * Only text is needed. Out: entities, weight, html and so on; see the functions put_*. A test program: what it
 * cannot read ends it. */
#include "base/std.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/settings.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/richtext.h"

enum { LINE_MAX_BYTES = 32 << 20 };

struct asked {
    struct str text, scale, html, hits;
    bool known;
};

static void asked_member(struct asked *a, const struct json_member *m)
{
    if (str_eq(m->name, STR("text")))
        a->text = m->text;
    if (str_eq(m->name, STR("scale")))
        a->scale = m->text;
    if (str_eq(m->name, STR("html")))
        a->html = m->text;
    if (str_eq(m->name, STR("hits")))
        a->hits = m->text;
    if (str_eq(m->name, STR("known")))
        a->known = m->truth;
}

static void put_number(struct json *j, const char *name, size_t n)
{
    json_key(j, name);
    json_int(j, (int64_t)n);
}

static void put_text(struct json *j, const char *name, struct str s)
{
    json_key(j, name);
    json_text(j, s);
}

static void put_entities(struct json *j, const struct rich *parts)
{
    static const char *const kinds[] = {"mention", "hashtag", "cashtag", "url"};
    json_key(j, "entities");
    json_open(j, '[');
    for (size_t i = 0; i < parts->count; i++) {
        const struct rich_entity *e = &parts->at[i];
        json_open(j, '{');
        put_text(j, "kind", str_from(kinds[e->kind]));
        put_text(j, "name", e->name);
        put_text(j, "list", e->list);
        json_key(j, "bare");
        json_bool(j, e->bare);
        put_number(j, "start", e->from.point);
        put_number(j, "end", e->to.point);
        put_number(j, "start_unit", e->from.unit);
        put_number(j, "end_unit", e->to.unit);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static struct richtext_scale scale_of(struct str name)
{
    struct richtext_scale scale = RICHTEXT_SCALE;
    scale.emoji = !str_eq(name, STR("v2"));
    if (str_eq(name, STR("v1")))
        scale = (struct richtext_scale){.limit = 140, .url = 23, .light = 1, .heavy = 1};
    return scale;
}

/* In normal form, as tweets are stored and counted. */
static void put_length(struct work *w, struct json *j, const struct asked *a)
{
    struct str normal = utf8_nfc(w->arena, a->text);
    struct rich parts = richtext_scan(w->arena, normal);
    struct richtext_scale scale = scale_of(a->scale);
    struct richtext_length length = richtext_measure(normal, &parts, &scale);
    put_number(j, "weight", length.weight);
    put_number(j, "limit", scale.limit);
    put_number(j, "fits", length.fits.point);
    put_number(j, "fits_unit", length.fits.unit);
    put_number(j, "units", richtext_place(normal, normal.len).unit);
    put_number(j, "typed_units", richtext_place(a->text, a->text.len).unit);
}

static void put_emoji(struct json *j, struct str text)
{
    json_key(j, "emoji");
    json_open(j, '[');
    while (text.len > 0) {
        size_t len = richtext_emoji(text), step = len ? len : utf8_sequence(text);
        if (len > 0)
            json_text(j, str_slice(text, 0, len));
        text = str_slice(text, step, text.len);
    }
    json_close(j, ']');
}

static void put_marked(struct work *w, struct json *j, struct safe_html html, struct str spans)
{
    struct richtext_hit hits[32];
    size_t count = 0;
    uint64_t from, to;
    struct str span, first;
    while (count < COUNT_OF(hits) && str_next(&spans, ' ', &span))
        if (str_next(&span, '-', &first) && str_to_u64(first, &from) && str_to_u64(span, &to))
            hits[count++] = (struct richtext_hit){(size_t)from, (size_t)to};
    put_text(j, "marked", richtext_mark(w->arena, html, hits, count).html);
}

static void put_answer(struct work *w, struct json *j, const struct asked *a)
{
    struct rich parts = richtext_scan(w->arena, a->text);
    json_open(j, '{');
    put_entities(j, &parts);
    for (size_t i = 0; i < parts.count; i++)
        parts.at[i].user_id = a->known;
    struct safe_html html = richtext_html(w->arena, a->text, &parts);
    put_text(j, "html", html.html);
    if (a->html.len > 0)
        html.html = a->html;
    put_marked(w, j, html, a->hits);
    put_length(w, j, a);
    put_emoji(j, a->text);
    json_key(j, "is_url");
    json_bool(j, richtext_is_url(a->text, false));
    json_key(j, "is_url_bare");
    json_bool(j, richtext_is_url(a->text, true));
    json_close(j, '}');
}

static enum err answer(struct work *w, void *arg)
{
    const struct str *line = arg;
    struct json_members members;
    struct asked a = {.text = STR(""), .scale = STR("v3")};
    TRY(json_read(w, *line, &members));
    for (size_t i = 0; i < members.count; i++)
        asked_member(&a, &members.at[i]);
    struct buf out;
    struct json j;
    buf_init(&out, w->arena, 4096);
    json_begin(&j, &out);
    put_answer(w, &j, &a);
    buf_put_char(&out, '\n');
    fwrite(out.at, 1, out.len, stdout);
    (void)fflush(stdout); /* the other side waits for the answer */
    return OK;
}

int main(void)
{
    static const struct settings settings = {.site = {.url = "http://t.example"}};
    struct arena *arena = arena_new(1 << 20, 1u << 30);
    static char line[LINE_MAX_BYTES];
    while (fgets(line, sizeof line, stdin)) {
        struct work w;
        struct str body = str_trim(str_from(line));
        work_begin(&w, arena, &settings, "conformance", 60000);
        enum err e = work_run(&w, answer, &body);
        if (e != OK)
            fprintf(stderr, "%s: %s\n", err_name(e), w.fault.detail);
        work_end(&w);
        if (e != OK)
            return 1;
    }
    arena_free(arena);
    return 0;
}
