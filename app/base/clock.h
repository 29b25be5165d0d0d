/* The two clocks, replaceable so that tests hold the time in their hands.
 *
 * Wall time stamps what people see; durations, deadlines and buckets use the monotonic clock only. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/str.h"

int64_t clock_wall_ms(void); /* ms since 1970-01-01 UTC */
int64_t clock_mono_us(void); /* microseconds since some start */
/* NULL for either brings the real one back. Tests only. */
void clock_replace(int64_t (*wall_ms)(void), int64_t (*mono_us)(void));

enum { CLOCK_ISO_SIZE = 25 };
/* "2026-11-20T12:30:05.123Z" with a NUL; out holds CLOCK_ISO_SIZE bytes. Years 1970 to 9999. */
void clock_iso(int64_t wall_ms, char *out);

#endif
