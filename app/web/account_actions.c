#include "base/std.h"

#include "web/account_actions.h"

#include "base/work.h"
#include "domain/account.h"
#include "domain/user.h"
#include "domain/username.h"
#include "model/viewer.h"
#include "web/found.h"

enum err account_read(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct found_account *found = ARENA_NEW(w->arena, struct found_account);
    TRY(user_by_id(w, w->viewer->user.id, &found->user));
    TRY(username_holds_own(w, &found->holds));
    out->data = found;
    return OK;
}

enum err account_change(struct work *w, struct request *rq, struct reply *out)
{
    struct user_card *card = ARENA_NEW(w->arena, struct user_card);
    const struct account_change change = {
        .username = {take_given(rq, "username"), take_text(rq, "username")},
        .email = {take_given(rq, "email"), take_text(rq, "email")},
        .password = take_text(rq, "password"),
        .address = rq->remote_addr,
    };
    TRY(account_edit(w, &change, card));
    out->data = card;
    return OK;
}
