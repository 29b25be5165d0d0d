#include "base/std.h"
#include "job/idempotency_jobs.h"

#include "domain/idempotency.h"

enum err idempotency_job_purge(struct work *w, struct job_result *out)
{
    uint64_t removed = 0;
    TRY(idempotency_purge(w, &removed));
    *out = (struct job_result){.done = removed, .more = removed == IDEMPOTENCY_PURGE_MAX};
    return OK;
}
