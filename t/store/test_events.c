#include "base/std.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/random.h"
#include "domain/events.h"
#include "io/db.h"
#include "io/db_transaction.h"
#include "rig/suite.h"
#include "store/event_cursor.h"
#include "store/event_dead.h"
#include "store/event_log.h"
#include "store/rig.h"

enum { LONG_MS = 60000, SHORT_MS = 400, AUTHORS = 40, MANY = 1300 };

static const uint64_t all_parts = UINT64_MAX;

/* ---- what the tests do again and again ---- */

static int64_t join(const char *groups, int64_t lease_ms)
{
    struct event_member m = {(int64_t)(random_u64() >> 1) | 1, str_from(groups), STR("test:1")};
    CU_ASSERT_EQUAL_FATAL(event_member_join(rig_work(), &m, lease_ms), OK);
    return m.id;
}

static void leave(int64_t id)
{
    CU_ASSERT_EQUAL(event_member_leave(rig_work(), id), OK);
}

static struct event_share share(const char *group, int64_t owner)
{
    struct event_share s = {.owned = 0};
    CU_ASSERT_EQUAL_FATAL(event_cursor_share(rig_work(), group, owner, &s), OK);
    return s;
}

static int parts_of(const struct event_share *s)
{
    return __builtin_popcountll(s->owned);
}

static void append(int64_t author, int64_t subject)
{
    CU_ASSERT_EQUAL_FATAL(event_append(rig_work(), EVENT_TWEET_CREATED, author, subject, 7), OK);
}

static size_t relay_all(int64_t owner)
{
    struct event_relayed r = {.more = true};
    size_t moved = 0;
    while (r.more) {
        CU_ASSERT_EQUAL_FATAL(event_log_relay(rig_work(), owner, all_parts, &r), OK);
        moved += r.moved;
    }
    return moved;
}

static int64_t waiting(void)
{
    int64_t count = -1;
    CU_ASSERT_EQUAL(event_log_waiting(rig_work(), &count), OK);
    return count;
}

static size_t read_part(int part, int64_t from, struct event *out, size_t most)
{
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(event_log_read(rig_work(), part, from, most, out, &count), OK);
    return count;
}

static uint64_t advance(const char *group, int64_t owner, int part, int64_t next)
{
    const struct event_move move = {part, next};
    uint64_t lost = 0;
    CU_ASSERT_EQUAL(event_cursor_advance(rig_work(), group, owner, &move, 1, &lost), OK);
    return lost;
}

/* ---- the outbox and the log ---- */

static enum err append_and_fail(struct work *w, void *arg UNUSED)
{
    TRY(event_append(w, EVENT_TWEET_CREATED, 1, 2, 3));
    return fail(w, ERR_CONFLICT, NULL, "error.busy", "on purpose");
}

static void test_what_is_rolled_back_is_not_told(void)
{
    CU_ASSERT_EQUAL(db_transaction(rig_work(), append_and_fail, NULL), ERR_CONFLICT);
    CU_ASSERT_EQUAL(waiting(), 0);
}

static void test_an_event_comes_out_as_it_went_in(void)
{
    struct event e;
    int64_t me = join(" relay ", LONG_MS), author = id_make(9), heads[EVENT_PARTS];
    int part = event_log_part(author);
    share(EVENT_RELAY, me);
    CU_ASSERT_EQUAL(event_log_heads(rig_work(), heads), OK);
    CU_ASSERT_EQUAL(event_append(rig_work(), EVENT_FOLLOW_ENDED, author, 11, 12), OK);
    CU_ASSERT_EQUAL(waiting(), 1);
    CU_ASSERT_EQUAL(relay_all(me), 1);
    CU_ASSERT_EQUAL(waiting(), 0);
    CU_ASSERT_EQUAL_FATAL(read_part(part, heads[part], &e, 1), 1);
    CU_ASSERT(e.kind == EVENT_FOLLOW_ENDED && e.author_id == author && e.subject_id == 11 && e.other_id == 12);
    CU_ASSERT(e.part == part && e.offset == heads[part] && id_shard(e.id) == 9);
    leave(me);
}

