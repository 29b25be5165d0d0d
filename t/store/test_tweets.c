#include "base/std.h"

#include "base/id.h"
#include "base/random.h"
#include "rig/suite.h"
#include "store/rig.h"
#include "store/tweet_store.h"

enum { AUTHORS = 70, TWEETS = 240 };

/* The oracle: all tweets by their ids, oldest first. */
static struct tweet made[TWEETS];

/* How many are there of this id. */
static size_t find_tweet(int64_t id, struct tweet *out)
{
    struct tweet *tweets;
    size_t found = 0;
    CU_ASSERT_EQUAL_FATAL(tweet_store_by_ids(rig_work(), &id, 1, &tweets, &found), OK);
    if (found > 0)
        *out = tweets[0];
    return found;
}

static void test_insert_read_delete(void)
{
    struct work *w = rig_work();
    struct tweet t = {.id = id_make(5), .author_id = 9,
                      .text = STR("h\xc3\xa9llo \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80\n2"),
                      .created_ms = 1700000000001}, got;
    bool removed;
    CU_ASSERT_EQUAL_FATAL(tweet_store_insert(w, &t), OK);
    CU_ASSERT_EQUAL_FATAL(find_tweet(t.id, &got), 1);
    CU_ASSERT(got.id == t.id && got.author_id == 9 && got.created_ms == t.created_ms && str_eq(got.text,
                                                                                               t.text));
    CU_ASSERT_EQUAL(tweet_store_delete(w, t.id, 8, &removed), OK);
    CU_ASSERT(!removed);
    CU_ASSERT_EQUAL(tweet_store_delete(w, t.id, 9, &removed), OK);
    CU_ASSERT(removed);
    CU_ASSERT_EQUAL(tweet_store_delete(w, t.id, 9, &removed), OK);
    CU_ASSERT(!removed);
    CU_ASSERT_EQUAL(find_tweet(t.id, &got), 0);
}

static void test_taken_id_is_tried_again(void)
{
    struct tweet a = {.id = id_make(5), .author_id = 9, .text = STR("first"), .created_ms = 1}, b = a, got;
    b.text = STR("second");
    bool removed;
    CU_ASSERT_EQUAL(tweet_store_insert(rig_work(), &a), OK);
    CU_ASSERT_EQUAL(tweet_store_insert(rig_work(), &b), OK);
    CU_ASSERT(b.id > a.id && id_shard(b.id) == 5);
    CU_ASSERT_EQUAL(find_tweet(a.id, &got), 1);
    CU_ASSERT(str_eq(got.text, STR("first")));
    CU_ASSERT_EQUAL(tweet_store_delete(rig_work(), a.id, 9, &removed), OK);
    CU_ASSERT_EQUAL(tweet_store_delete(rig_work(), b.id, 9, &removed), OK);
}

