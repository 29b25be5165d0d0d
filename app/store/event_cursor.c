#include "base/std.h"

#include "store/event_cursor.h"

#include "base/work.h"
#include "io/db.h"
#include "io/db_transaction.h"

/* Leases are judged by one clock, the database's. */
#define DATABASE_MS "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)"

/* ---- members ---- */

static const struct sql member_insert = {
    "event_member.insert", SQL_WRITE,
    "INSERT INTO event_member (id, until_ms, groups_run, name) VALUES (?, " DATABASE_MS " + ?, ?, ?)"};
static const struct sql member_renew = {
    "event_member.renew", SQL_WRITE,
    "UPDATE event_member SET until_ms = " DATABASE_MS " + ? WHERE id = ? AND until_ms >= " DATABASE_MS};
static const struct sql member_delete = {
    "event_member.delete", SQL_WRITE, "DELETE FROM event_member WHERE id = ?"};
static const struct sql member_delete_lapsed = {
    "event_member.delete_lapsed", SQL_WRITE, "DELETE FROM event_member WHERE until_ms < " DATABASE_MS " - 60000"};
static const struct sql member_list = {
    "event_member.list", SQL_WRITE,
    "SELECT id, groups_run, name FROM event_member WHERE until_ms >= " DATABASE_MS " ORDER BY id LIMIT ?"};
static const struct sql cursors_disown = {
    "event_cursor.disown", SQL_WRITE, "UPDATE event_cursor SET owner = 0, tries = 0 WHERE owner = ?"};

enum err event_member_join(struct work *w, const struct event_member *m, int64_t lease_ms)
{
    TRY(db_write(w, &member_delete_lapsed, NULL, 0, NULL, NULL));
    return db_write(w, &member_insert,
                    DB_PARAMS(DB_I64(m->id), DB_I64(lease_ms), DB_STR(m->groups), DB_STR(m->name)), NULL, NULL);
}

enum err event_member_renew(struct work *w, int64_t id, int64_t lease_ms, bool *still)
{
    uint64_t met;
    TRY(db_write(w, &member_renew, DB_PARAMS(DB_I64(lease_ms), DB_I64(id)), &met, NULL));
    *still = met > 0;
    return OK;
}

static MUST_USE enum err member_leave(struct work *w, void *arg)
{
    const int64_t *id = arg;
    TRY(db_write(w, &cursors_disown, DB_PARAMS(DB_I64(*id)), NULL, NULL));
    return db_write(w, &member_delete, DB_PARAMS(DB_I64(*id)), NULL, NULL);
}

enum err event_member_leave(struct work *w, int64_t id)
{
    return db_transaction(w, member_leave, &id);
}

enum err event_member_list(struct work *w, struct event_member **out, size_t *count)
{
    struct db_rows rows;
    TRY(db_read(w, &member_list, DB_PARAMS(DB_I64(EVENT_MEMBERS_MAX)), &rows));
    struct event_member *members = ARENA_ARRAY(w->arena, struct event_member, rows.count + 1);
    for (size_t r = 0; r < rows.count; r++)
        members[r] = (struct event_member){db_int(&rows, r, 0), db_str(&rows, r, 1), db_str(&rows, r, 2)};
    *out = members;
    *count = rows.count;
    return OK;
}

/* ---- sharing ---- */

static const struct sql cursors_make = {
    "event_cursor.make", SQL_WRITE,
    "INSERT IGNORE INTO event_cursor (grp, part) SELECT ?, part FROM event_cursor WHERE grp = 'relay'"};
static const struct sql cursors_lock = {
    "event_cursor.lock", SQL_WRITE,
    "SELECT part, next_offset, owner, tries FROM event_cursor WHERE grp = ? ORDER BY part FOR UPDATE"};
static const struct sql cursors_heads = {
    "event_cursor.heads", SQL_WRITE,
    "SELECT next_offset FROM event_cursor WHERE grp = 'relay' ORDER BY part"};
static const struct sql cursors_take = {
    "event_cursor.take", SQL_WRITE,
    "UPDATE event_cursor SET owner = ?, tries = 0 WHERE grp = ? AND ((? >> part) & 1) = 1"};
