#include "base/std.h"

#include "io/cache.h"

#include <libmemcached/memcached.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/random.h"
#include "base/settings.h"
#include "io/cache_envelope.h"
#include "io/cache_servers.h"

/* KEY_DIGITS: of SHA-256, in hex. Two ids that share a key would have to be looked for 2^80 times. */
enum { KEY_DIGITS = 40, BREAK_AFTER = 3, BREAK_US = 1000 * 1000 };

struct node { /* libmemcached without ejection pays the time-out each time: the breaker is ours */
    int late;              /* time-outs in a row */
    int64_t skip_until_us; /* monotonic */
};

struct cache {
    memcached_st *client;
    int wait_ms;
    size_t count;
    struct node nodes[CACHE_SERVERS_MAX];
    int64_t unit_us; /* the work that lost_us belongs to, told by its start */
    int64_t lost_us; /* what that work has waited in vain */
};

/* ---- opening ---- */

static bool behave(memcached_st *m, memcached_behavior_t what, uint64_t value)
{
    return memcached_behavior_set(m, what, value) == MEMCACHED_SUCCESS;
}

/* Text protocol (the default). Every behaviour whose default would hurt is set: time-outs of seconds,
 * no check of keys, another distribution than other clients'. No ejection: a stand-in node would
 * serve stale copies when its turn comes again; a dead node's keys are misses. */
static bool behaviours_set(memcached_st *m, int wait_ms)
{
    uint64_t wait = (uint64_t)wait_ms;
    return behave(m, MEMCACHED_BEHAVIOR_VERIFY_KEY, 1) && behave(m, MEMCACHED_BEHAVIOR_KETAMA, 1) &&
           behave(m, MEMCACHED_BEHAVIOR_NO_BLOCK, 1) && behave(m, MEMCACHED_BEHAVIOR_TCP_NODELAY, 1) &&
           behave(m, MEMCACHED_BEHAVIOR_CONNECT_TIMEOUT, wait) &&
           behave(m, MEMCACHED_BEHAVIOR_POLL_TIMEOUT, wait) &&
           behave(m, MEMCACHED_BEHAVIOR_SND_TIMEOUT, wait * 1000) &&
           behave(m, MEMCACHED_BEHAVIOR_RCV_TIMEOUT, wait * 1000) &&
           behave(m, MEMCACHED_BEHAVIOR_RETRY_TIMEOUT, 1) && behave(m, MEMCACHED_BEHAVIOR_DEAD_TIMEOUT, 1) &&
           behave(m, MEMCACHED_BEHAVIOR_REMOVE_FAILED_SERVERS, 0);
}

/* The ring is made from these very texts. */
static void servers_add(struct cache *c, struct str text)
{
    struct cache_server servers[CACHE_SERVERS_MAX];
    size_t count = cache_servers_read(text, servers);
    for (size_t i = 0; i < count; i++) {
        const struct cache_server *s = &servers[i];
        memcached_return_t rc = s->port ? memcached_server_add(c->client, s->host, s->port)
                                        : memcached_server_add_unix_socket(c->client, s->host);
        if (rc == MEMCACHED_SUCCESS)
            c->count++;
        else
            log_say(LOG_ERROR, "cache.server", "cannot use the cache server \"%s\"", s->host);
    }
}

struct cache *cache_open(const struct settings *s)
{
    struct str servers = str_from(s->cache.servers);
    if (!str_trim(servers).len)
        return NULL;
    struct cache *c = calloc(1, sizeof(*c));
    if (!c)
        return NULL;
    c->wait_ms = (int)s->cache.wait_ms;
    c->client = memcached_create(NULL);
    if (c->client && behaviours_set(c->client, c->wait_ms))
        servers_add(c, servers);
    if (c->count)
        return c;
    log_say(LOG_ERROR, "cache.open", "no usable server in cache.servers: going on without a cache");
    cache_close(c);
    return NULL;
}

void cache_close(struct cache *c)
{
    if (!c)
        return;
    if (c->client)
        memcached_free(c->client);
    free(c);
}

/* ---- keys ---- */

struct cache_key cache_key(const char *prefix, struct str id)
{
    struct cache_key key;
    unsigned char hash[CRYPTO_SHA256];
    crypto_sha256(id, hash);
    size_t prefix_len = strlen(prefix), fine = strspn(prefix, "abcdefghijklmnopqrstuvwxyz0123456789.");
    if (!prefix_len || prefix_len > 12 || fine != prefix_len)
        BUG("cache key prefix \"%s\"", prefix);
    memcpy(key.text, prefix, prefix_len);
    char *at = key.text + prefix_len;
    *at++ = ':';
    for (size_t i = 0; i < KEY_DIGITS / 2; i++) {
        *at++ = "0123456789abcdef"[hash[i] >> 4];
        *at++ = "0123456789abcdef"[hash[i] & 15];
    }
    *at = '\0';
    return key;
}

/* ---- one trip, its breaker and its budget ---- */

size_t cache_node(const struct cache *c, const struct cache_key *key)
{
    return memcached_generate_hash(c->client, key->text, strlen(key->text)) % c->count;
}

