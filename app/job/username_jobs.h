/* Jobs about user names. */
#ifndef JOB_USERNAME_JOBS_H
#define JOB_USERNAME_JOBS_H

#include "job/job_table.h"

MUST_USE enum err username_job_purge(struct work *w, struct job_result *out);

#endif
