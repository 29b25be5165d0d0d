/* Points in time as people and machines read them. What people read is in the viewer's time
 * zone, if there is one, else in UTC; machines get UTC. */
#ifndef VIEW_PRESENT_TIME_H
#define VIEW_PRESENT_TIME_H

#include "base/str.h"

struct work;

struct str present_time_short(struct work *w, int64_t wall_ms); /* "now", "3 min", "5 h", "20 Nov", "20 Nov 2024" */
struct str present_time_full(struct work *w, int64_t wall_ms); /* "20 November 2026, 12:30 CET" */
struct str present_time_month(struct work *w, int64_t wall_ms); /* "November 2026" */
struct str present_time_iso(struct work *w, int64_t wall_ms); /* "2026-11-20T12:30:05.123Z" */

#endif
