#include "base/std.h"

#include "job/event_consume.h"

#include "base/clock.h"
#include "base/log.h"
#include "job/event_lease.h"
#include "store/event_cursor.h"
#include "store/event_dead.h"
#include "store/event_log.h"
#include "store/event_row.h"

enum {
    PAUSE_US = 40 * 1000,          /* after a failure, doubled by each; 600 ms in all for EVENT_TRIES */
    PAUSE_MAX_US = 1000 * 1000,
    BUSY_TRIES = 60,
    DEATHS = EVENT_TRIES - 1,      /* beside the first, which was not noted */
    ADVANCE_US = 100 * 1000,       /* what is done is noted at least so often */
};

static uint64_t bit(int part)
{
    return UINT64_C(1) << part;
}

/* ---- the cursors ---- */

struct flush {
    struct event_runner *er;
    struct event_group_state *g;
};

static enum err flush_unit(struct work *w, void *arg)
{
    const struct flush *f = arg;
    struct event_group_state *g = f->g;
    struct event_move moves[EVENT_PARTS];
    size_t count = 0;
    uint64_t lost;
    for (int part = 0; part < EVENT_PARTS; part++)
        if (g->moved & bit(part))
            moves[count++] = (struct event_move){part, g->at[part].next};
    TRY(event_cursor_advance(w, g->group->name, f->er->id, moves, count, &lost));
    g->moved = 0;
    g->owned &= ~lost;
    if (lost)
        g->complete = false;
    return OK;
}

/* False: it could not be noted; it will be later, or by who takes over and does it again. */
static bool flush(struct event_runner *er, struct event_group_state *g)
{
    struct flush f = {er, g};
    if (!g->moved)
        return true;
    return event_unit(er, "events.advance", flush_unit, &f, NULL) == OK;
}

static void move(struct event_group_state *g, int part, int64_t next)
{
    if (!g->moved)
        g->moved_us = clock_mono_us();
    g->moved |= bit(part);
    int singly = g->at[part].singly;
    g->at[part] = (struct event_place){.next = next, .singly = singly > 0 ? singly - 1 : 0};
}

/* ---- acting ---- */

struct act {
    const struct event_group *group;
    const struct event *event;
    bool more;
};

static enum err act_unit(struct work *w, void *arg)
{
    struct act *a = arg;
    const struct event *e = a->event;
    a->more = false;
    if (e->kind == EVENT_UNKNOWN || e->author_id <= 0 || e->subject_id <= 0)
        return fail(w, ERR_INTERNAL, NULL, "error.internal",
                    "malformed, or of a kind that this version does not know");
    if (!(a->group->kinds >> e->kind & 1))
        return OK;
    return a->group->act(w, e, &a->more);
}

static bool wanted(const struct event_group *group, const struct event *e)
{
    return e->kind == EVENT_UNKNOWN || e->author_id <= 0 || e->subject_id <= 0 || (group->kinds >> e->kind & 1);
}

static void failure_log(const struct event_group *group, const struct event *e, const char *event, const char *error)
{
    struct log_line l;
    log_open(&l, LOG_WARNING, event);
    log_text(&l, "group", group->name);
    log_text(&l, "kind", event_row_kind(e->kind));
    log_int(&l, "id", e->id);
    log_int(&l, "part", e->part);
    log_int(&l, "offset", e->offset);
    log_text(&l, "detail", error);
    log_close(&l);
}

/* ---- failing ---- */

struct set_aside {
    struct event_runner *er;
    struct event_group_state *g;
    const struct event *event;
    const char *error;
};

static enum err set_aside_unit(struct work *w, void *arg)
{
    const struct set_aside *s = arg;
    struct event_group_state *g = s->g;
    struct event_place *place = &g->at[s->event->part];
    struct event_dead dead = {.group = str_from(g->group->name), .event = *s->event, .tries = place->tries + place->deaths,
                              .error = str_from(s->error)};
    bool lost;
    TRY(event_dead_set_aside(w, s->er->id, &dead, &lost));
    *place = (struct event_place){.next = s->event->offset + 1};
    g->moved &= ~bit(s->event->part);
    if (lost)
        g->owned &= ~bit(s->event->part);
    return OK;
}

