#include "base/std.h"

#include "base/work.h"

#include "base/clock.h"

void work_begin(struct work *w, struct arena *arena, const struct settings *settings,
                const char *doing, int budget_ms)
{
    *w = (struct work){.arena = arena, .settings = settings, .doing = doing};
    w->now_ms = clock_wall_ms();
    w->started_us = clock_mono_us();
    w->deadline_us = w->started_us + (int64_t)budget_ms * 1000;
}

enum err work_run(struct work *w, enum err (*fn)(struct work *w, void *arg), void *arg)
{
    jmp_buf jump;
    jmp_buf *volatile before = arena_set_jump(w->arena, &jump); /* units may nest */
    volatile enum err kind;
    if (setjmp(jump) == 0)
        kind = fn(w, arg);
    else
        kind = fail(w, ERR_BUSY, NULL, "error.busy", "arena exhausted after %zu bytes", arena_used(w->arena));
    arena_set_jump(w->arena, before);
    return kind;
}

void work_end(struct work *w)
{
    arena_set_jump(w->arena, NULL);
    w->after_commit = NULL;
    arena_reset(w->arena);
}

int work_remaining_ms(const struct work *w)
{
    int64_t left = (w->deadline_us - clock_mono_us()) / 1000;
    if (left < 0)
        return 0;
    return left > INT_MAX ? INT_MAX : (int)left;
}
