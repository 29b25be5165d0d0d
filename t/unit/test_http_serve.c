#include "base/std.h"

#include "base/crypto.h"
#include "base/log.h"
#include "http/csrf.h"
#include "http/serve.h"
#include "http/status.h"

#include "rig/asked.h"
#include "rig/suite.h"

static struct asked k;
static struct reply r;
static struct door door;
static unsigned acts, identified;

static enum err act_fine(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    acts++;
    return OK;
}

static enum err act_refuses(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    reply_header(out, "X-Left", STR("over"));
    return fail(w, ERR_CONFLICT, "text", "test.conflict", "as told");
}

static enum err act_eats(struct work *w, struct request *rq UNUSED, struct reply *out UNUSED)
{
    while (arena_alloc(w->arena, 4096) != NULL)
        continue;
    return OK;
}

static enum err act_refuses_in_arena(struct work *w, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return fail(w, ERR_INVALID, str_z(w->arena, STR("text")), "test.invalid", "as told");
}

static enum err again_eats(struct work *w, struct request *rq, struct reply *out)
{
    return act_eats(w, rq, out);
}

static enum err render(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out)
{
    out->content_type = "text/plain";
    BUF_LIT(&out->body, "fine");
    return OK;
}

static enum err again(struct work *w UNUSED, struct request *rq, struct reply *out)
{
    BUF_LIT(&out->body, "again: ");
    buf_put(&out->body, take_text(rq, "text"));
    return OK;
}

static enum err identify(struct work *w, struct request *rq)
{
    identified++;
    if (rq->bearer.len > 0) {
        rq->proof = PROOF_BEARER;
        rq->token = rq->bearer;
        w->viewer = (const void *)&k;
    } else if (request_cookie(rq, "s", &rq->token)) {
        rq->proof = PROOF_COOKIE;
        w->viewer = (const void *)&k;
    }
    return OK;
}

static enum err admit(struct work *w UNUSED, struct request *rq UNUSED)
{
    return OK;
}

static void refuse(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    buf_put_z(&out->body, w->fault.count > 0 ? w->fault.complaints[0].key : "none");
}

#define TEXT TAKES({.name = "text", .kind = PARAM_TEXT, .max = 8})
static const struct route table[] = {
    {"GET", "/", ANYONE, TAKES_NOTHING, act_fine, render, NULL, 0},
    {"POST", "/form", VIEWER, TEXT, act_refuses, render, again, 0},
    {"POST", "/fine", VIEWER, TEXT, act_fine, render, again, 0},
    {"POST", "/login", VISITOR, TEXT, act_fine, render, again, 0},
    {"GET", "/eats", ANYONE, TAKES_NOTHING, act_eats, render, NULL, 0},
    {"GET", "/eats/again", ANYONE, TAKES_NOTHING, act_refuses_in_arena, render, again_eats, 0},
    {"GET", "/v1/a", VIEWER, TEXT, act_fine, render, NULL, ROUTE_JSON},
    {"GET", "/health", MACHINE, TAKES_NOTHING, act_fine, render, NULL, ROUTE_NO_LOG},
};

static void asking(const char *method, const char *way)
{
    asked_open(&k, method, way);
    door = (struct door){.routes = {.at = table, .count = COUNT_OF(table)}, .identify = identify, .admit = admit,
                         .refuse = refuse, .cookie_name = "s", .visit_cookie_name = "visit"};
    routes_index(&door.routes, k.work.arena);
    acts = identified = 0;
}

static struct str header(const char *name)
{
    for (size_t i = 0; i < r.header_count; i++)
        if (strcmp(r.headers[i].name, name) == 0)
            return r.headers[i].value;
    return STR("");
}

static bool answered(int status, const char *body)
{
    serve(&k.work, &door, &k.gateway, &r);
    return r.status == status && str_eq(buf_str(&r.body), str_from(body));
}

