#include "base/std.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "../rig/suite.h"

static int64_t held_wall(void)
{
    return 1700000000123;
}

static char got[8192];
static int real_stderr, ends[2];

static void catch_begin(void)
{
    if (pipe(ends) != 0)
        abort();
    real_stderr = dup(STDERR_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
}

static const char *catch_end(void)
{
    dup2(real_stderr, STDERR_FILENO);
    close(real_stderr);
    size_t length = 0;
    for (ssize_t n; (n = read(ends[0], got + length, sizeof got - 1 - length)) > 0;)
        length += (size_t)n;
    got[length] = '\0';
    close(ends[0]);
    return got;
}

#define HEAD "ts=2023-11-14T22:13:20.123Z level=info event=request"

static void test_a_line(void)
{
    struct log_line l;
    catch_begin();
    log_open(&l, LOG_INFO, "request");
    log_text(&l, "route", "/v1/tweets");
    log_int(&l, "status", -200);
    log_text(&l, "nothing", NULL);
    log_str(&l, "empty", STR(""));
    log_text(&l, "blank", "");
    log_text(&l, "agent", "a \"b\" c=d\\");
    log_close(&l);
    CU_ASSERT_STRING_EQUAL(catch_end(), HEAD " route=/v1/tweets status=-200 blank=\"\" agent=\"a \\\"b\\\" c=d\\\\\"\n");
}

static void test_hostile_values_stay_one_line(void)
{
    struct log_line l;
    catch_begin();
    log_open(&l, LOG_INFO, "request");
    log_str(&l, "v", STR("a\nb\r\t\0\x1b[2J\x7f\xe2\x80\xa8\xc2\x9b\xe2\x80\xae\xff\xc3\xa4"));
    log_close(&l);
    CU_ASSERT_STRING_EQUAL(catch_end(),
                           HEAD " v=\"a\\nb\\x0d\\t\\x00\\x1b[2J\\x7f\\u{2028}\\u{9b}\\u{202e}\\xff\xc3\xa4\"\n");
}

static void test_a_long_line_is_cut(void)
{
    static char text[5000];
    struct log_line l;
    for (size_t first = 0; first < 40; first++) { /* the cut meets every place of an escape */
        memset(text, 'x', sizeof text - 1);
        for (size_t i = first; i + 4 < sizeof text; i += 4)
            memcpy(text + i, "\xf0\x9f\x98\x80", 4);
        catch_begin();
        log_open(&l, LOG_INFO, "request");
        log_text(&l, "v", text);
        log_int(&l, "lost", 1);
        log_close(&l);
        const char *line = catch_end();
        struct str s = str_from(line);
        size_t at;
        CU_ASSERT(s.len <= LOG_LINE && s.len > LOG_LINE - 20);
        CU_ASSERT(str_ends(s, STR("\" cut=1\n")));
        CU_ASSERT_FALSE(str_find(s, STR("lost"), &at));
        CU_ASSERT(str_find(s, STR("\n"), &at) && at == s.len - 1);
    }
    memset(text, 'x', sizeof text - 1); /* plain, without quotes of its own */
    catch_begin();
    log_open(&l, LOG_INFO, "request");
    log_text(&l, "v", text);
    log_close(&l);
    CU_ASSERT(str_ends(str_from(catch_end()), STR("x\" cut=1\n")));
}

static void test_a_line_may_be_just_full(void)
{
    static char text[LOG_LINE];
    struct log_line l;
    for (size_t length = LOG_LINE - 90; length < LOG_LINE; length++) {
        memset(text, 'x', length);
        text[0] = ' '; /* wants quotes */
        catch_begin();
        log_open(&l, LOG_INFO, "request");
        log_str(&l, "v", (struct str){text, length});
        log_int(&l, "behind", 1);
        log_int(&l, "and", 2);
        log_close(&l);
        struct str s = str_from(catch_end());
        CU_ASSERT(s.len <= LOG_LINE && str_ends(s, STR("\n")));
        CU_ASSERT(str_ends(s, STR(" and=2\n")) || str_ends(s, STR(" cut=1\n")));
    }
}

static void test_many_values_end_somewhere(void)
{
    struct log_line l;
    catch_begin();
    log_open(&l, LOG_INFO, "request");
    for (int i = 0; i < 2000; i++) {
        log_int(&l, "number", i);
        log_text(&l, "t", "a b");
    }
    log_close(&l);
    CU_ASSERT(str_ends(str_from(catch_end()), STR(" cut=1\n")));
    CU_ASSERT(strlen(got) <= LOG_LINE);
}

static void test_levels(void)
{
    catch_begin();
    log_say(LOG_DEBUG, "quiet", "not %s", "seen");
    log_set_level(LOG_ERROR);
    log_say(LOG_WARNING, "quiet", "not seen");
    log_set_level(LOG_DEBUG);
    log_say(LOG_DEBUG, "loud", "%d seen", 1);
    log_set_level(LOG_INFO);
    CU_ASSERT_STRING_EQUAL(catch_end(), "ts=2023-11-14T22:13:20.123Z level=debug event=loud msg=\"1 seen\"\n");
}

static void test_a_full_disk_is_counted(void)
{
    uint64_t before = log_dropped();
    real_stderr = dup(STDERR_FILENO);
    int full = open("/dev/full", O_WRONLY);
    dup2(full, STDERR_FILENO);
    close(full);
    errno = 0;
    log_say(LOG_ERROR, "lost", "nobody reads this");
    CU_ASSERT_EQUAL(errno, 0);
    if (pipe(ends) != 0)
        abort();
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    log_say(LOG_ERROR, "lost", "nobody reads this");
    dup2(real_stderr, STDERR_FILENO);
    close(real_stderr);
    CU_ASSERT_EQUAL(log_dropped(), before + 2);
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"a line", test_a_line},
        {"hostile values stay one line", test_hostile_values_stay_one_line},
        {"a long line is cut", test_a_long_line_is_cut},
        {"a line may be just full", test_a_line_may_be_just_full},
        {"many values end somewhere", test_many_values_end_somewhere},
        {"levels", test_levels},
        {"a full disk is counted", test_a_full_disk_is_counted},
        {NULL, NULL},
    };
    signal(SIGPIPE, SIG_IGN);
    clock_replace(held_wall, NULL);
    return suite_run(tests);
}
