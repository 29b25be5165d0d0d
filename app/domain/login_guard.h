/* Against guessing passwords: after so many wrong tries each further one waits, 15 s and then twice as
 * long each time, 15 minutes at most, and never for ever.
 *
 * Counted for the account, by what was typed as its name (an unknown one is no different), and for the address
 * over all accounts; settings limits.login_account, limits.login_address. A try counts before the password is
 * looked at, so that many at once are no way around, and is given back when it was right. Who has logged in to this
 * account from this address within a day is counted apart: strangers who guess cannot keep him out.
 * Lives in w->buckets, per host; without it, and with a setting of 0, nothing is held back. */
#ifndef DOMAIN_LOGIN_GUARD_H
#define DOMAIN_LOGIN_GUARD_H

#include "base/bucket_table.h"
#include "base/fault.h"

struct login_guard {
    struct bucket_key account, address, known; /* how often, of each; known: of both together */
};

/* ERR_TOO_MANY "session.too_many" with the wait. */
MUST_USE enum err login_guard_enter(struct work *w, struct str login, struct str address, struct login_guard *out);
void login_guard_right(struct work *w, const struct login_guard *g);   /* the password was right */
void login_guard_unknown(struct work *w, const struct login_guard *g); /* it was not even looked at: given back */

#endif
