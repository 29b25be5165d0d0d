#include "base/std.h"

#include "web/account_pages.h"

#include "base/message.h"
#include "base/settings.h"
#include "base/work.h"
#include "view/templates.h"
#include "web/layout.h"
#include "web/params.h"
#include "web/typed.h"
#include "web/way.h"

enum err page_signup(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const shown[] = {"username", "email", "display_name", "password", "invitation", NULL};
    int mode = w->settings->registration.mode;
    if (layout_done(out))
        return OK;
    const struct signup_page page = {
        .username = typed_field(w, rq, "username"),
        .email = typed_field(w, rq, "email"),
        .display_name = typed_field(w, rq, "display_name"),
        .password = typed_field(w, rq, "password"),
        .invitation = typed_field(w, rq, "invitation"),
        .error = typed_trouble(w, shown),
        .closed = mode == REGISTRATION_CLOSED,
        .approval = mode == REGISTRATION_APPROVAL,
        .by_invitation = mode == REGISTRATION_INVITATION,
    };
    struct layout l = layout_page(w, rq, out, LAYOUT_FORM, message("signup.title"));
    l.current = STR("signup");
    out->status = page.closed ? 403 : layout_status(w);
    template_signup(&out->body, &l, &page);
    return OK;
}

enum err page_login(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const shown[] = {"login", "password", NULL};
    if (layout_done(out))
        return OK;
    const struct login_page page = {
        .login = typed_field(w, rq, "login"),
        .password = typed_field(w, rq, "password"),
        .error = typed_trouble(w, shown),
        .next = typed_way(rq, "next"),
        .pending = typed_field(w, rq, "pending").value.len > 0,
    };
    struct layout l = layout_page(w, rq, out, LAYOUT_FORM, message("login.title"));
    l.current = STR("login");
    out->status = layout_status(w);
    template_login(&out->body, &l, &page);
    return OK;
}

enum err page_done(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}
