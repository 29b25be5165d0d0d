#include "base/std.h"
#include "main/renew.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"

/* generation:descriptor:pid,pid,...:path bound (empty when the socket is somebody else's) */
#define RENEW_VARIABLE "LINNET_POOL"

static bool renew_pids(struct arena *a, struct str list, struct renewal *out)
{
    struct str one;
    int64_t pid;
    out->pids = ARENA_ARRAY(a, pid_t, MEMBERS_OLD_MAX);
    while (str_next(&list, ',', &one)) {
        if (one.len == 0)
            continue;
        if (out->count == MEMBERS_OLD_MAX || !str_to_i64(one, &pid) || pid <= 1 || pid > INT_MAX)
            return false;
        out->pids[out->count++] = (pid_t)pid;
    }
    return true;
}

static bool renew_read(struct arena *a, struct str rest, struct renewal *out)
{
    struct str generation, fd, pids;
    int64_t n;
    if (!str_next(&rest, ':', &generation) || !str_next(&rest, ':', &fd) || !str_next(&rest, ':', &pids))
        return false;
    if (!str_to_i64(generation, &out->generation) || !str_to_i64(fd, &n) || n < 0 || n > INT_MAX)
        return false;
    out->listener = (struct listener){.fd = (int)n, .bound = rest.len > 0 ? str_z(a, rest) : NULL};
    return renew_pids(a, pids, out);
}

bool renew_take(struct arena *a, struct renewal *out)
{
    const char *text = getenv(RENEW_VARIABLE);
    *out = (struct renewal){.generation = 0};
    if (!text)
        return false;
    bool taken = renew_read(a, str_copy(a, str_from(text)), out) && listen_is_listening(out->listener.fd)
                 && fcntl(out->listener.fd, F_SETFD, FD_CLOEXEC) == 0;
    unsetenv(RENEW_VARIABLE);
    if (!taken)
        *out = (struct renewal){.generation = 0};
    return taken;
}

pid_t renew_check(const char *path, char *const *argv)
{
    char *with_check[64] = {argv[0]};
    char check[] = "--check";
    size_t n = 1;
    sigset_t none;
    for (; argv[n] && n + 2 < COUNT_OF(with_check); n++)
        with_check[n] = argv[n];
    with_check[n] = check;
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execv(path, with_check);
    _exit(127);
}

static const char *renew_write(struct arena *a, const struct renewal *from, const struct members *m)
{
    struct buf b;
    buf_init(&b, a, 256);
    buf_printf(&b, "%" PRIi64 ":%d:", from->generation + 1, from->listener.fd);
    size_t written = 0;
    for (size_t i = 0; i < m->count + m->old && written < MEMBERS_OLD_MAX; i++)
        if (m->at[i].pid != 0)
            buf_printf(&b, "%s%d", written++ > 0 ? "," : "", (int)m->at[i].pid);
    buf_printf(&b, ":%s", from->listener.bound ? from->listener.bound : "");
    return buf_z(&b);
}

void renew_exec(struct arena *a, const char *path, char *const *argv, const struct renewal *from,
                const struct members *m)
{
    if (setenv(RENEW_VARIABLE, renew_write(a, from, m), 1) != 0 || fcntl(from->listener.fd, F_SETFD, 0) != 0)
        return;
    execv(path, argv);
    int why = errno;
    unsetenv(RENEW_VARIABLE);
    fcntl(from->listener.fd, F_SETFD, FD_CLOEXEC);
    errno = why;
}
