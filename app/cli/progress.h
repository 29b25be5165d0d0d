/* How far a long command is: a bar on a terminal, a plain line every second or so elsewhere.
 *
 * On stderr, so that results can be piped. Nothing is shown for what takes less than half a second. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "base/std.h"

struct progress {
    const char *what; /* "follows": what is counted */
    uint64_t total;   /* 0: unknown */
    uint64_t done;
    int64_t started_us, shown_us;
    bool terminal, shown;
};

void progress_begin(struct progress *p, const char *what, uint64_t total);
void progress_at(struct progress *p, uint64_t done);
void progress_end(struct progress *p); /* the last state, whatever it is, and a line end */

#endif
