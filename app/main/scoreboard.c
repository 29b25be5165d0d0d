#include "base/std.h"
#include "main/scoreboard.h"

#include <sys/mman.h>

#include "base/clock.h"

struct scoreboard *scoreboard_open(size_t count)
{
    size_t size = sizeof(struct scoreboard) + count * sizeof(struct scoreboard_slot);
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        return NULL;
    struct scoreboard *board = at;
    board->count = count;
    return board;
}

void scoreboard_clear(struct scoreboard_slot *slot)
{
    atomic_store(&slot->busy_since_us, 0);
    atomic_store(&slot->served, 0);
    atomic_store(&slot->up, false);
}

void scoreboard_busy(struct scoreboard_slot *slot)
{
    atomic_store_explicit(&slot->busy_since_us, clock_mono_us(), memory_order_relaxed);
}

void scoreboard_idle(struct scoreboard_slot *slot, bool served)
{
    atomic_fetch_add_explicit(&slot->served, served, memory_order_relaxed);
    atomic_store_explicit(&slot->busy_since_us, 0, memory_order_relaxed);
}

int64_t scoreboard_busy_us(const struct scoreboard_slot *slot, int64_t now_us)
{
    int64_t since = atomic_load_explicit(&slot->busy_since_us, memory_order_relaxed);
    return since > 0 && now_us > since ? now_us - since : 0;
}
