/* What somebody is found by: user name and e-mail address, and changing them.
 *
 * Rules are those of signing up (domain/user_rules.h, domain/username.h). The present password is asked for, and wrong
 * ones wait as those of logging in do. An address counts at once: nothing confirms it until the site sends mail. */
#ifndef DOMAIN_ACCOUNT_H
#define DOMAIN_ACCOUNT_H

#include "domain/profile.h"

struct account_change {
    struct profile_wish username, email;
    struct str password; /* the present one */
    struct str address;  /* whence it is asked, as in session_open */
};

/* The viewer's own. ERR_INVALID with complaints (username, email, password), ERR_TOO_MANY; a name or address that
 * is taken, or held for another, is ERR_CONFLICT "user.username_taken", "user.email_taken", said only to who
 * gave the password. */
MUST_USE enum err account_edit(struct work *w, const struct account_change *change, struct user_card *out);

#endif
