#include "base/std.h"

#include "base/clock.h"

#include <time.h>

static int64_t real_wall_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t real_mono_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static struct {
    int64_t (*wall_ms)(void);
    int64_t (*mono_us)(void);
} source = {real_wall_ms, real_mono_us};

int64_t clock_wall_ms(void)
{
    return source.wall_ms();
}

int64_t clock_mono_us(void)
{
    return source.mono_us();
}

void clock_replace(int64_t (*wall_ms)(void), int64_t (*mono_us)(void))
{
    source.wall_ms = wall_ms ? wall_ms : real_wall_ms;
    source.mono_us = mono_us ? mono_us : real_mono_us;
}

static void digits(char *out, int width, int64_t n)
{
    while (width-- > 0) {
        out[width] = (char)('0' + n % 10);
        n /= 10;
    }
}

/* Years are counted from March, so that the leap day is the last one: 153 days are five months then. */
static void civil_date(int64_t day, char *out)
{
    int64_t shifted = day + 719468; /* days since 0000-03-01 */
    int64_t era = shifted / 146097, of_era = shifted % 146097;
    int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t from_march = (5 * of_year + 2) / 153;
    int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;
    digits(out, 4, era * 400 + year_of_era + (month <= 2));
    digits(out + 5, 2, month);
    digits(out + 8, 2, of_year - (153 * from_march + 2) / 5 + 1);
}

void clock_iso(int64_t wall_ms, char *out)
{
    static const int64_t last = 253402300799999; /* 9999-12-31T23:59:59.999Z */
    int64_t ms = wall_ms < 0 ? 0 : wall_ms > last ? last : wall_ms;
    int64_t second = ms / 1000 % 86400;
    memcpy(out, "YYYY-MM-DDThh:mm:ss.mmmZ", CLOCK_ISO_SIZE);
    civil_date(ms / 86400000, out);
    digits(out + 11, 2, second / 3600);
    digits(out + 14, 2, second / 60 % 60);
    digits(out + 17, 2, second % 60);
    digits(out + 20, 3, ms % 1000);
}
