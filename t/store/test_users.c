#include "base/std.h"

#include "base/id.h"
#include "io/db.h"
#include "rig/suite.h"
#include "store/rig.h"
#include "store/user_store.h"
#include "store/username_hold_store.h"

static struct user ada(void)
{
    return (struct user){.id = id_make(7), .username = STR("Ada"), .email = STR("Ada@Example.org"),
                         .display_name = STR("Ada \xf0\x9f\xa6\x89"), .bio = STR("it's \"quoted\"; -- \\ %"),
                         .location = STR("London"), .url = STR("https://ada.example"),
                         .created_ms = 1700000000123};
}

static void assert_str(struct str a, struct str b)
{
    CU_ASSERT(str_eq(a, b));
}

static void test_insert_and_find(void)
{
    struct work *w = rig_work();
    struct user u = ada(), got;
    const char *taken = "x";
    CU_ASSERT_EQUAL_FATAL(user_store_insert(w, &u, "hash", &taken), OK);
    CU_ASSERT_PTR_NULL(taken);
    CU_ASSERT_EQUAL_FATAL(user_store_by_id(w, u.id, &got), OK);
    assert_str(got.username, u.username);
    assert_str(got.email, u.email);
    assert_str(got.display_name, u.display_name);
    assert_str(got.bio, u.bio);
    assert_str(got.location, u.location);
    assert_str(got.url, u.url);
    CU_ASSERT_EQUAL(got.state, USER_ACTIVE);
    CU_ASSERT_EQUAL(got.created_ms, u.created_ms);
    CU_ASSERT_EQUAL(got.last_login_ms, 0);
    CU_ASSERT_EQUAL(got.tweets_count + got.followers_count + got.following_count, 0);
    CU_ASSERT_EQUAL_FATAL(user_store_by_name(w, STR("aDA"), &got), OK);
    CU_ASSERT_EQUAL(got.id, u.id);
}

