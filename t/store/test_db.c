#include "base/std.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/settings.h"
#include "io/db.h"
#include "io/db_transaction.h"
#include "rig/suite.h"
#include "store/rig.h"

/* ---- a table of this test's own ---- */

static const struct sql thing_put = {"thing.put", SQL_WRITE,
                                     "INSERT INTO thing (id, n, t, b) VALUES (?,?,?,?)"};
static const struct sql thing_add = {"thing.add", SQL_WRITE, "UPDATE thing SET n = n + ? WHERE id = ?"};
static const struct sql thing_get = {"thing.get", SQL_READ, "SELECT id, n, t, b FROM thing WHERE id = ?"};
static const struct sql thing_count = {"thing.count", SQL_READ, "SELECT COUNT(*) FROM thing"};
static const struct sql connection_id = {"test.connection", SQL_READ, "SELECT CONNECTION_ID()"};

static void make_table(void)
{
    static const struct str text = STR("CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NULL, "
                                       "t LONGTEXT NULL, b LONGBLOB NULL) ENGINE = InnoDB "
                                       "DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    CU_ASSERT_EQUAL_FATAL(db_execute(rig_work(), text), OK);
}

static enum err put(struct work *w, int64_t id, int64_t n)
{
    return db_write(w, &thing_put, DB_PARAMS(DB_I64(id), DB_I64(n), DB_NONE, DB_NONE), NULL, NULL);
}

static enum err add(struct work *w, int64_t id, int64_t n)
{
    return db_write(w, &thing_add, DB_PARAMS(DB_I64(n), DB_I64(id)), NULL, NULL);
}

static int64_t number_of(int64_t id) /* -1: not there */
{
    struct db_rows rows;
    CU_ASSERT_EQUAL_FATAL(db_read(rig_work(), &thing_get, DB_PARAMS(DB_I64(id)), &rows), OK);
    return rows.count ? db_int(&rows, 0, 1) : -1;
}

/* ---- values ---- */

static void test_values(void)
{
    struct db_rows rows;
    struct work *w = rig_work();
    make_table();
    CU_ASSERT_EQUAL(db_write(w, &thing_put, DB_PARAMS(DB_I64(INT64_MIN), DB_I64(INT64_MAX), DB_STR(STR("")),
                                                      DB_BIN(STR("\0\xff\0"))), NULL, NULL), OK);
    CU_ASSERT_EQUAL(db_write(w, &thing_put, DB_PARAMS(DB_I64(1), DB_NONE, DB_NONE, DB_NONE), NULL, NULL), OK);
    CU_ASSERT_EQUAL_FATAL(db_read(w, &thing_get, DB_PARAMS(DB_I64(INT64_MIN)), &rows), OK);
    CU_ASSERT_FATAL(rows.count == 1 && rows.columns == 4);
    CU_ASSERT(db_int(&rows, 0, 0) == INT64_MIN && db_int(&rows, 0, 1) == INT64_MAX);
    CU_ASSERT(!db_is_null(&rows, 0, 2) && db_str(&rows, 0, 2).len == 0);
    CU_ASSERT(str_eq(db_str(&rows, 0, 3), STR("\0\xff\0")));
    CU_ASSERT_EQUAL_FATAL(db_read(w, &thing_get, DB_PARAMS(DB_I64(1)), &rows), OK);
    CU_ASSERT(db_is_null(&rows, 0, 1) && db_int(&rows, 0, 1) == 0);
    CU_ASSERT(db_is_null(&rows, 0, 2) && db_str(&rows, 0, 2).len == 0 && db_is_null(&rows, 0, 3));
}

static void test_long_values(void)
{
    struct work *w = rig_work();
    struct db_rows rows;
    size_t size = 3 * 1000 * 1000;
    char *at = arena_alloc(w->arena, size);
    for (size_t i = 0; i < size; i++)
        at[i] = (char)('a' + i % 23);
    struct str text = {at, size};
    CU_ASSERT_EQUAL(db_write(w, &thing_put, DB_PARAMS(DB_I64(2), DB_NONE, DB_STR(text), DB_BIN(text)), NULL,
                             NULL), OK);
    CU_ASSERT_EQUAL_FATAL(db_read(w, &thing_get, DB_PARAMS(DB_I64(2)), &rows), OK);
    CU_ASSERT(str_eq(db_str(&rows, 0, 2), text) && str_eq(db_str(&rows, 0, 3), text));
}

static const struct sql many_rows = {"test.many", SQL_READ, "SELECT seq FROM seq_1_to_20001 LIMIT ?"};

static void test_rows_are_bounded(void)
{
    struct db_rows rows;
    CU_ASSERT_EQUAL_FATAL(db_read(rig_work(), &many_rows, DB_PARAMS(DB_I64(DB_ROWS_MAX)), &rows), OK);
    CU_ASSERT(rows.count == DB_ROWS_MAX && db_int(&rows, DB_ROWS_MAX - 1, 0) == DB_ROWS_MAX);
    CU_ASSERT_EQUAL(db_read(rig_work(), &many_rows, DB_PARAMS(DB_I64(DB_ROWS_MAX + 1)), &rows), ERR_INTERNAL);
}

static void test_duplicates(void)
{
    bool duplicate = true;
    uint64_t changed = 9;
    CU_ASSERT_EQUAL(db_write(rig_work(), &thing_put, DB_PARAMS(DB_I64(10), DB_I64(1), DB_NONE, DB_NONE),
                             &changed, &duplicate), OK);
    CU_ASSERT(!duplicate && changed == 1);
    CU_ASSERT_EQUAL(db_write(rig_work(), &thing_put, DB_PARAMS(DB_I64(10), DB_I64(1), DB_NONE, DB_NONE),
                             &changed, &duplicate), OK);
    CU_ASSERT(duplicate && changed == 0);
    CU_ASSERT_EQUAL(put(rig_work(), 10, 1), ERR_INTERNAL);
    CU_ASSERT_EQUAL(db_write(rig_work(), &thing_add, DB_PARAMS(DB_I64(0), DB_I64(10)), &changed, NULL), OK);
    CU_ASSERT_EQUAL(changed, 1); /* met, though nothing was to change */
}

static const struct sql nonsense = {"test.nonsense", SQL_READ, "SELECT FROM WHERE"};
static const struct sql no_table = {"test.no_table", SQL_READ, "SELECT 1 FROM absent"};

static void test_defects(void)
{
    struct db_rows rows;
    struct work *w = rig_work();
    CU_ASSERT_EQUAL(db_read(w, &nonsense, NULL, 0, &rows), ERR_INTERNAL);
    CU_ASSERT_EQUAL(db_read(rig_work(), &no_table, NULL, 0, &rows), ERR_INTERNAL);
    CU_ASSERT_EQUAL(db_read(rig_work(), &thing_count, NULL, 0, &rows), OK); /* the connection is fine */
}

static void test_secrets_stay_out_of_details(void)
{
    struct work *w = rig_work();
    struct db_value params[] = {DB_STR(STR("secret@example.org")), DB_I64(1), DB_NONE, DB_NONE};
    CU_ASSERT_EQUAL(db_write(w, &thing_put, params, 4, NULL, NULL), ERR_INTERNAL);
    CU_ASSERT_PTR_NULL(strstr(w->fault.detail, "secret"));
    CU_ASSERT_PTR_NOT_NULL(strstr(w->fault.detail, "thing.put"));
}

/* More statements than a connection keeps prepared, each asked again afterwards. */
static void test_many_statements(void)
{
    enum { STATEMENTS = 300 };
    static struct sql sql[STATEMENTS];
    static char text[STATEMENTS][32];
    struct db_rows rows;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < STATEMENTS; i++) {
            snprintf(text[i], sizeof(text[i]), "SELECT %d WHERE 1 = ?", i);
            sql[i] = (struct sql){"test.many", SQL_READ, text[i]};
            CU_ASSERT_EQUAL_FATAL(db_read(rig_work(), &sql[i], DB_PARAMS(DB_I64(1)), &rows), OK);
            CU_ASSERT_EQUAL(db_int(&rows, 0, 0), i);
        }
}

