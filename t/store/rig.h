/* What the tests of the store stand on: a fresh, migrated database of the program's own and a cache.
 *
 * The servers are those of LINNET_CONFIG. The database is made by the server's administrator, who is the
 * user that runs the tests (as tools/stack.py sets it up), and is dropped at the end. */
#ifndef STORE_RIG_H
#define STORE_RIG_H

#include <sys/types.h>

#include "base/settings.h"
#include "base/work.h"

/* The names of tests and their functions; the exit code of main. `name`: of the program, [a-z]. */
struct suite_test;
int rig_run(const char *name, const struct suite_test *tests);

/* A fresh unit of work on the one connection: what the one before allocated is gone. */
struct work *rig_work(void);
struct work *rig_work_of(int budget_ms);
/* A second connection with its own unit, for what two do at once. answer_ms 0: as usual. */
struct work *rig_other(int answer_ms);
const struct settings *rig_settings(void);

int rig_connect(const char *at);                          /* to a unix socket or a local port; -1 */
bool rig_cache_put(const char *key, struct str bytes);    /* past io/cache.h, as another program might */

/* A memcached of the test's own at a path or a port of 127.0.0.1, listening by now; 0 when there is none to start. */
pid_t rig_memcached_start(const char *at);
void rig_memcached_end(pid_t pid); /* kill -9 */

int64_t rig_user(const char *name); /* stores an active one with name@example.org; 0 when that failed */

#endif
