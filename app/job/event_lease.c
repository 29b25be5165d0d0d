#include "base/std.h"

#include "job/event_lease.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/random.h"
#include "base/settings.h"
#include "store/event_cursor.h"

enum {
    BEATS = 3,            /* a lease is renewed so often within its time */
    AWAY_US = 500 * 1000, /* after a beat that failed; doubled by each */
    AWAY_STEPS = 3,
};

static int64_t lease_ms(const struct event_runner *er)
{
    return er->job->settings->events.lease_ms;
}

static void lease_drop(struct event_runner *er)
{
    er->id = 0;
    er->valid_until_us = 0;
    er->members_seen = 0;
    er->relay_owned = 0;
    for (size_t g = 0; g < er->count; g++)
        er->groups[g].owned = er->groups[g].moved = 0;
}

/* ---- joining and renewing ---- */

static enum err join_unit(struct work *w, void *arg)
{
    struct event_runner *er = arg;
    struct event_member m = {(int64_t)(random_u64() >> 1) | 1, er->groups_run, er->name};
    TRY(event_member_join(w, &m, lease_ms(er)));
    er->id = m.id;
    return OK;
}

static enum err renew_unit(struct work *w, void *arg)
{
    struct event_runner *er = arg;
    bool still;
    TRY(event_member_renew(w, er->id, lease_ms(er), &still));
    if (still)
        return OK;
    log_say(LOG_WARNING, "events.lapsed", "the lease lapsed; what was owned is another's");
    lease_drop(er);
    return OK;
}

/* The time is taken before the database is asked, so that we stop before others begin. */
static bool lease_extend(struct event_runner *er, enum err (*unit)(struct work *w, void *arg))
{
    int64_t now = clock_mono_us();
    er->beat_due_us = now + ((int64_t)AWAY_US << er->away);
    er->away += er->away < AWAY_STEPS;
    if (event_unit(er, "events.lease", unit, er, NULL) != OK)
        return false;
    if (er->id == 0) {
        er->beat_due_us = er->share_due_us = 0; /* join at once */
        return false;
    }
    er->away = 0;
    er->valid_until_us = now + lease_ms(er) * 1000;
    er->beat_due_us = now + lease_ms(er) * 1000 / BEATS;
    return true;
}

/* ---- sharing ---- */

static enum err members_unit(struct work *w, void *arg)
{
    struct event_runner *er = arg;
    struct event_member *members;
    size_t count;
    uint64_t seen = 1;
    TRY(event_member_list(w, &members, &count));
    for (size_t i = 0; i < count; i++)
        seen = hash_mix(seen ^ (uint64_t)members[i].id);
    er->alone = count <= 1;
    if (seen != er->members_seen) {
        er->relay_complete = false;
        for (size_t g = 0; g < er->count; g++)
            er->groups[g].complete = false;
    }
    er->members_seen = seen;
    return OK;
}

static enum err relay_share_unit(struct work *w, void *arg)
{
    struct event_runner *er = arg;
    struct event_share *share = ARENA_NEW(w->arena, struct event_share);
    TRY(event_cursor_share(w, EVENT_RELAY, er->id, share));
    er->relay_owned = share->owned;
    er->relay_complete = share->complete;
    return OK;
}

struct sharing {
    struct event_runner *er;
    struct event_group_state *g;
};

/* Its owner before died with work, maybe of it, anywhere in his batch. */
static struct event_place place_taken(const struct event_cursor *c)
{
    return (struct event_place){.next = c->next, .deaths = c->tries,
                                 .singly = c->suspect || c->tries > 0 ? EVENT_BATCH : 0};
}

/* What was owned before keeps its back-off. */
static enum err share_unit(struct work *w, void *arg)
{
    const struct sharing *s = arg;
    struct event_share *share = ARENA_NEW(w->arena, struct event_share);
    TRY(event_cursor_share(w, s->g->group->name, s->er->id, share));
    for (int part = 0; part < EVENT_PARTS; part++)
        if ((share->owned & ~s->g->owned) >> part & 1)
            s->g->at[part] = place_taken(&share->at[part]);
    s->g->owned = share->owned;
    s->g->moved &= share->owned;
    s->g->complete = share->complete;
    return OK;
}

/* Only when who is there has changed, or something is still another's. */
static bool lease_share(struct event_runner *er)
{
    if (event_unit(er, "events.members", members_unit, er, NULL) != OK)
        return false;
    if (er->relays && !er->relay_complete && event_unit(er, "events.share", relay_share_unit, er, NULL) != OK)
        return false;
    for (size_t g = 0; g < er->count; g++) {
        struct sharing s = {er, &er->groups[g]};
        if (!s.g->complete && event_unit(er, "events.share", share_unit, &s, NULL) != OK)
            return false;
    }
    return true;
}

/* ---- what others call ---- */

static bool lease_valid(const struct event_runner *er)
{
    return er->id != 0 && clock_mono_us() < er->valid_until_us;
}

bool event_lease_keep(struct event_runner *er)
{
    int64_t now = clock_mono_us();
    if (er->id != 0 && now >= er->beat_due_us)
        (void)lease_extend(er, renew_unit);
    if (er->id == 0 && now >= er->beat_due_us)
        (void)lease_extend(er, join_unit);
    if (lease_valid(er) && now >= er->share_due_us) {
        er->share_due_us = now + lease_ms(er) * 1000 / BEATS;
        if (!lease_share(er))
            er->members_seen = 0; /* all of it again the next time */
    }
    return lease_valid(er);
}

bool event_lease_holds(struct event_runner *er)
{
    if (er->id != 0 && clock_mono_us() >= er->beat_due_us)
        (void)lease_extend(er, renew_unit);
    return lease_valid(er);
}

static enum err leave_unit(struct work *w, void *arg)
{
    const struct event_runner *er = arg;
    return event_member_leave(w, er->id);
}

void event_lease_end(struct event_runner *er)
{
    if (er->id == 0)
        return;
    if (event_unit(er, "events.leave", leave_unit, er, NULL) != OK)
        log_say(LOG_WARNING, "events.leave", "what was owned is free when the lease lapses");
    lease_drop(er);
}
