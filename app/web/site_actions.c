#include "base/std.h"

#include "web/site_actions.h"

#include "base/message.h"
#include "base/settings.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/timeline.h"
#include "view/pages.h"

enum { SITE_TEXT_MAX = 64 * 1024 };

/* The operator's text; "" when there is none or it cannot be read as UTF-8. */
static struct str site_file(struct work *w, const char *path)
{
    FILE *f = path[0] == '\0' ? NULL : fopen(path, "re");
    if (f == NULL)
        return STR("");
    char *at = arena_alloc(w->arena, SITE_TEXT_MAX);
    struct str text = {.at = at, .len = fread(at, 1, SITE_TEXT_MAX, f)};
    fclose(f);
    return utf8_valid(text) ? str_trim(text) : STR("");
}

static enum err text_found(struct work *w, struct reply *out, const char *heading, struct str text)
{
    struct text_page *page = ARENA_NEW(w->arena, struct text_page);
    page->heading = message(heading);
    page->text = text;
    out->data = page;
    return OK;
}

enum err about_read(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct buf b;
    buf_init(&b, w->arena, 512);
    if (w->settings->site.description[0] != '\0') {
        buf_put_z(&b, w->settings->site.description);
        BUF_LIT(&b, "\n\n");
    }
    buf_put(&b, message("text.about_text"));
    if (w->settings->site.contact[0] != '\0') {
        BUF_LIT(&b, "\n\n");
        buf_put(&b, message("text.contact"));
        buf_put_char(&b, ' ');
        buf_put_z(&b, w->settings->site.contact);
    }
    return text_found(w, out, "text.about", buf_str(&b));
}

enum err rules_read(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct str text = site_file(w, w->settings->site.rules_file);
    return text_found(w, out, "text.rules", text.len > 0 ? text : message("text.no_rules"));
}

enum err privacy_read(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct str text = site_file(w, w->settings->site.privacy_file);
    return text_found(w, out, "text.privacy", text.len > 0 ? text : message("text.no_privacy"));
}

enum err api_docs_read(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}

enum err keyboard_read(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}

static enum err plain(struct reply *out)
{
    out->content_type = "text/plain; charset=utf-8";
    reply_header(out, "Cache-Control", STR("no-store"));
    return OK;
}

enum err health_read(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out)
{
    BUF_LIT(&out->body, "OK\n");
    return plain(out);
}

enum err ready_read(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct page one = {.limit = 1};
    struct tweet_list list;
    TRY(timeline_public(w, &one, &list));
    BUF_LIT(&out->body, "OK\n");
    return plain(out);
}

enum err noop_read(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    size_t size = (size_t)w->settings->bench.noop_bytes;
    if (size == 0)
        return fail(w, ERR_NOT_FOUND, NULL, "error.not_found", "bench.noop_bytes is 0");
    buf_room(&out->body, size);
    memset(out->body.at + out->body.len, 'x', size);
    out->body.len += size;
    return plain(out);
}
