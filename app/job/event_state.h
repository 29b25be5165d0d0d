/* What the files of job/event_*.c share: the state of a process that follows the event log.
 *
 * All of it lives in the arena the runner was opened with. What the database says wins over it whenever
 * the parts are shared anew. */
#ifndef JOB_EVENT_STATE_H
#define JOB_EVENT_STATE_H

#include "base/work.h"
#include "job/event_groups.h"
#include "job/job_runner.h"

enum { EVENT_GROUPS_MAX = 32, EVENT_BATCH = 64, EVENT_RETRIES = 16 };

struct event_place { /* a group in a part */
    int64_t next;   /* the offset to be handled next */
    int64_t due_us; /* monotonic; after a failure: not before */
    int tries;      /* failures of the event at `next` */
    int deaths;     /* processes that died acting on it, before this one */
    bool noted;     /* that this one acts on it too */
    int busy;       /* failures that are nobody's fault: database or cache away */
    int singly;     /* so many more are handled one at a time: somebody died of one of them */
};

struct event_group_state {
    const struct event_group *group;
    uint64_t owned;    /* parts, a bit each */
    uint64_t moved;    /* of these: `next` is ahead of the database */
    int64_t moved_us;  /* when the first of them moved */
    bool complete;     /* owns its whole share */
    struct event_place at[EVENT_PARTS];
};

struct event_retry { /* a dead letter that is to be tried again */
    struct event_group_state *group;
    struct event event;
};

struct event_runner {
    struct job_runner *job;
    struct str name;       /* of this process, for people */
    struct str groups_run; /* names, a blank around each */
    bool relays;           /* the relay is one of them */
    uint64_t relay_owned;
    bool relay_complete;
    int64_t relay_due_us;  /* after a failure: not before */
    struct event_group_state *groups;
    size_t count;

    int64_t id;              /* as member; 0: not one now */
    int64_t valid_until_us;  /* monotonic; what is owned is owned until then */
    int64_t beat_due_us, share_due_us;
    int away; /* beats that failed in a row */
    uint64_t members_seen;   /* a hash of who is there */
    bool alone;              /* no other process runs groups */

    int64_t heads[EVENT_PARTS];
    struct event batch[EVENT_BATCH];
    struct event_retry retries[EVENT_RETRIES];
    size_t retries_count;
    bool more;     /* this turn left something to be done at once */
    uint32_t seen; /* of the bell, before the turn looked */
};

/* Runs fn in a unit of work of its own, with the lease as deadline. A failure is told in `error`, or
 * logged when that is NULL. */
MUST_USE enum err event_unit(struct event_runner *er, const char *doing, enum err (*fn)(struct work *w, void *arg),
                             void *arg, char error[FAULT_DETAIL]);

#endif
