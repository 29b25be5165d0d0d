/* A gate for so many at once, across all processes of this host: file locks under web.run_dir.
 *
 * A slot is held by an open descriptor, so that whoever is killed leaves no trace. Waiting is done by
 * short sleeps, since a lock cannot be waited for with a limit without signals. */
#ifndef DOMAIN_GATE_H
#define DOMAIN_GATE_H

#include "base/fault.h"

struct gate {
    const char *name; /* of the lock files: NAME-SLOT.lock */
    int64_t slots;    /* at once, at least 1 */
    int64_t wait_ms;  /* for a free one; never past the deadline of the work */
};

/* *slot is to be given to gate_leave. ERR_BUSY "error.busy" with retry_after 1 when none came free;
 * ERR_INTERNAL when the lock files cannot be made. */
MUST_USE enum err gate_enter(struct work *w, const struct gate *gate, int *slot);
void gate_leave(int slot);

#endif
