#include "base/std.h"

#include "io/cache_pipe.h"

#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "io/cache_address.h"
#include "io/cache_reply.h"
#include "io/cache_servers.h"

/* FLIGHT: commands that wait for their answer, a power of two. LEG: how many share a barrier. */
enum { FLIGHT = 2048, LEG = 128, OUT = 32 * 1024, IN = 16 * 1024, COMMAND_MAX = 128 + CACHE_ENTRY_MAX };
enum { BREAK_AFTER = 3, BREAK_US = 1000 * 1000 };

struct slot {
    uint64_t tag;
    const struct cache_key *key; /* of a READ */
    enum cache_verb verb;
};

struct cache_pipe {
    const struct cache_server *server;
    struct cache_address_list addresses;
    struct cache_pipe_user *user;
    int fd;
    bool talked;           /* this connection has taken bytes */
    int failures;          /* in a row */
    int64_t skip_until_us; /* monotonic */
    int64_t heard_us;
    uint64_t next, settled; /* numbers: of the next command; of the first that is not settled */
    uint64_t barred;        /* one behind the last barrier */
    char *value;            /* the value being read; NULL: it is thrown away */
    size_t value_size, value_got; /* with its CR LF; size 0: none is being read */
    char tail[2];           /* the last bytes of a value that is thrown away */
    size_t out_len, out_sent, in_len;
    struct slot slots[FLIGHT];
    char out[OUT], in[IN];
};

struct cache_pipe *cache_pipe_open(const struct cache_server *server)
{
    struct cache_pipe *p = calloc(1, sizeof(*p));
    if (!p)
        return NULL;
    p->server = server;
    p->fd = -1;
    cache_address_find(server, &p->addresses);
    return p;
}

void cache_pipe_close(struct cache_pipe *p)
{
    if (p && p->fd >= 0)
        close(p->fd);
    free(p);
}

static struct slot *slot_of(struct cache_pipe *p, uint64_t number)
{
    return &p->slots[number % FLIGHT];
}

/* ---- connecting and failing ---- */

static void connection_drop(struct cache_pipe *p)
{
    if (p->fd >= 0)
        close(p->fd);
    p->fd = -1;
    p->out_len = p->out_sent = p->in_len = 0;
    p->value_size = p->value_got = 0;
    p->barred = p->next;
}

static void breaker_count(struct cache_pipe *p, const char *why)
{
    if (++p->failures < BREAK_AFTER)
        return;
    p->failures = BREAK_AFTER - 1; /* stays at the brink: one more failure after the pause opens it again */
    p->skip_until_us = clock_mono_us() + BREAK_US;
    log_say(LOG_WARNING, "cache.away", "%s: %d failures in a row, the last: %s", p->server->host, BREAK_AFTER, why);
}

void cache_pipe_fail(struct cache_pipe *p, const char *why)
{
    connection_drop(p);
    breaker_count(p, why);
    while (p->settled < p->next) {
        const struct slot *s = slot_of(p, p->settled++);
        if (s->verb != CACHE_BARRIER)
            p->user->hear(p->user->context, s->tag, CACHE_FAILED, (struct str){0});
    }
}

static bool connect_now(struct cache_pipe *p)
{
    p->talked = false;
    do
        p->fd = cache_address_connect(&p->addresses);
    while (p->fd < 0 && cache_address_next(&p->addresses));
    return p->fd >= 0;
}

/* An address that never took a byte leaves all commands unsent: the next address of the name gets them. */
static bool connect_next(struct cache_pipe *p)
{
    if (p->talked || !cache_address_next(&p->addresses))
        return false;
    close(p->fd);
    return connect_now(p);
}

bool cache_pipe_ready(struct cache_pipe *p)
{
    if (p->fd >= 0)
        return true;
    if (clock_mono_us() < p->skip_until_us)
        return false;
    cache_address_first(&p->addresses);
    if (connect_now(p))
        return true;
    breaker_count(p, "cannot connect");
    return false;
}