/* Dense offsets from 0 in every part; gives how many there are, and checks each author's order by subject. */
static size_t log_check(void)
{
    static struct event events[4 * MANY];
    int64_t heads[EVENT_PARTS], last[AUTHORS + 1] = {0};
    size_t total = 0;
    CU_ASSERT_EQUAL(event_log_heads(rig_work(), heads), OK);
    for (int part = 0; part < EVENT_PARTS; part++) {
        size_t count = read_part(part, 0, events, COUNT_OF(events));
        CU_ASSERT_EQUAL((int64_t)count, heads[part]);
        for (size_t i = 0; i < count; i++) {
            CU_ASSERT_EQUAL(events[i].offset, (int64_t)i);
            if (events[i].author_id > AUTHORS)
                continue;
            CU_ASSERT(events[i].subject_id > last[events[i].author_id]);
            last[events[i].author_id] = events[i].subject_id;
        }
        total += count;
    }
    return total;
}

static void test_many_are_dense_and_in_order(void)
{
    struct random_stream s = {7};
    int64_t me = join(" relay ", LONG_MS);
    size_t before = log_check();
    share(EVENT_RELAY, me);
    for (int i = 1; i <= MANY; i++)
        append(1 + random_next_below(&s, AUTHORS), i);
    CU_ASSERT_EQUAL(relay_all(me), MANY);
    CU_ASSERT_EQUAL(log_check(), before + MANY);
    leave(me);
}

/* While one transaction is open, another begins later and commits first; the relay runs in between. */
struct late {
    int64_t author, relay;
};

static enum err append_late(struct work *w, void *arg)
{
    struct late *late = arg;
    struct event_relayed r;
    TRY(event_append(w, EVENT_TWEET_CREATED, late->author, 1, 0));
    struct work *other = rig_other(0);
    CU_ASSERT_EQUAL(event_append(other, EVENT_TWEET_CREATED, late->author, 2, 0), OK);
    CU_ASSERT_EQUAL(event_log_relay(rig_other(0), late->relay, all_parts, &r), OK);
    CU_ASSERT_EQUAL(r.moved, 1);
    return OK;
}

static void test_a_late_commit_is_a_later_event(void)
{
    struct late late = {.author = id_make(3), .relay = join(" relay ", LONG_MS)};
    struct event e[2];
    int64_t heads[EVENT_PARTS];
    int part = event_log_part(late.author);
    share(EVENT_RELAY, late.relay);
    CU_ASSERT_EQUAL(event_log_heads(rig_work(), heads), OK);
    CU_ASSERT_EQUAL(db_transaction(rig_work(), append_late, &late), OK);
    CU_ASSERT_EQUAL(relay_all(late.relay), 1);
    CU_ASSERT_EQUAL_FATAL(read_part(part, heads[part], e, 2), 2);
    CU_ASSERT(e[0].subject_id == 2 && e[1].subject_id == 1 && e[1].offset == e[0].offset + 1);
    CU_ASSERT(e[1].id < e[0].id);
    leave(late.relay);
}

/* ---- members and their shares ---- */

static void test_parts_are_shared_evenly(void)
{
    int64_t a = join(" one ", LONG_MS);
    struct event_share mine = share("one", a);
    CU_ASSERT(mine.complete && parts_of(&mine) == EVENT_PARTS);
    int64_t b = join(" one two ", LONG_MS);
    struct event_share his = share("one", b);
    CU_ASSERT(!his.complete && his.owned == 0);
    mine = share("one", a);
    his = share("one", b);
    CU_ASSERT(mine.complete && his.complete && (mine.owned & his.owned) == 0);
    CU_ASSERT(parts_of(&mine) == EVENT_PARTS / 2 && parts_of(&his) == EVENT_PARTS / 2);
    struct event_share other = share("two", b); /* the first does not run it */
    CU_ASSERT(other.complete && parts_of(&other) == EVENT_PARTS);
    leave(a);
    his = share("one", b);
    CU_ASSERT(his.complete && parts_of(&his) == EVENT_PARTS);
    leave(b);
}

