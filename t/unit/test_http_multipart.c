#include "base/std.h"

#include "base/buf.h"
#include "http/multipart.h"

#include "rig/asked.h"
#include "rig/suite.h"

#define PART(disposition, value) "--B\r\nContent-Disposition: form-data; " disposition "\r\n\r\n" value "\r\n"
#define END "--B--\r\n"

static struct asked k;
static struct form form;

static enum err reading(struct str body, const char *boundary)
{
    asked_open(&k, "POST", "/");
    return multipart_read(&k.work, body, str_from(boundary), &form);
}

static void test_fields_are_read(void)
{
    CU_ASSERT_EQUAL(reading(STR(PART("name=\"text\"", "one\r\ntwo --B three")
                                PART("name=\"empty\"", "")
                                "--B\r\ncontent-disposition:form-data;name=\"n\"\r\nContent-Type: text/plain\r\n"
                                "Content-Transfer-Encoding: 8bit\r\n\r\n\xc3\xa4\r\n--B--"), "B"), OK);
    CU_ASSERT_EQUAL_FATAL(form.count, 3);
    CU_ASSERT_TRUE(str_eq(form.at[0].name, STR("text")));
    CU_ASSERT_TRUE(str_eq(form.at[0].value, STR("one\r\ntwo --B three")));
    CU_ASSERT_TRUE(str_eq(form.at[1].value, STR("")));
    CU_ASSERT_TRUE(str_eq(form.at[2].name, STR("n")));
    CU_ASSERT_TRUE(str_eq(form.at[2].value, STR("\xc3\xa4")));
    asked_close(&k);
    CU_ASSERT_EQUAL(reading(STR("--B--\r\n"), "B"), OK);
    CU_ASSERT_EQUAL(form.count, 0);
    asked_close(&k);
}

static void test_files_are_not_taken(void)
{
    CU_ASSERT_EQUAL(reading(STR(PART("name=\"f\"; filename=\"x.png\"", "x") END), "B"), ERR_UNSUPPORTED);
    CU_ASSERT_STRING_EQUAL(asked_key(&k), "multipart.file");
    asked_close(&k);
    CU_ASSERT_EQUAL(reading(STR(PART("name=\"f\"; filename*=\"x.png\"", "x") END), "B"), ERR_UNSUPPORTED);
    asked_close(&k);
}

static void test_what_does_not_parse_is_refused(void)
{
    static const char *const bad[] = {
        "", "--B", "--B\r\n", "--C--\r\n", "preamble\r\n--B--\r\n", "--B--\r\nepilogue", "--B\n\n--B--\n", "--B-",
        PART("name=\"a\"", "no end"),
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--Bx\r\n" END,
        PART("name=\"a\"; name=\"b\"", "x") END,
        PART("name=a", "x") END,
        PART("name=\"a", "x") END,
        PART("name=\"a\\\"b\"", "x") END,
        PART("name=\"a\x7f\"", "x") END,
        PART("name=\"a\" garbage", "x") END,
        PART("name=\"a\"", "\xff") END,
        "--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n" END,
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nx\r\n" END,
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n" END,
        "--B\r\nContent-Disposition\r\n\r\nx\r\n" END,
        "--B\r\n\r\nx\r\n" END,
        "--B\r\nContent-Type: text/plain\r\n\r\nx\r\n" END,
        "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n folded: yes\x01\r\n\r\nx\r\n" END,
    };
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        CU_ASSERT_EQUAL(reading(str_from(bad[i]), "B"), ERR_MALFORMED);
        CU_ASSERT_STRING_EQUAL(asked_key(&k), "multipart.malformed");
        asked_close(&k);
    }
    CU_ASSERT_EQUAL(reading(STR(PART("name=\"a\"", "x\0y") END), "B"), ERR_MALFORMED);
    asked_close(&k);
    CU_ASSERT_EQUAL(reading(STR("----\r\n"), ""), ERR_MALFORMED);
    asked_close(&k);
    CU_ASSERT_EQUAL(reading(STR("x"), "0123456789012345678901234567890123456789012345678901234567890123456789x"),
                    ERR_MALFORMED);
    asked_close(&k);
}

static void test_parts_and_headers_are_bounded(void)
{
    struct buf b;
    asked_open(&k, "POST", "/");
    buf_init(&b, k.work.arena, 4096);
    for (int i = 0; i < MULTIPART_PARTS_MAX; i++)
        BUF_LIT(&b, PART("name=\"a\"", "x"));
    size_t full = b.len;
    BUF_LIT(&b, END);
    CU_ASSERT_EQUAL(multipart_read(&k.work, buf_str(&b), STR("B"), &form), OK);
    CU_ASSERT_EQUAL(form.count, MULTIPART_PARTS_MAX);
    b.len = full;
    BUF_LIT(&b, PART("name=\"a\"", "x") END);
    CU_ASSERT_EQUAL(multipart_read(&k.work, buf_str(&b), STR("B"), &form), ERR_MALFORMED);
    CU_ASSERT_STRING_EQUAL(asked_key(&k), "form.too_many");
    fault_clear(&k.work);
    b.len = 0;
    BUF_LIT(&b, "--B\r\nX: ");
    for (int i = 0; i < MULTIPART_HEADERS_MAX; i++)
        buf_put_char(&b, 'x');
    BUF_LIT(&b, "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n" END);
    CU_ASSERT_EQUAL(multipart_read(&k.work, buf_str(&b), STR("B"), &form), ERR_MALFORMED);
    asked_close(&k);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"multipart_fields_are_read", test_fields_are_read},
        {"multipart_files_are_not_taken", test_files_are_not_taken},
        {"multipart_what_does_not_parse_is_refused", test_what_does_not_parse_is_refused},
        {"multipart_parts_and_headers_are_bounded", test_parts_and_headers_are_bounded},
        {NULL, NULL},
    });
}
