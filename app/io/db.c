#define STD_FOREIGN <mysql.h>
#include "base/std.h"

#include "io/db.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/settings.h"
#include "io/db_internal.h"

/* A database that did not take the connection is left alone for so long: with a hanging one every
 * request would else spend db.connect_ms of a worker on it. */
enum { AWAY_US = 250 * 1000, PASSWORD_MAX = 256, SLOW_MS = 500, LOCK_MOST_S = 15 };

static unsigned seconds_up(int64_t ms)
{
    return ms <= 1000 ? 1 : (unsigned)((ms + 999) / 1000);
}

struct db *db_open(const struct settings *s, int answer_ms)
{
    struct db *db = calloc(1, sizeof(*db));
    if (!db)
        return NULL;
    db->settings = s;
    db->answer_ms = answer_ms;
    return db;
}

void db_idle_limit(struct db *db, int64_t ms)
{
    db->idle_s = seconds_up(ms);
}

void db_answer_limit(struct db *db, int ms)
{
    db->answer_ms = ms;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    db_drop(db);
    free(db);
}

/* mysql_close goes first: it cuts the statements off the connection, so that closing them afterwards
 * only frees, and cannot wait for a server that hangs. */
void db_drop(struct db *db)
{
    if (!db->mysql)
        return;
    mysql_close(db->mysql);
    db->mysql = NULL;
    db_forget_prepared(db);
}

/* ---- connecting ---- */

