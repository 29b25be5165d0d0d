#include "base/std.h"

#include "web/typed.h"

#include "base/buf.h"
#include "base/message.h"
#include "base/work.h"
#include "view/phrase.h"
#include "web/way.h"

static struct str typed_value(const struct request *rq, const char *name)
{
    for (size_t i = 0; i < rq->params.count; i++) {
        const struct param *p = &rq->params.at[i];
        if (p->given && p->spec->kind != PARAM_SECRET && strcmp(p->spec->name, name) == 0)
            return p->text;
    }
    return STR("");
}

struct field typed_field(const struct work *w, const struct request *rq, const char *name)
{
    struct field f = {.value = typed_value(rq, name), .error = STR("")};
    for (size_t i = 0; i < w->fault.count; i++) {
        const struct complaint *c = &w->fault.complaints[i];
        if (c->field != NULL && strcmp(c->field, name) == 0)
            f.error = message(c->key);
    }
    return f;
}

static bool is_shown(const char *field, const char *const *shown)
{
    if (field == NULL)
        return false;
    for (; *shown != NULL; shown++)
        if (strcmp(field, *shown) == 0)
            return true;
    return false;
}

/* The message, and how long to wait where that is known. */
static struct str trouble_told(struct work *w, const char *key)
{
    struct buf b;
    if (w->fault.retry_after_s <= 0)
        return message(key);
    const struct emit_value wait[] = {emit_value_int(STR("seconds"), w->fault.retry_after_s)};
    buf_init(&b, w->arena, 160);
    buf_put(&b, message(key));
    buf_put_char(&b, ' ');
    buf_put(&b, phrase(w, "error.retry_after", wait, COUNT_OF(wait)));
    return buf_str(&b);
}

struct str typed_trouble(struct work *w, const char *const *shown)
{
    for (size_t i = 0; i < w->fault.count; i++)
        if (!is_shown(w->fault.complaints[i].field, shown))
            return trouble_told(w, w->fault.complaints[i].key);
    return STR("");
}

struct str typed_way(const struct request *rq, const char *name)
{
    struct str way = typed_value(rq, name);
    return way_is_own(way) ? way : STR("");
}

static bool is_writing(const struct param *p)
{
    bool text = p->spec->kind == PARAM_TEXT || p->spec->kind == PARAM_LINE || p->spec->kind == PARAM_DECIMAL;
    return text && p->given && p->text.len > 0;
}

struct str typed_text(struct work *w, const struct request *rq)
{
    const struct param *only = NULL;
    struct buf b;
    buf_init(&b, w->arena, 256);
    for (size_t i = 0; i < rq->params.count; i++) {
        const struct param *p = &rq->params.at[i];
        if (!is_writing(p))
            continue;
        only = b.len == 0 ? p : NULL;
        buf_printf(&b, "%s: ", p->spec->name);
        buf_put(&b, p->text);
        BUF_LIT(&b, "\n");
    }
    return only != NULL ? only->text : buf_str(&b);
}
