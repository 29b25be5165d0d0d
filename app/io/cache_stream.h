/* Many commands in flight to all nodes of memcached at once: for fan-out and for the timeline read. All else
 * uses io/cache.h (libmemcached); both put a key on the same node (io/cache_ring.h), a test proves it.
 *
 *   cache_stream_begin(s, w, 0, &listener);
 *   for each follower: cache_stream_prepend(s, &key, entry, follower_id);
 *   tally = cache_stream_end(s);          then delete the keys of those that were told CACHE_FAILED
 *
 * One per process, one batch at a time. Memory is fixed (about 100 KB a node) however many keys are sent;
 * commands leave while more are added. Nothing here fails the unit of work: a node that is away, late or
 * talks nonsense is CACHE_FAILED for its keys, a miss for reads. Waits: a node that is silent for wait_ms
 * while it is waited for is given up, the whole batch ends at the work's deadline, and a batch with within_ms,
 * like each cache_stream_get, loses no more than that, counting what the same work lost before. */
#ifndef IO_CACHE_STREAM_H
#define IO_CACHE_STREAM_H

#include "io/cache.h"

enum { CACHE_ENTRY_MAX = 256, CACHE_GET_BYTES_MAX = 4 * 1024 * 1024 };

enum cache_said {
    CACHE_DONE,   /* prepended; deleted or not there; read */
    CACHE_ABSENT, /* prepend: the key is not there, or memcached had no room to grow it (it does not say which) */
    CACHE_FAILED, /* not known whether it happened */
};

struct cache_listener { /* hears of each command once, in any order of nodes; must not use the stream */
    void (*said)(void *context, uint64_t tag, enum cache_said said);
    void *context;
};

struct cache_tally {
    size_t done, absent, failed;
};

/* servers: as cache.servers is written. After fork. Names are resolved here, once. NULL: no usable server. */
struct cache_stream *cache_stream_open(const char *servers, int wait_ms);
void cache_stream_close(struct cache_stream *s);
size_t cache_stream_node(const struct cache_stream *s, const struct cache_key *key); /* index of its server */

/* Begins a batch. within_ms 0: until the work's deadline. listener NULL: only counted; else it lives until the
 * end. A batch that was left by a jump is forgotten. With s NULL this and the next three do nothing. */
void cache_stream_begin(struct cache_stream *s, struct work *w, int within_ms, const struct cache_listener *listener);
/* In front of the value of a key that is there. entry: at most CACHE_ENTRY_MAX bytes. May wait for room. */
void cache_stream_prepend(struct cache_stream *s, const struct cache_key *key, struct str entry, uint64_t tag);
void cache_stream_delete(struct cache_stream *s, const struct cache_key *key, uint64_t tag);
/* Waits until all is answered or given up. */
struct cache_tally cache_stream_end(struct cache_stream *s);

/* A batch of its own: found[i] is the value of keys[i] as stored (an envelope is still around it), in the work's
 * arena; at NULL: a miss. All values together at most CACHE_GET_BYTES_MAX, those beyond are misses. */
void cache_stream_get(struct work *w, struct cache_stream *s, const struct cache_key *keys, size_t count,
                      struct str *found);

#endif
