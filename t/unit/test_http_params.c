#include "base/std.h"

#include "http/route.h"

#include "rig/asked.h"
#include "rig/suite.h"

#define FORM "application/x-www-form-urlencoded"
#define JSON "application/json"
#define ALL                                                                                                         \
    TAKES({.name = "text", .kind = PARAM_TEXT, .max = 20}, {.name = "line", .kind = PARAM_LINE, .max = 10,          \
                                                             .too_long = "tweet.too_long"},                         \
          {.name = "password", .kind = PARAM_SECRET}, {.name = "id", .kind = PARAM_ID},                             \
          {.name = "ids", .kind = PARAM_IDS}, {.name = "limit", .kind = PARAM_COUNT},                               \
          {.name = "flag", .kind = PARAM_BOOL}, {.name = "way", .kind = PARAM_WAY, .max = 8}, {.name = "name", .kind = PARAM_NAME})

static const struct route page = {.method = "POST", .path = "/p", .who = ANYONE, .takes = ALL};
static const struct route strict = {.method = "POST", .path = "/s", .who = ANYONE, .takes = ALL, .flags = ROUTE_JSON};
static const struct route bare = {.method = "POST", .path = "/b", .who = ANYONE, .takes = TAKES_NOTHING};
static struct asked k;

static enum err reading(const struct route *row)
{
    CU_ASSERT_EQUAL_FATAL(request_read(&k.work, &k.gateway, &k.rq), OK);
    k.rq.route = row;
    params_begin(&k.rq);
    return params_read(&k.work, &k.rq);
}

static enum err body(const struct route *row, const char *type, const char *bytes)
{
    asked_open(&k, "POST", "/");
    asked_body(&k, type, bytes);
    return reading(row);
}

static enum err query(const struct route *row, const char *way)
{
    asked_open(&k, "GET", way);
    return reading(row);
}

static void done_with(const char *key, const char *field)
{
    CU_ASSERT_STRING_EQUAL(asked_key(&k), key);
    CU_ASSERT_STRING_EQUAL(asked_field(&k), field);
    asked_close(&k);
}

/* The sentence fits the kind. */
static void done_with_wrong_type(void)
{
    static const char *const key_of[][2] = {{"id", "param.type_id"}, {"ids", "param.type_ids"}, {"limit", "param.type_count"},
                                            {"flag", "param.type_bool"}, {"text", "param.type_text"}};
    for (size_t i = 0; i < COUNT_OF(key_of); i++)
        if (strcmp(asked_field(&k), key_of[i][0]) == 0) {
            done_with(key_of[i][1], key_of[i][0]);
            return;
        }
    CU_FAIL("no such field");
}

static void all_taken(void)
{
    size_t count;
    CU_ASSERT_TRUE(str_eq(take_text(&k.rq, "text"), STR("one\ntwo\n\xc3\xa4")));
    CU_ASSERT_TRUE(str_eq(take_text(&k.rq, "line"), STR("x y")));
    CU_ASSERT_TRUE(str_eq(take_text(&k.rq, "password"), STR(" p\r\n ")));
    CU_ASSERT_EQUAL(take_id(&k.rq, "id"), INT64_MAX);
    const int64_t *ids = take_ids(&k.rq, "ids", &count);
    CU_ASSERT_EQUAL_FATAL(count, 2);
    CU_ASSERT_EQUAL(ids[1], 22);
    CU_ASSERT_EQUAL(take_count(&k.rq, "limit", 20), 100);
    CU_ASSERT_TRUE(take_bool(&k.rq, "flag"));
    CU_ASSERT_TRUE(str_eq(take_text(&k.rq, "name"), STR("Ada_1")));
    CU_ASSERT_TRUE(str_eq(k.rq.csrf_token, STR("tok")));
    asked_close(&k);
}

static void test_all_kinds_come_from_forms_and_json(void)
{
    CU_ASSERT_EQUAL(body(&page, FORM, "text=one%0D%0Atwo%0Da%CC%88&line=+x+y%20&password=+p%0D%0A+&id=9223372036854775807"
                                      "&ids=1,22&limit=5000&flag=on&name=Ada_1&csrf_token=tok&unknown=1"), OK);
    all_taken();
    CU_ASSERT_EQUAL(body(&strict, JSON, "{\"text\":\"one\\r\\ntwo\\ra\\u0308\",\"line\":\" x y \",\"password\":\" p\\r\\n \","
                                        "\"id\":9223372036854775807,\"ids\":[\"1\", 22],\"limit\":500,\"flag\":true,"
                                        "\"name\":\"Ada_1\",\"csrf_token\":\"tok\"}"), OK);
    all_taken();
    CU_ASSERT_EQUAL(body(&page, "multipart/form-data; boundary=B",
                         "--B\r\nContent-Disposition: form-data; name=\"line\"\r\n\r\nx\r\n--B--\r\n"), OK);
    CU_ASSERT_TRUE(str_eq(take_text(&k.rq, "line"), STR("x")));
    asked_close(&k);
}

