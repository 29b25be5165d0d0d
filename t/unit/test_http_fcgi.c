#include "base/std.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "http/fcgi_bridge.h"
#include "http/fcgi_record.h"

#include "rig/suite.h"

enum { BEGIN = 1, PARAMS = 4, STDIN = 5, BODY_LIMIT = 64 };

static char path[64];
static int listen_fd, peer;
static struct fcgi_bridge *bridge;
static struct arena *arena;
static struct gateway g;

static void put_record(unsigned char type, const void *content, size_t len)
{
    unsigned char head[8] = {1, type, 0, 1, (unsigned char)(len >> 8), (unsigned char)len, 0, 0};
    CU_ASSERT_EQUAL_FATAL(write(peer, head, sizeof head), (ssize_t)sizeof head);
    if (len > 0)
        CU_ASSERT_EQUAL_FATAL(write(peer, content, len), (ssize_t)len);
}

static size_t put_var(unsigned char *to, const char *name, const char *value)
{
    size_t n = strlen(name), v = strlen(value);
    to[0] = (unsigned char)n;
    to[1] = (unsigned char)v;
    memcpy(to + 2, name, n);
    memcpy(to + 2 + n, value, v);
    return 2 + n + v;
}

/* Everything a web server sends; length: of CONTENT_LENGTH; the body is ended when `ends`. */
static void ask(const char *length, const char *body, bool ends)
{
    unsigned char vars[256];
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, path, strlen(path));
    peer = socket(AF_UNIX, SOCK_STREAM, 0);
    CU_ASSERT_EQUAL_FATAL(connect(peer, (const struct sockaddr *)&at, sizeof at), 0);
    put_record(BEGIN, "\0\1\0\0\0\0\0\0", 8);
    size_t len = put_var(vars, "REQUEST_METHOD", "POST");
    len += put_var(vars + len, "CONTENT_LENGTH", length);
    len += put_var(vars + len, "QUERY_STRING", "a=b=c");
    put_record(PARAMS, vars, len);
    put_record(PARAMS, NULL, 0);
    if (body[0] != '\0')
        put_record(STDIN, body, strlen(body));
    if (ends)
        put_record(STDIN, NULL, 0);
    else
        shutdown(peer, SHUT_WR);
}

static void take(void)
{
    sigset_t none;
    sigemptyset(&none);
    CU_ASSERT_EQUAL_FATAL(fcgi_bridge_wait(bridge, &none), FCGI_REQUEST);
    CU_ASSERT_EQUAL_FATAL(fcgi_bridge_accept(bridge), FCGI_REQUEST);
    fcgi_bridge_read(bridge, arena, BODY_LIMIT, &g);
}

/* What the web server makes of the answer: the STDOUT bytes, as long as all records are well. */
static struct str hear(void)
{
    struct buf raw, out;
    char piece[4096];
    ssize_t got;
    buf_init(&raw, arena, 4096);
    buf_init(&out, arena, 4096);
    while ((got = read(peer, piece, sizeof piece)) > 0)
        buf_put(&raw, (struct str){piece, (size_t)got});
    close(peer);
    bool ended = false;
    for (size_t at = 0; at + 8 <= raw.len;) {
        const unsigned char *head = (const unsigned char *)raw.at + at;
        size_t len = (size_t)head[4] << 8 | head[5];
        CU_ASSERT_FALSE_FATAL(ended || at + 8 + len > raw.len);
        ended = head[1] == 3;
        if (head[1] == 6)
            buf_put(&out, (struct str){raw.at + at + 8, len});
        at += 8 + len;
    }
    CU_ASSERT_TRUE(ended);
    return buf_str(&out);
}

static void test_a_request_comes_and_goes(void)
{
    ask("5", "hello", true);
    take();
    CU_ASSERT_TRUE(str_eq(g.body, STR("hello")));
    CU_ASSERT_FALSE(g.body_cut || g.body_too_large);
    bool found = false;
    for (size_t i = 0; i < g.count; i++)
        found = found || (str_eq(g.vars[i].name, STR("QUERY_STRING")) && str_eq(g.vars[i].value, STR("a=b=c")));
    CU_ASSERT_TRUE(found);
    CU_ASSERT_TRUE(fcgi_bridge_send(bridge, STR("Status: 200 OK\r\n\r\n"), STR("body")));
    CU_ASSERT_TRUE(str_eq(hear(), STR("Status: 200 OK\r\n\r\nbody")));
    arena_reset(arena);
}

static void answer_and_hang_up(void)
{
    CU_ASSERT_TRUE(fcgi_bridge_send(bridge, STR("Status: 200 OK\r\n\r\n"), STR("")));
    (void)hear();
    arena_reset(arena);
}

static void test_M11_the_length_is_what_was_read(void)
{
    ask("", "chunked", true);
    take();
    CU_ASSERT_TRUE(str_eq(g.body, STR("chunked")) && !g.body_cut);
    answer_and_hang_up();
    ask("", "", true);
    take();
    CU_ASSERT_TRUE(g.body.len == 0 && !g.body_cut);
    answer_and_hang_up();
}

