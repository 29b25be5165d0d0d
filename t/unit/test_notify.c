#include "base/std.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "main/notify.h"

#include "rig/suite.h"

/* A service manager of the abstract namespace; its name goes to NOTIFY_SOCKET. */
static int manager(void)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    char name[64];
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int len = snprintf(name, sizeof(name), "@linnet-notify-%d", (int)getpid());
    memcpy(at.sun_path, name, (size_t)len);
    at.sun_path[0] = '\0';
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)len);
    CU_ASSERT_EQUAL_FATAL(bind(fd, (const struct sockaddr *)&at, size), 0);
    setenv("NOTIFY_SOCKET", name, 1);
    return fd;
}

static void expect(int fd, const char *text)
{
    char got[200] = "";
    ssize_t n = recv(fd, got, sizeof(got) - 1, 0);
    CU_ASSERT_TRUE_FATAL(n > 0);
    CU_ASSERT_PTR_EQUAL(strstr(got, text), got);
}

static void test_tells_the_manager(void)
{
    int fd = manager();
    notify_ready();
    expect(fd, "READY=1");
    notify_reloading();
    expect(fd, "RELOADING=1\nMONOTONIC_USEC=");
    notify_stopping();
    expect(fd, "STOPPING=1");
    notify_alive();
    expect(fd, "WATCHDOG=1");
    close(fd);
    notify_ready(); /* nobody listens any more: no harm */
    unsetenv("NOTIFY_SOCKET");
    notify_ready();
}

static void test_is_watched_only_when_meant(void)
{
    char me[32];
    CU_ASSERT_EQUAL(notify_alive_every_us(), 0);
    setenv("WATCHDOG_USEC", "4000000", 1);
    CU_ASSERT_EQUAL(notify_alive_every_us(), 2000000);
    setenv("WATCHDOG_PID", "1", 1);
    CU_ASSERT_EQUAL(notify_alive_every_us(), 0);
    snprintf(me, sizeof(me), "%d", (int)getpid());
    setenv("WATCHDOG_PID", me, 1);
    CU_ASSERT_EQUAL(notify_alive_every_us(), 2000000);
    setenv("WATCHDOG_USEC", "soon", 1);
    CU_ASSERT_EQUAL(notify_alive_every_us(), 0);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"tells_the_manager", test_tells_the_manager},
        {"is_watched_only_when_meant", test_is_watched_only_when_meant},
        {NULL, NULL},
    });
}
