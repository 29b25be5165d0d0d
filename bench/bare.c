/* bare: the plainest prefork loop on libfcgi, the denominator of the frame's speed.
 *
 *   bare SOCKET WORKERS BYTES
 *
 * Every request is answered with the same BYTES bytes; nothing is read, routed, checked or logged.
 * A benchmark program: no drain, no watchdog, no respawn. Ends with its parent or on SIGTERM. */
#include "base/std.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcgiapp.h>

#include "base/str.h"

enum { BARE_WORKERS_MAX = 1024, BARE_BACKLOG = 128, BARE_BYTES_MAX = 1024 * 1024 };

static int bare_listen(const char *path)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    size_t len = strlen(path);
    if (len >= sizeof(at.sun_path))
        return -1;
    memcpy(at.sun_path, path, len);
    unlink(path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (const struct sockaddr *)&at, sizeof(at)) != 0 || listen(fd, BARE_BACKLOG) != 0)
        return -1;
    return fd;
}

static NORETURN void bare_serve(int fd, const char *head, const char *body, int bytes)
{
    FCGX_Request rq;
    signal(SIGTERM, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (FCGX_Init() != 0 || FCGX_InitRequest(&rq, fd, 0) != 0)
        _exit(1);
    while (FCGX_Accept_r(&rq) == 0) {
        FCGX_PutStr(head, (int)strlen(head), rq.out);
        FCGX_PutStr(body, bytes, rq.out);
        FCGX_Finish_r(&rq);
    }
    _exit(1);
}

static int bare_wait(const pid_t *pids, size_t count)
{
    int signo;
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    sigwait(&stop, &signo);
    for (size_t i = 0; i < count; i++)
        kill(pids[i], SIGKILL);
    for (size_t i = 0; i < count; i++)
        waitpid(pids[i], NULL, 0);
    return 0;
}

static bool bare_number(const char *text, uint64_t least, uint64_t most, uint64_t *out)
{
    return str_to_u64(str_from(text), out) && *out >= least && *out <= most;
}

int main(int argc, char **argv)
{
    static pid_t pids[BARE_WORKERS_MAX];
    static char body[BARE_BYTES_MAX];
    char head[128];
    uint64_t workers, bytes;
    sigset_t stop, before;
    if (argc != 4 || !bare_number(argv[2], 1, BARE_WORKERS_MAX, &workers)
        || !bare_number(argv[3], 1, BARE_BYTES_MAX, &bytes)) {
        fprintf(stderr, "usage: bare SOCKET WORKERS BYTES\n");
        return 2;
    }
    int fd = bare_listen(argv[1]);
    if (fd < 0) {
        fprintf(stderr, "bare: %s: %s\n", argv[1], strerror(errno));
        return 1;
    }
    memset(body, 'x', bytes);
    snprintf(head, sizeof(head), "Content-Type: text/plain\r\nContent-Length: %" PRIu64 "\r\n\r\n", bytes);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    sigprocmask(SIG_BLOCK, &stop, &before);
    for (size_t i = 0; i < workers; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            sigprocmask(SIG_SETMASK, &before, NULL);
            bare_serve(fd, head, body, (int)bytes);
        }
    }
    return bare_wait(pids, workers);
}
