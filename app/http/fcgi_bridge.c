#include "base/std.h"

#include "http/fcgi_bridge.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "http/fcgi_record.h"

enum {
    BRIDGE_BLOCK = 1024,
    SOCKET_WAIT_S = 2,             /* of one read or write */
    PEER_WAIT_US = 2 * 1000 * 1000, /* of a whole body, of a whole answer */
    DRAIN_MAX = 1024 * 1024,
    DRAIN_STEP = 8 * 1024,
};

struct fcgi_bridge {
    FCGX_Request req;
    struct arena *arena; /* it lives in */
    int listen_fd;
    int waiting; /* epoll: one worker wakes for a connection, where poll would wake them all */
    bool drained; /* nothing of the body is left unread in the socket */
};

bool fcgi_bridge_start(void)
{
    struct sigaction had;
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    if (FCGX_Init() != 0)
        return false;
    /* The library takes SIGPIPE over when it was ignored; whoever set a handler of his own keeps it. */
    return sigaction(SIGPIPE, NULL, &had) == 0 && (had.sa_handler != SIG_DFL || sigaction(SIGPIPE, &ignore, NULL) == 0);
}

static int wait_for(int listen_fd)
{
    struct epoll_event event = {.events = EPOLLIN | EPOLLEXCLUSIVE};
    int waiting = epoll_create1(EPOLL_CLOEXEC);
    if (waiting >= 0 && epoll_ctl(waiting, EPOLL_CTL_ADD, listen_fd, &event) == 0)
        return waiting;
    if (waiting >= 0)
        close(waiting);
    return -1;
}

struct fcgi_bridge *fcgi_bridge_open(int listen_fd)
{
    int flags = fcntl(listen_fd, F_GETFL);
    if (flags < 0 || fcntl(listen_fd, F_SETFL, flags | O_NONBLOCK) < 0)
        return NULL;
    struct arena *arena = arena_new(BRIDGE_BLOCK, BRIDGE_BLOCK);
    if (arena == NULL)
        return NULL;
    struct fcgi_bridge *b = ARENA_NEW(arena, struct fcgi_bridge);
    b->arena = arena;
    b->listen_fd = listen_fd;
    b->waiting = wait_for(listen_fd);
    /* -1: the library never accepts by itself. It would do so without time-outs, and when a peer closes
     * in the middle of its request. */
    if (b->waiting >= 0 && FCGX_InitRequest(&b->req, -1, 0) == 0)
        return b;
    arena_free(arena);
    return NULL;
}

void fcgi_bridge_close(struct fcgi_bridge *b)
{
    FCGX_Free(&b->req, 1);
    close(b->waiting);
    arena_free(b->arena);
}

enum fcgi_wait fcgi_bridge_wait(struct fcgi_bridge *b, const sigset_t *unblocked)
{
    struct epoll_event event;
    if (epoll_pwait(b->waiting, &event, 1, -1, unblocked) == 1)
        return (event.events & EPOLLIN) != 0 ? FCGI_REQUEST : FCGI_BROKEN;
    return errno == EINTR ? FCGI_SIGNAL : FCGI_BROKEN;
}

static bool accept_is_hopeless(int error)
{
    return error == EBADF || error == EINVAL || error == ENOTSOCK || error == EOPNOTSUPP || error == EMFILE ||
           error == ENFILE || error == ENOMEM || error == ENOBUFS;
}

enum fcgi_wait fcgi_bridge_accept(struct fcgi_bridge *b)
{
    const struct timeval wait = {.tv_sec = SOCKET_WAIT_S};
    int fd = accept4(b->listen_fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return accept_is_hopeless(errno) ? FCGI_BROKEN : FCGI_AGAIN;
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) != 0 ||
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) != 0) {
        close(fd);
        return FCGI_AGAIN;
    }
    /* With a descriptor set, kept and without a reader, the library reads the request from it. */
    b->req.ipcFd = fd;
    b->req.keepConnection = 1;
    b->req.in = NULL;
    b->drained = false;
    return FCGX_Accept_r(&b->req) == 0 ? FCGI_REQUEST : FCGI_AGAIN;
}

/* Copies, since the library's strings end with the request and the unit of work may outlive it. */
static void read_vars(const FCGX_Request *req, struct arena *a, struct gateway *out)
{
    size_t count = 0;
    while (req->envp[count] != NULL)
        count++;
    struct gateway_var *vars = ARENA_ARRAY(a, struct gateway_var, count);
    for (size_t i = 0; i < count; i++) {
        struct str value = str_copy(a, str_from(req->envp[i]));
        if (!str_next(&value, '=', &vars[i].name))
            vars[i].name = STR("");
        vars[i].value = value.at != NULL ? value : STR("");
    }
    out->vars = vars;
    out->count = count;
}

