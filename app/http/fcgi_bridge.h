/* FastCGI by libfcgi: the only user of <fcgiapp.h>. One request at a time, connections not kept.
 *
 * The loop of LIBRARIES 1: listening socket non-blocking, SIGTERM/SIGHUP/SIGUSR1 blocked but in
 * epoll_pwait, body compared with CONTENT_LENGTH, answer built whole and sent in one go, the linger on
 * close skipped once the body is drained. */
#ifndef HTTP_FCGI_BRIDGE_H
#define HTTP_FCGI_BRIDGE_H

#include <signal.h>

#include "http/request.h"

struct fcgi_bridge;

bool fcgi_bridge_start(void); /* once per process, after own signal handlers are in place */
struct fcgi_bridge *fcgi_bridge_open(int listen_fd); /* NULL: out of memory */
void fcgi_bridge_close(struct fcgi_bridge *b);

enum fcgi_wait { FCGI_REQUEST, FCGI_AGAIN /* another worker took it */, FCGI_SIGNAL /* look at your flags */, FCGI_BROKEN };

/* Waits until a connection is there (FCGI_REQUEST), with `unblocked` as signal mask. Accepts nothing. */
enum fcgi_wait fcgi_bridge_wait(struct fcgi_bridge *b, const sigset_t *unblocked);
/* Accepts it and reads its variables: FCGI_REQUEST, FCGI_AGAIN or FCGI_BROKEN. A peer that sends half a
 * request can hold it: the caller is on its watchdog's clock from here on. */
enum fcgi_wait fcgi_bridge_accept(struct fcgi_bridge *b);
/* Reads variables and body of the accepted request into a. body_max: bytes; more is read off and flagged. */
void fcgi_bridge_read(struct fcgi_bridge *b, struct arena *a, size_t body_max, struct gateway *out);
/* Sends head and body and finishes the request. False when the client had gone. */
bool fcgi_bridge_send(struct fcgi_bridge *b, struct str head, struct str body);

#endif
