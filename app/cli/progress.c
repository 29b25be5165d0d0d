#include "base/std.h"

#include "cli/progress.h"

#include <unistd.h>

#include "base/clock.h"

enum { BAR_WIDTH = 30, TERMINAL_US = 100 * 1000, PLAIN_US = 1000 * 1000, QUIET_US = 500 * 1000 };

void progress_begin(struct progress *p, const char *what, uint64_t total)
{
    *p = (struct progress){.what = what, .total = total, .started_us = clock_mono_us()};
    const char *term = getenv("TERM");
    p->terminal = isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
    p->shown_us = p->started_us + QUIET_US - (p->terminal ? TERMINAL_US : PLAIN_US);
}

static void show_bar(const struct progress *p)
{
    char bar[BAR_WIDTH + 1];
    size_t full = p->total ? (size_t)(p->done * BAR_WIDTH / p->total) : 0;
    for (size_t i = 0; i < BAR_WIDTH; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r[%s] ", bar);
}

static void show(struct progress *p, int64_t now_us)
{
    double seconds = (double)(now_us - p->started_us) / 1e6;
    double rate = seconds > 0 ? (double)p->done / seconds : 0;
    if (p->terminal)
        show_bar(p);
    if (p->total)
        fprintf(stderr, "%3" PRIu64 " %%  %" PRIu64 " of %" PRIu64 " %s, %.0f/s", p->done * 100 / p->total, p->done,
                p->total, p->what, rate);
    else
        fprintf(stderr, "%" PRIu64 " %s, %.0f/s", p->done, p->what, rate);
    if (p->total > p->done && rate > 0)
        fprintf(stderr, ", %.0f s left", (double)(p->total - p->done) / rate);
    fputs(p->terminal ? "\033[K" : "\n", stderr);
    p->shown_us = now_us;
    p->shown = true;
}

void progress_at(struct progress *p, uint64_t done)
{
    int64_t now_us = clock_mono_us();
    p->done = p->total && done > p->total ? p->total : done;
    if (now_us - p->shown_us >= (p->terminal ? TERMINAL_US : PLAIN_US))
        show(p, now_us);
}

void progress_end(struct progress *p)
{
    if (!p->shown)
        return;
    show(p, clock_mono_us());
    if (p->terminal)
        fputc('\n', stderr);
}