static void test_table_changes_under_statements(void)
{
    CU_ASSERT_EQUAL(number_of(10), 1);
    CU_ASSERT_EQUAL(db_execute(rig_other(0), STR("ALTER TABLE thing ADD COLUMN more INT NULL")), OK);
    CU_ASSERT_EQUAL(number_of(10), 1);
    CU_ASSERT_EQUAL(add(rig_work(), 10, 1), OK);
    CU_ASSERT_EQUAL(number_of(10), 2);
}

static const struct sql session_now = {
    "test.session", SQL_READ,
    "SELECT @@tx_isolation, @@autocommit, @@time_zone, @@sql_mode, @@character_set_client"};

static void test_session(void)
{
    struct db_rows rows;
    CU_ASSERT_EQUAL_FATAL(db_read(rig_work(), &session_now, NULL, 0, &rows), OK);
    size_t at;
    CU_ASSERT(str_eq(db_str(&rows, 0, 0), STR("READ-COMMITTED")));
    CU_ASSERT_EQUAL(db_int(&rows, 0, 1), 1);
    CU_ASSERT(str_eq(db_str(&rows, 0, 2), STR("+00:00")));
    CU_ASSERT(str_find(db_str(&rows, 0, 3), STR("STRICT_ALL_TABLES"), &at));
    CU_ASSERT(str_eq(db_str(&rows, 0, 4), STR("utf8mb4")));
}

