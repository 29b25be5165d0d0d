/* What each target needs: a unit of work per input, and a way to say that an oracle was not met. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "base/settings.h"
#include "base/std.h"
#include "base/work.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_MUST(condition)                         \
    do {                                             \
        if (!(condition))                            \
            BUG("oracle not met: %s", #condition);   \
    } while (0)

static inline struct str fuzz_str(const uint8_t *data, size_t size)
{
    return (struct str){(const char *)data, size};
}

/* One arena for the whole run, emptied by work_end. */
static inline void fuzz_begin(struct work *w)
{
    static struct arena *arena;
    static const struct settings settings = {.site = {.url = "http://t.example"}};
    if (arena == NULL)
        arena = arena_new(1 << 16, 64u << 20);
    work_begin(w, arena, &settings, "fuzz", 1000);
}

#endif
