#include "base/std.h"

#include "job/event_jobs.h"

#include "base/settings.h"
#include "base/work.h"
#include "store/event_log.h"

enum { DAY_MS = 24 * 60 * 60 * 1000 };

enum err event_job_purge(struct work *w, struct job_result *out)
{
    int64_t before_ms = w->now_ms - w->settings->events.keep_days * DAY_MS;
    struct job_result result = {.done = 0};
    for (int part = 0; part < EVENT_PARTS; part++) {
        uint64_t removed;
        TRY(event_log_purge(w, part, before_ms, &removed));
        result.done += removed;
        result.more = result.more || removed == EVENT_LOG_PURGE_MAX;
    }
    *out = result;
    return OK;
}
