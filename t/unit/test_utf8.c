#include "base/std.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "../rig/suite.h"

static struct arena *arena;

static void test_validity(void)
{
    static const char *const good[] = {"", "plain ascii text, longer than eight bytes", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80",
                                       "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
                                       "aaaaaaaa\xc3\xa4" "bbbbbbbb\xf0\x9f\x98\x80"};
    static const char *const bad[] = {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2 ", "\xe0\x9f\xbf", "\xe2\x82",
                                      "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
                                      "\xfe", "\xff", "aaaaaaaaaaaaaaa\xe2\x82", "\xf0\x9f\x98", "\xe2\x28\xa1", "\xf0\x9f\x98\x41"};
    for (size_t i = 0; i < COUNT_OF(good); i++)
        CU_ASSERT(utf8_valid(str_from(good[i])));
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        CU_ASSERT_FALSE(utf8_valid(str_from(bad[i])));
    CU_ASSERT(utf8_valid(STR("a\0b")));
    CU_ASSERT(utf8_valid((struct str){0}));
}

static void test_every_point_goes_there_and_back(void)
{
    for (int32_t c = 0; c <= 0x10ffff; c++) {
        if (c == 0xd800)
            c = 0xe000;
        char bytes[4];
        struct str s = {bytes, utf8_put(c, bytes)};
        if (!utf8_valid(s) || utf8_count(s) != 1 || utf8_next(&s) != c || s.len != 0)
            CU_FAIL("a code point did not come back");
    }
    struct str end = STR("");
    CU_ASSERT_EQUAL(utf8_next(&end), -1);
}

static void test_counting(void)
{
    CU_ASSERT_EQUAL(utf8_count(STR("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80")), 4);
    CU_ASSERT_EQUAL(utf8_graphemes(STR("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80")), 4);
    CU_ASSERT_EQUAL(utf8_graphemes(STR("e\xcc\x81")), 1);                                             /* e and an accent */
    CU_ASSERT_EQUAL(utf8_graphemes(STR("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7")), 1);         /* a family */
    CU_ASSERT_EQUAL(utf8_graphemes(STR("\xf0\x9f\x87\xab\xf0\x9f\x87\xb7\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa")), 2); /* flags */
    CU_ASSERT_EQUAL(utf8_graphemes(STR("\r\n")), 1);
    CU_ASSERT_EQUAL(utf8_graphemes(STR("")), 0);
}

static void test_nfc(void)
{
    struct str ascii = STR("plain"), composed = STR("\xc3\xa9t\xc3\xa9"), emoji = STR("\xf0\x9f\x98\x80");
    CU_ASSERT_PTR_EQUAL(utf8_nfc(arena, ascii).at, ascii.at);
    CU_ASSERT_PTR_EQUAL(utf8_nfc(arena, composed).at, composed.at);
    CU_ASSERT_PTR_EQUAL(utf8_nfc(arena, emoji).at, emoji.at);
    CU_ASSERT(str_eq(utf8_nfc(arena, STR("e\xcc\x81te\xcc\x81")), composed));
    CU_ASSERT(str_eq(utf8_nfc(arena, STR("\xe2\x84\xab")), STR("\xc3\x85")));                            /* the angstrom sign */
    CU_ASSERT(str_eq(utf8_nfc(arena, STR("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab")), STR("\xed\x95\x9c"))); /* Hangul */
    CU_ASSERT(str_eq(utf8_nfc(arena, STR("a\0e\xcc\x81")), STR("a\0\xc3\xa9")));
    CU_ASSERT_EQUAL(utf8_nfc(arena, STR("")).len, 0);
}

static void test_classes(void)
{
    CU_ASSERT(utf8_is_control(0) && utf8_is_control(0x1b) && utf8_is_control(0x7f) && utf8_is_control(0x9b));
    CU_ASSERT(utf8_is_control('\r') && utf8_is_control(0x2028) && utf8_is_control(0x2029));
    CU_ASSERT_FALSE(utf8_is_control('\n') || utf8_is_control('\t') || utf8_is_control('a') || utf8_is_control(0xa0));
    CU_ASSERT(utf8_is_invisible(0x200b) && utf8_is_invisible(0x202e) && utf8_is_invisible(0x2066));
    CU_ASSERT(utf8_is_invisible(0xfeff) && utf8_is_invisible(0xe0041) && utf8_is_invisible(0x200d));
    CU_ASSERT_FALSE(utf8_is_invisible('a') || utf8_is_invisible(0x2010) || utf8_is_invisible(0x1f600));
}

static void test_blank(void)
{
    CU_ASSERT(utf8_is_blank(STR("")));
    CU_ASSERT(utf8_is_blank(STR(" \t\r\n")));
    CU_ASSERT(utf8_is_blank(STR("\xc2\xa0\xe2\x80\x83\xe3\x80\x80")));     /* no-break, em and ideographic space */
    CU_ASSERT(utf8_is_blank(STR("\xe2\x80\x8b\xef\xbb\xbf\xe2\x80\xae"))); /* invisibles */
    CU_ASSERT(utf8_is_blank(STR("\xe3\x85\xa4\xe2\xa0\x80")));             /* Hangul filler, Braille blank */
    CU_ASSERT_FALSE(utf8_is_blank(STR(" . ")));
    CU_ASSERT_FALSE(utf8_is_blank(STR("\xf0\x9f\x98\x80")));
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"validity", test_validity},
        {"every code point goes there and back", test_every_point_goes_there_and_back},
        {"counting", test_counting},
        {"NFC", test_nfc},
        {"classes", test_classes},
        {"blank", test_blank},
        {NULL, NULL},
    };
    arena = arena_new(1024, 1 << 20);
    int result = suite_run(tests);
    arena_free(arena);
    return result;
}
