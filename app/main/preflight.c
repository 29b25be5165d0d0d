#include "base/std.h"
#include "main/preflight.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/work.h"
#include "io/db.h"

enum { PREFLIGHT_MS = 1500, PREFLIGHT_WAIT_S = 2, PREFLIGHT_ARENA = 1024 * 1024 };
enum { PREFLIGHT_FINE, PREFLIGHT_REFUSED, PREFLIGHT_AWAY };

static enum err preflight_look(struct work *w, void *arg UNUSED)
{
    return db_check_server(w);
}

static int preflight_child(const struct settings *s)
{
    struct work w;
    struct arena *a = arena_new(16 * 1024, PREFLIGHT_ARENA);
    if (!a)
        return PREFLIGHT_AWAY;
    work_begin(&w, a, s, "preflight", PREFLIGHT_MS);
    w.db = db_open(s, (int)s->db.answer_ms);
    enum err looked = w.db ? work_run(&w, preflight_look, NULL) : ERR_BUSY;
    if (looked == ERR_BUSY)
        log_say(LOG_WARNING, "database.away", "%s; starting without it", w.fault.detail);
    else if (looked != OK)
        log_say(LOG_ERROR, "database.refused", "%s (db.check_durability=false starts anyway)", w.fault.detail);
    if (w.db)
        db_close(w.db);
    arena_free(a);
    return looked == OK ? PREFLIGHT_FINE : looked == ERR_BUSY ? PREFLIGHT_AWAY : PREFLIGHT_REFUSED;
}

/* SIGCHLD is blocked here, so that it waits for sigtimedwait. */
static int preflight_wait(pid_t pid, const sigset_t *child)
{
    struct timespec most = {.tv_sec = PREFLIGHT_WAIT_S};
    int status = 0;
    if (sigtimedwait(child, NULL, &most) < 0)
        kill(pid, SIGKILL);
    if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status)) {
        log_say(LOG_WARNING, "database.away", "no answer in %d s; starting without it", PREFLIGHT_WAIT_S);
        return PREFLIGHT_AWAY;
    }
    return WEXITSTATUS(status);
}

bool preflight_database(const struct settings *s)
{
    sigset_t child, before;
    if (!s->db.check_durability)
        return true;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before);
    pid_t pid = fork();
    if (pid == 0)
        _exit(preflight_child(s));
    int found = pid > 0 ? preflight_wait(pid, &child) : PREFLIGHT_AWAY;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return found != PREFLIGHT_REFUSED;
}
