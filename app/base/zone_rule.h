/* The rule at the end of a compiled time zone, as POSIX TZ writes it: "CET-1CEST,M3.5.0,M10.5.0/3".
 *
 * It says what the clock does behind the last change that the file lists. With the extension of RFC 8536, 3.3.1:
 * changes from 167 hours before to 167 hours after the day's begin. Pure. */
#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include "base/str.h"

enum { ZONE_SHORT_MAX = 15 }; /* bytes of "CEST", "-03" */

struct zone_time { /* what the clocks of a place show */
    int32_t offset_s;                  /* seconds east of UTC */
    char short_name[ZONE_SHORT_MAX + 1]; /* "CEST", "-03"; ASCII */
};

enum zone_day_kind {
    ZONE_DAY_MONTH,   /* M3.5.0 */
    ZONE_DAY_JULIAN,  /* J60, from 1: 29 February never counts */
    ZONE_DAY_ORDINAL, /* 59, from 0 */
};

struct zone_change { /* when in a year */
    enum zone_day_kind kind;
    int month, week, weekday; /* 1-12, 1-5 (5: the last), 0-6 from Sunday */
    int day;                  /* of the year */
    int32_t time_s;           /* from the begin of that day, by the clock as it was before */
};

struct zone_rule {
    struct zone_time standard, summer;
    bool has_summer;
    struct zone_change to_summer, to_standard;
};

/* false: this is not such a rule. */
bool zone_rule_read(struct str text, struct zone_rule *out);
/* unix_s: seconds since 1970 UTC, of the years 1 to 9999. */
struct zone_time zone_rule_look(const struct zone_rule *r, int64_t unix_s);

#endif
