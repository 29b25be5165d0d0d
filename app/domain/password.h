/* Passwords: rules, and argon2id behind a gate of limits.password_hashes at once per host.
 * A further one waits limits.password_wait_ms, then ERR_BUSY. The gate is file locks under
 * web.run_dir, so that it holds across all processes of the host and a killed one leaves no trace. */
#ifndef DOMAIN_PASSWORD_H
#define DOMAIN_PASSWORD_H

#include "base/fault.h"
#include "base/str.h"

/* Complains of field "password"; names: what the password must not be. */
void password_judge(struct work *w, struct str password, struct str username, struct str email);
MUST_USE enum err password_hash(struct work *w, struct str password, char *out /* CRYPTO_PASSWORD_MAX */);
/* `stored` NULL: nobody has this name; hashes a stand-in all the same, so that it takes as long. */
MUST_USE enum err password_check(struct work *w, struct str password, const char *stored, bool *matches);

#endif
