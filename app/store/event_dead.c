#include "base/std.h"

#include "store/event_dead.h"

#include "base/work.h"
#include "io/db.h"
#include "io/db_transaction.h"
#include "store/event_cursor.h"
#include "store/event_row.h"

/* ---- setting aside ---- */

static const struct sql dead_insert = {
    "event_dead.insert", SQL_WRITE,
    "INSERT INTO event_dead (grp, part, log_offset, " EVENT_ROW_COLUMNS ", tries, failed_ms, error) "
    "SELECT ?, part, log_offset, " EVENT_ROW_COLUMNS ", ?, ?, ? FROM event_log WHERE part = ? AND log_offset = ?"};

struct aside {
    int64_t owner;
    const struct event_dead *dead;
    bool lost;
};

static struct str error_cut(struct str error)
{
    return str_slice(error, 0, EVENT_DEAD_ERROR);
}

static MUST_USE enum err aside_store(struct work *w, void *arg)
{
    struct aside *a = arg;
    const struct event_dead *d = a->dead;
    struct event_move move = {d->event.part, d->event.offset + 1};
    uint64_t lost;
    bool there;
    TRY(event_cursor_advance(w, str_z(w->arena, d->group), a->owner, &move, 1, &lost));
    a->lost = lost != 0;
    if (a->lost)
        return OK;
    return db_write(w, &dead_insert,
                    DB_PARAMS(DB_STR(d->group), DB_I64(d->tries), DB_I64(w->now_ms), DB_BIN(error_cut(d->error)),
                              DB_I64(d->event.part), DB_I64(d->event.offset)), NULL, &there);
}

enum err event_dead_set_aside(struct work *w, int64_t owner, const struct event_dead *dead, bool *lost)
{
    struct aside a = {.owner = owner, .dead = dead};
    TRY(db_transaction(w, aside_store, &a));
    *lost = a.lost;
    return OK;
}

/* ---- retrying ---- */

#define DEAD_COLUMNS "grp, part, log_offset, tries, failed_ms, error, retry, " EVENT_ROW_COLUMNS
enum { DEAD_EVENT = 7, DEAD_KIND = DEAD_EVENT + 1 };

static const struct sql dead_due = {
    "event_dead.due", SQL_WRITE, "SELECT " DEAD_COLUMNS " FROM event_dead WHERE retry = 1 LIMIT ?"};
static const struct sql dead_done = {
    "event_dead.done", SQL_WRITE, "DELETE FROM event_dead WHERE grp = ? AND part = ? AND log_offset = ?"};
static const struct sql dead_again = {
    "event_dead.again", SQL_WRITE,
    "UPDATE event_dead SET retry = 0, tries = tries + 1, failed_ms = ?, error = ? "
    "WHERE grp = ? AND part = ? AND log_offset = ?"};

static void dead_read(struct work *w, const struct db_rows *rows, struct event_dead **out, size_t *count)
{
    struct event_dead *all = ARENA_ARRAY(w->arena, struct event_dead, rows->count + 1);
    for (size_t r = 0; r < rows->count; r++) {
        all[r] = (struct event_dead){
            .group = db_str(rows, r, 0),
            .event = event_row_read(rows, r, DEAD_EVENT),
            .kind = db_str(rows, r, DEAD_KIND),
            .tries = (int)db_int(rows, r, 3),
            .failed_ms = db_int(rows, r, 4),
            .error = db_str(rows, r, 5),
            .retry = db_int(rows, r, 6) != 0,
        };
        all[r].event.part = (int)db_int(rows, r, 1);
        all[r].event.offset = db_int(rows, r, 2);
    }
    *out = all;
    *count = rows->count;
}

enum err event_dead_due(struct work *w, size_t most, struct event_dead **out, size_t *count)
{
    struct db_rows rows;
    TRY(db_read(w, &dead_due, DB_PARAMS(DB_I64((int64_t)most)), &rows));
    dead_read(w, &rows, out, count);
    return OK;
}

enum err event_dead_done(struct work *w, const struct event_dead *dead)
{
    return db_write(w, &dead_done,
                    DB_PARAMS(DB_STR(dead->group), DB_I64(dead->event.part), DB_I64(dead->event.offset)), NULL, NULL);
}

enum err event_dead_again(struct work *w, const struct event_dead *dead, struct str error)
{
    return db_write(w, &dead_again,
                    DB_PARAMS(DB_I64(w->now_ms), DB_BIN(error_cut(error)), DB_STR(dead->group),
                              DB_I64(dead->event.part), DB_I64(dead->event.offset)), NULL, NULL);
}

/* ---- for people ---- */

static const struct sql dead_list = {
    "event_dead.list", SQL_READ,
    "SELECT " DEAD_COLUMNS " FROM event_dead WHERE ? IN ('', grp) ORDER BY grp, id LIMIT ?"};
static const struct sql dead_count = {
    "event_dead.count", SQL_READ, "SELECT COUNT(*) FROM event_dead WHERE grp = ?"};
static const struct sql dead_mark = {
    "event_dead.mark", SQL_WRITE, "UPDATE event_dead SET retry = 1 WHERE ? IN ('', grp) AND ? IN (0, id)"};
static const struct sql dead_drop = {
    "event_dead.drop", SQL_WRITE, "DELETE FROM event_dead WHERE ? IN ('', grp) AND ? IN (0, id)"};

enum err event_dead_list(struct work *w, struct str group, size_t most, struct event_dead **out, size_t *count)
{
    struct db_rows rows;
    TRY(db_read(w, &dead_list, DB_PARAMS(DB_STR(group), DB_I64((int64_t)most)), &rows));
    dead_read(w, &rows, out, count);
    return OK;
}

enum err event_dead_count(struct work *w, struct str group, int64_t *count)
{
    struct db_rows rows;
    TRY(db_read(w, &dead_count, DB_PARAMS(DB_STR(group)), &rows));
    *count = db_int(&rows, 0, 0);
    return OK;
}

enum err event_dead_mark(struct work *w, const struct event_dead_which *which, uint64_t *marked)
{
    return db_write(w, &dead_mark, DB_PARAMS(DB_STR(which->group), DB_I64(which->id)), marked, NULL);
}

enum err event_dead_drop(struct work *w, const struct event_dead_which *which, uint64_t *dropped)
{
    return db_write(w, &dead_drop, DB_PARAMS(DB_STR(which->group), DB_I64(which->id)), dropped, NULL);
}