/* The token that belongs to the cookie s=session. */
static void send_form(const char *text)
{
    struct request rq = {.proof = PROOF_COOKIE, .token = STR("session")};
    struct buf b;
    buf_init(&b, k.work.arena, 128);
    buf_printf(&b, "csrf_token=%.*s&text=%s", STR_ARG(csrf_token(&k.work, &door, &rq, &r)), text);
    asked_header(&k, "HTTP_COOKIE", "s=session");
    asked_bytes(&k, "application/x-www-form-urlencoded", buf_str(&b));
}

static void test_the_straight_way(void)
{
    asking("GET", "/");
    asked_header(&k, "REQUEST_ID", "abc");
    CU_ASSERT_TRUE(answered(200, "fine"));
    CU_ASSERT_EQUAL(acts, 1);
    CU_ASSERT_TRUE(str_eq(header("X-Request-Id"), STR("abc")));
    CU_ASSERT_TRUE(str_eq(header("Cache-Control"), STR("no-cache")));
    asked_close(&k);
    asking("POST", "/fine");
    send_form("hello");
    CU_ASSERT_TRUE(answered(200, "fine"));
    CU_ASSERT_TRUE(str_eq(header("Cache-Control"), STR("private, no-store")));
    asked_close(&k);
}

static void test_S13_head_is_get_without_its_body(void)
{
    asking("HEAD", "/");
    CU_ASSERT_TRUE(answered(200, ""));
    CU_ASSERT_TRUE(str_eq(header("Content-Length"), STR("4")));
    asked_close(&k);
}

static void test_S09_methods(void)
{
    asking("FOO", "/");
    CU_ASSERT_TRUE(answered(405, "http.method"));
    CU_ASSERT_TRUE(str_eq(header("Allow"), STR("GET, HEAD, OPTIONS")));
    asked_close(&k);
    asking("OPTIONS", "/v1/a");
    asked_header(&k, "HTTP_ORIGIN", "https://client.example");
    CU_ASSERT_TRUE(answered(204, ""));
    CU_ASSERT_TRUE(str_eq(header("Access-Control-Allow-Origin"), STR("*")));
    CU_ASSERT_TRUE(str_eq(header("Access-Control-Allow-Methods"), STR("GET, HEAD, OPTIONS")));
    CU_ASSERT_EQUAL(header("Access-Control-Allow-Credentials").len, 0);
    CU_ASSERT_EQUAL(acts, 0);
    asked_close(&k);
    asking("OPTIONS", "/nowhere");
    CU_ASSERT_TRUE(answered(404, "http.no_such_page"));
    CU_ASSERT_EQUAL(identified, 1);
    asked_close(&k);
}

static void test_nobody_is_asked_to_log_in(void)
{
    asking("GET", "/v1/a");
    CU_ASSERT_TRUE(answered(401, "session.token_needed"));
    CU_ASSERT_TRUE(str_eq(header("WWW-Authenticate"), STR("Bearer")));
    asked_close(&k);
    asking("GET", "/v1/a");
    asked_header(&k, "HTTP_ORIGIN", "https://evil.example");
    asked_header(&k, "HTTP_COOKIE", "s=session");
    CU_ASSERT_TRUE(answered(401, "session.token_needed")); /* S46: a cookie is not for other sites' scripts */
    asked_close(&k);
}

static void test_forms_are_shown_again(void)
{
    asking("POST", "/form");
    send_form("hello");
    CU_ASSERT_TRUE(answered(409, "again: hello"));
    CU_ASSERT_EQUAL(header("X-Left").len, 0);
    asked_close(&k);
    asking("POST", "/fine");
    send_form("much+too+long");
    CU_ASSERT_TRUE(answered(422, "again: much too long"));
    CU_ASSERT_EQUAL(acts, 0);
    asked_close(&k);
    asking("POST", "/fine");
    send_form("hello&text=twice");
    CU_ASSERT_TRUE(answered(400, "param.repeated"));
    asked_close(&k);
}

