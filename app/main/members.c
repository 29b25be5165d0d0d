#include "base/std.h"
#include "main/members.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"

enum { MEMBERS_QUICK_US = 1000 * 1000 };

bool members_open(struct members *m, struct arena *a, size_t count)
{
    *m = (struct members){.count = count, .board = scoreboard_open(count)};
    if (!m->board)
        return false;
    m->at = ARENA_ARRAY(a, struct member, count + MEMBERS_OLD_MAX);
    return true;
}

void members_adopt(struct members *m, pid_t pid)
{
    if (m->old == MEMBERS_OLD_MAX || pid <= 1 || waitpid(pid, NULL, WNOHANG) != 0)
        return;
    m->at[m->count + m->old++] = (struct member){.pid = pid, .started_us = clock_mono_us()};
}

static void member_start(struct members *m, size_t index, void (*begin)(size_t, void *), void *arg)
{
    struct member *one = &m->at[index];
    int64_t now = clock_mono_us();
    scoreboard_clear(&m->board->slots[index]);
    pid_t pid = fork();
    if (pid == 0) {
        begin(index, arg);
        _exit(0);
    }
    if (pid < 0)
        log_say(LOG_ERROR, "worker.fork", "%s", strerror(errno));
    *one = (struct member){.pid = pid > 0 ? pid : 0, .started_us = now, .start_after_us = now + MEMBERS_QUICK_US};
}

void members_fill(struct members *m, void (*begin)(size_t, void *), void *arg)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].pid == 0 && clock_mono_us() >= m->at[i].start_after_us)
            member_start(m, i, begin, arg);
}

static bool member_left_well(int status)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void member_log_end(const struct members *m, size_t index, int status, int64_t lived_us)
{
    bool well = member_left_well(status);
    struct log_line l;
    log_open(&l, well ? LOG_DEBUG : LOG_WARNING, well ? "worker.left" : "worker.died");
    log_int(&l, "pid", m->at[index].pid);
    log_int(&l, "lived_ms", lived_us / 1000);
    if (WIFSIGNALED(status))
        log_int(&l, "signal", WTERMSIG(status));
    if (WIFEXITED(status) && !well)
        log_int(&l, "exit", WEXITSTATUS(status));
    if (index < m->count)
        log_int(&l, "served", (int64_t)atomic_load(&m->board->slots[index].served));
    log_close(&l);
}

static void member_ended(struct members *m, size_t index, int status)
{
    struct member *one = &m->at[index];
    int64_t now = clock_mono_us(), lived = now - one->started_us;
    member_log_end(m, index, status, lived);
    if (index < m->count)
        scoreboard_clear(&m->board->slots[index]);
    bool quick = lived < MEMBERS_QUICK_US && !member_left_well(status);
    *one = (struct member){.start_after_us = quick ? one->started_us + MEMBERS_QUICK_US : now};
}

bool members_note(struct members *m, pid_t pid, int status)
{
    size_t i = 0;
    while (i < m->count + m->old && m->at[i].pid != pid)
        i++;
    if (i == m->count + m->old)
        return false;
    if (WIFSTOPPED(status))
        m->at[i].stopped_us = clock_mono_us();
    else if (WIFCONTINUED(status))
        m->at[i].stopped_us = 0;
    else
        member_ended(m, i, status);
    return true;
}

static void member_kill(struct member *one, const char *why, int64_t after_us, int64_t now)
{
    struct log_line l;
    log_open(&l, LOG_WARNING, "worker.killed");
    log_int(&l, "pid", one->pid);
    log_text(&l, "why", why);
    log_int(&l, "after_ms", after_us / 1000);
    log_close(&l);
    kill(one->pid, SIGKILL);
    one->stopped_us = 0;
    one->kill_at_us = now + MEMBERS_QUICK_US; /* not again before it could end */
}

static void member_watch(struct members *m, size_t index, int64_t watchdog_us, int64_t now)
{
    struct member *one = &m->at[index];
    int64_t busy = index < m->count ? scoreboard_busy_us(&m->board->slots[index], now) : 0;
    int64_t stopped = one->stopped_us > 0 ? now - one->stopped_us : 0;
    if (one->kill_at_us > 0) {
        if (now >= one->kill_at_us)
            member_kill(one, "did not leave", now - one->started_us, now);
    } else if (busy > watchdog_us) {
        member_kill(one, "busy with one request", busy, now);
    } else if (stopped > watchdog_us) {
        member_kill(one, "stopped", stopped, now);
    }
}

void members_watch(struct members *m, int64_t watchdog_us)
{
    int64_t now = clock_mono_us();
    for (size_t i = 0; i < m->count + m->old; i++)
        if (m->at[i].pid != 0)
            member_watch(m, i, watchdog_us, now);
}

bool members_up(const struct members *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (!atomic_load(&m->board->slots[i].up))
            return false;
    return true;
}

static size_t members_alive_from(const struct members *m, size_t from)
{
    size_t alive = 0;
    for (size_t i = from; i < m->count + m->old; i++)
        alive += m->at[i].pid != 0;
    return alive;
}

size_t members_alive(const struct members *m)
{
    return members_alive_from(m, 0);
}

size_t members_old_alive(const struct members *m)
{
    return members_alive_from(m, m->count);
}

static void members_leave_from(struct members *m, size_t from, int64_t grace_us)
{
    int64_t by = clock_mono_us() + grace_us;
    for (size_t i = from; i < m->count + m->old; i++) {
        struct member *one = &m->at[i];
        if (one->pid == 0)
            continue;
        if (one->kill_at_us == 0)
            kill(one->pid, SIGTERM);
        if (one->kill_at_us == 0 || one->kill_at_us > by)
            one->kill_at_us = by;
    }
}

void members_leave(struct members *m, int64_t grace_us)
{
    members_leave_from(m, 0, grace_us);
}

void members_old_leave(struct members *m, int64_t grace_us)
{
    members_leave_from(m, m->count, grace_us);
}
