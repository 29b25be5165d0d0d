/* Messages of the catalogue with their placeholders filled, as plain text. */
#ifndef VIEW_PHRASE_H
#define VIEW_PHRASE_H

#include "view/emit.h"

struct work;

/* message(key) with each {name} replaced; not escaped: templates do that where they show it. */
struct str phrase(struct work *w, const char *key, const struct emit_value *values, size_t count);

#endif