static const struct sql cursors_suspect = {
    "event_cursor.suspect", SQL_WRITE,
    "UPDATE event_cursor SET owner = ? WHERE grp = ? AND ((? >> part) & 1) = 1"};

struct sharing {
    struct str group;
    int64_t owner;
    struct event_member *members; /* that run the group */
    size_t count, mine;           /* my place among them */
    struct db_rows heads;
    uint64_t take, suspect, give; /* parts, a bit each */
    struct event_share share;
};

static bool member_alive(const struct sharing *s, int64_t id)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->members[i].id == id)
            return true;
    return false;
}

/* Read behind the lock of the cursors: whoever owns one has been seen here before, or has lapsed. */
static MUST_USE enum err members_find(struct work *w, struct sharing *s)
{
    char wanted[EVENT_GROUP_NAME + 3];
    struct event_member *all;
    size_t count, at;
    TRY(event_member_list(w, &all, &count));
    snprintf(wanted, sizeof wanted, " %.*s ", STR_ARG(s->group));
    s->members = all;
    s->count = s->mine = 0;
    for (size_t i = 0; i < count; i++) {
        if (all[i].id == s->owner)
            s->mine = s->count;
        if (str_find(all[i].groups, str_from(wanted), &at))
            s->members[s->count++] = all[i];
    }
    if (!member_alive(s, s->owner))
        return fail(w, ERR_BUSY, NULL, "error.busy", "%.*s: the lease has lapsed", STR_ARG(s->group));
    return OK;
}

/* One row: what is mine by the share is taken when it is nobody's or a dead one's, what is not is given back.
 * An owner that died with work before him may have died of it. */
static void cursor_share(struct sharing *s, const struct db_rows *rows, size_t r)
{
    int part = (int)db_int(rows, r, 0), tries = (int)db_int(rows, r, 3);
    int64_t next = db_int(rows, r, 1), owner = db_int(rows, r, 2);
    uint64_t bit = UINT64_C(1) << part;
    bool wanted = (size_t)part % s->count == s->mine, owned = owner == s->owner;
    bool dead = owner != 0 && !member_alive(s, owner);
    bool died_at_work = dead && next < db_int(&s->heads, r, 0);
    if (!wanted) {
        s->give |= owned ? bit : 0;
        return;
    }
    if (!owned && owner != 0 && !dead) {
        s->share.complete = false;
        return;
    }
    if (!owned)
        *(died_at_work ? &s->suspect : &s->take) |= bit;
    s->share.owned |= bit;
    s->share.at[part] = (struct event_cursor){next, owned || died_at_work ? tries : 0, died_at_work};
}

static MUST_USE enum err cursors_own(struct work *w, const struct sharing *s, const struct sql *how, int64_t owner,
                                     uint64_t parts)
{
    if (!parts)
        return OK;
    return db_write(w, how, DB_PARAMS(DB_I64(owner), DB_STR(s->group), DB_I64((int64_t)parts)), NULL, NULL);
}

static MUST_USE enum err cursors_share(struct work *w, void *arg)
{
    struct sharing *s = arg;
    struct db_rows rows;
    s->share = (struct event_share){.complete = true};
    s->take = s->suspect = s->give = 0;
    TRY(db_read(w, &cursors_lock, DB_PARAMS(DB_STR(s->group)), &rows));
    if (rows.count < EVENT_PARTS) {
        TRY(db_write(w, &cursors_make, DB_PARAMS(DB_STR(s->group)), NULL, NULL));
        TRY(db_read(w, &cursors_lock, DB_PARAMS(DB_STR(s->group)), &rows));
    }
    TRY(db_read(w, &cursors_heads, NULL, 0, &s->heads));
    if (rows.count != EVENT_PARTS || s->heads.count != EVENT_PARTS)
        return fail(w, ERR_INTERNAL, NULL, "error.internal", "event_cursor: %zu rows, %zu of the relay", rows.count,
                    s->heads.count);
    TRY(members_find(w, s));
    for (size_t r = 0; r < rows.count; r++)
        cursor_share(s, &rows, r);
    TRY(cursors_own(w, s, &cursors_take, 0, s->give));
    TRY(cursors_own(w, s, &cursors_take, s->owner, s->take));
    return cursors_own(w, s, &cursors_suspect, s->owner, s->suspect);
}

