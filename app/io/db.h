/* One connection to the database: prepared statements, deadlines. Transactions: io/db_transaction.h.
 *
 * The only user of the MySQL/MariaDB client (with io/db_compat.c, which holds what differs between
 * the two). A handle belongs to one process and is made after fork; it connects when first used,
 * reconnects by itself outside transactions (the client's own reconnect stays off), and retries a
 * read once on a lost connection. Time-outs: db.connect_ms, and the answer_ms of db_open cut to what the
 * unit of work has left (a statement that meets it costs the connection). Errors: ERR_BUSY
 * ("error.busy") when the database is away, overloaded or too slow, ERR_INTERNAL ("error.internal")
 * else; the fault's detail names the statement and the code. Statements over 500 ms are logged. */
#ifndef IO_DB_H
#define IO_DB_H

#include "base/fault.h"
#include "base/str.h"

struct settings;
struct db;

enum sql_kind { SQL_READ, SQL_WRITE };

/* One named statement; a static const of store/. Its address is the key of the prepared cache.
 * `text` has a '?' for each parameter. Padded IN lists are separate statements (store/multi_get.h).
 * SQL_READ may go to a replica and may run twice; a SELECT that locks or must see the latest row is
 * SQL_WRITE (db_read takes both). Columns have the types of tables or of a CAST, never a parameter's:
 * they are learnt when it is prepared. */
struct sql {
    const char *name; /* "tweet.by_id": metric, slow log */
    enum sql_kind kind;
    const char *text;
};

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BYTES };

struct db_value { /* a parameter, or a column of a row */
    enum db_type type;
    int64_t number;
    struct str bytes; /* of a column: copied into the work's arena */
};

#define DB_I64(n) ((struct db_value){.type = DB_INT, .number = (n)})
#define DB_STR(s) ((struct db_value){.type = DB_TEXT, .bytes = (s)})
#define DB_BIN(s) ((struct db_value){.type = DB_BYTES, .bytes = (s)})
#define DB_NONE ((struct db_value){.type = DB_NULL})
#define DB_PARAMS(...) ((struct db_value[]){__VA_ARGS__}), COUNT_OF(((struct db_value[]){__VA_ARGS__}))

struct db_rows { /* a whole result, at most DB_ROWS_MAX rows, in the work's arena */
    struct db_value *cells; /* row-major */
    size_t columns, count;
};
enum { DB_ROWS_MAX = 20000, DB_COLUMNS_MAX = 40 };

struct db *db_open(const struct settings *s, int answer_ms); /* no connection yet; NULL: out of memory */
void db_close(struct db *db);                               /* never on a handle made before fork */
/* Before the first use: the server ends the connection, and with it a transaction and its locks, when nothing
 * came for so long (rounded up to seconds). For processes whose work others take over when they stall. */
void db_idle_limit(struct db *db, int64_t ms);
/* Answers may take so long from now on, instead of the answer_ms of db_open: before the first use. For what takes
 * long where there are many rows, and goes on in the server when nobody waits for it any more. */
void db_answer_limit(struct db *db, int ms);

/* Runs a statement that answers rows. */
MUST_USE enum err db_read(struct work *w, const struct sql *sql, const struct db_value *params,
                          size_t count, struct db_rows *out);
/* Runs one that changes rows; *changed (may be NULL) gets how many it met: of an UPDATE also those
 * that were as wanted already. With `duplicate` not NULL a unique key that
 * is taken sets *duplicate and gives OK (the statement changed nothing); with NULL it is an error. */
MUST_USE enum err db_write(struct work *w, const struct sql *sql, const struct db_value *params,
                           size_t count, uint64_t *changed, bool *duplicate);

/* Runs one statement of a migration, as text, outside transactions. cli and migrations only. */
MUST_USE enum err db_execute(struct work *w, struct str statement);
/* The same for a change of one table, which is made whole or not at all: *already when it has been made before. */
MUST_USE enum err db_execute_once(struct work *w, struct str statement, bool *already);
/* Fails (ERR_INTERNAL "database.unfit", what to do in the detail) unless the server has utf8mb4 and, with
 * db.check_durability, innodb_flush_log_at_trx_commit=1 and sync_binlog=1. */
MUST_USE enum err db_check_server(struct work *w);

/* Access to a row: row r, column c. Types are the reader's business; NULL gives 0 and "". */
int64_t db_int(const struct db_rows *rows, size_t r, size_t c);
struct str db_str(const struct db_rows *rows, size_t r, size_t c);
bool db_is_null(const struct db_rows *rows, size_t r, size_t c);

#endif
