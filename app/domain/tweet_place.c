#include "base/std.h"

#include "domain/tweet_place.h"

#include "base/utf8.h"
#include "base/work.h"

enum { NAME_POINTS_MAX = 400 /* of the column */, DECIMALS = 6, MICRO = 1000000, LAT_MAX = 90, LON_MAX = 180 };

static bool digits_only(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len > 0;
}

/* "-52.520008" into millionths. */
static bool degrees_read(struct str s, int64_t *micro)
{
    bool minus = str_starts(s, STR("-"));
    struct str rest = minus ? str_slice(s, 1, s.len) : s, whole, part = STR("");
    uint64_t value = 0;
    if (!str_next(&rest, '.', &whole) || !digits_only(whole) || whole.len > 3)
        return false;
    bool pointed = whole.len + minus < s.len;
    part = str_slice(s, pointed ? whole.len + minus + 1 : s.len, s.len);
    if (pointed && (!digits_only(part) || part.len > DECIMALS))
        return false;
    for (size_t i = 0; i < whole.len; i++)
        value = value * 10 + (uint64_t)(whole.at[i] - '0');
    for (size_t i = 0; i < DECIMALS; i++)
        value = value * 10 + (i < part.len ? (uint64_t)(part.at[i] - '0') : 0);
    *micro = minus ? -(int64_t)value : (int64_t)value;
    return true;
}

static void degrees_check(struct work *w, const char *field, struct str said, int64_t *micro)
{
    bool lat = strcmp(field, "place_lat") == 0;
    int64_t most = (int64_t)(lat ? LAT_MAX : LON_MAX) * MICRO;
    if (said.len == 0)
        return;
    if (!degrees_read(said, micro))
        complain(w, field, "place.degrees");
    else if (*micro < -most || *micro > most)
        complain(w, field, lat ? "place.lat_range" : "place.lon_range");
}

enum err tweet_place_read(struct work *w, const struct place_said *said, struct tweet_place *out)
{
    struct tweet_place place = {.name = utf8_is_blank(said->name) ? STR("") : said->name};
    bool lat = said->lat.len > 0, lon = said->lon.len > 0;
    if (utf8_graphemes(place.name) > TWEET_PLACE_NAME_MAX || utf8_count(place.name) > NAME_POINTS_MAX)
        complain(w, "place_name", "place.too_long");
    if (place.name.len == 0 && (lat || lon))
        complain(w, "place_name", "place.name_missing");
    if (lat != lon)
        complain(w, lat ? "place_lon" : "place_lat", "place.half");
    degrees_check(w, "place_lat", said->lat, &place.lat);
    degrees_check(w, "place_lon", said->lon, &place.lon);
    TRY(complained(w));
    place.located = lat && lon;
    *out = place;
    return OK;
}
