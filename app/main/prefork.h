/* The master of a pool: keeps N workers running on one listening socket.
 *
 *   SIGTERM   drain: workers finish their request and leave, killed after drain_us
 *   SIGINT    the same with a second's grace; any second stop signal ends it at once
 *   SIGHUP    a new generation (main/renew.h); the old one drains once the new one is up
 *   watchdog  a worker busy with one request (or stopped) for longer is killed and replaced
 *
 * It knows nothing of requests: what a worker does is a function. Workers notice the master's death
 * (SIGTERM) and drain. The master sleeps in poll() and wakes four times a second to watch. */
#ifndef MAIN_PREFORK_H
#define MAIN_PREFORK_H

#include "main/renew.h"
#include "main/scoreboard.h"

struct prefork_post { /* a worker's place */
    size_t index;
    struct scoreboard *board;
    struct scoreboard_slot *slot;
    int listen_fd;
};

struct prefork {
    struct arena *arena;       /* of the master's life */
    struct renewal from;       /* listener, and what the generation before left */
    size_t workers;
    int64_t watchdog_us, drain_us;
    const char *path;          /* the binary and its arguments, for the next generation */
    char *const *argv;
    /* The worker, with SIGTERM blocked; it sets post->slot->up. What it returns is its exit status:
     * 0 when it left as it should. */
    int (*work)(const struct prefork_post *post, void *arg);
    void *arg;
};

/* Runs until told to stop; the exit status of the program. Blocks the signals it lives by. */
MUST_USE int prefork_run(struct prefork *p);

#endif
