/* Runs jobs when they are due: each in a unit of work of its own, one after the other.
 *
 * A job that fails is tried again after 1 s, 2 s ... 60 s and never ends the program; a full batch is
 * followed by the next one shortly. What did something, or failed, gets a log line. */
#ifndef JOB_JOB_RUNNER_H
#define JOB_JOB_RUNNER_H

#include "job/job_table.h"

struct arena;
struct cache;
struct db;
struct settings;

struct job_runner {
    const struct settings *settings;
    struct arena *arena; /* of a run; emptied after each */
    struct db *db;
    struct cache *cache; /* NULL: none */
};

struct job_state { /* a job's place in time */
    int64_t due_us;    /* monotonic */
    unsigned failures; /* in a row */
};

/* One run, logged. False when it failed. */
bool job_run(struct job_runner *r, const struct job *job, struct job_result *out);
/* First due times, spread over the first seconds, so that many hosts started together do not meet. */
void job_schedule(const struct job *jobs, size_t count, struct job_state *states, int64_t now_us);
/* When it is due after a run that ended now. Pure but for the jitter. */
void job_plan(const struct job *job, struct job_state *state, bool well, bool more, int64_t now_us);
/* Runs what is due and plans it again; the microseconds until the next one is due. */
int64_t job_run_due(struct job_runner *r, const struct job *jobs, size_t count, struct job_state *states);

#endif
