/* Keeps this process a member, and its share of the parts what it should be (store/event_cursor.h). */
#ifndef JOB_EVENT_LEASE_H
#define JOB_EVENT_LEASE_H

#include "job/event_state.h"

/* Joins, renews and shares anew when that is due. False: nothing is owned now; er->beat_due_us says when to
 * come again. Between two events only: what is owned may change. */
bool event_lease_keep(struct event_runner *er);
/* Between the events of a batch: renews when that is due. False: nothing is owned any more. */
bool event_lease_holds(struct event_runner *er);
/* Gives everything back. */
void event_lease_end(struct event_runner *er);

#endif
