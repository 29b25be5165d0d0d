#include "base/std.h"
#include "main/listen.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/str.h"

enum { LISTEN_FDS_FIRST = 3 };

static bool listen_words(char *error, const char *format, ...) PRINTF_LIKE(2, 3);

static bool listen_words(char *error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(error, LISTEN_WORDS, format, args);
    va_end(args);
    return false;
}

bool listen_is_listening(int fd)
{
    int yes = 0;
    socklen_t size = sizeof(yes);
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &yes, &size) == 0 && yes;
}

static bool listen_take(int fd, struct listener *out)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
        return false;
    *out = (struct listener){.fd = fd};
    return true;
}

static bool listen_env_i64(const char *name, int64_t *out)
{
    const char *text = getenv(name);
    return text && str_to_i64(str_from(text), out);
}

/* *handed: the manager gave us sockets, so that nothing else must be tried. */
static bool listen_from_manager(struct listener *out, bool *handed, char *error)
{
    int64_t pid = 0, count = 0;
    *handed = listen_env_i64("LISTEN_PID", &pid) && pid == getpid();
    if (!*handed)
        return true;
    if (!listen_env_i64("LISTEN_FDS", &count) || count != 1)
        return listen_words(error, "LISTEN_FDS: expected one socket");
    if (!listen_is_listening(LISTEN_FDS_FIRST) || !listen_take(LISTEN_FDS_FIRST, out))
        return listen_words(error, "LISTEN_FDS: descriptor 3 is not a listening socket");
    return true;
}

/* Whoever called listen() there is named by SO_PEERCRED, and stays named after its death while a
 * child of it holds the socket. */
static bool listen_is_served(int probe)
{
    struct ucred who;
    socklen_t size = sizeof(who);
    if (getsockopt(probe, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0 || who.pid <= 0)
        return true;
    return kill(who.pid, 0) == 0 || errno == EPERM;
}

static bool listen_clear_stale(const struct sockaddr_un *at, char *error)
{
    struct stat st;
    if (lstat(at->sun_path, &st) != 0)
        return errno == ENOENT ? true : listen_words(error, "web.listen: %s: %s", at->sun_path, strerror(errno));
    if (!S_ISSOCK(st.st_mode))
        return listen_words(error, "web.listen: %s is there and is not a socket", at->sun_path);
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0)
        return listen_words(error, "web.listen: %s", strerror(errno));
    int failed = connect(probe, (const struct sockaddr *)at, sizeof(*at)) == 0 ? 0 : errno;
    /* EAGAIN is a full queue: somebody may still be serving it. */
    bool served = failed == EAGAIN || (failed == 0 && listen_is_served(probe));
    close(probe);
    if (served)
        return listen_words(error, "web.listen: %s is served by a running process; stop it first", at->sun_path);
    if (failed != 0 && failed != ECONNREFUSED)
        return listen_words(error, "web.listen: %s: %s", at->sun_path, strerror(failed));
    if (unlink(at->sun_path) != 0 && errno != ENOENT)
        return listen_words(error, "web.listen: cannot replace %s: %s", at->sun_path, strerror(errno));
    return true;
}

static bool listen_bind_at(int fd, const struct sockaddr_un *at, int backlog)
{
    mode_t old = umask(0117); /* so that it is never wider than 0660, not even for a moment */
    int bound = bind(fd, (const struct sockaddr *)at, sizeof(*at));
    umask(old);
    return bound == 0 && listen(fd, backlog) == 0;
}

static bool listen_bind(const char *path, int backlog, struct listener *out, char *error)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    size_t len = strlen(path);
    if (len == 0 || len >= sizeof(at.sun_path))
        return listen_words(error, "web.listen: a path of 1 to %zu bytes is needed", sizeof(at.sun_path) - 1);
    memcpy(at.sun_path, path, len);
    if (!listen_clear_stale(&at, error))
        return false;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && listen_bind_at(fd, &at, backlog) && listen_take(fd, out)) {
        out->bound = path;
        return true;
    }
    listen_words(error, "web.listen: cannot listen on %s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return false;
}

bool listen_open(const char *path, int backlog, struct listener *out, char *error)
{
    bool handed = false;
    if (!listen_from_manager(out, &handed, error))
        return false;
    if (handed)
        return true;
    if (listen_is_listening(STDIN_FILENO))
        return listen_take(STDIN_FILENO, out) || listen_words(error, "descriptor 0: %s", strerror(errno));
    return listen_bind(path, backlog, out, error);
}

void listen_unbind(struct listener *l)
{
    if (l->bound)
        unlink(l->bound);
    l->bound = NULL;
}
