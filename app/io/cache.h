/* memcached: hints that may always be missing.
 *
 * The only user of libmemcached (text protocol, ketama, no ejection). Any error is a miss. A unit of work
 * that lost cache.wait_ms in vain asks no more, and a node that timed out three times in a row is left
 * alone and probed once a second. Keys are made by cache_key alone: a fixed prefix and hex of a hash.
 * Values travel in an envelope with version, key and checksum (io/cache_envelope.h); what does not match
 * is a miss.
 * HOLD: a key in HOLD answers CACHE_HOLD, and cache_fill (memcached's add) does not replace it, so
 * a reader that was late cannot bring back what was just withdrawn (DESIGN: invalidation). */
#ifndef IO_CACHE_H
#define IO_CACHE_H

#include "base/str.h"
#include "base/work.h"

struct settings;

enum { CACHE_KEY_MAX = 64, CACHE_HOLD_S = 10, CACHE_VALUE_MAX = 128 * 1024 };

struct cache_key {
    char text[CACHE_KEY_MAX]; /* ^[!-~]{1,63}$, NUL-terminated */
};

enum cache_answer { CACHE_MISS, CACHE_HIT, CACHE_HOLD };

struct cache *cache_open(const struct settings *s); /* after fork; NULL when no server is configured */
void cache_close(struct cache *c);
/* Index of the server that libmemcached keeps this key on. */
size_t cache_node(const struct cache *c, const struct cache_key *key);

/* prefix: static, [a-z0-9.]{1,12}; id: any bytes. */
struct cache_key cache_key(const char *prefix, struct str id);

/* w->cache may be NULL: then everything is a miss. *out lies in the work's arena. */
enum cache_answer cache_get(struct work *w, const struct cache_key *key, struct str *out);
/* memcached's add: what is there stays. The life gets +-10 % jitter. Over CACHE_VALUE_MAX: nothing. */
void cache_fill(struct work *w, const struct cache_key *key, struct str value, int ttl_s);
/* Sets HOLD for CACHE_HOLD_S seconds, longer than any reader may hold an old value. Tried even where reads
 * are not; one that fails is logged, and the old copy then ends with its own life. */
void cache_hold(struct work *w, const struct cache_key *key);

#endif
