#include "base/std.h"

#include "store/event_log.h"

#include "base/hash.h"
#include "base/id.h"
#include "base/work.h"
#include "io/db.h"
#include "io/db_transaction.h"
#include "store/event_row.h"
#include "store/multi_get.h"

int event_log_part(int64_t author_id)
{
    return (int)(hash_mix((uint64_t)author_id) % EVENT_PARTS);
}

/* ---- the outbox ---- */

static const struct sql outbox_insert = {
    "outbox.insert", SQL_WRITE, "INSERT INTO outbox (part, " EVENT_ROW_COLUMNS ") VALUES (?,?,?,?,?,?)"};
static const struct sql outbox_waiting = {
    "outbox.waiting", SQL_READ, "SELECT COUNT(*) FROM (SELECT id FROM outbox LIMIT 10000) AS some"};

enum err event_log_append(struct work *w, struct event *e)
{
    struct db_value params[1 + EVENT_ROW_WIDTH];
    e->part = event_log_part(e->author_id);
    for (int tries = 0; tries < ID_SEQUENCES; tries++) {
        bool clash; /* the id is the only unique key */
        params[0] = DB_I64(e->part);
        event_row_params(e, params + 1);
        TRY(db_write(w, &outbox_insert, params, COUNT_OF(params), NULL, &clash));
        if (!clash)
            return OK;
        e->id = id_after(e->id);
    }
    return fail(w, ERR_BUSY, NULL, "error.busy", "outbox.insert: no free id");
}

enum err event_log_waiting(struct work *w, int64_t *count)
{
    struct db_rows rows;
    TRY(db_read(w, &outbox_waiting, NULL, 0, &rows));
    *count = db_int(&rows, 0, 0);
    return OK;
}

/* ---- the relay ---- */

/* What is visible now, of the parts whose bits are set. Locks nothing: an owner of parts is the only one who takes
 * their rows away. */
static const struct sql outbox_visible = {
    "outbox.visible", SQL_WRITE,
    "SELECT part, " EVENT_ROW_COLUMNS " FROM outbox WHERE ((? >> part) & 1) = 1 ORDER BY id LIMIT ?"};
static const struct sql places_lock = {
    "relay.lock", SQL_WRITE,
    "SELECT part, next_offset FROM event_cursor WHERE grp = 'relay' AND owner = ? FOR UPDATE"};
static const struct sql place_move = {
    "relay.move", SQL_WRITE, "UPDATE event_cursor SET next_offset = ? WHERE grp = 'relay' AND part = ?"};

