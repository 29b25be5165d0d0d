/* Follows the event log in this process: the relay, and any set of the groups of job/event_groups.h.
 *
 * Any number of processes may run any sets: the parts of each group are shared evenly among those who run it. A
 * turn keeps the lease, moves what waits in the outbox into the log, lets every group act on what is there, and
 * says how long there is nothing to do. Who waits then is woken by the host's bell (base/bell.h); events of
 * other hosts are found by looking every events.poll_ms. */
#ifndef JOB_EVENT_RUNNER_H
#define JOB_EVENT_RUNNER_H

#include "base/str.h"
#include "job/job_runner.h"

struct event_group;
struct event_runner;

struct event_runner_plan {
    bool relay;
    const struct event_group *const *groups;
    size_t count;    /* at most EVENT_GROUPS_MAX (job/event_state.h) */
    struct str name; /* of this process, for people */
};

/* All it needs, in an arena that outlives it. */
struct event_runner *event_runner_make(struct arena *a, struct job_runner *job, const struct event_runner_plan *plan);
/* Never fails: what went wrong is logged and tried again. Microseconds until the next turn; 0: at once. */
int64_t event_runner_turn(struct event_runner *er);
/* What the bell had counted when the last turn looked, with what this process rang itself. */
uint32_t event_runner_heard(const struct event_runner *er);
/* Gives its parts back, so that others go on at once. */
void event_runner_end(struct event_runner *er);

#endif
