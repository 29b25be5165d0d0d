/* deliveries: how many timelines a second one process prepends to, by three ways over one memcached.
 *
 *   deliveries SERVER PID TIMELINES ROUNDS
 *
 * SERVER: path of a unix socket. PID: of that memcached. Half a fan-out goes to timelines that are there (9.6 KB, 400 entries of 24 bytes),
 * half to those that are not. A line a round and way: way, "there" or "missing", deliveries a second, and CPU microseconds
 * a delivery of this process and of memcached, which a busy machine changes less. */
#include "base/std.h"

#include <libmemcached/memcached.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "base/settings.h"
#include "io/cache_stream.h"

enum { ENTRY = 24, ENTRIES = 400, OUT = 256 * 1024, SYNC_SHARE = 20 };

struct world {
    const char *server;
    size_t count;
    struct cache_key *keys;
    struct cache_stream *stream;
    struct work *work;
    memcached_st *lib;
    int fd; /* of the loop by hand */
    clockid_t own, server_clock; /* CPU time */
    char *out;
};

static const char NEWS[ENTRY + 1] = "0123456701234567.......\n";

/* ---- the three ways; each: how many were delivered, of `count` keys ---- */

static size_t by_stream(struct world *w, const struct cache_key *keys, size_t count)
{
    cache_stream_begin(w->stream, w->work, 0, NULL);
    for (size_t i = 0; i < count; i++)
        cache_stream_prepend(w->stream, &keys[i], (struct str){NEWS, ENTRY}, i);
    struct cache_tally t = cache_stream_end(w->stream);
    return t.failed ? 0 : t.done + t.absent;
}

/* Reads what is there; true when the barrier's answer was among it. Without `wait` it does not wait. */
static bool hand_read(int fd, bool wait)
{
    static char in[64 * 1024];
    static size_t kept;
    ssize_t got;
    do {
        got = recv(fd, in + kept, sizeof(in) - kept, wait ? 0 : MSG_DONTWAIT);
        if (got <= 0)
            return false;
        size_t len = kept + (size_t)got;
        bool ended = len >= 4 && memcmp(in + len - 4, "MN\r\n", 4) == 0;
        kept = len < 4 ? len : 4;
        memmove(in, in + len - kept, kept);
        if (ended)
            return true;
    } while (true);
}

static bool hand_write(int fd, const char *at, size_t len)
{
    while (len) {
        ssize_t sent = send(fd, at, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN)
            return false;
        if (sent > 0) {
            at += sent;
            len -= (size_t)sent;
            continue;
        }
        struct pollfd p = {.fd = fd, .events = POLLIN | POLLOUT};
        (void)poll(&p, 1, 1000);
        (void)hand_read(fd, false);
    }
    return true;
}

/* The least that can be done: no numbers, no slots, no clocks; one barrier at the very end. */
static size_t by_hand(struct world *w, const struct cache_key *keys, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        size_t key = strlen(keys[i].text);
        memcpy(w->out + len, "ms ", 3);
        memcpy(w->out + len + 3, keys[i].text, key);
        memcpy(w->out + len + 3 + key, " 24 MP q\r\n", 10);
        memcpy(w->out + len + 13 + key, NEWS, ENTRY);
        memcpy(w->out + len + 13 + key + ENTRY, "\r\n", 2);
        len += 15 + key + ENTRY;
        if (len < 32 * 1024 && i + 1 < count)
            continue;
        if (!hand_write(w->fd, w->out, len))
            return 0;
        (void)hand_read(w->fd, false);
        len = 0;
    }
    return hand_write(w->fd, "mn\r\n", 4) && hand_read(w->fd, true) ? count : 0;
}

/* One after the other, each answered: only a share of the keys, or one would wait for ever. */
static size_t by_libmemcached(struct world *w, const struct cache_key *keys, size_t count)
{
    size_t fine = 0;
    for (size_t i = 0; i < count; i += SYNC_SHARE) {
        memcached_return_t rc = memcached_prepend(w->lib, keys[i].text, strlen(keys[i].text), NEWS, ENTRY, 0, 0);
        fine += rc == MEMCACHED_SUCCESS || rc == MEMCACHED_NOTSTORED;
    }
    return fine;
}

