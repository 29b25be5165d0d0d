#include "base/std.h"

#include "cli/commands.h"

#include "base/bell.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/work.h"
#include "store/event_cursor.h"
#include "store/event_dead.h"
#include "store/event_log.h"

enum { QUEUE_LIST_MAX = 1000 };

/* ---- show ---- */

static void member_show(const struct event_member *m)
{
    struct str groups = str_trim(m->groups);
    printf("process   %.*s: %.*s\n", STR_ARG(m->name), STR_ARG(groups));
}

static enum err show_unit(struct work *w, void *arg UNUSED)
{
    struct event_progress *groups;
    struct event_member *members;
    size_t groups_count, members_count;
    int64_t waiting;
    TRY(event_log_waiting(w, &waiting));
    TRY(event_member_list(w, &members, &members_count));
    TRY(event_cursor_progress(w, &groups, &groups_count));
    printf("outbox    %" PRId64 " waiting\n", waiting);
    for (size_t i = 0; i < members_count; i++)
        member_show(&members[i]);
    for (size_t i = 0; i < groups_count; i++) {
        int64_t dead;
        TRY(event_dead_count(w, groups[i].group, &dead));
        printf("group     %.*s: %" PRId64 " behind, %" PRId64 " set aside, %" PRId64 " of %d parts in work\n",
               STR_ARG(groups[i].group), groups[i].behind, dead, groups[i].parts, EVENT_PARTS);
    }
    return OK;
}

int queue_command_show(struct cli *c)
{
    if (!cli_plain(c, 0))
        return cli_usage(c);
    return cli_unit(c, show_unit, NULL) ? CLI_DONE : CLI_FAILED;
}

/* ---- dead letters ---- */

static enum err dead_unit(struct work *w, void *arg)
{
    const char *group = arg;
    struct event_dead *dead;
    size_t count;
    TRY(event_dead_list(w, str_from(group), QUEUE_LIST_MAX, &dead, &count));
    for (size_t i = 0; i < count; i++) {
        const struct event_dead *d = &dead[i];
        char when[CLOCK_ISO_SIZE];
        clock_iso(id_time_ms(d->event.id), when);
        printf("%.*s %" PRId64 " %s %.*s author %" PRId64 " subject %" PRId64 " other %" PRId64 ", %d tries%s: %.*s\n",
               STR_ARG(d->group), d->event.id, when, STR_ARG(d->kind), d->event.author_id, d->event.subject_id,
               d->event.other_id, d->tries, d->retry ? ", to be tried again" : "", STR_ARG(d->error));
    }
    return OK;
}

int queue_command_dead(struct cli *c)
{
    const char *group = cli_option(c, "--group", "");
    if (!group || !cli_plain(c, 0))
        return cli_usage(c);
    return cli_unit(c, dead_unit, (void *)(uintptr_t)group) ? CLI_DONE : CLI_FAILED;
}

struct choosing {
    struct event_dead_which which;
    enum err (*change)(struct work *w, const struct event_dead_which *which, uint64_t *changed);
    uint64_t changed;
};

static enum err choosing_unit(struct work *w, void *arg)
{
    struct choosing *choosing = arg;
    return choosing->change(w, &choosing->which, &choosing->changed);
}

/* `ID` or `all`, of one group or of every one. */
static int choose(struct cli *c, struct choosing *choosing, const char *done)
{
    const char *group = cli_option(c, "--group", "");
    if (!group || !cli_plain(c, 1))
        return cli_usage(c);
    choosing->which.group = str_from(group);
    if (strcmp(c->argv[0], "all") != 0 && !id_read(str_from(c->argv[0]), &choosing->which.id))
        return cli_fail("'%s' is neither an event's number nor 'all'; see: linnet-admin queue dead", c->argv[0]);
    if (!cli_unit(c, choosing_unit, choosing))
        return CLI_FAILED;
    if (choosing->changed == 0)
        return cli_fail("there is no such event set aside; see: linnet-admin queue dead");
    printf("%" PRIu64 " %s\n", choosing->changed, done);
    return CLI_DONE;
}

int queue_command_retry(struct cli *c)
{
    struct choosing choosing = {.change = event_dead_mark};
    int status = choose(c, &choosing, "will be tried again");
    bell_ring();
    return status;
}

int queue_command_drop(struct cli *c)
{
    struct choosing choosing = {.change = event_dead_drop};
    return choose(c, &choosing, "forgotten");
}

/* ---- groups that are gone ---- */

struct forgetting {
    struct str group;
    bool there;
};

static enum err forget_unit(struct work *w, void *arg)
{
    struct forgetting *f = arg;
    return event_cursor_forget(w, f->group, &f->there);
}

int queue_command_forget(struct cli *c)
{
    if (!cli_plain(c, 1))
        return cli_usage(c);
    struct forgetting f = {.group = str_from(c->argv[0])};
    if (!cli_unit(c, forget_unit, &f))
        return CLI_FAILED;
    return f.there ? CLI_DONE : cli_fail("no group '%s' has ever run; see: linnet-admin queue show", c->argv[0]);
}
