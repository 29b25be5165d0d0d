#include "base/std.h"

#include "base/buf.h"
#include "base/clock.h"
#include "domain/follow.h"
#include "domain/import.h"
#include "domain/timeline.h"
#include "domain/tweet.h"
#include "domain/user.h"
#include "model/viewer.h"
#include "rig/suite.h"
#include "store/rig.h"
#include "store/user_store.h"

/* Ada follows bo and cy; dee is followed by nobody. Each wrote EACH tweets, in turns, the newest last. */
enum { PEOPLE = 4, EACH = 13 };

static const char *const NAMES[PEOPLE] = {"ada", "bo", "cy", "dee"};
static int64_t ids[PEOPLE];
static int64_t tweets[PEOPLE * EACH]; /* oldest first; author i % PEOPLE */
static struct viewer viewer;
static struct settings mine;

static struct work *work_as(int person)
{
    struct work *w = rig_work();
    if (person >= PEOPLE) /* nobody known */
        return w;
    viewer = (struct viewer){.user = {.id = ids[person], .username = str_from(NAMES[person])}};
    w->viewer = &viewer;
    return w;
}

static void test_people_follow(void)
{
    struct user_card card;
    for (int i = 0; i < PEOPLE; i++)
        CU_ASSERT_NOT_EQUAL_FATAL(ids[i] = rig_user(NAMES[i]), 0);
    CU_ASSERT_EQUAL_FATAL(follow_start(work_as(0), ids[1], &card), OK);
    CU_ASSERT_TRUE(card.viewer.following);
    CU_ASSERT_FALSE(card.viewer.followed_by);
    CU_ASSERT_EQUAL(card.user.followers_count, 1);
    CU_ASSERT_EQUAL(follow_start(work_as(0), ids[1], &card), OK); /* again changes nothing */
    CU_ASSERT_EQUAL(card.user.followers_count, 1);
    CU_ASSERT_EQUAL(follow_start(work_as(0), ids[2], &card), OK);
    CU_ASSERT_EQUAL(user_by_id(work_as(1), ids[0], &card), OK);
    CU_ASSERT_EQUAL(card.user.following_count, 2);
    CU_ASSERT_TRUE(card.viewer.followed_by);
    CU_ASSERT_EQUAL(follow_start(work_as(0), ids[0], &card), ERR_INVALID);
    CU_ASSERT_EQUAL(follow_start(work_as(0), 12345, &card), ERR_NOT_FOUND);
}

static void test_follows_end(void)
{
    struct user_card card;
    CU_ASSERT_EQUAL(follow_start(work_as(0), ids[3], &card), OK);
    CU_ASSERT_EQUAL(follow_end(work_as(0), ids[3], &card), OK);
    CU_ASSERT_FALSE(card.viewer.following);
    CU_ASSERT_EQUAL(card.user.followers_count, 0);
    CU_ASSERT_EQUAL(follow_end(work_as(0), ids[3], &card), OK);
    CU_ASSERT_EQUAL(card.user.followers_count, 0);
}

static void test_follows_are_bounded(void)
{
    struct user_card card;
    struct work *w = work_as(0);
    mine = *rig_settings();
    mine.limits.follows = 2;
    w->settings = &mine;
    CU_ASSERT_EQUAL(follow_start(w, ids[3], &card), ERR_INVALID);
    CU_ASSERT_STRING_EQUAL(w->fault.complaints[0].key, "follow.too_many");
    w = work_as(0);
    w->settings = &mine;
    CU_ASSERT_EQUAL(follow_start(w, ids[2], &card), OK); /* is there already */
    CU_ASSERT_EQUAL(user_by_id(work_as(0), ids[3], &card), OK);
    CU_ASSERT_FALSE(card.viewer.following);
    CU_ASSERT_EQUAL(card.user.followers_count, 0);
}

