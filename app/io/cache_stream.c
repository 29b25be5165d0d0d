#include "base/std.h"

#include "io/cache_stream.h"

#include <poll.h>

#include "base/clock.h"
#include "base/log.h"
#include "io/cache_pipe.h"
#include "io/cache_ring.h"
#include "io/cache_servers.h"

struct cache_stream {
    int64_t wait_us;
    size_t count;
    struct cache_pipe *pipes[CACHE_SERVERS_MAX];
    struct cache_server servers[CACHE_SERVERS_MAX];
    struct cache_ring ring;
    /* of the batch */
    bool begun, over; /* over: its time is up, the rest fails at once */
    int64_t began_us, deadline_us;
    bool hasty; /* it has a budget of its own */
    struct cache_pipe_user user;
    const struct cache_listener *listener;
    struct cache_tally tally;
    struct str *found; /* of a get: where values go, by tag */
    /* of the unit of work, told by its start */
    int64_t unit_us, lost_us;
};

struct cache_stream *cache_stream_open(const char *servers, int wait_ms)
{
    struct cache_stream *s = calloc(1, sizeof(*s));
    if (!s)
        return NULL;
    s->wait_us = (int64_t)wait_ms * 1000;
    s->count = cache_servers_read(str_from(servers), s->servers);
    bool fine = s->count > 0;
    for (size_t i = 0; i < s->count; i++) {
        s->pipes[i] = cache_pipe_open(&s->servers[i]);
        fine = fine && s->pipes[i];
    }
    cache_ring_make(&s->ring, s->servers, s->count);
    if (fine)
        return s;
    cache_stream_close(s);
    return NULL;
}

void cache_stream_close(struct cache_stream *s)
{
    for (size_t i = 0; s && i < s->count; i++)
        cache_pipe_close(s->pipes[i]);
    free(s);
}

size_t cache_stream_node(const struct cache_stream *s, const struct cache_key *key)
{
    return cache_ring_node(&s->ring, str_from(key->text));
}

/* ---- waiting ---- */

/* For room in one, or until all are idle. */
static bool waited_enough(const struct cache_stream *s, const struct cache_pipe *one)
{
    if (one)
        return cache_pipe_has_room(one);
    for (size_t i = 0; i < s->count; i++)
        if (!cache_pipe_idle(s->pipes[i]))
            return false;
    return true;
}

/* Gives up those that are waited for and were silent too long; the microseconds until the next may be. */
static int64_t late_give_up(struct cache_stream *s, const struct cache_pipe *one, int64_t since_us)
{
    int64_t now_us = clock_mono_us(), next_us = s->deadline_us;
    s->over = s->over || now_us >= s->deadline_us;
    for (size_t i = 0; i < s->count; i++) {
        struct cache_pipe *p = s->pipes[i];
        if ((one && p != one) || cache_pipe_idle(p))
            continue;
        int64_t heard_us = cache_pipe_heard_us(p);
        int64_t limit_us = (heard_us > since_us ? heard_us : since_us) + s->wait_us;
        if (s->over || now_us >= limit_us)
            cache_pipe_fail(p, "no answer in time");
        else if (limit_us < next_us)
            next_us = limit_us;
    }
    return next_us - now_us;
}

/* Sleeps until a socket is ready, and runs those that are. */
static void ready_run(struct cache_stream *s, int64_t most_us)
{
    struct pollfd fds[CACHE_SERVERS_MAX];
    for (size_t i = 0; i < s->count; i++) {
        const struct cache_pipe *p = s->pipes[i];
        fds[i] = (struct pollfd){.fd = cache_pipe_idle(p) ? -1 : cache_pipe_fd(p), .events = POLLIN};
        if (cache_pipe_unsent(p))
            fds[i].events |= POLLOUT;
    }
    if (poll(fds, s->count, (int)((most_us + 999) / 1000)) <= 0)
        return;
    for (size_t i = 0; i < s->count; i++)
        if (fds[i].revents)
            cache_pipe_run(s->pipes[i]);
}

