#include "base/std.h"

#include "base/crypto.h"
#include "http/csrf.h"

#include "rig/asked.h"
#include "rig/suite.h"

static const struct route visitor = {.method = "POST", .path = "/login", .who = VISITOR, .takes = TAKES_NOTHING};
static const struct route viewer = {.method = "POST", .path = "/tweets", .who = VIEWER, .takes = TAKES_NOTHING};
static const struct route json = {.method = "POST", .path = "/v1/tweets", .who = VIEWER, .takes = TAKES_NOTHING, .flags = ROUTE_JSON};
static const struct route anyone = {.method = "POST", .path = "/logout", .who = ANYONE, .takes = TAKES_NOTHING};
static const struct door door = {.cookie_name = "s", .visit_cookie_name = "visit"};

static struct asked k;
static struct reply r;

/* origin NULL: none was sent. */
static void asking(const struct route *row, enum proof proof, const char *origin)
{
    asked_open(&k, "POST", "/");
    if (origin != NULL)
        asked_header(&k, "HTTP_ORIGIN", origin);
    CU_ASSERT_EQUAL_FATAL(request_read(&k.work, &k.gateway, &k.rq), OK);
    k.rq.route = row;
    k.rq.proof = proof;
    if (proof != PROOF_NONE)
        k.rq.token = STR("0123456789012345678901234567890123456789012345678901");
    reply_begin(&r, k.work.arena);
}

static enum err checked(void)
{
    return csrf_check(&k.work, &door, &k.rq);
}

static void test_S44_a_cookie_needs_its_token(void)
{
    asking(&viewer, PROOF_COOKIE, NULL);
    CU_ASSERT_EQUAL(checked(), ERR_FORBIDDEN);
    CU_ASSERT_STRING_EQUAL(asked_key(&k), "csrf.refused");
    CU_ASSERT_STRING_EQUAL(asked_field(&k), "csrf_token");
    fault_clear(&k.work);
    k.rq.csrf_token = csrf_token(&k.work, &door, &k.rq, &r);
    CU_ASSERT_EQUAL(checked(), OK);
    CU_ASSERT_EQUAL(r.header_count, 0);
    asked_close(&k);
    asking(&json, PROOF_COOKIE, NULL);
    CU_ASSERT_EQUAL(checked(), ERR_FORBIDDEN);
    asked_close(&k);
}

static void test_S45_anothers_token_is_refused(void)
{
    asking(&viewer, PROOF_COOKIE, NULL);
    k.rq.csrf_token = csrf_token(&k.work, &door, &k.rq, &r);
    k.rq.token = STR("another session");
    CU_ASSERT_EQUAL(checked(), ERR_FORBIDDEN);
    asked_close(&k);
}

static void test_a_bearer_needs_none(void)
{
    asking(&json, PROOF_BEARER, "https://client.example");
    CU_ASSERT_EQUAL(checked(), OK);
    CU_ASSERT_EQUAL(csrf_token(&k.work, &door, &k.rq, &r).len, 0);
    asked_close(&k);
}

static void test_S46_foreign_pages_are_refused(void)
{
    static const char *const foreign[] = {"http://evil.example", "null", "https://t.example", "http://t.example:81",
                                          "http://t.example.evil", "http://t.exampl"};
    for (size_t i = 0; i < COUNT_OF(foreign); i++) {
        asking(&viewer, PROOF_COOKIE, foreign[i]);
        k.rq.csrf_token = csrf_token(&k.work, &door, &k.rq, &r);
        CU_ASSERT_EQUAL(checked(), ERR_FORBIDDEN);
        CU_ASSERT_STRING_EQUAL(asked_key(&k), "csrf.origin");
        asked_close(&k);
    }
    asking(&anyone, PROOF_NONE, NULL);
    k.rq.fetch_site = STR("cross-site");
    CU_ASSERT_EQUAL(checked(), ERR_FORBIDDEN);
    asked_close(&k);
    asking(&anyone, PROOF_NONE, "http://t.example");
    k.rq.fetch_site = STR("same-origin");
    CU_ASSERT_EQUAL(checked(), OK);
    asked_close(&k);
}

static void test_visitors_are_held_by_their_visit(void)
{
    char cookie[128];
    asking(&visitor, PROOF_NONE, NULL);
    struct str token = csrf_token(&k.work, &door, &k.rq, &r);
    CU_ASSERT_TRUE(str_eq(token, csrf_token(&k.work, &door, &k.rq, &r)));
    CU_ASSERT_EQUAL(r.header_count, 1); /* made once */
    k.rq.csrf_token = token;
    CU_ASSERT_EQUAL(checked(), ERR_FORBIDDEN); /* no cookie came back */
    fault_clear(&k.work);
    (void)snprintf(cookie, sizeof cookie, "visit=%.*s", STR_ARG(r.visit));
    k.rq.cookies = str_from(cookie);
    CU_ASSERT_EQUAL(checked(), OK);
    struct reply again;
    reply_begin(&again, k.work.arena);
    CU_ASSERT_TRUE(str_eq(token, csrf_token(&k.work, &door, &k.rq, &again)));
    CU_ASSERT_EQUAL(again.header_count, 0); /* the visit shown goes on */
    k.rq.cookies = STR("visit=chosen-by-somebody");
    CU_ASSERT_EQUAL(checked(), ERR_FORBIDDEN);
    asked_close(&k);
}

static void test_reading_needs_no_token(void)
{
    asking(&viewer, PROOF_COOKIE, "http://evil.example");
    k.rq.method = HTTP_GET;
    CU_ASSERT_EQUAL(checked(), OK);
    k.rq.method = HTTP_HEAD;
    CU_ASSERT_EQUAL(checked(), OK);
    asked_close(&k);
}

int main(void)
{
    if (!crypto_start())
        return suite_skip("libsodium does not start");
    return suite_run((struct suite_test[]){
        {"csrf_S44_a_cookie_needs_its_token", test_S44_a_cookie_needs_its_token},
        {"csrf_S45_anothers_token_is_refused", test_S45_anothers_token_is_refused},
        {"csrf_a_bearer_needs_none", test_a_bearer_needs_none},
        {"csrf_S46_foreign_pages_are_refused", test_S46_foreign_pages_are_refused},
        {"csrf_visitors_are_held_by_their_visit", test_visitors_are_held_by_their_visit},
        {"csrf_reading_needs_no_token", test_reading_needs_no_token},
        {NULL, NULL},
    });
}
