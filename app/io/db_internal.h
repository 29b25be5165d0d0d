/* What the files of io/db*.c share: the handle, and what went wrong with a call.
 *
 * db.c connects and reads rows, db_statement.c prepares and runs, db_transaction.c commits,
 * db_trouble.c sorts error codes, db_compat.c holds what differs between MariaDB and MySQL. */
#ifndef IO_DB_INTERNAL_H
#define IO_DB_INTERNAL_H

#include <mysql.h>

#include "base/work.h"
#include "io/db.h"

/* A server allows 16382 prepared statements in all (max_prepared_stmt_count): a connection forgets
 * all of its own when it holds DB_PREPARED_MAX. Slots are a power of two, twice as many. */
enum { DB_PREPARED_SLOTS = 256, DB_PREPARED_MAX = 128 };

struct db_prepared {
    const struct sql *sql; /* NULL: an empty slot */
    MYSQL_STMT *stmt;
    size_t columns; /* of its result; 0 for a statement without rows */
    unsigned char types[DB_COLUMNS_MAX]; /* enum db_type of each */
};

struct db {
    const struct settings *settings;
    int answer_ms;
    unsigned idle_s; /* 0: the server's own limit */
    MYSQL *mysql; /* NULL: not connected */
    struct db_prepared prepared[DB_PREPARED_SLOTS];
    size_t prepared_count;
    int64_t away_until_us;  /* monotonic; no attempt to connect before */
    bool in_transaction;    /* a db_transaction is open, whether or not its connection still is */
    bool conflicted;        /* the open transaction met a deadlock or a lock time-out: to be run again */
    uint64_t transactions;  /* begun so far: tells one from the next */
};

enum db_trouble {
    DB_FINE,
    DB_LOST,      /* the connection is gone; whether the statement ran is unknown */
    DB_STALE,     /* the prepared statement is; it did not run */
    DB_DUPLICATE, /* a unique key is taken */
    DB_CONFLICT,  /* deadlock or lock time-out */
    DB_OVERLOAD,  /* the server cannot now: read-only, full, shutting down */
    DB_DEFECT,    /* ours */
};

/* db_trouble.c */
enum db_trouble db_trouble_of(unsigned code);
/* The column or key to be made is there, or the one to be dropped is not. */
bool db_already_so(unsigned code);
/* Records the fault for `what` ("tweet.by_id"). The server's text is kept out of the log where it may
 * quote values. DB_LOST must have been dropped by the caller (db_drop) before. */
MUST_USE enum err db_fail(struct work *w, const char *what, unsigned code, const char *text);

/* db.c */
/* Connected, with the time-outs of what w has left; ERR_BUSY else. Looks whether an idle connection
 * was closed by the server; never reconnects inside a transaction. */
MUST_USE enum err db_ready(struct work *w);
void db_drop(struct db *db); /* closes the connection and forgets what was prepared on it */
void db_log_slow(const struct work *w, const char *what, int64_t since_us); /* when it took over 500 ms */
/* One statement as text that answers no rows; w NULL: not counted. The code of the error, 0 for none. */
unsigned db_plain(struct work *w, struct db *db, struct str text);

/* db_statement.c */
void db_forget_prepared(struct db *db);

/* db_compat.c */
void db_compat_options(MYSQL *mysql);          /* options that only one of the two has */
void db_compat_wait(MYSQL *mysql, int ms);     /* how long the next reads and writes may take */
int db_compat_socket(MYSQL *mysql);            /* the descriptor of the connection */
const char *db_compat_isolation(MYSQL *mysql); /* name of the session's variable */

#endif