static void test_what_is_absent_is_absent(void)
{
    CU_ASSERT_EQUAL(body(&page, FORM, "id=&ids=&limit=&flag=&line="), OK);
    CU_ASSERT_FALSE(take_given(&k.rq, "id") || take_given(&k.rq, "ids") || take_given(&k.rq, "limit"));
    CU_ASSERT_TRUE(take_given(&k.rq, "line"));
    CU_ASSERT_EQUAL(take_count(&k.rq, "limit", 20), 20);
    CU_ASSERT_EQUAL(take_text(&k.rq, "text").len, 0);
    asked_close(&k);
    CU_ASSERT_EQUAL(body(&strict, JSON, "{\"text\":null,\"id\":null,\"flag\":null,\"ids\":[]}"), OK);
    CU_ASSERT_FALSE(take_given(&k.rq, "text") || take_given(&k.rq, "id") || take_given(&k.rq, "flag"));
    asked_close(&k);
}

static void test_queries_are_read(void)
{
    CU_ASSERT_EQUAL(query(&strict, "/?id=7&limit=1"), OK);
    CU_ASSERT_EQUAL(take_id(&k.rq, "id"), 7);
    CU_ASSERT_EQUAL(take_count(&k.rq, "limit", 20), 1);
    asked_close(&k);
    CU_ASSERT_EQUAL(query(&page, "/?utm_source=x&id=7"), OK);
    asked_close(&k);
    CU_ASSERT_EQUAL(query(&strict, "/?utm_source=x"), ERR_MALFORMED);
    done_with("param.unknown", "utm_source");
    CU_ASSERT_EQUAL(query(&page, "/?password=x"), ERR_MALFORMED);
    done_with("param.secret_in_query", "password");
    CU_ASSERT_EQUAL(query(&page, "/?csrf_token=x"), OK);
    CU_ASSERT_EQUAL(k.rq.csrf_token.len, 0);
    asked_close(&k);
    CU_ASSERT_EQUAL(query(&page, "/?text=%ff"), ERR_MALFORMED);
    done_with("form.malformed", "");
}

static void test_S16_garbage_numbers_are_malformed(void)
{
    static const char *const bad[] = {"id=", "id=0", "id=-1", "id=01", "id=+1", "id=1x", "id=9223372036854775808", "id=1e3",
                                      "id=%D9%A1", "limit=0", "limit=-1", "limit=x", "limit=", "ids=1,,2", "ids=,", "ids=1,x",
                                      "ids=1,%202", "flag=yes", "flag=TRUE", "id=1%20OR%201=1"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct str field, way = str_from(bad[i]);
        asked_open(&k, "GET", "/");
        k.vars[k.gateway.count - 1].value = way;
        CU_ASSERT_EQUAL(reading(&page), ERR_MALFORMED);
        CU_ASSERT_TRUE(str_next(&way, '=', &field) && str_eq(field, str_from(asked_field(&k))));
        done_with_wrong_type();
    }
    CU_ASSERT_EQUAL(query(&page, "/?limit=99999999999999999999999"), OK);
    CU_ASSERT_EQUAL(take_count(&k.rq, "limit", 20), 100);
    asked_close(&k);
}

static void test_a_way_that_cannot_be_gone_is_not_given(void)
{
    CU_ASSERT_EQUAL(body(&page, FORM, "way=%20/a%20"), OK);
    CU_ASSERT_TRUE(take_given(&k.rq, "way") && str_eq(take_text(&k.rq, "way"), STR("/a")));
    asked_close(&k);
    CU_ASSERT_EQUAL(body(&page, FORM, "way=/12345678"), OK);
    CU_ASSERT_TRUE(!take_given(&k.rq, "way") && take_text(&k.rq, "way").len == 0);
    asked_close(&k);
    CU_ASSERT_EQUAL(body(&page, FORM, "way=/a%0db"), OK);
    CU_ASSERT_FALSE(take_given(&k.rq, "way"));
    asked_close(&k);
}

static void test_repeated_ones_are_refused(void)
{
    CU_ASSERT_EQUAL(query(&page, "/?id=1&id=1"), ERR_MALFORMED);
    done_with("param.repeated", "id");
    CU_ASSERT_EQUAL(body(&page, FORM, "csrf_token=a&csrf_token=a"), ERR_MALFORMED);
    done_with("param.repeated", "csrf_token");
    CU_ASSERT_EQUAL(body(&page, FORM, "id=&id=1"), ERR_MALFORMED);
    done_with("param.repeated", "id");
    asked_open(&k, "POST", "/?line=a");
    asked_body(&k, FORM, "line=a");
    CU_ASSERT_EQUAL(reading(&page), ERR_MALFORMED);
    done_with("param.repeated", "line");
    CU_ASSERT_EQUAL(body(&strict, JSON, "{\"id\":1,\"id\":1}"), ERR_MALFORMED);
    done_with("json.repeated", asked_field(&k));
}

