#include "base/std.h"
#include "main/worker.h"

#include <signal.h>

#include "base/log.h"
#include "base/settings.h"
#include "base/work.h"
#include "base/zone.h"
#include "http/fcgi_bridge.h"
#include "http/serve.h"
#include "io/cache.h"
#include "io/db.h"
#include "web/door.h"

enum { WORKER_ARENA_FIRST = 64 * 1024 }; /* holds an ordinary request whole, far below the 2 MB a worker may own */

struct worker {
    const struct prefork_post *post;
    const struct worker_plan *plan;
    struct fcgi_bridge *bridge;
    struct arena *arena;
    struct db *db;
    struct cache *cache;
    struct zones *zones;
    sigset_t unblocked; /* the mask while waiting: SIGTERM gets through there only */
    uint64_t left;      /* requests until it leaves; 0: no end */
    bool leaving, queue_empty;
};

/* Ends the wait, and stays pending behind it: worker_told finds it there. Without it a SIGCONT, which
 * ends the wait as well, would look the same. */
static void worker_interrupt(int signo)
{
    raise(signo);
}

static void worker_no_signal(int signo UNUSED)
{
}

static void worker_on(int signo, void (*handler)(int))
{
    struct sigaction act = {.sa_handler = handler};
    sigaction(signo, &act, NULL);
}

/* Before the bridge starts: libfcgi leaves handlers alone that it finds, and its own ones make a
 * half-read body look whole. */
static void worker_take_signals(struct worker *wk)
{
    sigset_t most;
    worker_on(SIGTERM, worker_interrupt);
    worker_on(SIGPIPE, worker_no_signal);
    worker_on(SIGUSR1, worker_no_signal);
    worker_on(SIGINT, SIG_IGN); /* of a terminal: the master decides */
    worker_on(SIGQUIT, SIG_IGN);
    worker_on(SIGHUP, SIG_IGN);
    sigemptyset(&most);
    sigaddset(&most, SIGTERM);
    sigaddset(&most, SIGUSR1);
    sigprocmask(SIG_SETMASK, &most, NULL);
    sigemptyset(&wk->unblocked);
    sigaddset(&wk->unblocked, SIGUSR1);
}

/* Not all at once: each place serves an eighth more than the one before. */
static uint64_t worker_share(const struct worker *wk)
{
    uint64_t most = (uint64_t)wk->plan->settings->web.max_requests;
    return most == 0 ? 0 : most + most * (wk->post->index % 8) / 8;
}

static bool worker_open(struct worker *wk)
{
    const struct settings *s = wk->plan->settings;
    worker_take_signals(wk);
    wk->left = worker_share(wk);
    wk->arena = arena_new(WORKER_ARENA_FIRST, (size_t)s->limits.arena);
    wk->db = db_open(s, (int)s->db.answer_ms);
    wk->cache = cache_open(s);
    wk->zones = zones_open(ZONE_FOLDER);
    wk->bridge = fcgi_bridge_start() ? fcgi_bridge_open(wk->post->listen_fd) : NULL;
    return wk->arena && wk->db && wk->bridge;
}

static void worker_close(struct worker *wk)
{
    if (wk->bridge)
        fcgi_bridge_close(wk->bridge);
    zones_close(wk->zones);
    if (wk->cache)
        cache_close(wk->cache);
    if (wk->db)
        db_close(wk->db);
    arena_free(wk->arena);
}

struct worker_turn {
    struct worker *worker;
    struct gateway asked;
    struct reply reply;
    struct buf head;
};

static enum err worker_read(struct work *w, void *arg)
{
    struct worker_turn *t = arg;
    fcgi_bridge_read(t->worker->bridge, w->arena, (size_t)w->settings->limits.body, &t->asked);
    return OK;
}

static enum err worker_write_head(struct work *w, void *arg)
{
    struct worker_turn *t = arg;
    buf_init(&t->head, w->arena, 512);
    reply_head(&t->reply, &t->head);
    return OK;
}

