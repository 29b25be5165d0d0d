#include "base/std.h"
#include "job/job_table.h"

#include "job/event_jobs.h"
#include "job/idempotency_jobs.h"
#include "job/session_jobs.h"
#include "job/username_jobs.h"

const struct job job_table[] = {
    {"event.purge", "removes handled events that are old", 300 * 1000, event_job_purge},
    {"idempotency.purge", "removes kept answers that expired", 60 * 1000, idempotency_job_purge},
    {"session.purge", "removes expired sessions", 60 * 1000, session_job_purge},
    {"username.purge", "lets names go that were held for their owners", 60 * 60 * 1000, username_job_purge},
};
const size_t job_table_count = COUNT_OF(job_table);

const struct job *job_find(const char *name)
{
    for (size_t i = 0; i < job_table_count; i++)
        if (strcmp(job_table[i].name, name) == 0)
            return &job_table[i];
    return NULL;
}
