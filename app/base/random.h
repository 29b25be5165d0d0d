/* Randomness from libsodium, replaceable so that tests can repeat a run. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include "base/std.h"

void random_bytes(void *out, size_t size);
uint64_t random_u64(void);
uint32_t random_below(uint32_t bound); /* 0 .. bound-1, unbiased; bound > 0 */
void random_replace(void (*source)(void *out, size_t size)); /* NULL: the real one. Tests only */

/* A seeded, repeatable stream (splitmix64): for generated data, never for secrets. */
struct random_stream {
    uint64_t state;
};
uint64_t random_next(struct random_stream *s);
uint32_t random_next_below(struct random_stream *s, uint32_t bound);

#endif
