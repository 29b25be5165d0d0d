#include "base/std.h"

#include "http/route.h"

#include "rig/asked.h"
#include "rig/suite.h"

static enum err act(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}

#define NAME {.name = "username", .kind = PARAM_NAME}
#define ID {.name = "id", .kind = PARAM_ID}
#define ROW(method, path, ...) {method, path, ANYONE, TAKES(__VA_ARGS__), act, NULL, NULL, 0}

static const struct route table[] = {
    ROW("GET", "/", ID),
    ROW("GET", "/@{username}", NAME),
    ROW("GET", "/@{username}/{id}", NAME, ID),
    ROW("GET", "/@{username}/media", NAME),
    ROW("POST", "/tweets", ID),
    ROW("POST", "/tweets/{id}/delete", ID),
    ROW("GET", "/v1/users/me", ID),
    ROW("GET", "/v1/users/{id}", ID),
    ROW("GET", "/v1/users/{id}/tweets", ID),
    ROW("PUT", "/v1/users/{id}/follow", ID),
    ROW("DELETE", "/v1/users/{id}/follow", ID),
    ROW("GET", "/v1/users/by/{username}", NAME),
    ROW("GET", "/feeds/{username}.atom", NAME),
    ROW("GET", "/feeds/{username}", NAME),
};

static struct asked k;
static struct routes routes;
static struct str allow;

static enum err finding(const char *method, const char *path)
{
    asked_open(&k, method, path);
    routes = (struct routes){.at = table, .count = COUNT_OF(table)};
    routes_index(&routes, k.work.arena);
    CU_ASSERT_EQUAL_FATAL(request_read(&k.work, &k.gateway, &k.rq), OK);
    return routes_find(&k.work, &routes, &k.rq, &allow);
}

static bool found(const char *path, const char *row)
{
    bool same = finding("GET", path) == OK && strcmp(k.rq.route->path, row) == 0;
    asked_close(&k);
    return same;
}

static void test_rows_are_found(void)
{
    CU_ASSERT_TRUE(found("/", "/"));
    CU_ASSERT_TRUE(found("/@ada", "/@{username}"));
    CU_ASSERT_TRUE(found("/@ada/7", "/@{username}/{id}"));
    CU_ASSERT_TRUE(found("/@ada/media", "/@{username}/media"));
    CU_ASSERT_TRUE(found("/v1/users/me", "/v1/users/me"));
    CU_ASSERT_TRUE(found("/v1/users/7", "/v1/users/{id}"));
    CU_ASSERT_TRUE(found("/v1/users/by/ada", "/v1/users/by/{username}"));
    CU_ASSERT_TRUE(found("/feeds/ada.atom", "/feeds/{username}.atom"));
    CU_ASSERT_TRUE(found("/feeds/ada", "/feeds/{username}"));
}

static void test_parts_are_taken_by_kind(void)
{
    CU_ASSERT_EQUAL(finding("GET", "/@ada/12"), OK);
    CU_ASSERT_TRUE(str_eq(take_text(&k.rq, "username"), STR("ada")));
    CU_ASSERT_EQUAL(take_id(&k.rq, "id"), 12);
    asked_close(&k);
    CU_ASSERT_EQUAL(finding("GET", "/feeds/ada.atom"), OK);
    CU_ASSERT_TRUE(str_eq(take_text(&k.rq, "username"), STR("ada")));
    asked_close(&k);
}

static void test_what_is_not_there_is_one_answer(void)
{
    static const char *const none[] = {"/x", "/@", "/@ada/", "/@ada/x", "/@ada/0", "/@ada/01", "/@ada/-1", "/@ada/7/8", "/@a-b",
                                       "/@abcdefghijklmnop", "/@ada/9223372036854775808", "/tweets/7", "/v1/users/me/tweets",
                                       "/v1/users", "/v1/users/by", "/v1", "/feeds/.atom", "/a/b/c/d/e/f/g/h/i/j/k"};
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        CU_ASSERT_EQUAL(finding("GET", none[i]), ERR_NOT_FOUND);
        asked_close(&k);
    }
}

static void test_S09_other_methods_are_named(void)
{
    CU_ASSERT_EQUAL(finding("POST", "/@ada"), ERR_METHOD);
    CU_ASSERT_TRUE(str_eq(allow, STR("GET, HEAD, OPTIONS")));
    CU_ASSERT_PTR_NOT_NULL(k.rq.route);
    asked_close(&k);
    CU_ASSERT_EQUAL(finding("FOO", "/v1/users/7/follow"), ERR_METHOD);
    CU_ASSERT_TRUE(str_eq(allow, STR("PUT, DELETE, OPTIONS")));
    asked_close(&k);
    CU_ASSERT_EQUAL(finding("HEAD", "/tweets"), ERR_METHOD);
    asked_close(&k);
    CU_ASSERT_EQUAL(finding("HEAD", "/@ada"), OK);
    asked_close(&k);
    CU_ASSERT_EQUAL(finding("OPTIONS", "/@ada"), ERR_METHOD);
    asked_close(&k);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"route_rows_are_found", test_rows_are_found},
        {"route_parts_are_taken_by_kind", test_parts_are_taken_by_kind},
        {"route_what_is_not_there_is_one_answer", test_what_is_not_there_is_one_answer},
        {"route_S09_other_methods_are_named", test_S09_other_methods_are_named},
        {NULL, NULL},
    });
}
