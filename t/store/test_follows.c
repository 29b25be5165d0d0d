#include "base/std.h"

#include "base/id.h"
#include "io/db.h"
#include "rig/suite.h"
#include "store/follow_store.h"
#include "store/invitation_store.h"
#include "store/rig.h"

enum { PEOPLE = 45, ME = 1000 };

/* Relations are made in order, so the list, newest first, is them backwards. */
static void people_follow_me(int64_t relations[PEOPLE])
{
    for (int i = 0; i < PEOPLE; i++) {
        bool added = false;
        relations[i] = id_make(3);
        CU_ASSERT_EQUAL_FATAL(follow_store_insert(rig_work(), relations[i], 2000 + i, ME, &added), OK);
        CU_ASSERT(added);
        CU_ASSERT_EQUAL_FATAL(follow_store_insert(rig_work(), id_make(3), ME, 2000 + i, &added), OK);
    }
}

static void test_insert_delete(void)
{
    struct relation_list l;
    struct page page = {.limit = 10};
    bool added, removed;
    CU_ASSERT_EQUAL(follow_store_insert(rig_work(), id_make(1), 1, 2, &added), OK);
    CU_ASSERT(added);
    CU_ASSERT_EQUAL(follow_store_insert(rig_work(), id_make(1), 1, 2, &added), OK);
    CU_ASSERT(!added);
    CU_ASSERT_EQUAL(follow_store_followers(rig_work(), 2, &page, &l), OK);
    CU_ASSERT(l.count == 1 && l.at[0].other_id == 1);
    CU_ASSERT_EQUAL(follow_store_delete(rig_work(), 1, 2, &removed), OK);
    CU_ASSERT(removed);
    CU_ASSERT_EQUAL(follow_store_delete(rig_work(), 1, 2, &removed), OK);
    CU_ASSERT(!removed);
    CU_ASSERT_EQUAL(follow_store_followers(rig_work(), 2, &page, &l), OK);
    CU_ASSERT_EQUAL(l.count, 0);
    CU_ASSERT_EQUAL(follow_store_following(rig_work(), 1, &page, &l), OK);
    CU_ASSERT_EQUAL(l.count, 0);
}

static int walk_down(struct page page, int64_t first_user)
{
    int seen = 0;
    for (;;) {
        struct relation_list l;
        CU_ASSERT_EQUAL_FATAL(follow_store_followers(rig_work(), ME, &page, &l), OK);
        if (!l.count)
            return seen;
        for (size_t i = 0; i < l.count; i++)
            CU_ASSERT_EQUAL(l.at[i].other_id, first_user - seen++);
        page.max_id = l.at[l.count - 1].id;
    }
}

static int walk_up(struct page page)
{
    int seen = 0;
    for (;;) {
        struct relation_list l;
        CU_ASSERT_EQUAL_FATAL(follow_store_followers(rig_work(), ME, &page, &l), OK);
        if (!l.count)
            return seen;
        for (size_t i = l.count; i-- > 0;)
            CU_ASSERT_EQUAL(l.at[i].other_id, 2001 + seen++);
        page.min_id = l.at[0].id;
    }
}

static void test_walks(void)
{
    int64_t relations[PEOPLE];
    people_follow_me(relations);
    CU_ASSERT_EQUAL(walk_down((struct page){.limit = 7}, 2000 + PEOPLE - 1), PEOPLE);
    CU_ASSERT_EQUAL(walk_down((struct page){.limit = 100}, 2000 + PEOPLE - 1), PEOPLE);
    CU_ASSERT_EQUAL(walk_down((struct page){.limit = 7, .since_id = relations[9]}, 2000 + PEOPLE - 1),
                    PEOPLE - 10);
    CU_ASSERT_EQUAL(walk_up((struct page){.limit = 7, .min_id = relations[0]}), PEOPLE - 1);
    CU_ASSERT_EQUAL(walk_up((struct page){.limit = 7, .min_id = relations[0], .max_id = relations[20]}), 19);
}

static void test_followees(void)
{
    int64_t *ids;
    size_t count;
    CU_ASSERT_EQUAL(follow_store_followees(rig_work(), ME, 5000, &ids, &count), OK);
    CU_ASSERT_EQUAL(count, PEOPLE);
    CU_ASSERT_EQUAL(follow_store_followees(rig_work(), ME, 3, &ids, &count), OK);
    CU_ASSERT(count == 3 && ids[0] == 2000 + PEOPLE - 1);
    CU_ASSERT_EQUAL(follow_store_followees(rig_work(), 77, 3, &ids, &count), OK);
    CU_ASSERT_EQUAL(count, 0);
}

static void test_marks(void)
{
    int64_t ids[100];
    bool following[100], followed_by[100], removed;
    CU_ASSERT_EQUAL(follow_store_delete(rig_work(), ME, 2003, &removed), OK);
    CU_ASSERT_EQUAL(follow_store_delete(rig_work(), 2004, ME, &removed), OK);
    for (int i = 0; i < 100; i++)
        ids[i] = 2000 + i;
    CU_ASSERT_EQUAL_FATAL(follow_store_marks(rig_work(), ME, ids, 100, following, followed_by), OK);
    for (int i = 0; i < 100; i++) {
        CU_ASSERT_EQUAL(following[i], i < PEOPLE && i != 3);
        CU_ASSERT_EQUAL(followed_by[i], i < PEOPLE && i != 4);
    }
    CU_ASSERT_EQUAL(follow_store_marks(rig_work(), ME, ids, 0, following, followed_by), OK);
}

static void test_invitations(void)
{
    const unsigned char code[32] = "a code", other[32] = "another", old[32] = "an old one";
    bool used;
    CU_ASSERT_EQUAL(invitation_store_insert(rig_work(), code, 2, 1000), OK);
    CU_ASSERT_EQUAL(invitation_store_insert(rig_work(), old, 2, 100), OK);
    for (int i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(invitation_store_use(rig_work(), code, 999, &used), OK);
        CU_ASSERT_EQUAL(used, i < 2);
    }
    CU_ASSERT_EQUAL(invitation_store_use(rig_work(), other, 999, &used), OK);
    CU_ASSERT(!used);
    CU_ASSERT_EQUAL(invitation_store_use(rig_work(), old, 100, &used), OK);
    CU_ASSERT(!used);
}

int main(void)
{
    return rig_run("follows", (struct suite_test[]){
        {"follow insert and delete", test_insert_delete},
        {"follow walks, all three cursors", test_walks},
        {"follow followees", test_followees},
        {"follow marks", test_marks},
        {"invitation uses", test_invitations},
        {NULL, NULL},
    });
}