static void test_S44_forms_without_token_do_nothing(void)
{
    asking("POST", "/fine");
    asked_header(&k, "HTTP_COOKIE", "s=session");
    asked_body(&k, "application/x-www-form-urlencoded", "text=hello");
    CU_ASSERT_TRUE(answered(403, "again: hello"));
    CU_ASSERT_EQUAL(acts, 0);
    asked_close(&k);
    asking("POST", "/fine");
    asked_header(&k, "HTTP_SEC_FETCH_SITE", "cross-site");
    send_form("much+too+long");
    CU_ASSERT_TRUE(answered(403, "csrf.origin"));
    asked_close(&k);
    asking("POST", "/login");
    CU_ASSERT_TRUE(answered(403, "again: "));
    asked_close(&k);
}

static void test_two_sessions_are_refused(void)
{
    asking("GET", "/");
    asked_header(&k, "HTTP_COOKIE", "s=a; x=1; x=2");
    CU_ASSERT_TRUE(answered(200, "fine"));
    asked_close(&k);
    asking("GET", "/");
    asked_header(&k, "HTTP_COOKIE", "s=a");
    asked_header(&k, "HTTP_COOKIE", "s=b");
    CU_ASSERT_TRUE(answered(400, "http.two_sessions"));
    CU_ASSERT_EQUAL(acts, 0);
    asked_close(&k);
}

static void ask_aged(int64_t age_ms, char stamp[32])
{
    asking("GET", "/");
    int64_t at = k.work.now_ms - age_ms;
    (void)snprintf(stamp, 32, "%lld.%03d", (long long)(at / 1000), (int)(at % 1000));
    asked_header(&k, "LINNET_ARRIVAL", stamp);
}

static void test_stale_requests_are_dropped(void)
{
    char stamp[32];
    ask_aged(1500, stamp);
    CU_ASSERT_TRUE(answered(503, "error.busy"));
    CU_ASSERT_TRUE(header("Retry-After").len > 0);
    CU_ASSERT_EQUAL(acts, 0);
    asked_close(&k);
    static const int64_t served[] = {0, 900, 3600 * 1000, -5000};
    for (size_t i = 0; i < COUNT_OF(served); i++) {
        ask_aged(served[i], stamp);
        CU_ASSERT_TRUE(answered(200, "fine"));
        asked_close(&k);
    }
}

static void test_machines_are_not_identified(void)
{
    asking("GET", "/health");
    asked_header(&k, "HTTP_COOKIE", "s=session");
    CU_ASSERT_TRUE(answered(200, "fine"));
    CU_ASSERT_EQUAL(identified, 0);
    asked_close(&k);
}

static void test_memory_used_up_is_busy(void)
{
    asking("GET", "/eats");
    asked_header(&k, "REQUEST_ID", "abc");
    CU_ASSERT_TRUE(answered(503, "error.busy"));
    CU_ASSERT_TRUE(str_eq(header("X-Request-Id"), STR("abc")));
    CU_ASSERT_TRUE(arena_used(k.work.arena) < ASKED_ARENA / 4);
    asked_close(&k);
    asking("GET", "/eats/again"); /* the fault before it pointed into what is gone */
    CU_ASSERT_TRUE(answered(503, "error.busy"));
    CU_ASSERT_EQUAL(k.work.fault.kind, ERR_BUSY);
    CU_ASSERT_PTR_NULL(k.work.fault.complaints[0].field);
    asked_close(&k);
}

int main(void)
{
    if (!crypto_start())
        return suite_skip("libsodium does not start");
    log_set_level(LOG_ERROR);
    return suite_run((struct suite_test[]){
        {"serve_the_straight_way", test_the_straight_way},
        {"serve_S13_head_is_get_without_its_body", test_S13_head_is_get_without_its_body},
        {"serve_S09_methods", test_S09_methods},
        {"serve_nobody_is_asked_to_log_in", test_nobody_is_asked_to_log_in},
        {"serve_forms_are_shown_again", test_forms_are_shown_again},
        {"serve_S44_forms_without_token_do_nothing", test_S44_forms_without_token_do_nothing},
        {"serve_two_sessions_are_refused", test_two_sessions_are_refused},
        {"serve_stale_requests_are_dropped", test_stale_requests_are_dropped},
        {"serve_machines_are_not_identified", test_machines_are_not_identified},
        {"serve_memory_used_up_is_busy", test_memory_used_up_is_busy},
        {NULL, NULL},
    });
}
