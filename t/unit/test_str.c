#include "base/std.h"

#include "base/arena.h"
#include "base/str.h"
#include "../rig/suite.h"

static void test_slices_are_clamped(void)
{
    struct str s = STR("linnet");
    CU_ASSERT(str_eq(str_slice(s, 1, 3), STR("in")));
    CU_ASSERT(str_eq(str_slice(s, 4, 99), STR("et")));
    CU_ASSERT(str_eq(str_slice(s, 9, 3), STR("")));
    CU_ASSERT_PTR_NOT_NULL(str_slice((struct str){0}, 0, 4).at);
    CU_ASSERT(str_eq(str_from(NULL), (struct str){0}));
}

static void test_comparing(void)
{
    CU_ASSERT(str_eq_fold(STR("Ada_9"), STR("aDA_9")));
    CU_ASSERT_FALSE(str_eq_fold(STR("@"), STR("`"))); /* 0x20 apart, and no letters */
    CU_ASSERT_FALSE(str_eq_fold(STR("\xc3\x84"), STR("\xc3\xa4")));
    CU_ASSERT(str_compare(STR("ab"), STR("abc")) < 0);
    CU_ASSERT(str_compare(STR("\xff"), STR("a")) > 0);
    CU_ASSERT_EQUAL(str_compare(STR(""), (struct str){0}), 0);
    CU_ASSERT(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("a"), STR("ab")));
    CU_ASSERT(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
}

static void test_finding(void)
{
    size_t at = 7;
    CU_ASSERT(str_find(STR("a=b=c"), STR("="), &at));
    CU_ASSERT_EQUAL(at, 1);
    CU_ASSERT_FALSE(str_find(STR("abc"), STR("abcd"), &at));
    CU_ASSERT_FALSE(str_find((struct str){0}, STR("x"), &at));
    CU_ASSERT_EQUAL(at, 1);
    CU_ASSERT(str_find(STR("abc"), STR(""), &at));
    CU_ASSERT_EQUAL(at, 0);
    CU_ASSERT(str_eq(str_trim(STR(" \t a b\r\n")), STR("a b")));
    CU_ASSERT_EQUAL(str_trim(STR(" \n ")).len, 0);
}

static size_t pieces(struct str s)
{
    struct str piece;
    size_t count = 0;
    while (str_next(&s, ',', &piece))
        count++;
    return count;
}

static void test_pieces(void)
{
    struct str rest = STR("a,,b,"), piece;
    CU_ASSERT(str_next(&rest, ',', &piece) && str_eq(piece, STR("a")));
    CU_ASSERT(str_next(&rest, ',', &piece) && piece.len == 0);
    CU_ASSERT(str_next(&rest, ',', &piece) && str_eq(piece, STR("b")));
    CU_ASSERT(str_next(&rest, ',', &piece) && piece.len == 0);
    CU_ASSERT_FALSE(str_next(&rest, ',', &piece));
    CU_ASSERT_EQUAL(pieces(STR("a")), 1);
    CU_ASSERT_EQUAL(pieces(STR("")), 1);
    CU_ASSERT_EQUAL(pieces((struct str){0}), 0);
}

static void test_numbers(void)
{
    uint64_t u = 5;
    int64_t i = 5;
    CU_ASSERT(str_to_u64(STR("18446744073709551615"), &u) && u == UINT64_MAX);
    CU_ASSERT(str_to_i64(STR("-9223372036854775808"), &i) && i == INT64_MIN);
    CU_ASSERT(str_to_i64(STR("9223372036854775807"), &i) && i == INT64_MAX);
    CU_ASSERT(str_to_i64(STR("-0"), &i) && i == 0);
    i = 5;
    static const char *const bad[] = {"", "-", "+1", " 1", "1 ", "0x1", "1.0", "--1", "9223372036854775808",
                                      "-9223372036854775809", "18446744073709551616", "1\n"};
    for (size_t k = 0; k < COUNT_OF(bad); k++)
        CU_ASSERT_FALSE(str_to_i64(str_from(bad[k]), &i));
    CU_ASSERT_EQUAL(i, 5);
    CU_ASSERT_FALSE(str_to_u64(STR("18446744073709551616"), &u));
    CU_ASSERT_FALSE(str_to_u64(STR("-1"), &u));
    CU_ASSERT_EQUAL(u, UINT64_MAX);
}

static void test_copies(void)
{
    struct arena *a = arena_new(1024, 1 << 20);
    struct str original = STR("MiXed \xc3\x84");
    struct str copy = str_copy(a, original);
    CU_ASSERT(str_eq(copy, original) && copy.at != original.at);
    CU_ASSERT(str_eq(str_lower(a, original), STR("mixed \xc3\x84")));
    CU_ASSERT_STRING_EQUAL(str_z(a, str_slice(original, 0, 3)), "MiX");
    CU_ASSERT_STRING_EQUAL(str_z(a, (struct str){0}), "");
    arena_free(a);
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"slices are clamped", test_slices_are_clamped},
        {"comparing", test_comparing},
        {"finding and trimming", test_finding},
        {"pieces between separators", test_pieces},
        {"numbers", test_numbers},
        {"copies", test_copies},
        {NULL, NULL},
    };
    return suite_run(tests);
}
