#define STD_FOREIGN <mysql.h>
#include "base/std.h"

#include "io/db_transaction.h"

#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "base/random.h"
#include "io/db_internal.h"

enum { ATTEMPTS = 5, ROLLBACK_MS = 250, PAUSE_MS = 4 /* doubled by each attempt */ };

/* ---- what waits for the commit ---- */

void db_after_commit(struct work *w, void (*act)(struct work *w, void *what), void *what)
{
    if (!w->db || !w->db->in_transaction) {
        act(w, what);
        return;
    }
    struct work_hook *hook = ARENA_NEW(w->arena, struct work_hook);
    *hook = (struct work_hook){.next = w->after_commit, .act = act, .what = what};
    w->after_commit = hook;
}

/* In the order in which they were registered. What a hook registers acts at once. */
static void hooks_run(struct work *w)
{
    struct work_hook *oldest = NULL;
    while (w->after_commit) {
        struct work_hook *hook = w->after_commit;
        w->after_commit = hook->next;
        hook->next = oldest;
        oldest = hook;
    }
    for (; oldest; oldest = oldest->next)
        oldest->act(w, oldest->what);
}

/* ---- begin, commit, rollback ---- */

struct opened { /* so that a transaction left by a jump ends with its work */
    struct db *db;
    uint64_t number;
};

/* The rollback gets a little time even when the deadline is over: closing the connection instead
 * would make an overload worse. */
static void roll_back(struct work *w, struct db *db)
{
    if (db->mysql) {
        db_compat_wait(db->mysql, ROLLBACK_MS);
        if (db_plain(w, db, STR("ROLLBACK")))
            db_drop(db);
    }
    db->in_transaction = false;
}

static void opened_release(void *what)
{
    const struct opened *o = what;
    if (!o->db->in_transaction || o->db->transactions != o->number)
        return;
    roll_back(NULL, o->db);
    id_end();
}

/* START TRANSACTION changes nothing, so it may be sent again on a new connection. */
static enum err begin(struct work *w)
{
    struct db *db = w->db;
    unsigned code = 0;
    for (int tries = 0; tries < 2; tries++) {
        TRY(db_ready(w));
        code = db_plain(w, db, STR("START TRANSACTION"));
        if (db_trouble_of(code) != DB_LOST)
            break;
        db_drop(db);
    }
    if (code)
        return db_fail(w, "begin", code, db->mysql ? mysql_error(db->mysql) : "lost twice");
    db->in_transaction = true;
    db->conflicted = false;
    db->transactions++;
    struct opened *o = ARENA_NEW(w->arena, struct opened);
    *o = (struct opened){db, db->transactions};
    arena_defer(w->arena, opened_release, o);
    return OK;
}

/* The answer got lost on the way: the server may have committed or not. The caller hears "try again",
 * the log says which transaction it was. */
static enum err outcome_unknown(struct work *w, unsigned code)
{
    struct log_line l;
    log_open(&l, LOG_ERROR, "db.commit_unknown");
    log_text(&l, "doing", w->doing);
    log_str(&l, "request", w->request_id);
    log_int(&l, "code", code);
    log_close(&l);
    db_drop(w->db);
    w->db->in_transaction = false;
    return fail(w, ERR_BUSY, NULL, "error.busy", "commit: outcome unknown, database error %u", code);
}

static enum err commit(struct work *w)
{
    TRY(db_ready(w));
    int64_t since_us = clock_mono_us();
    unsigned code = db_plain(w, w->db, STR("COMMIT"));
    db_log_slow(w, "commit", since_us);
    if (db_trouble_of(code) == DB_LOST)
        return outcome_unknown(w, code);
    if (code) /* a cluster certifies at commit: 1213 is to be expected here too */
        return db_fail(w, "commit", code, mysql_error(w->db->mysql));
    w->db->in_transaction = false;
    return OK;
}

/* ---- the transaction ---- */

static enum err attempt(struct work *w, enum err (*body)(struct work *w, void *arg), void *arg)
{
    struct db *db = w->db;
    TRY(begin(w));
    id_begin();
    enum err kind = body(w, arg);
    if (kind == OK && db->conflicted) /* passed over by the body: the rest alone must not be committed */
        kind = fail(w, ERR_BUSY, NULL, "error.busy", "a deadlock was passed over");
    if (kind == OK)
        kind = commit(w);
    if (kind != OK && db->in_transaction)
        roll_back(w, db);
    id_end();
    if (kind != OK)
        w->after_commit = NULL;
    return kind;
}

/* Waits a moment, unlike for each; false when the deadline would be over. */
static bool pause_before(const struct work *w, int number)
{
    uint32_t most_us = (uint32_t)(PAUSE_MS * 1000) << number;
    uint32_t us = most_us / 2 + random_below(most_us / 2);
    if (work_remaining_ms(w) <= (int)(us / 1000))
        return false;
    usleep(us);
    return true;
}

enum err db_transaction(struct work *w, enum err (*body)(struct work *w, void *arg), void *arg)
{
    struct db *db = w->db;
    if (db->in_transaction)
        return body(w, arg);
    for (int number = 0;; number++) {
        enum err kind = attempt(w, body, arg);
        if (kind == OK) {
            hooks_run(w);
            return OK;
        }
        if (!db->conflicted || number == ATTEMPTS - 1 || !pause_before(w, number))
            return kind;
        db->conflicted = false;
        fault_clear(w);
    }
}
