/* Token buckets as arithmetic on one number, the debt: how long until the bucket is full again.
 *
 * A bucket of n per period starts full (debt 0); each token taken adds period/n, time takes it away
 * evenly, and a token is there while the debt leaves room for it. In any t seconds at most
 * n + t * n/period pass (the generic cell rate algorithm, ITU-T I.371). Pure; where debts live and how they are
 * changed at once by many processes is base/bucket_table.h's. */
#ifndef BASE_BUCKET_H
#define BASE_BUCKET_H

#include "base/std.h"

enum { BUCKET_TICK_US = 16 }; /* unit of debts; a period that n does not divide is rounded up by this much */

struct rate { /* n a period: burst and refill at once */
    int64_t count;    /* 0: no limit */
    int64_t period_s;
};

struct bucket_view { /* what one may tell of a bucket */
    int64_t limit, remaining; /* tokens */
    int64_t full_us; /* until it is full again */
    int64_t wait_us; /* until a token is there; 0: now */
};

int64_t bucket_cost(const struct rate *r);                     /* ticks of debt that a token is, at least 1 */
int64_t bucket_take(const struct rate *r, int64_t debt);       /* the new debt; -1: no token, nothing changes */
int64_t bucket_give_back(const struct rate *r, int64_t debt);  /* a token taken in vain */
void bucket_show(const struct rate *r, int64_t debt, struct bucket_view *out);

/* Growing waits: when more than r->count failures stand (each is forgotten after period/count), every
 * further try waits twice as long as the one before, from first to most. `debt` is that after this try. Ticks. */
int64_t bucket_growing_wait(const struct rate *r, int64_t debt, int64_t first, int64_t most);

#endif
