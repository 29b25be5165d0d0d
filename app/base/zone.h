/* Time zones by name ("Europe/Berlin"), from the system's compiled tz database.
 *
 * Nothing here touches TZ or the C library's idea of local time: a process serves people of all zones. What was read
 * is kept, ZONES_KEPT zones a process, until it ends; a newer database is seen after a reload. Not for several threads. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/zone_rule.h"

#define ZONE_FOLDER "/usr/share/zoneinfo"
enum { ZONE_NAME_MAX = 64 /* bytes; the longest there is has 32 */, ZONES_KEPT = 32 };

struct zones;

/* The folder is looked at when first asked. NULL without memory: then no name is known. */
struct zones *zones_open(const char *folder);
void zones_close(struct zones *z);            /* NULL is fine */

/* "Europe/Berlin", "Etc/GMT+5": up to 3 words of A-Z a-z 0-9 _ + -, each begun by a capital, a slash between them. What
 * else lies in that folder, or leads out of it, is no name. */
bool zone_name_ok(struct str name);
/* false: there is no such zone here. z may be NULL: then there is none. */
bool zones_look(struct zones *z, struct str name, int64_t unix_s, struct zone_time *out);

#endif
