/* What the workers tell their master: a cache line each in shared memory.
 *
 * A worker writes its own slot only; the master reads. Process ids stay out of it, so that a worker
 * gone wild cannot make the master kill a stranger. */
#ifndef MAIN_SCOREBOARD_H
#define MAIN_SCOREBOARD_H

#include <stdatomic.h>

#include "base/std.h"

struct scoreboard_slot {
    _Alignas(64) _Atomic int64_t busy_since_us; /* monotonic; 0: waiting for a request */
    _Atomic uint64_t served;                    /* requests, since the slot's worker started */
    _Atomic bool up;                            /* the worker has reached its loop */
};

struct scoreboard {
    _Atomic bool finish_queue; /* leaving workers serve what is queued: nobody else will */
    size_t count;
    struct scoreboard_slot slots[];
};

struct scoreboard *scoreboard_open(size_t count); /* shared with children made later; NULL with errno */
void scoreboard_clear(struct scoreboard_slot *slot);
void scoreboard_busy(struct scoreboard_slot *slot);
void scoreboard_idle(struct scoreboard_slot *slot, bool served); /* served: counts the request */
/* Microseconds that the slot has been busy with one request; 0 when idle. */
int64_t scoreboard_busy_us(const struct scoreboard_slot *slot, int64_t now_us);

#endif
