#include "base/std.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/random.h"
#include "domain/text_diff.h"
#include "../rig/suite.h"

static struct arena *arena;

/* "hello [-old-]{+new+} world" */
static const char *marked(struct str older, struct str newer)
{
    static const char *const around[][2] = {
        [TEXT_KEPT] = {"", ""}, [TEXT_REMOVED] = {"[-", "-]"}, [TEXT_ADDED] = {"{+", "+}"}};
    struct text_differ d = {.arena = arena};
    struct text_pieces pieces = text_diff(&d, older, newer);
    struct buf *b = ARENA_NEW(arena, struct buf);
    buf_init(b, arena, 64);
    for (size_t i = 0; i < pieces.count; i++) {
        buf_put_z(b, around[pieces.at[i].kind][0]);
        buf_put(b, pieces.at[i].text);
        buf_put_z(b, around[pieces.at[i].kind][1]);
    }
    return buf_z(b);
}

#define EXPECT(older, newer, wanted) CU_ASSERT_STRING_EQUAL(marked(STR(older), STR(newer)), wanted)

static void test_words(void)
{
    EXPECT("", "", "");
    EXPECT("same text", "same text", "same text");
    EXPECT("", "new", "{+new+}");
    EXPECT("old", "", "[-old-]");
    EXPECT("the quick fox", "the slow fox", "the [-quick-]{+slow+} fox");
    EXPECT("one two", "one two three", "one two{+ three+}");
    EXPECT("Hello, world", "Hello world", "Hello[-,-] world");
    EXPECT("cats and dogs", "dogs and cats", "[-cats-]{+dogs+} and [-dogs-]{+cats+}");
    EXPECT("a b c d e", "a x c y e", "a [-b-]{+x+} c [-d-]{+y+} e");
}

static void test_without_blanks(void)
{
    EXPECT("今日は晴れ", "今日は雨", "今日は[-晴れ-]{+雨+}");
    EXPECT("e\xCC\x81t\xC3\xA9", "e\xCC\x81tait", "[-e\xCC\x81t\xC3\xA9-]{+e\xCC\x81tait+}"); /* no mark alone */
    EXPECT("か\xE3\x82\x99く", "か\xE3\x82\x99け", "か\xE3\x82\x99[-く-]{+け+}");
}

static struct str words_drawn(struct random_stream *stream, size_t count)
{
    static const char *const words[] = {"a", "bee", " ", "\n", ".", "語", "c\xCC\x81", "🐦"};
    struct buf b;
    buf_init(&b, arena, 64);
    for (size_t i = 0; i < count; i++)
        buf_put_z(&b, words[random_next_below(stream, COUNT_OF(words))]);
    return buf_str(&b);
}

static struct str side_of(const struct text_pieces *pieces, enum text_piece_kind without)
{
    struct buf b;
    buf_init(&b, arena, 64);
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->at[i].kind != without)
            buf_put(&b, pieces->at[i].text);
    return buf_str(&b);
}

/* Whatever the texts: the pieces give back both, no two neighbours are alike, and none is empty. */
static void test_both_texts_come_back(void)
{
    struct random_stream stream = {7};
    for (int round = 0; round < 300; round++) {
        struct text_differ d = {.arena = arena};
        size_t most = round % 50 == 0 ? 700 : 40; /* beyond TEXT_DIFF_WORDS, too */
        struct str older = words_drawn(&stream, random_next_below(&stream, (uint32_t)most));
        struct str newer = words_drawn(&stream, random_next_below(&stream, (uint32_t)most));
        struct text_pieces pieces = text_diff(&d, older, newer);
        CU_ASSERT_TRUE(str_eq(side_of(&pieces, TEXT_ADDED), older));
        CU_ASSERT_TRUE(str_eq(side_of(&pieces, TEXT_REMOVED), newer));
        for (size_t i = 0; i < pieces.count; i++) {
            CU_ASSERT_TRUE(pieces.at[i].text.len > 0);
            CU_ASSERT_TRUE(i == 0 || pieces.at[i].kind != pieces.at[i - 1].kind);
        }
        arena_reset(arena);
    }
}

int main(void)
{
    arena = arena_new(4096, 1 << 25);
    int status = suite_run((struct suite_test[]){
        {"words", test_words},
        {"without_blanks", test_without_blanks},
        {"both_texts_come_back", test_both_texts_come_back},
        {NULL, NULL}});
    arena_free(arena);
    return status;
}
