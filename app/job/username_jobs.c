#include "base/std.h"
#include "job/username_jobs.h"

#include "domain/username.h"

enum err username_job_purge(struct work *w, struct job_result *out)
{
    uint64_t removed = 0;
    TRY(username_purge(w, &removed));
    *out = (struct job_result){.done = removed, .more = removed == USERNAME_PURGE_MAX};
    return OK;
}
