/* What people may say about themselves: pure rules, no storage.
 *
 * Each judge answers NULL when the text is fine, else the message key to show beside the field. Text must be
 * valid UTF-8, NFC and trimmed (the door did it). What they may hold at all says
 * user_rules_showable. */
#ifndef DOMAIN_PROFILE_RULES_H
#define DOMAIN_PROFILE_RULES_H

#include "base/str.h"

const char *profile_rules_bio(struct str bio); /* up to 160 graphemes, lines allowed */
const char *profile_rules_location(struct str location); /* up to 30 */
/* A whole http or https URL without a user's part, up to 400 bytes; or empty. */
const char *profile_rules_url(struct str url);
/* "1990-12-31", a day there was since 1900 and before now_ms; or empty. */
const char *profile_rules_birthday(struct str day, int64_t now_ms);
/* Of the table, in its spelling; or empty. *out untouched when it is none. */
const char *profile_rules_language(struct str tag, struct str *out);
const char *profile_rules_field_name(struct str name);   /* 1..30 graphemes */
const char *profile_rules_field_value(struct str value); /* 1..150 graphemes */

/* A link as it was typed with the https:// that people leave out. */
struct str profile_rules_url_whole(struct arena *a, struct str typed);
bool profile_rules_is_url(struct str text);

#endif