/* The first line of db.password_file; "" without one. False with errno when it cannot be read. */
static bool password_read(const struct settings *s, char out[PASSWORD_MAX])
{
    out[0] = '\0';
    if (!s->db.password_file || !*s->db.password_file)
        return true;
    int fd = open(s->db.password_file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t got = read(fd, out, PASSWORD_MAX - 1);
    int error = errno;
    close(fd);
    errno = error;
    if (got < 0)
        return false;
    out[got] = '\0';
    out[strcspn(out, "\r\n")] = '\0';
    return true;
}

/* Every default that matters is set, for the library's own are: read local files for the server,
 * wait for ever. The rest of a connection's behaviour is the session's, below. */
static void options_set(struct db *db)
{
    const unsigned no_local_files = 0, connect_s = seconds_up(db->settings->db.connect_ms),
                   answer_s = seconds_up(db->answer_ms);
    mysql_options(db->mysql, MYSQL_OPT_LOCAL_INFILE, &no_local_files);
    mysql_options(db->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
    mysql_options(db->mysql, MYSQL_OPT_READ_TIMEOUT, &answer_s);
    mysql_options(db->mysql, MYSQL_OPT_WRITE_TIMEOUT, &answer_s);
    mysql_options(db->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const unsigned protocol = *db->settings->db.socket ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP;
    mysql_options(db->mysql, MYSQL_OPT_PROTOCOL, &protocol); /* else "localhost" means a socket */
    db_compat_options(db->mysql);
}

/* innodb_lock_wait_timeout is below db.answer_ms, so that a lock wait ends as 1205 and is run again
 * instead of costing the connection; and short where answers may take hours. */
static unsigned session_set(struct db *db)
{
    char text[512];
    unsigned lock_s = db->answer_ms >= 4000 ? (unsigned)db->answer_ms / 2000 : 1;
    lock_s = lock_s < LOCK_MOST_S ? lock_s : LOCK_MOST_S;
    char idle[48] = "";
    if (db->idle_s)
        snprintf(idle, sizeof(idle), ", wait_timeout = %u", db->idle_s);
    int size = snprintf(text, sizeof(text),
                        "SET SESSION %s = 'READ-COMMITTED', autocommit = 1, time_zone = '+00:00', "
                        "sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
                        "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', "
                        "innodb_lock_wait_timeout = %u%s",
                        db_compat_isolation(db->mysql), lock_s, idle);
    return db_plain(NULL, db, (struct str){text, (size_t)size});
}

/* Fails without a connection; the reason is the fault's detail. */
static enum err connect_failed(struct work *w, unsigned code, const char *text)
{
    enum err kind = db_fail(w, "connect", code, text);
    w->db->away_until_us = clock_mono_us() + AWAY_US;
    log_say(LOG_WARNING, "db.away", "%s", w->fault.detail);
    db_drop(w->db);
    return kind;
}

static enum err db_connect(struct work *w)
{
    struct db *db = w->db;
    const struct settings *s = db->settings;
    char password[PASSWORD_MAX];
    if (clock_mono_us() < db->away_until_us)
        return fail(w, ERR_BUSY, NULL, "error.busy", "connect: database was away a moment ago");
    if (!password_read(s, password))
        return fail(w, ERR_INTERNAL, NULL, "error.internal", "db.password_file %s: %s",
                    s->db.password_file, strerror(errno));
    db->mysql = mysql_init(NULL);
    if (!db->mysql)
        return fail(w, ERR_BUSY, NULL, "error.busy", "connect: out of memory");
    options_set(db);
    bool local = *s->db.socket;
    /* FOUND_ROWS: an UPDATE answers how many rows it met, also when they were as wanted already. */
    MYSQL *connected = mysql_real_connect(db->mysql, local ? NULL : s->db.host, s->db.user, password,
                                          *s->db.name ? s->db.name : NULL,
                                          local ? 0 : (unsigned)s->db.port,
                                          local ? s->db.socket : NULL, CLIENT_FOUND_ROWS);
    explicit_bzero(password, sizeof(password));
    if (!connected)
        return connect_failed(w, mysql_errno(db->mysql), mysql_error(db->mysql));
    /* The handshake may have used up what the work had left; the first statement gets no more than that. */
    int left = work_remaining_ms(w);
    db_compat_wait(db->mysql, left < 1 ? 1 : left < db->answer_ms ? left : db->answer_ms);
    unsigned code = session_set(db);
    if (code)
        return connect_failed(w, code, mysql_error(db->mysql));
    db->away_until_us = 0;
    return OK;
}

/* An idle connection with something to read has been closed by the server (restart, idle limit):
 * nobody has asked it anything. */
static bool closed_by_server(struct db *db)
{
    struct pollfd fd = {.fd = db_compat_socket(db->mysql), .events = POLLIN};
    return poll(&fd, 1, 0) > 0;
}

enum err db_ready(struct work *w)
{
    struct db *db = w->db;
    int left = work_remaining_ms(w);
    if (left <= 0)
        return fail(w, ERR_BUSY, NULL, "error.busy", "deadline of the work before a statement");
    if (db->in_transaction && !db->mysql)
        return fail(w, ERR_BUSY, NULL, "error.busy", "connection lost inside a transaction");
    if (db->in_transaction && db->conflicted) /* the server has ended it: this would run by itself */
        return fail(w, ERR_BUSY, NULL, "error.busy", "statement after a deadlock in its transaction");
    if (!db->in_transaction && db->mysql && closed_by_server(db))
        db_drop(db);
    if (!db->mysql)
        TRY(db_connect(w));
    db_compat_wait(db->mysql, left < db->answer_ms ? left : db->answer_ms);
    return OK;
}

void db_log_slow(const struct work *w, const char *what, int64_t since_us)
{
    int64_t ms = (clock_mono_us() - since_us) / 1000;
    if (ms < SLOW_MS)
        return;
    struct log_line l;
    log_open(&l, LOG_WARNING, "sql.slow");
    log_text(&l, "sql", what);
    log_int(&l, "ms", ms);
    log_str(&l, "request", w->request_id);
    log_close(&l);
}

unsigned db_plain(struct work *w, struct db *db, struct str text)
{
    if (w)
        w->queries++;
    if (mysql_real_query(db->mysql, text.at, text.len))
        return mysql_errno(db->mysql);
    MYSQL_RES *rows = mysql_store_result(db->mysql);
    unsigned code = mysql_errno(db->mysql);
    if (rows)
        mysql_free_result(rows);
    return code;
}

/* ---- for commands ---- */

enum err db_execute(struct work *w, struct str statement)
{
    return db_execute_once(w, statement, NULL);
}

enum err db_execute_once(struct work *w, struct str statement, bool *already)
{
    TRY(db_ready(w));
    unsigned code = db_plain(w, w->db, statement);
    if (already)
        *already = db_already_so(code);
    if (!code || (already && *already))
        return OK;
    enum err kind = db_fail(w, "statement", code, mysql_error(w->db->mysql));
    if (db_trouble_of(code) == DB_LOST)
        db_drop(w->db);
    return kind;
}

static const struct sql server_settings = {
    "server.settings", SQL_READ,
    "SELECT @@global.innodb_flush_log_at_trx_commit, @@global.sync_binlog, @@character_set_database"};

enum err db_check_server(struct work *w)
{
    struct db_rows rows;
    TRY(db_read(w, &server_settings, NULL, 0, &rows));
    int64_t flush = db_int(&rows, 0, 0), sync = db_int(&rows, 0, 1);
    struct str charset = db_str(&rows, 0, 2);
    if (w->db->settings->db.check_durability && (flush != 1 || sync != 1))
        return fail(w, ERR_INTERNAL, NULL, "database.unfit",
                    "innodb_flush_log_at_trx_commit is %" PRId64 " and sync_binlog is %" PRId64
                    ": set both to 1 in the server's configuration (a power cut loses what was "
                    "acknowledged), or set db.check_durability = false",
                    flush, sync);
    if (!str_eq(charset, STR("utf8mb4")))
        return fail(w, ERR_INTERNAL, NULL, "database.unfit",
                    "the database's character set is %.*s: ALTER DATABASE ... CHARACTER SET utf8mb4",
                    STR_ARG(charset));
    return OK;
}

/* ---- rows ---- */

static const struct db_value *cell(const struct db_rows *rows, size_t r, size_t c)
{
    if (r >= rows->count || c >= rows->columns)
        BUG("row %zu column %zu of %zu x %zu", r, c, rows->count, rows->columns);
    return &rows->cells[r * rows->columns + c];
}

int64_t db_int(const struct db_rows *rows, size_t r, size_t c)
{
    return cell(rows, r, c)->number;
}

struct str db_str(const struct db_rows *rows, size_t r, size_t c)
{
    return cell(rows, r, c)->bytes;
}

bool db_is_null(const struct db_rows *rows, size_t r, size_t c)
{
    return cell(rows, r, c)->type == DB_NULL;
}
