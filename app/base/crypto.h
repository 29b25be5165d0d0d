/* Secrets: hashes, tokens, passwords. The only user of libsodium besides base/random.c.
 *
 * crypto_start() once per process, before anything else here. */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include "base/str.h"

enum { CRYPTO_SHA256 = 32, CRYPTO_PASSWORD_MAX = 128 /* bytes of a stored argon2id string */ };

bool crypto_start(void);
void crypto_sha256(struct str s, unsigned char out[CRYPTO_SHA256]);
void crypto_keyed_hash(struct str key, struct str text, unsigned char out[32]); /* BLAKE2b-256 */
bool crypto_equal(const void *a, const void *b, size_t size); /* in constant time */

struct str crypto_base64url(struct arena *a, const void *bytes, size_t size); /* no padding */
/* Strict: canonical, no padding; false when it is not exactly `size` bytes. */
MUST_USE bool crypto_base64url_read(struct str s, void *out, size_t size);
struct str crypto_hex(struct arena *a, const void *bytes, size_t size);

/* argon2id, 46 MiB, t=1, p=1 (OWASP). About 21 ms and 46 MiB each: callers hold a gate
 * (domain/password.c). False: out of memory. `out` gets a NUL-terminated string. */
MUST_USE bool crypto_password_hash(struct str password, char out[CRYPTO_PASSWORD_MAX]);
bool crypto_password_matches(const char *stored, struct str password);
bool crypto_password_outdated(const char *stored); /* other parameters than today's */

#endif