static void test_nobody(void)
{
    struct user got;
    CU_ASSERT_EQUAL(user_store_by_id(rig_work(), 1, &got), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(user_store_by_name(rig_work(), STR("nobody"), &got), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(user_store_by_name(rig_work(), STR(""), &got), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(user_store_by_name(rig_work(), STR("ada "), &got), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(user_store_set_password(rig_work(), 1, "x"), ERR_NOT_FOUND);
    CU_ASSERT_EQUAL(user_store_lock(rig_work(), 1), ERR_NOT_FOUND);
}

static const char *insert_taken(struct user u)
{
    const char *taken = "failed";
    u.id = id_make(9);
    CU_ASSERT_EQUAL(user_store_insert(rig_work(), &u, "!", &taken), OK);
    return taken;
}

static void test_taken_names(void)
{
    struct user other_mail = ada(), other_name = ada();
    other_mail.username = STR("ADA");
    other_mail.email = STR("else@example.org");
    other_name.username = STR("ada2");
    other_name.email = STR("aDA@eXAMPLE.org");
    CU_ASSERT_STRING_EQUAL(insert_taken(other_mail), "username");
    CU_ASSERT_STRING_EQUAL(insert_taken(other_name), "email");
    CU_ASSERT_STRING_EQUAL(insert_taken(ada()), "username");
    struct user got;
    CU_ASSERT_EQUAL(user_store_by_name(rig_work(), STR("ada2"), &got), ERR_NOT_FOUND);
}

static void test_no_email_twice(void)
{
    struct user a = {.username = STR("bot1"), .display_name = STR("b"), .email = STR("")}, b = a;
    b.username = STR("bot2");
    CU_ASSERT_PTR_NULL(insert_taken(a));
    CU_ASSERT_PTR_NULL(insert_taken(b));
}

static void test_taken_id_is_tried_again(void)
{
    struct user u = {.id = rig_user("first"), .username = STR("second"), .display_name = STR("s")};
    int64_t first = u.id;
    const char *taken;
    CU_ASSERT_EQUAL(user_store_insert(rig_work(), &u, "!", &taken), OK);
    CU_ASSERT_PTR_NULL(taken);
    CU_ASSERT_NOT_EQUAL(u.id, first);
    CU_ASSERT_EQUAL(id_shard(u.id), id_shard(first));
    struct user got;
    CU_ASSERT_EQUAL(user_store_by_id(rig_work(), u.id, &got), OK);
}

static void test_by_ids(void)
{
    int64_t ids[100];
    char name[16];
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        snprintf(name, sizeof(name), "many%zu", i);
        ids[i] = i % 10 == 9 ? 5 : rig_user(name); /* nobody has the id 5 */
    }
    for (size_t count = 0; count <= COUNT_OF(ids); count += count < 10 ? 1 : 9) {
        struct user *users;
        size_t found = 999;
        CU_ASSERT_EQUAL_FATAL(user_store_by_ids(rig_work(), ids, count, &users, &found), OK);
        CU_ASSERT_EQUAL(found, count - count / 10);
    }
}

static void test_login(void)
{
    struct work *w = rig_work();
    struct user u = ada(), got;
    struct str hash;
    bool found;
    CU_ASSERT_EQUAL(user_store_by_name(w, u.username, &u), OK);
    CU_ASSERT_EQUAL(user_store_login(w, STR("ADA@example.ORG"), &got, &hash, &found), OK);
    CU_ASSERT(found && got.id == u.id && str_eq(hash, STR("hash")));
    CU_ASSERT_EQUAL(user_store_set_password(w, u.id, "other"), OK);
    CU_ASSERT_EQUAL(user_store_login(w, STR("ada"), &got, &hash, &found), OK);
    CU_ASSERT(found && str_eq(hash, STR("other")));
    CU_ASSERT_EQUAL(user_store_login(w, STR("nobody@example.org"), &got, &hash, &found), OK);
    CU_ASSERT(!found);
    CU_ASSERT_EQUAL(user_store_login(w, STR(""), &got, &hash, &found), OK);
    CU_ASSERT(!found);
}

/* What was checked may be another by now: then nothing changes, and the caller is told. */
static void test_only_while_it_is_still(void)
{
    struct work *w = rig_work();
    struct user got;
    bool is_still = false;
    int64_t id = rig_user("still");
    CU_ASSERT_EQUAL(user_store_set_password(w, id, "one"), OK);
    CU_ASSERT_EQUAL(user_store_touch_login_by(w, id, "one", 555, &is_still), OK);
    CU_ASSERT(is_still);
    CU_ASSERT_EQUAL(user_store_touch_login_by(w, id, "one", 555, &is_still), OK);
    CU_ASSERT(is_still); /* also when it was as wanted already */
    CU_ASSERT_EQUAL(user_store_replace_password(w, id, "one", "two", &is_still), OK);
    CU_ASSERT(is_still);
    CU_ASSERT_EQUAL(user_store_replace_password(w, id, "one", "three", &is_still), OK);
    CU_ASSERT(!is_still);
    CU_ASSERT_EQUAL(user_store_touch_login_by(w, id, "One", 777, &is_still), OK);
    CU_ASSERT(!is_still);
    CU_ASSERT_EQUAL(user_store_touch_login_by(w, id, "two", 666, &is_still), OK);
    CU_ASSERT(is_still);
    CU_ASSERT_EQUAL_FATAL(user_store_by_id(w, id, &got), OK);
    CU_ASSERT_EQUAL(got.last_login_ms, 666);
}

static void test_changes(void)
{
    struct user got;
    int64_t id = rig_user("changing");
    struct work *w = rig_work();
    CU_ASSERT_EQUAL(user_store_set_state(w, id, USER_SUSPENDED), OK);
    CU_ASSERT_EQUAL(user_store_set_state(w, id, USER_SUSPENDED), OK); /* as wanted already */
    CU_ASSERT_EQUAL(user_store_touch_login(w, id, 1234), OK);
    CU_ASSERT_EQUAL(user_store_count(w, id, 2, 0, 3), OK);
    CU_ASSERT_EQUAL(user_store_count(w, id, -1, 1, 0), OK);
    CU_ASSERT_EQUAL(user_store_lock(w, id), OK);
    CU_ASSERT_EQUAL_FATAL(user_store_by_id(w, id, &got), OK);
    CU_ASSERT_EQUAL(got.state, USER_SUSPENDED);
    CU_ASSERT_EQUAL(got.last_login_ms, 1234);
    CU_ASSERT(got.followers_count == 1 && got.following_count == 1 && got.tweets_count == 3);
}

static void test_profile(void)
{
    struct user got, u = {.id = rig_user("profiled"), .display_name = STR("Pro \xf0\x9f\xa6\x89"),
                          .bio = STR("two\nlines"), .location = STR("here"), .url = STR("https://p.example"),
                          .birthday = STR("1990-12-31"), .language = STR("yue"),
                          .time_zone = STR("America/Argentina/Buenos_Aires"), .field_count = 2,
                          .fields = {{STR("Pronouns"), STR("they/them")}, {STR("Site"), STR("https://p.example/a b")}}};
    struct work *w = rig_work();
    CU_ASSERT_EQUAL_FATAL(user_store_set_profile(w, &u), OK);
    CU_ASSERT_EQUAL_FATAL(user_store_by_id(w, u.id, &got), OK);
    assert_str(got.display_name, u.display_name);
    assert_str(got.bio, u.bio);
    assert_str(got.location, u.location);
    assert_str(got.url, u.url);
    assert_str(got.birthday, u.birthday);
    assert_str(got.language, u.language);
    assert_str(got.time_zone, u.time_zone);
    CU_ASSERT_EQUAL_FATAL(got.field_count, 2);
    for (size_t i = 0; i < got.field_count; i++) {
        assert_str(got.fields[i].name, u.fields[i].name);
        assert_str(got.fields[i].value, u.fields[i].value);
    }
    u.field_count = 0;
    CU_ASSERT_EQUAL(user_store_set_profile(w, &u), OK);
    CU_ASSERT_EQUAL_FATAL(user_store_by_id(w, u.id, &got), OK);
    CU_ASSERT_EQUAL(got.field_count, 0);
    u.id = 1;
    CU_ASSERT_EQUAL(user_store_set_profile(rig_work(), &u), ERR_NOT_FOUND);
}

static void test_account(void)
{
    struct work *w = rig_work();
    struct user got, u = {.id = rig_user("account_a"), .username = STR("Account_New"), .email = STR("New@Example.org")};
    const char *taken = "x";
    (void)rig_user("account_b");
    CU_ASSERT_EQUAL_FATAL(user_store_set_account(w, &u, &taken), OK);
    CU_ASSERT_PTR_NULL(taken);
    CU_ASSERT_EQUAL_FATAL(user_store_by_name(w, STR("account_NEW"), &got), OK);
    CU_ASSERT_EQUAL(got.id, u.id);
    assert_str(got.email, u.email);
    CU_ASSERT_EQUAL(user_store_by_name(rig_work(), STR("account_a"), &got), ERR_NOT_FOUND);
    u.username = STR("ACCOUNT_B"); /* and the address is its own still: only the name is in the way */
    CU_ASSERT_EQUAL_FATAL(user_store_set_account(rig_work(), &u, &taken), OK);
    CU_ASSERT_STRING_EQUAL(taken, "username");
    u.id = 1;
    u.username = STR("account_c");
    u.email = STR("");
    CU_ASSERT_EQUAL(user_store_set_account(rig_work(), &u, &taken), ERR_NOT_FOUND);
}

static int64_t hold_owner(struct str name, int64_t now_ms)
{
    int64_t id = -1;
    CU_ASSERT_EQUAL(username_hold_store_owner(rig_work(), name, now_ms, &id), OK);
    return id;
}

static void test_username_holds(void)
{
    struct work *w = rig_work();
    struct username_holds list;
    const struct str names[] = {STR("held_1"), STR("held_2"), STR("held_3")};
    int64_t ids[] = {0, 7, 0};
    uint64_t removed;
    CU_ASSERT_EQUAL(username_hold_store_put(w, STR("Held_1"), 11, 1000), OK);
    CU_ASSERT_EQUAL(username_hold_store_put(w, STR("held_2"), 11, 2000), OK);
    CU_ASSERT_EQUAL(username_hold_store_put(w, STR("held_1"), 12, 1500), OK); /* in place of the first */
    CU_ASSERT(hold_owner(STR("HELD_1"), 1499) == 12 && hold_owner(STR("held_1"), 1500) == 0);
    CU_ASSERT(hold_owner(STR("held_1 "), 0) == 0 && hold_owner(STR(""), 0) == 0);
    CU_ASSERT_EQUAL(username_hold_store_owners(w, names, 3, 1400, ids), OK);
    CU_ASSERT(ids[0] == 12 && ids[1] == 7 && ids[2] == 0); /* what was known stays */
    CU_ASSERT_EQUAL(username_hold_store_list(w, 11, 1999, &list), OK);
    CU_ASSERT(list.count == 1 && str_eq(list.at[0].name, STR("held_2")) && list.at[0].until_ms == 2000);
    CU_ASSERT_EQUAL(username_hold_store_list(w, 11, 2000, &list), OK);
    CU_ASSERT_EQUAL(list.count, 0);
    CU_ASSERT(username_hold_store_purge(w, 1500, 10, &removed) == OK && removed == 1);
    CU_ASSERT(username_hold_store_remove(w, STR("HELD_2")) == OK && hold_owner(STR("held_2"), 0) == 0);
}

int main(void)
{
    return rig_run("users", (struct suite_test[]){
        {"user insert and find", test_insert_and_find},
        {"user nobody", test_nobody},
        {"user taken names", test_taken_names},
        {"user without e-mail", test_no_email_twice},
        {"user taken id is tried again", test_taken_id_is_tried_again},
        {"user by ids, every padded size", test_by_ids},
        {"user login", test_login},
        {"user only while it is still", test_only_while_it_is_still},
        {"user changes", test_changes},
        {"user profile", test_profile},
        {"account", test_account},
        {"names that are held", test_username_holds},
        {NULL, NULL},
    });
}
