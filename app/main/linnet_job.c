/* linnet-job: what is done by the clock (job/job_table.c), and by what happened (job/event_groups.c). */
#include "base/std.h"

#include <signal.h>
#include <unistd.h>

#include "base/bell.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "io/cache.h"
#include "io/db.h"
#include "job/event_groups.h"
#include "job/event_runner.h"
#include "job/job_runner.h"
#include "main/boot.h"
#include "main/notify.h"

enum { JOB_ARENA_FIRST = 64 * 1024, JOB_WAIT_MAX_US = 1000 * 1000, JOB_FAILED = 1, JOB_HOST_NAME = 64 };

static const char job_help[] =
    "Usage: linnet-job [--config FILE] [--SETTING=VALUE]... [--groups NAME,... | --once NAME]\n"
    "\n"
    "Does what the site needs done by the clock, and what follows from what people did. Any number of\n"
    "processes on any number of hosts may run it.\n"
    "\n"
    "  --groups NAME,...  only these groups [all]\n"
    "  --once NAME        runs one job now, and ends\n"
    "  --help             this text, the groups and the jobs\n"
    "  --version          the version\n"
    "\n"
    "Signals: SIGTERM and SIGINT finish what is running and stop.\n"
    "Exit status: 0 stopped as asked, 1 the job of --once failed, 2 wrong settings or arguments.\n"
    "\n"
    "Groups:\n"
    "  clock                the jobs\n"
    "  relay                moves events from the outbox into the log\n";

static volatile sig_atomic_t job_stopped;

static const char *job_help_text(struct arena *a)
{
    struct buf b;
    buf_init(&b, a, 1024);
    buf_put_z(&b, job_help);
    for (size_t i = 0; i < event_groups_count; i++)
        buf_printf(&b, "  %-20s %s\n", event_groups[i].name, event_groups[i].help);
    buf_put_z(&b, "\nJobs:\n");
    for (size_t i = 0; i < job_table_count; i++)
        buf_printf(&b, "  %-20s %s, every %d s\n", job_table[i].name, job_table[i].help,
                   job_table[i].interval_ms / 1000);
    return buf_z(&b);
}

/* ---- which groups ---- */

struct job_plan {
    const struct job *once; /* NULL: as a service */
    bool clock;
    struct event_runner_plan events;
};

static void job_take_group(const struct boot *b, struct job_plan *plan, const struct event_group **groups,
                           struct str name)
{
    const struct event_group *group = event_groups_find(name);
    if (str_eq(name, STR("clock")))
        plan->clock = true;
    else if (str_eq(name, STR("relay")))
        plan->events.relay = true;
    else if (!group)
        boot_refuse(b, "no group %.*s; see linnet-job --help", STR_ARG(name));
    for (size_t i = 0; i < plan->events.count && group; i++)
        if (groups[i] == group)
            return;
    if (group)
        groups[plan->events.count++] = group;
}

static struct str job_name(struct arena *a)
{
    char host[JOB_HOST_NAME] = "";
    struct buf name;
    (void)gethostname(host, sizeof host - 1);
    buf_init(&name, a, sizeof host + 16);
    buf_printf(&name, "%s:%d", host, (int)getpid());
    return buf_str(&name);
}

static void job_take_groups(const struct boot *b, struct job_plan *plan, const char *names)
{
    const struct event_group **groups = ARENA_ARRAY(b->arena, const struct event_group *, event_groups_count + 1);
    struct str rest = str_from(names), name;
    while (names && str_next(&rest, ',', &name))
        job_take_group(b, plan, groups, name);
    if (!names) {
        plan->clock = plan->events.relay = true;
        for (size_t i = 0; i < event_groups_count; i++)
            groups[plan->events.count++] = &event_groups[i];
    }
    plan->events.groups = groups;
    plan->events.name = job_name(b->arena);
}

