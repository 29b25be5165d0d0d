#include "base/std.h"
#include "main/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"

static void notify_send(const char *text)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    size_t len = path ? strlen(path) : 0;
    if (len < 2 || len >= sizeof(to.sun_path))
        return;
    memcpy(to.sun_path, path, len);
    if (to.sun_path[0] == '@') /* the abstract namespace */
        to.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return;
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
    if (sendto(fd, text, strlen(text), MSG_NOSIGNAL, (const struct sockaddr *)&to, size) < 0)
        errno = 0;
    close(fd);
}

void notify_ready(void)
{
    notify_send("READY=1\n");
}

void notify_reloading(void)
{
    char text[64];
    snprintf(text, sizeof(text), "RELOADING=1\nMONOTONIC_USEC=%" PRIi64 "\n", clock_mono_us());
    notify_send(text);
}

void notify_stopping(void)
{
    notify_send("STOPPING=1\n");
}

void notify_alive(void)
{
    notify_send("WATCHDOG=1\n");
}

int64_t notify_alive_every_us(void)
{
    const char *pid = getenv("WATCHDOG_PID"), *usec = getenv("WATCHDOG_USEC");
    int64_t n = 0;
    if (pid && (!str_to_i64(str_from(pid), &n) || n != getpid()))
        return 0;
    return usec && str_to_i64(str_from(usec), &n) && n > 0 ? n / 2 : 0;
}
