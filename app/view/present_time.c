#include "base/std.h"

#include "view/present_time.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/message.h"
#include "base/work.h"
#include "base/zone.h"
#include "model/viewer.h"
#include "view/phrase.h"

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS, DAY_MS = 24 * HOUR_MS };

struct date { /* the parts of an ISO time, as text */
    struct str year, month, day, clock;
};

struct str present_time_iso(struct work *w, int64_t wall_ms)
{
    char *iso = arena_alloc(w->arena, CLOCK_ISO_SIZE);
    clock_iso(wall_ms, iso);
    return str_from(iso);
}

static struct zone_time zone_of(struct work *w, int64_t wall_ms)
{
    static const struct zone_time utc = {.offset_s = 0, .short_name = "UTC"};
    struct zone_time there;
    if (w->viewer == NULL || w->viewer->user.time_zone.len == 0)
        return utc;
    return zones_look(w->zones, w->viewer->user.time_zone, wall_ms / 1000, &there) ? there : utc;
}

/* Some zones have but a number for a name, "-03": it says of what. */
static struct str zone_shown(struct work *w, int64_t wall_ms)
{
    struct zone_time zone = zone_of(w, wall_ms);
    struct buf b;
    buf_init(&b, w->arena, ZONE_SHORT_MAX + 3);
    buf_put_z(&b, zone.short_name[0] == '+' || zone.short_name[0] == '-' ? "UTC" : "");
    buf_put_z(&b, zone.short_name);
    return buf_str(&b);
}

static struct date date_of(struct work *w, int64_t wall_ms)
{
    struct str iso = present_time_iso(w, wall_ms + INT64_C(1000) * zone_of(w, wall_ms).offset_s);
    size_t zero = str_starts(str_slice(iso, 8, 10), STR("0")) ? 1 : 0;
    return (struct date){.year = str_slice(iso, 0, 4), .month = str_slice(iso, 5, 7),
                         .day = str_slice(iso, 8 + zero, 10), .clock = str_slice(iso, 11, 16)};
}

static struct str month_name(struct work *w, const char *group, struct str month)
{
    struct buf key;
    buf_init(&key, w->arena, 32);
    buf_printf(&key, "%s_%.*s", group, STR_ARG(month));
    return message(buf_z(&key));
}

static struct str ago(struct work *w, const char *key, int64_t n)
{
    return phrase(w, key, &(struct emit_value){.name = STR("n"), .number = n, .is_number = true}, 1);
}

static struct str dated(struct work *w, const char *key, const char *months, int64_t wall_ms)
{
    struct date d = date_of(w, wall_ms);
    const struct emit_value values[] = {
        emit_value_str(STR("day"), d.day),
        emit_value_str(STR("month"), month_name(w, months, d.month)),
        emit_value_str(STR("year"), d.year),
        emit_value_str(STR("clock"), d.clock),
        emit_value_str(STR("zone"), zone_shown(w, wall_ms)),
    };
    return phrase(w, key, values, COUNT_OF(values));
}

struct str present_time_short(struct work *w, int64_t wall_ms)
{
    int64_t age = w->now_ms - wall_ms;
    if (age < MINUTE_MS) /* or from a clock that is ahead of ours */
        return message("time.now");
    if (age < HOUR_MS)
        return ago(w, "time.minutes", age / MINUTE_MS);
    if (age < DAY_MS)
        return ago(w, "time.hours", age / HOUR_MS);
    bool this_year = str_eq(date_of(w, wall_ms).year, date_of(w, w->now_ms).year);
    return dated(w, this_year ? "time.day" : "time.date", "time.month_short", wall_ms);
}

struct str present_time_full(struct work *w, int64_t wall_ms)
{
    return dated(w, "time.full", "time.month", wall_ms);
}

struct str present_time_month(struct work *w, int64_t wall_ms)
{
    return dated(w, "time.month", "time.month", wall_ms);
}
