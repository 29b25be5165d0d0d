#include "base/std.h"

#include "base/crypto.h"
#include "base/settings.h"
#include "io/cache.h"
#include "io/cache_ring.h"
#include "io/cache_servers.h"

#include "rig/suite.h"

enum { KEYS = 100 * 1000 };

static struct cache_key key_of(int number)
{
    char id[16];
    int len = snprintf(id, sizeof(id), "%d", number);
    return cache_key(number % 2 ? "tl" : "card", (struct str){id, (size_t)len});
}

static void ring_of(const char *text, struct cache_ring *ring)
{
    static struct cache_server servers[CACHE_SERVERS_MAX];
    cache_ring_make(ring, servers, cache_servers_read(str_from(text), servers));
}

/* How many keys the ring puts elsewhere than libmemcached does. */
static int differ(const char *text, int seen[CACHE_SERVERS_MAX])
{
    static struct cache_ring ring;
    struct settings s = {.cache = {.servers = text, .wait_ms = 20}};
    struct cache *c = cache_open(&s);
    int wrong = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(c);
    ring_of(text, &ring);
    for (int i = 0; i < KEYS; i++) {
        struct cache_key key = key_of(i);
        size_t node = cache_ring_node(&ring, str_from(key.text));
        wrong += node != cache_node(c, &key);
        seen[node]++;
    }
    cache_close(c);
    return wrong;
}

/* Nobody listens there: the ring is made from names alone. */
static void test_every_key_lives_where_libmemcached_has_it(void)
{
    static const struct {
        const char *servers;
        int count;
    } CASES[] = {
        {"127.0.0.1", 1},
        {"/run/a.sock", 1},
        {"127.0.0.1,127.0.0.1:11212", 2},
        {"/run/a.sock,/run/b.sock", 2},
        {"/run/a.sock,127.0.0.1:11211,127.0.0.1:4000", 3},
        {"127.0.0.1:11211,127.0.0.1:4000,/run/a.sock", 3}, /* the same in another order */
        {"10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5,10.0.0.6,10.0.0.7", 7},
        {"10.0.0.1,10.0.0.2,10.0.0.4,10.0.0.5,10.0.0.6,10.0.0.7,10.0.0.8", 7}, /* one went, one came */
        {"/run/caf\xc3\xa9.sock,[::1]:4000,10.0.0.3:1,10.0.0.3:2,10.0.0.3:3,10.0.0.3:4,10.0.0.3:65535", 7},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int seen[CACHE_SERVERS_MAX] = {0};
        CU_ASSERT_EQUAL(differ(CASES[i].servers, seen), 0);
        for (int node = 0; node < CASES[i].count; node++)
            CU_ASSERT(seen[node] > KEYS / CASES[i].count / 3);
    }
}

static void test_a_lost_node_moves_only_its_own_keys(void)
{
    static struct cache_ring seven, six;
    int moved = 0, wrong = 0;
    ring_of("h1,h2,h3,h4,h5,h6,h7", &seven);
    ring_of("h1,h2,h3,h4,h5,h6", &six);
    for (int i = 0; i < KEYS; i++) {
        struct cache_key key = key_of(i);
        size_t before = cache_ring_node(&seven, str_from(key.text));
        moved += before == 6;
        wrong += before != 6 && cache_ring_node(&six, str_from(key.text)) != before;
    }
    CU_ASSERT(moved > KEYS / 14);
    CU_ASSERT_EQUAL(wrong, 0);
}

static void test_servers_as_written(void)
{
    static struct cache_server s[CACHE_SERVERS_MAX];
    CU_ASSERT_EQUAL_FATAL(cache_servers_read(STR(" /run/m.sock, host ,host:1,[::1]:2,[::1]"), s), 5);
    CU_ASSERT_STRING_EQUAL(s[0].host, "/run/m.sock");
    CU_ASSERT_EQUAL(s[0].port, 0);
    CU_ASSERT_STRING_EQUAL(s[1].host, "host");
    CU_ASSERT_EQUAL(s[1].port, 11211);
    CU_ASSERT_EQUAL(s[2].port, 1);
    CU_ASSERT_STRING_EQUAL(s[3].host, "::1");
    CU_ASSERT_EQUAL(s[3].port, 2);
    CU_ASSERT_EQUAL(s[4].port, 11211);
    CU_ASSERT_EQUAL(cache_servers_read(STR("host:0,host:65536,host:,:1,host:x,[::1]x1,,host:1 "), s), 1);
    char many[512] = "", path[300];
    for (int i = 0; i < 70; i++)
        memcpy(many + 3 * i, "h1,", 4);
    CU_ASSERT_EQUAL(cache_servers_read(str_from(many), s), CACHE_SERVERS_MAX);
    memset(path, 'x', sizeof(path));
    path[0] = '/';
    CU_ASSERT_EQUAL(cache_servers_read((struct str){path, 107}, s), 1);
    CU_ASSERT_EQUAL(cache_servers_read((struct str){path, 108}, s), 0);
    path[0] = 'x';
    CU_ASSERT_EQUAL(cache_servers_read((struct str){path, 256}, s), 0);
}

int main(void)
{
    if (!crypto_start())
        return 99;
    return suite_run((struct suite_test[]){
        {"every key lives where libmemcached has it", test_every_key_lives_where_libmemcached_has_it},
        {"a lost node moves only its own keys", test_a_lost_node_moves_only_its_own_keys},
        {"servers as written", test_servers_as_written},
        {NULL, NULL},
    });
}
