/* What linnet-job does, by the clock: one row a job. Groups that follow the event log stand in a
 * table of their own, job/event_groups.h. */
#ifndef JOB_JOB_TABLE_H
#define JOB_JOB_TABLE_H

#include "base/fault.h"

struct job_result {
    uint64_t done; /* rows, messages...: what the log line counts */
    bool more;     /* the batch was full: run again soon */
};

struct job {
    const char *name;
    const char *help;
    int interval_ms; /* between the end of a run and the next, +-10 % */
    /* One bounded batch; must be safe to run again after a failure at any place. */
    enum err (*run)(struct work *w, struct job_result *out);
};

extern const struct job job_table[];
extern const size_t job_table_count;

const struct job *job_find(const char *name); /* NULL: there is none */

#endif
