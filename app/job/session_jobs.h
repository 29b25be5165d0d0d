/* Jobs about sessions. */
#ifndef JOB_SESSION_JOBS_H
#define JOB_SESSION_JOBS_H

#include "job/job_table.h"

MUST_USE enum err session_job_purge(struct work *w, struct job_result *out);

#endif
