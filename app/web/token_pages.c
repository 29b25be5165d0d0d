#include "base/std.h"

#include "web/token_pages.h"

#include "base/message.h"
#include "base/work.h"
#include "domain/session.h"
#include "domain/token.h"
#include "view/present_time.h"
#include "view/templates.h"
#include "web/layout.h"
#include "web/notice.h"
#include "web/typed.h"

static struct layout token_layout(struct work *w, struct request *rq, struct reply *out, enum layout_kind kind)
{
    struct layout l = layout_page(w, rq, out, kind, message("settings.tokens"));
    l.current = STR("settings");
    return l;
}

static struct str revoke_action(struct work *w, const struct session *s)
{
    struct buf b;
    buf_init(&b, w->arena, 64);
    buf_printf(&b, "/settings/tokens/%" PRId64 "/revoke", session_number(s));
    return buf_str(&b);
}

static struct token_part token_shown(struct work *w, const struct session *s)
{
    struct token_part t = {
        .name = s->name,
        .made = present_time_full(w, s->created_ms),
        .revoke_action = revoke_action(w, s),
        .writes = (s->scopes & SCOPE_WRITE) != 0,
    };
    if (s->last_used_ms > 0)
        t.used = present_time_full(w, s->last_used_ms);
    if (s->expires_ms != SESSION_NEVER)
        t.expires = present_time_full(w, s->expires_ms);
    return t;
}

/* What was typed, else what the list of the form begins with. */
static struct field chosen(const struct work *w, const struct request *rq, const char *name, struct str otherwise)
{
    struct field f = typed_field(w, rq, name);
    if (f.value.len == 0)
        f.value = otherwise;
    return f;
}

static struct token_parts tokens_shown(struct work *w, const struct session_list *list)
{
    struct token_part *parts = ARENA_ARRAY(w->arena, struct token_part, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        parts[i] = token_shown(w, &list->at[i]);
    return (struct token_parts){parts, list->count};
}

enum err page_settings_tokens(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const fields[] = {"name", "scopes", "expires_in", NULL};
    static const struct session_list none;
    bool again = w->fault.kind != OK;
    const struct settings_tokens_page page = {
        .tokens = tokens_shown(w, again ? &none : out->data),
        .name = again ? typed_field(w, rq, "name") : (struct field){0},
        .scopes = again ? chosen(w, rq, "scopes", STR("read")) : (struct field){.value = STR("read")},
        .expires_in = again ? chosen(w, rq, "expires_in", STR(TOKEN_LIFE)) : (struct field){.value = STR(TOKEN_LIFE)},
        .error = typed_trouble(w, fields),
        .again = again,
    };
    const struct layout l = token_layout(w, rq, out, LAYOUT_FORM);
    out->status = layout_status(w);
    template_settings_tokens(&out->body, &l, &page);
    return OK;
}

enum err page_token_made(struct work *w, struct request *rq, struct reply *out)
{
    const struct token_made *made = out->data;
    const struct token_made_page page = {.token = token_shown(w, &made->session), .secret = made->secret};
    const struct layout l = token_layout(w, rq, out, LAYOUT_ONCE);
    out->status = 201;
    template_token_made(&out->body, &l, &page);
    return OK;
}

enum err page_token_revoked(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    notice_leave(w, out, NOTICE_TOKEN_REVOKED);
    reply_see_other(w, out, STR("/settings/tokens"));
    return OK;
}
