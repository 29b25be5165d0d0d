#include "base/std.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/random.h"
#include "../rig/suite.h"

static int64_t wall = 1700000000000;

static int64_t held_wall(void)
{
    return wall;
}

static void same_byte(void *out, size_t size)
{
    memset(out, 0x40, size);
}

static void test_iso(void)
{
    static const struct {
        int64_t ms;
        const char *iso;
    } cases[] = {
        {0, "1970-01-01T00:00:00.000Z"},
        {951782399999, "2000-02-28T23:59:59.999Z"},
        {951782400000, "2000-02-29T00:00:00.000Z"},
        {951868800000, "2000-03-01T00:00:00.000Z"},
        {1709164800001, "2024-02-29T00:00:00.001Z"},
        {1795175405123, "2026-11-20T11:50:05.123Z"},
        {4107542399000, "2100-02-28T23:59:59.000Z"},
        {4107542400000, "2100-03-01T00:00:00.000Z"},
        {253402300799999, "9999-12-31T23:59:59.999Z"},
        {INT64_MAX, "9999-12-31T23:59:59.999Z"},
        {-1, "1970-01-01T00:00:00.000Z"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char out[CLOCK_ISO_SIZE];
        clock_iso(cases[i].ms, out);
        CU_ASSERT_STRING_EQUAL(out, cases[i].iso);
    }
}

static void test_iso_agrees_with_libc(void)
{
    struct random_stream s = {42};
    for (int i = 0; i < 20000; i++) {
        time_t t = (time_t)(random_next(&s) % 253402300800u);
        struct tm tm;
        char expected[40], out[CLOCK_ISO_SIZE];
        gmtime_r(&t, &tm);
        strftime(expected, sizeof expected, "%Y-%m-%dT%H:%M:%S.000Z", &tm);
        clock_iso((int64_t)t * 1000, out);
        if (strcmp(out, expected) != 0)
            CU_FAIL("another date than libc's");
    }
}

static void test_clocks_run(void)
{
    int64_t before = clock_mono_us();
    CU_ASSERT(clock_wall_ms() > 1600000000000);
    CU_ASSERT(clock_mono_us() >= before);
}

static void test_random(void)
{
    CU_ASSERT_EQUAL(random_below(1), 0);
    unsigned seen = 0;
    for (int i = 0; i < 1000; i++) {
        uint32_t n = random_below(7);
        CU_ASSERT(n < 7);
        seen |= 1u << n;
    }
    CU_ASSERT_EQUAL(seen, 0x7f);
    CU_ASSERT_NOT_EQUAL(random_u64(), random_u64());
    random_replace(same_byte);
    CU_ASSERT_EQUAL(random_u64(), 0x4040404040404040);
    random_replace(NULL);

    struct random_stream s = {1234567}, t = {1234567};
    CU_ASSERT_EQUAL(random_next(&s), 6457827717110365317u); /* the reference's first number for this seed */
    CU_ASSERT_EQUAL(random_next(&t), 6457827717110365317u);
    for (int i = 0; i < 1000; i++)
        CU_ASSERT(random_next_below(&s, 10) < 10);
}

static void test_hash(void)
{
    CU_ASSERT_EQUAL(hash_mix(0), 0);
    CU_ASSERT_NOT_EQUAL(hash_bytes(STR("a")), hash_bytes(STR("b")));
    CU_ASSERT_EQUAL(hash_bytes(STR("")), hash_mix(0xcbf29ce484222325u));
    CU_ASSERT_EQUAL(hash_bytes(STR("foobar")), hash_mix(0x85944171f73967e8u)); /* FNV-1a's test vector */
}

static void test_id_parts(void)
{
    int64_t id = id_at(1700000000123, 1023, 63);
    CU_ASSERT_EQUAL(id_shard(id), 1023);
    CU_ASSERT_EQUAL(id_time_ms(id), 1700000000123);
    CU_ASSERT_EQUAL(id & 63, 63);
    CU_ASSERT_EQUAL(id_shard(id_at(1, 1024, 64)), 0);
}

static void test_id_read(void)
{
    int64_t id = 77;
    CU_ASSERT(id_read(STR("9223372036854775807"), &id) && id == INT64_MAX);
    static const char *const bad[] = {"", "0", "01", "-1", "+1", "9223372036854775808", "1a", " 1", "1.0", "99999999999999999999"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        CU_ASSERT_FALSE(id_read(str_from(bad[i]), &id));
    CU_ASSERT_EQUAL(id, INT64_MAX);
}

static void test_ids_rise_whatever_the_clock_does(void)
{
    clock_replace(held_wall, NULL);
    wall += 1000;
    int64_t last = 0;
    for (int i = 0; i < 1000; i++) {
        if (i == 500)
            wall -= 3600000;
        int64_t id = id_make(5);
        CU_ASSERT(id > last);
        CU_ASSERT_EQUAL(id_shard(id), 5);
        last = id;
    }
    CU_ASSERT(id_time_ms(last) <= wall + 3600000 + 1000 / ID_SEQUENCES + 1); /* borrowed no more than it needed */
    wall += 7200000;
    CU_ASSERT_EQUAL(id_time_ms(id_make(5)), wall);
    clock_replace(NULL, NULL);
}

static void test_a_millisecond_starts_at_random_and_counts(void)
{
    clock_replace(held_wall, NULL);
    unsigned seen[ID_SEQUENCES] = {0}, different = 0;
    for (int i = 0; i < 300; i++) {
        wall++;
        int64_t first = id_make(9), second = id_make(9);
        if (id_time_ms(first) == id_time_ms(second))
            CU_ASSERT_EQUAL(second, first + 1);
        seen[first & 63]++;
    }
    for (size_t i = 0; i < ID_SEQUENCES; i++)
        different += seen[i] > 0;
    CU_ASSERT(different > 40);
    clock_replace(NULL, NULL);
}

static void test_after_a_taken_id(void)
{
    clock_replace(held_wall, NULL);
    wall++;
    int64_t taken = id_at(wall, 3, 62);
    int64_t next = id_after(taken), full = id_after(id_at(wall, 3, 63));
    CU_ASSERT_EQUAL(next, id_at(wall, 3, 63));
    CU_ASSERT_EQUAL(full, id_at(wall + 1, 3, 0));
    CU_ASSERT(id_make(3) > full);
    clock_replace(NULL, NULL);
}

static void test_ids_are_settled_when_their_writer_is_done(void)
{
    clock_replace(held_wall, NULL);
    wall += 5000;
    int64_t before = id_make(7);
    wall++;
    CU_ASSERT(id_settled() > before);
    CU_ASSERT_EQUAL(id_settled(), id_at(wall, 0, 0));
    CU_ASSERT(id_make(0) >= id_settled()); /* this millisecond is not over */
    wall++;
    id_begin();
    int64_t written = id_make(7);
    CU_ASSERT(id_settled() <= written);
    wall += 50;
    CU_ASSERT(id_settled() <= written && id_settled() > before);
    CU_ASSERT(id_make(3) > written);
    wall++;
    CU_ASSERT(id_settled() <= written);
    id_end();
    CU_ASSERT(id_settled() > written);
    id_end(); /* as after a jump: no harm */
    id_begin();
    wall += ID_HOLD_MS + 1;
    CU_ASSERT_EQUAL(id_settled(), id_at(wall, 0, 0)); /* nobody writes for so long */
    id_end();
    clock_replace(NULL, NULL);
}

/* A process that was killed in the middle is waited for, but not for ever; its place is another's then. */
static void test_a_killed_writer_is_waited_for(void)
{
    int64_t had = wall;
    wall = id_time_ms(id_make(1)) + 5000;
    clock_replace(held_wall, NULL);
    (void)id_settled(); /* lifts the floor to that time */
    pid_t pid = fork();
    if (pid == 0) {
        id_begin();
        _exit(0);
    }
    CU_ASSERT(waitpid(pid, NULL, 0) == pid);
    int64_t begun = id_at(wall, 0, 0);
    wall += 100;
    CU_ASSERT(id_settled() <= begun);
    wall += ID_HOLD_MS;
    CU_ASSERT_EQUAL(id_settled(), id_at(wall, 0, 0));
    clock_replace(NULL, NULL);
    wall = had;
}

enum { MAKERS = 4, MADE = 2000 };

static void make_ids(int fd)
{
    int64_t ids[MADE];
    for (size_t i = 0; i < MADE; i++)
        ids[i] = id_make(1);
    _exit(write(fd, ids, sizeof ids) == sizeof ids ? 0 : 1);
}

static int by_value(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void test_processes_share_a_floor(void)
{
    static int64_t ids[MAKERS * MADE];
    char path[] = "/tmp/linnet-ids-XXXXXX";
    int fd = mkstemp(path);
    CU_ASSERT_FATAL(fd >= 0);
    close(fd);
    CU_ASSERT(id_floor_open(path));
    int pipes[MAKERS][2];
    for (size_t i = 0; i < MAKERS; i++) {
        CU_ASSERT_FATAL(pipe(pipes[i]) == 0);
        if (fork() == 0)
            make_ids(pipes[i][1]);
        close(pipes[i][1]);
    }
    for (size_t i = 0; i < MAKERS; i++) {
        size_t got = 0;
        for (ssize_t n; (n = read(pipes[i][0], (char *)(ids + i * MADE) + got, MADE * 8 - got)) > 0;)
            got += (size_t)n;
        CU_ASSERT_EQUAL(got, MADE * 8);
        int status;
        CU_ASSERT(wait(&status) > 0 && status == 0);
    }
    qsort(ids, COUNT_OF(ids), sizeof ids[0], by_value);
    for (size_t i = 1; i < COUNT_OF(ids); i++)
        if (ids[i] == ids[i - 1])
            CU_FAIL("an id was made twice");
    CU_ASSERT(id_make(1) > ids[COUNT_OF(ids) - 1]);
    test_a_killed_writer_is_waited_for();

    int64_t last = id_make(2); /* a program that starts later, while the clock is behind, goes on above */
    CU_ASSERT(id_floor_open(path));
    clock_replace(held_wall, NULL);
    CU_ASSERT(id_make(2) > last);
    clock_replace(NULL, NULL);
    unlink(path);
}

static void test_a_foreign_floor_is_refused(void)
{
    char path[] = "/tmp/linnet-ids-XXXXXX";
    int fd = mkstemp(path);
    CU_ASSERT_EQUAL(write(fd, "something else than ids", 23), 23);
    close(fd);
    CU_ASSERT_FALSE(id_floor_open(path));
    CU_ASSERT_EQUAL(errno, EINVAL);
    unlink(path);
    CU_ASSERT_FALSE(id_floor_open("/nowhere/ids"));
    CU_ASSERT_EQUAL(errno, ENOENT);
    CU_ASSERT(id_make(0) > 0);
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"ISO dates", test_iso},
        {"ISO dates agree with libc", test_iso_agrees_with_libc},
        {"clocks run", test_clocks_run},
        {"randomness", test_random},
        {"hashes", test_hash},
        {"parts of an id", test_id_parts},
        {"ids are read strictly", test_id_read},
        {"ids rise whatever the clock does", test_ids_rise_whatever_the_clock_does},
        {"a millisecond starts at random and counts", test_a_millisecond_starts_at_random_and_counts},
        {"after a taken id", test_after_a_taken_id},
        {"ids are settled when their writer is done", test_ids_are_settled_when_their_writer_is_done},
        {"processes share a floor", test_processes_share_a_floor},
        {"a foreign floor is refused", test_a_foreign_floor_is_refused},
        {NULL, NULL},
    };
    return suite_run(tests);
}
