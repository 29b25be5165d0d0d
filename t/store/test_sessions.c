#include "base/std.h"

#include "io/cache.h"
#include "io/cache_envelope.h"
#include "io/db.h"
#include "io/db_transaction.h"
#include "rig/suite.h"
#include "store/keys.h"
#include "store/rig.h"
#include "store/session_pack.h"
#include "store/session_store.h"
#include "store/user_store.h"

static int64_t user_id;

static struct session session_of(unsigned char mark)
{
    struct session s = {.user_id = user_id, .created_ms = 10, .last_used_ms = 20, .expires_ms = 9000,
                        .device = STR("Browser \xff 1.0"), .address = STR("2001:db8::1")};
    memset(s.hash, mark, sizeof(s.hash));
    memcpy(s.hash, &user_id, sizeof(user_id)); /* the cache may remember the run before */
    return s;
}

static void insert(unsigned char mark)
{
    struct session s = session_of(mark);
    CU_ASSERT_EQUAL_FATAL(session_store_insert(rig_work(), &s), OK);
}

/* Finds it; how many statements that took is the sign of where it came from. */
static bool find(unsigned char mark, struct viewer *v, unsigned *queries)
{
    struct session s = session_of(mark);
    bool found = false;
    struct work *w = rig_work();
    CU_ASSERT_EQUAL_FATAL(session_store_find(w, s.user_id, s.hash, v, &found), OK);
    *queries = w->queries;
    return found;
}

static enum cache_answer cached(unsigned char mark)
{
    struct session s = session_of(mark);
    struct cache_key key = key_session(s.hash);
    struct str value;
    return cache_get(rig_work(), &key, &value);
}

static void test_insert_find(void)
{
    struct viewer v;
    unsigned queries;
    user_id = rig_user("sid");
    struct session s = session_of(1);
    insert(1);
    CU_ASSERT_EQUAL(cached(1), CACHE_MISS);
    for (int round = 0; round < 3; round++) {
        CU_ASSERT_FATAL(find(1, &v, &queries));
        CU_ASSERT_EQUAL(queries > 0, round == 0); /* afterwards from the cache, and the same */
        CU_ASSERT_EQUAL(v.user.id, user_id);
        CU_ASSERT(str_eq(v.user.username, STR("sid")) && v.user.email.len == 0);
        CU_ASSERT(v.session.user_id == user_id && memcmp(v.session.hash, s.hash, 32) == 0);
        CU_ASSERT(v.session.created_ms == 10 && v.session.last_used_ms == 20 && v.session.expires_ms == 9000);
        CU_ASSERT(str_eq(v.session.device, STR("Browser \xff 1.0")) && str_eq(v.session.address, s.address));
    }
}

static void test_find_nobody(void)
{
    struct viewer v;
    unsigned queries;
    CU_ASSERT(!find(99, &v, &queries));
    CU_ASSERT_EQUAL(cached(99), CACHE_MISS);
    struct session s = session_of(1);
    bool found = true; /* the right token with another's id as its hint, though a copy is cached */
    CU_ASSERT_EQUAL(session_store_find(rig_work(), user_id + 1, s.hash, &v, &found), OK);
    CU_ASSERT(!found);
}

static void test_delete_holds(void)
{
    struct viewer v;
    unsigned queries;
    bool removed;
    struct session s = session_of(2);
    insert(2);
    CU_ASSERT(find(2, &v, &queries));
    CU_ASSERT_EQUAL(cached(2), CACHE_HIT);
    struct work *late = rig_other(0); /* a reader that has the row already, and is slow */
    bool found;
    struct cache_key key = key_session(s.hash);
    CU_ASSERT_EQUAL(session_store_find(late, user_id, s.hash, &v, &found), OK);
    struct str packed = session_pack(late->arena, &v);
    CU_ASSERT_EQUAL(session_store_delete(rig_work(), user_id, s.hash, &removed), OK);
    CU_ASSERT(removed);
    CU_ASSERT_EQUAL(cached(2), CACHE_HOLD);
    cache_fill(late, &key, packed, KEY_SESSION_LIFE_S);
    CU_ASSERT_EQUAL(cached(2), CACHE_HOLD);
    CU_ASSERT(!find(2, &v, &queries));
    CU_ASSERT_EQUAL(session_store_delete(rig_work(), user_id, s.hash, &removed), OK);
    CU_ASSERT(!removed);
}

static enum err delete_and_fail(struct work *w, void *arg)
{
    struct session *s = arg;
    bool removed;
    TRY(session_store_delete(w, s->user_id, s->hash, &removed));
    return fail(w, ERR_CONFLICT, NULL, "error.busy", "on purpose");
}