static void test_who_was_silent_is_refused(void)
{
    bool still = true;
    struct event_relayed r;
    int64_t slow = join(" relay three ", SHORT_MS), author = id_make(1);
    int part = event_log_part(author);
    share(EVENT_RELAY, slow);
    struct event_share had = share("three", slow);
    append(author, 1);
    CU_ASSERT_EQUAL(relay_all(slow), 1);
    append(author, 2);
    usleep((SHORT_MS + 200) * 1000);
    int64_t next = join(" relay three ", LONG_MS);
    struct event_share taken = share("three", next);
    CU_ASSERT_EQUAL(share(EVENT_RELAY, next).owned, all_parts);
    CU_ASSERT_EQUAL(taken.owned, all_parts);
    CU_ASSERT_TRUE(taken.at[part].suspect); /* somebody died there with work before him */

    CU_ASSERT_EQUAL(advance("three", slow, part, had.at[part].next + 1), UINT64_C(1) << part);
    CU_ASSERT_EQUAL(event_log_relay(rig_work(), slow, all_parts, &r), OK);
    CU_ASSERT(r.moved == 0 && r.lost == all_parts);
    CU_ASSERT_EQUAL(event_member_renew(rig_work(), slow, LONG_MS, &still), OK);
    CU_ASSERT(!still);
    CU_ASSERT_NOT_EQUAL(event_cursor_share(rig_work(), "three", slow, &had), OK);
    CU_ASSERT_EQUAL(share("three", next).at[part].next, taken.at[part].next);
    CU_ASSERT_EQUAL(relay_all(next), 1);
    CU_ASSERT_EQUAL(advance("three", next, part, taken.at[part].next + 1), 0);
    leave(next);
}

static void test_an_idle_owner_that_dies_is_no_suspect(void)
{
    int64_t slow = join(" four ", SHORT_MS), heads[EVENT_PARTS];
    struct event_share s = share("four", slow);
    CU_ASSERT_EQUAL(event_log_heads(rig_work(), heads), OK);
    for (int part = 0; part < EVENT_PARTS; part++)
        if (s.at[part].next < heads[part])
            CU_ASSERT_EQUAL(advance("four", slow, part, heads[part]), 0);
    usleep((SHORT_MS + 200) * 1000);
    int64_t next = join(" four ", LONG_MS);
    s = share("four", next);
    for (int part = 0; part < EVENT_PARTS; part++)
        CU_ASSERT_FALSE(s.at[part].suspect);
    leave(next);
}

/* ---- dead letters and purging ---- */

static void set_one_aside(const char *group, int64_t owner, const struct event *e)
{
    bool lost = true;
    struct event_dead dead = {.group = str_from(group), .event = *e, .tries = 5, .error = STR("no such thing")};
    CU_ASSERT_EQUAL(event_dead_set_aside(rig_work(), owner, &dead, &lost), OK);
    CU_ASSERT(!lost);
    CU_ASSERT_EQUAL(event_dead_set_aside(rig_work(), 1, &dead, &lost), OK);
    CU_ASSERT(lost);
}

