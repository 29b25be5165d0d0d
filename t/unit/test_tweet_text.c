#include "base/std.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/random.h"
#include "cli/phrases.h"
#include "domain/tweet_text.h"
#include "../rig/suite.h"

static struct arena *arena;

static struct str clean(const char *text)
{
    return tweet_text_clean(arena, str_from(text));
}

static bool judged_as(struct str text, const char *key)
{
    const char *wrong = tweet_text_judge(arena, tweet_text_clean(arena, text));
    return key ? wrong && strcmp(wrong, key) == 0 : !wrong;
}

static struct str repeated(const char *part, size_t times)
{
    struct buf b;
    buf_init(&b, arena, 64);
    for (size_t i = 0; i < times; i++)
        buf_put_z(&b, part);
    return buf_str(&b);
}

static void test_cleaning(void)
{
    CU_ASSERT_TRUE(str_eq(clean("  hi \n"), STR("hi")));
    CU_ASSERT_TRUE(str_eq(clean("one\r\ntwo\rthree\n"), STR("one\ntwo\nthree")));
    CU_ASSERT_TRUE(str_eq(clean("e\xCC\x81"), STR("\xC3\xA9"))); /* composed */
    CU_ASSERT_EQUAL(clean("\r\n").len, 0);
}

static void test_lengths_are_weighed(void)
{
    CU_ASSERT_TRUE(judged_as(repeated("a", 280), NULL));
    CU_ASSERT_TRUE(judged_as(repeated("a", 281), "tweet.too_long"));
    CU_ASSERT_TRUE(judged_as(repeated("🐦", 140), NULL));
    CU_ASSERT_TRUE(judged_as(repeated("🐦", 141), "tweet.too_long"));
    CU_ASSERT_TRUE(judged_as(repeated("好", 140), NULL));
    CU_ASSERT_TRUE(judged_as(repeated("好", 141), "tweet.too_long"));
    CU_ASSERT_TRUE(judged_as(repeated("👩🏽\u200d🔬", 140), NULL));
    CU_ASSERT_TRUE(judged_as(repeated("e\xCC\x81", 280), NULL)); /* counted when composed */
    CU_ASSERT_TRUE(judged_as(repeated("https://example.org/a/very/long/path ", 11), NULL)); /* 11 * 24 */
    CU_ASSERT_TRUE(judged_as(repeated(" ", 500), "tweet.empty"));
}

static void test_room(void)
{
    struct tweet_room room = tweet_text_room(arena, STR("  hello "));
    CU_ASSERT_EQUAL(room.left, 275);
    CU_ASSERT_TRUE(str_eq(room.fits, STR("hello")) && room.excess.len == 0);
    room = tweet_text_room(arena, repeated("好", 143));
    CU_ASSERT_EQUAL(room.left, -6);
    CU_ASSERT_TRUE(room.fits.len == 140 * 3 && str_eq(room.excess, STR("好好好")));
}

static void test_what_shows_nothing_is_empty(void)
{
    CU_ASSERT_TRUE(judged_as(STR(""), "tweet.empty"));
    CU_ASSERT_TRUE(judged_as(STR(" \n\t "), "tweet.empty"));
    CU_ASSERT_TRUE(judged_as(STR("\xE2\x80\x8B\xE2\x80\x8B"), "tweet.empty"));
}

static void test_controls(void)
{
    CU_ASSERT_TRUE(judged_as(STR("two\nlines"), NULL));
    CU_ASSERT_TRUE(judged_as(STR("a\0b"), "tweet.control"));
    CU_ASSERT_TRUE(judged_as(STR("a\tb"), "tweet.control"));
    CU_ASSERT_TRUE(judged_as(STR("a\x1B[31mb"), "tweet.control"));
    CU_ASSERT_TRUE(judged_as(STR("a\xC2\x85" "b"), "tweet.control"));     /* U+0085 */
    CU_ASSERT_TRUE(judged_as(STR("a\xE2\x80\xA8" "b"), "tweet.control")); /* U+2028 */
}

/* Generated tweets are stored as they were composed: the oracle of the timelines relies on it. */
static void test_phrases_are_clean(void)
{
    struct random_stream stream = {7};
    for (uint64_t author = 0; author < 2000; author++) {
        struct buf b;
        buf_init(&b, arena, 512);
        phrases_compose(&b, author, &stream);
        CU_ASSERT_TRUE(str_eq(tweet_text_clean(arena, buf_str(&b)), buf_str(&b)));
        CU_ASSERT_PTR_NULL(tweet_text_judge(arena, buf_str(&b)));
    }
}

int main(void)
{
    arena = arena_new(4096, 1 << 25);
    int status = suite_run((struct suite_test[]){
        {"cleaning", test_cleaning},
        {"lengths_are_weighed", test_lengths_are_weighed},
        {"room", test_room},
        {"what_shows_nothing_is_empty", test_what_shows_nothing_is_empty},
        {"controls", test_controls},
        {"phrases_are_clean", test_phrases_are_clean},
        {NULL, NULL}});
    arena_free(arena);
    return status;
}
