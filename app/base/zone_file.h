/* A compiled time zone, TZif (RFC 8536): bytes in, offsets out. Pure, and believes nothing of the bytes.
 *
 * Read are versions 2 and later, 64-bit half; what has leap seconds counted in is refused, for the clock of the
 * system has them not. Slices point into the bytes, which must stay. */
#ifndef BASE_ZONE_FILE_H
#define BASE_ZONE_FILE_H

#include "base/zone_rule.h"

struct zone_file {
    const unsigned char *changes; /* 8 bytes each, ascending */
    const unsigned char *kinds;   /* of each change: which type begins then */
    const unsigned char *types;   /* 6 bytes each: offset, summer time, place of the short name */
    const unsigned char *names;
    size_t change_count, type_count, name_bytes;
    struct zone_rule rule; /* behind the last change */
    bool ruled;
};

/* false: not such a file, damaged, or of a kind that is not read. */
bool zone_file_read(struct str bytes, struct zone_file *out);
struct zone_time zone_file_look(const struct zone_file *f, int64_t unix_s);

#endif
