/* Looks at the database before the first worker starts: one that loses acknowledged commits is refused.
 *
 * In a child of its own, so that no connection is open across the forks. A database that is away is no
 * reason not to start: pages answer 503 until it is back. */
#ifndef MAIN_PREFLIGHT_H
#define MAIN_PREFLIGHT_H

#include "base/settings.h"

/* False, with a log line that says what to change, when db.check_durability is on and the server
 * answers that it is not durable. Waits two seconds at most. */
MUST_USE bool preflight_database(const struct settings *s);

#endif
