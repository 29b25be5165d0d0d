/* Jobs about answers that are kept for Idempotency-Key. */
#ifndef JOB_IDEMPOTENCY_JOBS_H
#define JOB_IDEMPOTENCY_JOBS_H

#include "job/job_table.h"

MUST_USE enum err idempotency_job_purge(struct work *w, struct job_result *out);

#endif