void cache_pipe_begin(struct cache_pipe *p, struct cache_pipe_user *user)
{
    char byte;
    p->user = user;
    bool left = !cache_pipe_idle(p) || p->out_len || p->in_len;
    bool quiet = p->fd < 0 || (recv(p->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN);
    if (left || !quiet)
        connection_drop(p);
    p->settled = p->next;
}

/* ---- writing ---- */

bool cache_pipe_idle(const struct cache_pipe *p)
{
    return p->settled == p->next;
}

bool cache_pipe_has_room(const struct cache_pipe *p)
{
    return p->next - p->settled + 2 <= FLIGHT && p->out_len + 2 * COMMAND_MAX <= OUT;
}

static void out_put(struct cache_pipe *p, struct str s)
{
    memcpy(p->out + p->out_len, s.at, s.len);
    p->out_len += s.len;
}

static void out_number(struct cache_pipe *p, uint64_t n)
{
    char digits[20], *at = digits + sizeof(digits);
    do
        *--at = (char)('0' + n % 10);
    while (n /= 10);
    out_put(p, (struct str){at, (size_t)(digits + sizeof(digits) - at)});
}

static void command_write(struct cache_pipe *p, const struct cache_command *c)
{
    static const struct str NAMES[] = {
        [CACHE_BARRIER] = {"md b:barrier O", 14}, [CACHE_PREPEND] = {"ms ", 3}, [CACHE_DELETE] = {"md ", 3},
        [CACHE_READ] = {"mg ", 3}};
    static const struct str FLAGS[] = {
        [CACHE_BARRIER] = {"", 0}, [CACHE_PREPEND] = {" MP q O", 7}, [CACHE_DELETE] = {" q O", 4},
        [CACHE_READ] = {" v q k O", 8}};
    out_put(p, NAMES[c->verb]);
    if (c->key)
        out_put(p, str_from(c->key->text));
    if (c->verb == CACHE_PREPEND) {
        out_put(p, STR(" "));
        out_number(p, c->value.len);
    }
    out_put(p, FLAGS[c->verb]);
    out_number(p, p->next);
    out_put(p, STR("\r\n"));
    if (c->verb == CACHE_PREPEND) {
        out_put(p, c->value);
        out_put(p, STR("\r\n"));
    }
    *slot_of(p, p->next++) = (struct slot){c->tag, c->key, c->verb};
}

void cache_pipe_finish(struct cache_pipe *p)
{
    if (p->barred == p->next)
        return;
    command_write(p, &(struct cache_command){.verb = CACHE_BARRIER});
    p->barred = p->next;
}

void cache_pipe_put(struct cache_pipe *p, const struct cache_command *c)
{
    if (p->fd < 0 || !cache_pipe_has_room(p) || c->value.len > CACHE_ENTRY_MAX)
        BUG("cache pipe: no room for a command of %zu bytes", c->value.len);
    command_write(p, c);
    if (p->next - p->barred >= LEG)
        cache_pipe_finish(p);
}

/* ---- reading ---- */

static bool settle_silent(struct cache_pipe *p)
{
    const struct slot *s = slot_of(p, p->settled);
    if (s->verb == CACHE_BARRIER)
        return false;
    p->settled++;
    p->user->hear(p->user->context, s->tag, s->verb == CACHE_READ ? CACHE_ABSENT : CACHE_DONE, (struct str){0});
    return true;
}

static bool value_begin(struct cache_pipe *p, const struct slot *s, const struct cache_reply *r)
{
    if (!str_eq(r->key, str_from(s->key->text)))
        return false;
    p->value = NULL;
    if (r->size <= p->user->room) { /* may jump out: nothing of this value is noted yet, the pipe is not idle */
        p->value = arena_alloc(p->user->arena, r->size + 2);
        p->user->room -= r->size;
    }
    p->value_size = r->size + 2;
    p->value_got = 0;
    return true;
}

/* How a write ended that said so; false: it cannot end like this. */
static bool said_of(enum cache_verb verb, enum cache_reply_kind kind, enum cache_said *out)
{
    bool unfound = kind == CACHE_REPLY_UNFOUND, prepend = verb == CACHE_PREPEND;
    *out = CACHE_DONE;
    if (kind == CACHE_REPLY_DONE || (unfound && !prepend))
        return true;
    *out = CACHE_ABSENT;
    return prepend && (unfound || kind == CACHE_REPLY_UNSTORED);
}

static bool reply_take(struct cache_pipe *p, enum cache_reply_kind kind, const struct cache_reply *r)
{
    enum cache_said said;
    if (r->opaque < p->settled || r->opaque >= p->next)
        return false;
    while (p->settled < r->opaque)
        if (!settle_silent(p))
            return false;
    const struct slot *s = slot_of(p, r->opaque);
    if (s->verb == CACHE_READ)
        return kind == CACHE_REPLY_VALUE && value_begin(p, s, r);
    if (!said_of(s->verb, kind, &said))
        return false;
    p->settled++;
    p->failures = 0;
    if (s->verb != CACHE_BARRIER)
        p->user->hear(p->user->context, s->tag, said, (struct str){0});
    return true;
}

static bool value_end(struct cache_pipe *p)
{
    size_t size = p->value_size - 2;
    const char *end = p->value ? p->value + size : p->tail;
    p->value_size = 0;
    if (end[0] != '\r' || end[1] != '\n')
        return false;
    const struct slot *s = slot_of(p, p->settled++);
    p->user->hear(p->user->context, s->tag, p->value ? CACHE_DONE : CACHE_ABSENT, (struct str){p->value, p->value ? size : 0});
    return true;
}

/* Takes what `in` has of the value; *used: so many bytes. */
static bool value_take(struct cache_pipe *p, struct str in, size_t *used)
{
    size_t missing = p->value_size - p->value_got;
    struct str part = str_slice(in, 0, missing);
    if (p->value)
        memcpy(p->value + p->value_got, part.at, part.len);
    for (size_t i = 0; !p->value && i < part.len; i++)
        if (p->value_got + i + 2 >= p->value_size)
            p->tail[p->value_got + i + 2 - p->value_size] = part.at[i];
    p->value_got += part.len;
    *used = part.len;
    return p->value_got < p->value_size || value_end(p);
}

/* All whole answers in the buffer; false: one is wrong. */
static bool replies_read(struct cache_pipe *p)
{
    size_t at = 0, used;
    bool fine = true;
    while (fine && at < p->in_len) {
        struct str in = {p->in + at, p->in_len - at};
        struct cache_reply reply;
        if (p->value_size) {
            fine = value_take(p, in, &used);
            at += used;
            continue;
        }
        enum cache_reply_kind kind = cache_reply_read(in, &reply);
        if (kind == CACHE_REPLY_PART)
            break;
        fine = kind != CACHE_REPLY_BAD && reply_take(p, kind, &reply);
        at += fine ? reply.line : 0;
    }
    if (!fine)
        return false;
    memmove(p->in, p->in + at, p->in_len - at);
    p->in_len -= at;
    return true;
}

static bool send_some(struct cache_pipe *p)
{
    while (p->out_sent < p->out_len) {
        ssize_t sent = send(p->fd, p->out + p->out_sent, p->out_len - p->out_sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EINTR && !connect_next(p))
            return false;
        if (sent < 0)
            break;
        p->talked = true;
        p->out_sent += (size_t)sent;
    }
    p->out_len -= p->out_sent;
    memmove(p->out, p->out + p->out_sent, p->out_len);
    p->out_sent = 0;
    return true;
}

static const char *receive_some(struct cache_pipe *p)
{
    while (p->talked && !cache_pipe_idle(p)) {
        size_t room = IN - p->in_len;
        ssize_t got = recv(p->fd, p->in + p->in_len, room, MSG_DONTWAIT);
        if (got < 0)
            return errno == EAGAIN || errno == EINTR ? NULL : "the connection broke";
        if (!got)
            return "it hung up";
        p->in_len += (size_t)got;
        p->heard_us = clock_mono_us();
        if (!replies_read(p))
            return "a wrong answer";
        if ((size_t)got < room)
            break;
    }
    return p->in_len && cache_pipe_idle(p) ? "an answer too many" : NULL;
}

void cache_pipe_run(struct cache_pipe *p)
{
    if (p->fd < 0)
        return;
    const char *trouble = send_some(p) ? receive_some(p) : "cannot send";
    if (trouble)
        cache_pipe_fail(p, trouble);
}

/* ---- what the stream looks at ---- */

int cache_pipe_fd(const struct cache_pipe *p)
{
    return p->fd;
}

bool cache_pipe_unsent(const struct cache_pipe *p)
{
    return p->out_len > 0;
}

int64_t cache_pipe_heard_us(const struct cache_pipe *p)
{
    return p->heard_us;
}
