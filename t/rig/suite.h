/* A test program: a table of tests, run by CUnit, told as TAP.
 *
 *   static void test_buf_grows(void) { ... CU_ASSERT_EQUAL(b.len, 3); ... }
 *   int main(void)
 *   {
 *       return suite_run((struct suite_test[]){{"buf_grows", test_buf_grows}, {NULL, NULL}});
 *   }
 *
 * Include this file after base/std.h and the headers under test. A test that needs something that
 * is not there calls suite_skip("why") in main and returns its result. */
#ifndef RIG_SUITE_H
#define RIG_SUITE_H

#include <CUnit/CUnit.h>
#include <CUnit/TestRun.h>

#include "base/std.h"

struct suite_test {
    const char *name; /* NULL ends a table */
    void (*run)(void);
};

static inline void suite_tell(const CU_pTest test, const CU_pSuite suite UNUSED, const CU_pFailureRecord failure)
{
    printf("%s - %s\n", failure ? "not ok" : "ok", test->pName);
    for (CU_pFailureRecord f = failure; f; f = f->pNext)
        printf("# %s:%u: %s\n", f->strFileName, f->uiLineNumber, f->strCondition);
    (void)fflush(stdout);
}

/* Runs them all; the exit code of main. */
static inline int suite_run(const struct suite_test *tests)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 99;
    CU_pSuite suite = CU_add_suite("all", NULL, NULL);
    for (const struct suite_test *t = tests; t->name; t++)
        if (!CU_add_test(suite, t->name, t->run))
            return 99;
    CU_set_test_complete_handler(suite_tell);
    (void)CU_run_all_tests();
    unsigned failed = CU_get_number_of_failures();
    printf("1..%u\n", CU_get_number_of_tests_run());
    CU_cleanup_registry();
    return failed ? 1 : 0;
}

static inline int suite_skip(const char *why)
{
    printf("1..0 # SKIP %s\n", why);
    return 77;
}

#endif
