/* What people say about themselves, and changing it.
 *
 * Rules: domain/profile_rules.h, and the display name's of domain/user_rules.h. Every broken rule is complained
 * of at once, each beside its field: display_name, bio, location, url, birthday, language,
 * time_zone, field_N_name and field_N_value (N from 1). */
#ifndef DOMAIN_PROFILE_H
#define DOMAIN_PROFILE_H

#include "base/fault.h"
#include "model/user.h"

struct profile_wish { /* trimmed and NFC */
    bool given; /* else it stays as it is */
    struct str text;
};

struct profile_change {
    struct profile_wish display_name /* empty: the user name */, bio, location, url, birthday;
    struct profile_wish language /* "" : not said */, time_zone;
    struct { struct profile_wish name, value; } fields[USER_FIELDS]; /* by place; both empty: taken away */
};

/* The viewer's own. What is not given keeps its value, whatever others change at the same time. ERR_INVALID. */
MUST_USE enum err profile_edit(struct work *w, const struct profile_change *change, struct user_card *out);

#endif
