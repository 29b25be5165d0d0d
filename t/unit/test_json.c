#include "base/std.h"

#include "base/json.h"
#include "base/json_read.h"
#include "base/work.h"
#include "../rig/suite.h"

static struct arena *arena;

static void test_writing(void)
{
    struct buf b;
    struct json j;
    buf_init(&b, arena, 16);
    json_begin(&j, &b);
    json_open(&j, '{');
    json_key(&j, "id");
    json_id(&j, INT64_MAX);
    json_key(&j, "none");
    json_id(&j, 0);
    json_key(&j, "list");
    json_open(&j, '[');
    json_int(&j, -5);
    json_bool(&j, true);
    json_open(&j, '[');
    json_close(&j, ']');
    json_open(&j, '{');
    json_close(&j, '}');
    json_bool(&j, false);
    json_close(&j, ']');
    json_key(&j, "at");
    json_time(&j, 1);
    json_key(&j, "never");
    json_time(&j, 0);
    json_key(&j, "place");
    json_open(&j, '[');
    json_degrees(&j, 52520008);
    json_degrees(&j, -5);
    json_close(&j, ']');
    json_key(&j, "nothing");
    json_null(&j);
    json_close(&j, '}');
    CU_ASSERT_STRING_EQUAL(buf_z(&b), "{\"id\":\"9223372036854775807\",\"none\":null,\"list\":[-5,true,[],{},false],"
                                      "\"at\":\"1970-01-01T00:00:00.001Z\",\"never\":null,"
                                      "\"place\":[52.520008,-0.000005],\"nothing\":null}");
}

static struct str written(struct str text)
{
    struct buf *b = ARENA_NEW(arena, struct buf);
    struct json j;
    buf_init(b, arena, 16);
    json_begin(&j, b);
    json_text(&j, text);
    return buf_str(b);
}

static void test_escapes(void)
{
    CU_ASSERT(str_eq(written(STR("")), STR("\"\"")));
    CU_ASSERT(str_eq(written(STR("\"\\/\n\r\t\b\0\x1f\x7f")), STR("\"\\\"\\\\/\\n\\r\\t\\u0008\\u0000\\u001f\x7f\"")));
    CU_ASSERT(str_eq(written(STR("</script>&")), STR("\"\\u003c/script\\u003e\\u0026\"")));
    CU_ASSERT(str_eq(written(STR("\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa\xe2\x82\xac")),
                     STR("\"\\u2028\\u2029\xe2\x80\xaa\xe2\x82\xac\"")));
    CU_ASSERT(str_eq(written(STR("\xe2")), STR("\"\xe2\""))); /* cut short: no read behind the end */
}

static struct work begun(void)
{
    struct work w;
    work_begin(&w, arena, NULL, "test", 1000);
    return w;
}

/* The key of the fault that a body makes; "" for none. */
static const char *refusal(struct str body)
{
    struct work w = begun();
    struct json_members members;
    enum err kind = json_read(&w, body, &members);
    CU_ASSERT(kind == OK || kind == ERR_MALFORMED);
    return kind == OK ? "" : w.fault.complaints[0].key;
}

static void test_reading(void)
{
    struct work w = begun();
    struct json_members m = {0};
    struct str body = STR(" {\"a\" : \"x\\u0041\\ud83d\\ude00\\n\", \"n\":-12 ,\"big\":9223372036854775808,\"low\":-99999999999999999999,"
                          "\"d\":1.50e1,\"t\":true,\"f\":false,\"z\":null,\"l\":[1, {\"q\":2}],\"o\":{ },\"\":\"a\\u0000b\"}\n");
    CU_ASSERT_EQUAL_FATAL(json_read(&w, body, &m), OK);
    CU_ASSERT_EQUAL_FATAL(m.count, 11);
    CU_ASSERT(str_eq(m.at[0].name, STR("a")) && m.at[0].kind == JSON_TEXT);
    CU_ASSERT(str_eq(m.at[0].text, STR("xA\xf0\x9f\x98\x80\n")));
    CU_ASSERT(m.at[1].kind == JSON_INT && m.at[1].number == -12 && str_eq(m.at[1].text, STR("-12")));
    CU_ASSERT(m.at[2].kind == JSON_DOUBLE && str_eq(m.at[2].text, STR("9223372036854775808")));
    CU_ASSERT(m.at[3].kind == JSON_DOUBLE);
    CU_ASSERT(m.at[4].kind == JSON_DOUBLE && str_eq(m.at[4].text, STR("1.50e1")));
    CU_ASSERT(m.at[5].kind == JSON_BOOL && m.at[5].truth);
    CU_ASSERT(m.at[6].kind == JSON_BOOL && !m.at[6].truth);
    CU_ASSERT(m.at[7].kind == JSON_NULL);
    CU_ASSERT(m.at[8].kind == JSON_LIST && str_eq(m.at[8].text, STR("[1, {\"q\":2}]")));
    CU_ASSERT(m.at[9].kind == JSON_OBJECT && str_eq(m.at[9].text, STR("{ }")));
    CU_ASSERT(m.at[10].kind == JSON_TEXT && str_eq(m.at[10].text, STR("a\0b")));
    work_end(&w);
}