/* ---- transactions ---- */

struct script { /* what a body does, and what came of it */
    enum err kind;
    int runs, hooks[4], hook_count;
};

static void note_hook(struct work *w, void *what)
{
    struct script *s = what;
    CU_ASSERT_PTR_NOT_NULL(w);
    s->hooks[s->hook_count] = s->hook_count + 1;
    s->hook_count++;
}

static enum err script_body(struct work *w, void *arg)
{
    struct script *s = arg;
    s->runs++;
    TRY(put(w, 100 + s->kind, 1));
    db_after_commit(w, note_hook, s);
    db_after_commit(w, note_hook, s);
    CU_ASSERT_EQUAL(s->hook_count, 0);
    return s->kind == OK ? OK : fail(w, s->kind, NULL, "error.busy", "on purpose");
}

static void test_commit_and_rollback(void)
{
    struct script fine = {.kind = OK}, bad = {.kind = ERR_CONFLICT};
    CU_ASSERT_EQUAL(db_transaction(rig_work(), script_body, &fine), OK);
    CU_ASSERT(fine.runs == 1 && fine.hook_count == 2);
    CU_ASSERT_EQUAL(number_of(100), 1);
    struct work *w = rig_work();
    CU_ASSERT_EQUAL(db_transaction(w, script_body, &bad), ERR_CONFLICT);
    CU_ASSERT(bad.runs == 1 && bad.hook_count == 0);
    CU_ASSERT_PTR_NULL(w->after_commit);
    CU_ASSERT_EQUAL(number_of(100 + ERR_CONFLICT), -1);
    db_after_commit(rig_work(), note_hook, &bad); /* without a transaction: at once */
    CU_ASSERT_EQUAL(bad.hook_count, 1);
}

static void append(struct work *w, void *what)
{
    struct buf *b = w->after_commit ? NULL : what; /* the list is taken off before it runs */
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    buf_put_char(b, (char)('a' + b->len));
}

static enum err nested(struct work *w, void *arg)
{
    struct script *s = arg;
    TRY(put(w, 120, 1));
    TRY(db_transaction(w, script_body, s));
    return fail(w, ERR_FORBIDDEN, NULL, "error.busy", "the outer one fails after the inner one");
}

static enum err hooks_in_order(struct work *w, void *arg)
{
    db_after_commit(w, append, arg);
    db_after_commit(w, append, arg);
    return OK;
}

