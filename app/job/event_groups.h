/* The groups that follow the event log: one row a group. A group sees every event of its kinds, an author's
 * in order, at least once; beside the log nothing connects it with those who write.
 *
 * A handler reads the noun anew and passes over what is gone; what it does may be done again without a change,
 * for a process may die between acting and noting it. It ends within the deadline of its unit of work: larger
 * things are done in bounded steps, with *more set until all is done. A failure is tried 5 times within a
 * second, then the event is set aside (store/event_dead.h). */
#ifndef JOB_EVENT_GROUPS_H
#define JOB_EVENT_GROUPS_H

#include "base/fault.h"
#include "base/str.h"
#include "model/event.h"

#define EVENT_KIND(kind) (UINT64_C(1) << (kind))

struct event_group {
    const char *name; /* for ever: its cursors are kept by it; [a-z_], shorter than EVENT_GROUP_NAME */
    const char *help;
    uint64_t kinds; /* EVENT_KIND() of those it acts on */
    enum err (*act)(struct work *w, const struct event *e, bool *more);
};

extern const struct event_group event_groups[];
extern const size_t event_groups_count;

const struct event_group *event_groups_find(struct str name); /* NULL: there is none */

#endif
