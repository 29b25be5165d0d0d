#include "base/std.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/address.h"
#include "base/bucket.h"
#include "base/bucket_table.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "../rig/suite.h"

enum { SECOND_US = 1000000 };

static int64_t now_us = 1000 * (int64_t)SECOND_US;
static char folder[] = "/tmp/linnet-buckets-XXXXXX";
static char path[64];

static int64_t now_told(void)
{
    return now_us;
}

struct taking {
    const struct rate *rate;
};

static int64_t take(int64_t debt, void *arg)
{
    const struct taking *t = arg;
    return bucket_take(t->rate, debt);
}

static enum bucket_result table_take(struct bucket_table *t, const char *name, const struct rate *rate, int64_t *debt)
{
    struct taking taking = {rate};
    struct bucket_key key = bucket_table_key(t, BUCKET_REQUESTS, str_from(name));
    return bucket_table_change(t, &key, &(struct bucket_change){take, &taking}, debt);
}

static struct bucket_table *fresh(uint64_t rows)
{
    (void)unlink(path);
    return bucket_table_open_rows(path, rows);
}

static void test_bucket_is_full_then_empty_then_refills(void)
{
    const struct rate five = {5, 60};
    struct bucket_view view;
    struct bucket_table *t = fresh(64);
    int64_t debt = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    for (int i = 0; i < 5; i++)
        CU_ASSERT_EQUAL(table_take(t, "ada", &five, &debt), BUCKET_CHANGED);
    CU_ASSERT_EQUAL(table_take(t, "ada", &five, &debt), BUCKET_KEPT);
    bucket_show(&five, debt, &view);
    CU_ASSERT_EQUAL(view.limit, 5);
    CU_ASSERT_EQUAL(view.remaining, 0);
    CU_ASSERT_EQUAL(view.wait_us, 12 * SECOND_US);
    CU_ASSERT_EQUAL(view.full_us, 60 * (int64_t)SECOND_US);
    now_us += 12 * SECOND_US - BUCKET_TICK_US;
    CU_ASSERT_EQUAL(table_take(t, "ada", &five, &debt), BUCKET_KEPT);
    CU_ASSERT_EQUAL(table_take(t, "bo", &five, &debt), BUCKET_CHANGED);
    now_us += BUCKET_TICK_US;
    CU_ASSERT_EQUAL(table_take(t, "ada", &five, &debt), BUCKET_CHANGED);
    CU_ASSERT_EQUAL(table_take(t, "ada", &five, &debt), BUCKET_KEPT);
    bucket_table_close(t);
}

/* Whatever the moments and the rate, no window of t seconds lets more than b + r*t through. */
static void window_check(const struct rate *rate, const int64_t *at, size_t count)
{
    for (size_t from = 0; from < count; from++)
        for (size_t to = from; to < count; to++) {
            double seconds = (double)(at[to] - at[from] + BUCKET_TICK_US) / SECOND_US;
            double most = (double)rate->count + seconds * (double)rate->count / (double)rate->period_s;
            if ((double)(to - from + 1) > most)
                CU_FAIL("more than b + r*t passed");
        }
}

static void test_never_more_than_promised(void)
{
    static const struct rate rates[] = {{1, 1}, {5, 60}, {7, 11}, {100, 60}, {1000, 1}, {999, 3600}};
    uint64_t dice = 20261120;
    for (size_t r = 0; r < COUNT_OF(rates); r++) {
        struct bucket_table *t = fresh(64);
        int64_t at[600], debt;
        size_t passed = 0;
        CU_ASSERT_PTR_NOT_NULL_FATAL(t);
        for (int i = 0; i < 3000 && passed < COUNT_OF(at); i++) {
            dice = dice * 6364136223846793005u + 1442695040888963407u;
            int64_t step_us = rates[r].period_s * SECOND_US / rates[r].count;
            if (dice >> 62 == 0) /* else at the same moment */
                now_us += (int64_t)((dice >> 20) % (uint64_t)(3 * step_us));
            if (table_take(t, "ada", &rates[r], &debt) == BUCKET_CHANGED)
                at[passed++] = now_us;
        }
        CU_ASSERT(passed >= (size_t)(rates[r].count < 600 ? rates[r].count : 600));
        window_check(&rates[r], at, passed);
        bucket_table_close(t);
    }
}

static void test_a_row_forgets_no_debt(void)
{
    const struct rate two = {2, 100};
    struct bucket_table *t = fresh(1);
    int64_t debt;
    char name[8];
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    for (int i = 0; i < 8; i++) {
        snprintf(name, sizeof name, "n%d", i);
        CU_ASSERT_EQUAL(table_take(t, name, &two, &debt), BUCKET_CHANGED);
        now_us += SECOND_US;
    }
    CU_ASSERT_EQUAL(table_take(t, "one more", &two, &debt), BUCKET_CROWDED);
    CU_ASSERT_EQUAL(debt * BUCKET_TICK_US, 42 * SECOND_US); /* the eldest, of 8 s ago, is full again then */
    CU_ASSERT_EQUAL(table_take(t, "n0", &two, &debt), BUCKET_CHANGED); /* those that are there go on */
    now_us += 43 * SECOND_US;
    CU_ASSERT_EQUAL(table_take(t, "one more", &two, &debt), BUCKET_CHANGED); /* in the place of n1 */
    CU_ASSERT_EQUAL(table_take(t, "n0", &two, &debt), BUCKET_CHANGED);
    CU_ASSERT_EQUAL(table_take(t, "n0", &two, &debt), BUCKET_KEPT);
    bucket_table_close(t);
}

