#include "base/std.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/random.h"
#include "domain/timeline.h"
#include "domain/tweet.h"
#include "domain/tweet_cards.h"
#include "domain/tweet_mark.h"
#include "io/db.h"
#include "model/viewer.h"
#include "rig/suite.h"
#include "store/rig.h"

enum { PEOPLE = 5, TWEETS = 3, ROUNDS = 40, MANY = 40 };

static const char *const NAMES[PEOPLE] = {"ada", "bo", "cy", "dee", "eve"};
static int64_t ids[PEOPLE];
static int64_t tweets[TWEETS]; /* ada's */
static struct viewer viewer;

static struct work *as(struct work *w, int person)
{
    viewer = (struct viewer){.user = {.id = ids[person], .username = str_from(NAMES[person])}};
    w->viewer = &viewer;
    return w;
}

static int64_t publish(int person, const char *text)
{
    struct tweet_card card;
    struct tweet_draft draft = {.text = str_from(text)};
    CU_ASSERT_EQUAL_FATAL(tweet_publish(as(rig_work(), person), &draft, &card), OK);
    return card.tweet.id;
}

static void test_once_is_enough(void)
{
    struct tweet_card card;
    for (int i = 0; i < PEOPLE; i++)
        CU_ASSERT_NOT_EQUAL_FATAL(ids[i] = rig_user(NAMES[i]), 0);
    for (int i = 0; i < TWEETS; i++)
        tweets[i] = publish(0, "to be liked");
    for (enum tweet_mark mark = TWEET_LIKE; mark <= TWEET_BOOKMARK; mark++) {
        for (int times = 0; times < 2; times++)
            CU_ASSERT_EQUAL_FATAL(tweet_mark_set(as(rig_work(), 1), mark, tweets[0], &card), OK);
        CU_ASSERT_EQUAL(card.tweet.counts.likes, 1);
        CU_ASSERT_EQUAL(card.tweet.counts.retweets, mark >= TWEET_RETWEET);
        CU_ASSERT(card.viewer.liked && card.viewer.bookmarked == (mark == TWEET_BOOKMARK));
    }
    for (enum tweet_mark mark = TWEET_LIKE; mark <= TWEET_BOOKMARK; mark++)
        for (int times = 0; times < 2; times++)
            CU_ASSERT_EQUAL_FATAL(tweet_mark_end(as(rig_work(), 1), mark, tweets[0], &card), OK);
    CU_ASSERT(!card.viewer.liked && !card.viewer.retweeted && !card.viewer.bookmarked);
    CU_ASSERT(card.tweet.counts.likes == 0 && card.tweet.counts.retweets == 0);
    CU_ASSERT_EQUAL(tweet_mark_set(as(rig_work(), 1), TWEET_LIKE, 77, &card), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(tweet_mark_set(rig_work(), TWEET_LIKE, tweets[0], &card), ERR_UNAUTHENTICATED);
}

/* --- many at once --- */

/* What one of the crowd does; how often it was turned away. */
static int mark_at_random(int person)
{
    struct random_stream s = {(uint64_t)person};
    int failed = 0;
    for (int i = 0; i < ROUNDS; i++) {
        struct tweet_card card;
        struct work *w = as(rig_other(0), person);
        enum tweet_mark mark = random_next_below(&s, 2) ? TWEET_LIKE : TWEET_RETWEET;
        int64_t tweet = tweets[random_next_below(&s, TWEETS)];
        bool add = random_next_below(&s, 3) > 0;
        failed += (add ? tweet_mark_set(w, mark, tweet, &card) : tweet_mark_end(w, mark, tweet, &card)) != OK;
    }
    return failed;
}

static int64_t number(const struct sql *sql, int64_t tweet)
{
    struct db_rows rows;
    CU_ASSERT_EQUAL_FATAL(db_read(rig_work(), sql, DB_PARAMS(DB_I64(tweet)), &rows), OK);
    return db_int(&rows, 0, 0);
}

static void expect_recount(int64_t tweet)
{
    static const struct sql likes = {"test.likes", SQL_READ, "SELECT COUNT(*) FROM like_ WHERE tweet_id = ?"};
    static const struct sql likers = {"test.likers", SQL_READ, "SELECT COUNT(*) FROM liked_by WHERE tweet_id = ?"};
    static const struct sql made = {"test.made", SQL_READ, "SELECT COUNT(*) FROM retweet WHERE tweet_id = ?"};
    static const struct sql rows = {"test.rows", SQL_READ, "SELECT COUNT(*) FROM tweet WHERE retweet_of_id = ?"};
    static const struct sql refs = {"test.refs", SQL_READ, "SELECT COUNT(*) FROM tweet_ref WHERE target_id = ?"};
    struct tweet_card card;
    CU_ASSERT_EQUAL_FATAL(tweet_read(rig_work(), tweet, &card), OK);
    struct tweet_counts counts = card.tweet.counts;
    CU_ASSERT(number(&likes, tweet) == counts.likes && number(&likers, tweet) == counts.likes);
    CU_ASSERT(number(&made, tweet) == counts.retweets && number(&rows, tweet) == counts.retweets);
    CU_ASSERT_EQUAL(number(&refs, tweet), counts.retweets);
}

/* Two of the crowd are one person with two windows. */
static void test_many_at_once_are_counted_exactly(void)
{
    pid_t crowd[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
        crowd[i] = fork();
        if (crowd[i] == 0) /* a connection of its own; the parent's is not touched */
            _exit(mark_at_random(i == 0 ? 1 : i));
    }
    for (int i = 0; i < PEOPLE; i++) {
        int status;
        CU_ASSERT_EQUAL(waitpid(crowd[i], &status, 0), crowd[i]);
        CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    for (int i = 0; i < TWEETS; i++)
        expect_recount(tweets[i]);
}

/* --- cards --- */

/* What a page of dee's costs; asked for twice, so that all is prepared. */
static unsigned statements(int limit, struct tweet_list *out)
{
    struct page page = {.limit = limit};
    struct work *w = NULL;
    for (int times = 0; times < 2; times++) {
        w = as(rig_work(), 1);
        CU_ASSERT_EQUAL_FATAL(timeline_user(w, &(struct user_card){.user.id = ids[3]}, true, &page, out), OK);
    }
    return w->queries;
}

static void test_a_page_costs_the_same_however_much_is_on_it(void)
{
    struct tweet_card card;
    struct tweet_list list;
    for (int i = 0; i < MANY; i++) {
        int64_t id = publish(2, "much of it");
        CU_ASSERT_EQUAL_FATAL(tweet_mark_set(as(rig_work(), 3), TWEET_RETWEET, id, &card), OK);
        CU_ASSERT_EQUAL_FATAL(tweet_mark_set(as(rig_work(), 1), TWEET_LIKE, id, &card), OK);
    }
    unsigned few = statements(2, &list);
    CU_ASSERT_EQUAL(list.count, 2);
    CU_ASSERT_EQUAL(statements(MANY, &list), few);
    CU_ASSERT_EQUAL(list.count, MANY);
    for (size_t i = 0; i < list.count; i++) {
        const struct tweet_card *original = list.at[i].retweet_of;
        CU_ASSERT_FATAL(original && list.at[i].author.user.id == ids[3] && original->author.user.id == ids[2]);
        CU_ASSERT(original->viewer.liked && list.at[i].viewer.liked && list.at[i].tweet.counts.retweets == 1);
    }
}

static void test_without_its_original_a_retweet_is_not_there(void)
{
    struct tweet_card card, *cards;
    size_t found;
    int64_t id = publish(2, "soon gone");
    CU_ASSERT_EQUAL_FATAL(tweet_mark_set(as(rig_work(), 4), TWEET_RETWEET, id, &card), OK);
    struct tweet_list list;
    CU_ASSERT_EQUAL_FATAL(timeline_user(as(rig_work(), 0), &(struct user_card){.user.id = ids[4]}, true, &(struct page){.limit = 1}, &list), OK);
    int64_t row = list.at[0].tweet.id;
    CU_ASSERT_EQUAL(tweet_delete(as(rig_work(), 2), id), OK);
    CU_ASSERT_EQUAL(tweet_cards(as(rig_work(), 0), (int64_t[]){row, tweets[0], row}, 3, &cards, &found), OK);
    CU_ASSERT(found == 1 && cards[0].tweet.id == tweets[0]);
}

/* --- lists --- */

static void test_likes_are_walked_both_ways(void)
{
    int64_t older = 0, seen = 0;
    struct page page = {.limit = 7};
    struct tweet_list list;
    do {
        page.max_id = older;
        CU_ASSERT_EQUAL_FATAL(tweet_mark_likes(as(rig_work(), 1), ids[1], &page, &list), OK);
        seen += (int64_t)list.count;
        older = list.ends.next_max_id;
    } while (older != 0 && seen < 1000);
    int64_t newest_seen = 0;
    page = (struct page){.min_id = 1, .limit = 100};
    CU_ASSERT_EQUAL_FATAL(tweet_mark_likes(as(rig_work(), 1), ids[1], &page, &list), OK);
    CU_ASSERT_EQUAL((int64_t)list.count, seen);
    CU_ASSERT(seen >= MANY);
    newest_seen = list.at[0].tweet.id;
    CU_ASSERT_EQUAL_FATAL(tweet_mark_likes(as(rig_work(), 1), ids[1], &(struct page){.limit = 1}, &list), OK);
    CU_ASSERT_EQUAL(list.at[0].tweet.id, newest_seen);
    CU_ASSERT_EQUAL(tweet_mark_likes(as(rig_work(), 2), ids[1], &page, &list), ERR_NOT_FOUND);
}

int main(void)
{
    return rig_run("marks", (struct suite_test[]){
        {"once_is_enough", test_once_is_enough},
        {"many_at_once_are_counted_exactly", test_many_at_once_are_counted_exactly},
        {"a_page_costs_the_same_however_much_is_on_it", test_a_page_costs_the_same_however_much_is_on_it},
        {"without_its_original_a_retweet_is_not_there", test_without_its_original_a_retweet_is_not_there},
        {"likes_are_walked_both_ways", test_likes_are_walked_both_ways},
        {NULL, NULL}});
}
