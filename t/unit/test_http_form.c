#include "base/std.h"

#include "base/buf.h"
#include "http/form.h"

#include "rig/asked.h"
#include "rig/suite.h"

static struct asked k;
static struct form form;

static enum err reading(struct str encoded)
{
    asked_open(&k, "GET", "/");
    return form_read(&k.work, encoded, &form);
}

static bool pair_is(size_t at, const char *name, const char *value)
{
    return at < form.count && str_eq(form.at[at].name, str_from(name)) && str_eq(form.at[at].value, str_from(value));
}

static void test_pairs_are_decoded(void)
{
    CU_ASSERT_EQUAL(reading(STR("text=gr%C3%BC%c3%9fe+an+%26&b=&c&&=d&e=f=g")), OK);
    CU_ASSERT_EQUAL(form.count, 5);
    CU_ASSERT_TRUE(pair_is(0, "text", "gr\xc3\xbc\xc3\x9f" "e an &"));
    CU_ASSERT_TRUE(pair_is(1, "b", ""));
    CU_ASSERT_TRUE(pair_is(2, "c", ""));
    CU_ASSERT_TRUE(pair_is(3, "", "d"));
    CU_ASSERT_TRUE(pair_is(4, "e", "f=g"));
    asked_close(&k);
    CU_ASSERT_EQUAL(reading(STR("")), OK);
    CU_ASSERT_EQUAL(form.count, 0);
    asked_close(&k);
}

static void test_broken_escapes_and_text_are_refused(void)
{
    static const char *const bad[] = {"a=%", "a=%4", "a=%4&b=1", "a=%zz", "%-1=b", "a=%00", "a%00b=c",
                                      "a=%ff", "a=%c0%ae", "a=%ed%a0%80", "%f4%90%80%80=1", "a=\xff"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        CU_ASSERT_EQUAL(reading(str_from(bad[i])), ERR_MALFORMED);
        CU_ASSERT_STRING_EQUAL(asked_key(&k), "form.malformed");
        asked_close(&k);
    }
    CU_ASSERT_EQUAL(reading((struct str){"a=\0", 3}), ERR_MALFORMED);
    asked_close(&k);
}

static void test_pairs_are_bounded(void)
{
    struct buf b;
    asked_open(&k, "GET", "/");
    buf_init(&b, k.work.arena, 1024);
    for (int i = 0; i < FORM_PAIRS_MAX; i++)
        BUF_LIT(&b, "a&");
    CU_ASSERT_EQUAL(form_read(&k.work, buf_str(&b), &form), OK);
    CU_ASSERT_EQUAL(form.count, FORM_PAIRS_MAX);
    BUF_LIT(&b, "a");
    CU_ASSERT_EQUAL(form_read(&k.work, buf_str(&b), &form), ERR_MALFORMED);
    CU_ASSERT_STRING_EQUAL(asked_key(&k), "form.too_many");
    CU_ASSERT_EQUAL(form.count, FORM_PAIRS_MAX); /* untouched by a failure */
    asked_close(&k);
}

static void test_escaping_comes_back_the_same(void)
{
    struct buf b;
    struct str raw = STR("a+b &=%/?#\xc3\xa4~.-_\n");
    asked_open(&k, "GET", "/");
    buf_init(&b, k.work.arena, 64);
    form_escape(&b, raw);
    CU_ASSERT_TRUE(str_eq(buf_str(&b), STR("a%2Bb%20%26%3D%25%2F%3F%23%C3%A4~.-_%0A")));
    CU_ASSERT_EQUAL(form_read(&k.work, buf_str(&b), &form), OK);
    CU_ASSERT_TRUE(str_eq(form.at[0].name, raw));
    asked_close(&k);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"form_pairs_are_decoded", test_pairs_are_decoded},
        {"form_broken_escapes_and_text_are_refused", test_broken_escapes_and_text_are_refused},
        {"form_pairs_are_bounded", test_pairs_are_bounded},
        {"form_escaping_comes_back_the_same", test_escaping_comes_back_the_same},
        {NULL, NULL},
    });
}