static void set_aside(struct event_runner *er, struct event_group_state *g, const struct event *e, const char *error)
{
    struct set_aside s = {er, g, e, error};
    failure_log(g->group, e, "events.set_aside", error);
    if (event_unit(er, "events.set_aside", set_aside_unit, &s, NULL) == OK)
        er->more = true; /* those that waited behind it */
    else
        g->at[e->part].due_us = clock_mono_us() + PAUSE_MAX_US;
}

static void failed(struct event_runner *er, struct event_group_state *g, const struct event *e, enum err kind,
                   const char *error)
{
    struct event_place *place = &g->at[e->part];
    bool busy = kind == ERR_BUSY && place->busy < BUSY_TRIES;
    int step = busy ? place->busy++ : place->tries++;
    if (place->tries >= EVENT_TRIES || (kind == ERR_BUSY && !busy)) {
        set_aside(er, g, e, error);
        return;
    }
    int64_t pause = (int64_t)PAUSE_US << (step < 8 ? step : 8);
    place->due_us = clock_mono_us() + (pause < PAUSE_MAX_US ? pause : PAUSE_MAX_US);
    failure_log(g->group, e, "events.failed", error);
}

/* ---- a part ---- */

static enum err note_unit(struct work *w, void *arg)
{
    const struct flush *f = arg;
    struct event_group_state *g = f->g;
    int part = f->er->batch[0].part;
    const struct event_attempt attempt = {g->group->name, part, g->at[part].deaths + 1};
    bool lost;
    TRY(event_cursor_attempt(w, f->er->id, &attempt, &lost));
    if (lost)
        g->owned &= ~bit(part);
    return OK;
}

/* Should this process die of the first of the batch, it is known. */
static bool note_attempt(struct event_runner *er, struct event_group_state *g)
{
    struct flush f = {er, g};
    struct event_place *place = &g->at[er->batch[0].part];
    if (place->singly == 0 || place->noted || !wanted(g->group, &er->batch[0]))
        return true;
    place->noted = event_unit(er, "events.attempt", note_unit, &f, NULL) == OK;
    return place->noted && (g->owned & bit(er->batch[0].part));
}

/* False: the rest of the part has to wait. */
static bool part_act(struct event_runner *er, struct event_group_state *g, const struct event *e)
{
    char error[FAULT_DETAIL];
    struct act a = {.group = g->group, .event = e};
    if (wanted(g->group, e)) {
        enum err kind = event_unit(er, g->group->name, act_unit, &a, error);
        if (kind != OK) {
            failed(er, g, e, kind, error);
            return false;
        }
    }
    er->more = er->more || a.more;
    if (a.more)
        return false;
    move(g, e->part, e->offset + 1);
    return true;
}

struct reading {
    struct event_runner *er;
    int part;
    int64_t from;
    size_t most, count;
};

static enum err read_unit(struct work *w, void *arg)
{
    struct reading *r = arg;
    return event_log_read(w, r->part, r->from, r->most, r->er->batch, &r->count);
}

static bool suspect(const struct event_place *place)
{
    return place->tries > 0 || place->singly > 0;
}

