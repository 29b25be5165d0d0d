#include "base/std.h"

#include "job/event_runner.h"

#include "base/arena.h"
#include "base/bell.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/settings.h"
#include "job/event_consume.h"
#include "job/event_lease.h"
#include "job/event_state.h"
#include "store/event_cursor.h"
#include "store/event_log.h"

enum { RELAY_PAUSE_US = 1000 * 1000 };

struct event_runner *event_runner_make(struct arena *a, struct job_runner *job, const struct event_runner_plan *plan)
{
    struct event_runner *er = ARENA_NEW(a, struct event_runner);
    struct buf names;
    if (plan->count > EVENT_GROUPS_MAX)
        BUG("%zu groups", plan->count);
    *er = (struct event_runner){.job = job, .name = plan->name, .relays = plan->relay, .count = plan->count};
    er->groups = ARENA_ARRAY(a, struct event_group_state, plan->count + 1);
    buf_init(&names, a, 256);
    buf_put_z(&names, plan->relay ? " " EVENT_RELAY " " : " ");
    for (size_t g = 0; g < plan->count; g++) {
        er->groups[g].group = plan->groups[g];
        buf_printf(&names, "%s ", plan->groups[g]->name);
    }
    er->groups_run = buf_str(&names);
    return er;
}

/* ---- the relay ---- */

static enum err relay_unit(struct work *w, void *arg)
{
    struct event_runner *er = arg;
    struct event_relayed r;
    TRY(event_log_relay(w, er->id, er->relay_owned, &r));
    er->relay_owned &= ~r.lost;
    er->relay_complete = er->relay_complete && !r.lost;
    er->more = er->more || r.more;
    if (r.moved > 0 && !er->alone) { /* groups of other processes */
        bell_ring();
        er->seen++;
    }
    return OK;
}

static void relay_turn(struct event_runner *er)
{
    if (!er->relay_owned || clock_mono_us() < er->relay_due_us)
        return;
    bool well = event_unit(er, "events.relay", relay_unit, er, NULL) == OK;
    er->relay_due_us = well ? 0 : clock_mono_us() + RELAY_PAUSE_US;
}

/* ---- a turn ---- */

static enum err heads_unit(struct work *w, void *arg)
{
    struct event_runner *er = arg;
    return event_log_heads(w, er->heads);
}

static int64_t turn_wait(const struct event_runner *er)
{
    int64_t now = clock_mono_us(), next = now + er->job->settings->events.poll_ms * 1000;
    int64_t due = event_consume_due_us(er);
    next = due < next ? due : next;
    next = er->beat_due_us < next ? er->beat_due_us : next;
    return next > now ? next - now : 0;
}

int64_t event_runner_turn(struct event_runner *er)
{
    er->seen = bell_count();
    er->more = false;
    bool beat = clock_mono_us() >= er->share_due_us;
    if (!event_lease_keep(er))
        return turn_wait(er);
    relay_turn(er);
    if (er->count > 0 && event_unit(er, "events.heads", heads_unit, er, NULL) == OK)
        for (size_t g = 0; g < er->count; g++)
            event_consume(er, &er->groups[g]);
    if (beat && er->count > 0)
        event_consume_retries(er);
    return er->more ? 0 : turn_wait(er);
}

uint32_t event_runner_heard(const struct event_runner *er)
{
    return er->seen;
}

void event_runner_end(struct event_runner *er)
{
    event_lease_end(er);
}