static void test_dead_letters_are_kept_retried_and_dropped(void)
{
    struct event e;
    struct event_dead *dead;
    size_t count = 9;
    uint64_t changed;
    int64_t me = join(" relay five ", LONG_MS), author = id_make(2);
    int part = event_log_part(author);
    share(EVENT_RELAY, me);
    append(author, 55);
    CU_ASSERT_EQUAL(relay_all(me), 1);
    struct event_share s = share("five", me);
    size_t behind = read_part(part, s.at[part].next, &e, 1);
    CU_ASSERT_EQUAL_FATAL(behind, 1);
    set_one_aside("five", me, &e);
    CU_ASSERT_EQUAL(share("five", me).at[part].next, e.offset + 1);

    CU_ASSERT_EQUAL(event_dead_due(rig_work(), 9, &dead, &count), OK);
    CU_ASSERT_EQUAL(count, 0);
    struct event_dead_which other = {STR("six"), e.id}, which = {STR("five"), e.id}, any = {STR("five"), 0};
    CU_ASSERT(event_dead_mark(rig_work(), &other, &changed) == OK && changed == 0);
    CU_ASSERT(event_dead_mark(rig_work(), &which, &changed) == OK && changed == 1);
    CU_ASSERT_EQUAL(event_dead_due(rig_work(), 9, &dead, &count), OK);
    CU_ASSERT_FATAL(count == 1);
    CU_ASSERT(dead[0].event.id == e.id && dead[0].event.author_id == e.author_id && dead[0].tries == 5);
    CU_ASSERT(dead[0].event.part == part && dead[0].event.offset == e.offset && dead[0].event.kind == e.kind);
    CU_ASSERT(str_eq(dead[0].error, STR("no such thing")) && str_eq(dead[0].kind, STR("tweet.created")));
    struct event_dead found = {.group = STR("five"), .event = e};
    CU_ASSERT_EQUAL(event_dead_again(rig_work(), &found, STR("still not")), OK);
    CU_ASSERT(event_dead_list(rig_work(), STR("five"), 9, &dead, &count) == OK && count == 1);
    CU_ASSERT(dead[0].tries == 6 && !dead[0].retry && str_eq(dead[0].error, STR("still not")));
    CU_ASSERT(event_dead_drop(rig_work(), &any, &changed) == OK && changed == 1);
    leave(me);
}

static void test_only_what_all_have_passed_is_purged(void)
{
    uint64_t removed = 9;
    bool there;
    struct event e;
    int64_t me = join(" relay six ", LONG_MS), author = id_make(4), heads[EVENT_PARTS];
    int part = event_log_part(author);
    static const char *const others[] = {"one", "two", "three", "four", "five"};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        CU_ASSERT(event_cursor_forget(rig_work(), str_from(others[i]), &there) == OK && there);
    share(EVENT_RELAY, me);
    append(author, 1);
    append(author, 2);
    CU_ASSERT_EQUAL(relay_all(me), 2);
    share("six", me);
    CU_ASSERT_EQUAL(event_log_heads(rig_work(), heads), OK);
    int64_t later = clock_wall_ms() + 1000;
    CU_ASSERT(event_log_purge(rig_work(), part, later, &removed) == OK && removed == 0);
    advance("six", me, part, heads[part] - 1);
    CU_ASSERT(event_log_purge(rig_work(), part, later - 100000, &removed) == OK && removed == 0);
    CU_ASSERT(event_log_purge(rig_work(), part, later, &removed) == OK && removed > 0);
    CU_ASSERT_EQUAL_FATAL(read_part(part, 0, &e, 1), 1);
    CU_ASSERT(e.offset == heads[part] - 1 && e.subject_id == 2);
    CU_ASSERT(event_cursor_forget(rig_work(), STR("six"), &there) == OK && there);
    CU_ASSERT(event_cursor_forget(rig_work(), STR(EVENT_RELAY), &there) == OK && !there);
    leave(me);
}

static void test_the_part_of_an_author_never_changes(void)
{
    /* splitmix64's finaliser, modulo 64, computed elsewhere */
    CU_ASSERT_EQUAL(event_log_part(1), 37);
    CU_ASSERT_EQUAL(event_log_part(117649668734809475), 55);
}

int main(void)
{
    return rig_run("events", (struct suite_test[]){
        {"what_is_rolled_back_is_not_told", test_what_is_rolled_back_is_not_told},
        {"an_event_comes_out_as_it_went_in", test_an_event_comes_out_as_it_went_in},
        {"many_are_dense_and_in_order", test_many_are_dense_and_in_order},
        {"a_late_commit_is_a_later_event", test_a_late_commit_is_a_later_event},
        {"parts_are_shared_evenly", test_parts_are_shared_evenly},
        {"who_was_silent_is_refused", test_who_was_silent_is_refused},
        {"an_idle_owner_that_dies_is_no_suspect", test_an_idle_owner_that_dies_is_no_suspect},
        {"dead_letters_are_kept_retried_and_dropped", test_dead_letters_are_kept_retried_and_dropped},
        {"only_what_all_have_passed_is_purged", test_only_what_all_have_passed_is_purged},
        {"the_part_of_an_author_never_changes", test_the_part_of_an_author_never_changes},
        {NULL, NULL},
    });
}
