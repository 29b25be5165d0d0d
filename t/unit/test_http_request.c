#include "base/std.h"

#include "http/cookie.h"
#include "http/request.h"

#include "rig/asked.h"
#include "rig/suite.h"

static struct asked k;

static enum err reading(void)
{
    return request_read(&k.work, &k.gateway, &k.rq);
}

static enum err reading_with(const char *name, const char *value)
{
    asked_open(&k, "GET", "/a");
    asked_header(&k, name, value);
    return reading();
}

static void refused(const char *key)
{
    CU_ASSERT_EQUAL(k.work.fault.kind, ERR_MALFORMED);
    CU_ASSERT_STRING_EQUAL(asked_key(&k), key);
    asked_close(&k);
}

static void test_an_ordinary_request_is_read(void)
{
    asked_open(&k, "POST", "/@ada/1?max_id=7");
    asked_header(&k, "HTTP_ACCEPT", "text/html");
    asked_header(&k, "HTTP_USER_AGENT", "test");
    asked_header(&k, "HTTP_AUTHORIZATION", "bearer  abc-._~+/0==");
    asked_header(&k, "LINNET_ARRIVAL", "1700000000.123");
    asked_header(&k, "HTTP_X_FORWARDED_FOR", "198.51.100.1");
    asked_header(&k, "HTTP_CONTENT_TYPE", "TEXT/x");
    asked_body(&k, "Multipart/Form-Data; charset=\"UTF-8\"; boundary=\"a;b\"", "body");
    CU_ASSERT_EQUAL(reading(), OK);
    CU_ASSERT_EQUAL(k.rq.method, HTTP_POST);
    CU_ASSERT_TRUE(str_eq(k.rq.path, STR("/@ada/1")));
    CU_ASSERT_TRUE(str_eq(k.rq.query, STR("max_id=7")));
    CU_ASSERT_TRUE(str_eq(k.rq.content_type, STR("multipart/form-data")));
    CU_ASSERT_TRUE(str_eq(k.rq.boundary, STR("a;b")));
    CU_ASSERT_TRUE(str_eq(k.rq.charset, STR("utf-8")));
    CU_ASSERT_TRUE(str_eq(k.rq.bearer, STR("abc-._~+/0==")));
    CU_ASSERT_TRUE(str_eq(k.rq.remote_addr, STR("192.0.2.7")));
    CU_ASSERT_EQUAL(k.rq.arrival_ms, 1700000000123);
    CU_ASSERT_TRUE(str_eq(k.rq.body, STR("body")));
    asked_close(&k);
}

static void test_unknown_methods_reach_the_routes(void)
{
    static const struct {
        const char *name;
        enum http_method method;
    } known[] = {{"GET", HTTP_GET}, {"HEAD", HTTP_HEAD}, {"PUT", HTTP_PUT}, {"PATCH", HTTP_PATCH},
                 {"DELETE", HTTP_DELETE}, {"OPTIONS", HTTP_OPTIONS}, {"get", HTTP_OTHER}, {"FOO", HTTP_OTHER}};
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        asked_open(&k, known[i].name, "/");
        CU_ASSERT_EQUAL(reading(), OK);
        CU_ASSERT_EQUAL(k.rq.method, known[i].method);
        asked_close(&k);
    }
    asked_open(&k, "G ET", "/");
    CU_ASSERT_EQUAL(reading(), ERR_MALFORMED);
    refused("http.bad_method");
    asked_open(&k, "", "/");
    CU_ASSERT_EQUAL(reading(), ERR_MALFORMED);
    refused("http.bad_method");
}

static void test_S14_paths_have_one_spelling(void)
{
    static const char *const bad[] = {"", "a", "//", "/a//b", "/.", "/..", "/a/../b", "/a/.", "/a\\b", "/a\r\nb", "/a\x7f",
                                      "/\xff", "/\xc0\xae", "/a\x01", "/\xed\xa0\x80"};
    static const char *const good[] = {"/", "/a/", "/...", "/a/..b", "/.well-known/x", "/\xc3\xa4", "/a b", "/@ada"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        asked_open(&k, "GET", bad[i]);
        CU_ASSERT_EQUAL(reading(), ERR_MALFORMED);
        refused("http.bad_path");
    }
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        asked_open(&k, "GET", good[i]);
        CU_ASSERT_EQUAL(reading(), OK);
        asked_close(&k);
    }
    asked_open(&k, "GET", "/v1/users/a\r\nb"); /* what could be read of it says who asks: a program */
    CU_ASSERT_EQUAL(reading(), ERR_MALFORMED);
    CU_ASSERT_TRUE(str_eq(k.rq.path, STR("/v1/users/a")));
    refused("http.bad_path");
    asked_open(&k, "GET", "/?a\nb");
    CU_ASSERT_EQUAL(reading(), ERR_MALFORMED);
    refused("http.bad_query");
}

static void test_what_comes_twice_is_refused(void)
{
    static const char *const once[] = {"HTTP_AUTHORIZATION", "HTTP_CONTENT_TYPE", "HTTP_ORIGIN", "REMOTE_ADDR",
                                       "HTTP_SEC_FETCH_SITE"};
    for (size_t i = 0; i < COUNT_OF(once); i++) {
        asked_open(&k, "POST", "/");
        asked_header(&k, once[i], "x");
        asked_header(&k, once[i], "x");
        CU_ASSERT_EQUAL(reading(), ERR_MALFORMED);
        refused("http.repeated_header");
    }
}

