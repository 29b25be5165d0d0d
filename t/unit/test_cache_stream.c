#include "base/std.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/settings.h"
#include "base/work.h"
#include "io/cache_reply.h"
#include "io/cache_stream.h"

#include "rig/suite.h"

/* A server that says what it is told to: to each batch (a barrier was seen) the script, then its end. */
enum manner { CLOSES, HANGS, DRIPS };

struct script {
    struct str text;
    enum manner manner;
};

static char path[64];
static pid_t server;
static _Atomic int *connections;
static struct arena *arena;
static struct work work;
static const struct settings SETTINGS;

static bool batch_read(int fd)
{
    static char seen[1 << 16];
    size_t len = 0;
    for (;;) {
        ssize_t got = read(fd, seen + len, sizeof(seen) - len - 1);
        if (got <= 0)
            return false;
        len += (size_t)got;
        seen[len] = '\0';
        if (strstr(seen, "md b:barrier O"))
            return true;
        len = len > 1000 ? 0 : len;
    }
}

static void say(int fd, struct str text, size_t step)
{
    for (size_t at = 0; at < text.len; at += step) {
        struct str part = str_slice(text, at, at + step);
        if (send(fd, part.at, part.len, MSG_NOSIGNAL) < 0)
            return;
        if (step == 1)
            usleep(300);
    }
}

static void serve(int listener, const struct script *s)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        atomic_fetch_add(connections, 1);
        while (batch_read(fd)) {
            say(fd, s->text, s->manner == DRIPS ? 1 : 1 << 16);
            if (s->manner == CLOSES)
                break;
        }
        close(fd);
    }
}

static void server_start(struct str text, enum manner manner)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    struct script s = {text, manner};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
    unlink(path);
    CU_ASSERT_EQUAL_FATAL(bind(fd, (const struct sockaddr *)&at, sizeof(at)), 0);
    CU_ASSERT_EQUAL_FATAL(listen(fd, 64), 0);
    atomic_store(connections, 0);
    server = fork();
    if (server == 0)
        serve(fd, &s);
    close(fd);
}

static void server_end(void)
{
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    unlink(path);
}

static struct work *work_new(int budget_ms)
{
    if (work.arena)
        work_end(&work);
    work_begin(&work, arena, &SETTINGS, "test", budget_ms);
    return &work;
}

/* ---- reads ---- */

/* The keys k:0 k:1 k:2, so that scripts can be written by hand. */
static void keys_make(struct cache_key keys[3])
{
    for (int i = 0; i < 3; i++)
        snprintf(keys[i].text, sizeof(keys[i].text), "k:%d", i);
}

/* Three reads answered by the script: what each found, "-" for a miss, joined by commas. */
static const char *reads(struct str script, enum manner manner)
{
    static char told[128];
    struct cache_key keys[3];
    struct str found[3];
    size_t len = 0;
    keys_make(keys);
    server_start(script, manner);
    struct cache_stream *s = cache_stream_open(path, manner == HANGS ? 60 : 2000);
    cache_stream_get(work_new(5000), s, keys, 3, found);
    for (int i = 0; i < 3; i++)
        len += (size_t)snprintf(told + len, sizeof(told) - len, "%s%.*s", i ? "," : "",
                                found[i].at ? (int)found[i].len : 1, found[i].at ? found[i].at : "-");
    cache_stream_close(s);
    server_end();
    return told;
}

/* The server may be slower to accept than we are to leave. */
static int connections_seen(int expected)
{
    for (int i = 0; i < 1000 && atomic_load(connections) < expected; i++)
        usleep(2000);
    return atomic_load(connections);
}

#define READS(script, manner, expected) CU_ASSERT_STRING_EQUAL(reads(STR(script), manner), expected)

static void test_right_answers(void)
{
    READS("VA 3 kk:0 O0\r\nabc\r\nVA 0 kk:1 O1 \r\n\r\nVA 4 O2 kk:2\r\n\r\n\r\n\r\nNF O3\r\n", CLOSES, "abc,,\r\n\r\n");
    READS("VA 3 kk:1 O1\r\nabc\r\nNF O3\r\n", CLOSES, "-,abc,-");
    READS("NF O3\r\n", CLOSES, "-,-,-");
    READS("HD O3\r\n", CLOSES, "-,-,-"); /* the barrier's key was there */
    READS("VA 3 kk:0 O0\r\nabc\r\nVA 2 kk:2 O2\r\nde\r\nNF O3\r\n", DRIPS, "abc,-,de");
}

