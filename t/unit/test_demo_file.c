#include "base/std.h"

#include "base/arena.h"
#include "cli/demo_file.h"
#include "../rig/suite.h"

static struct arena *arena;
static struct demo *demo;
static size_t line;
static const char *why;

static bool reads(const char *text)
{
    demo = ARENA_NEW(arena, struct demo);
    return demo_file_read(arena, str_from(text), demo, &line, &why);
}

static int64_t ago(const char *text)
{
    int64_t ms;
    return demo_file_ago(str_from(text), &ms) ? ms / 60000 : -1;
}

static void test_ages(void)
{
    CU_ASSERT_EQUAL(ago("5m"), 5);
    CU_ASSERT_EQUAL(ago("2h 5m"), 125);
    CU_ASSERT_EQUAL(ago("1d"), 1440);
    CU_ASSERT_EQUAL(ago("1d 1h 1m"), 1501);
    CU_ASSERT_EQUAL(ago(""), -1);
    CU_ASSERT_EQUAL(ago("0m"), -1);
    CU_ASSERT_EQUAL(ago("5"), -1);
    CU_ASSERT_EQUAL(ago("5m 2h"), -1);
    CU_ASSERT_EQUAL(ago("5m 5m"), -1);
    CU_ASSERT_EQUAL(ago("-5m"), -1);
    CU_ASSERT_EQUAL(ago("99999d"), -1);
}

static void test_a_whole_file(void)
{
    CU_ASSERT_TRUE(reads("# a comment\npassword four words for trying\nperson ada\nname Ada B.\nbio Counts.\n"
                         "follows bo cy\n\nperson bo\ntweet ada 3d 4h\n| one\n|\n| two\ntweet bo 5m\n| three\n"
                         "liked ada cy\nretweeted ada\n"));
    CU_ASSERT_TRUE(str_eq(demo->password, STR("four words for trying")));
    CU_ASSERT_EQUAL(demo->people_count, 2);
    CU_ASSERT_TRUE(str_eq(demo->people[0].name, STR("Ada B.")));
    CU_ASSERT_TRUE(str_eq(demo->people[1].name, STR("bo")));
    CU_ASSERT_EQUAL(demo->follows_count, 2);
    CU_ASSERT_TRUE(str_eq(demo->follows[1].followee, STR("cy")));
    CU_ASSERT_EQUAL(demo->tweets_count, 2);
    CU_ASSERT_TRUE(str_eq(demo->tweets[0].text, STR("one\n\ntwo")));
    CU_ASSERT_TRUE(str_eq(demo->tweets[1].text, STR("three")));
    CU_ASSERT_EQUAL(demo->marks_count, 3);
    CU_ASSERT_TRUE(demo->marks[1].tweet == 1 && str_eq(demo->marks[1].by, STR("cy")) && !demo->marks[1].retweet);
    CU_ASSERT_TRUE(demo->marks[2].tweet == 1 && str_eq(demo->marks[2].by, STR("ada")) && demo->marks[2].retweet);
    CU_ASSERT_FALSE(reads("person ada\nliked bo\n"));
    CU_ASSERT_TRUE(reads("password x\nperson ada\ntweet ada 2h\n| one\nreply ada 1h\n| two\nreply ada 5m\n| three\n"));
    CU_ASSERT_TRUE(demo->tweets[0].replies_to == 0 && demo->tweets[1].replies_to == 1 && demo->tweets[2].replies_to == 1);
    CU_ASSERT_FALSE(reads("person ada\nreply ada 1h\n"));
}

static void test_errors_have_a_line(void)
{
    CU_ASSERT_FALSE(reads("person ada\nhobby chess\n"));
    CU_ASSERT_EQUAL(line, 2);
    CU_ASSERT_STRING_EQUAL(why, "unknown word");
    CU_ASSERT_FALSE(reads("name Ada\n"));
    CU_ASSERT_FALSE(reads("person ada\n\ntweet ada soon\n"));
    CU_ASSERT_EQUAL(line, 3);
    CU_ASSERT_FALSE(reads("| text of nobody\n"));
    CU_ASSERT_FALSE(reads("person\n"));
    CU_ASSERT_FALSE(reads(""));
    CU_ASSERT_FALSE(reads("person \xFF\n"));
    CU_ASSERT_STRING_EQUAL(why, "not UTF-8");
}

int main(void)
{
    arena = arena_new(4096, 1 << 26);
    int status = suite_run((struct suite_test[]){{"ages", test_ages},
                                                 {"a_whole_file", test_a_whole_file},
                                                 {"errors_have_a_line", test_errors_have_a_line},
                                                 {NULL, NULL}});
    arena_free(arena);
    return status;
}
