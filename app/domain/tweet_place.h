/* Where a tweet says that it was written: a name, perhaps with coordinates. By choice only: nothing is looked up. */
#ifndef DOMAIN_TWEET_PLACE_H
#define DOMAIN_TWEET_PLACE_H

#include "base/fault.h"
#include "model/tweet.h"

enum { TWEET_PLACE_NAME_MAX = 100 /* graphemes */ };

struct place_said { /* as it was given: WGS 84, decimal degrees with at most six decimals */
    struct str name, lat, lon;
};

/* Complains of fields place_name, place_lat and place_lon: "place.too_long", "place.name_missing", "place.degrees",
 * "place.lat_range", "place.lon_range", "place.half". All empty: no place. */
MUST_USE enum err tweet_place_read(struct work *w, const struct place_said *said, struct tweet_place *out);

#endif