/* After a failure one at a time, so that the guilty one is known. */
static void part_turn(struct event_runner *er, struct event_group_state *g, int part)
{
    struct event_place *place = &g->at[part];
    struct reading r = {er, part, place->next, suspect(place) ? 1 : EVENT_BATCH, 0};
    if (event_unit(er, "events.read", read_unit, &r, NULL) != OK) {
        place->due_us = clock_mono_us() + PAUSE_MAX_US;
        return;
    }
    if (r.count == 0) { /* purged: all of it was older than what is kept */
        move(g, part, er->heads[part]);
        return;
    }
    if (place->deaths >= DEATHS) {
        set_aside(er, g, &er->batch[0], "one process after the other died of it");
        return;
    }
    if (!note_attempt(er, g))
        return;
    for (size_t i = 0; i < r.count; i++) {
        if (!event_lease_holds(er) || !(g->owned & bit(part)) || !part_act(er, g, &er->batch[i]))
            return;
        if (clock_mono_us() - g->moved_us > ADVANCE_US && !flush(er, g))
            return;
    }
    er->more = er->more || place->next < er->heads[part];
}

void event_consume(struct event_runner *er, struct event_group_state *g)
{
    int64_t now = clock_mono_us();
    for (int suspects = 0; suspects <= 1; suspects++) {
        for (int part = 0; part < EVENT_PARTS; part++) {
            const struct event_place *place = &g->at[part];
            bool due = (g->owned & bit(part)) && place->next < er->heads[part] && place->due_us <= now;
            if (!due || suspect(place) != (suspects == 1) || !event_lease_holds(er))
                continue;
            part_turn(er, g, part);
            if (suspects == 1)
                (void)flush(er, g); /* before the next, which may end the process */
        }
        (void)flush(er, g);
    }
}

int64_t event_consume_due_us(const struct event_runner *er)
{
    int64_t due = INT64_MAX;
    for (size_t g = 0; g < er->count; g++)
        for (int part = 0; part < EVENT_PARTS; part++) {
            const struct event_place *place = &er->groups[g].at[part];
            bool waits = (er->groups[g].owned & bit(part)) && place->next < er->heads[part] && place->due_us > 0;
            if (waits && place->due_us < due)
                due = place->due_us;
        }
    return due;
}

/* ---- dead letters ---- */

static struct event_group_state *group_of(struct event_runner *er, const struct event_dead *dead)
{
    for (size_t g = 0; g < er->count; g++)
        if (str_eq(dead->group, str_from(er->groups[g].group->name)) && (er->groups[g].owned & bit(dead->event.part)))
            return &er->groups[g];
    return NULL;
}

static enum err retries_unit(struct work *w, void *arg)
{
    struct event_runner *er = arg;
    struct event_dead *due;
    size_t count;
    er->retries_count = 0;
    TRY(event_dead_due(w, EVENT_RETRIES, &due, &count));
    for (size_t i = 0; i < count; i++) {
        struct event_group_state *g = group_of(er, &due[i]);
        if (g)
            er->retries[er->retries_count++] = (struct event_retry){g, due[i].event};
    }
    return OK;
}

struct retried {
    const struct event_retry *retry;
    const char *error; /* NULL: done */
};

static enum err retried_unit(struct work *w, void *arg)
{
    const struct retried *r = arg;
    struct event_dead dead = {.group = str_from(r->retry->group->group->name), .event = r->retry->event};
    return r->error ? event_dead_again(w, &dead, str_from(r->error)) : event_dead_done(w, &dead);
}

void event_consume_retries(struct event_runner *er)
{
    if (event_unit(er, "events.retries", retries_unit, er, NULL) != OK)
        return;
    for (size_t i = 0; i < er->retries_count && event_lease_holds(er); i++) {
        char error[FAULT_DETAIL];
        const struct event_retry *retry = &er->retries[i];
        struct act a = {.group = retry->group->group, .event = &retry->event, .more = true};
        enum err kind = OK;
        while (kind == OK && a.more && event_lease_holds(er))
            kind = event_unit(er, a.group->name, act_unit, &a, error);
        struct retried r = {retry, kind == OK ? NULL : error};
        if (kind != OK)
            failure_log(a.group, a.event, "events.failed", error);
        if ((kind != OK || !a.more) && event_unit(er, "events.retried", retried_unit, &r, NULL) != OK)
            return;
    }
}
