#include "base/std.h"

#include "base/random.h"

#include <sodium.h>

#include "base/hash.h"

static void (*source)(void *out, size_t size) = randombytes_buf;

void random_bytes(void *out, size_t size)
{
    source(out, size);
}

void random_replace(void (*replacement)(void *out, size_t size))
{
    source = replacement ? replacement : randombytes_buf;
}

uint64_t random_u64(void)
{
    uint64_t n;
    random_bytes(&n, sizeof n);
    return n;
}

/* Lemire 2019: a product's high half is the number; draws that would favour some are repeated. */
static uint32_t below(uint32_t bound, uint64_t (*draw)(void *), void *arg)
{
    uint64_t product = (draw(arg) >> 32) * bound;
    uint32_t unfair = (uint32_t)(0 - bound) % bound;
    while ((uint32_t)product < unfair)
        product = (draw(arg) >> 32) * bound;
    return (uint32_t)(product >> 32);
}

static uint64_t draw_source(void *arg UNUSED)
{
    return random_u64();
}

static uint64_t draw_stream(void *stream)
{
    return random_next(stream);
}

uint32_t random_below(uint32_t bound)
{
    return bound > 1 ? below(bound, draw_source, NULL) : 0;
}

uint64_t random_next(struct random_stream *s)
{
    s->state += 0x9e3779b97f4a7c15u;
    return hash_mix(s->state);
}

uint32_t random_next_below(struct random_stream *s, uint32_t bound)
{
    return bound > 1 ? below(bound, draw_stream, s) : 0;
}
