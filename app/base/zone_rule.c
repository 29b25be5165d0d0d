#include "base/std.h"

#include "base/zone_rule.h"

#define DAY_S INT64_C(86400)
enum { HOUR_S = 3600, CHANGE_HOURS_MAX = 167, OFFSET_HOURS_MAX = 24, USUAL_CHANGE_S = 2 * HOUR_S };

/* --- reading --- */

static bool take_char(struct str *rest, char c)
{
    if (rest->len == 0 || rest->at[0] != c)
        return false;
    *rest = str_slice(*rest, 1, rest->len);
    return true;
}

/* One to three digits, from `least` to `most`. */
static bool take_number(struct str *rest, int least, int most, int *out)
{
    int n = 0;
    size_t width = 0;
    for (; width < rest->len && width < 3 && rest->at[width] >= '0' && rest->at[width] <= '9'; width++)
        n = n * 10 + (rest->at[width] - '0');
    if (width == 0 || n < least || n > most)
        return false;
    *rest = str_slice(*rest, width, rest->len);
    *out = n;
    return true;
}

static bool name_char(char c, bool quoted)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return true;
    return quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-');
}

/* CEST, or <-03>. */
static bool take_name(struct str *rest, char out[ZONE_SHORT_MAX + 1])
{
    bool quoted = take_char(rest, '<');
    size_t len = 0;
    while (len < rest->len && name_char(rest->at[len], quoted))
        len++;
    if (len < 3 || len > ZONE_SHORT_MAX)
        return false;
    memcpy(out, rest->at, len);
    out[len] = '\0';
    *rest = str_slice(*rest, len, rest->len);
    return !quoted || take_char(rest, '>');
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool take_time(struct str *rest, int hours_max, int32_t *out)
{
    int hours, minutes = 0, seconds = 0;
    bool minus = take_char(rest, '-');
    if (!minus)
        (void)take_char(rest, '+');
    if (!take_number(rest, 0, hours_max, &hours))
        return false;
    if (take_char(rest, ':') && !take_number(rest, 0, 59, &minutes))
        return false;
    if (take_char(rest, ':') && !take_number(rest, 0, 59, &seconds))
        return false;
    int32_t all = hours * HOUR_S + minutes * 60 + seconds;
    *out = minus ? -all : all;
    return true;
}

/* POSIX counts what is west as positive. */
static bool take_offset(struct str *rest, int32_t *out)
{
    int32_t west;
    if (!take_time(rest, OFFSET_HOURS_MAX, &west))
        return false;
    *out = -west;
    return true;
}

static bool take_day(struct str *rest, struct zone_change *out)
{
    if (take_char(rest, 'M')) {
        out->kind = ZONE_DAY_MONTH;
        return take_number(rest, 1, 12, &out->month) && take_char(rest, '.') && take_number(rest, 1, 5, &out->week) &&
               take_char(rest, '.') && take_number(rest, 0, 6, &out->weekday);
    }
    bool julian = take_char(rest, 'J');
    out->kind = julian ? ZONE_DAY_JULIAN : ZONE_DAY_ORDINAL;
    return take_number(rest, julian ? 1 : 0, 365, &out->day);
}

static bool take_change(struct str *rest, struct zone_change *out)
{
    *out = (struct zone_change){.time_s = USUAL_CHANGE_S};
    if (!take_char(rest, ',') || !take_day(rest, out))
        return false;
    return !take_char(rest, '/') || take_time(rest, CHANGE_HOURS_MAX, &out->time_s);
}

bool zone_rule_read(struct str text, struct zone_rule *out)
{
    struct zone_rule r = {.has_summer = false};
    if (!take_name(&text, r.standard.short_name) || !take_offset(&text, &r.standard.offset_s))
        return false;
    if (text.len > 0) {
        r.has_summer = true;
        r.summer.offset_s = r.standard.offset_s + HOUR_S;
        if (!take_name(&text, r.summer.short_name))
            return false;
        if (text.len > 0 && text.at[0] != ',' && !take_offset(&text, &r.summer.offset_s))
            return false;
        if (!take_change(&text, &r.to_summer) || !take_change(&text, &r.to_standard) || text.len > 0)
            return false;
    }
    *out = r;
    return true;
}

/* --- looking --- */

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from 1970 to the first of January of a year from 1 on. */
static int64_t year_begin(int64_t year)
{
    int64_t before = year - 1;
    return before * 365 + before / 4 - before / 100 + before / 400 - 719162;
}

static int64_t year_of(int64_t day)
{
    int64_t year = 1970 + day / 366 - (day < 0); /* never above for days behind 1970, corrected below */
    while (year_begin(year) > day)
        year--;
    while (year_begin(year + 1) <= day)
        year++;
    return year;
}

static int64_t month_day(int64_t year, const struct zone_change *c)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    int64_t leap = is_leap(year), first = year_begin(year) + before[c->month - 1] + (c->month > 2 ? leap : 0);
    int64_t length = before[c->month] - before[c->month - 1] + (c->month == 2 ? leap : 0);
    int64_t weekday = ((first + 4) % 7 + 7) % 7; /* 1 January 1970 was a Thursday */
    int64_t day = (c->weekday - weekday + 7) % 7 + (c->week - 1) * 7;
    return first + (day < length ? day : day - 7);
}

static int64_t change_day(int64_t year, const struct zone_change *c)
{
    if (c->kind == ZONE_DAY_MONTH)
        return month_day(year, c);
    if (c->kind == ZONE_DAY_ORDINAL)
        return year_begin(year) + c->day;
    return year_begin(year) + c->day - 1 + (c->day >= 60 && is_leap(year));
}

static int64_t change_at(int64_t year, const struct zone_change *c, int32_t offset_before_s)
{
    return change_day(year, c) * DAY_S + c->time_s - offset_before_s;
}

struct zone_time zone_rule_look(const struct zone_rule *r, int64_t unix_s)
{
    if (!r->has_summer)
        return r->standard;
    int64_t local = unix_s + r->standard.offset_s;
    int64_t year = year_of(local / DAY_S - (local % DAY_S < 0));
    int64_t begin = change_at(year, &r->to_summer, r->standard.offset_s);
    int64_t end = change_at(year, &r->to_standard, r->summer.offset_s);
    bool summer = begin < end ? unix_s >= begin && unix_s < end : unix_s >= begin || unix_s < end;
    return summer ? r->summer : r->standard;
}
