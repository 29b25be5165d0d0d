/* Languages and time zones to choose from: tables made by tools/locale_names.py. */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H

#include "base/str.h"

enum { LANGUAGE_TAG_MAX = 8 };

struct language {
    const char *tag;  /* BCP 47, as it is written there: "de", "yue" */
    const char *name; /* in English */
    const char *own;  /* in itself; "" when it is the same or not known */
};

extern const struct language LANGUAGES[]; /* by English name */
extern const size_t LANGUAGE_COUNT;
extern const char *const ZONE_NAMES[]; /* "Europe/Berlin", sorted; more than these exist: base/zone.h */
extern const size_t ZONE_NAME_COUNT;

/* Without case; NULL for one that is not in the table. */
const struct language *locale_language(struct str tag);

#endif