/* Held before the commit too: killed between the two, nobody brings the old copy back. */
static void test_delete_holds_before_commit(void)
{
    struct viewer v;
    unsigned queries;
    struct session s = session_of(3);
    insert(3);
    CU_ASSERT(find(3, &v, &queries));
    CU_ASSERT_EQUAL(db_transaction(rig_work(), delete_and_fail, &s), ERR_CONFLICT);
    CU_ASSERT_EQUAL(cached(3), CACHE_HOLD);
    CU_ASSERT(find(3, &v, &queries)); /* rolled back: still a session */
    CU_ASSERT(queries > 0);
    CU_ASSERT_EQUAL(cached(3), CACHE_HOLD); /* readers do not fill what is held */
}

/* The first HOLD has run out and a slow reader has filled in what it saw: the second withdraws that too. */
static enum err delete_slowly(struct work *w, void *arg)
{
    struct session *s = arg;
    struct cache_key key = key_session(s->hash);
    bool removed;
    TRY(session_store_delete(w, s->user_id, s->hash, &removed));
    struct arena *a = arena_new(4096, 65536);
    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    struct str old = cache_envelope_make(a, CACHE_VALUE, &key, STR("old"));
    CU_ASSERT(rig_cache_put(key.text, old));
    arena_free(a);
    return OK;
}

static void test_delete_holds_after_commit(void)
{
    struct session s = session_of(8);
    insert(8);
    CU_ASSERT_EQUAL(db_transaction(rig_work(), delete_slowly, &s), OK);
    CU_ASSERT_EQUAL(cached(8), CACHE_HOLD);
}

static void test_state_reaches_cached_copies(void)
{
    struct viewer v;
    unsigned queries;
    insert(4);
    insert(5);
    CU_ASSERT(find(4, &v, &queries) && find(5, &v, &queries));
    CU_ASSERT_EQUAL(user_store_set_state(rig_work(), user_id, USER_SUSPENDED), OK);
    CU_ASSERT(find(4, &v, &queries) && v.user.state == USER_SUSPENDED);
    CU_ASSERT(find(5, &v, &queries) && v.user.state == USER_SUSPENDED);
    CU_ASSERT_EQUAL(user_store_set_state(rig_work(), user_id, USER_ACTIVE), OK);
}

static void test_touch(void)
{
    struct viewer v;
    unsigned queries;
    struct session s = session_of(6);
    insert(6);
    CU_ASSERT(find(6, &v, &queries));
    CU_ASSERT_EQUAL(session_store_touch(rig_work(), user_id, s.hash, 777), OK);
    CU_ASSERT(find(6, &v, &queries) && v.session.last_used_ms == 777);
}

static void test_long_headers_are_cut(void)
{
    char device[1000];
    struct viewer v;
    unsigned queries;
    struct session s = session_of(7);
    memset(device, 0xe2, sizeof(device));
    s.device = s.address = (struct str){device, sizeof(device)};
    CU_ASSERT_EQUAL(session_store_insert(rig_work(), &s), OK);
    CU_ASSERT(find(7, &v, &queries) && v.session.device.len == 200 && v.session.address.len == 64);
}

static void insert_token(unsigned char mark, int64_t last_used_ms, int64_t expires_ms)
{
    struct session s = session_of(mark);
    s.kind = SESSION_TOKEN;
    s.scopes = SCOPE_READ | SCOPE_WRITE;
    s.name = STR("na\xc3\xafve");
    s.last_used_ms = last_used_ms;
    s.expires_ms = expires_ms;
    CU_ASSERT_EQUAL_FATAL(session_store_insert(rig_work(), &s), OK);
}

static void test_tokens_are_of_another_kind(void)
{
    struct viewer v;
    struct session_list list;
    unsigned queries;
    user_id = rig_user("tokens");
    struct session login = session_of(1);
    insert(1);
    insert_token(2, 0, SESSION_NEVER);
    for (int round = 0; round < 2; round++) { /* from the database, and from the cache */
        CU_ASSERT_FATAL(find(2, &v, &queries));
        CU_ASSERT(v.session.kind == SESSION_TOKEN && v.session.scopes == (SCOPE_READ | SCOPE_WRITE));
        CU_ASSERT(str_eq(v.session.name, STR("na\xc3\xafve")) && v.session.expires_ms == SESSION_NEVER);
    }
    CU_ASSERT(find(1, &v, &queries) && v.session.kind == SESSION_LOGIN && v.session.scopes == 0);
    CU_ASSERT_EQUAL_FATAL(session_store_list(rig_work(), user_id, SESSION_TOKEN, 9, &list), OK);
    CU_ASSERT(list.count == 1 && list.at[0].kind == SESSION_TOKEN);
    CU_ASSERT_EQUAL_FATAL(session_store_list(rig_work(), user_id, SESSION_LOGIN, 9, &list), OK);
    CU_ASSERT(list.count == 1 && memcmp(list.at[0].hash, login.hash, 32) == 0);
    CU_ASSERT_EQUAL(session_store_delete_others(rig_work(), user_id, login.hash), OK);
    CU_ASSERT(find(2, &v, &queries));
    CU_ASSERT_EQUAL(session_store_delete_all(rig_work(), user_id), OK);
    CU_ASSERT(!find(1, &v, &queries) && !find(2, &v, &queries));
}

