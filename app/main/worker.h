/* A worker of the pool: one request at a time, from the socket to the bytes sent.
 *
 * Its database and cache sessions are made here, after the fork, and connect when first used. */
#ifndef MAIN_WORKER_H
#define MAIN_WORKER_H

#include "main/prefork.h"

struct bucket_table;
struct door;
struct guesser;
struct settings;

struct worker_plan { /* the same for all workers, made before the fork */
    const struct settings *settings;
    const struct door *door;
    struct bucket_table *buckets;
    struct guesser *guesser; /* its profiles are only read: all workers share the pages */
};

/* prefork's `work`; arg is the struct worker_plan. 0 when told to leave (SIGTERM), or after
 * web.max_requests; 1 when it cannot go on. */
int worker_run(const struct prefork_post *post, void *arg);

#endif
