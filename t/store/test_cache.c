#include "base/std.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "io/cache.h"
#include "io/cache_envelope.h"
#include "rig/suite.h"
#include "store/rig.h"

/* A key of this run: the server may remember the one before. */
static struct cache_key key_of(const char *id)
{
    char text[64];
    int size = snprintf(text, sizeof(text), "%d %s", (int)getpid(), id);
    return cache_key("t", (struct str){text, (size_t)size});
}

static enum cache_answer get(const char *id, struct str *out)
{
    struct cache_key key = key_of(id);
    return cache_get(rig_work(), &key, out);
}

static void fill(const char *id, struct str value)
{
    struct cache_key key = key_of(id);
    cache_fill(rig_work(), &key, value, 60);
}

static void hold(const char *id)
{
    struct cache_key key = key_of(id);
    cache_hold(rig_work(), &key);
}

static void test_fill_get(void)
{
    struct str got;
    CU_ASSERT_EQUAL(get("a", &got), CACHE_MISS);
    fill("a", STR("one\r\n\0two"));
    CU_ASSERT_EQUAL(get("a", &got), CACHE_HIT);
    CU_ASSERT(str_eq(got, STR("one\r\n\0two")));
    fill("a", STR("other")); /* add: the first stays */
    CU_ASSERT_EQUAL(get("a", &got), CACHE_HIT);
    CU_ASSERT(str_eq(got, STR("one\r\n\0two")));
    fill("empty", STR(""));
    CU_ASSERT_EQUAL(get("empty", &got), CACHE_HIT);
    CU_ASSERT_EQUAL(got.len, 0);
}

static void test_hold(void)
{
    struct str got;
    hold("never");
    CU_ASSERT_EQUAL(get("never", &got), CACHE_HOLD);
    fill("never", STR("late"));
    CU_ASSERT_EQUAL(get("never", &got), CACHE_HOLD);
    fill("held", STR("old"));
    hold("held");
    CU_ASSERT_EQUAL(get("held", &got), CACHE_HOLD);
    fill("held", STR("old"));
    CU_ASSERT_EQUAL(get("held", &got), CACHE_HOLD);
}

static void test_large(void)
{
    struct str got;
    struct work *w = rig_work();
    size_t most = CACHE_VALUE_MAX;
    char *at = arena_alloc(w->arena, most + 1);
    memset(at, 'x', most + 1);
    struct cache_key fits = key_of("fits"), large = key_of("large");
    cache_fill(w, &fits, (struct str){at, most}, 60);
    cache_fill(w, &large, (struct str){at, most + 1}, 60);
    CU_ASSERT_EQUAL(cache_get(w, &fits, &got), CACHE_HIT);
    CU_ASSERT_EQUAL(got.len, most);
    CU_ASSERT_EQUAL(cache_get(w, &large, &got), CACHE_MISS);
}

static void test_keys(void)
{
    struct cache_key a = cache_key("ses", STR("a b\r\nget x")), b = cache_key("ses", STR("a b\r\nget y"));
    CU_ASSERT(strcmp(a.text, b.text) != 0);
    CU_ASSERT_EQUAL(strspn(a.text, "seabcdef0123456789:"), strlen(a.text));
    CU_ASSERT(strlen(a.text) < CACHE_KEY_MAX);
}

/* ---- what is not ours in there ---- */

static void put_raw(const char *id, struct str raw)
{
    struct cache_key key = key_of(id);
    CU_ASSERT(rig_cache_put(key.text, raw));
}

static void test_wrong_envelope(void)
{
    static char kept[512];
    struct str got;
    struct cache_key own = key_of("raw"), other = key_of("other");
    put_raw("raw", STR("hello"));
    CU_ASSERT_EQUAL(get("raw", &got), CACHE_MISS);
    put_raw("raw", STR(""));
    CU_ASSERT_EQUAL(get("raw", &got), CACHE_MISS);
    struct str good = cache_envelope_make(rig_work()->arena, CACHE_VALUE, &own, STR("value"));
    struct str bytes = {kept, good.len};
    memcpy(kept, good.at, good.len);
    put_raw("raw", bytes);
    CU_ASSERT_EQUAL(get("raw", &got), CACHE_HIT);
    for (size_t i = 0; i < bytes.len; i++) { /* one bit anywhere, and a cut anywhere */
        kept[i] = (char)(kept[i] ^ 4);
        put_raw("raw", bytes);
        CU_ASSERT_EQUAL(get("raw", &got), CACHE_MISS);
        kept[i] = (char)(kept[i] ^ 4);
        CU_ASSERT_EQUAL(cache_envelope_read(rig_work()->arena, &own, str_slice(bytes, 0, i), &got),
                        CACHE_MISS);
    }
    struct str stray = cache_envelope_make(rig_work()->arena, CACHE_VALUE, &other, STR("value"));
    memcpy(kept, stray.at, stray.len);
    put_raw("raw", (struct str){kept, stray.len}); /* another key's value, whole */
    CU_ASSERT_EQUAL(get("raw", &got), CACHE_MISS);
}