static void test_swapped_answers(void)
{
    READS("VA 3 kk:2 O0\r\nabc\r\nVA 3 kk:0 O2\r\ndef\r\nNF O3\r\n", CLOSES, "-,-,-");
    READS("VA 3 kk:2 O2\r\nabc\r\nVA 3 kk:0 O0\r\ndef\r\nNF O3\r\n", CLOSES, "-,-,abc");
    READS("VA 3 kk:0 O0\r\nabc\r\nVA 3 kk:0 O0\r\ndef\r\nNF O3\r\n", CLOSES, "abc,-,-");
    READS("NF O3\r\nVA 3 kk:0 O0\r\nabc\r\n", CLOSES, "-,-,-");
    READS("VA 3 kk:0 O4\r\nabc\r\n", CLOSES, "-,-,-");
    READS("HD O0\r\nNF O3\r\n", CLOSES, "-,-,-");
    READS("VA 3 kk:0 O3\r\nabc\r\n", CLOSES, "-,-,-");
}

static void test_cut_answers(void)
{
    READS("", CLOSES, "-,-,-");
    READS("VA 3 kk:0 O0\r\nabc\r\nVA 3 kk:1 O1\r\nab", CLOSES, "abc,-,-");
    READS("VA 3 kk:0 O0\r\nabc\r", CLOSES, "-,-,-");
    READS("VA 3 kk:0 O0\r\nabcd\r\nNF O3\r\n", CLOSES, "-,-,-");
    READS("VA 3 kk:0 O0\r\nabc\n\nNF O3\r\n", CLOSES, "-,-,-");
    READS("VA 3 kk:0 O0\r\nabc\r\nNF O", HANGS, "abc,-,-");
    READS("VA 300 kk:0 O0\r\nabc", HANGS, "-,-,-");
    READS("", HANGS, "-,-,-");
}

static void test_nonsense(void)
{
    static char endless[3 * CACHE_REPLY_LINE_MAX];
    READS("VA 1048577 kk:0 O0\r\n", HANGS, "-,-,-");
    READS("VA 99999999999999999999999 kk:0 O0\r\n", HANGS, "-,-,-");
    READS("VA -1 kk:0 O0\r\nabc\r\n", HANGS, "-,-,-");
    READS("VA 3 kk:0\r\nabc\r\n", HANGS, "-,-,-");
    READS("VA 3 O0\r\nabc\r\n", HANGS, "-,-,-");
    READS("ERROR\r\n", HANGS, "-,-,-");
    READS("SERVER_ERROR out of memory writing get response\r\nNF O3\r\n", HANGS, "-,-,-");
    READS("HTTP/1.1 200 OK\r\n\r\n", HANGS, "-,-,-");
    READS("\0\xff\r\n\n\n\r\r\n", HANGS, "-,-,-");
    memset(endless, 'x', sizeof(endless));
    CU_ASSERT_STRING_EQUAL(reads((struct str){endless, sizeof(endless)}, HANGS), "-,-,-");
}

/* What is said behind the last answer belongs to nobody: the next batch has a connection of its own. */
static void test_an_answer_too_many(void)
{
    struct cache_key keys[3];
    struct str found[3];
    keys_make(keys);
    server_start(STR("VA 1 kk:0 O0\r\na\r\nNF O3\r\nVA 1 kk:0 O4\r\nb\r\n"), HANGS);
    struct cache_stream *s = cache_stream_open(path, 2000);
    cache_stream_get(work_new(5000), s, keys, 3, found);
    CU_ASSERT(str_eq(found[0], STR("a")));
    cache_stream_get(work_new(5000), s, keys, 3, found); /* numbers go on: 0 is of the past */
    CU_ASSERT_PTR_NULL(found[0].at);
    CU_ASSERT_EQUAL(connections_seen(2), 2);
    cache_stream_close(s);
    server_end();
}

/* ---- writes ---- */

enum { MANY = 10 * 1000 };
static int told[MANY][3];

static void hear(void *context UNUSED, uint64_t tag, enum cache_said said)
{
    told[tag][said]++;
}

static struct cache_tally prepends(struct cache_stream *s, int budget_ms, int within_ms, int count)
{
    static const struct cache_listener LISTENER = {hear, NULL};
    struct cache_key keys[3];
    keys_make(keys);
    memset(told, 0, sizeof(told));
    cache_stream_begin(s, work_new(budget_ms), within_ms, &LISTENER);
    for (int i = 0; i < count; i++)
        cache_stream_prepend(s, &keys[i % 3], STR("entry"), (uint64_t)i);
    return cache_stream_end(s);
}

static int untold(int count)
{
    int wrong = 0;
    for (int i = 0; i < count; i++)
        wrong += told[i][CACHE_DONE] + told[i][CACHE_ABSENT] + told[i][CACHE_FAILED] != 1;
    return wrong;
}

/* How three prepends ended: D, A or F. */
static const char *writes(struct str script, enum manner manner)
{
    static char ends[4];
    server_start(script, manner);
    struct cache_stream *s = cache_stream_open(path, 60);
    struct cache_tally t = prepends(s, 5000, 0, 3);
    CU_ASSERT_EQUAL(untold(3), 0);
    CU_ASSERT_EQUAL(t.done + t.absent + t.failed, 3);
    for (int i = 0; i < 3; i++)
        ends[i] = told[i][CACHE_DONE] ? 'D' : told[i][CACHE_ABSENT] ? 'A' : 'F';
    cache_stream_close(s);
    server_end();
    return ends;
}

