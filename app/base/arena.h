/* One growing arena per unit of work: memory that ends all at once.
 *
 * Allocation never returns NULL: when the cap is reached or malloc fails, arena_exhausted jumps to
 * the arena's jump point (set by work_run); without one it aborts. What is not memory (descriptors,
 * locks, foreign handles) is registered with arena_defer and released, newest first, by arena_reset
 * and arena_free. Nothing else frees. A build with -DARENA_DEBUG gives each allocation its own
 * malloc, so that AddressSanitizer sees overruns and use after reset. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>

#include "base/std.h"

struct arena;

struct arena *arena_new(size_t first_block, size_t cap); /* bytes; NULL only here, when malloc fails */
void arena_free(struct arena *a);                        /* runs defers, frees all; NULL is fine */
void arena_reset(struct arena *a);                       /* runs defers, keeps the first block */
size_t arena_used(const struct arena *a);                /* bytes handed out since the last reset */
jmp_buf *arena_set_jump(struct arena *a, jmp_buf *jump); /* NULL: none; returns the one before */

void *arena_alloc(struct arena *a, size_t size);                 /* zeroed, aligned to 16 */
void *arena_array(struct arena *a, size_t count, size_t size);   /* checked product, zeroed */
/* Grows the newest allocation in place when it can, else copies; new bytes are not zeroed. */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size);
void arena_defer(struct arena *a, void (*release)(void *), void *what);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_array((a), (count), sizeof(type)))

#endif