static void test_nested_joins(void)
{
    struct script inner = {.kind = OK};
    CU_ASSERT_EQUAL(db_execute(rig_work(), STR("DELETE FROM thing WHERE id = 100")), OK);
    CU_ASSERT_EQUAL(db_transaction(rig_work(), nested, &inner), ERR_FORBIDDEN);
    CU_ASSERT(inner.runs == 1 && inner.hook_count == 0);
    CU_ASSERT_EQUAL(number_of(100), -1);
    CU_ASSERT_EQUAL(number_of(120), -1);
    struct work *w = rig_work();
    struct buf b;
    buf_init(&b, w->arena, 8);
    CU_ASSERT_EQUAL(db_transaction(w, hooks_in_order, &b), OK);
    CU_ASSERT(str_eq(buf_str(&b), STR("ab")));
}

/* Two add to the same two rows, in opposite order, with a pause between: one of them is the deadlock's
 * victim and must be run again. Each signals the other through a pipe once it holds its first row. */
struct crossing {
    int64_t first, second;
    int tell, hear;
    int runs;
};

static enum err cross(struct work *w, void *arg)
{
    struct crossing *c = arg;
    char byte = 'x';
    TRY(add(w, c->first, 1));
    if (c->runs++ == 0 && (write(c->tell, &byte, 1) != 1 || read(c->hear, &byte, 1) != 1))
        return fail(w, ERR_INTERNAL, NULL, "error.internal", "pipe");
    return add(w, c->second, 1);
}

static void test_deadlock_is_run_again(void)
{
    int down[2], up[2], status;
    CU_ASSERT_FATAL(put(rig_work(), 200, 0) == OK && put(rig_work(), 201, 0) == OK);
    CU_ASSERT_FATAL(pipe(down) == 0 && pipe(up) == 0);
    pid_t pid = fork();
    if (pid == 0) { /* a connection of its own; the parent's is not touched */
        struct crossing c = {201, 200, up[1], down[0], 0};
        enum err kind = db_transaction(rig_other(0), cross, &c);
        _exit(kind == OK ? c.runs : 99);
    }
    struct crossing c = {200, 201, down[1], up[0], 0};
    CU_ASSERT_EQUAL(db_transaction(rig_work(), cross, &c), OK);
    CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
    CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) < 99);
    CU_ASSERT(c.runs + WEXITSTATUS(status) >= 3);
    CU_ASSERT_EQUAL(number_of(200), 2);
    CU_ASSERT_EQUAL(number_of(201), 2);
    for (int i = 0; i < 2; i++) {
        close(down[i]);
        close(up[i]);
    }
}

static enum err add_and_ignore(struct work *w, void *arg)
{
    struct script *s = arg;
    s->runs++;
    struct work *other = rig_other(0);
    if (s->runs == 1)
        CU_ASSERT_EQUAL(db_execute(other, STR("BEGIN")), OK);
    if (s->runs == 1)
        CU_ASSERT_EQUAL(db_execute(other, STR("UPDATE thing SET n = 50 WHERE id = 210")), OK);
    TRY(put(w, 211 + s->runs, 1));
    enum err kind = add(w, 210, 1); /* waits for the other, in vain the first time */
    if (s->runs == 1) {
        CU_ASSERT_EQUAL(kind, ERR_BUSY);
        fault_clear(w); /* a body that looks away */
        CU_ASSERT_EQUAL(db_execute(other, STR("COMMIT")), OK);
        CU_ASSERT_EQUAL(add(w, 210, 1000), ERR_BUSY); /* no statement after the conflict */
        fault_clear(w);
    }
    return OK;
}

static void test_lock_wait_is_run_again(void)
{
    struct script s = {.kind = OK};
    CU_ASSERT_EQUAL(put(rig_work(), 210, 1), OK);
    CU_ASSERT_EQUAL(db_transaction(rig_work(), add_and_ignore, &s), OK);
    CU_ASSERT_EQUAL(s.runs, 2);
    CU_ASSERT_EQUAL(number_of(210), 51);
    CU_ASSERT_EQUAL(number_of(212), -1); /* what the first run wrote is undone */
    CU_ASSERT_EQUAL(number_of(213), 1);
}