/* At least a byte, waiting for it if need be, and what came with it; 0 at the end. */
static size_t read_some(FCGX_Stream *in, char *to, size_t most)
{
    int first = FCGX_GetChar(in);
    if (first < 0)
        return 0;
    to[0] = (char)first;
    size_t ready = (size_t)(in->stop - in->rdNext);
    int more = FCGX_GetStr(to + 1, (int)(ready < most - 1 ? ready : most - 1), in);
    return 1 + (size_t)more;
}

/* False: the peer broke off or takes too long. *length is what was read: less than `most` at the end. */
static bool read_upto(FCGX_Stream *in, char *to, size_t most, size_t *length)
{
    int64_t end_us = clock_mono_us() + PEER_WAIT_US;
    *length = 0;
    while (*length < most) {
        size_t got = read_some(in, to + *length, most - *length);
        if (got == 0)
            return FCGX_GetError(in) == 0;
        *length += got;
        if (clock_mono_us() > end_us)
            return false;
    }
    return true;
}

/* Reads off what does not fit, so that the peer hears the answer instead of a reset. */
static bool drain(FCGX_Stream *in)
{
    char waste[DRAIN_STEP];
    size_t length = sizeof waste;
    for (size_t all = 0; length == sizeof waste && all < DRAIN_MAX; all += length)
        if (!read_upto(in, waste, sizeof waste, &length))
            return false;
    return length < sizeof waste;
}

/* Room for what may come: the said length, or the limit, and a byte to see the lie. */
static size_t body_room(struct str said, size_t body_max)
{
    uint64_t length;
    if (!str_to_u64(said, &length) || length > body_max)
        return body_max + 1;
    return (size_t)length + 1;
}

/* The body's length is what was read; CONTENT_LENGTH is empty for chunked bodies, and may lie. */
static void read_body(struct fcgi_bridge *b, struct arena *a, size_t body_max, struct gateway *out)
{
    uint64_t said = 0;
    size_t length = 0;
    FCGX_Stream *in = b->req.in;
    struct str given = str_from(FCGX_GetParam("CONTENT_LENGTH", b->req.envp));
    char first;
    bool whole = read_upto(in, &first, 1, &length);
    bool empty = length == 0;
    b->drained = whole && empty;
    if (whole && !empty) {
        size_t room = body_room(given, body_max);
        char *body = arena_alloc(a, room);
        FCGX_UnGetChar((unsigned char)first, in);
        whole = read_upto(in, body, room, &length);
        b->drained = whole && (length < room || drain(in));
        out->body_too_large = length > body_max;
        out->body = out->body_too_large ? STR("") : (struct str){body, length};
    }
    bool as_said = given.len == 0 || (str_to_u64(given, &said) && said == length);
    out->body_cut = !out->body_too_large && (!whole || !as_said);
}

void fcgi_bridge_read(struct fcgi_bridge *b, struct arena *a, size_t body_max, struct gateway *out)
{
    *out = (struct gateway){.body = STR("")};
    read_vars(&b->req, a, out);
    read_body(b, a, body_max, out);
}

/* All of iov, or false when the peer is gone or too slow. */
static bool send_all(int fd, struct iovec *iov, size_t count)
{
    int64_t end_us = clock_mono_us() + PEER_WAIT_US;
    struct msghdr m = {.msg_iov = iov, .msg_iovlen = count};
    for (;;) {
        ssize_t sent = sendmsg(fd, &m, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return false;
        if (fcgi_records_skip(&m.msg_iov, &m.msg_iovlen, (size_t)sent))
            return true;
        if (clock_mono_us() > end_us)
            return false;
    }
}

static void stream_is_done(FCGX_Stream *s)
{
    s->wasFCloseCalled = 1;
    s->isClosed = 1;
}

/* Past the library's own 8 KB stream, in as few calls as the records need; then its streams are told
 * that they have been closed, so that it does not end the request a second time. */
bool fcgi_bridge_send(struct fcgi_bridge *b, struct str head, struct str body)
{
    struct fcgi_records records;
    bool fine = true, last = false;
    struct str parts[2] = {head, body};
    while (fine && !last) {
        last = fcgi_records_fill(&records, parts, b->req.requestId);
        fine = send_all(b->req.ipcFd, records.iov, records.count);
    }
    stream_is_done(b->req.out);
    stream_is_done(b->req.err);
    if (b->drained || !fine)
        FCGX_Detach(&b->req); /* no linger */
    b->req.keepConnection = 0;
    FCGX_Finish_r(&b->req);
    return fine;
}
