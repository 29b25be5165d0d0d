#include "base/std.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bell.h"
#include "base/clock.h"
#include "rig/suite.h"

enum { LONG_US = 60 * 1000 * 1000, SHORT_US = 20 * 1000 };

static void open_new(void)
{
    char path[] = "/tmp/linnet-test-bell-XXXXXX";
    int fd = mkstemp(path);
    CU_ASSERT_FATAL(fd >= 0);
    close(fd);
    CU_ASSERT_TRUE(bell_open(path));
    unlink(path);
}

static void test_ringing_counts(void)
{
    uint32_t seen = bell_count();
    bell_ring();
    bell_ring();
    CU_ASSERT_EQUAL(bell_count(), seen + 2);
}

static void test_what_rang_before_the_wait_ends_it_at_once(void)
{
    uint32_t seen = bell_count();
    bell_ring();
    bell_wait(seen, LONG_US); /* or this test never ends */
    bell_wait(bell_count(), 0);
    bell_wait(bell_count(), -5);
}

static void test_a_wait_ends_with_its_time(void)
{
    int64_t since_us = clock_mono_us();
    bell_wait(bell_count(), SHORT_US);
    CU_ASSERT(clock_mono_us() - since_us >= SHORT_US);
}

/* The child tells that it is about to wait, and waits for longer than any test lasts. */
static void test_another_process_is_woken(void)
{
    int pipes[2], status = -1;
    open_new();
    CU_ASSERT_EQUAL_FATAL(pipe(pipes), 0);
    pid_t pid = fork();
    if (pid == 0) {
        uint32_t seen = bell_count();
        ssize_t told = write(pipes[1], "w", 1);
        bell_wait(seen, LONG_US);
        _exit(told == 1 && bell_count() == seen + 1 ? 0 : 1);
    }
    char c;
    CU_ASSERT_EQUAL(read(pipes[0], &c, 1), 1);
    usleep(SHORT_US);
    bell_ring();
    CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
    CU_ASSERT_EQUAL(status, 0);
    close(pipes[0]);
    close(pipes[1]);
}

static void ring(int signo UNUSED)
{
    bell_ring();
}

static void test_a_signal_ends_the_wait(void)
{
    const struct sigaction act = {.sa_handler = ring};
    sigaction(SIGALRM, &act, NULL);
    uint32_t seen = bell_count();
    ualarm(SHORT_US, 0);
    bell_wait(seen, LONG_US);
    CU_ASSERT_EQUAL(bell_count(), seen + 1);
}

static void test_what_cannot_be_shared_is_said(void)
{
    CU_ASSERT_FALSE(bell_open("/no/such/folder/bell"));
    CU_ASSERT_EQUAL(errno, ENOENT);
    bell_ring(); /* the one before is still there */
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"ringing_counts", test_ringing_counts},
        {"what_rang_before_the_wait_ends_it_at_once", test_what_rang_before_the_wait_ends_it_at_once},
        {"a_wait_ends_with_its_time", test_a_wait_ends_with_its_time},
        {"another_process_is_woken", test_another_process_is_woken},
        {"a_signal_ends_the_wait", test_a_signal_ends_the_wait},
        {"what_cannot_be_shared_is_said", test_what_cannot_be_shared_is_said},
        {NULL, NULL},
    });
}