static enum err exhaust(struct work *w, void *arg UNUSED)
{
    TRY(put(w, 220, 1));
    for (;;)
        (void)arena_alloc(w->arena, 1024 * 1024);
}

static enum err exhaust_in_transaction(struct work *w, void *arg)
{
    return db_transaction(w, exhaust, arg);
}

static void test_jump_out_of_transaction(void)
{
    struct work *w = rig_work();
    CU_ASSERT_EQUAL(work_run(w, exhaust_in_transaction, NULL), ERR_BUSY);
    CU_ASSERT_EQUAL(number_of(220), -1); /* the next unit is outside it */
    CU_ASSERT_EQUAL(put(rig_work(), 220, 5), OK);
    CU_ASSERT_EQUAL(number_of(220), 5);
}

/* ---- connections that die ---- */

static void kill_connection(void)
{
    struct db_rows rows;
    struct work *w = rig_work();
    CU_ASSERT_EQUAL_FATAL(db_read(w, &connection_id, NULL, 0, &rows), OK);
    struct buf b;
    buf_init(&b, w->arena, 32);
    buf_printf(&b, "KILL %" PRId64, db_int(&rows, 0, 0));
    CU_ASSERT_EQUAL(db_execute(rig_other(0), buf_str(&b)), OK);
}

static void test_idle_connection_is_replaced(void)
{
    kill_connection();
    CU_ASSERT_EQUAL(number_of(10), 2);
    kill_connection();
    CU_ASSERT_EQUAL(add(rig_work(), 10, 1), OK); /* a write too: it is noticed before it is sent */
    CU_ASSERT_EQUAL(number_of(10), 3);
    kill_connection();
    struct script s = {.kind = OK};
    CU_ASSERT_EQUAL(db_transaction(rig_work(), script_body, &s), OK);
}

static enum err lose_the_rest(struct work *w, void *arg)
{
    int *runs = arg;
    ++*runs;
    TRY(put(w, 230, 1));
    struct db_rows rows;
    TRY(db_read(w, &connection_id, NULL, 0, &rows));
    struct buf b;
    buf_init(&b, w->arena, 32);
    buf_printf(&b, "KILL %" PRId64, db_int(&rows, 0, 0));
    CU_ASSERT_EQUAL(db_execute(rig_other(0), buf_str(&b)), OK);
    CU_ASSERT_EQUAL(put(w, 231, 1), ERR_BUSY);
    CU_ASSERT_EQUAL(put(w, 232, 1), ERR_BUSY); /* not on a new connection, by itself */
    return ERR_BUSY;
}

static void test_connection_lost_inside(void)
{
    int runs = 0;
    CU_ASSERT_EQUAL(db_transaction(rig_work(), lose_the_rest, &runs), ERR_BUSY);
    CU_ASSERT_EQUAL(runs, 1);
    for (int64_t id = 230; id <= 232; id++)
        CU_ASSERT_EQUAL(number_of(id), -1);
}

static const struct sql sleep_a_while = {"test.while", SQL_READ, "SELECT SLEEP(1) WHERE 1 = ?"};

/* Killed while the server works on it: a read is asked again on a new connection. */
static void test_lost_read_is_run_again(void)
{
    struct db_rows rows;
    CU_ASSERT_EQUAL_FATAL(db_read(rig_work(), &connection_id, NULL, 0, &rows), OK);
    int64_t id = db_int(&rows, 0, 0);
    pid_t pid = fork();
    if (pid == 0) {
        char text[32];
        usleep(300 * 1000);
        int size = snprintf(text, sizeof(text), "KILL %" PRId64, id);
        _exit(db_execute(rig_other(0), (struct str){text, (size_t)size}) == OK ? 0 : 1);
    }
    struct work *w = rig_work();
    CU_ASSERT_EQUAL(db_read(w, &sleep_a_while, DB_PARAMS(DB_I64(1)), &rows), OK);
    CU_ASSERT_EQUAL(w->queries, 4); /* prepared and run, twice */
    int status;
    CU_ASSERT(waitpid(pid, &status, 0) == pid && status == 0);
}

