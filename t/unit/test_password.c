#include "base/std.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/settings.h"
#include "base/work.h"
#include "domain/gate.h"
#include "domain/password.h"
#include "domain/password_common.h"
#include "../rig/suite.h"

static struct arena *arena;
static struct settings settings;
static struct work w;
static char run_dir[] = "/tmp/linnet-gate-XXXXXX";

static const char *judged(const char *password)
{
    const char *wrong = password_rules(arena, str_from(password), STR("Ada_B"), STR("lovelace@example.org"));
    return wrong ? wrong : "fine";
}

static void test_lengths_count_characters(void)
{
    char long_one[1026];
    CU_ASSERT_STRING_EQUAL(judged(""), "password.too_short");
    CU_ASSERT_STRING_EQUAL(judged("qZ7-w!x"), "password.too_short");
    CU_ASSERT_STRING_EQUAL(judged("éàüößñç"), "password.too_short"); /* 7 characters in 14 bytes */
    CU_ASSERT_STRING_EQUAL(judged("qZ7-w!xy"), "fine");
    CU_ASSERT_STRING_EQUAL(judged("春の海ひねもすのたり"), "fine");
    CU_ASSERT_STRING_EQUAL(judged("correct horse battery staple"), "fine");
    for (size_t i = 0; i < sizeof long_one; i++)
        long_one[i] = (char)('a' + i % 26);
    long_one[128] = '\0';
    CU_ASSERT_STRING_EQUAL(judged(long_one), "fine");
    long_one[128] = 'x';
    long_one[1025] = '\0';
    CU_ASSERT_STRING_EQUAL(judged(long_one), "password.too_long");
}

static void test_common_ones_are_refused(void)
{
    CU_ASSERT_STRING_EQUAL(judged("password"), "password.common");
    CU_ASSERT_STRING_EQUAL(judged("PassWord1"), "password.common");
    CU_ASSERT_STRING_EQUAL(judged("1234567890"), "password.common");
    CU_ASSERT_STRING_EQUAL(judged("aaaaaaaaaaaa"), "password.common");
    CU_ASSERT_STRING_EQUAL(judged("1212121212"), "password.common");
    CU_ASSERT_TRUE(PASSWORD_COMMON_COUNT > 100);
    for (size_t i = 1; i < PASSWORD_COMMON_COUNT; i++)
        CU_ASSERT_TRUE(strcmp(PASSWORD_COMMON[i - 1], PASSWORD_COMMON[i]) < 0);
    for (size_t i = 0; i < PASSWORD_COMMON_COUNT; i++)
        CU_ASSERT_TRUE(password_is_common(arena, str_from(PASSWORD_COMMON[i])));
}

static void test_own_names_are_refused(void)
{
    CU_ASSERT_STRING_EQUAL(judged("xx-aDa_b-xx"), "password.own_name");
    CU_ASSERT_STRING_EQUAL(judged("Lovelace"), "password.own_name");
    CU_ASSERT_STRING_EQUAL(judged("my-lovelace-9"), "password.own_name");
    /* A name of three letters forbids only itself, else it would forbid half of all passwords. */
    CU_ASSERT_PTR_NULL(password_rules(arena, STR("ann plants hedges"), STR("ann"), STR("an@example.org")));
}

static void test_hashes_are_told_apart(void)
{
    char one[CRYPTO_PASSWORD_MAX], other[CRYPTO_PASSWORD_MAX];
    bool matches = false;
    CU_ASSERT_EQUAL(password_hash(&w, STR("same password"), one), OK);
    CU_ASSERT_EQUAL(password_hash(&w, STR("same password"), other), OK);
    CU_ASSERT_STRING_NOT_EQUAL(one, other);
    CU_ASSERT_EQUAL(password_check(&w, STR("same password"), one, &matches), OK);
    CU_ASSERT_TRUE(matches);
    CU_ASSERT_EQUAL(password_check(&w, STR("other password"), one, &matches), OK);
    CU_ASSERT_FALSE(matches);
    CU_ASSERT_EQUAL(password_check(&w, STR("same password"), NULL, &matches), OK);
    CU_ASSERT_FALSE(matches);
    CU_ASSERT_EQUAL(password_check(&w, STR("!"), "!", &matches), OK);
    CU_ASSERT_FALSE(matches);
}

/* As if other processes held the slots: a lock belongs to the descriptor. */
static void test_the_gate_lets_so_many_in(void)
{
    const struct gate gate = {.name = "try", .slots = 2, .wait_ms = 30};
    int one = -1, other = -1, third = -1;
    CU_ASSERT_EQUAL(gate_enter(&w, &gate, &one), OK);
    CU_ASSERT_EQUAL(gate_enter(&w, &gate, &other), OK);
    int64_t before_us = clock_mono_us();
    CU_ASSERT_EQUAL(gate_enter(&w, &gate, &third), ERR_BUSY);
    CU_ASSERT_TRUE(clock_mono_us() - before_us >= 30000);
    CU_ASSERT_EQUAL(w.fault.retry_after_s, 1);
    CU_ASSERT_EQUAL(third, -1);
    fault_clear(&w);
    gate_leave(one);
    CU_ASSERT_EQUAL(gate_enter(&w, &gate, &third), OK);
    gate_leave(other);
    gate_leave(third);
}

static void test_a_gate_without_folder_is_our_fault(void)
{
    const struct gate gate = {.name = "no/such", .slots = 1, .wait_ms = 0};
    int slot = -1;
    CU_ASSERT_EQUAL(gate_enter(&w, &gate, &slot), ERR_INTERNAL);
    fault_clear(&w);
}

int main(void)
{
    arena = arena_new(4096, 1 << 24);
    if (!arena || !crypto_start() || !mkdtemp(run_dir))
        return 99;
    settings.web.run_dir = run_dir;
    settings.limits.password_hashes = 2;
    settings.limits.password_wait_ms = 1000;
    work_begin(&w, arena, &settings, "test", 20000);
    int status = suite_run((struct suite_test[]){
        {"lengths_count_characters", test_lengths_count_characters},
        {"common_ones_are_refused", test_common_ones_are_refused},
        {"own_names_are_refused", test_own_names_are_refused},
        {"hashes_are_told_apart", test_hashes_are_told_apart},
        {"the_gate_lets_so_many_in", test_the_gate_lets_so_many_in},
        {"a_gate_without_folder_is_our_fault", test_a_gate_without_folder_is_our_fault},
        {NULL, NULL}});
    for (const char *const *name = (const char *const[]){"password-0", "password-1", "try-0", "try-1", NULL}; *name; name++) {
        char path[80];
        snprintf(path, sizeof path, "%s/%s.lock", run_dir, *name);
        unlink(path);
    }
    rmdir(run_dir);
    work_end(&w);
    arena_free(arena);
    return status;
}
