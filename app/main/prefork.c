#include "base/std.h"
#include "main/prefork.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "main/notify.h"

enum {
    PREFORK_TICK_MS = 250,
    PREFORK_START_TICK_MS = 5, /* until all workers are up, so that READY is not late */
    PREFORK_START_US = 2 * 1000 * 1000,
    PREFORK_AT_ONCE_US = 1000 * 1000,
    PREFORK_CHECK_US = 20 * 1000 * 1000,
};

struct master {
    struct prefork *p;
    struct members members;
    pid_t pid;
    int signals;
    int64_t started_us;
    bool ready, stopping, renew;
    pid_t checker; /* 0: none */
    int64_t checker_kill_us;
    int64_t alive_every_us, alive_at_us;
};

static void master_begin_worker(size_t index, void *arg)
{
    struct master *m = arg;
    struct scoreboard *board = m->members.board;
    struct prefork_post post = {index, board, &board->slots[index], m->p->from.listener.fd};
    close(m->signals);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != m->pid) /* the master died before the line above */
        return;
    exit(m->p->work(&post, m->p->arg));
}

static void master_stop(struct master *m, int64_t grace_us)
{
    if (m->stopping)
        grace_us = 0;
    else
        notify_stopping();
    m->stopping = true;
    if (m->p->from.listener.bound)
        atomic_store(&m->members.board->finish_queue, true);
    listen_unbind(&m->p->from.listener);
    members_leave(&m->members, grace_us);
}

static void master_start_check(struct master *m)
{
    /* One change at a time; a generation that never came up may be replaced at any time. */
    bool busy = m->checker != 0 || (m->ready && members_old_alive(&m->members) > 0);
    if (!m->renew || m->stopping || busy)
        return;
    m->renew = false;
    notify_reloading();
    m->checker = renew_check(m->p->path, m->p->argv);
    m->checker_kill_us = clock_mono_us() + PREFORK_CHECK_US;
    if (m->checker < 0) {
        log_say(LOG_ERROR, "pool.renew", "%s", strerror(errno));
        m->checker = 0;
        notify_ready();
    }
}

static void master_checked(struct master *m, int status)
{
    m->checker = 0;
    if (m->stopping)
        return;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        renew_exec(m->p->arena, m->p->path, m->p->argv, &m->p->from, &m->members);
        log_say(LOG_ERROR, "pool.renew", "%s: %s", m->p->path, strerror(errno));
    } else {
        log_say(LOG_ERROR, "pool.renew", "%s --check refused; this generation goes on", m->p->path);
    }
    notify_ready();
}

static void master_signal(struct master *m, uint32_t signo)
{
    if (signo == SIGTERM)
        master_stop(m, m->p->drain_us);
    else if (signo == SIGINT || signo == SIGQUIT)
        master_stop(m, PREFORK_AT_ONCE_US);
    else if (signo == SIGHUP)
        m->renew = true;
}

static void master_wait(struct master *m)
{
    bool starting = !m->ready && clock_mono_us() - m->started_us < PREFORK_START_US;
    struct pollfd p = {.fd = m->signals, .events = POLLIN};
    struct signalfd_siginfo one;
    poll(&p, 1, starting ? PREFORK_START_TICK_MS : PREFORK_TICK_MS);
    while (read(m->signals, &one, sizeof(one)) == (ssize_t)sizeof(one))
        master_signal(m, one.ssi_signo);
}

static void master_reap(struct master *m)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED | WCONTINUED)) > 0) {
        if (pid == m->checker && (WIFEXITED(status) || WIFSIGNALED(status)))
            master_checked(m, status);
        else
            members_note(&m->members, pid, status);
    }
}

static void master_watch(struct master *m)
{
    int64_t now = clock_mono_us();
    members_watch(&m->members, m->p->watchdog_us);
    if (m->checker != 0 && now >= m->checker_kill_us)
        kill(m->checker, SIGKILL);
    if (m->alive_every_us > 0 && now >= m->alive_at_us) {
        notify_alive();
        m->alive_at_us = now + m->alive_every_us;
    }
}

static void master_check_ready(struct master *m)
{
    if (m->ready || m->stopping || !members_up(&m->members))
        return;
    m->ready = true;
    struct log_line l;
    log_open(&l, LOG_INFO, "pool.ready");
    log_int(&l, "generation", m->p->from.generation);
    log_int(&l, "workers", (int64_t)m->p->workers);
    log_int(&l, "after_ms", (clock_mono_us() - m->started_us) / 1000);
    log_close(&l);
    members_old_leave(&m->members, m->p->drain_us);
    notify_ready();
}

static bool master_open(struct master *m, struct prefork *p)
{
    sigset_t mine;
    *m = (struct master){.p = p, .pid = getpid(), .started_us = clock_mono_us()};
    m->alive_every_us = notify_alive_every_us();
    sigemptyset(&mine);
    static const int signals[] = {SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGCHLD, SIGUSR1, SIGUSR2};
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        sigaddset(&mine, signals[i]);
    if (sigprocmask(SIG_BLOCK, &mine, NULL) != 0 || !members_open(&m->members, p->arena, p->workers))
        return false;
    m->signals = signalfd(-1, &mine, SFD_CLOEXEC | SFD_NONBLOCK);
    for (size_t i = 0; i < p->from.count; i++)
        members_adopt(&m->members, p->from.pids[i]);
    return m->signals >= 0;
}

int prefork_run(struct prefork *p)
{
    struct master m;
    if (!master_open(&m, p)) {
        log_say(LOG_ERROR, "pool.start", "%s", strerror(errno));
        return 1;
    }
    while (!m.stopping || members_alive(&m.members) > 0) {
        if (!m.stopping)
            members_fill(&m.members, master_begin_worker, &m);
        master_check_ready(&m);
        master_start_check(&m);
        master_wait(&m);
        master_reap(&m);
        master_watch(&m);
    }
    log_say(LOG_INFO, "pool.stopped", "all workers have left");
    return 0;
}