static void test_purge(void)
{
    const int64_t idle_ms = INT64_C(14) * 86400 * 1000, now = 2 * idle_ms;
    struct viewer v;
    unsigned queries;
    uint64_t removed = 0, all = 0;
    for (unsigned char mark = 20; mark < 32; mark++) { /* 4 expired, 4 idle, 4 alive */
        struct session s = session_of(mark);
        s.expires_ms = mark < 24 ? now : now + 1;
        s.last_used_ms = mark < 28 ? now - idle_ms : now;
        CU_ASSERT_EQUAL(session_store_insert(rig_work(), &s), OK);
    }
    insert_token(32, 0, SESSION_NEVER);
    insert_token(33, now, now);
    do {
        CU_ASSERT_EQUAL_FATAL(session_store_purge(rig_work(), now, 5, &removed), OK);
        CU_ASSERT(removed <= 5);
        all += removed;
    } while (removed);
    CU_ASSERT(all >= 8);
    for (unsigned char mark = 20; mark < 32; mark++)
        CU_ASSERT_EQUAL(find(mark, &v, &queries), mark >= 28);
    CU_ASSERT(find(32, &v, &queries) && v.session.expires_ms == SESSION_NEVER);
    CU_ASSERT(!find(33, &v, &queries));
}

static void test_packed_garbage(void)
{
    struct viewer v = {.user = {.id = 3, .username = STR("a"), .display_name = STR("b"), .bio = STR(""),
                                .location = STR(""), .url = STR(""), .language = STR("de"), .time_zone = STR("Asia/Tokyo")},
                       .session = {.user_id = 3, .device = STR("d"), .address = STR("e")}}, got;
    struct work *w = rig_work();
    struct str packed = session_pack(w->arena, &v);
    CU_ASSERT(session_unpack(packed, &got) && got.user.id == 3 && str_eq(got.session.device, STR("d")));
    CU_ASSERT(str_eq(got.user.language, STR("de")) && str_eq(got.user.time_zone, STR("Asia/Tokyo")));
    for (size_t cut = 0; cut < packed.len; cut++)
        CU_ASSERT(!session_unpack(str_slice(packed, 0, cut), &got));
    char *bytes = str_z(w->arena, packed);
    for (size_t at = 0; at < packed.len; at++) { /* never beyond its end, whatever the lengths say */
        bytes[at] = (char)(bytes[at] ^ 0x80);
        if (session_unpack((struct str){bytes, packed.len}, &got))
            CU_ASSERT(got.user.username.len <= packed.len);
        bytes[at] = (char)(bytes[at] ^ 0x80);
    }
}

static void test_list_and_others(void)
{
    struct viewer v;
    struct session_list list;
    unsigned queries;
    user_id = rig_user("many");
    for (unsigned char mark = 1; mark <= 3; mark++) {
        insert(mark);
        CU_ASSERT_EQUAL(session_store_touch(rig_work(), user_id, session_of(mark).hash, 100 + mark), OK);
        CU_ASSERT(find(mark, &v, &queries)); /* the first after a touch may not be cached */
        CU_ASSERT(find(mark, &v, &queries));
    }
    CU_ASSERT_EQUAL_FATAL(session_store_list(rig_work(), user_id, SESSION_LOGIN, 2, &list), OK);
    CU_ASSERT_EQUAL_FATAL(list.count, 2);
    struct session third = session_of(3), second = session_of(2);
    CU_ASSERT(memcmp(list.at[0].hash, third.hash, 32) == 0 && list.at[0].last_used_ms == 103);
    CU_ASSERT(memcmp(list.at[1].hash, second.hash, 32) == 0 && list.at[1].user_id == user_id);
    CU_ASSERT_EQUAL(session_store_delete_others(rig_work(), user_id, second.hash), OK);
    CU_ASSERT(!find(1, &v, &queries) && find(2, &v, &queries) && !find(3, &v, &queries));
    CU_ASSERT_EQUAL_FATAL(session_store_list(rig_work(), user_id, SESSION_LOGIN, 9, &list), OK);
    CU_ASSERT_EQUAL(list.count, 1);
}

int main(void)
{
    return rig_run("sessions", (struct suite_test[]){
        {"session insert and find, twice from the cache", test_insert_find},
        {"session of nobody", test_find_nobody},
        {"session delete holds the copy", test_delete_holds},
        {"session delete holds before the commit", test_delete_holds_before_commit},
        {"session delete holds after the commit", test_delete_holds_after_commit},
        {"session state reaches cached copies", test_state_reaches_cached_copies},
        {"session touch", test_touch},
        {"session long headers are cut", test_long_headers_are_cut},
        {"session tokens are of another kind", test_tokens_are_of_another_kind},
        {"session purge", test_purge},
        {"session packed garbage", test_packed_garbage},
        {"session list and others", test_list_and_others},
        {NULL, NULL},
    });
}
