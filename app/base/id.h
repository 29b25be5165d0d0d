/* Time-ordered 64-bit ids that carry their owner's shard.
 *
 *   id = (unix_ms << 16) | (shard << 6) | sequence        shard 0..1023, sequence 0..63
 *
 * A new user draws a shard at random; whatever a user owns carries the user's. On a host ids never
 * go back, whatever the clock does: the last millisecond used stands in shared memory (the floor).
 * The sequence starts at random in each millisecond; two makers that meet are told apart by the
 * primary key: the writer tries again with id_after(). Low bits are not uniform: partition by
 * hash_mix(id) (base/hash.h), never by id % n. In JSON and URLs ids are decimal strings. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/str.h"

enum { ID_SHARDS = 1024, ID_SEQUENCES = 64, ID_HOLD_MS = 10 * 1000 };

/* Shares the floor by a file (mapped by every process of the host). False with errno: a floor of
 * this process alone is used. Call once, before forking. */
bool id_floor_open(const char *path);

/* Rows appear when their transaction commits, which is later than their ids say, and not in their order: who goes on
 * behind the newest id that he saw would pass over what commits late. Between id_begin and id_end this process may
 * be writing rows under ids that it makes meanwhile (io/db_transaction.c calls both). */
void id_begin(void);
void id_end(void);
/* Ids below it that were made on this host are written by now, or never will be. Hardly behind the clock while all is
 * well, and at most ID_HOLD_MS. Of other hosts it knows nothing. */
int64_t id_settled(void);

int64_t id_make(unsigned shard);      /* its time and sequence are above those of all made before on this host */
int64_t id_after(int64_t taken);      /* the next id to try when `taken` is taken: same shard */
unsigned id_shard(int64_t id);
int64_t id_time_ms(int64_t id);
int64_t id_at(int64_t wall_ms, unsigned shard, unsigned sequence); /* for generated data and tests */

/* Decimal, 1 .. 2^63-1, no sign, no leading zero. */
MUST_USE bool id_read(struct str s, int64_t *out);

#endif
