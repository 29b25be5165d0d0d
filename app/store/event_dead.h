/* Dead letters: events that a group failed to handle and set aside, so that those behind it go on.
 *
 * They are whole: the log may have been purged when somebody looks. Marked for a retry by
 * `linnet-admin queue retry`, they are taken up again by the process that owns the part. */
#ifndef STORE_EVENT_DEAD_H
#define STORE_EVENT_DEAD_H

#include "base/fault.h"
#include "base/str.h"
#include "model/event.h"

enum { EVENT_DEAD_ERROR = 250 }; /* bytes kept of what went wrong */

struct event_dead {
    struct str group;
    struct event event;
    struct str kind; /* as it was written: event.kind may not know it */
    int tries;
    int64_t failed_ms;
    struct str error;
    bool retry;
};

/* Sets the event at the cursor aside and moves the cursor behind it, in one transaction. *lost: the part is another's
 * by now, and nothing was done. Of `dead`: group, event.part, event.offset, tries, error. */
MUST_USE enum err event_dead_set_aside(struct work *w, int64_t owner, const struct event_dead *dead, bool *lost);
/* Those marked for a retry, by any group; at most `most`. */
MUST_USE enum err event_dead_due(struct work *w, size_t most, struct event_dead **out, size_t *count);
MUST_USE enum err event_dead_done(struct work *w, const struct event_dead *dead);
/* The retry failed: one more try, no longer marked. */
MUST_USE enum err event_dead_again(struct work *w, const struct event_dead *dead, struct str error);

/* For people. group empty: of all groups. By group, oldest first, at most `most`. */
MUST_USE enum err event_dead_list(struct work *w, struct str group, size_t most, struct event_dead **out,
                                  size_t *count);
MUST_USE enum err event_dead_count(struct work *w, struct str group, int64_t *count);
struct event_dead_which {
    struct str group; /* empty: all groups */
    int64_t id;       /* of the event; 0: all */
};
MUST_USE enum err event_dead_mark(struct work *w, const struct event_dead_which *which, uint64_t *marked);
MUST_USE enum err event_dead_drop(struct work *w, const struct event_dead_which *which, uint64_t *dropped);

#endif
