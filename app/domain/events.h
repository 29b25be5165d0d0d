/* Saying that something happened, to whoever acts on it later: linnet-job's groups (job/event_groups.h).
 *
 * Called inside the transaction that makes it happen, after the row that it is about is locked or changed: what is
 * acknowledged is in the log, what is rolled back is not. What one row serialises keeps its order: an author's
 * publishing and deleting (the count in the author's row), and whatever is done to one tweet or one relation; between
 * two tweets of an author, likes and edits may change places. After the commit the host's bell rings. What the ids
 * mean for each kind stands in model/event.h. */
#ifndef DOMAIN_EVENTS_H
#define DOMAIN_EVENTS_H

#include "base/fault.h"
#include "model/event.h"

MUST_USE enum err event_append(struct work *w, enum event_kind kind, int64_t author_id, int64_t subject_id,
                               int64_t other_id);

#endif
