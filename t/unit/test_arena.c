#include "base/std.h"

#include "base/arena.h"
#include "base/buf.h"
#include "../rig/suite.h"

static void test_memory_is_zeroed_and_aligned(void)
{
    struct arena *a = arena_new(256, 1 << 20);
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 700; size += 7) {
            char *at = arena_alloc(a, size);
            CU_ASSERT_EQUAL((uintptr_t)at % 16, 0);
            for (size_t i = 0; i < size; i++)
                if (at[i] != 0)
                    CU_FAIL("a byte is not zero");
            memset(at, 'x', size);
        }
        CU_ASSERT(arena_used(a) > 30000);
        arena_reset(a);
        CU_ASSERT_EQUAL(arena_used(a), 0);
    }
    arena_free(a);
    arena_free(NULL);
}

static void test_growing_keeps_what_was(void)
{
    struct arena *a = arena_new(128, 1 << 20);
    char *first = arena_alloc(a, 16);
    memcpy(first, "0123456789abcdef", 16);
    first = arena_grow(a, first, 16, 48);
    arena_alloc(a, 8); /* something behind it: it must move now */
    char *moved = arena_grow(a, first, 48, 4096);
    CU_ASSERT(moved != first);
    CU_ASSERT(memcmp(moved, "0123456789abcdef", 16) == 0);
    memset(moved, 'y', 4096);
    CU_ASSERT_PTR_EQUAL(arena_grow(a, moved, 4096, 10), moved);
    CU_ASSERT_PTR_NOT_NULL(arena_grow(a, NULL, 0, 5));
    arena_free(a);
}

/* Runs `use` with a jump point; true when it jumped. */
static bool exhausts(struct arena *a, void (*use)(struct arena *))
{
    jmp_buf jump;
    arena_set_jump(a, &jump);
    bool jumped = setjmp(jump) != 0;
    if (!jumped)
        use(a);
    arena_set_jump(a, NULL);
    return jumped;
}

static void take_slowly(struct arena *a)
{
    for (int i = 0; i < 1000; i++)
        arena_alloc(a, 100);
}

static void take_too_much(struct arena *a)
{
    arena_alloc(a, SIZE_MAX - 3);
}

static void take_overflowing(struct arena *a)
{
    arena_array(a, SIZE_MAX / 2, 3);
}

static void grow_too_much(struct arena *a)
{
    char *at = arena_alloc(a, 8);
    arena_grow(a, at, 8, SIZE_MAX);
}

static void fill_a_buf(struct arena *a)
{
    struct buf b;
    buf_init(&b, a, 10);
    for (int i = 0; i < 10000; i++)
        BUF_LIT(&b, "0123456789");
}

static void ask_a_buf_for_everything(struct arena *a)
{
    struct buf b;
    buf_init(&b, a, 10);
    BUF_LIT(&b, "x");
    buf_room(&b, SIZE_MAX);
}

static void test_the_cap_jumps(void)
{
    static void (*const uses[])(struct arena *) = {take_slowly,   take_too_much, take_overflowing,
                                                   grow_too_much, fill_a_buf,    ask_a_buf_for_everything};
    for (size_t i = 0; i < COUNT_OF(uses); i++) {
        struct arena *a = arena_new(64, 10000);
        CU_ASSERT(exhausts(a, uses[i]));
        CU_ASSERT(arena_used(a) <= 10000);
        arena_reset(a);
        CU_ASSERT_PTR_NOT_NULL(arena_alloc(a, 9000)); /* usable again */
        arena_free(a);
    }
}

static struct {
    int order[8], count;
    struct arena *arena;
} seen;

static void note(void *what)
{
    seen.order[seen.count++] = *(int *)what;
}

static void note_and_defer(void *what)
{
    static int late = 9;
    note(what);
    arena_defer(seen.arena, note, &late);
}

static void test_defers_run_once_newest_first(void)
{
    static int one = 1, two = 2, three = 3;
    struct arena *a = arena_new(256, 10000);
    seen.arena = a;
    seen.count = 0;
    arena_defer(a, note, &one);
    arena_defer(a, note_and_defer, &two);
    arena_defer(a, note, &three);
    arena_reset(a);
    static const int expected[] = {3, 2, 9, 1};
    CU_ASSERT_EQUAL(seen.count, 4);
    CU_ASSERT(memcmp(seen.order, expected, sizeof expected) == 0);
    arena_reset(a);
    CU_ASSERT_EQUAL(seen.count, 4);
    arena_defer(a, note, &one);
    arena_free(a);
    CU_ASSERT_EQUAL(seen.count, 5);
}

static void fill_then_defer(struct arena *a)
{
    static int four = 4;
    while (arena_used(a) < 9990)
        arena_alloc(a, arena_used(a) < 9000 ? 100 : 1);
    for (;;)
        arena_defer(a, note, &four);
}

static void test_a_defer_without_room_releases_at_once(void)
{
    struct arena *a = arena_new(256, 10000);
    seen.count = 0;
    CU_ASSERT(exhausts(a, fill_then_defer));
    CU_ASSERT(seen.count >= 1);
    arena_free(a);
}

static void test_buf_builds(void)
{
    struct arena *a = arena_new(64, 1 << 20);
    struct buf b;
    buf_init(&b, a, 0);
    CU_ASSERT_EQUAL(buf_str(&b).len, 0);
    BUF_LIT(&b, "a");
    buf_put_i64(&b, INT64_MIN);
    buf_put_char(&b, ' ');
    buf_put_u64(&b, UINT64_MAX);
    buf_put_i64(&b, 0);
    buf_printf(&b, "|%s:%d|", "a long word that needs more room than there is", 42);
    buf_put_z(&b, "z");
    buf_put(&b, (struct str){0});
    CU_ASSERT_STRING_EQUAL(buf_z(&b), "a-9223372036854775808 184467440737095516150"
                                      "|a long word that needs more room than there is:42|z");
    CU_ASSERT_EQUAL(strlen(buf_z(&b)), buf_str(&b).len);
    arena_free(a);
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"memory is zeroed and aligned", test_memory_is_zeroed_and_aligned},
        {"growing keeps what was", test_growing_keeps_what_was},
        {"the cap jumps", test_the_cap_jumps},
        {"defers run once, newest first", test_defers_run_once_newest_first},
        {"a defer without room releases at once", test_a_defer_without_room_releases_at_once},
        {"buf builds", test_buf_builds},
        {NULL, NULL},
    };
    return suite_run(tests);
}
