/* A new generation in place: the master becomes the new binary and keeps its process id, its
 * children and the listening socket, so that neither the service manager nor nginx notices.
 *
 * First the new binary is asked whether it could start (`--check`, a child): with a broken
 * configuration or binary the running generation goes on. Then LINNET_POOL tells the new image what
 * it inherits. */
#ifndef MAIN_RENEW_H
#define MAIN_RENEW_H

#include <sys/types.h>

#include "main/listen.h"
#include "main/members.h"

struct renewal { /* what the image before left */
    int64_t generation;
    struct listener listener;
    size_t count;
    pid_t *pids; /* its workers */
};

/* True when this image continues another: *out says what it inherits. Takes LINNET_POOL away. */
bool renew_take(struct arena *a, struct renewal *out);
/* Starts `path --check` with these arguments; -1 with errno. Its exit status 0 means: go ahead. */
pid_t renew_check(const char *path, char *const *argv);
/* Becomes the new image. Returns only when that failed, with errno. */
void renew_exec(struct arena *a, const char *path, char *const *argv, const struct renewal *from,
                const struct members *m);

#endif