static void test_tweets_are_published(void)
{
    for (int i = 0; i < PEOPLE * EACH; i++) {
        struct tweet t = {.author_id = ids[i % PEOPLE],
                          .text = STR("once more"),
                          .created_ms = clock_wall_ms() - (PEOPLE * EACH - i) * 1000};
        bool added;
        CU_ASSERT_EQUAL_FATAL(import_tweet(rig_work(), &t, 0, &added), OK);
        CU_ASSERT_TRUE(added);
        tweets[i] = t.id;
    }
    struct tweet_card card;
    CU_ASSERT_EQUAL(tweet_publish(work_as(3), &(struct tweet_draft){.text = STR(" now \r\n then ")}, &card), OK);
    CU_ASSERT_TRUE(str_eq(card.tweet.text, STR("now \n then")));
    CU_ASSERT_EQUAL(card.author.user.tweets_count, EACH + 1);
    CU_ASSERT_TRUE(card.author.viewer.self);
    CU_ASSERT_EQUAL(tweet_delete(work_as(0), card.tweet.id), ERR_FORBIDDEN);
    CU_ASSERT_EQUAL(tweet_delete(work_as(3), card.tweet.id), OK);
    CU_ASSERT_EQUAL(tweet_delete(work_as(3), card.tweet.id), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(tweet_publish(work_as(3), &(struct tweet_draft){.text = STR(" ")}, &card), ERR_INVALID);
    CU_ASSERT_EQUAL(tweet_publish(work_as(PEOPLE), &(struct tweet_draft){.text = STR("x")}, &card), ERR_UNAUTHENTICATED);
    struct user_card dee;
    CU_ASSERT_EQUAL(user_by_id(rig_work(), ids[3], &dee), OK);
    CU_ASSERT_EQUAL(dee.user.tweets_count, EACH);
}

static void test_an_import_may_be_repeated(void)
{
    struct tweet t = {.author_id = ids[0], .text = STR("once more"), .created_ms = tweets[0] >> 16};
    struct user_card ada;
    bool added = true;
    CU_ASSERT_EQUAL(import_tweet(rig_work(), &t, 0, &added), OK);
    CU_ASSERT_FALSE(added);
    CU_ASSERT_EQUAL(t.id, tweets[0]);
    CU_ASSERT_EQUAL(user_by_id(rig_work(), ids[0], &ada), OK);
    CU_ASSERT_EQUAL(ada.user.tweets_count, EACH);
}

typedef enum err (*timeline)(struct work *w, const struct page *page, struct tweet_list *out);

/* Walks down and compares with the tweets of the authors in the set (bits). */
static void walk(int person, timeline read, unsigned authors, int limit)
{
    struct page page = {.limit = limit};
    int at = PEOPLE * EACH - 1;
    for (int pages = 0; pages <= PEOPLE * EACH; pages++) {
        struct tweet_list list;
        CU_ASSERT_EQUAL_FATAL(read(work_as(person), &page, &list), OK);
        CU_ASSERT_TRUE(list.count <= (size_t)limit);
        for (size_t i = 0; i < list.count; i++, at--) {
            while (at >= 0 && !(authors & 1u << at % PEOPLE))
                at--;
            CU_ASSERT_TRUE_FATAL(at >= 0);
            CU_ASSERT_EQUAL(list.at[i].tweet.id, tweets[at]);
            CU_ASSERT_EQUAL(list.at[i].author.user.id, ids[at % PEOPLE]);
        }
        page.max_id = list.ends.next_max_id;
        if (page.max_id == 0)
            break;
    }
    while (at >= 0 && !(authors & 1u << at % PEOPLE))
        at--;
    CU_ASSERT_EQUAL(at, -1);
}

static enum err read_dee(struct work *w, const struct page *page, struct tweet_list *out)
{
    return timeline_user(w, &(struct user_card){.user.id = ids[3]}, false, page, out);
}

static void test_timelines_are_walked_to_their_end(void)
{
    const int limits[] = {1, 3, 13, 20, 39, 100};
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        walk(0, timeline_home, 7, limits[i]);
        walk(3, timeline_home, 8, limits[i]);
        walk(PEOPLE, timeline_public, 15, limits[i]);
        walk(1, read_dee, 8, limits[i]);
    }
}

