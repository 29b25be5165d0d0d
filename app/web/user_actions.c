#include "base/std.h"

#include "web/user_actions.h"

#include "base/work.h"
#include "domain/session.h"
#include "domain/user.h"
#include "model/viewer.h"
#include "web/notice.h"
#include "web/params.h"
#include "web/session_actions.h"

enum err signup_form(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    if (w->viewer != NULL)
        reply_see_other(w, out, STR("/"));
    return OK;
}

static enum err register_typed(struct work *w, const struct request *rq, struct user *out)
{
    const struct registration r = {
        .username = take_text(rq, "username"),
        .email = take_text(rq, "email"),
        .password = take_text(rq, "password"),
        .display_name = take_text(rq, "display_name"),
        .invitation = take_text(rq, "invitation"),
    };
    return user_register(w, &r, out);
}

enum err user_sign_up(struct work *w, struct request *rq, struct reply *out)
{
    struct user user;
    struct session_opened opened;
    TRY(register_typed(w, rq, &user));
    if (user.state == USER_PENDING) {
        reply_see_other(w, out, STR("/login?pending=1"));
        return OK;
    }
    if (session_open_for(w, user.id, rq->user_agent, rq->remote_addr, &opened) != OK) {
        fault_clear(w); /* the account is there: the form again would only find its name taken */
        reply_see_other(w, out, STR("/login"));
        return OK;
    }
    TRY(session_enter(w, rq, &opened, out));
    notice_leave(w, out, NOTICE_WELCOME);
    reply_see_other(w, out, STR("/"));
    return OK;
}

enum err user_register_alone(struct work *w, struct request *rq, struct reply *out)
{
    struct user_card *card = ARENA_NEW(w->arena, struct user_card);
    TRY(register_typed(w, rq, &card->user));
    card->viewer.self = true;
    out->data = card;
    return OK;
}

enum err user_read(struct work *w, struct request *rq, struct reply *out)
{
    struct user_card *card = ARENA_NEW(w->arena, struct user_card);
    TRY(user_by_id(w, take_id(rq, "id"), card));
    out->data = card;
    return OK;
}

enum err user_read_by_name(struct work *w, struct request *rq, struct reply *out)
{
    struct user_card *card = ARENA_NEW(w->arena, struct user_card);
    TRY(user_by_name(w, take_text(rq, "username"), card));
    out->data = card;
    return OK;
}

enum err user_read_me(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct user_card *card = ARENA_NEW(w->arena, struct user_card);
    TRY(user_by_id(w, w->viewer->user.id, card));
    out->data = card;
    return OK;
}

enum err users_read(struct work *w, struct request *rq, struct reply *out)
{
    struct user_list *list = ARENA_NEW(w->arena, struct user_list);
    size_t count;
    const int64_t *ids = take_ids(rq, "ids", &count);
    if (count == 0)
        return fail(w, ERR_MALFORMED, "ids", "param.missing", "no ids");
    TRY(user_cards(w, ids, count, &list->at, &list->count));
    out->data = list;
    return OK;
}
