#include "base/std.h"

#include "web/session_actions.h"

#include "base/work.h"
#include "domain/session.h"
#include "web/door.h"
#include "web/params.h"
#include "web/way.h"

enum { COOKIE_LIFE_S = SESSION_MAX_DAYS * 24 * 3600 };

enum err login_form(struct work *w, struct request *rq, struct reply *out)
{
    if (w->viewer != NULL)
        reply_see_other(w, out, way_taken(rq, "next", STR("/")));
    return OK;
}

static MUST_USE enum err open_typed(struct work *w, const struct request *rq, struct session_opened *out)
{
    if (take_text(rq, "login").len == 0)
        complain(w, "login", "login.missing");
    if (take_text(rq, "password").len == 0)
        complain(w, "password", "password.missing");
    TRY(complained(w));
    return session_open(w, take_text(rq, "login"), take_text(rq, "password"), rq->user_agent, rq->remote_addr, out);
}

enum err session_log_in(struct work *w, struct request *rq, struct reply *out)
{
    struct session_opened opened;
    TRY(open_typed(w, rq, &opened));
    TRY(session_enter(w, rq, &opened, out));
    reply_see_other(w, out, way_taken(rq, "next", STR("/")));
    return OK;
}

enum err session_log_out(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct door names = {0};
    door_web_names(&names, w->settings);
    if (w->viewer != NULL)
        TRY(session_close(w));
    reply_cookie(w, out, names.cookie_name, STR(""), -1);
    reply_see_other(w, out, STR("/"));
    return OK;
}

enum err session_create(struct work *w, struct request *rq, struct reply *out)
{
    struct session_opened *opened = ARENA_NEW(w->arena, struct session_opened);
    TRY(open_typed(w, rq, opened));
    out->data = opened;
    return OK;
}

enum err session_end(struct work *w, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return session_close(w);
}

enum err session_enter(struct work *w, const struct request *rq, const struct session_opened *opened,
                       struct reply *out)
{
    struct door names = {0};
    door_web_names(&names, w->settings);
    if (w->viewer != NULL && rq->proof == PROOF_COOKIE)
        TRY(session_close(w));
    reply_cookie(w, out, names.cookie_name, opened->token, COOKIE_LIFE_S);
    reply_cookie(w, out, names.visit_cookie_name, STR(""), -1);
    return OK;
}

enum err password_form(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}

enum err password_change(struct work *w, struct request *rq, struct reply *out)
{
    const struct session asked_by = {.device = rq->user_agent, .address = rq->remote_addr};
    struct session_opened opened;
    TRY(session_change_password(w, take_text(rq, "password"), take_text(rq, "new_password"), &asked_by, &opened));
    return session_enter(w, rq, &opened, out);
}

enum err sessions_read(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    struct session_list *list = ARENA_NEW(w->arena, struct session_list);
    TRY(session_list_own(w, SESSION_LOGIN, list));
    out->data = list;
    return OK;
}

enum err session_end_by_id(struct work *w, struct request *rq, struct reply *out UNUSED)
{
    return session_end_one(w, SESSION_LOGIN, take_id(rq, "id"));
}

enum err sessions_end_others(struct work *w, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return session_end_others(w);
}
