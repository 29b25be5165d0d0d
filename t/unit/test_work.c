#include "base/std.h"

#include "base/clock.h"
#include "base/work.h"
#include "../rig/suite.h"

static int64_t now_us;

static int64_t held_wall(void)
{
    return 1700000000000;
}

static int64_t held_mono(void)
{
    return now_us;
}

static struct arena *arena;

static struct work begun(void)
{
    struct work w;
    if (!arena)
        arena = arena_new(1024, 100000);
    work_begin(&w, arena, NULL, "test", 1000);
    return w;
}

static void test_the_first_fault_is_kept(void)
{
    struct work w = begun();
    CU_ASSERT_EQUAL(fail(&w, ERR_CONFLICT, "email", "user.email_taken", "row %d", 7), ERR_CONFLICT);
    CU_ASSERT_EQUAL(fail(&w, ERR_INTERNAL, NULL, "error.internal", "later"), ERR_CONFLICT);
    CU_ASSERT_EQUAL(w.fault.count, 1);
    CU_ASSERT_STRING_EQUAL(w.fault.complaints[0].field, "email");
    CU_ASSERT_STRING_EQUAL(w.fault.detail, "row 7");
    fault_clear(&w);
    CU_ASSERT_EQUAL(w.fault.kind, OK);
    CU_ASSERT_EQUAL(w.fault.count, 0);
    work_end(&w);
}

static void test_a_detail_is_cut(void)
{
    struct work w = begun();
    CU_ASSERT_EQUAL(fail(&w, ERR_INTERNAL, NULL, "error.internal", "%0300d", 1), ERR_INTERNAL);
    CU_ASSERT_EQUAL(strlen(w.fault.detail), FAULT_DETAIL - 1);
    work_end(&w);
}

static void test_complaints_are_collected(void)
{
    struct work w = begun();
    CU_ASSERT_EQUAL(complained(&w), OK);
    for (int i = 0; i < 2 * FAULT_COMPLAINTS; i++)
        complain(&w, i ? "password" : "username", "param.missing");
    CU_ASSERT_EQUAL(complained(&w), ERR_INVALID);
    CU_ASSERT_EQUAL(w.fault.count, FAULT_COMPLAINTS);
    CU_ASSERT_STRING_EQUAL(w.fault.complaints[0].field, "username");
    work_end(&w);
}

static void test_a_fault_goes_before_complaints(void)
{
    struct work w = begun();
    complain(&w, "username", "param.missing");
    CU_ASSERT_EQUAL(fail(&w, ERR_INVALID, "text", "tweet.empty", "-"), ERR_INVALID);
    CU_ASSERT_EQUAL(w.fault.count, 2);
    CU_ASSERT_STRING_EQUAL(w.fault.complaints[0].field, "text");
    CU_ASSERT_STRING_EQUAL(w.fault.complaints[1].field, "username");
    fault_clear(&w);
    complain(&w, "username", "param.missing");
    CU_ASSERT_EQUAL(fail(&w, ERR_BUSY, NULL, "error.busy", "-"), ERR_BUSY);
    CU_ASSERT_EQUAL(w.fault.count, 1);
    work_end(&w);
}

static void test_kinds_have_names(void)
{
    CU_ASSERT_STRING_EQUAL(err_name(ERR_NOT_FOUND), "not_found");
    CU_ASSERT_STRING_EQUAL(err_name((enum err)99), "internal");
    for (int kind = OK; kind <= ERR_INTERNAL; kind++)
        CU_ASSERT_PTR_NOT_NULL(err_name((enum err)kind));
}

static int released;

static void release(void *what UNUSED)
{
    released++;
}

static enum err eat(struct work *w, void *arg UNUSED)
{
    arena_defer(w->arena, release, NULL);
    for (int i = 0; i < 1000; i++)
        arena_alloc(w->arena, 1000);
    return OK;
}

static enum err fail_softly(struct work *w, void *arg)
{
    TRY(fail(w, ERR_NOT_FOUND, NULL, "tweet.not_found", "%s", (const char *)arg));
    return OK;
}

static enum err eat_inside(struct work *w, void *arg)
{
    enum err inner = work_run(w, eat, arg);
    CU_ASSERT_EQUAL(inner, ERR_BUSY);
    arena_reset(w->arena);
    fault_clear(w);
    return eat(w, arg); /* the outer jump point must be back */
}

static void test_exhaustion_is_busy(void)
{
    struct work w = begun();
    released = 0;
    CU_ASSERT_EQUAL(work_run(&w, eat, NULL), ERR_BUSY);
    CU_ASSERT_STRING_EQUAL(w.fault.complaints[0].key, "error.busy");
    CU_ASSERT_EQUAL(released, 0);
    work_end(&w);
    CU_ASSERT_EQUAL(released, 1);

    w = begun();
    CU_ASSERT_EQUAL(work_run(&w, eat_inside, NULL), ERR_BUSY);
    work_end(&w);
    CU_ASSERT_EQUAL(released, 3);

    w = begun();
    char gone[] = "gone";
    CU_ASSERT_EQUAL(work_run(&w, fail_softly, gone), ERR_NOT_FOUND);
    CU_ASSERT_STRING_EQUAL(w.fault.detail, "gone");
    work_end(&w);
}

static void test_the_deadline(void)
{
    clock_replace(held_wall, held_mono);
    now_us = 5000000;
    struct work w = begun();
    CU_ASSERT_EQUAL(w.now_ms, 1700000000000);
    CU_ASSERT_EQUAL(work_remaining_ms(&w), 1000);
    now_us += 999001;
    CU_ASSERT_EQUAL(work_remaining_ms(&w), 0);
    now_us += 60000000;
    CU_ASSERT_EQUAL(work_remaining_ms(&w), 0);
    work_end(&w);
    clock_replace(NULL, NULL);
}

static void test_end(void)
{
    arena_free(arena);
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"the first fault is kept", test_the_first_fault_is_kept},
        {"a detail is cut", test_a_detail_is_cut},
        {"complaints are collected", test_complaints_are_collected},
        {"a fault goes before complaints", test_a_fault_goes_before_complaints},
        {"kinds have names", test_kinds_have_names},
        {"exhaustion is busy", test_exhaustion_is_busy},
        {"the deadline", test_the_deadline},
        {"the arena goes", test_end},
        {NULL, NULL},
    };
    return suite_run(tests);
}
