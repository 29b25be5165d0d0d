/* The unit of work: a request, an event or a command, and all that it may touch.
 *
 * First argument everywhere. The program that opens it (main/) lends it an arena, the settings and
 * the process's database and cache sessions; the floors below see those as names only. When the
 * unit ends the arena is reset and every slice in it is gone. */
#ifndef BASE_WORK_H
#define BASE_WORK_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

struct db;       /* io/db.h */
struct cache;    /* io/cache.h */
struct bucket_table; /* base/bucket_table.h */
struct guesser;  /* base/guess.h */
struct zones;    /* base/zone.h */
struct viewer;   /* model/viewer.h; NULL for nobody known */
struct settings; /* base/settings.h */

struct work_hook { /* something to do after the commit, or never */
    struct work_hook *next;
    void (*act)(struct work *w, void *what);
    void *what;
};

struct work {
    struct arena *arena;
    const struct settings *settings;
    struct db *db;
    struct cache *cache;
    struct bucket_table *buckets; /* NULL: nobody is limited (commands, jobs) */
    struct guesser *guesser; /* NULL: languages are told by script only */
    struct zones *zones; /* NULL: all times in UTC */
    const struct viewer *viewer;
    struct fault fault;
    int64_t now_ms;       /* wall clock, read once at the start: ms since 1970, UTC */
    int64_t started_us;   /* monotonic */
    int64_t deadline_us;  /* monotonic; no call waits past it */
    struct str request_id; /* printable, at most 64 bytes */
    const char *doing;    /* route, job or command; static */
    unsigned queries;     /* statements sent */
    unsigned cache_trips; /* round trips to memcached */
    struct work_hook *after_commit; /* newest first; run by io/db.c when the transaction committed */
};

/* Starts a unit: zeroes *w, reads the clocks, borrows what it is given. budget_ms is its deadline. */
void work_begin(struct work *w, struct arena *arena, const struct settings *settings,
                const char *doing, int budget_ms);
/* Runs fn with a jump point for arena exhaustion, which becomes ERR_BUSY ("error.busy").
 * Does not reset the arena: the caller still reads the answer in it. */
MUST_USE enum err work_run(struct work *w, enum err (*fn)(struct work *w, void *arg), void *arg);
/* Ends a unit: runs the defers, empties the arena. */
void work_end(struct work *w);

int work_remaining_ms(const struct work *w); /* until the deadline, never below 0 */

#endif