/* json-c alone loses the characters whose numbers end in D800 to DFFF. */
static void test_pairs_of_every_plane(void)
{
    struct work w = begun();
    struct json_members m = {0};
    struct str body = STR("{\"a\":\"\\ud836\\udc00 \\uD876\\uDD00 \\\\ud836 \\udbff\\udfff\",\"\\ud836\\udc00\":\"b\"}");
    CU_ASSERT_EQUAL_FATAL(json_read(&w, body, &m), OK);
    CU_ASSERT(str_eq(m.at[0].text, STR("\xf0\x9d\xa0\x80 \xf0\xad\xa4\x80 \\ud836 \xf4\x8f\xbf\xbf")));
    CU_ASSERT(str_eq(m.at[1].name, STR("\xf0\x9d\xa0\x80")) && str_eq(m.at[1].text, STR("b")));
    work_end(&w);
}

static void test_what_is_malformed(void)
{
    static const char *const bad[] = {
        "", " ", "{", "}", "{]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{\"a\":1}x", "{\"a\":1}{}",
        "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":-}", "{\"a\":1e}", "{\"a\":0x1}", "{\"a\":NaN}",
        "{\"a\":Infinity}", "{\"a\":-Infinity}", "{\"a\":True}", "{\"a\":nul}", "{\"a\":[1,]}", "{\"a\":[1 2]}", "{\"a\":[}",
        "{\"a\":\"x}", "{\"a\":\"\n\"}", "{\"a\":\"\\x41\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\ud83d\"}",
        "{\"a\":\"\\ude00\"}", "{\"a\":\"\\ud83d\\u0041\"}", "{\"a\":\"\xff\"}", "{\"a\":\"\xed\xa0\x80\"}", "{\"a\":1}//",
        "{/**/\"a\":1}", "\xef\xbb\xbf{}", "{\"a\\u0000b\":1}", "{\"a\":1\f}", "[1", "nonsense", "{\"a\":\"\\", "{\"a\":\"\\u",
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        CU_ASSERT_STRING_EQUAL(refusal(str_from(bad[i])), "json.malformed");
        char *exact = malloc(strlen(bad[i])); /* a byte read behind the end is seen by the sanitizer */
        if (exact)
            memcpy(exact, bad[i], strlen(bad[i]));
        CU_ASSERT_STRING_EQUAL(refusal((struct str){exact, exact ? strlen(bad[i]) : 0}), "json.malformed");
        free(exact);
    }
    CU_ASSERT_STRING_EQUAL(refusal(STR("{\"a\":1}\0")), "json.malformed");
    CU_ASSERT_STRING_EQUAL(refusal((struct str){0}), "json.malformed");
    arena_reset(arena);
}

static void test_what_is_no_object(void)
{
    CU_ASSERT_STRING_EQUAL(refusal(STR("[]")), "json.not_object");
    CU_ASSERT_STRING_EQUAL(refusal(STR(" \"a\" ")), "json.not_object");
    CU_ASSERT_STRING_EQUAL(refusal(STR("12")), "json.not_object");
    CU_ASSERT_STRING_EQUAL(refusal(STR("null")), "json.not_object");
    CU_ASSERT_STRING_EQUAL(refusal(STR("{}")), "");
    arena_reset(arena);
}

static void test_repeated_names(void)
{
    CU_ASSERT_STRING_EQUAL(refusal(STR("{\"a\":1,\"b\":2,\"a\":1}")), "json.repeated");
    CU_ASSERT_STRING_EQUAL(refusal(STR("{\"a\":1,\"\\u0061\":1}")), "json.repeated");
    CU_ASSERT_STRING_EQUAL(refusal(STR("{\"\xf0\x9f\x98\x80\":1,\"\\ud83d\\uDE00\":1}")), "json.repeated");
    CU_ASSERT_STRING_EQUAL(refusal(STR("{\"o\":[{\"x\":{\"a\":1,\"a\":2}}]}")), "json.repeated");
    CU_ASSERT_STRING_EQUAL(refusal(STR("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}],\"A\":1}")), "");
    arena_reset(arena);
}

static struct str nested(size_t depth)
{
    struct buf *b = ARENA_NEW(arena, struct buf);
    buf_init(b, arena, 64);
    BUF_LIT(b, "{\"a\":");
    for (size_t i = 1; i < depth; i++)
        buf_put_char(b, '[');
    if (depth == 1)
        buf_put_char(b, '1');
    for (size_t i = 1; i < depth; i++)
        buf_put_char(b, ']');
    BUF_LIT(b, "}");
    return buf_str(b);
}

static struct str with_members(unsigned count)
{
    struct buf *b = ARENA_NEW(arena, struct buf);
    buf_init(b, arena, 64);
    for (unsigned i = 0; i < count; i++)
        buf_printf(b, "%c\"k%u\":%u", i ? ',' : '{', i, i);
    BUF_LIT(b, "}");
    return buf_str(b);
}

static void test_bounds(void)
{
    CU_ASSERT_STRING_EQUAL(refusal(nested(1)), "");
    CU_ASSERT_STRING_EQUAL(refusal(nested(16)), "");
    CU_ASSERT_STRING_EQUAL(refusal(nested(17)), "json.malformed");
    CU_ASSERT_STRING_EQUAL(refusal(nested(60000)), "json.malformed");
    CU_ASSERT_STRING_EQUAL(refusal(with_members(256)), "");
    CU_ASSERT_STRING_EQUAL(refusal(with_members(257)), "json.too_many");
    arena_reset(arena);
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"writing", test_writing},
        {"escapes", test_escapes},
        {"reading", test_reading},
        {"pairs of every plane", test_pairs_of_every_plane},
        {"what is malformed", test_what_is_malformed},
        {"what is no object", test_what_is_no_object},
        {"repeated names", test_repeated_names},
        {"bounds", test_bounds},
        {NULL, NULL},
    };
    arena = arena_new(4096, 8 << 20);
    int result = suite_run(tests);
    arena_free(arena);
    return result;
}
