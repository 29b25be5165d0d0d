/* The envelope a value travels in: what was put in is what comes out, or it is a miss.
 *
 *   byte 0       version
 *   byte 1       kind: 'V' a value, 'H' HOLD
 *   byte 2       length of the key, then the key
 *   8 bytes      checksum of kind, key and value, low byte first
 *   the rest     the value
 *
 * A connection that got out of step gives one key's value for another's, and a server's memory or
 * another program may have put anything there; none of it gets past cache_envelope_read. */
#ifndef IO_CACHE_ENVELOPE_H
#define IO_CACHE_ENVELOPE_H

#include "io/cache.h"

enum cache_kind { CACHE_VALUE = 'V', CACHE_HOLDING = 'H' };
enum { CACHE_ENVELOPE_MAX = 3 + CACHE_KEY_MAX + 8 };

/* Both in the arena. */
struct str cache_envelope_make(struct arena *a, enum cache_kind kind, const struct cache_key *key,
                               struct str value);
/* *value points into `raw`. Anything that does not fit is CACHE_MISS. */
enum cache_answer cache_envelope_read(struct arena *a, const struct cache_key *key, struct str raw,
                                      struct str *value);

#endif
