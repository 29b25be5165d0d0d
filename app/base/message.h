/* The message catalogue: every string a person sees, by key; English first.
 *
 * Source: templates/messages.en, a line each: `key = text`. Generated at build time into a sorted
 * table and into constants MSG_... for the templates, so that a misspelt key does not compile there;
 * keys of faults are strings and held to the catalogue by t/lint. */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include "base/str.h"

struct str message(const char *key); /* the text; the key itself when it is unknown */
struct str message_at(int id);       /* by generated constant: base/message_ids.h */
bool message_known(const char *key);

/* The generated table (message_table.c), sorted by key; the constants are its indices. */
struct message_row {
    const char *key;
    struct str text;
};
extern const struct message_row message_table[];
extern const size_t message_count;

#endif
