#include "base/std.h"

#include "job/event_state.h"

#include "base/log.h"
#include "base/settings.h"

enum err event_unit(struct event_runner *er, const char *doing, enum err (*fn)(struct work *w, void *arg), void *arg,
                    char error[FAULT_DETAIL])
{
    struct work w;
    const struct settings *s = er->job->settings;
    work_begin(&w, er->job->arena, s, doing, (int)s->events.lease_ms);
    w.db = er->job->db;
    w.cache = er->job->cache;
    enum err kind = work_run(&w, fn, arg);
    if (kind != OK && error)
        snprintf(error, FAULT_DETAIL, "%s", w.fault.detail);
    else if (kind != OK)
        log_say(LOG_WARNING, doing, "%s", w.fault.detail);
    work_end(&w);
    return kind;
}
