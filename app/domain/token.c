#include "base/std.h"

#include "domain/token.h"

#include "base/utf8.h"
#include "base/work.h"
#include "domain/session.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/user_store.h"

#define DAY_MS (INT64_C(86400) * 1000)

static void name_judge(struct work *w, struct str name)
{
    if (utf8_is_blank(name))
        complain(w, "name", "token.name_missing");
    else if (utf8_count(name) > TOKEN_NAME_MAX)
        complain(w, "name", "token.name_too_long");
}

static unsigned scopes_read(struct work *w, struct str text)
{
    if (str_eq(text, STR("read")))
        return SCOPE_READ;
    if (str_eq(text, STR("write")) || str_eq(text, STR("read write")))
        return SCOPE_READ | SCOPE_WRITE;
    complain(w, "scopes", text.len > 0 ? "token.scopes_unknown" : "token.scopes_missing");
    return 0;
}

static int64_t expiry_read(struct work *w, struct str text)
{
    static const struct {
        const char *word;
        int64_t days;
    } lives[] = {{"30d", 30}, {"90d", 90}, {"1y", 365}};
    if (text.len == 0)
        text = STR(TOKEN_LIFE);
    for (size_t i = 0; i < COUNT_OF(lives); i++)
        if (str_eq(text, str_from(lives[i].word)))
            return w->now_ms + lives[i].days * DAY_MS;
    if (!str_eq(text, STR("never")))
        complain(w, "expires_in", "token.life_unknown");
    return SESSION_NEVER;
}

/* The user's row is locked: of two who make the last one at once, one is told. */
static MUST_USE enum err making_store(struct work *w, void *arg)
{
    struct token_made *made = arg;
    struct session_list own;
    TRY(user_store_lock(w, made->session.user_id));
    TRY(session_list_own(w, SESSION_TOKEN, &own));
    if (own.count >= TOKENS_MAX)
        return fail(w, ERR_INVALID, NULL, "token.too_many", "%zu already", own.count);
    return session_issue(w, &made->session, &made->secret);
}

enum err token_make(struct work *w, const struct token_wish *wish, struct token_made *out)
{
    name_judge(w, wish->name);
    struct token_made made = {.session = {.user_id = w->viewer->user.id,
                                          .created_ms = w->now_ms,
                                          .expires_ms = expiry_read(w, wish->life),
                                          .device = STR(""),
                                          .address = STR(""),
                                          .kind = SESSION_TOKEN,
                                          .scopes = scopes_read(w, wish->scopes),
                                          .name = wish->name}};
    TRY(complained(w));
    TRY(db_transaction(w, making_store, &made));
    *out = made;
    return OK;
}
