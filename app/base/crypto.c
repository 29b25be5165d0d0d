#include "base/std.h"

#include "base/crypto.h"

#include <sodium.h>

#include "base/arena.h"

_Static_assert(CRYPTO_PASSWORD_MAX >= crypto_pwhash_STRBYTES, "a stored password fits");
_Static_assert(CRYPTO_SHA256 == crypto_hash_sha256_BYTES, "a digest fits");

static const unsigned long long password_passes = 1;
static const size_t password_memory = (size_t)46 << 20;

bool crypto_start(void)
{
    return sodium_init() >= 0;
}

static const unsigned char *bytes_of(struct str s)
{
    return (const unsigned char *)(s.at ? s.at : "");
}

void crypto_sha256(struct str s, unsigned char out[CRYPTO_SHA256])
{
    crypto_hash_sha256(out, bytes_of(s), s.len);
}

/* BLAKE2b takes keys of up to 64 bytes; a longer one is hashed down first. */
void crypto_keyed_hash(struct str key, struct str text, unsigned char out[32])
{
    unsigned char short_key[32];
    if (key.len > crypto_generichash_KEYBYTES_MAX) {
        crypto_generichash(short_key, sizeof short_key, bytes_of(key), key.len, NULL, 0);
        key = (struct str){(const char *)short_key, sizeof short_key};
    }
    crypto_generichash(out, 32, bytes_of(text), text.len, key.len ? bytes_of(key) : NULL, key.len);
}

bool crypto_equal(const void *a, const void *b, size_t size)
{
    return sodium_memcmp(a, b, size) == 0;
}

struct str crypto_base64url(struct arena *a, const void *bytes, size_t size)
{
    static const int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    size_t room = sodium_base64_encoded_len(size, variant);
    char *text = arena_grow(a, NULL, 0, room);
    sodium_bin2base64(text, room, bytes, size, variant);
    return (struct str){text, room - 1};
}

/* libsodium 1.0.18 takes bytes from 0x80 on for digits, which would give a token many spellings. */
static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

bool crypto_base64url_read(struct str s, void *out, size_t size)
{
    static const int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    unsigned char decoded[256];
    size_t length = 0;
    if (size > sizeof decoded || s.len != sodium_base64_encoded_len(size, variant) - 1 || !is_ascii(s))
        return false;
    if (sodium_base642bin(decoded, size, s.at, s.len, NULL, &length, NULL, variant) != 0 || length != size)
        return false;
    if (size)
        memcpy(out, decoded, size);
    sodium_memzero(decoded, sizeof decoded);
    return true;
}

struct str crypto_hex(struct arena *a, const void *bytes, size_t size)
{
    char *text = arena_array(a, size * 2 + 1, 1);
    sodium_bin2hex(text, size * 2 + 1, bytes, size);
    return (struct str){text, size * 2};
}

bool crypto_password_hash(struct str password, char out[CRYPTO_PASSWORD_MAX])
{
    char hash[crypto_pwhash_STRBYTES];
    const char *text = password.at ? password.at : "";
    if (crypto_pwhash_str_alg(hash, text, password.len, password_passes, password_memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return false;
    memcpy(out, hash, sizeof hash);
    return true;
}

bool crypto_password_matches(const char *stored, struct str password)
{
    return crypto_pwhash_str_verify(stored, password.at ? password.at : "", password.len) == 0;
}

bool crypto_password_outdated(const char *stored)
{
    return crypto_pwhash_str_needs_rehash(stored, password_passes, password_memory) != 0;
}
