#include "base/std.h"

#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "io/cache.h"
#include "io/cache_envelope.h"
#include "io/cache_stream.h"
#include "rig/suite.h"
#include "store/rig.h"

enum { NODES = 3, MANY = 20 * 1000, WAIT_MS = 500 };

/* Three nodes, two of unix sockets and one of TCP, and both clients of them. */
static char paths[2][64], port[8], servers[256];
static pid_t nodes[NODES];
static struct cache *lib;
static struct cache_stream *stream;

static unsigned char told[MANY];
static enum cache_said said_last[MANY];

static void hear(void *context UNUSED, uint64_t tag, enum cache_said said)
{
    told[tag]++;
    said_last[tag] = said;
}

static const struct cache_listener LISTENER = {hear, NULL};

static struct cache_key key_of(uint64_t number)
{
    char text[32];
    int size = snprintf(text, sizeof(text), "%d %" PRIu64, (int)getpid(), number);
    return cache_key("tl", (struct str){text, (size_t)size});
}

static struct work *work_here(void)
{
    struct work *w = rig_work();
    w->cache = lib;
    return w;
}

static const char *node_name(int node)
{
    return node < 2 ? paths[node] : port;
}

static void free_port(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof(at);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CU_ASSERT_EQUAL_FATAL(bind(fd, (const struct sockaddr *)&at, sizeof(at)), 0);
    CU_ASSERT_EQUAL_FATAL(getsockname(fd, (struct sockaddr *)&at, &size), 0);
    snprintf(port, sizeof(port), "%u", ntohs(at.sin_port));
    close(fd);
}

static void clients_open(int wait_ms)
{
    static struct settings s;
    s = *rig_settings();
    s.cache.servers = servers;
    s.cache.wait_ms = wait_ms;
    lib = cache_open(&s);
    stream = cache_stream_open(servers, wait_ms);
    CU_ASSERT_FATAL(lib && stream);
}

static void clients_close(void)
{
    cache_close(lib);
    cache_stream_close(stream);
}

static void nodes_start(void)
{
    for (int i = 0; i < 2; i++)
        snprintf(paths[i], sizeof(paths[i]), "/tmp/linnet-stream-%d-%d.sock", (int)getpid(), i);
    free_port();
    snprintf(servers, sizeof(servers), "%s,%s,localhost:%s", paths[0], paths[1], port);
    for (int i = 0; i < NODES; i++)
        nodes[i] = rig_memcached_start(node_name(i));
    clients_open(WAIT_MS);
}

static void nodes_end(void)
{
    clients_close();
    for (int i = 0; i < NODES; i++)
        rig_memcached_end(nodes[i]);
    unlink(paths[0]);
    unlink(paths[1]);
}

static struct cache_tally prepend_all(struct str entry, uint64_t count)
{
    memset(told, 0, sizeof(told));
    cache_stream_begin(stream, rig_work(), 0, &LISTENER);
    for (uint64_t i = 0; i < count; i++) {
        struct cache_key key = key_of(i);
        cache_stream_prepend(stream, &key, entry, i);
    }
    return cache_stream_end(stream);
}

static int untold(uint64_t count)
{
    int wrong = 0;
    for (uint64_t i = 0; i < count; i++)
        wrong += told[i] != 1;
    return wrong;
}