static const struct way {
    const char *name;
    size_t (*run)(struct world *w, const struct cache_key *keys, size_t count);
} WAYS[] = {{"stream", by_stream}, {"hand", by_hand}, {"libmemcached", by_libmemcached}};

/* ---- the world ---- */

static int connect_to(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(to.sun_path, sizeof(to.sun_path), "%s", path);
    return connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0 ? fd : -1;
}

static bool world_make(struct world *w, struct arena *a)
{
    w->keys = ARENA_ARRAY(a, struct cache_key, 2 * w->count);
    w->out = arena_alloc(a, OUT);
    for (size_t i = 0; i < 2 * w->count; i++)
        w->keys[i] = cache_key("tl", (struct str){(const char *)&i, sizeof(i)});
    w->stream = cache_stream_open(w->server, 1000);
    w->lib = memcached_create(NULL);
    w->fd = connect_to(w->server);
    return w->stream && w->lib && w->fd >= 0 && memcached_server_add_unix_socket(w->lib, w->server) == MEMCACHED_SUCCESS &&
           memcached_behavior_set(w->lib, MEMCACHED_BEHAVIOR_KETAMA, 1) == MEMCACHED_SUCCESS;
}

/* Timelines of 400 entries, as after a reader's trim. The second half of the keys stays missing. */
static bool timelines_fill(struct world *w)
{
    static char value[ENTRY * ENTRIES];
    memset(value, 't', sizeof(value));
    memcached_return_t rc = MEMCACHED_SUCCESS;
    for (size_t i = 0; i < w->count && rc == MEMCACHED_SUCCESS; i++)
        rc = memcached_set(w->lib, w->keys[i].text, strlen(w->keys[i].text), value, sizeof(value), 0, 0);
    return rc == MEMCACHED_SUCCESS;
}

static double cpu_us(clockid_t clock)
{
    struct timespec t = {0};
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void measure(struct world *w, const struct way *way, bool there)
{
    int64_t began_us = clock_mono_us();
    double client_us = cpu_us(w->own), server_us = cpu_us(w->server_clock);
    size_t done = way->run(w, w->keys + (there ? 0 : w->count), w->count);
    int64_t took_us = clock_mono_us() - began_us;
    double count = (double)(done ? done : 1);
    printf("%s %s %.0f %.3f %.3f\n", way->name, there ? "there" : "missing", (double)done * 1e6 / (double)(took_us ? took_us : 1),
           (cpu_us(w->own) - client_us) / count, (cpu_us(w->server_clock) - server_us) / count);
}

int main(int argc, char **argv)
{
    static const struct settings settings;
    struct arena *a = arena_new(1 << 20, 256u << 20);
    struct work work;
    uint64_t pid = 0, count = 0, rounds = 0;
    bool fine = argc == 5 && str_to_u64(str_from(argv[2]), &pid) && str_to_u64(str_from(argv[3]), &count) &&
                str_to_u64(str_from(argv[4]), &rounds);
    if (!fine || !a || !crypto_start()) {
        fprintf(stderr, "usage: deliveries SERVER PID TIMELINES ROUNDS\n");
        return 2;
    }
    work_begin(&work, a, &settings, "bench", 10 * 60 * 1000);
    struct world w = {.server = argv[1], .count = (size_t)count, .work = &work, .own = CLOCK_PROCESS_CPUTIME_ID};
    if (clock_getcpuclockid((pid_t)pid, &w.server_clock) != 0 || !world_make(&w, a))
        return 1;
    for (uint64_t round = 0; round < rounds; round++) {
        if (!timelines_fill(&w))
            return 1;
        for (size_t i = 0; i < COUNT_OF(WAYS); i++) {
            const struct way *way = &WAYS[(round % 2 ? COUNT_OF(WAYS) - 1 - i : i)];
            measure(&w, way, true);
            measure(&w, way, false);
        }
    }
    return 0;
}
