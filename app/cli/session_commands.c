#include "base/std.h"

#include "cli/commands.h"

#include "base/work.h"
#include "cli/people.h"
#include "cli/progress.h"
#include "domain/invitation.h"
#include "domain/session.h"
#include "domain/user.h"

enum { SESSIONS_MAX = 100000, SESSIONS_A_UNIT = 50 };

struct opening {
    const struct people *people;
    size_t from, to;
};

struct inviting {
    int64_t uses, days;
};

static enum err open_one_unit(struct work *w, void *arg)
{
    const char *name = arg;
    struct user user;
    struct session_opened opened;
    TRY(user_find(w, str_from(name), &user));
    TRY(session_open_for(w, user.id, STR("linnet-admin"), STR(""), &opened));
    printf("%.*s\n", STR_ARG(opened.token));
    return OK;
}

static enum err open_unit(struct work *w, void *arg)
{
    const struct opening *o = arg;
    for (size_t i = o->from; i < o->to; i++) {
        const struct person *person = &o->people->at[i];
        struct session_opened opened;
        TRY(session_open_for(w, person->id, STR("linnet-admin"), STR(""), &opened));
        printf("%s%" PRId64 " %" PRId64 " %.*s\n", o->people->prefix, person->number, person->id,
               STR_ARG(opened.token));
    }
    return OK;
}

static int open_many(struct cli *c, const char *prefix, size_t count)
{
    struct people p = {.prefix = prefix};
    struct progress progress;
    if (!people_prefix_ok(prefix) || !people_find(c, &p, SESSIONS_MAX))
        return CLI_FAILED;
    if (p.count < count)
        return cli_fail("there are %zu people called %s and a number, not %zu", p.count, prefix, count);
    progress_begin(&progress, "sessions", count);
    for (size_t from = 0; from < count; from += SESSIONS_A_UNIT) {
        struct opening o = {&p, from, from + SESSIONS_A_UNIT < count ? from + SESSIONS_A_UNIT : count};
        if (!cli_unit(c, open_unit, &o))
            return CLI_FAILED;
        progress_at(&progress, o.to);
    }
    progress_end(&progress);
    return CLI_DONE;
}

int session_command_create(struct cli *c)
{
    int64_t count = 0;
    if (!cli_number(c, "--count", 1, SESSIONS_MAX, &count) || !cli_plain(c, 1))
        return cli_usage(c);
    if (count > 0)
        return open_many(c, c->argv[0], (size_t)count);
    return cli_unit(c, open_one_unit, c->argv[0]) ? CLI_DONE : CLI_FAILED;
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
