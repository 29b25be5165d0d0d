/* Passwords: rules, and argon2id behind a gate of limits.password_hashes at once per host.
 * A further one waits limits.password_wait_ms, then ERR_BUSY. The gate is file locks under
 * web.run_dir (domain/gate.h), so that it holds across all processes of the host and a killed one
 * leaves no trace. */
#ifndef DOMAIN_PASSWORD_H
#define DOMAIN_PASSWORD_H

#include "base/fault.h"
#include "base/str.h"

/* The rules without a unit of work around them: NULL, or the message key. 8 code points to 1024 bytes,
 * any script, blanks too; not common; not one's user name or the address's local part, and neither
 * holding them (from 4 bytes on). `a` is scratch. */
const char *password_rules(struct arena *a, struct str password, struct str username, struct str email);
/* Complains of field "password"; names: what the password must not be. */
void password_judge(struct work *w, struct str password, struct str username, struct str email);
MUST_USE enum err password_hash(struct work *w, struct str password, char *out /* CRYPTO_PASSWORD_MAX */);
/* `stored` NULL or not a hash ("!"): nobody can log in with it; a hash is made all the same, with
 * today's cost, so that the answer takes as long. */
MUST_USE enum err password_check(struct work *w, struct str password, const char *stored, bool *matches);
bool password_is_common(struct arena *a, struct str password);

#endif
