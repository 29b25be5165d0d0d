#include "base/std.h"

#include "http/reply.h"
#include "http/status.h"

#include "rig/asked.h"
#include "rig/suite.h"

static struct asked k;
static struct reply r;

static void begin(void)
{
    asked_open(&k, "GET", "/");
    reply_begin(&r, k.work.arena);
}

static struct str head(void)
{
    struct buf b;
    buf_init(&b, k.work.arena, 256);
    reply_head(&r, &b);
    return buf_str(&b);
}

static void test_the_head_is_what_cgi_wants(void)
{
    begin();
    r.status = 201;
    r.content_type = "application/json";
    reply_header(&r, "Location", STR("/v1/tweets/7"));
    BUF_LIT(&r.body, "{}");
    CU_ASSERT_TRUE(str_eq(head(), STR("Status: 201 Created\r\nContent-Type: application/json\r\n"
                                      "Location: /v1/tweets/7\r\nContent-Length: 2\r\n\r\n")));
    CU_ASSERT_TRUE(reply_has(&r, "location"));
    CU_ASSERT_FALSE(reply_has(&r, "Link"));
    asked_close(&k);
    begin();
    r.status = 204;
    CU_ASSERT_TRUE(str_eq(head(), STR("Status: 204 No Content\r\n\r\n")));
    asked_close(&k);
}

static bool goes_to(struct str path, struct str location)
{
    begin();
    reply_see_other(&k.work, &r, path);
    bool same = r.status == 303 && str_eq(r.headers[0].value, location);
    asked_close(&k);
    return same;
}

static void test_S49_redirects_stay_on_the_site(void)
{
    CU_ASSERT_TRUE(goes_to(STR("/@ada?max_id=7#x"), STR("/@ada?max_id=7#x")));
    CU_ASSERT_TRUE(goes_to(STR("//evil.example"), STR("/")));
    CU_ASSERT_TRUE(goes_to(STR("/\\evil.example"), STR("/")));
    CU_ASSERT_TRUE(goes_to(STR("https://evil.example"), STR("/")));
    CU_ASSERT_TRUE(goes_to(STR(""), STR("/")));
    CU_ASSERT_TRUE(goes_to(STR("/a\r\nSet-Cookie: x"), STR("/a%0D%0ASet-Cookie:%20x")));
    CU_ASSERT_TRUE(goes_to(STR("/\t/evil"), STR("/%09/evil")));
    CU_ASSERT_TRUE(goes_to(STR("/\xc3\xa4\"<"), STR("/%C3%A4%22%3C")));
}

static void test_cookies_are_closed_to_scripts(void)
{
    begin();
    reply_cookie(&k.work, &r, "s", STR("abc"), 0);
    CU_ASSERT_TRUE(str_eq(r.headers[0].value, STR("s=abc; Path=/; HttpOnly; SameSite=Lax")));
    k.settings.site.https = true;
    reply_cookie(&k.work, &r, "__Host-s", STR("abc"), 60);
    CU_ASSERT_TRUE(str_eq(r.headers[1].value, STR("__Host-s=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60")));
    reply_cookie(&k.work, &r, "s", STR(""), -1);
    CU_ASSERT_TRUE(str_ends(r.headers[2].value, STR("; Max-Age=0")));
    asked_close(&k);
}

static void test_every_kind_has_its_status(void)
{
    static const int statuses[] = {[OK] = 200, [ERR_MALFORMED] = 400, [ERR_INVALID] = 422, [ERR_UNAUTHENTICATED] = 401,
                                   [ERR_FORBIDDEN] = 403, [ERR_NOT_FOUND] = 404, [ERR_METHOD] = 405, [ERR_CONFLICT] = 409,
                                   [ERR_PRECONDITION] = 412,
                                   [ERR_TOO_LARGE] = 413, [ERR_UNSUPPORTED] = 415, [ERR_TOO_MANY] = 429, [ERR_BUSY] = 503,
                                   [ERR_INTERNAL] = 500};
    for (size_t i = 0; i < COUNT_OF(statuses); i++) {
        CU_ASSERT_EQUAL(status_of((enum err)i), statuses[i]);
        CU_ASSERT_STRING_NOT_EQUAL(status_reason(statuses[i]), "Unknown");
    }
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"reply_the_head_is_what_cgi_wants", test_the_head_is_what_cgi_wants},
        {"reply_S49_redirects_stay_on_the_site", test_S49_redirects_stay_on_the_site},
        {"reply_cookies_are_closed_to_scripts", test_cookies_are_closed_to_scripts},
        {"reply_every_kind_has_its_status", test_every_kind_has_its_status},
        {NULL, NULL},
    });
}
