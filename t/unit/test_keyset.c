#include "base/std.h"

#include "base/work.h"
#include "domain/keyset.h"
#include "../rig/suite.h"

/* A list of 1 .. TOTAL; those divisible by `hidden` are not shown. */
enum { TOTAL = 95 };

struct shown {
    int64_t at[PAGE_MAX + 1];
    size_t count;
};

struct list {
    int64_t hidden; /* not shown */
    int64_t strange; /* no part of the list: subject 0 */
    int reach;
    int reads;
};

static struct arena *arena;
static struct work w;
static struct list list;

static bool inside(int64_t cursor, const struct page *page)
{
    return (page->max_id == 0 || cursor < page->max_id) && cursor > page->since_id && cursor > page->min_id;
}

static enum err read_numbers(struct work *work, const void *what, const struct page *page, struct keyset_entry **out,
                             size_t *count)
{
    struct keyset_entry *entries = ARENA_ARRAY(work->arena, struct keyset_entry, TOTAL);
    CU_ASSERT_PTR_EQUAL(what, &list);
    size_t inside_count = 0, kept = 0;
    for (int64_t i = TOTAL; i > 0; i--)
        inside_count += inside(i, page);
    size_t limit = (size_t)page->limit, skip = 0;
    if (page->min_id > 0 && inside_count > limit)
        skip = inside_count - limit; /* the oldest of them */
    for (int64_t i = TOTAL; i > 0 && kept < limit; i--)
        if (inside(i, page) && skip-- == 0) {
            entries[kept++] = (struct keyset_entry){i, list.strange && i % list.strange != 0 ? 0 : i};
            skip = 0;
        }
    list.reads++;
    *out = entries;
    *count = kept;
    return OK;
}

static enum err show_numbers(struct work *work UNUSED, void *into, const int64_t *subjects, size_t count, size_t *shown)
{
    struct shown *s = into;
    size_t before = s->count;
    for (size_t i = 0; i < count; i++)
        if (list.hidden == 0 || subjects[i] % list.hidden != 0)
            s->at[s->count++] = subjects[i];
    *shown = s->count - before;
    return OK;
}

static struct page_ends walk(const struct page *page, struct shown *shown)
{
    struct page_ends ends = {0};
    *shown = (struct shown){.count = 0};
    const struct keyset_list keyset = {&list, read_numbers, show_numbers, shown, list.reach};
    list.reads = 0;
    CU_ASSERT_EQUAL(keyset_walk(&w, &keyset, page, &ends), OK);
    return ends;
}

/* Every number that may be shown comes once, in order, whatever the page's size. */
static void walk_down(int64_t hidden, int limit)
{
    struct page page = {.limit = limit};
    int64_t expected = TOTAL;
    list.hidden = hidden;
    for (int pages = 0; pages < 3 * TOTAL; pages++) {
        struct shown shown;
        struct page_ends ends = walk(&page, &shown);
        for (size_t i = 0; i < shown.count; i++) {
            while (hidden && expected % hidden == 0)
                expected--;
            CU_ASSERT_EQUAL(shown.at[i], expected);
            expected--;
        }
        CU_ASSERT_TRUE(shown.count <= (size_t)limit);
        page.max_id = ends.next_max_id;
        if (page.max_id == 0)
            break;
    }
    while (hidden && expected > 0 && expected % hidden == 0)
        expected--;
    CU_ASSERT_EQUAL(expected, 0);
}

static void test_walks_down_reach_the_end(void)
{
    for (int limit = 1; limit <= 100; limit += 7) {
        walk_down(0, limit);
        walk_down(2, limit);
        walk_down(3, limit);
        walk_down(1, limit); /* nothing may be seen */
    }
}

