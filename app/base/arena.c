#include "base/std.h"

#include "base/arena.h"

enum { ARENA_ALIGN = 16, ARENA_LARGEST_STEP = 1 << 20 };

struct arena_block {
    struct arena_block *next; /* older */
    size_t size, used;        /* of bytes */
    alignas(ARENA_ALIGN) char bytes[];
};

struct arena_deferred {
    struct arena_deferred *next; /* older */
    void (*release)(void *);
    void *what;
};

struct arena {
    struct arena_block *newest;
    size_t first_size, cap, used;
    jmp_buf *jump;
    struct arena_deferred *deferred;
};

static bool fits(const struct arena *a, size_t size)
{
    return size <= a->cap && a->used <= a->cap - size;
}

static NORETURN void arena_exhausted(struct arena *a)
{
    if (a->jump)
        longjmp(*a->jump, 1);
    static const char line[] = "arena: exhausted, and nobody to return to\n";
    fputs(line, stderr);
    abort();
}

#ifdef ARENA_DEBUG

/* Each allocation is a block of exactly the size asked for, so that one byte behind it is caught. */
static void *arena_take(struct arena *a, size_t size)
{
    struct arena_block *block = fits(a, size) ? malloc(sizeof *block + size) : NULL;
    if (!block)
        return NULL;
    *block = (struct arena_block){.next = a->newest, .size = size, .used = size};
    a->newest = block;
    a->used += size;
    return block->bytes;
}

static bool arena_stretch(struct arena *a UNUSED, void *old UNUSED, size_t old_size UNUSED,
                          size_t size UNUSED)
{
    return false;
}

/* What was grown is freed at once: a pointer kept into it is caught too. */
static void arena_drop(struct arena *a, void *old)
{
    struct arena_block **link = &a->newest;
    while (*link && (*link)->bytes != old)
        link = &(*link)->next;
    struct arena_block *block = *link;
    if (!block)
        return;
    *link = block->next;
    free(block);
}

static struct arena_block *arena_kept(struct arena *a UNUSED, struct arena_block *block UNUSED)
{
    return NULL;
}

#else

static size_t rounded(size_t size)
{
    return (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
}

static struct arena_block *block_new(struct arena_block *next, size_t size)
{
    struct arena_block *block = malloc(sizeof *block + size);
    if (block) {
        block->next = next;
        block->size = size;
        block->used = 0;
    }
    return block;
}

/* Blocks double up to 1 MiB; what is larger gets a block of its own size. */
static bool block_add(struct arena *a, size_t size)
{
    size_t step = a->newest ? a->newest->size * 2 : a->first_size;
    step = step < ARENA_LARGEST_STEP ? step : ARENA_LARGEST_STEP;
    struct arena_block *block = block_new(a->newest, size > step ? size : step);
    if (!block)
        return false;
    a->newest = block;
    return true;
}

static void *arena_take(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - ARENA_ALIGN)
        return NULL;
    size = rounded(size);
    if (!fits(a, size))
        return NULL;
    struct arena_block *block = a->newest;
    if ((!block || block->size - block->used < size) && !block_add(a, size))
        return NULL;
    block = a->newest;
    void *at = block->bytes + block->used;
    block->used += size;
    a->used += size;
    return at;
}

static bool arena_stretch(struct arena *a, void *old, size_t old_size, size_t size)
{
    struct arena_block *block = a->newest;
    size_t had = rounded(old_size);
    if (!old || !block || size > SIZE_MAX - ARENA_ALIGN)
        return false;
    if ((char *)old < block->bytes || (char *)old + had != block->bytes + block->used)
        return false;
    size_t more = rounded(size) - had;
    if (more > block->size - block->used || !fits(a, more))
        return false;
    block->used += more;
    a->used += more;
    return true;
}

static void arena_drop(struct arena *a UNUSED, void *old UNUSED)
{
}

/* The block to go on with after a reset: the oldest, so that a quiet worker asks malloc for nothing. */
static struct arena_block *arena_kept(struct arena *a, struct arena_block *block)
{
    return block->next || block->size != a->first_size ? NULL : block;
}

#endif

struct arena *arena_new(size_t first_block, size_t cap)
{
    struct arena *a = calloc(1, sizeof *a);
    if (a) {
        a->first_size = first_block;
        a->cap = cap;
    }
    return a;
}

static void arena_run_deferred(struct arena *a)
{
    while (a->deferred) {
        struct arena_deferred *d = a->deferred;
        a->deferred = d->next; /* first, so that it runs once even if it defers more */
        d->release(d->what);
    }
}

void arena_reset(struct arena *a)
{
    arena_run_deferred(a);
    struct arena_block *block = a->newest, *kept = NULL;
    while (block) {
        struct arena_block *next = block->next;
        kept = arena_kept(a, block);
        if (!kept)
            free(block);
        block = next;
    }
    if (kept)
        kept->used = 0;
    a->newest = kept;
    a->used = 0;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    free(a->newest);
    free(a);
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

jmp_buf *arena_set_jump(struct arena *a, jmp_buf *jump)
{
    jmp_buf *before = a->jump;
    a->jump = jump;
    return before;
}

void *arena_alloc(struct arena *a, size_t size)
{
    void *at = arena_take(a, size);
    if (!at)
        arena_exhausted(a);
    return memset(at, 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        arena_exhausted(a);
    return arena_alloc(a, bytes);
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
    if (old && new_size <= old_size)
        return old;
    if (arena_stretch(a, old, old_size, new_size))
        return old;
    void *at = arena_take(a, new_size);
    if (!at)
        arena_exhausted(a);
    if (old)
        memcpy(at, old, old_size);
    arena_drop(a, old);
    return at;
}

/* When there is no room to remember it, what cannot be remembered is released on the spot. */
void arena_defer(struct arena *a, void (*release)(void *), void *what)
{
    struct arena_deferred *d = arena_take(a, sizeof *d);
    if (!d) {
        release(what);
        arena_exhausted(a);
    }
    *d = (struct arena_deferred){a->deferred, release, what};
    a->deferred = d;
}
