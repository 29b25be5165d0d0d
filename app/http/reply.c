#include "base/std.h"

#include "http/reply.h"

#include "base/arena.h"
#include "base/settings.h"
#include "base/work.h"
#include "http/status.h"

enum { BODY_EXPECTED = 4096 };

void reply_begin(struct reply *r, struct arena *a)
{
    *r = (struct reply){.status = 0};
    buf_init(&r->body, a, BODY_EXPECTED);
}

bool reply_has(const struct reply *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++)
        if (str_eq_fold(str_from(r->headers[i].name), str_from(name)))
            return true;
    return false;
}

void reply_header(struct reply *r, const char *name, struct str value)
{
    if (r->header_count == REPLY_HEADERS_MAX)
        BUG("more than %d headers at %s", (int)REPLY_HEADERS_MAX, name);
    for (size_t i = 0; i < value.len; i++)
        if ((unsigned char)value.at[i] < ' ' || value.at[i] == 0x7f)
            BUG("a control byte in header %s", name);
    r->headers[r->header_count++] = (struct reply_header){name, value};
}

/* What a browser reads as another host: "//evil", and "/\evil" since it takes \ for /. */
static bool leaves_site(struct str path)
{
    return path.len == 0 || path.at[0] != '/' || (path.len > 1 && (path.at[1] == '/' || path.at[1] == '\\'));
}

static void put_location(struct buf *out, struct str path)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.at[i];
        if (c > ' ' && c < 0x7f && strchr("\"<>\\^`{|}", c) == NULL) {
            buf_put_char(out, path.at[i]);
            continue;
        }
        buf_put_char(out, '%');
        buf_put_char(out, digits[c >> 4]);
        buf_put_char(out, digits[c & 15]);
    }
}

void reply_see_other(struct work *w, struct reply *r, struct str path)
{
    struct buf location;
    buf_init(&location, w->arena, path.len + 16);
    put_location(&location, leaves_site(path) ? STR("/") : path);
    reply_header(r, "Location", buf_str(&location));
    r->status = 303;
}

void reply_cookie(struct work *w, struct reply *r, const char *name, struct str value, int max_age_s)
{
    struct buf b;
    bool secure = w->settings->site.https;
    if (!secure && str_starts(str_from(name), STR("__Host-")))
        BUG("cookie %s without https", name);
    for (size_t i = 0; i < value.len; i++)
        if (strchr(" \",;\\", value.at[i]) != NULL)
            BUG("a byte that ends values in cookie %s", name);
    buf_init(&b, w->arena, 160);
    buf_put_z(&b, name);
    buf_put_char(&b, '=');
    buf_put(&b, value);
    BUF_LIT(&b, "; Path=/; HttpOnly; SameSite=Lax");
    if (secure)
        BUF_LIT(&b, "; Secure");
    if (max_age_s != 0) {
        BUF_LIT(&b, "; Max-Age=");
        buf_put_i64(&b, max_age_s < 0 ? 0 : max_age_s);
    }
    reply_header(r, "Set-Cookie", buf_str(&b));
}

static void put_header(struct buf *out, const char *name, struct str value)
{
    buf_put_z(out, name);
    BUF_LIT(out, ": ");
    buf_put(out, value);
    BUF_LIT(out, "\r\n");
}

void reply_head(const struct reply *r, struct buf *out)
{
    BUF_LIT(out, "Status: ");
    buf_put_i64(out, r->status);
    buf_put_char(out, ' ');
    buf_put_z(out, status_reason(r->status));
    BUF_LIT(out, "\r\n");
    if (r->content_type != NULL)
        put_header(out, "Content-Type", str_from(r->content_type));
    for (size_t i = 0; i < r->header_count; i++)
        put_header(out, r->headers[i].name, r->headers[i].value);
    if (!r->head_only && r->status != 204 && r->status != 304) {
        BUF_LIT(out, "Content-Length: ");
        buf_put_u64(out, r->body.len);
        BUF_LIT(out, "\r\n");
    }
    BUF_LIT(out, "\r\n");
}
