#include "base/std.h"

#include "cli/commands.h"

#include "base/buf.h"
#include "base/work.h"
#include "cli/progress.h"
#include "domain/invitation.h"
#include "domain/session.h"
#include "domain/user.h"

enum { SESSIONS_MAX = 1000000, SESSIONS_A_UNIT = 50 };

struct opening {
    const char *name;
    int64_t first, last; /* numbers behind the name; 0: the name alone */
};

struct inviting {
    int64_t uses, days;
};

static MUST_USE enum err open_one(struct work *w, struct str name, bool with_name)
{
    struct user user;
    struct session_opened opened;
    TRY(user_find(w, name, &user));
    TRY(session_open_for(w, user.id, STR("linnet-admin"), STR(""), &opened));
    if (with_name)
        printf("%.*s %" PRId64 " ", STR_ARG(user.username), user.id);
    printf("%.*s\n", STR_ARG(opened.token));
    return OK;
}

static enum err open_unit(struct work *w, void *arg)
{
    const struct opening *o = arg;
    if (o->last == 0)
        return open_one(w, str_from(o->name), false);
    for (int64_t number = o->first; number <= o->last; number++) {
        struct buf name;
        buf_init(&name, w->arena, 64);
        buf_printf(&name, "%s%" PRId64, o->name, number);
        TRY(open_one(w, buf_str(&name), true));
    }
    return OK;
}

static int open_many(struct cli *c, const char *prefix, int64_t count)
{
    struct progress progress;
    progress_begin(&progress, "sessions", (uint64_t)count);
    for (int64_t first = 1; first <= count; first += SESSIONS_A_UNIT) {
        int64_t last = first + SESSIONS_A_UNIT - 1 < count ? first + SESSIONS_A_UNIT - 1 : count;
        struct opening o = {prefix, first, last};
        if (!cli_unit(c, open_unit, &o))
            return cli_fail("stopped between %s%" PRId64 " and %s%" PRId64, prefix, first, prefix, last);
        progress_at(&progress, (uint64_t)last);
    }
    progress_end(&progress);
    return CLI_DONE;
}

int session_command_create(struct cli *c)
{
    int64_t count = 0;
    if (!cli_number(c, "--count", 1, SESSIONS_MAX, &count) || !cli_plain(c, 1))
        return cli_usage(c);
    struct opening one = {.name = c->argv[0]};
    if (count > 0)
        return open_many(c, c->argv[0], count);
    return cli_unit(c, open_unit, &one) ? CLI_DONE : CLI_FAILED;
}

static enum err invite_unit(struct work *w, void *arg)
{
    const struct inviting *inviting = arg;
    struct str code;
    TRY(invitation_create(w, (int)inviting->uses, (int)inviting->days, &code));
    printf("%.*s\n", STR_ARG(code));
    return OK;
}

int invitation_command_create(struct cli *c)
{
    struct inviting inviting = {.uses = 1, .days = 14};
    if (!cli_number(c, "--uses", 1, 10000, &inviting.uses) || !cli_number(c, "--days", 1, 3650, &inviting.days) ||
        !cli_plain(c, 0))
        return cli_usage(c);
    return cli_unit(c, invite_unit, &inviting) ? CLI_DONE : CLI_FAILED;
}