/* One entry in eight belongs to the list: a page is full all the same, and no empty one follows the last. */
static void test_what_does_not_belong_is_passed_over(void)
{
    struct page page = {.limit = 3};
    int64_t expected = TOTAL - TOTAL % 8;
    list = (struct list){.strange = 8, .reach = 9};
    for (int pages = 0; pages < TOTAL; pages++) {
        struct shown shown;
        struct page_ends ends = walk(&page, &shown);
        CU_ASSERT_TRUE(shown.count == 3 || ends.next_max_id == 0);
        CU_ASSERT_TRUE(shown.count > 0);
        for (size_t i = 0; i < shown.count; i++, expected -= 8)
            CU_ASSERT_EQUAL(shown.at[i], expected);
        page.max_id = ends.next_max_id;
        if (page.max_id == 0)
            break;
    }
    CU_ASSERT_EQUAL(expected, 0);
    list = (struct list){0};
}

static void test_walks_up_reach_the_start(void)
{
    struct page page = {.min_id = 1, .limit = 10};
    int64_t expected = 2;
    list.hidden = 0;
    for (int pages = 0; pages < TOTAL; pages++) {
        struct shown shown;
        struct page_ends ends = walk(&page, &shown);
        for (size_t i = 0; i < shown.count; i++) /* oldest first: the caller turns them */
            CU_ASSERT_EQUAL(shown.at[i], expected++);
        if (shown.count == 0)
            break;
        page.min_id = ends.prev_min_id;
    }
    CU_ASSERT_EQUAL(expected, TOTAL + 1);
}

static void test_full_pages_need_one_read(void)
{
    struct shown shown;
    list.hidden = 0;
    struct page_ends ends = walk(&(struct page){.limit = 20}, &shown);
    CU_ASSERT_EQUAL(list.reads, 1);
    CU_ASSERT_EQUAL(shown.count, 20);
    CU_ASSERT_EQUAL(ends.next_max_id, TOTAL - 19);
    CU_ASSERT_EQUAL(ends.prev_min_id, TOTAL);
}

static void test_the_last_page_says_so(void)
{
    struct shown shown;
    list.hidden = 0;
    struct page_ends ends = walk(&(struct page){.max_id = 21, .limit = 20}, &shown);
    CU_ASSERT_EQUAL(shown.count, 20);
    CU_ASSERT_EQUAL(ends.next_max_id, 0);
    ends = walk(&(struct page){.max_id = 1, .limit = 20}, &shown);
    CU_ASSERT_EQUAL(shown.count, 0);
    CU_ASSERT_EQUAL(ends.next_max_id, 0);
    CU_ASSERT_EQUAL(ends.prev_min_id, 0);
}

static void test_refills_are_bounded(void)
{
    struct shown shown;
    list.hidden = 1;
    struct page_ends ends = walk(&(struct page){.limit = 10}, &shown);
    CU_ASSERT_EQUAL(list.reads, 1 + KEYSET_REFILLS);
    CU_ASSERT_EQUAL(shown.count, 0);
    CU_ASSERT_EQUAL(ends.next_max_id, TOTAL - 10 * (1 + KEYSET_REFILLS) + 1);
}

/* "What is new since": the page still leads to what is older. */
static void test_since_leads_on_to_the_older(void)
{
    struct shown shown;
    list.hidden = 0;
    struct page_ends ends = walk(&(struct page){.since_id = TOTAL - 3, .limit = 20}, &shown);
    CU_ASSERT_EQUAL(shown.count, 3);
    CU_ASSERT_EQUAL(ends.next_max_id, TOTAL - 2);
}

int main(void)
{
    arena = arena_new(4096, 1 << 26);
    work_begin(&w, arena, NULL, "test", 20000);
    int status = suite_run((struct suite_test[]){
        {"walks_down_reach_the_end", test_walks_down_reach_the_end},
        {"what_does_not_belong_is_passed_over", test_what_does_not_belong_is_passed_over},
        {"walks_up_reach_the_start", test_walks_up_reach_the_start},
        {"full_pages_need_one_read", test_full_pages_need_one_read},
        {"the_last_page_says_so", test_the_last_page_says_so},
        {"refills_are_bounded", test_refills_are_bounded},
        {"since_leads_on_to_the_older", test_since_leads_on_to_the_older},
        {NULL, NULL}});
    work_end(&w);
    arena_free(arena);
    return status;
}
