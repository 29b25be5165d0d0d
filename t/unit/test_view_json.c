#include "base/std.h"

#include "view/fault_view.h"
#include "view/tweet_view.h"
#include "view/user_view.h"

#include "rig/suite.h"
#include "unit/view_sample.h"

static struct json begun(struct sample *s, struct buf *b)
{
    struct json j;
    buf_init(b, s->arena, 1024);
    json_begin(&j, b);
    return j;
}

#define EXPECT(b, wanted) CU_ASSERT_STRING_EQUAL(buf_z(&(b)), wanted)

#define BO "{\"id\":\"12\",\"username\":\"bo_larsen\",\"display_name\":\"Bo\",\"bio\":null,\"location\":null,\"url\":null," \
           "\"fields\":[],\"avatar_url\":null,\"header_url\":null,\"protected\":false," \
           "\"created_at\":\"2025-03-30T12:30:05.123Z\",\"followers_count\":1,\"following_count\":0,\"tweets_count\":0,"

static void test_a_user_for_a_stranger(void)
{
    struct sample s;
    struct buf b;
    struct user_card bo = sample_person(1);
    sample_begin(&s);
    struct json j = begun(&s, &b);
    user_view_json(&s.work, &j, &bo);
    EXPECT(b, BO "\"viewer\":null}");
    sample_end(&s);
}

static void test_an_address_is_for_oneself(void)
{
    struct sample s;
    struct buf b;
    struct user_card bo = sample_person(1);
    sample_begin(&s);
    sample_viewer(&s);
    struct json j = begun(&s, &b);
    bo.viewer.following = true;
    user_view_json(&s.work, &j, &bo);
    EXPECT(b, BO "\"viewer\":{\"following\":true,\"followed_by\":false,\"requested\":false,\"blocking\":false,"
                 "\"muting\":false}}");
    bo.viewer = (struct user_marks){.self = true};
    j = begun(&s, &b);
    user_view_json(&s.work, &j, &bo);
    CU_ASSERT_PTR_NOT_NULL(strstr(buf_z(&b), "\"email\":\"someone@linnet.example\""));
    j = begun(&s, &b);
    user_view_author_json(&s.work, &j, &bo);
    CU_ASSERT_PTR_NULL(strstr(buf_z(&b), "@linnet.example"));
    sample_end(&s);
}

static void test_a_tweet_has_its_whole_shape(void)
{
    struct sample s;
    struct buf b;
    struct tweet_card t = sample_tweet(1);
    sample_begin(&s);
    t.tweet.id = t.tweet.conversation_id = 5;
    t.tweet.version = 1;
    struct json j = begun(&s, &b);
    tweet_view_json(&s.work, &j, &t);
    EXPECT(b, "{\"id\":\"5\",\"text\":\"Bread is in the oven.\\n\\nThat is all. That is the tweet.\",\"author\":" BO
              "\"viewer\":null},\"created_at\":\"2026-11-20T12:26:55.123Z\",\"edited_at\":null,\"version\":1,\"lang\":null,"
              "\"visibility\":\"public\",\"conversation_id\":\"5\",\"reply_to\":null,\"retweet_of\":null,"
              "\"quote_of\":null,\"entities\":{\"mentions\":[],\"hashtags\":[],\"cashtags\":[],\"urls\":[]},"
              "\"place\":null,\"media\":[],\"poll\":null,\"counts\":{\"likes\":0,\"retweets\":0,\"replies\":0,"
              "\"quotes\":0,\"views\":0},\"viewer\":null,\"url\":\"https://linnet.example/@bo_larsen/5\"}");
    sample_end(&s);
}

static void test_lists_and_sessions(void)
{
    struct sample s;
    struct buf b;
    sample_begin(&s);
    struct tweet_list none = {.count = 0};
    struct json j = begun(&s, &b);
    tweet_view_list_json(&s.work, &j, &none);
    EXPECT(b, "{\"data\":[]}");
    struct user_list two = sample_people(&s, 2);
    j = begun(&s, &b);
    user_view_list_json(&s.work, &j, &two);
    CU_ASSERT_PTR_NOT_NULL(strstr(buf_z(&b), "\"viewer\":null},{\"id\":\"12\""));
    j = begun(&s, &b);
    user_view_session_json(&s.work, &j, STR("abc"), &two.at[1]);
    EXPECT(b, "{\"token\":\"abc\",\"user\":" BO "\"viewer\":null}}");
    sample_end(&s);
}

static void test_a_fault_names_field_and_request(void)
{
    struct sample s;
    struct buf b;
    sample_begin(&s);
    CU_ASSERT_EQUAL(fail(&s.work, ERR_INVALID, "text", "tweet.empty", "nothing"), ERR_INVALID);
    struct json j = begun(&s, &b);
    fault_view_json(&s.work, &j, STR("text"));
    EXPECT(b, "{\"error\":{\"kind\":\"invalid\",\"message\":\"Write something first.\",\"field\":\"text\","
              "\"request_id\":\"7f3a9c21e0b4\"}}");
    fault_clear(&s.work);
    complain(&s.work, "email", "tweet.empty");
    complain(&s.work, "password", "tweet.empty");
    j = begun(&s, &b);
    fault_view_json(&s.work, &j, STR("text"));
    CU_ASSERT_PTR_NOT_NULL(strstr(buf_z(&b), "\"errors\":[{\"message\":\"Write something first.\",\"field\":\"email\"},"));
    fault_clear(&s.work);
    CU_ASSERT_EQUAL(fail(&s.work, ERR_MALFORMED, "txt", "param.unknown", "nothing"), ERR_MALFORMED);
    j = begun(&s, &b);
    fault_view_json(&s.work, &j, STR("text, reply_to"));
    CU_ASSERT_PTR_NOT_NULL(strstr(buf_z(&b), "takes: text, reply_to.\",\"field\":\"txt\""));
    sample_end(&s);
}

int main(void)
{
    return suite_run((struct suite_test[]){
        {"a_user_for_a_stranger", test_a_user_for_a_stranger},
        {"an_address_is_for_oneself", test_an_address_is_for_oneself},
        {"a_tweet_has_its_whole_shape", test_a_tweet_has_its_whole_shape},
        {"lists_and_sessions", test_lists_and_sessions},
        {"a_fault_names_field_and_request", test_a_fault_names_field_and_request},
        {NULL, NULL},
    });
}