static const struct sql sleep_long = {"test.sleep", SQL_READ, "SELECT SLEEP(?)"};

static void test_slow_answers_end(void)
{
    struct db_rows rows;
    CU_ASSERT_EQUAL(db_read(rig_other(200), &sleep_long, DB_PARAMS(DB_I64(600)), &rows), ERR_BUSY);
    CU_ASSERT_EQUAL(db_read(rig_work_of(200), &sleep_long, DB_PARAMS(DB_I64(600)), &rows), ERR_BUSY);
    CU_ASSERT_EQUAL(db_read(rig_work_of(0), &thing_count, NULL, 0, &rows), ERR_BUSY);
    CU_ASSERT_EQUAL(db_read(rig_work(), &thing_count, NULL, 0, &rows), OK);
}

static enum err nothing(struct work *w UNUSED, void *arg UNUSED)
{
    return OK;
}

static void test_database_away(void)
{
    struct settings s = *rig_settings();
    struct db_rows rows;
    struct work *w = rig_work();
    struct db *there = w->db;
    s.db.socket = "/nonexistent/db.sock";
    w->db = db_open(&s, 2000);
    for (int i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(db_read(w, &thing_count, NULL, 0, &rows), ERR_BUSY);
        CU_ASSERT_EQUAL(put(w, 1, 1), ERR_BUSY);
        CU_ASSERT_EQUAL(db_transaction(w, nothing, NULL), ERR_BUSY);
    }
    db_close(w->db);
    w->db = there;
}

static void test_check_server(void)
{
    struct work *w = rig_work();
    CU_ASSERT_EQUAL(db_check_server(w), OK);
    CU_ASSERT_EQUAL(db_execute(rig_other(0), STR("SET GLOBAL sync_binlog = 0")), OK);
    CU_ASSERT_EQUAL(db_check_server(w), ERR_INTERNAL);
    CU_ASSERT_PTR_NOT_NULL(strstr(w->fault.detail, "sync_binlog is 0"));
    CU_ASSERT_EQUAL(db_execute(rig_other(0), STR("SET GLOBAL sync_binlog = 1")), OK);
}

static void test_queries_are_counted(void)
{
    struct work *w = rig_work();
    struct db_rows rows;
    CU_ASSERT_EQUAL(db_read(w, &thing_count, NULL, 0, &rows), OK);
    w->queries = 0;
    CU_ASSERT_EQUAL(db_read(w, &thing_count, NULL, 0, &rows), OK);
    CU_ASSERT_EQUAL(w->queries, 1); /* prepared already */
}

int main(void)
{
    return rig_run("db", (struct suite_test[]){
        {"db values of every type", test_values},
        {"db long values", test_long_values},
        {"db rows are bounded", test_rows_are_bounded},
        {"db duplicates", test_duplicates},
        {"db defects", test_defects},
        {"db secrets stay out of details", test_secrets_stay_out_of_details},
        {"db more statements than are kept", test_many_statements},
        {"db table changes under statements", test_table_changes_under_statements},
        {"db session", test_session},
        {"db commit and rollback, hooks", test_commit_and_rollback},
        {"db nested transactions join", test_nested_joins},
        {"db deadlock is run again", test_deadlock_is_run_again},
        {"db lock wait is run again", test_lock_wait_is_run_again},
        {"db jump out of a transaction", test_jump_out_of_transaction},
        {"db idle connection is replaced", test_idle_connection_is_replaced},
        {"db lost read is run again", test_lost_read_is_run_again},
        {"db connection lost inside a transaction", test_connection_lost_inside},
        {"db slow answers end", test_slow_answers_end},
        {"db away is busy", test_database_away},
        {"db check of the server", test_check_server},
        {"db queries are counted", test_queries_are_counted},
        {NULL, NULL},
    });
}