/* Each key is found where the other client left it: stored, read, changed, deleted. */
static void test_both_clients_meet(void)
{
    struct str found[4], got;
    struct cache_key keys[4] = {key_of(0), key_of(1), key_of(2), key_of(3)};
    struct work *w = work_here();
    cache_fill(w, &keys[0], STR("one\r\nEN\r\n"), 60);
    cache_fill(w, &keys[1], STR(""), 60);
    cache_fill(w, &keys[3], STR("four"), 60);
    cache_stream_get(w, stream, keys, 4, found);
    CU_ASSERT_EQUAL(cache_envelope_read(w->arena, &keys[0], found[0], &got), CACHE_HIT);
    CU_ASSERT(str_eq(got, STR("one\r\nEN\r\n")));
    CU_ASSERT_EQUAL(cache_envelope_read(w->arena, &keys[1], found[1], &got), CACHE_HIT);
    CU_ASSERT_PTR_NULL(found[2].at);
    CU_ASSERT_EQUAL(cache_envelope_read(w->arena, &keys[3], found[3], &got), CACHE_HIT);
    cache_stream_begin(stream, w, 0, NULL);
    for (int i = 0; i < 4; i++)
        cache_stream_delete(stream, &keys[i], 0);
    CU_ASSERT_EQUAL(cache_stream_end(stream).done, 4); /* one was not there: it is gone just as well */
    for (int i = 0; i < 4; i++)
        CU_ASSERT_EQUAL(cache_get(w, &keys[i], &got), CACHE_MISS);
}

/* Every twentieth key is there; all nodes have some; entries stand in front, the newest first. */
static void test_many_prepends(void)
{
    struct work *w = work_here();
    for (uint64_t i = 0; i < MANY; i += 20) {
        struct cache_key key = key_of(i);
        cache_fill(w, &key, STR("|"), 60);
    }
    struct cache_tally first = prepend_all(STR("old "), MANY), second = prepend_all(STR("n\r\n\0"), MANY);
    CU_ASSERT_EQUAL(first.done, MANY / 20);
    CU_ASSERT_EQUAL(first.absent, MANY - MANY / 20);
    CU_ASSERT_EQUAL(second.done, MANY / 20);
    CU_ASSERT_EQUAL(second.failed, 0);
    CU_ASSERT_EQUAL(untold(MANY), 0);
    int wrong = 0, seen[NODES] = {0};
    struct cache_key keys[100];
    struct str found[100];
    for (uint64_t i = 0; i < MANY; i++)
        wrong += said_last[i] != (i % 20 ? CACHE_ABSENT : CACHE_DONE);
    for (uint64_t i = 0; i < 100; i++) {
        keys[i] = key_of(i * 10);
        seen[cache_stream_node(stream, &keys[i])]++;
    }
    cache_stream_get(rig_work(), stream, keys, 100, found);
    for (size_t i = 0; i < 100; i++)
        wrong += i % 2 ? found[i].at != NULL : !str_starts(found[i], STR("n\r\n\0old ")) || !str_ends(found[i], STR("|"));
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT(seen[0] && seen[1] && seen[2]);
}

static size_t keys_on(size_t node, uint64_t count)
{
    size_t sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        struct cache_key key = key_of(i);
        sum += cache_stream_node(stream, &key) == node;
    }
    return sum;
}

