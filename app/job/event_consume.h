/* One turn of a group: what lies between its cursors and the heads is acted on, then the cursors move.
 *
 * A part whose event fails waits 40 ms, then twice as long each time; the others go on meanwhile. After
 * EVENT_TRIES failures, or as many processes that died acting on it, the event is set aside. What failed because the
 * database or a cache is away (ERR_BUSY) gets about a minute before it counts as a failure of the event. */
#ifndef JOB_EVENT_CONSUME_H
#define JOB_EVENT_CONSUME_H

#include "job/event_state.h"

enum { EVENT_TRIES = 5 };

/* er->heads is fresh. Sets er->more when something is left to be done at once. */
void event_consume(struct event_runner *er, struct event_group_state *g);
/* Dead letters that somebody wants tried again. */
void event_consume_retries(struct event_runner *er);
/* When the first part that waits after a failure may go on; INT64_MAX: none waits. */
int64_t event_consume_due_us(const struct event_runner *er);

#endif