static void stream_wait(struct cache_stream *s, struct cache_pipe *one)
{
    int64_t since_us = clock_mono_us();
    s->over = s->over || since_us >= s->deadline_us;
    for (size_t i = 0; i < s->count; i++)
        if ((!one || one == s->pipes[i]) && !cache_pipe_idle(s->pipes[i]))
            cache_pipe_run(s->pipes[i]);
    while (!waited_enough(s, one)) {
        int64_t most_us = late_give_up(s, one, since_us);
        if (!waited_enough(s, one))
            ready_run(s, most_us);
    }
}

/* ---- a batch ---- */

static void hear(void *context, uint64_t tag, enum cache_said said, struct str value)
{
    struct cache_stream *s = context;
    if (said == CACHE_DONE)
        s->tally.done++;
    else if (said == CACHE_ABSENT)
        s->tally.absent++;
    else
        s->tally.failed++;
    if (s->found)
        s->found[tag] = value;
    else if (s->listener)
        s->listener->said(s->listener->context, tag, said);
}

/* What this work lost already counts against a budget. */
static int64_t budget_us(struct cache_stream *s, const struct work *w, int within_ms)
{
    if (s->unit_us != w->started_us) {
        s->unit_us = w->started_us;
        s->lost_us = 0;
    }
    int64_t left_us = (int64_t)within_ms * 1000 - s->lost_us;
    return left_us > 0 ? left_us : 0;
}

void cache_stream_begin(struct cache_stream *s, struct work *w, int within_ms, const struct cache_listener *listener)
{
    if (!s)
        return;
    s->began_us = clock_mono_us();
    s->deadline_us = w->deadline_us;
    s->hasty = within_ms > 0;
    int64_t within_us = s->hasty ? budget_us(s, w, within_ms) : INT64_MAX - s->began_us;
    if (s->began_us + within_us < s->deadline_us)
        s->deadline_us = s->began_us + within_us;
    s->begun = true;
    s->over = s->began_us >= s->deadline_us;
    s->listener = listener;
    s->found = NULL;
    s->tally = (struct cache_tally){0};
    s->user = (struct cache_pipe_user){w->arena, CACHE_GET_BYTES_MAX, hear, s};
    for (size_t i = 0; i < s->count; i++)
        cache_pipe_begin(s->pipes[i], &s->user);
    w->cache_trips += !s->over;
}

static void command_send(struct cache_stream *s, const struct cache_command *c)
{
    if (!s->begun)
        BUG("cache stream: no batch was begun");
    struct cache_pipe *p = s->pipes[cache_stream_node(s, c->key)];
    if (!s->over && !cache_pipe_has_room(p))
        stream_wait(s, p);
    if (!s->over && cache_pipe_ready(p))
        cache_pipe_put(p, c);
    else
        hear(s, c->tag, CACHE_FAILED, (struct str){0});
}

void cache_stream_prepend(struct cache_stream *s, const struct cache_key *key, struct str entry, uint64_t tag)
{
    if (s)
        command_send(s, &(struct cache_command){CACHE_PREPEND, key, entry, tag});
}

void cache_stream_delete(struct cache_stream *s, const struct cache_key *key, uint64_t tag)
{
    if (s)
        command_send(s, &(struct cache_command){CACHE_DELETE, key, {0}, tag});
}

struct cache_tally cache_stream_end(struct cache_stream *s)
{
    if (!s)
        return (struct cache_tally){0};
    for (size_t i = 0; i < s->count; i++)
        if (!cache_pipe_idle(s->pipes[i]))
            cache_pipe_finish(s->pipes[i]);
    stream_wait(s, NULL);
    s->begun = false;
    if (s->hasty && s->tally.failed)
        s->lost_us += clock_mono_us() - s->began_us;
    return s->tally;
}

void cache_stream_get(struct work *w, struct cache_stream *s, const struct cache_key *keys, size_t count,
                      struct str *found)
{
    memset(found, 0, count * sizeof(*found));
    if (!s)
        return;
    cache_stream_begin(s, w, (int)(s->wait_us / 1000), NULL);
    s->found = found;
    for (size_t i = 0; i < count; i++)
        command_send(s, &(struct cache_command){CACHE_READ, &keys[i], {0}, i});
    (void)cache_stream_end(s);
}
