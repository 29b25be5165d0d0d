/* linnet-web: the pool of FastCGI workers behind nginx. */
#include "base/std.h"

#include <signal.h>

#include "base/bucket_table.h"
#include "base/buf.h"
#include "base/guess.h"
#include "base/log.h"
#include "main/boot.h"
#include "main/preflight.h"
#include "main/worker.h"
#include "web/door.h"
#include "web/kept.h"
#include "web/routes.h"

enum { WEB_DRAIN_US = 10 * 1000 * 1000, WEB_FAILED = 1 };

static const char web_help[] =
    "Usage: linnet-web [--config FILE] [--SETTING=VALUE]... [--check]\n"
    "\n"
    "Serves the site over FastCGI to nginx with a pool of workers. The socket comes from LISTEN_FDS,\n"
    "from descriptor 0, or is bound at web.listen. `linnet-admin config` prints all settings.\n"
    "\n"
    "  --check      read the settings, look at the database, and say by the exit status whether it could start\n"
    "  --routes     print the table of paths, a row a line: method, path, who may, json or page, parameters\n"
    "  --openapi    print the description of the JSON API that GET /v1/openapi.json answers\n"
    "  --help       this text\n"
    "  --version    the version\n"
    "\n"
    "Signals: SIGTERM finishes the running requests and stops, SIGINT the same within a second,\n"
    "SIGHUP starts a new generation from the binary and settings on disk and lets the old one finish.\n"
    "Exit status: 0 stopped as asked, 1 could not start, 2 wrong settings or arguments.\n";

/* The socket of the generation before, or a new one. */
static bool web_listen(struct boot *b, struct renewal *from, bool *renewed)
{
    char error[LISTEN_WORDS];
    *renewed = renew_take(b->arena, from);
    if (*renewed)
        return true;
    if (listen_open(b->settings.web.listen, (int)b->settings.web.backlog, &from->listener, error))
        return true;
    log_say(LOG_ERROR, "pool.listen", "%s", error);
    return false;
}

/* What everybody has used up of his limits: beside the ids, and there for the next generation too. */
static struct bucket_table *web_buckets(const struct boot *b)
{
    struct buf path;
    buf_init(&path, b->arena, PATH_MAX);
    buf_printf(&path, "%s/rates", b->settings.web.run_dir);
    struct bucket_table *t = bucket_table_open(buf_z(&path));
    if (!t)
        boot_refuse(b, "web.run_dir: cannot share %s: %s", buf_z(&path), strerror(errno));
    return t;
}

/* All that could end the program after it became the next generation (main/renew.h). */
static int web_check(const struct boot *b)
{
    boot_share(b);
    bucket_table_close(web_buckets(b));
    return preflight_database(&b->settings) ? 0 : WEB_FAILED;
}

static int web_describe(const struct door *door)
{
    struct str text = door->kept->description;
    bool written = fwrite(text.at, 1, text.len, stdout) == text.len && putchar('\n') != EOF && fflush(stdout) == 0;
    return written ? 0 : WEB_FAILED;
}

static int web_run(struct boot *b, struct worker_plan *plan)
{
    struct prefork p = {
        .arena = b->arena,
        .workers = (size_t)b->settings.web.workers,
        .watchdog_us = b->settings.web.watchdog_ms * 1000,
        .drain_us = WEB_DRAIN_US,
        .path = b->path,
        .argv = b->argv_given,
        .work = worker_run,
        .arg = plan,
    };
    bool renewed;
    if (!web_listen(b, &p.from, &renewed))
        return WEB_FAILED;
    /* A renewed pool was looked at by its --check, and must not fall over now. */
    if (!renewed && !preflight_database(&b->settings)) {
        listen_unbind(&p.from.listener);
        return WEB_FAILED;
    }
    boot_share(b);
    plan->buckets = web_buckets(b);
    plan->guesser = guesser_open();
    int status = prefork_run(&p);
    guesser_close(plan->guesser);
    bucket_table_close(plan->buckets);
    return status;
}

int main(int argc, char **argv)
{
    struct boot b;
    struct door door;
    signal(SIGPIPE, SIG_IGN); /* a log that nobody reads any more must not end the service */
    boot_start(&b, "linnet-web", web_help, argc, argv);
    bool check = b.argc == 2 && strcmp(b.argv[1], "--check") == 0;
    bool routes = b.argc == 2 && strcmp(b.argv[1], "--routes") == 0;
    bool openapi = b.argc == 2 && strcmp(b.argv[1], "--openapi") == 0;
    if (b.argc > 1 && !check && !routes && !openapi)
        boot_refuse(&b, "unknown argument %s; see linnet-web --help", b.argv[1]);
    door_web_make(&door, &b.settings, b.arena);
    struct worker_plan plan = {.settings = &b.settings, .door = &door};
    int status = check ? web_check(&b) : routes ? routes_print(stdout) : openapi ? web_describe(&door) : web_run(&b, &plan);
    boot_end(&b);
    return status;
}