static struct node *node_of(struct cache *c, const struct cache_key *key)
{
    return &c->nodes[cache_node(c, key)];
}

/* May this trip be made? Not to a node that is being left alone, nor when this work has already lost
 * its time with caches. */
static bool trip_allowed(struct work *w, const struct node *n)
{
    struct cache *c = w->cache;
    if (c->unit_us != w->started_us) {
        c->unit_us = w->started_us;
        c->lost_us = 0;
    }
    return c->lost_us < (int64_t)c->wait_ms * 1000 && clock_mono_us() >= n->skip_until_us;
}

static bool answered(memcached_return_t rc)
{
    return rc == MEMCACHED_SUCCESS || rc == MEMCACHED_NOTFOUND || rc == MEMCACHED_NOTSTORED ||
           rc == MEMCACHED_DATA_EXISTS || rc == MEMCACHED_E2BIG || rc == MEMCACHED_SERVER_ERROR ||
           rc == MEMCACHED_SERVER_MEMORY_ALLOCATION_FAILURE;
}

/* A connection that was refused costs next to nothing; what came late is counted. */
static void trip_done(struct work *w, struct node *n, memcached_return_t rc, int64_t since_us)
{
    struct cache *c = w->cache;
    int64_t now_us = clock_mono_us();
    w->cache_trips++;
    if (answered(rc)) {
        n->late = 0;
        return;
    }
    c->lost_us += now_us - since_us;
    if ((now_us - since_us) * 2 < (int64_t)c->wait_ms * 1000)
        return;
    if (++n->late >= BREAK_AFTER) { /* stays at the brink: one more time-out after the pause opens it again */
        n->late = BREAK_AFTER - 1;
        n->skip_until_us = now_us + BREAK_US;
        log_say(LOG_WARNING, "cache.away", "a node timed out %d times in a row", BREAK_AFTER);
    }
}

/* ---- get, fill, hold ---- */

enum cache_answer cache_get(struct work *w, const struct cache_key *key, struct str *out)
{
    struct cache *c = w->cache;
    if (!c)
        return CACHE_MISS;
    struct node *n = node_of(c, key);
    if (!trip_allowed(w, n))
        return CACHE_MISS;
    int64_t since_us = clock_mono_us();
    memcached_return_t rc;
    size_t size = 0;
    uint32_t flags;
    char *raw = memcached_get(c->client, key->text, strlen(key->text), &size, &flags, &rc);
    trip_done(w, n, rc, since_us);
    if (!raw)
        return CACHE_MISS;
    arena_defer(w->arena, free, raw); /* an exhausted arena jumps out of the next call */
    return cache_envelope_read(w->arena, key, (struct str){raw, size}, out);
}

static time_t life_with_jitter(int ttl_s)
{
    uint32_t spread = (uint32_t)ttl_s / 5;
    return ttl_s < 10 ? ttl_s : (time_t)((uint32_t)ttl_s - spread / 2 + random_below(spread + 1));
}

void cache_fill(struct work *w, const struct cache_key *key, struct str value, int ttl_s)
{
    struct cache *c = w->cache;
    if (!c || value.len > CACHE_VALUE_MAX)
        return;
    struct node *n = node_of(c, key);
    if (!trip_allowed(w, n))
        return;
    struct str raw = cache_envelope_make(w->arena, CACHE_VALUE, key, value);
    int64_t since_us = clock_mono_us();
    memcached_return_t rc = memcached_add(c->client, key->text, strlen(key->text), raw.at, raw.len,
                                          life_with_jitter(ttl_s), 0);
    trip_done(w, n, rc, since_us);
}

/* After any error libmemcached refuses a node for a second, and says so without asking it. A copy of the
 * client has new connections and no grudges. */
static void client_renew(struct cache *c)
{
    memcached_st *fresh = memcached_clone(NULL, c->client);
    if (!fresh)
        return;
    memcached_free(c->client);
    c->client = fresh;
}

/* Tried even where reads are not, and twice, for the first may only find out that the connection is dead: a
 * HOLD that is left out lets an old copy live to its end. */
void cache_hold(struct work *w, const struct cache_key *key)
{
    struct cache *c = w->cache;
    if (!c)
        return;
    struct node *n = node_of(c, key);
    struct str raw = cache_envelope_make(w->arena, CACHE_HOLDING, key, STR(""));
    memcached_return_t rc = MEMCACHED_FAILURE;
    for (int tries = 0; tries < 2 && rc != MEMCACHED_SUCCESS; tries++) {
        if (tries)
            client_renew(c);
        int64_t since_us = clock_mono_us();
        rc = memcached_set(c->client, key->text, strlen(key->text), raw.at, raw.len, CACHE_HOLD_S, 0);
        trip_done(w, n, rc, since_us);
    }
    if (rc != MEMCACHED_SUCCESS)
        log_say(LOG_WARNING, "cache.hold", "could not hold %s: %s", key->text,
                memcached_strerror(c->client, rc));
}
