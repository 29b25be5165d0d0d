/* Jobs about the event log. */
#ifndef JOB_EVENT_JOBS_H
#define JOB_EVENT_JOBS_H

#include "job/job_table.h"

/* Removes events that every group has handled and that are older than events.keep_days. */
MUST_USE enum err event_job_purge(struct work *w, struct job_result *out);

#endif
