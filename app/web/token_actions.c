#include "base/std.h"

#include "web/token_actions.h"

#include "base/work.h"
#include "domain/session.h"
#include "domain/token.h"
#include "web/params.h"

enum err tokens_read(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct session_list *list = ARENA_NEW(w->arena, struct session_list);
    TRY(session_list_own(w, SESSION_TOKEN, list));
    out->data = list;
    return OK;
}

enum err token_create(struct work *w, struct request *rq, struct reply *out)
{
    const struct token_wish wish = {
        .name = take_text(rq, "name"),
        .scopes = take_text(rq, "scopes"),
        .life = take_text(rq, "expires_in"),
    };
    struct token_made *made = ARENA_NEW(w->arena, struct token_made);
    TRY(token_make(w, &wish, made));
    out->data = made;
    return OK;
}

enum err token_revoke(struct work *w, struct request *rq, struct reply *out UNUSED)
{
    return session_end_one(w, SESSION_TOKEN, take_id(rq, "id"));
}
