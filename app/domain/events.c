#include "base/std.h"

#include "domain/events.h"

#include "base/bell.h"
#include "base/id.h"
#include "io/db_transaction.h"
#include "store/event_log.h"

static void events_wake(struct work *w UNUSED, void *what UNUSED)
{
    bell_ring();
}

enum err event_append(struct work *w, enum event_kind kind, int64_t author_id, int64_t subject_id, int64_t other_id)
{
    struct event e = {
        .id = id_make(id_shard(author_id)),
        .kind = kind,
        .author_id = author_id,
        .subject_id = subject_id,
        .other_id = other_id,
    };
    TRY(event_log_append(w, &e));
    db_after_commit(w, events_wake, NULL);
    return OK;
}