static struct job_plan job_asked(const struct boot *b)
{
    struct job_plan plan = {.once = NULL};
    const char *what = b->argc > 1 ? b->argv[1] : NULL, *value = b->argc == 3 ? b->argv[2] : NULL;
    bool once = what && value && strcmp(what, "--once") == 0;
    if (once && !(plan.once = job_find(value)))
        boot_refuse(b, "no job %s; see linnet-job --help", value);
    if (what && !once && !(value && strcmp(what, "--groups") == 0))
        boot_refuse(b, "unknown argument %s; see linnet-job --help", what);
    job_take_groups(b, &plan, once ? NULL : value);
    return plan;
}

/* ---- running ---- */

static void job_stop(int signo UNUSED)
{
    job_stopped = 1;
    bell_ring(); /* a wait that is about to begin ends too */
}

/* Only while waiting: what runs is never cut. */
static void job_wait(const sigset_t *stop, uint32_t heard, int64_t us)
{
    sigprocmask(SIG_UNBLOCK, stop, NULL);
    if (!job_stopped)
        bell_wait(heard, us < JOB_WAIT_MAX_US ? us : JOB_WAIT_MAX_US);
    sigprocmask(SIG_BLOCK, stop, NULL);
}

static void job_take_signals(sigset_t *stop)
{
    const struct sigaction act = {.sa_handler = job_stop};
    sigemptyset(stop);
    sigaddset(stop, SIGTERM);
    sigaddset(stop, SIGINT);
    sigprocmask(SIG_BLOCK, stop, NULL);
    sigaction(SIGTERM, &act, NULL);
    sigaction(SIGINT, &act, NULL);
}

static int job_loop(struct boot *b, struct job_runner *r, const struct job_plan *plan)
{
    struct job_state *states = ARENA_ARRAY(b->arena, struct job_state, job_table_count);
    struct event_runner *events = event_runner_make(b->arena, r, &plan->events);
    bool follows = plan->events.relay || plan->events.count > 0;
    sigset_t stop;
    job_take_signals(&stop);
    job_schedule(job_table, job_table_count, states, clock_mono_us());
    log_say(LOG_INFO, "job.ready", "%zu jobs, %zu groups%s", plan->clock ? job_table_count : 0, plan->events.count,
            plan->events.relay ? ", relay" : "");
    notify_ready();
    while (!job_stopped) {
        int64_t clock_us = plan->clock ? job_run_due(r, job_table, job_table_count, states) : INT64_MAX;
        int64_t wait = follows ? event_runner_turn(events) : INT64_MAX;
        if (notify_alive_every_us() > 0)
            notify_alive();
        job_wait(&stop, follows ? event_runner_heard(events) : bell_count(), clock_us < wait ? clock_us : wait);
    }
    notify_stopping();
    event_runner_end(events);
    log_say(LOG_INFO, "job.stopped", "as asked");
    return 0;
}

static int job_once(struct job_runner *r, const struct job *job)
{
    struct job_result result = {.done = 0};
    if (!job_run(r, job, &result))
        return JOB_FAILED;
    printf("%s: %" PRIu64 " done%s\n", job->name, result.done, result.more ? ", more to do" : "");
    return 0;
}

int main(int argc, char **argv)
{
    struct boot b;
    struct arena *help = arena_new(4096, 64 * 1024);
    if (!help)
        return JOB_FAILED;
    signal(SIGPIPE, SIG_IGN); /* a log that nobody reads any more must not end the service */
    boot_start(&b, "linnet-job", job_help_text(help), argc, argv);
    struct job_plan plan = job_asked(&b);
    boot_share(&b);
    struct job_runner r = {
        .settings = &b.settings,
        .arena = arena_new(JOB_ARENA_FIRST, (size_t)b.settings.limits.arena),
        .db = db_open(&b.settings, (int)b.settings.db.job_answer_ms),
        .cache = cache_open(&b.settings),
    };
    if (!r.arena || !r.db)
        boot_refuse(&b, "out of memory");
    db_idle_limit(r.db, b.settings.events.lease_ms);
    int status = plan.once ? job_once(&r, plan.once) : job_loop(&b, &r, &plan);
    cache_close(r.cache);
    db_close(r.db);
    arena_free(r.arena);
    arena_free(help);
    boot_end(&b);
    return status;
}
