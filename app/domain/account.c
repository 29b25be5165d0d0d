#include "base/std.h"

#include "domain/account.h"

#include "base/work.h"
#include "domain/session.h"
#include "domain/user.h"
#include "domain/user_rules.h"
#include "domain/username.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/user_store.h"

struct edit {
    const struct account_change *change;
    struct user user; /* as it will be */
};

/* What one has already is fine, in whatever case: a command may have given it. */
static void judge(struct work *w, const struct user *u, const struct account_change *c)
{
    struct str name = c->username.text;
    if (c->username.given && !str_eq_fold(name, u->username)) {
        const char *wrong = user_rules_username(name);
        if (!wrong && (user_rules_reserved(name) || user_rules_official(name)))
            wrong = "user.username_reserved";
        if (wrong)
            complain(w, "username", wrong);
    }
    if (c->email.given && !str_eq_fold(c->email.text, u->email)) {
        const char *wrong = user_rules_email(c->email.text);
        if (wrong)
            complain(w, "email", wrong);
    }
    if (c->password.len == 0)
        complain(w, "password", "password.missing");
}

static MUST_USE enum err name_take(struct work *w, const struct user *u, struct str old)
{
    bool held;
    if (str_eq_fold(u->username, old))
        return OK;
    TRY(username_is_held(w, u->username, u->id, &held));
    return held ? user_taken(w, "username") : username_give_up(w, u->id, old, u->username);
}

static MUST_USE enum err edit_store(struct work *w, void *arg)
{
    struct edit *e = arg;
    const char *taken = NULL;
    int64_t id = w->viewer->user.id;
    TRY(user_store_lock(w, id));
    TRY(user_store_by_id(w, id, &e->user));
    struct str old = e->user.username;
    if (e->change->username.given)
        e->user.username = e->change->username.text;
    if (e->change->email.given)
        e->user.email = e->change->email.text;
    TRY(user_store_set_account(w, &e->user, &taken));
    return taken ? user_taken(w, taken) : name_take(w, &e->user, old);
}

enum err account_edit(struct work *w, const struct account_change *change, struct user_card *out)
{
    struct edit e = {.change = change};
    TRY(user_store_by_id(w, w->viewer->user.id, &e.user));
    judge(w, &e.user, change);
    TRY(complained(w));
    TRY(session_confirm(w, change->password, change->address));
    TRY(db_transaction(w, edit_store, &e));
    *out = (struct user_card){.user = e.user, .viewer = {.self = true}};
    return OK;
}
