#include "base/std.h"

#include "store/schema_store.h"

#include "base/work.h"
#include "io/db.h"

/* Says which migrations have been applied, so that each is applied once. Costs nothing: a row a file. */
#define SCHEMA_TABLE                                                                               \
    "CREATE TABLE IF NOT EXISTS schema_migration ("                                                \
    "number INT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL, applied_ms BIGINT NOT NULL"      \
    ") ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"

static const struct sql schema_version = {
    "schema.version", SQL_READ, "SELECT CAST(COALESCE(MAX(number), 0) AS SIGNED) FROM schema_migration"};
static const struct sql schema_applied = {
    "schema.applied", SQL_WRITE, "INSERT INTO schema_migration (number, name, applied_ms) VALUES (?,?,?)"};

/* Everybody who comes behind a change that waits for a table waits too: better to give up and be run again. */
#define SCHEMA_PATIENCE "SET SESSION lock_wait_timeout = 3"

enum err schema_store_prepare(struct work *w)
{
    TRY(db_execute(w, STR(SCHEMA_PATIENCE)));
    return db_execute(w, STR(SCHEMA_TABLE));
}

enum err schema_store_version(struct work *w, int *out)
{
    struct db_rows rows;
    TRY(db_read(w, &schema_version, NULL, 0, &rows));
    *out = (int)db_int(&rows, 0, 0);
    return OK;
}

enum err schema_store_apply(struct work *w, const struct schema_change *c, bool *already)
{
    bool done_by_another;
    TRY(db_execute_once(w, c->statement, already));
    return db_write(w, &schema_applied, DB_PARAMS(DB_I64(c->number), DB_STR(c->name), DB_I64(w->now_ms)),
                    NULL, &done_by_another);
}

enum err schema_store_check_server(struct work *w)
{
    return db_check_server(w);
}
