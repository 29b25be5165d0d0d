/* linnet-job: what is done by the clock (job/job_table.c). */
#include "base/std.h"

#include <signal.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "io/cache.h"
#include "io/db.h"
#include "job/job_runner.h"
#include "main/boot.h"
#include "main/notify.h"

enum { JOB_ARENA_FIRST = 64 * 1024, JOB_WAIT_MAX_US = 1000 * 1000, JOB_FAILED = 1 };

static const char job_help[] =
    "Usage: linnet-job [--config FILE] [--SETTING=VALUE]... [--once NAME]\n"
    "\n"
    "Does what the site needs done by the clock. Any number of hosts may run it.\n"
    "\n"
    "  --once NAME  runs one job now, and ends\n"
    "  --help       this text, and the jobs\n"
    "  --version    the version\n"
    "\n"
    "Signals: SIGTERM and SIGINT finish the running job and stop.\n"
    "Exit status: 0 stopped as asked, 1 the job of --once failed, 2 wrong settings or arguments.\n"
    "\n"
    "Jobs:\n";

static const char *job_help_text(struct arena *a)
{
    struct buf b;
    buf_init(&b, a, 1024);
    buf_put_z(&b, job_help);
    for (size_t i = 0; i < job_table_count; i++)
        buf_printf(&b, "  %-20s %s, every %d s\n", job_table[i].name, job_table[i].help,
                   job_table[i].interval_ms / 1000);
    return buf_z(&b);
}

static void job_wait(const sigset_t *stop, int64_t us, bool *stopped)
{
    int64_t most = us < JOB_WAIT_MAX_US ? us : JOB_WAIT_MAX_US;
    struct timespec t = {.tv_sec = most / 1000000, .tv_nsec = most % 1000000 * 1000};
    *stopped = sigtimedwait(stop, NULL, &t) > 0;
}

static int job_loop(struct boot *b, struct job_runner *r)
{
    struct job_state *states = ARENA_ARRAY(b->arena, struct job_state, job_table_count);
    bool stopped = false;
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    sigprocmask(SIG_BLOCK, &stop, NULL); /* a job is never cut */
    job_schedule(job_table, job_table_count, states, clock_mono_us());
    log_say(LOG_INFO, "job.ready", "%zu jobs", job_table_count);
    notify_ready();
    while (!stopped) {
        int64_t wait = job_run_due(r, job_table, job_table_count, states);
        if (notify_alive_every_us() > 0)
            notify_alive();
        job_wait(&stop, wait, &stopped);
    }
    notify_stopping();
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

static const struct job *job_asked(const struct boot *b)
{
    if (b->argc < 2)
        return NULL;
    if (b->argc != 3 || strcmp(b->argv[1], "--once") != 0)
        boot_refuse(b, "unknown argument %s; see linnet-job --help", b->argv[1]);
    const struct job *job = job_find(b->argv[2]);
    if (!job)
        boot_refuse(b, "no job %s; see linnet-job --help", b->argv[2]);
    return job;
}

int main(int argc, char **argv)
{
    struct boot b;
    struct arena *help = arena_new(2048, 64 * 1024);
    if (!help)
        return JOB_FAILED;
    signal(SIGPIPE, SIG_IGN); /* a log that nobody reads any more must not end the service */
    boot_start(&b, "linnet-job", job_help_text(help), argc, argv);
    const struct job *only = job_asked(&b);
    boot_share(&b);
    struct job_runner r = {
        .settings = &b.settings,
        .arena = arena_new(JOB_ARENA_FIRST, (size_t)b.settings.limits.arena),
        .db = db_open(&b.settings, (int)b.settings.db.job_answer_ms),
        .cache = cache_open(&b.settings),
    };
    if (!r.arena || !r.db)
        boot_refuse(&b, "out of memory");
    int status = only ? job_once(&r, only) : job_loop(&b, &r);
    cache_close(r.cache);
    db_close(r.db);
    arena_free(r.arena);
    arena_free(help);
    boot_end(&b);
    return status;
}
