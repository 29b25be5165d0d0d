/* The listening socket: handed over, inherited, or bound here.
 *
 * In this order: LISTEN_FDS (systemd; LISTEN_PID must be ours), descriptor 0 when it is a listening
 * socket (spawn-fcgi, StandardInput=socket), else web.listen is bound as a unix socket of mode 0660.
 * The descriptor is non-blocking and closed on exec. */
#ifndef MAIN_LISTEN_H
#define MAIN_LISTEN_H

#include "base/std.h"

struct listener {
    int fd;
    const char *bound; /* the path this program bound and takes away again; NULL: somebody else's socket */
};

enum { LISTEN_WORDS = 300 };

/* False with words in error[LISTEN_WORDS]. A socket file is replaced only when nobody serves it:
 * refused connections, or the process that listened is gone and its workers are on their way out. */
MUST_USE bool listen_open(const char *path, int backlog, struct listener *out, char *error);
bool listen_is_listening(int fd);
/* New connections are refused from now on; what is queued can still be accepted. */
void listen_unbind(struct listener *l);

#endif