static void test_protocol_and_authorization_are_judged(void)
{
    static const char *const tokens[] = {"Bearer", "Bearer a b", "Bearer a\"b", "Bearer =", "Bearer \xc3\xa4"};
    for (size_t i = 0; i < COUNT_OF(tokens); i++) {
        CU_ASSERT_EQUAL(reading_with("HTTP_AUTHORIZATION", tokens[i]), ERR_UNAUTHENTICATED);
        CU_ASSERT_STRING_EQUAL(asked_key(&k), "http.bad_authorization");
        asked_close(&k);
    }
    CU_ASSERT_EQUAL(reading_with("HTTP_AUTHORIZATION", "Basic YTpi"), OK);
    CU_ASSERT_EQUAL(k.rq.bearer.len, 0);
    asked_close(&k);
    asked_open(&k, "GET", "/");
    k.vars[1].value = STR("");
    CU_ASSERT_EQUAL(reading(), ERR_MALFORMED);
    refused("http.bad_protocol");
}

static void test_arrival_is_a_stamp_or_nothing(void)
{
    static const char *const bad[] = {"", "abc", "1700000000", "1700000000.12", "-1.000", "1.-12", "99999999999999.000"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        CU_ASSERT_EQUAL(reading_with("LINNET_ARRIVAL", bad[i]), OK);
        CU_ASSERT_EQUAL(k.rq.arrival_ms, 0);
        asked_close(&k);
    }
}

static bool id_is(struct str id)
{
    bool same = str_eq(k.work.request_id, id);
    asked_close(&k);
    return same;
}

static void test_requests_have_a_name(void)
{
    CU_ASSERT_EQUAL(reading_with("REQUEST_ID", "abc-DEF-0"), OK);
    CU_ASSERT_TRUE(id_is(STR("abc-DEF-0")));
    asked_open(&k, "GET", "/");
    asked_header(&k, "REQUEST_ID", "abc");
    asked_header(&k, "HTTP_TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    CU_ASSERT_EQUAL(reading(), OK);
    CU_ASSERT_TRUE(id_is(STR("0af7651916cd43dd8448eb211c80319c")));
    static const char *const bad[] = {
        "00-00000000000000000000000000000000-b7ad6b7169203331-01", "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x", "00-0af7651916cd43dd8448eb211c80319c", "x\n"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        asked_open(&k, "GET", "/");
        asked_header(&k, "REQUEST_ID", "abc");
        asked_header(&k, "HTTP_TRACEPARENT", bad[i]);
        CU_ASSERT_EQUAL(reading(), OK);
        CU_ASSERT_TRUE(id_is(STR("abc")));
    }
    CU_ASSERT_EQUAL(reading_with("REQUEST_ID", "a\nb"), OK);
    CU_ASSERT_EQUAL(k.work.request_id.len, 32);
    asked_close(&k);
}

static void test_cookies_are_found_by_name(void)
{
    struct str value;
    asked_open(&k, "GET", "/");
    asked_header(&k, "HTTP_COOKIE", "_ga=1; s=abc; odd; \"q\"; bad=a\"b; empty=");
    asked_header(&k, "HTTP_COOKIE", "_ga=2;t=x=y");
    CU_ASSERT_EQUAL(reading(), OK);
    CU_ASSERT_TRUE(request_cookie(&k.rq, "s", &value) && str_eq(value, STR("abc")));
    CU_ASSERT_TRUE(request_cookie(&k.rq, "t", &value) && str_eq(value, STR("x=y")));
    CU_ASSERT_FALSE(request_cookie(&k.rq, "_ga", &value));
    CU_ASSERT_FALSE(request_cookie(&k.rq, "bad", &value));
    CU_ASSERT_FALSE(request_cookie(&k.rq, "empty", &value));
    CU_ASSERT_FALSE(request_cookie(&k.rq, "odd", &value));
    CU_ASSERT_FALSE(request_cookie(&k.rq, "S", &value));
    CU_ASSERT_EQUAL(request_cookie_once(&k.work, &k.rq, "s"), OK);
    CU_ASSERT_EQUAL(request_cookie_once(&k.work, &k.rq, "none"), OK);
    CU_ASSERT_EQUAL(request_cookie_once(&k.work, &k.rq, "_ga"), ERR_MALFORMED);
    refused("http.two_sessions");
}

static void test_json_is_wanted_when_said(void)
{
    static const struct {
        const char *accept;
        bool json;
    } cases[] = {
        {"", false}, {"*/*", false}, {"application/json", true}, {"application/json, text/plain, */*", true},
        {"text/html,application/xhtml+xml,*/*;q=0.8", false}, {"text/html, application/json", false},
        {"text/html;q=0.5, application/json", true}, {"application/*", true}, {"application/json;q=0", false},
        {"application/json;q=0.3, text/html;q=0.25", true}, {"APPLICATION/JSON;q=1.0", true}, {"garbage", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CU_ASSERT_EQUAL(reading_with("HTTP_ACCEPT", cases[i].accept), OK);
        CU_ASSERT_EQUAL(request_wants_json(&k.rq), cases[i].json);
        asked_close(&k);
    }
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"request_an_ordinary_one_is_read", test_an_ordinary_request_is_read},
        {"request_unknown_methods_reach_the_routes", test_unknown_methods_reach_the_routes},
        {"request_S14_paths_have_one_spelling", test_S14_paths_have_one_spelling},
        {"request_what_comes_twice_is_refused", test_what_comes_twice_is_refused},
        {"request_protocol_and_authorization_are_judged", test_protocol_and_authorization_are_judged},
        {"request_arrival_is_a_stamp_or_nothing", test_arrival_is_a_stamp_or_nothing},
        {"request_has_a_name", test_requests_have_a_name},
        {"request_cookies_are_found_by_name", test_cookies_are_found_by_name},
        {"request_json_is_wanted_when_said", test_json_is_wanted_when_said},
        {NULL, NULL},
    });
}
