#include "base/std.h"

#include "base/message.h"
#include "base/message_ids.h"
#include "base/utf8.h"
#include "../rig/suite.h"

static void test_every_key_is_found(void)
{
    CU_ASSERT_EQUAL(message_count, MESSAGE_COUNT);
    for (size_t i = 0; i < message_count; i++) {
        const struct message_row *row = &message_table[i];
        CU_ASSERT(i == 0 || strcmp(message_table[i - 1].key, row->key) < 0);
        CU_ASSERT(message_known(row->key));
        CU_ASSERT(str_eq(message(row->key), row->text));
        CU_ASSERT(str_eq(message_at((int)i), row->text));
        CU_ASSERT(row->text.len == strlen(row->text.at) && utf8_valid(row->text) && !utf8_is_blank(row->text));
    }
    CU_ASSERT(str_eq(message_at(MSG_error_busy), message("error.busy")));
}

static void test_what_is_not_there(void)
{
    CU_ASSERT_FALSE(message_known("error.bus"));
    CU_ASSERT_FALSE(message_known(""));
    CU_ASSERT_FALSE(message_known(NULL));
    CU_ASSERT(str_eq(message("zzz.zzz"), STR("zzz.zzz")));
    CU_ASSERT_EQUAL(message(NULL).len, 0);
    CU_ASSERT_EQUAL(message_at(-1).len, 0);
    CU_ASSERT_EQUAL(message_at(MESSAGE_COUNT).len, 0);
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"every key is found", test_every_key_is_found},
        {"what is not there", test_what_is_not_there},
        {NULL, NULL},
    };
    return suite_run(tests);
}
