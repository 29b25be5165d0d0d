#include "base/std.h"

#include "domain/richtext.h"

#include "base/buf.h"

/* Longest first: all that may not stand in text or in a quoted attribute. */
static const char *const ESCAPES[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

static void put_escaped(struct buf *out, struct str s)
{
    size_t plain = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *escape = ESCAPES[(unsigned char)s.at[i]];
        if (!escape)
            continue;
        buf_put(out, str_slice(s, plain, i));
        buf_put_z(out, escape);
        plain = i + 1;
    }
    buf_put(out, str_slice(s, plain, s.len));
}

/* Nothing but http and https comes here: the scanner finds no other links. */
static void put_url(struct buf *out, const struct rich_entity *e)
{
    BUF_LIT(out, "<a href=\"");
    if (e->bare)
        BUF_LIT(out, "https://");
    put_escaped(out, e->name);
    BUF_LIT(out, "\" rel=\"nofollow noopener noreferrer\">");
    put_escaped(out, e->name);
    BUF_LIT(out, "</a>");
}

static void put_mention(struct buf *out, const struct rich_entity *e, struct str shown)
{
    if (e->user_id == 0) {
        put_escaped(out, shown);
        return;
    }
    BUF_LIT(out, "<a class=\"mention\" href=\"/@");
    put_escaped(out, e->name);
    BUF_LIT(out, "\">");
    put_escaped(out, shown);
    BUF_LIT(out, "</a>");
}

static void put_tag(struct buf *out, const char *class, struct str shown)
{
    BUF_LIT(out, "<span class=\"");
    buf_put_z(out, class);
    BUF_LIT(out, "\">");
    put_escaped(out, shown);
    BUF_LIT(out, "</span>");
}

static void put_entity(struct buf *out, const struct rich_entity *e, struct str shown)
{
    switch (e->kind) {
    case RICH_MENTION:
        put_mention(out, e, shown);
        break;
    case RICH_HASHTAG:
        put_tag(out, "hashtag", shown);
        break;
    case RICH_CASHTAG:
        put_tag(out, "cashtag", shown);
        break;
    case RICH_URL:
        put_url(out, e);
        break;
    }
}

struct safe_html richtext_html(struct arena *a, struct str text, const struct rich *parts)
{
    struct buf out;
    size_t at = 0;
    buf_init(&out, a, text.len + text.len / 8 + parts->count * 96 + 16);
    for (size_t i = 0; i < parts->count; i++) {
        const struct rich_entity *e = &parts->at[i];
        put_escaped(&out, str_slice(text, at, e->from.byte));
        put_entity(&out, e, str_slice(text, e->from.byte, e->to.byte));
        at = e->to.byte;
    }
    put_escaped(&out, str_slice(text, at, text.len));
    return (struct safe_html){buf_str(&out)};
}

struct safe_html richtext_linked(struct arena *a, struct str text)
{
    struct rich parts = richtext_scan(a, text);
    return richtext_html(a, text, &parts);
}