/* A batch is written in as few statements as these sizes allow. */
#define LOG_ROW_1 "(?,?,?,?,?,?,?)"
#define LOG_ROW_4 LOG_ROW_1 "," LOG_ROW_1 "," LOG_ROW_1 "," LOG_ROW_1
#define LOG_ROW_16 LOG_ROW_4 "," LOG_ROW_4 "," LOG_ROW_4 "," LOG_ROW_4
#define LOG_ROW_64 LOG_ROW_16 "," LOG_ROW_16 "," LOG_ROW_16 "," LOG_ROW_16
#define CHUNK(n)                                                                                                    \
    {n, {"event_log.insert", SQL_WRITE,                                                                             \
         "INSERT INTO event_log (part, log_offset, " EVENT_ROW_COLUMNS ") VALUES " LOG_ROW_##n},                    \
     {"outbox.delete", SQL_WRITE, "DELETE FROM outbox WHERE id IN (" MULTI_GET_##n ")"}}
enum { CHUNK_MAX = 64, LOG_WIDTH = 2 + EVENT_ROW_WIDTH };
static const struct chunk {
    size_t rows;
    struct sql insert, remove;
} chunks[] = {CHUNK(64), CHUNK(16), CHUNK(4), CHUNK(1)};

struct relay {
    int64_t owner;
    const struct db_rows *seen; /* part, then EVENT_ROW_COLUMNS */
    int64_t next[EVENT_PARTS];
    uint64_t owned, moved_parts;
    const struct db_value **rows; /* of `seen`, those whose part is owned */
    size_t count;
};

static MUST_USE enum err relay_lock(struct work *w, struct relay *r)
{
    struct db_rows places;
    r->owned = r->moved_parts = 0;
    r->count = 0;
    TRY(db_read(w, &places_lock, DB_PARAMS(DB_I64(r->owner)), &places));
    for (size_t i = 0; i < places.count; i++) {
        uint64_t part = (uint64_t)db_int(&places, i, 0) % EVENT_PARTS;
        r->owned |= UINT64_C(1) << part;
        r->next[part] = db_int(&places, i, 1);
    }
    for (size_t i = 0; i < r->seen->count; i++) {
        const struct db_value *row = &r->seen->cells[i * r->seen->columns];
        if (r->owned >> row[0].number & 1)
            r->rows[r->count++] = row;
    }
    return OK;
}

static MUST_USE enum err relay_chunk(struct work *w, struct relay *r, const struct chunk *c, size_t from)
{
    struct db_value log[CHUNK_MAX * LOG_WIDTH], ids[CHUNK_MAX];
    uint64_t removed;
    for (size_t i = 0; i < c->rows; i++) {
        const struct db_value *row = r->rows[from + i];
        struct db_value *to = &log[i * LOG_WIDTH];
        int64_t part = row[0].number;
        to[0] = row[0];
        to[1] = DB_I64(r->next[part]++);
        memcpy(to + 2, row + 1, EVENT_ROW_WIDTH * sizeof *row);
        ids[i] = row[1];
        r->moved_parts |= UINT64_C(1) << part;
    }
    TRY(db_write(w, &c->insert, log, c->rows * LOG_WIDTH, NULL, NULL));
    TRY(db_write(w, &c->remove, ids, c->rows, &removed, NULL));
    if (removed != c->rows) /* somebody deleted by hand; without this the event would be there twice */
        return fail(w, ERR_INTERNAL, NULL, "error.internal", "relay: %" PRIu64 " of %zu rows", removed, c->rows);
    return OK;
}

static enum err relay_store(struct work *w, void *arg)
{
    struct relay *r = arg;
    TRY(relay_lock(w, r));
    for (size_t done = 0; done < r->count;) {
        const struct chunk *c = chunks;
        while (c->rows > r->count - done)
            c++;
        TRY(relay_chunk(w, r, c, done));
        done += c->rows;
    }
    for (int part = 0; part < EVENT_PARTS; part++)
        if (r->moved_parts >> part & 1)
            TRY(db_write(w, &place_move, DB_PARAMS(DB_I64(r->next[part]), DB_I64(part)), NULL, NULL));
    return OK;
}

enum err event_log_relay(struct work *w, int64_t owner, uint64_t parts, struct event_relayed *out)
{
    struct db_rows seen;
    struct db_value params[] = {DB_I64((int64_t)parts), DB_I64(EVENT_LOG_RELAY_MAX)};
    TRY(db_read(w, &outbox_visible, params, COUNT_OF(params), &seen));
    if (seen.count == 0) {
        *out = (struct event_relayed){.moved = 0};
        return OK;
    }
    struct relay r = {.owner = owner, .seen = &seen,
                      .rows = ARENA_ARRAY(w->arena, const struct db_value *, seen.count)};
    TRY(db_transaction(w, relay_store, &r));
    *out = (struct event_relayed){
        .moved = r.count, .more = seen.count == EVENT_LOG_RELAY_MAX, .lost = parts & ~r.owned};
    return OK;
}

/* ---- reading: from the primary, since heads and rows must go together ---- */

static const struct sql log_heads = {
    "event_log.heads", SQL_WRITE, "SELECT part, next_offset FROM event_cursor WHERE grp = 'relay'"};
static const struct sql log_read = {
    "event_log.read", SQL_WRITE,
    "SELECT log_offset, " EVENT_ROW_COLUMNS " FROM event_log WHERE part = ? AND log_offset >= ? "
    "ORDER BY log_offset LIMIT ?"};

enum err event_log_heads(struct work *w, int64_t heads[EVENT_PARTS])
{
    struct db_rows rows;
    TRY(db_read(w, &log_heads, NULL, 0, &rows));
    for (size_t r = 0; r < rows.count; r++)
        heads[db_int(&rows, r, 0) % EVENT_PARTS] = db_int(&rows, r, 1);
    return OK;
}

enum err event_log_read(struct work *w, int part, int64_t from, size_t most, struct event *out, size_t *count)
{
    struct db_rows rows;
    TRY(db_read(w, &log_read, DB_PARAMS(DB_I64(part), DB_I64(from), DB_I64((int64_t)most)), &rows));
    for (size_t r = 0; r < rows.count; r++) {
        out[r] = event_row_read(&rows, r, 1);
        out[r].part = part;
        out[r].offset = db_int(&rows, r, 0);
    }
    *count = rows.count;
    return OK;
}

/* ---- purging ---- */

static const struct sql log_oldest = {
    "event_log.oldest", SQL_WRITE, "SELECT log_offset, id FROM event_log WHERE part = ? ORDER BY log_offset LIMIT 1"};
static const struct sql log_passed = {
    "event_log.passed", SQL_WRITE,
    "SELECT CAST(MIN(next_offset) AS SIGNED) FROM event_cursor WHERE grp <> 'relay' AND part = ?"};
static const struct sql log_purge = {
    "event_log.purge", SQL_WRITE, "DELETE FROM event_log WHERE part = ? AND log_offset < ? AND id < ?"};

enum err event_log_purge(struct work *w, int part, int64_t before_ms, uint64_t *removed)
{
    struct db_rows oldest, passed;
    int64_t before = id_at(before_ms, 0, 0);
    *removed = 0;
    TRY(db_read(w, &log_oldest, DB_PARAMS(DB_I64(part)), &oldest));
    if (oldest.count == 0 || db_int(&oldest, 0, 1) >= before)
        return OK;
    TRY(db_read(w, &log_passed, DB_PARAMS(DB_I64(part)), &passed)); /* NULL without any group: 0 */
    int64_t end = db_int(&oldest, 0, 0) + EVENT_LOG_PURGE_MAX;
    if (end > db_int(&passed, 0, 0))
        end = db_int(&passed, 0, 0);
    return db_write(w, &log_purge, DB_PARAMS(DB_I64(part), DB_I64(end), DB_I64(before)), removed, NULL);
}
