#include "base/std.h"

#include "job/job_runner.h"

#include "rig/suite.h"

static const struct job job = {.name = "test", .interval_ms = 10000};

enum { SECOND = 1000 * 1000, START = 1000 };

static int64_t wait_after(struct job_state *state, bool well, bool more)
{
    job_plan(&job, state, well, more, START);
    return state->due_us - START;
}

static void test_a_good_run_comes_again_after_the_interval(void)
{
    struct job_state state = {.failures = 3};
    int64_t wait = wait_after(&state, true, false);
    CU_ASSERT_TRUE(wait >= 9 * SECOND && wait <= 11 * SECOND);
    CU_ASSERT_EQUAL(state.failures, 0);
}

static void test_a_full_batch_comes_again_at_once(void)
{
    struct job_state state = {.due_us = 0};
    CU_ASSERT_TRUE(wait_after(&state, true, true) < SECOND);
}

static void test_failures_back_off_to_a_minute(void)
{
    static const int64_t seconds[] = {1, 2, 4, 8, 16, 32, 60, 60, 60};
    struct job_state state = {.due_us = 0};
    for (size_t i = 0; i < COUNT_OF(seconds); i++) {
        int64_t wait = wait_after(&state, false, true);
        CU_ASSERT_TRUE(wait >= seconds[i] * SECOND * 9 / 10 && wait <= seconds[i] * SECOND * 11 / 10);
    }
}

static void test_first_runs_are_soon_and_not_before_now(void)
{
    struct job_state state;
    for (int i = 0; i < 100; i++) {
        job_schedule(&job, 1, &state, START);
        CU_ASSERT_TRUE(state.due_us >= START && state.due_us <= START + 10 * SECOND);
    }
}

static void test_every_job_can_be_found_by_its_name(void)
{
    for (size_t i = 0; i < job_table_count; i++)
        CU_ASSERT_PTR_EQUAL(job_find(job_table[i].name), &job_table[i]);
    CU_ASSERT_PTR_NULL(job_find("no.such"));
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"a_good_run_comes_again_after_the_interval", test_a_good_run_comes_again_after_the_interval},
        {"a_full_batch_comes_again_at_once", test_a_full_batch_comes_again_at_once},
        {"failures_back_off_to_a_minute", test_failures_back_off_to_a_minute},
        {"first_runs_are_soon_and_not_before_now", test_first_runs_are_soon_and_not_before_now},
        {"every_job_can_be_found_by_its_name", test_every_job_can_be_found_by_its_name},
        {NULL, NULL},
    });
}
