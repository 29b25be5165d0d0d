/* The table of settings: name, type, default, bounds and help of each, and how a value is read.
 *
 * For settings.c only; everybody else reads struct settings. */
#ifndef BASE_SETTINGS_TABLE_H
#define BASE_SETTINGS_TABLE_H

#include "base/settings.h"

enum setting_type {
    SETTING_TEXT,   /* const char *: one line of UTF-8 */
    SETTING_ORIGIN, /* const char *: http(s)://host[:port] */
    SETTING_PREFIX, /* const char *: what paths are put behind: /path or http(s)://..., no final slash */
    SETTING_WORD,   /* const char *: one of `words` */
    SETTING_CHOICE, /* int: the place of one of `words` */
    SETTING_NUMBER, /* int64_t: least .. most */
    SETTING_SWITCH, /* bool: true or false */
    SETTING_RATE,   /* struct rate: "100/60s", also m and h; 0: no limit */
};

struct setting {
    const char *name;
    enum setting_type type;
    size_t offset; /* in struct settings */
    const char *preset, *help;
    int64_t least, most;
    const char *words; /* parted by blanks */
};

extern const struct setting settings_table[];
extern const size_t settings_count;

/* Reads value into its place in *out. On false `want` (size bytes) tells what a value must be. */
MUST_USE bool settings_table_read(const struct setting *row, const char *value, struct settings *out,
                           char *want, size_t size);

#endif