/* ---- servers that are not there ---- */

static struct cache *cache_of(const char *servers, int wait_ms)
{
    static struct settings s;
    s = *rig_settings();
    s.cache.servers = servers;
    s.cache.wait_ms = wait_ms;
    return cache_open(&s);
}

static void test_no_cache(void)
{
    struct str got;
    struct cache_key key = key_of("a");
    struct work *w = rig_work();
    w->cache = NULL;
    CU_ASSERT_EQUAL(cache_get(w, &key, &got), CACHE_MISS);
    cache_fill(w, &key, STR("x"), 60);
    cache_hold(w, &key);
    CU_ASSERT_PTR_NULL(cache_of("", 20));
    CU_ASSERT_PTR_NULL(cache_of(" ", 20));
    CU_ASSERT_PTR_NULL(cache_of("host:99999", 20));
}

static void test_dead_server(void)
{
    struct str got;
    struct cache_key key = key_of("a");
    struct cache *dead = cache_of("/nonexistent/memcached.sock, 127.0.0.1:1", 500);
    for (int i = 0; i < 5; i++) {
        struct work *w = rig_work();
        w->cache = dead;
        CU_ASSERT_EQUAL(cache_get(w, &key, &got), CACHE_MISS);
        cache_fill(w, &key, STR("x"), 60);
        cache_hold(w, &key);
    }
    cache_close(dead);
}

/* Takes connections, and never says a word. */
static int silent_server(struct sockaddr_un *at)
{
    *at = (struct sockaddr_un){.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(at->sun_path, sizeof(at->sun_path), "/tmp/linnet-test-%d.sock", (int)getpid());
    unlink(at->sun_path);
    CU_ASSERT_EQUAL_FATAL(bind(fd, (const struct sockaddr *)at, sizeof(*at)), 0);
    CU_ASSERT_EQUAL_FATAL(listen(fd, 64), 0);
    return fd;
}

static void test_silent_server(void)
{
    struct sockaddr_un at;
    struct str got;
    int server = silent_server(&at);
    struct cache *silent = cache_of(at.sun_path, 20);
    struct cache_key key = key_of("a");
    unsigned trips[6];
    for (int i = 0; i < 6; i++) {
        struct work *w = rig_work();
        w->cache = silent;
        CU_ASSERT_EQUAL(cache_get(w, &key, &got), CACHE_MISS);
        trips[i] = w->cache_trips;
        CU_ASSERT_EQUAL(cache_get(w, &key, &got), CACHE_MISS); /* this work has lost its time already */
        CU_ASSERT_EQUAL(w->cache_trips, trips[i]);
    }
    CU_ASSERT_EQUAL(trips[0], 1);
    CU_ASSERT_EQUAL(trips[5], 0); /* left alone by now */
    cache_close(silent);
    close(server);
    unlink(at.sun_path);
}

/* A node that comes back is used at once: a HOLD must not be lost to a pause. */
static void test_restarted_server(void)
{
    char path[64];
    struct str got;
    struct cache_key key = key_of("a");
    snprintf(path, sizeof(path), "/tmp/linnet-test-%d.sock", (int)getpid());
    pid_t pid = rig_memcached_start(path);
    struct cache *c = cache_of(path, 500);
    struct work *w = rig_work();
    w->cache = c;
    cache_fill(w, &key, STR("x"), 60);
    CU_ASSERT_EQUAL(cache_get(w, &key, &got), CACHE_HIT);
    rig_memcached_end(pid);
    CU_ASSERT_EQUAL(cache_get(w, &key, &got), CACHE_MISS);
    cache_hold(w, &key);
    pid = rig_memcached_start(path);
    cache_hold(w, &key);
    CU_ASSERT_EQUAL(cache_get(w, &key, &got), CACHE_HOLD);
    rig_memcached_end(pid);
    pid = rig_memcached_start(path); /* restarted in between, unnoticed: the connection is dead */
    cache_hold(w, &key);
    CU_ASSERT_EQUAL(cache_get(w, &key, &got), CACHE_HOLD);
    rig_memcached_end(pid);
    cache_close(c);
    unlink(path);
}

int main(void)
{
    return rig_run("cache", (struct suite_test[]){
        {"cache fill and get", test_fill_get},
        {"cache hold refuses fills", test_hold},
        {"cache large values", test_large},
        {"cache keys", test_keys},
        {"cache wrong envelope is a miss", test_wrong_envelope},
        {"cache absent", test_no_cache},
        {"cache dead server is a miss", test_dead_server},
        {"cache restarted server is used at once", test_restarted_server},
        {"cache silent server is left alone", test_silent_server},
        {NULL, NULL},
    });
}
