#include "base/std.h"

#include "base/arena.h"
#include "domain/user_rules.h"
#include "../rig/suite.h"

static struct arena *arena;

static struct str repeated(const char *part, size_t times)
{
    size_t len = strlen(part);
    char *text = arena_alloc(arena, len * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(text + i * len, part, len);
    return (struct str){text, len * times};
}

static bool username_is(struct str name, const char *key)
{
    const char *wrong = user_rules_username(name);
    return key ? wrong && strcmp(wrong, key) == 0 : !wrong;
}

static bool email_ok(const char *email)
{
    return !user_rules_email(str_from(email));
}

static bool shown_is(struct str name, const char *key)
{
    const char *wrong = user_rules_display_name(name);
    return key ? wrong && strcmp(wrong, key) == 0 : !wrong;
}

static void test_usernames(void)
{
    CU_ASSERT_TRUE(username_is(STR("a"), NULL));
    CU_ASSERT_TRUE(username_is(STR("Ada_Byron_1815x"), NULL));
    CU_ASSERT_TRUE(username_is(STR(""), "user.username_missing"));
    CU_ASSERT_TRUE(username_is(STR("sixteen_letters_"), "user.username_too_long"));
    CU_ASSERT_TRUE(username_is(STR("ad a"), "user.username_letters"));
    CU_ASSERT_TRUE(username_is(STR("ad-a"), "user.username_letters"));
    CU_ASSERT_TRUE(username_is(STR("a\0b"), "user.username_letters"));
    CU_ASSERT_TRUE(username_is(STR("zo\xC3\xAB"), "user.username_letters"));
}

static void test_reserved_names_are_without_case(void)
{
    CU_ASSERT_TRUE(user_rules_reserved(STR("admin")));
    CU_ASSERT_TRUE(user_rules_reserved(STR("Admin")));
    CU_ASSERT_TRUE(user_rules_reserved(STR("WWW")));
    CU_ASSERT_TRUE(user_rules_reserved(STR("about")));
    CU_ASSERT_FALSE(user_rules_reserved(STR("adminx")));
    CU_ASSERT_FALSE(user_rules_reserved(STR("")));
}

static void test_emails(void)
{
    CU_ASSERT_TRUE(email_ok("ada@example.org"));
    CU_ASSERT_TRUE(email_ok("a.b+c_d-e@mail.sub.example.co"));
    CU_ASSERT_TRUE(email_ok("root@localhost"));
    CU_ASSERT_FALSE(email_ok("ada"));
    CU_ASSERT_FALSE(email_ok("@example.org"));
    CU_ASSERT_FALSE(email_ok("ada@"));
    CU_ASSERT_FALSE(email_ok("ada@example"));
    CU_ASSERT_FALSE(email_ok("ada@example."));
    CU_ASSERT_FALSE(email_ok("ada@.org"));
    CU_ASSERT_FALSE(email_ok("ada@exa..org"));
    CU_ASSERT_FALSE(email_ok("ada@-x.org"));
    CU_ASSERT_FALSE(email_ok("a@b@example.org"));
    CU_ASSERT_FALSE(email_ok(".a@example.org"));
    CU_ASSERT_FALSE(email_ok("a..b@example.org"));
    CU_ASSERT_FALSE(email_ok("a b@example.org"));
    CU_ASSERT_FALSE(email_ok("a\n@example.org"));
    CU_ASSERT_FALSE(email_ok("ada@example.org\r\nBcc: all@example.org"));
    CU_ASSERT_FALSE(email_ok("<ada@example.org>"));
    CU_ASSERT_STRING_EQUAL(user_rules_email(STR("")), "user.email_missing");
}

static void test_email_lengths(void)
{
    struct str local64 = repeated("a", 64), local65 = repeated("a", 65);
    char email[400];
    snprintf(email, sizeof email, "%.*s@example.org", STR_ARG(local64));
    CU_ASSERT_TRUE(email_ok(email));
    snprintf(email, sizeof email, "%.*s@example.org", STR_ARG(local65));
    CU_ASSERT_FALSE(email_ok(email));
    struct str labels = repeated("abcdefghi.", 25); /* 250 bytes */
    snprintf(email, sizeof email, "a@%.*sbc", STR_ARG(labels)); /* 254 */
    CU_ASSERT_TRUE(email_ok(email));
    snprintf(email, sizeof email, "a@%.*sbcd", STR_ARG(labels));
    CU_ASSERT_STRING_EQUAL(user_rules_email(str_from(email)), "user.email_too_long");
}

static void test_display_names(void)
{
    CU_ASSERT_TRUE(shown_is(STR("Ada"), NULL));
    CU_ASSERT_TRUE(shown_is(STR("Łukasz 🐦 Ömer"), NULL));
    CU_ASSERT_TRUE(shown_is(STR("👩‍🔬"), NULL)); /* one character, joined inside */
    CU_ASSERT_TRUE(shown_is(repeated("é", 50), NULL));
    CU_ASSERT_TRUE(shown_is(repeated("é", 51), "user.display_name_too_long"));
    CU_ASSERT_TRUE(shown_is(STR("   "), "user.display_name_missing"));
    CU_ASSERT_TRUE(shown_is(STR("\xE2\x80\x8B"), "user.display_name_missing")); /* zero-width space */
    CU_ASSERT_TRUE(shown_is(STR("a\nb"), "user.display_name_control"));
    CU_ASSERT_TRUE(shown_is(STR("a\tb"), "user.display_name_control"));
    CU_ASSERT_TRUE(shown_is(STR("a\0b"), "user.display_name_control"));
    CU_ASSERT_TRUE(shown_is(STR("a\xE2\x80\xAE" "b"), "user.display_name_control")); /* right-to-left override */
}

static void test_display_names_do_not_deceive(void)
{
    CU_ASSERT_TRUE(shown_is(STR("P\xD0\xB0vel"), "user.display_name_deceiving")); /* a Cyrillic a */
    CU_ASSERT_TRUE(shown_is(STR("Павел Berg"), NULL));                           /* words apart may differ */
    CU_ASSERT_TRUE(shown_is(STR("Ada ✅"), "user.display_name_deceiving"));
    CU_ASSERT_TRUE(shown_is(STR("Ada @bo"), "user.display_name_deceiving"));
    CU_ASSERT_TRUE(shown_is(STR("Ada @ home"), NULL));
}

static void test_display_names_hide_nothing(void)
{
    CU_ASSERT_TRUE(shown_is(STR("A\xE2\x80\x8D" "da"), "user.display_name_control"));   /* a joiner between letters of ours */
    CU_ASSERT_TRUE(shown_is(STR("Ada\xE2\x80\x8B"), "user.display_name_control"));     /* zero-width space */
    CU_ASSERT_TRUE(shown_is(STR("Ada\xE3\x85\xA4"), "user.display_name_control"));     /* Hangul filler */
    CU_ASSERT_TRUE(shown_is(STR("\xE2\x81\xA6" "Ada"), "user.display_name_control"));   /* isolate */
    CU_ASSERT_TRUE(shown_is(STR("می\xE2\x80\x8Cخواهم"), NULL));                        /* Persian needs it */
    CU_ASSERT_TRUE(shown_is(STR("❤️ 🏳️‍🌈"), NULL));
    CU_ASSERT_TRUE(shown_is(STR("a\xEF\xB8\x8F"), "user.display_name_control"));       /* a style without an emoji */
    CU_ASSERT_TRUE(shown_is(STR("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"), NULL));
    CU_ASSERT_TRUE(shown_is(STR("a\U000e0067"), "user.display_name_control"));
    CU_ASSERT_TRUE(shown_is(STR("e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"), "user.display_name_control"));
}

static void test_voices_of_the_site(void)
{
    static const char *const official[] = {"admin", "Adm1n", "_admin_", "l1nnet", "SUPP0RT", "Linnet Support", "5taff"};
    static const char *const others[] = {"ada", "admira", "supporter", "linnetfan", "noor"};
    for (size_t i = 0; i < COUNT_OF(official); i++)
        CU_ASSERT_TRUE(user_rules_official(str_from(official[i])));
    for (size_t i = 0; i < COUNT_OF(others); i++)
        CU_ASSERT_FALSE(user_rules_official(str_from(others[i])));
    CU_ASSERT_FALSE(user_rules_official(STR("")));
}

static void test_profile_fields(void)
{
    CU_ASSERT_TRUE(user_rules_showable(STR("Bees.\nMarshes, http://example.org"), true));
    CU_ASSERT_FALSE(user_rules_showable(STR("a\nb"), false));
    CU_ASSERT_FALSE(user_rules_showable(STR("a\xE2\x80\xAE" "b"), true));
    CU_ASSERT_FALSE(user_rules_showable(STR("a\xE2\x80\x8F"), true));
}

static bool made_is(const char *email, uint32_t suffix, const char *name)
{
    struct str made = user_rules_name_from_email(arena, str_from(email), suffix);
    return str_eq(made, str_from(name)) && !user_rules_username(made);
}

static void test_names_from_addresses(void)
{
    CU_ASSERT_TRUE(made_is("ada@example.org", 0, "ada"));
    CU_ASSERT_TRUE(made_is("ada.byron@example.org", 0, "ada_byron"));
    CU_ASSERT_TRUE(made_is("ada+news@example.org", 0, "ada"));
    CU_ASSERT_TRUE(made_is("ada@example.org", 2, "ada2"));
    CU_ASSERT_TRUE(made_is("a.very.long.name.indeed@example.org", 0, "a_very_long_nam"));
    CU_ASSERT_TRUE(made_is("a.very.long.name.indeed@example.org", 999999, "a_very_lo999999"));
    CU_ASSERT_TRUE(made_is("+@example.org", 0, "person"));
}

int main(void)
{
    arena = arena_new(4096, 1 << 20);
    int status = suite_run((struct suite_test[]){
        {"usernames", test_usernames},
        {"reserved_names_are_without_case", test_reserved_names_are_without_case},
        {"emails", test_emails},
        {"email_lengths", test_email_lengths},
        {"display_names", test_display_names},
        {"display_names_do_not_deceive", test_display_names_do_not_deceive},
        {"display_names_hide_nothing", test_display_names_hide_nothing},
        {"voices_of_the_site", test_voices_of_the_site},
        {"profile_fields", test_profile_fields},
        {"names_from_addresses", test_names_from_addresses},
        {NULL, NULL}});
    arena_free(arena);
    return status;
}
