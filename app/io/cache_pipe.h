/* One connection to one memcached with many commands in flight: what io/cache_stream.h has one of per node.
 *
 * Never waits: cache_pipe_run sends and reads what the socket takes and gives; the stream does the polling.
 * Commands are quiet, so that the usual answer (stored, deleted, missing) costs no bytes, and numbered. After
 * each leg of them stands a barrier, a command that is always answered: whatever is silent before an answer with
 * a later number had its usual end, for memcached answers a connection in order. An answer out of order, of
 * another key, too large or not understood drops the connection, and all that is not settled by then
 * has failed: it may or may not have happened. Memory is fixed; values go to the user's arena.
 * Breaker: after three failures in a row the node is left alone for a second. */
#ifndef IO_CACHE_PIPE_H
#define IO_CACHE_PIPE_H

#include "io/cache_stream.h"

struct cache_server;
struct cache_pipe;

enum cache_verb { CACHE_BARRIER, CACHE_PREPEND, CACHE_DELETE, CACHE_READ };

struct cache_command {
    enum cache_verb verb;
    const struct cache_key *key; /* of a READ it must live until the answer */
    struct str value;            /* of a PREPEND, at most CACHE_ENTRY_MAX */
    uint64_t tag;                /* comes back with the answer */
};

struct cache_pipe_user { /* to whom a pipe reports; the same for all pipes of a batch */
    struct arena *arena; /* for values */
    size_t room;         /* bytes of values that may still be kept; what is beyond is ABSENT */
    /* value: of a READ that is DONE, in the arena. Must not use the pipe. */
    void (*hear)(void *context, uint64_t tag, enum cache_said said, struct str value);
    void *context;
};

/* Asks for the addresses of a name, which may take its time. NULL: out of memory. */
struct cache_pipe *cache_pipe_open(const struct cache_server *server);
void cache_pipe_close(struct cache_pipe *p); /* NULL is fine; tells nobody */

/* Before each batch. Drops a connection that ended, has something to say unasked, or was left in the middle. */
void cache_pipe_begin(struct cache_pipe *p, struct cache_pipe_user *user);
bool cache_pipe_ready(struct cache_pipe *p);          /* connected, or connecting; false: not now */
bool cache_pipe_has_room(const struct cache_pipe *p); /* for one more command */
/* Ready and with room, or it is a defect. */
void cache_pipe_put(struct cache_pipe *p, const struct cache_command *c);
/* A barrier behind the last command, when there is none. There is always room for it. */
void cache_pipe_finish(struct cache_pipe *p);
void cache_pipe_run(struct cache_pipe *p);
/* All that is not settled is told CACHE_FAILED, the connection is closed. */
void cache_pipe_fail(struct cache_pipe *p, const char *why);

bool cache_pipe_idle(const struct cache_pipe *p); /* everything is settled */
int cache_pipe_fd(const struct cache_pipe *p);    /* -1: not connected */
bool cache_pipe_unsent(const struct cache_pipe *p);
int64_t cache_pipe_heard_us(const struct cache_pipe *p); /* when bytes last came (monotonic) */

#endif