static bool worker_send(struct worker *wk, struct work *w, struct worker_turn *t)
{
    static const char *const busy = "Status: 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n";
    if (t->reply.status != 0 && work_run(w, worker_write_head, t) == OK)
        return fcgi_bridge_send(wk->bridge, buf_str(&t->head), buf_str(&t->reply.body));
    return fcgi_bridge_send(wk->bridge, str_from(busy), STR("")); /* no memory even for that */
}

static enum err worker_after(struct work *w, void *arg UNUSED)
{
    door_web_after(w);
    return OK;
}

static void worker_answer(struct worker *wk)
{
    struct work w;
    struct worker_turn turn = {.worker = wk};
    const struct settings *s = wk->plan->settings;
    work_begin(&w, wk->arena, s, "request", (int)s->limits.work_ms);
    w.db = wk->db;
    w.cache = wk->cache;
    w.buckets = wk->plan->buckets;
    w.guesser = wk->plan->guesser;
    w.zones = wk->zones;
    if (work_run(&w, worker_read, &turn) == OK)
        serve(&w, wk->plan->door, &turn.asked, &turn.reply);
    else
        log_say(LOG_WARNING, "request.unread", "%s: is limits.arena large enough for limits.body?", w.fault.detail);
    bool sent = worker_send(wk, &w, &turn);
    if (sent && work_run(&w, worker_after, NULL) != OK)
        log_say(LOG_WARNING, "request.after", "%s", w.fault.detail);
    work_end(&w);
}

static bool worker_told(void)
{
    sigset_t pending;
    return sigpending(&pending) == 0 && sigismember(&pending, SIGTERM) == 1;
}

/* Told to leave, it still takes what is queued when nobody comes after it: its waits end at once now,
 * with what is there or with the signal. */
static bool worker_goes_on(struct worker *wk)
{
    if (!worker_told())
        return true;
    wk->leaving = true;
    return atomic_load(&wk->post->board->finish_queue) && !wk->queue_empty;
}

/* On the watchdog's clock from the first byte: also a peer that stalls in the middle of its request. */
static enum fcgi_wait worker_take(struct worker *wk)
{
    enum fcgi_wait had = fcgi_bridge_wait(wk->bridge, &wk->unblocked);
    if (had != FCGI_REQUEST)
        return had;
    scoreboard_busy(wk->post->slot);
    had = fcgi_bridge_accept(wk->bridge);
    if (had == FCGI_REQUEST)
        worker_answer(wk);
    scoreboard_idle(wk->post->slot, had == FCGI_REQUEST);
    return had;
}

enum worker_state { WORKER_GOES_ON, WORKER_LEAVES, WORKER_FAILED };

static enum worker_state worker_turn(struct worker *wk)
{
    switch (worker_take(wk)) {
    case FCGI_REQUEST:
        return wk->left > 0 && --wk->left == 0 ? WORKER_LEAVES : WORKER_GOES_ON;
    case FCGI_SIGNAL:
        wk->queue_empty = wk->leaving;
        return WORKER_GOES_ON;
    case FCGI_AGAIN:
        return WORKER_GOES_ON;
    case FCGI_BROKEN:
        break;
    }
    log_say(LOG_ERROR, "worker.socket", "%s", strerror(errno));
    return WORKER_FAILED;
}

int worker_run(const struct prefork_post *post, void *arg)
{
    struct worker wk = {.post = post, .plan = arg};
    enum worker_state state = worker_open(&wk) ? WORKER_GOES_ON : WORKER_FAILED;
    if (state == WORKER_FAILED)
        log_say(LOG_ERROR, "worker.start", "out of memory");
    else
        atomic_store(&post->slot->up, true);
    while (state == WORKER_GOES_ON && worker_goes_on(&wk))
        state = worker_turn(&wk);
    worker_close(&wk);
    return state == WORKER_FAILED ? 1 : 0;
}
