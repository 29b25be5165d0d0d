#include "base/std.h"

#include "web/site_pages.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/message.h"
#include "base/settings.h"
#include "base/work.h"
#include "http/form.h"
#include "http/status.h"
#include "view/present.h"
#include "view/templates.h"
#include "web/layout.h"
#include "web/typed.h"
#include "web/way.h"

enum { COMPOSER_WAY_MAX = 1600 /* bytes; escaped once more in the link to the log-in */ };

enum err page_text(struct work *w, struct request *rq, struct reply *out)
{
    const struct text_page *page = out->data;
    const struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, page->heading);
    template_text(&out->body, &l, page);
    return OK;
}

enum err page_keyboard(struct work *w, struct request *rq, struct reply *out)
{
    const struct keyboard_page page = {0};
    const struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, message("keyboard.title"));
    template_keyboard(&out->body, &l, &page);
    return OK;
}

enum err page_api(struct work *w, struct request *rq, struct reply *out)
{
    const struct api_page page = {.text = {.site_url = str_from(w->settings->site.url)}};
    struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, message("api.title"));
    l.canonical = way_absolute(w, STR("/docs/api"));
    l.description = message("api.description");
    template_api(&out->body, &l, &page);
    return OK;
}

/* "error.404" and its like, one for each status. */
static struct str heading_of(struct work *w)
{
    struct buf key;
    buf_init(&key, w->arena, 16);
    buf_printf(&key, "error.%d", status_of(w->fault.kind));
    return message(buf_z(&key));
}

static struct str retry_seconds(struct work *w)
{
    return w->fault.retry_after_s > 0 ? present_number(w, w->fault.retry_after_s) : STR("");
}

/* The composer with all that was chosen and typed, as far as an address can carry it. */
static struct str way_composer(struct work *w, const struct request *rq)
{
    enum { IDS = 2 /* the first ones */ };
    static const char *const names[] = {"redraft_of", "reply_to", "lang", "place_name", "place_lat", "place_lon", "text"};
    struct buf b;
    buf_init(&b, w->arena, 256);
    BUF_LIT(&b, "/compose");
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct str value = typed_field(w, rq, names[i]).value;
        size_t len = b.len;
        int64_t id;
        if (value.len == 0 || (i < IDS && !id_read(value, &id)))
            continue;
        buf_printf(&b, "%c%s=", strchr(buf_z(&b), '?') != NULL ? '&' : '?', names[i]);
        form_escape(&b, value);
        if (b.len > COMPOSER_WAY_MAX) /* the words stand on the page that says so */
            b.len = len;
    }
    return buf_str(&b);
}

/* Where one was: the composer, the page of the form, or the page of the button. */
static struct str way_again(struct work *w, const struct request *rq)
{
    if (rq->route == NULL || rq->route->again == NULL)
        return typed_way(rq, "back");
    return str_eq(rq->path, STR("/tweets")) ? way_composer(w, rq) : rq->path;
}

void page_error(struct work *w, struct request *rq, struct reply *out)
{
    const struct error_page page = {
        .status = status_of(w->fault.kind),
        .heading = heading_of(w),
        .message = w->fault.count > 0 ? message(w->fault.complaints[0].key) : STR(""),
        .request_id = w->request_id,
        .retry_after = retry_seconds(w),
        .kept = typed_text(w, rq),
        .login_href = way_with(w, STR("/login"), "next", way_again(w, rq)),
    };
    const struct layout l = layout_error(w, rq, out, page.heading);
    out->status = page.status;
    template_error(&out->body, &l, &page);
}
