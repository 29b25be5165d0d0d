#include "base/std.h"

#include "base/crypto.h"
#include "http/condition.h"
#include "http/header_value.h"

#include "rig/asked.h"
#include "rig/suite.h"

static struct asked k;
static struct reply r;

static void asking(const char *method, const char *header, const char *value)
{
    asked_open(&k, method, "/");
    if (value != NULL)
        asked_header(&k, header, value);
    CU_ASSERT_EQUAL_FATAL(request_read(&k.work, &k.gateway, &k.rq), OK);
    reply_begin(&r, k.work.arena);
}

static struct str tag_of(const char *method, const char *version, const char *keep, const char *body)
{
    asking(method, NULL, NULL);
    reply_header(&r, "Cache-Control", str_from(keep));
    r.etag_prefix = str_from(version);
    buf_put_z(&r.body, body);
    condition_tag(&k.work, &k.rq, &r);
    return reply_has(&r, "ETag") ? r.headers[r.header_count - 1].value : STR("");
}

static void test_tags(void)
{
    char first[64];
    struct str tag = tag_of("GET", "", "private, no-cache", "one");
    CU_ASSERT_EQUAL(tag.len, 24);
    (void)snprintf(first, sizeof first, "%.*s", STR_ARG(tag));
    asked_close(&k);
    CU_ASSERT_TRUE(str_eq(tag_of("HEAD", "", "private, no-cache", "one"), str_from(first)));
    asked_close(&k);
    CU_ASSERT_FALSE(str_eq(tag_of("GET", "", "private, no-cache", "two"), str_from(first)));
    asked_close(&k);
    CU_ASSERT_TRUE(str_starts(tag_of("PUT", "v12", "private, no-cache", "one"), STR("\"v12-")));
    asked_close(&k);
    CU_ASSERT_EQUAL(tag_of("POST", "", "private, no-cache", "one").len, 0);
    asked_close(&k);
    CU_ASSERT_EQUAL(tag_of("GET", "", "private, no-store", "one").len, 0);
    asked_close(&k);
}

static void test_what_is_no_tag(void)
{
    asking("GET", NULL, NULL);
    condition_tag(&k.work, &k.rq, &r); /* nobody said that it may be kept */
    CU_ASSERT_FALSE(reply_has(&r, "ETag"));
    reply_header(&r, "Cache-Control", STR("private, no-cache"));
    reply_header(&r, "Set-Cookie", STR("notice=; Max-Age=0"));
    condition_tag(&k.work, &k.rq, &r);
    CU_ASSERT_FALSE(reply_has(&r, "ETag"));
    asked_close(&k);
}

static int status_for(const char *method, const char *none_match)
{
    asking(method, "HTTP_IF_NONE_MATCH", none_match);
    r.status = 200;
    r.content_type = "application/json";
    reply_header(&r, "ETag", STR("\"v3-abc,d\""));
    buf_put_z(&r.body, "{}");
    condition_shorten(&k.rq, &r);
    int status = r.status;
    CU_ASSERT_EQUAL(r.body.len == 0 && r.content_type == NULL, status == 304);
    asked_close(&k);
    return status;
}

static void test_if_none_match(void)
{
    static const char *const named[] = {"\"v3-abc,d\"", "W/\"v3-abc,d\"", "*", " * ", "\"x\", W/\"y\",\t\"v3-abc,d\"",
                                        ",, \"v3-abc,d\" ,", "\"v3-abc,d\",\"\""};
    static const char *const others[] = {"\"v3-abc\"", "v3-abc,d", "\"v3\"", "", "\"v3-abc,d", "*, \"v3-abc,d\"",
                                         "\"v3-abc,d\" x", "\"v3-abc,d\"\"x\"", "w/\"v3-abc,d\"", "W/ \"v3-abc,d\""};
    for (size_t i = 0; i < COUNT_OF(named); i++)
        CU_ASSERT_TRUE(status_for("GET", named[i]) == 304 && status_for("HEAD", named[i]) == 304);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        CU_ASSERT_EQUAL(status_for("GET", others[i]), 200);
    CU_ASSERT_EQUAL(status_for("PUT", "*"), 200);
    CU_ASSERT_EQUAL(status_for("GET", NULL), 200);
}

static enum err matched(const char *match)
{
    asking("PUT", "HTTP_IF_MATCH", match);
    enum err kind = condition_version(&k.work, &k.rq, 3);
    asked_close(&k);
    return kind;
}

static void test_if_match(void)
{
    static const char *const fine[] = {NULL, "*", "\"v3-abc\"", "W/\"v3-abc\"", "\"v3\"", "\"v2-x\", \"v3-y\""};
    static const char *const old[] = {"\"v2-abc\"", "\"v33-abc\"", "\"v30\"", "\"v\"", "\"\"", "\"3\"", "\"x\", \"y\""};
    static const char *const bad[] = {"", "v3", "3", "\"v3", "*, \"v3\"", "\"v3\" \"v3\"", "W/v3", ",", "\"v3\";"};
    for (size_t i = 0; i < COUNT_OF(fine); i++)
        CU_ASSERT_EQUAL(matched(fine[i]), OK);
    for (size_t i = 0; i < COUNT_OF(old); i++)
        CU_ASSERT_EQUAL(matched(old[i]), ERR_PRECONDITION);
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        CU_ASSERT_EQUAL(matched(bad[i]), ERR_MALFORMED);
}

static void test_several_headers_are_one_list(void)
{
    asked_open(&k, "PUT", "/");
    asked_header(&k, "HTTP_IF_MATCH", "\"v1\"");
    asked_header(&k, "HTTP_IF_MATCH", "\"v3\"");
    CU_ASSERT_EQUAL_FATAL(request_read(&k.work, &k.gateway, &k.rq), OK);
    CU_ASSERT_EQUAL(condition_version(&k.work, &k.rq, 3), OK);
    CU_ASSERT_EQUAL(condition_version(&k.work, &k.rq, 2), ERR_PRECONDITION);
    asked_close(&k);
}

int main(void)
{
    if (!crypto_start())
        return suite_skip("libsodium does not start");
    return suite_run((struct suite_test[]){
        {"condition_tags", test_tags},
        {"condition_what_is_no_tag", test_what_is_no_tag},
        {"condition_if_none_match", test_if_none_match},
        {"condition_if_match", test_if_match},
        {"condition_several_headers_are_one_list", test_several_headers_are_one_list},
        {NULL, NULL},
    });
}
