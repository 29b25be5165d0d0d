#include "base/std.h"

#include "view/emit.h"

#include "rig/suite.h"
#include "unit/view_sample.h"

static struct str emitted(struct sample *s, void (*emit)(struct buf *, struct str), struct str text)
{
    struct buf b;
    buf_init(&b, s->arena, 16);
    emit(&b, text);
    return buf_str(&b);
}

#define EXPECT(emit, text, wanted) CU_ASSERT_TRUE(str_eq(emitted(&s, emit, STR(text)), STR(wanted)))

static void test_text_and_attributes_are_escaped(void)
{
    struct sample s;
    sample_begin(&s);
    EXPECT(emit_text_str, "", "");
    EXPECT(emit_text_str, "plain", "plain");
    EXPECT(emit_text_str, "<a href=\"x\">&amp;", "&lt;a href=\"x\"&gt;&amp;amp;");
    EXPECT(emit_attr_str, "\"><script>'", "&quot;&gt;&lt;script&gt;&#39;");
    EXPECT(emit_attr_str, "\xc3\xa9\xf0\x9f\x90\xa6", "\xc3\xa9\xf0\x9f\x90\xa6");
    sample_end(&s);
}

static void test_urls_have_few_schemes(void)
{
    struct sample s;
    sample_begin(&s);
    EXPECT(emit_url_str, "/@ada?max_id=1&x=2", "/@ada?max_id=1&amp;x=2");
    EXPECT(emit_url_str, "?q=1", "?q=1");
    EXPECT(emit_url_str, "HTTPS://example.org/", "HTTPS://example.org/");
    EXPECT(emit_url_str, "mailto:a@example.org", "mailto:a@example.org");
    EXPECT(emit_url_str, "javascript:alert(1)", "#");
    EXPECT(emit_url_str, "JaVaScRiPt:alert(1)", "#");
    EXPECT(emit_url_str, "java\nscript:alert(1)", "#");
    EXPECT(emit_url_str, "data:text/html,x", "#");
    EXPECT(emit_url_str, "//evil.example/", "#");
    EXPECT(emit_url_str, "/\t/evil.example/", "#");
    EXPECT(emit_url_str, "/\\evil.example/", "#");
    EXPECT(emit_url_str, " /x", "#");
    EXPECT(emit_url_str, "relative", "#");
    EXPECT(emit_url_str, "", "#");
    sample_end(&s);
}

static void test_parts_of_urls_are_percent_encoded(void)
{
    struct sample s;
    sample_begin(&s);
    EXPECT(emit_url_part_str, "/@ada?x=1&y", "%2F%40ada%3Fx%3D1%26y");
    EXPECT(emit_url_part_str, "a-b._~9", "a-b._~9");
    EXPECT(emit_url_part_str, "\xc3\xa9\"", "%C3%A9%22");
    sample_end(&s);
}

static void test_messages_are_filled(void)
{
    struct sample s;
    struct buf b;
    sample_begin(&s);
    buf_init(&b, s.arena, 16);
    const struct emit_value values[] = {EMIT_VALUE("name", STR("<Bo>")), EMIT_VALUE("n", 7)};
    emit_message_text(&b, STR("{name} & {n} {name} {other} {"), values, COUNT_OF(values));
    CU_ASSERT_TRUE(str_eq(buf_str(&b), STR("&lt;Bo&gt; &amp; 7 &lt;Bo&gt; {other} {")));
    buf_init(&b, s.arena, 16);
    emit_message_plain(&b, STR("{name}{n}"), values, COUNT_OF(values));
    CU_ASSERT_TRUE(str_eq(buf_str(&b), STR("<Bo>7")));
    const struct emit_value names[] = {emit_value_str(STR("name"), STR("שרה")), emit_value_str(STR("n"), STR("Zoë ﷽"))};
    buf_init(&b, s.arena, 16);
    emit_message_text(&b, STR("{name}, {n}"), names, COUNT_OF(names));
    CU_ASSERT_TRUE(str_eq(buf_str(&b), STR("\xe2\x81\xa8שרה\xe2\x81\xa9, \xe2\x81\xa8Zoë ﷽\xe2\x81\xa9")));
    sample_end(&s);
}

static void test_numbers_and_truth(void)
{
    struct sample s;
    struct buf b;
    sample_begin(&s);
    buf_init(&b, s.arena, 16);
    EMIT_TEXT(&b, (size_t)3);
    EMIT_ATTR(&b, -4);
    EMIT_URL_PART(&b, INT64_C(5));
    CU_ASSERT_TRUE(str_eq(buf_str(&b), STR("3-45")));
    CU_ASSERT_TRUE(EMIT_TRUE(true) && EMIT_TRUE(1) && EMIT_TRUE((size_t)1) && EMIT_TRUE(STR("x")));
    CU_ASSERT_FALSE(EMIT_TRUE(false) || EMIT_TRUE(0) || EMIT_TRUE((size_t)0) || EMIT_TRUE(STR("")));
    sample_end(&s);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"text_and_attributes_are_escaped", test_text_and_attributes_are_escaped},
        {"urls_have_few_schemes", test_urls_have_few_schemes},
        {"parts_of_urls_are_percent_encoded", test_parts_of_urls_are_percent_encoded},
        {"messages_are_filled", test_messages_are_filled},
        {"numbers_and_truth", test_numbers_and_truth},
        {NULL, NULL},
    });
}
