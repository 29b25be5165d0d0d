#include "base/std.h"
#include "job/session_jobs.h"

#include "domain/session.h"

enum err session_job_purge(struct work *w, struct job_result *out)
{
    uint64_t removed = 0;
    TRY(session_purge(w, &removed));
    *out = (struct job_result){.done = removed, .more = removed == SESSION_PURGE_MAX};
    return OK;
}