static int by_id(const void *a, const void *b)
{
    const struct tweet *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* Author i writes more the smaller i is; some never. */
static void make_tweets(void)
{
    struct random_stream s = {42};
    for (int i = 0; i < TWEETS; i++) {
        uint32_t author = 1 + random_next_below(&s, 1 + random_next_below(&s, AUTHORS));
        made[i] = (struct tweet){.id = id_make(author), .author_id = author, .text = STR("x")};
        CU_ASSERT_EQUAL_FATAL(tweet_store_insert(rig_work(), &made[i]), OK);
    }
    qsort(made, TWEETS, sizeof(made[0]), by_id); /* within a millisecond shards are not in order of time */
}

struct asked { /* whose tweets; count 0: everybody's */
    int64_t authors[AUTHORS + 2];
    size_t count;
};

static bool wanted(const struct asked *a, const struct tweet *t)
{
    bool any = !a->count;
    for (size_t i = 0; i < a->count && !any; i++)
        any = a->authors[i] == t->author_id;
    return any;
}

static struct trace_list ask(const struct asked *a, const struct page *page)
{
    struct trace_list got = {0};
    enum err kind = a->count ? tweet_store_ids_by_authors(rig_work(), a->authors, a->count, page, &got)
                             : tweet_store_ids_public(rig_work(), page, &got);
    CU_ASSERT_EQUAL_FATAL(kind, OK);
    return got;
}

/* From the newest down; the same again by looking through `made`. */
static void walk_down(const struct asked *a, struct page page)
{
    int at = TWEETS - 1;
    for (;;) {
        struct trace_list got = ask(a, &page);
        for (size_t i = 0; i < got.count; i++, at--) {
            while (at >= 0 && !wanted(a, &made[at]))
                at--;
            CU_ASSERT_FATAL(at >= 0);
            CU_ASSERT_EQUAL(got.at[i].id, made[at].id);
        }
        if (got.count < (size_t)page.limit)
            break;
        page.max_id = got.at[got.count - 1].id;
    }
    while (at >= 0 && (!wanted(a, &made[at]) || made[at].id <= page.since_id))
        at--;
    CU_ASSERT_EQUAL(at, -1);
}

static void walk_up(const struct asked *a, struct page page)
{
    int at = 0;
    while (made[at].id <= page.min_id)
        at++;
    for (;;) {
        struct trace_list got = ask(a, &page);
        for (size_t i = got.count; i-- > 0; at++) {
            while (at < TWEETS && !wanted(a, &made[at]))
                at++;
            CU_ASSERT_FATAL(at < TWEETS);
            CU_ASSERT_EQUAL(got.at[i].id, made[at].id);
        }
        if (got.count < (size_t)page.limit)
            break;
        page.min_id = got.at[0].id;
    }
    while (at < TWEETS && !wanted(a, &made[at]))
        at++;
    CU_ASSERT_EQUAL(at, TWEETS);
}

static void walk_all(const struct asked *a)
{
    for (int limit = 3; limit <= 101; limit += 49) {
        walk_down(a, (struct page){.limit = limit});
        walk_down(a, (struct page){.limit = limit, .since_id = made[TWEETS / 3].id});
        walk_up(a, (struct page){.limit = limit, .min_id = made[0].id - 1});
        walk_up(a, (struct page){.limit = limit, .min_id = made[TWEETS / 2].id});
    }
}

static void test_public_walks(void)
{
    make_tweets();
    walk_all(&(struct asked){.count = 0});
}

static void test_author_walks(void)
{
    static const size_t sizes[] = {1, 2, 4, 5, 16, 17, 64, 65, AUTHORS};
    for (size_t s = 0; s < COUNT_OF(sizes); s++) {
        struct asked a = {.count = sizes[s]};
        for (size_t i = 0; i < a.count; i++)
            a.authors[i] = (int64_t)(i + 1);
        walk_all(&a);
    }
}

static void test_author_twice_and_nobody(void)
{
    struct asked a = {.authors = {1, 999999, 2, 1}, .count = 4};
    walk_all(&a);
    struct trace_list got = ask(&(struct asked){.authors = {999999}, .count = 1}, &(struct page){.limit = 20});
    CU_ASSERT_EQUAL(got.count, 0);
    CU_ASSERT_EQUAL(tweet_store_ids_by_authors(rig_work(), NULL, 0, &(struct page){.limit = 20}, &got), OK);
    CU_ASSERT_EQUAL(got.count, 0);
}

static void test_between(void)
{
    struct page page = {.limit = 100, .max_id = made[20].id, .since_id = made[10].id};
    struct trace_list got = ask(&(struct asked){.count = 0}, &page);
    CU_ASSERT_FATAL(got.count == 9);
    CU_ASSERT(got.at[0].id == made[19].id && got.at[8].id == made[11].id);
}

static void test_by_ids(void)
{
    int64_t ids[101];
    struct tweet *tweets;
    size_t found;
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        ids[i] = i == 50 ? 12345 : made[i].id;
    CU_ASSERT_EQUAL(tweet_store_by_ids(rig_work(), ids, COUNT_OF(ids), &tweets, &found), OK);
    CU_ASSERT_EQUAL(found, COUNT_OF(ids) - 1);
    ids[1] = ids[0];
    CU_ASSERT_EQUAL(tweet_store_by_ids(rig_work(), ids, 2, &tweets, &found), OK);
    CU_ASSERT_EQUAL(found, 1);
}

int main(void)
{
    return rig_run("tweets", (struct suite_test[]){
        {"tweet insert, read, delete", test_insert_read_delete},
        {"tweet taken id is tried again", test_taken_id_is_tried_again},
        {"tweet public walks, all three cursors", test_public_walks},
        {"tweet author walks, all sizes of the union", test_author_walks},
        {"tweet authors twice and nobody", test_author_twice_and_nobody},
        {"tweet between two ids", test_between},
        {"tweet by ids", test_by_ids},
        {NULL, NULL},
    });
}