static void test_S05_lengths_that_lie_are_told(void)
{
    static const struct {
        const char *length, *body;
        bool ends;
    } lies[] = {{"10", "hello", true}, {"2", "hello", true}, {"5", "hel", false}, {"5", "", true}, {"x", "hello", true},
                {"-1", "hello", true}, {"+5", "hello", true}, {"18446744073709551616", "hello", true}};
    for (size_t i = 0; i < COUNT_OF(lies); i++) {
        ask(lies[i].length, lies[i].body, lies[i].ends);
        take();
        CU_ASSERT_TRUE(g.body_cut);
        CU_ASSERT_FALSE(g.body_too_large);
        (void)fcgi_bridge_send(bridge, STR("Status: 400 Bad Request\r\n\r\n"), STR(""));
        close(peer);
        arena_reset(arena);
    }
}

static void test_what_is_too_large_is_read_off(void)
{
    char body[20000];
    memset(body, 'x', sizeof body - 1);
    body[sizeof body - 1] = '\0';
    ask("19999", body, true);
    take();
    CU_ASSERT_TRUE(g.body_too_large && !g.body_cut && g.body.len == 0);
    answer_and_hang_up();
    body[BODY_LIMIT] = '\0';
    ask("64", body, true);
    take();
    CU_ASSERT_TRUE(!g.body_too_large && g.body.len == BODY_LIMIT);
    answer_and_hang_up();
}

static void test_nobody_there_is_no_trouble(void)
{
    CU_ASSERT_EQUAL(fcgi_bridge_accept(bridge), FCGI_AGAIN);
    ask("0", "", true);
    close(peer);
    take();
    CU_ASSERT_FALSE(fcgi_bridge_send(bridge, STR("Status: 200 OK\r\n\r\n"), STR("to nobody")));
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, path, strlen(path));
    peer = socket(AF_UNIX, SOCK_STREAM, 0);
    CU_ASSERT_EQUAL(connect(peer, (const struct sockaddr *)&at, sizeof at), 0);
    CU_ASSERT_EQUAL(write(peer, "garbage that is no record", 25), 25);
    close(peer);
    CU_ASSERT_EQUAL(fcgi_bridge_accept(bridge), FCGI_AGAIN);
    arena_reset(arena);
}

/* Gathers what fill and skip make of `total` bytes when each write takes `step` of them. */
static size_t told(size_t total, size_t step)
{
    struct fcgi_records records;
    struct buf bytes;
    size_t sent = 0;
    buf_init(&bytes, arena, total);
    buf_room(&bytes, total);
    struct str parts[2] = {STR("Status: 200 OK\r\n\r\n"), {bytes.at, total}};
    for (bool last = false; !last;) {
        last = fcgi_records_fill(&records, parts, 1);
        struct iovec *iov = records.iov;
        for (size_t count = records.count, all = 0; count > 0; sent += all) {
            all = 0;
            for (size_t i = 0; i < count; i++)
                all += iov[i].iov_len;
            all = all < step ? all : step;
            (void)fcgi_records_skip(&iov, &count, all);
        }
    }
    arena_reset(arena);
    return sent;
}

static void test_long_answers_are_many_records(void)
{
    CU_ASSERT_EQUAL(told(0, SIZE_MAX), 8 + 18 + 24);
    CU_ASSERT_EQUAL(told(FCGI_CONTENT_MAX - 18, SIZE_MAX), 8 + FCGI_CONTENT_MAX + 24);
    CU_ASSERT_EQUAL(told(FCGI_CONTENT_MAX, 1000), 2 * 8 + 18 + FCGI_CONTENT_MAX + 24);
    size_t huge = (size_t)FCGI_CONTENT_MAX * FCGI_RECORDS_MAX * 2;
    CU_ASSERT_EQUAL(told(huge, 4096), (2 * FCGI_RECORDS_MAX + 1) * 8 + 18 + huge + 24);
}

int main(void)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    (void)snprintf(path, sizeof path, "/tmp/linnet-fcgi-%d.sock", (int)getpid());
    memcpy(at.sun_path, path, strlen(path));
    listen_fd = socket(AF_UNIX, SOCK_STREAM, 0);
    arena = arena_new(65536, 64u << 20);
    if (bind(listen_fd, (const struct sockaddr *)&at, sizeof at) != 0 || listen(listen_fd, 8) != 0)
        return suite_skip("no unix socket in /tmp");
    if (!fcgi_bridge_start() || (bridge = fcgi_bridge_open(listen_fd)) == NULL)
        return suite_skip("libfcgi does not start");
    int rc = suite_run((struct suite_test[]){
        {"fcgi_a_request_comes_and_goes", test_a_request_comes_and_goes},
        {"fcgi_M11_the_length_is_what_was_read", test_M11_the_length_is_what_was_read},
        {"fcgi_S05_lengths_that_lie_are_told", test_S05_lengths_that_lie_are_told},
        {"fcgi_what_is_too_large_is_read_off", test_what_is_too_large_is_read_off},
        {"fcgi_nobody_there_is_no_trouble", test_nobody_there_is_no_trouble},
        {"fcgi_long_answers_are_many_records", test_long_answers_are_many_records},
        {NULL, NULL},
    });
    fcgi_bridge_close(bridge);
    arena_free(arena);
    close(listen_fd);
    unlink(path);
    return rc;
}
