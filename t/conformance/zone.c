/* What the zone reader says: lines "FOLDER-NAME UNIX-SECONDS" in, "OFFSET SHORT-NAME" or "none" out, until the end. */
#include "base/std.h"

#include "base/zone.h"

int main(void)
{
    char line[256];
    struct zones *zones = zones_open(ZONE_FOLDER);
    while (fgets(line, sizeof line, stdin) != NULL) {
        struct str name, rest = {line, strcspn(line, "\n")};
        struct zone_time t;
        int64_t at;
        if (!str_next(&rest, ' ', &name) || !str_to_i64(rest, &at))
            return 1;
        if (zones_look(zones, name, at, &t))
            printf("%" PRId32 " %s\n", t.offset_s, t.short_name);
        else
            puts("none");
    }
    zones_close(zones);
    return fflush(stdout) == 0 ? 0 : 1;
}
