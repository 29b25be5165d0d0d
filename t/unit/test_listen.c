#include "base/std.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "main/listen.h"

#include "rig/suite.h"

static char folder[64], path[96];

static bool reachable(void)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool yes = connect(fd, (const struct sockaddr *)&at, sizeof(at)) == 0;
    close(fd);
    return yes;
}

static void test_binds_for_owner_and_group_and_takes_away_again(void)
{
    char error[LISTEN_WORDS] = "";
    struct listener l;
    struct stat st;
    CU_ASSERT_TRUE_FATAL(listen_open(path, 8, &l, error));
    CU_ASSERT_EQUAL(stat(path, &st), 0);
    CU_ASSERT_EQUAL(st.st_mode & 0777, 0660);
    CU_ASSERT_TRUE(fcntl(l.fd, F_GETFL) & O_NONBLOCK);
    CU_ASSERT_TRUE(fcntl(l.fd, F_GETFD) & FD_CLOEXEC);
    CU_ASSERT_TRUE(reachable());
    listen_unbind(&l);
    CU_ASSERT_FALSE(reachable());
    close(l.fd);
}

static void test_a_living_server_is_left_alone(void)
{
    char error[LISTEN_WORDS] = "";
    struct listener first, second = {.fd = -7};
    CU_ASSERT_TRUE_FATAL(listen_open(path, 8, &first, error));
    CU_ASSERT_FALSE(listen_open(path, 8, &second, error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error, "served by a running process"));
    CU_ASSERT_EQUAL(second.fd, -7);
    CU_ASSERT_TRUE(reachable());
    listen_unbind(&first);
    close(first.fd);
}

static void test_a_stale_socket_is_replaced(void)
{
    char error[LISTEN_WORDS] = "";
    struct listener l;
    CU_ASSERT_TRUE_FATAL(listen_open(path, 8, &l, error));
    close(l.fd); /* without taking the file away: a crash */
    CU_ASSERT_TRUE_FATAL(listen_open(path, 8, &l, error));
    CU_ASSERT_TRUE(reachable());
    listen_unbind(&l);
    close(l.fd);
}

/* A master that was killed: its worker still holds the socket. */
static void test_the_socket_of_a_dead_master_is_replaced(void)
{
    char error[LISTEN_WORDS] = "";
    struct listener l;
    int told[2];
    CU_ASSERT_EQUAL_FATAL(pipe(told), 0);
    pid_t master = fork();
    if (master == 0) {
        if (!listen_open(path, 8, &l, error))
            _exit(1);
        pid_t worker = fork();
        if (worker == 0) {
            pause();
            _exit(0);
        }
        _exit(write(told[1], &worker, sizeof(worker)) != sizeof(worker));
    }
    pid_t worker = 0;
    CU_ASSERT_EQUAL_FATAL(read(told[0], &worker, sizeof(worker)), sizeof(worker));
    waitpid(master, NULL, 0);
    CU_ASSERT_TRUE(reachable());
    CU_ASSERT_TRUE_FATAL(listen_open(path, 8, &l, error));
    kill(worker, SIGKILL);
    listen_unbind(&l);
    close(l.fd);
    close(told[0]);
    close(told[1]);
}

static void test_other_files_are_not_touched(void)
{
    char error[LISTEN_WORDS] = "";
    struct listener l;
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    CU_ASSERT_TRUE_FATAL(fd >= 0);
    close(fd);
    CU_ASSERT_FALSE(listen_open(path, 8, &l, error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error, "is not a socket"));
    CU_ASSERT_EQUAL(unlink(path), 0);
}

static void test_a_path_must_fit(void)
{
    char error[LISTEN_WORDS] = "", longest[200];
    struct listener l;
    memset(longest, 'a', sizeof(longest) - 1);
    longest[sizeof(longest) - 1] = '\0';
    CU_ASSERT_FALSE(listen_open(longest, 8, &l, error));
    CU_ASSERT_FALSE(listen_open("", 8, &l, error));
}

int main(void)
{
    snprintf(folder, sizeof(folder), "/tmp/linnet-listen-XXXXXX");
    if (!mkdtemp(folder))
        return 99;
    snprintf(path, sizeof(path), "%s/s", folder);
    int status = suite_run((struct suite_test[]){
        {"binds_for_owner_and_group_and_takes_away_again", test_binds_for_owner_and_group_and_takes_away_again},
        {"a_living_server_is_left_alone", test_a_living_server_is_left_alone},
        {"a_stale_socket_is_replaced", test_a_stale_socket_is_replaced},
        {"the_socket_of_a_dead_master_is_replaced", test_the_socket_of_a_dead_master_is_replaced},
        {"other_files_are_not_touched", test_other_files_are_not_touched},
        {"a_path_must_fit", test_a_path_must_fit},
        {NULL, NULL},
    });
    rmdir(folder);
    return status;
}
