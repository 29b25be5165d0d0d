/* The event log: written through an outbox, read by groups of consumers.
 *
 * An event is first a row of `outbox`, in the transaction of what happened. The relay moves rows into the log,
 * where each of EVENT_PARTS parts has one writer, and offsets from 0 without a gap: a row that commits late
 * is simply a later one, and a reader needs one number a part to have missed nothing. Who may
 * write or read where is the business of store/event_cursor.h.
 *
 * Here the log is a table. Another log (Kafka) would take the place of event_log_relay, _heads, _read and
 * _purge; outbox and relay stay what they are. */
#ifndef STORE_EVENT_LOG_H
#define STORE_EVENT_LOG_H

#include "base/fault.h"
#include "model/event.h"

enum { EVENT_LOG_RELAY_MAX = 1000, EVENT_LOG_PURGE_MAX = 1000 };

int event_log_part(int64_t author_id);

/* Into the outbox, in the caller's transaction. e->id is made by the caller; one that is taken is tried again with
 * id_after, and e->id changed. */
MUST_USE enum err event_log_append(struct work *w, struct event *e);

struct event_relayed {
    size_t moved;
    bool more;     /* the batch was full */
    uint64_t lost; /* parts (a bit each) that belong to `owner` no longer: nothing was moved there */
};
/* Moves up to EVENT_LOG_RELAY_MAX visible rows of the outbox to the parts given (a bit each), oldest first, in one
 * transaction that holds the parts' places: refused where another owner has taken over. */
MUST_USE enum err event_log_relay(struct work *w, int64_t owner, uint64_t parts, struct event_relayed *out);

/* The next offset of each part: all below are there to be read. */
MUST_USE enum err event_log_heads(struct work *w, int64_t heads[EVENT_PARTS]);
/* From an offset on, in order. None below the head: they have been purged. */
MUST_USE enum err event_log_read(struct work *w, int part, int64_t from, size_t most, struct event *out,
                                 size_t *count);

/* How many wait in the outbox, counted up to 10000. */
MUST_USE enum err event_log_waiting(struct work *w, int64_t *count);
/* Removes up to EVENT_LOG_PURGE_MAX events of a part that every group has passed and that were written before
 * a time. */
MUST_USE enum err event_log_purge(struct work *w, int part, int64_t before_ms, uint64_t *removed);

#endif
