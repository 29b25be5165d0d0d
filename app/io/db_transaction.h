/* Transactions, and what waits for their commit.
 *
 * The only part of io/ that the domain sees: it decides what belongs together, the store says how
 * it is written. */
#ifndef IO_DB_TRANSACTION_H
#define IO_DB_TRANSACTION_H

#include "base/fault.h"

/* Runs `body` in one transaction, READ COMMITTED, and commits; again from its start on deadlock or lock
 * time-out (1213, 1205), up to 5 times with jitter. Hooks of the work run after the commit and are dropped on
 * rollback. Ids that `body` makes are not settled (base/id.h) until it is over: make them there. Inside
 * another db_transaction it joins that one: then a body that fails has not been undone by itself, so the
 * outer one must fail too. `body` may run several times: it sets what it gives out anew each time. A
 * connection lost at the commit is ERR_BUSY and logged as db.commit_unknown: the server may have
 * committed. */
MUST_USE enum err db_transaction(struct work *w, enum err (*body)(struct work *w, void *arg), void *arg);
/* Registers something for after the commit; at once when no transaction is open. */
void db_after_commit(struct work *w, void (*act)(struct work *w, void *what), void *what);

#endif