static void test_the_file_outlives_its_users(void)
{
    const struct rate one = {1, 60};
    struct bucket_table *t = fresh(64);
    int64_t debt;
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    CU_ASSERT_EQUAL(table_take(t, "ada", &one, &debt), BUCKET_CHANGED);
    struct bucket_table *second = bucket_table_open_rows(path, 64); /* while the first is in use */
    CU_ASSERT_PTR_NOT_NULL_FATAL(second);
    bucket_table_close(t);
    CU_ASSERT_EQUAL(table_take(second, "ada", &one, &debt), BUCKET_KEPT);
    bucket_table_close(second);
    t = bucket_table_open_rows(path, 64);
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    CU_ASSERT_EQUAL(table_take(t, "ada", &one, &debt), BUCKET_KEPT);
    bucket_table_close(t);
    CU_ASSERT_PTR_NULL(bucket_table_open_rows(path, 128));
    CU_ASSERT_EQUAL(errno, EINVAL);
}

/* Takes as fast as it can of 200 buckets that nobody has seen yet; leaves how many it got in a file. */
static void child_take(struct bucket_table *t, int ready)
{
    const struct rate seven = {7, 3600};
    int passed = 0;
    char name[16], go;
    if (read(ready, &go, 1) < 0) /* all begin when the other end is closed */
        _exit(255);
    for (int i = 0; i < 200; i++)
        for (int n = 0; n < 10; n++) {
            int64_t debt;
            snprintf(name, sizeof name, "user %d", i);
            passed += table_take(t, name, &seven, &debt) == BUCKET_CHANGED;
        }
    snprintf(name, sizeof name, "%d", passed);
    char out[96];
    snprintf(out, sizeof out, "%s.%d", path, (int)getpid());
    FILE *f = fopen(out, "w");
    if (!f || fputs(name, f) < 0 || fclose(f) != 0)
        _exit(255);
    _exit(0);
}

static int child_told(pid_t pid)
{
    char out[96], text[16] = "";
    int status;
    CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
    CU_ASSERT_EQUAL(status, 0);
    snprintf(out, sizeof out, "%s.%d", path, (int)pid);
    FILE *f = fopen(out, "r");
    uint64_t n = 0;
    CU_ASSERT(f && fgets(text, sizeof text, f) && str_to_u64(str_from(text), &n));
    if (f)
        fclose(f);
    (void)unlink(out);
    return (int)n;
}

static void test_exact_among_processes(void)
{
    pid_t pids[6];
    int gate[2], passed = 0;
    struct bucket_table *t = fresh(1024); /* so many that none is crowded */
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    clock_replace(NULL, NULL);
    CU_ASSERT_EQUAL_FATAL(pipe(gate), 0);
    for (size_t i = 0; i < COUNT_OF(pids); i++)
        if ((pids[i] = fork()) == 0) {
            close(gate[1]);
            child_take(t, gate[0]);
        }
    close(gate[0]);
    close(gate[1]);
    for (size_t i = 0; i < COUNT_OF(pids); i++)
        passed += child_told(pids[i]);
    CU_ASSERT_EQUAL(passed, 7 * 200);
    clock_replace(NULL, now_told);
    bucket_table_close(t);
}

static void test_waits_grow_and_end(void)
{
    const struct rate two = {2, 7200};
    int64_t cost = bucket_cost(&two);
    CU_ASSERT_EQUAL(bucket_growing_wait(&two, 2 * cost, 15, 900), 0);
    CU_ASSERT_EQUAL(bucket_growing_wait(&two, 2 * cost + 1, 15, 900), 15);
    CU_ASSERT_EQUAL(bucket_growing_wait(&two, 3 * cost, 15, 900), 15);
    CU_ASSERT_EQUAL(bucket_growing_wait(&two, 4 * cost, 15, 900), 30);
    CU_ASSERT_EQUAL(bucket_growing_wait(&two, 8 * cost, 15, 900), 480);
    CU_ASSERT_EQUAL(bucket_growing_wait(&two, 9 * cost, 15, 900), 900);
    CU_ASSERT_EQUAL(bucket_growing_wait(&two, 90 * cost, 15, 900), 900);
}

static bool same_client(const char *a, const char *b)
{
    char one[ADDRESS_GROUP_MAX], two[ADDRESS_GROUP_MAX];
    return str_eq(address_group(str_from(a), one), address_group(str_from(b), two));
}

static void test_addresses_are_clients(void)
{
    CU_ASSERT(same_client("192.0.2.1", "192.0.2.1"));
    CU_ASSERT_FALSE(same_client("192.0.2.1", "192.0.2.2"));
    CU_ASSERT(same_client("192.0.2.1", "::ffff:192.0.2.1"));
    CU_ASSERT(same_client("2001:db8:0:1::1", "2001:0db8:0000:0001:ffff:ffff:ffff:ffff"));
    CU_ASSERT_FALSE(same_client("2001:db8:0:1::1", "2001:db8:0:2::1"));
    CU_ASSERT(same_client("", ""));
    CU_ASSERT_FALSE(same_client("unix:", "192.0.2.1"));
}

int main(void)
{
    if (!crypto_start() || !mkdtemp(folder))
        return 99;
    snprintf(path, sizeof path, "%s/rates", folder);
    clock_replace(NULL, now_told);
    int status = suite_run((struct suite_test[]){
        {"bucket_is_full_then_empty_then_refills", test_bucket_is_full_then_empty_then_refills},
        {"never_more_than_promised", test_never_more_than_promised},
        {"a_row_forgets_no_debt", test_a_row_forgets_no_debt},
        {"the_file_outlives_its_users", test_the_file_outlives_its_users},
        {"exact_among_processes", test_exact_among_processes},
        {"waits_grow_and_end", test_waits_grow_and_end},
        {"addresses_are_clients", test_addresses_are_clients},
        {NULL, NULL},
    });
    (void)unlink(path);
    (void)rmdir(folder);
    return status;
}