enum err event_cursor_share(struct work *w, const char *group, int64_t owner, struct event_share *out)
{
    struct sharing s = {.group = str_from(group), .owner = owner};
    TRY(db_transaction(w, cursors_share, &s));
    *out = s.share;
    return OK;
}

/* ---- moving ---- */

static const struct sql cursor_move = {
    "event_cursor.move", SQL_WRITE,
    "UPDATE event_cursor SET next_offset = ?, tries = 0 WHERE grp = ? AND part = ? AND owner = ?"};

struct advance {
    struct str group;
    int64_t owner;
    const struct event_move *moves;
    size_t count;
    uint64_t lost;
};

static MUST_USE enum err advance_store(struct work *w, void *arg)
{
    struct advance *a = arg;
    a->lost = 0;
    for (size_t i = 0; i < a->count; i++) {
        uint64_t met;
        TRY(db_write(w, &cursor_move,
                     DB_PARAMS(DB_I64(a->moves[i].next), DB_STR(a->group), DB_I64(a->moves[i].part), DB_I64(a->owner)),
                     &met, NULL));
        if (met == 0)
            a->lost |= UINT64_C(1) << a->moves[i].part;
    }
    return OK;
}

enum err event_cursor_advance(struct work *w, const char *group, int64_t owner, const struct event_move *moves,
                              size_t count, uint64_t *lost)
{
    struct advance a = {.group = str_from(group), .owner = owner, .moves = moves, .count = count};
    TRY(db_transaction(w, advance_store, &a));
    *lost = a.lost;
    return OK;
}

static const struct sql cursor_attempt = {
    "event_cursor.attempt", SQL_WRITE,
    "UPDATE event_cursor SET tries = ? WHERE grp = ? AND part = ? AND owner = ?"};

enum err event_cursor_attempt(struct work *w, int64_t owner, const struct event_attempt *attempt, bool *lost)
{
    uint64_t met;
    TRY(db_write(w, &cursor_attempt,
                 DB_PARAMS(DB_I64(attempt->tries), DB_STR(str_from(attempt->group)), DB_I64(attempt->part), DB_I64(owner)),
                 &met, NULL));
    *lost = met == 0;
    return OK;
}

/* ---- for people ---- */

static const struct sql cursors_progress = {
    "event_cursor.progress", SQL_READ,
    "SELECT c.grp, CAST(SUM(h.next_offset - c.next_offset) AS SIGNED), CAST(SUM(c.owner <> 0) AS SIGNED) "
    "FROM event_cursor c JOIN event_cursor h ON h.grp = 'relay' AND h.part = c.part "
    "WHERE c.grp <> 'relay' GROUP BY c.grp ORDER BY c.grp"};
static const struct sql cursors_forget = {
    "event_cursor.forget", SQL_WRITE, "DELETE FROM event_cursor WHERE grp = ? AND grp <> 'relay'"};

enum err event_cursor_progress(struct work *w, struct event_progress **out, size_t *count)
{
    struct db_rows rows;
    TRY(db_read(w, &cursors_progress, NULL, 0, &rows));
    struct event_progress *groups = ARENA_ARRAY(w->arena, struct event_progress, rows.count + 1);
    for (size_t r = 0; r < rows.count; r++)
        groups[r] = (struct event_progress){db_str(&rows, r, 0), db_int(&rows, r, 1), db_int(&rows, r, 2)};
    *out = groups;
    *count = rows.count;
    return OK;
}

enum err event_cursor_forget(struct work *w, struct str group, bool *there)
{
    uint64_t removed;
    TRY(db_write(w, &cursors_forget, DB_PARAMS(DB_STR(group)), &removed, NULL));
    *there = removed > 0;
    return OK;
}
