#include "base/std.h"

#include "web/layout.h"

#include "base/message.h"
#include "base/settings.h"
#include "base/work.h"
#include "http/csrf.h"
#include "http/status.h"
#include "view/layout.h"
#include "web/appearance.h"
#include "web/door.h"
#include "web/idempotency.h"
#include "web/notice.h"
#include "web/way.h"

/* Vary, because a browser that kept the landing page must not show it in the second after logging in. */
static void keep_rule(const struct work *w, struct reply *out, enum layout_kind kind)
{
    if (kind == LAYOUT_ONCE)
        reply_header(out, "Cache-Control", STR("no-store"));
    else if (kind == LAYOUT_SHOWN && w->viewer == NULL)
        reply_header(out, "Cache-Control", STR("max-age=1, stale-while-revalidate=1, stale-if-error=60"));
    else
        reply_header(out, "Cache-Control", STR("private, no-cache"));
    reply_header(out, "Vary", STR("Cookie"));
}

static struct str form_token(struct work *w, const struct request *rq, struct reply *out)
{
    struct door names = {0};
    door_web_names(&names, w->settings);
    return csrf_token(w, &names, rq, out);
}

struct layout layout_page(struct work *w, struct request *rq, struct reply *out, enum layout_kind kind, struct str title)
{
    struct layout l = layout_make(w, title);
    out->content_type = "text/html; charset=utf-8";
    appearance_dress(rq, &l);
    keep_rule(w, out, kind);
    if (w->viewer != NULL || kind != LAYOUT_SHOWN)
        l.csrf_token = form_token(w, rq, out);
    if (w->viewer != NULL) {
        l.idempotency_key = idempotency_form_key(w, rq, out);
        l.here = way_here(w, rq);
        l.notice = notice_show(w, rq, out);
    }
    return l;
}

struct layout layout_error(struct work *w, struct request *rq, struct reply *out, struct str title)
{
    struct layout l = layout_make(w, title);
    out->content_type = "text/html; charset=utf-8";
    appearance_dress(rq, &l);
    reply_header(out, "Cache-Control", STR("private, no-cache"));
    l.search_robots = STR("noindex");
    if (w->viewer != NULL)
        l.csrf_token = form_token(w, rq, out);
    return l;
}

struct str layout_title_of(struct work *w, const struct user *user, const char *what)
{
    struct buf b;
    buf_init(&b, w->arena, 128);
    buf_put(&b, user->display_name);
    BUF_LIT(&b, " (@");
    buf_put(&b, user->username);
    BUF_LIT(&b, ")");
    if (what != NULL) {
        BUF_LIT(&b, ": ");
        buf_put(&b, message(what));
    }
    return buf_str(&b);
}

bool layout_done(const struct reply *out)
{
    return out->status >= 300 && out->status < 400;
}

int layout_status(const struct work *w)
{
    return w->fault.kind == OK ? 200 : status_of(w->fault.kind);
}