static void test_a_node_goes_and_comes(void)
{
    struct cache_key key = key_of(1);
    int node = (int)cache_stream_node(stream, &key);
    size_t share = keys_on((size_t)node, MANY);
    rig_memcached_end(nodes[node]);
    struct cache_tally t = prepend_all(STR("x"), MANY);
    CU_ASSERT_EQUAL(t.failed, share);
    CU_ASSERT_EQUAL(untold(MANY), 0);
    int wrong = 0;
    for (uint64_t i = 0; i < MANY; i++) {
        struct cache_key k = key_of(i);
        wrong += (cache_stream_node(stream, &k) == (size_t)node) != (said_last[i] == CACHE_FAILED);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    nodes[node] = rig_memcached_start(node_name(node));
    usleep(1100 * 1000); /* the pause of the breaker */
    t = prepend_all(STR("x"), MANY);
    CU_ASSERT_EQUAL(t.failed, 0);
    rig_memcached_end(nodes[node]);
    nodes[node] = rig_memcached_start(node_name(node)); /* in between, unnoticed: the connection is dead */
    t = prepend_all(STR("x"), MANY);
    CU_ASSERT_EQUAL(t.failed, 0);
}

static void test_a_hung_node(void)
{
    clients_close();
    clients_open(50);
    struct cache_key key = key_of(1);
    size_t node = cache_stream_node(stream, &key);
    kill(nodes[node], SIGSTOP);
    struct cache_tally t = prepend_all(STR("x"), MANY);
    CU_ASSERT_EQUAL(t.failed, keys_on(node, MANY));
    CU_ASSERT_EQUAL(untold(MANY), 0);
    kill(nodes[node], SIGCONT);
    usleep(1100 * 1000);
    clients_close();
    clients_open(WAIT_MS);
    t = prepend_all(STR("x"), MANY);
    CU_ASSERT_EQUAL(t.failed, 0);
}

static struct str large(struct arena *a, size_t size)
{
    char *at = arena_alloc(a, size);
    memset(at, 'v', size);
    return (struct str){at, size};
}

/* What is too much in all is a miss, and the connection goes on. */
static void test_large_values(void)
{
    struct cache_key keys[50];
    struct str found[50];
    struct work *w = work_here();
    size_t hits = 0, size = 120 * 1024;
    for (uint64_t i = 0; i < 50; i++) {
        keys[i] = key_of(MANY + i);
        cache_fill(w, &keys[i], large(w->arena, size), 60);
    }
    for (int again = 0; again < 2; again++) {
        hits = 0;
        w = work_here();
        cache_stream_get(w, stream, keys, 50, found);
        for (size_t i = 0; i < 50; i++)
            hits += found[i].at != NULL && cache_envelope_read(w->arena, &keys[i], found[i], &found[i]) == CACHE_HIT;
        CU_ASSERT(hits <= CACHE_GET_BYTES_MAX / size && hits >= CACHE_GET_BYTES_MAX / size - 1);
    }
}

struct asked {
    struct cache_key keys[20];
    struct str found[20];
};

static enum err get_all(struct work *w, void *what)
{
    struct asked *a = what;
    cache_stream_get(w, stream, a->keys, 20, a->found);
    return OK;
}

/* An arena that is used up jumps out in the middle of the answers; the next batch is none the worse. */
static void test_a_jump_out(void)
{
    struct asked a;
    struct work *w = work_here(), small;
    struct arena *few = arena_new(1024, 256 * 1024);
    for (uint64_t i = 0; i < 20; i++) {
        a.keys[i] = key_of(MANY + 100 + i);
        cache_fill(w, &a.keys[i], large(w->arena, 60 * 1024), 60);
    }
    work_begin(&small, few, rig_settings(), "test", 5000);
    CU_ASSERT_EQUAL(work_run(&small, get_all, &a), ERR_BUSY);
    work_end(&small);
    w = work_here();
    CU_ASSERT_EQUAL(get_all(w, &a), OK);
    int misses = 0;
    for (size_t i = 0; i < 20; i++)
        misses += a.found[i].at == NULL || cache_envelope_read(w->arena, &a.keys[i], a.found[i], &a.found[i]) != CACHE_HIT;
    CU_ASSERT_EQUAL(misses, 0);
    arena_free(few);
}

static void test_nodes_start(void)
{
    nodes_start();
    for (int i = 0; i < NODES; i++)
        CU_ASSERT_FATAL(nodes[i] > 0);
}

int main(void)
{
    return rig_run("cachestream", (struct suite_test[]){
        {"cache stream has nodes", test_nodes_start},
        {"cache stream and libmemcached meet", test_both_clients_meet},
        {"cache stream prepends many", test_many_prepends},
        {"cache stream large values", test_large_values},
        {"cache stream left by a jump", test_a_jump_out},
        {"cache stream node goes and comes", test_a_node_goes_and_comes},
        {"cache stream hung node", test_a_hung_node},
        {"cache stream ends its nodes", nodes_end},
        {NULL, NULL},
    });
}
