#include "base/std.h"

#include "base/bucket.h"

enum { TICKS_A_SECOND = 1000000 / BUCKET_TICK_US };

/* Rounded up: rather a token too late than one too many. */
int64_t bucket_cost(const struct rate *r)
{
    return (r->period_s * TICKS_A_SECOND + r->count - 1) / r->count;
}

int64_t bucket_take(const struct rate *r, int64_t debt)
{
    int64_t cost = bucket_cost(r);
    return debt <= cost * (r->count - 1) ? debt + cost : -1;
}

int64_t bucket_give_back(const struct rate *r, int64_t debt)
{
    int64_t cost = bucket_cost(r);
    return debt > cost ? debt - cost : 0;
}

void bucket_show(const struct rate *r, int64_t debt, struct bucket_view *out)
{
    int64_t cost = bucket_cost(r), room = cost * r->count - debt;
    *out = (struct bucket_view){
        .limit = r->count,
        .remaining = room > 0 ? room / cost : 0,
        .full_us = debt * BUCKET_TICK_US,
        .wait_us = room < cost ? (cost - room) * BUCKET_TICK_US : 0,
    };
}

int64_t bucket_growing_wait(const struct rate *r, int64_t debt, int64_t first, int64_t most)
{
    int64_t cost = bucket_cost(r), wait = first;
    for (int64_t over = debt - cost * r->count; over > cost && wait < most; over -= cost)
        wait *= 2;
    return debt <= cost * r->count ? 0 : wait < most ? wait : most;
}