static void test_S27_json_of_other_types_is_malformed(void)
{
    static const char *const bad[] = {"{\"id\":true}", "{\"id\":1.0}", "{\"id\":-1}", "{\"id\":[1]}", "{\"text\":1}",
                                      "{\"text\":{}}", "{\"flag\":1}", "{\"flag\":\"true\"}", "{\"limit\":\"5\"}",
                                      "{\"ids\":[[1]]}", "{\"ids\":[\"a\"]}", "{\"ids\":{\"a\":1}}", "{\"ids\":[null]}",
                                      "{\"ids\":[\"1,2\"]}"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        CU_ASSERT_EQUAL(body(&strict, JSON, bad[i]), ERR_MALFORMED);
        done_with_wrong_type();
    }
    CU_ASSERT_EQUAL(body(&strict, JSON, "{\"text\":\"a\\u0000b\"}"), ERR_MALFORMED);
    done_with("param.nul", "text");
    CU_ASSERT_EQUAL(body(&strict, JSON, "{\"userId\":1}"), ERR_MALFORMED);
    done_with("param.unknown", "userId");
    CU_ASSERT_EQUAL(body(&strict, JSON, "[]"), ERR_MALFORMED);
    asked_close(&k);
}

static void test_broken_rules_are_all_told(void)
{
    CU_ASSERT_EQUAL(body(&page, FORM, "text=123456789012345678901&line=12345678901&name=a-b"), ERR_INVALID);
    CU_ASSERT_EQUAL(k.work.fault.count, 3);
    CU_ASSERT_STRING_EQUAL(k.work.fault.complaints[1].key, "tweet.too_long");
    CU_ASSERT_STRING_EQUAL(k.work.fault.complaints[2].key, "param.name");
    CU_ASSERT_TRUE(str_eq(take_text(&k.rq, "line"), STR("12345678901"))); /* to be shown again */
    done_with("param.too_long", "text");
    CU_ASSERT_EQUAL(body(&page, FORM, "line=a%0Ab"), ERR_INVALID);
    done_with("param.control", "line");
    CU_ASSERT_EQUAL(body(&page, FORM, "line=a%1Bb"), ERR_INVALID);
    done_with("param.control", "line");
}

static void test_bodies_have_a_known_type_and_length(void)
{
    CU_ASSERT_EQUAL(body(&page, "text/plain", "a=1"), ERR_UNSUPPORTED);
    done_with("body.unsupported", "");
    CU_ASSERT_EQUAL(body(&page, NULL, "a=1"), ERR_UNSUPPORTED);
    done_with("body.unsupported", "");
    CU_ASSERT_EQUAL(body(&bare, "text/plain", "a=1"), OK);
    asked_close(&k);
    CU_ASSERT_EQUAL(body(&page, FORM "; charset=utf-16", "a=1"), ERR_UNSUPPORTED);
    done_with("body.charset", "");
    CU_ASSERT_EQUAL(body(&page, FORM "; charset=UTF-8", "a=1"), OK);
    asked_close(&k);
    asked_open(&k, "POST", "/");
    k.gateway.body_cut = true;
    CU_ASSERT_EQUAL(reading(&page), ERR_MALFORMED);
    done_with("body.cut", "");
    asked_open(&k, "POST", "/");
    k.gateway.body_too_large = true;
    CU_ASSERT_EQUAL(reading(&bare), ERR_TOO_LARGE);
    done_with("body.too_large", "");
}

static void test_unknown_names_are_shown_cut(void)
{
    char name[200];
    memset(name, 'x', sizeof name);
    memcpy(name + 62, "\xf0\x9f\x98\x80", 4); /* stands across the cut */
    asked_open(&k, "POST", "/");
    asked_bytes(&k, FORM, (struct str){name, sizeof name});
    CU_ASSERT_EQUAL(reading(&strict), ERR_MALFORMED);
    CU_ASSERT_EQUAL(strlen(asked_field(&k)), 62);
    asked_close(&k);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"params_all_kinds_come_from_forms_and_json", test_all_kinds_come_from_forms_and_json},
        {"params_what_is_absent_is_absent", test_what_is_absent_is_absent},
        {"params_queries_are_read", test_queries_are_read},
        {"params_S16_garbage_numbers_are_malformed", test_S16_garbage_numbers_are_malformed},
        {"params_a_way_that_cannot_be_gone_is_not_given", test_a_way_that_cannot_be_gone_is_not_given},
        {"params_repeated_ones_are_refused", test_repeated_ones_are_refused},
        {"params_S27_json_of_other_types_is_malformed", test_S27_json_of_other_types_is_malformed},
        {"params_broken_rules_are_all_told", test_broken_rules_are_all_told},
        {"params_bodies_have_a_known_type_and_length", test_bodies_have_a_known_type_and_length},
        {"params_unknown_names_are_shown_cut", test_unknown_names_are_shown_cut},
        {NULL, NULL},
    });
}
