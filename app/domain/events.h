/* Saying that something happened, to whoever acts on it later: linnet-job's groups (job/event_groups.h).
 *
 * Called inside the transaction that makes it happen, after the author's row is locked or changed: what is
 * acknowledged is in the log, what is rolled back is not, and one author's events keep their order. After the
 * commit the host's bell rings. What the ids mean for each kind stands in model/event.h. */
#ifndef DOMAIN_EVENTS_H
#define DOMAIN_EVENTS_H

#include "base/fault.h"
#include "model/event.h"

MUST_USE enum err event_append(struct work *w, enum event_kind kind, int64_t author_id, int64_t subject_id,
                               int64_t other_id);

#endif