static void test_hidden_authors_leave_no_gap(void)
{
    CU_ASSERT_EQUAL(user_store_set_state(rig_work(), ids[1], USER_SUSPENDED), OK);
    walk(0, timeline_home, 5, 3);
    walk(PEOPLE, timeline_public, 13, 7);
    CU_ASSERT_EQUAL(user_store_set_state(rig_work(), ids[1], USER_ACTIVE), OK);
}

static void test_what_is_new(void)
{
    struct tweet_list list;
    struct page since = {.since_id = tweets[PEOPLE * EACH - 5], .limit = 20};
    CU_ASSERT_EQUAL(timeline_public(rig_work(), &since, &list), OK);
    CU_ASSERT_EQUAL_FATAL(list.count, 4);
    CU_ASSERT_EQUAL(list.at[0].tweet.id, tweets[PEOPLE * EACH - 1]);
    CU_ASSERT_EQUAL(list.ends.next_max_id, list.at[3].tweet.id);
    struct page above = {.min_id = tweets[0], .limit = 3};
    CU_ASSERT_EQUAL(timeline_public(rig_work(), &above, &list), OK);
    CU_ASSERT_EQUAL_FATAL(list.count, 3);
    CU_ASSERT_EQUAL(list.at[0].tweet.id, tweets[3]);
    CU_ASSERT_EQUAL(list.at[2].tweet.id, tweets[1]);
    CU_ASSERT_EQUAL(list.ends.prev_min_id, tweets[3]);
    CU_ASSERT_EQUAL(list.ends.next_max_id, tweets[1]);
}

static void test_people_lists(void)
{
    struct user_list list;
    struct page page = {.limit = 1};
    struct user_card owner = {.user.id = ids[0]};
    CU_ASSERT_EQUAL(follow_list_following(work_as(1), &owner, &page, &list), OK);
    CU_ASSERT_EQUAL_FATAL(list.count, 1);
    CU_ASSERT_EQUAL(list.at[0].user.id, ids[2]);
    CU_ASSERT_NOT_EQUAL(list.ends.next_max_id, 0);
    page.max_id = list.ends.next_max_id;
    CU_ASSERT_EQUAL(follow_list_following(work_as(1), &owner, &page, &list), OK);
    CU_ASSERT_EQUAL_FATAL(list.count, 1);
    CU_ASSERT_EQUAL(list.at[0].user.id, ids[1]);
    CU_ASSERT_TRUE(list.at[0].viewer.self);
    CU_ASSERT_EQUAL(list.ends.next_max_id, 0);
    owner.user.id = ids[3];
    CU_ASSERT_EQUAL(follow_list_followers(work_as(0), &owner, &(struct page){.limit = 20}, &list), OK);
    CU_ASSERT_EQUAL(list.count, 0);
}

static void use_up_time(struct work *w, void *what UNUSED)
{
    w->deadline_us = 0;
}

/* Told "busy", its author would send it a second time. */
static void test_what_is_out_is_never_answered_busy(void)
{
    struct tweet_card card;
    struct work *w = work_as(3);
    struct work_hook hook = {.act = use_up_time};
    w->after_commit = &hook;
    CU_ASSERT_EQUAL_FATAL(tweet_publish(w, &(struct tweet_draft){.text = STR("just in time")}, &card), OK);
    CU_ASSERT_EQUAL(w->deadline_us, 0);
    CU_ASSERT_TRUE(str_eq(card.tweet.text, STR("just in time")));
    CU_ASSERT_TRUE(str_eq(card.author.user.username, STR("dee")));
}

int main(void)
{
    return rig_run("timelines", (struct suite_test[]){
        {"people_follow", test_people_follow},
        {"follows_end", test_follows_end},
        {"follows_are_bounded", test_follows_are_bounded},
        {"tweets_are_published", test_tweets_are_published},
        {"an_import_may_be_repeated", test_an_import_may_be_repeated},
        {"timelines_are_walked_to_their_end", test_timelines_are_walked_to_their_end},
        {"hidden_authors_leave_no_gap", test_hidden_authors_leave_no_gap},
        {"what_is_new", test_what_is_new},
        {"people_lists", test_people_lists},
        {"what_is_out_is_never_answered_busy", test_what_is_out_is_never_answered_busy},
        {NULL, NULL}});
}
