#include "base/std.h"

#include "base/arena.h"
#include "base/crypto.h"
#include "../rig/suite.h"

static struct arena *arena;

static void test_sha256(void)
{
    unsigned char digest[CRYPTO_SHA256];
    crypto_sha256(STR("abc"), digest); /* FIPS 180-2, appendix B.1 */
    CU_ASSERT(str_eq(crypto_hex(arena, digest, sizeof digest),
                     STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
    crypto_sha256((struct str){0}, digest);
    CU_ASSERT(str_eq(crypto_hex(arena, digest, 4), STR("e3b0c442")));
}

static void test_keyed_hash(void)
{
    unsigned char one[32], two[32];
    static const char long_key[200] = "k";
    crypto_keyed_hash(STR("key"), STR("text"), one);
    crypto_keyed_hash(STR("kez"), STR("text"), two);
    CU_ASSERT_FALSE(crypto_equal(one, two, 32));
    crypto_keyed_hash(STR("key"), STR("text"), two);
    CU_ASSERT(crypto_equal(one, two, 32));
    crypto_keyed_hash((struct str){long_key, 200}, STR("text"), one);
    crypto_keyed_hash((struct str){long_key, 199}, STR("text"), two);
    CU_ASSERT_FALSE(crypto_equal(one, two, 32));
    crypto_keyed_hash(STR(""), STR(""), one); /* BLAKE2b-256 of nothing */
    CU_ASSERT(str_eq(crypto_hex(arena, one, 8), STR("0e5751c026e543b2")));
}

static void test_base64url(void)
{
    unsigned char out[40];
    CU_ASSERT(str_eq(crypto_base64url(arena, "\xfb\xff\xfe", 3), STR("-__-")));
    CU_ASSERT(str_eq(crypto_base64url(arena, "a", 1), STR("YQ")));
    CU_ASSERT(str_eq(crypto_base64url(arena, "", 0), STR("")));
    CU_ASSERT(crypto_base64url_read(STR("-__-"), out, 3) && memcmp(out, "\xfb\xff\xfe", 3) == 0);
    memset(out, 7, sizeof out);
    static const char *const bad[] = {"YR" /* not canonical */, "YQ==", "YQ=", "Y", "+/", "YQA", "Y ", "", "YQ\n"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        CU_ASSERT_FALSE(crypto_base64url_read(str_from(bad[i]), out, 1));
    CU_ASSERT_FALSE(crypto_base64url_read(STR("Y\0"), out, 1));
    CU_ASSERT_FALSE(crypto_base64url_read(STR("\202\236\315\251"), out, 3)); /* libsodium alone takes this */
    CU_ASSERT_EQUAL(out[0], 7); /* untouched */
    char bytes[40] = "forty bytes make a token, it seems, yes";
    CU_ASSERT(crypto_base64url_read(crypto_base64url(arena, bytes, 40), out, 40) && memcmp(out, bytes, 40) == 0);
}

static void test_passwords(void)
{
    char stored[CRYPTO_PASSWORD_MAX], again[CRYPTO_PASSWORD_MAX];
    CU_ASSERT_FATAL(crypto_password_hash(STR("correct horse"), stored));
    CU_ASSERT(str_starts(str_from(stored), STR("$argon2id$v=19$m=47104,t=1,p=1$")));
    CU_ASSERT(crypto_password_matches(stored, STR("correct horse")));
    CU_ASSERT_FALSE(crypto_password_matches(stored, STR("correct horsf")));
    CU_ASSERT_FALSE(crypto_password_matches(stored, STR("")));
    CU_ASSERT_FALSE(crypto_password_outdated(stored));
    CU_ASSERT(crypto_password_hash(STR("correct horse"), again));
    CU_ASSERT_STRING_NOT_EQUAL(stored, again);
    CU_ASSERT_FALSE(crypto_password_matches("", STR("x")));
    CU_ASSERT_FALSE(crypto_password_matches("$argon2id$nonsense", STR("x")));
    CU_ASSERT(crypto_password_outdated("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA"
                                       "$dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q"));
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"SHA-256", test_sha256},
        {"keyed hashes", test_keyed_hash},
        {"base64url", test_base64url},
        {"passwords", test_passwords},
        {NULL, NULL},
    };
    if (!crypto_start())
        return 99;
    arena = arena_new(1024, 1 << 20);
    int result = suite_run(tests);
    arena_free(arena);
    return result;
}