static void test_prepends_answered(void)
{
    CU_ASSERT_STRING_EQUAL(writes(STR("NF O3\r\n"), HANGS), "DDD");
    CU_ASSERT_STRING_EQUAL(writes(STR("NS O1\r\nNF O3\r\n"), HANGS), "DAD");
    CU_ASSERT_STRING_EQUAL(writes(STR("NS O0\r\nNS O2\r\nNF O3\r\n"), HANGS), "ADA");
    CU_ASSERT_STRING_EQUAL(writes(STR("NS O2\r\nNS O0\r\nNF O3\r\n"), HANGS), "DDA"); /* dropped behind the third */
    CU_ASSERT_STRING_EQUAL(writes(STR("SERVER_ERROR out of memory storing object\r\nNF O3\r\n"), HANGS), "FFF");
    CU_ASSERT_STRING_EQUAL(writes(STR("NS O1\r\nSERVER_ERROR out of memory storing object\r\nNF O3\r\n"), HANGS), "DAF");
    CU_ASSERT_STRING_EQUAL(writes(STR("NS O1\r\n"), CLOSES), "DAF");
    CU_ASSERT_STRING_EQUAL(writes(STR("VA 1 kk:0 O0\r\na\r\nNF O3\r\n"), HANGS), "FFF");
    CU_ASSERT_STRING_EQUAL(writes(STR(""), HANGS), "FFF");
}

/* After three batches in vain the server is not even asked; the unit that lost its time asks no more. */
static void test_a_silent_server_is_left_alone(void)
{
    server_start(STR(""), HANGS);
    struct cache_stream *s = cache_stream_open(path, 20);
    for (int i = 0; i < 5; i++)
        CU_ASSERT_EQUAL(prepends(s, 5000, 0, 3).failed, 3);
    CU_ASSERT_EQUAL(connections_seen(3), 3);
    cache_stream_close(s);
    s = cache_stream_open(path, 20);
    struct cache_key keys[3];
    struct str found[3];
    keys_make(keys);
    struct work *w = work_new(5000);
    for (int i = 0; i < 3; i++)
        cache_stream_get(w, s, keys, 3, found);
    CU_ASSERT_EQUAL(w->cache_trips, 1);
    CU_ASSERT_EQUAL(connections_seen(4), 4);
    cache_stream_close(s);
    server_end();
}

static void test_no_time_and_no_server(void)
{
    server_start(STR(""), HANGS);
    struct cache_stream *s = cache_stream_open(path, 1000);
    CU_ASSERT_EQUAL(prepends(s, 30, 0, MANY).failed, MANY); /* the work's deadline */
    CU_ASSERT_EQUAL(untold(MANY), 0);
    CU_ASSERT_EQUAL(prepends(s, 5000, 30, MANY).failed, MANY); /* the batch's */
    CU_ASSERT_EQUAL(untold(MANY), 0);
    CU_ASSERT_EQUAL(prepends(s, 0, 0, 3).failed, 3);
    cache_stream_close(s);
    server_end();
    s = cache_stream_open(path, 1000); /* nobody listens */
    CU_ASSERT_EQUAL(prepends(s, 5000, 0, MANY).failed, MANY);
    CU_ASSERT_EQUAL(untold(MANY), 0);
    cache_stream_close(s);
    s = cache_stream_open("localhost:1", 1000); /* all its addresses refuse */
    CU_ASSERT_EQUAL(prepends(s, 5000, 0, MANY).failed, MANY);
    CU_ASSERT_EQUAL(untold(MANY), 0);
    cache_stream_close(s);
    CU_ASSERT_PTR_NULL(cache_stream_open("", 20));
    CU_ASSERT_PTR_NULL(cache_stream_open("host:0", 20));
    CU_ASSERT_EQUAL(prepends(NULL, 5000, 0, 3).failed, 0);
}

int main(void)
{
    connections = mmap(NULL, sizeof(*connections), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    arena = arena_new(1 << 16, 8 << 20);
    snprintf(path, sizeof(path), "/tmp/linnet-fake-%d.sock", (int)getpid());
    if (connections == MAP_FAILED || !arena || !crypto_start())
        return 99;
    log_set_level(LOG_ERROR);
    int status = suite_run((struct suite_test[]){
        {"right answers", test_right_answers},
        {"swapped answers are misses", test_swapped_answers},
        {"cut answers are misses", test_cut_answers},
        {"nonsense is a miss", test_nonsense},
        {"an answer too many", test_an_answer_too_many},
        {"prepends answered", test_prepends_answered},
        {"a silent server is left alone", test_a_silent_server_is_left_alone},
        {"no time and no server", test_no_time_and_no_server},
        {NULL, NULL},
    });
    if (work.arena)
        work_end(&work);
    arena_free(arena);
    return status;
}
