#define STD_FOREIGN <mysql.h>
#include "base/std.h"

#include "base/clock.h"
#include "base/hash.h"
#include "io/db_internal.h"

/* The client's structure has `my_bool` or `bool` members, by its version. */
typedef __typeof__(*((MYSQL_BIND *)0)->is_null) bind_flag;

/* ---- prepared statements of a connection ---- */

static struct db_prepared *prepared_slot(struct db *db, const struct sql *sql)
{
    size_t at = (size_t)hash_mix((uint64_t)(uintptr_t)sql) % DB_PREPARED_SLOTS;
    while (db->prepared[at].sql && db->prepared[at].sql != sql)
        at = (at + 1) % DB_PREPARED_SLOTS; /* ends: at most half of the slots are taken */
    return &db->prepared[at];
}

void db_forget_prepared(struct db *db)
{
    for (size_t i = 0; i < DB_PREPARED_SLOTS; i++)
        if (db->prepared[i].sql)
            mysql_stmt_close(db->prepared[i].stmt);
    memset(db->prepared, 0, sizeof(db->prepared));
    db->prepared_count = 0;
}

static enum db_type type_of(const MYSQL_FIELD *field)
{
    enum { BINARY_CHARSET = 63 };
    switch (field->type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
        return DB_INT;
    default:
        return field->charsetnr == BINARY_CHARSET ? DB_BYTES : DB_TEXT;
    }
}

static void types_read(struct db_prepared *p)
{
    MYSQL_RES *columns = mysql_stmt_result_metadata(p->stmt);
    p->columns = columns ? mysql_num_fields(columns) : 0;
    if (p->columns > DB_COLUMNS_MAX)
        BUG("%s: %zu columns", p->sql->name, p->columns);
    for (size_t c = 0; c < p->columns; c++)
        p->types[c] = (unsigned char)type_of(mysql_fetch_field_direct(columns, (unsigned)c));
    if (columns)
        mysql_free_result(columns);
}

/* What failed, with the code; the fault is made by whoever knows that nothing more can be tried. */
struct trouble {
    unsigned code;
    char text[160];
};

static unsigned trouble_set(struct trouble *t, unsigned code, const char *text)
{
    t->code = code;
    snprintf(t->text, sizeof(t->text), "%s", text);
    return code;
}

/* Finds or makes the prepared statement; 0, or the error's code in *t. */
static unsigned prepare(struct work *w, const struct sql *sql, struct db_prepared **out, struct trouble *t)
{
    struct db *db = w->db;
    struct db_prepared *p = prepared_slot(db, sql);
    if (p->sql) {
        *out = p;
        return 0;
    }
    if (db->prepared_count >= DB_PREPARED_MAX) {
        db_forget_prepared(db);
        p = prepared_slot(db, sql);
    }
    MYSQL_STMT *stmt = mysql_stmt_init(db->mysql);
    if (!stmt)
        return trouble_set(t, mysql_errno(db->mysql), mysql_error(db->mysql));
    w->queries++;
    if (mysql_stmt_prepare(stmt, sql->text, strlen(sql->text))) {
        trouble_set(t, mysql_stmt_errno(stmt), mysql_stmt_error(stmt));
        mysql_stmt_close(stmt);
        return t->code;
    }
    p->sql = sql;
    p->stmt = stmt;
    db->prepared_count++;
    types_read(p);
    *out = p;
    return 0;
}

/* ---- one execution ---- */

/* The client's buffers are not const; parameters are only read. */
static void *writable(const void *p)
{
    return (void *)(uintptr_t)p;
}

static void bind_one(MYSQL_BIND *b, const struct db_value *v)
{
    switch (v->type) {
    case DB_NULL:
        b->buffer_type = MYSQL_TYPE_NULL;
        return;
    case DB_INT:
        b->buffer_type = MYSQL_TYPE_LONGLONG;
        b->buffer = writable(&v->number);
        return;
    case DB_TEXT:
    case DB_BYTES:
        b->buffer_type = v->type == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        b->buffer = writable(v->bytes.at ? v->bytes.at : "");
        b->buffer_length = v->bytes.len;
        b->length = &b->buffer_length;
        return;
    }
}

/* 0, or the error's code in *t. Afterwards the rows, if there are any, lie in the client's memory and the
 * connection is free for the next statement. */
static unsigned execute(struct work *w, const struct db_prepared *p, MYSQL_BIND *binds, struct trouble *t)
{
    MYSQL_STMT *stmt = p->stmt;
    mysql_stmt_free_result(stmt); /* left behind when an exhausted arena jumped out of a read */
    w->queries++;
    if ((binds && mysql_stmt_bind_param(stmt, binds)) || mysql_stmt_execute(stmt) ||
        (p->columns && mysql_stmt_store_result(stmt)))
        return trouble_set(t, mysql_stmt_errno(stmt), mysql_stmt_error(stmt));
    return 0;
}

static MYSQL_BIND *binds_make(struct work *w, const struct db_value *params, size_t count)
{
    if (!count)
        return NULL;
    MYSQL_BIND *binds = ARENA_ARRAY(w->arena, MYSQL_BIND, count);
    for (size_t i = 0; i < count; i++)
        bind_one(&binds[i], &params[i]);
    return binds;
}

/* One try on a connection that is ready. A lost connection and stale statements are dropped here. */
static unsigned run_once(struct work *w, const struct sql *sql, MYSQL_BIND *binds, size_t count,
                         struct db_prepared **out, struct trouble *t)
{
    int64_t since_us = clock_mono_us();
    struct db_prepared *p = NULL;
    unsigned code = prepare(w, sql, &p, t);
    if (!code && !p)
        BUG("%s: neither a statement nor an error", sql->name);
    if (!code && mysql_stmt_param_count(p->stmt) != count)
        BUG("%s: %zu parameters given, %lu wanted", sql->name, count, mysql_stmt_param_count(p->stmt));
    if (!code)
        code = execute(w, p, binds, t);
    db_log_slow(w, sql->name, since_us);
    if (!code)
        *out = p;
    enum db_trouble trouble = db_trouble_of(code);
    if (trouble == DB_LOST)
        db_drop(w->db);
    else if (trouble == DB_STALE)
        db_forget_prepared(w->db);
    return code;
}

/* A stale statement did not run, and one in conflict was undone. A read may run twice, but not when the
 * first run used up its time: asking a server that hangs again makes nothing better. */
static bool may_try_again(const struct work *w, const struct sql *sql, unsigned code, int64_t since_us)
{
    enum db_trouble trouble = db_trouble_of(code);
    if (trouble == DB_STALE)
        return true;
    if (w->db->in_transaction)
        return false;
    int64_t spent_ms = (clock_mono_us() - since_us) / 1000;
    bool early = spent_ms < w->db->answer_ms / 2;
    return trouble == DB_CONFLICT || (trouble == DB_LOST && sql->kind == SQL_READ && early);
}

/* Runs it, if need be and allowed twice. A taken key gives OK and *duplicate where that is wanted. */
static enum err run(struct work *w, const struct sql *sql, const struct db_value *params, size_t count,
                    struct db_prepared **out, bool *duplicate)
{
    MYSQL_BIND *binds = binds_make(w, params, count);
    int64_t since_us = clock_mono_us();
    struct trouble t = {0};
    for (int tries = 0; tries < 2; tries++) {
        TRY(db_ready(w));
        unsigned code = run_once(w, sql, binds, count, out, &t);
        if (!code)
            return OK;
        if (duplicate && db_trouble_of(code) == DB_DUPLICATE) {
            *duplicate = true;
            return OK;
        }
        if (!may_try_again(w, sql, code, since_us))
            break;
    }
    return db_fail(w, sql->name, t.code, t.text);
}

enum err db_write(struct work *w, const struct sql *sql, const struct db_value *params, size_t count,
                  uint64_t *changed, bool *duplicate)
{
    struct db_prepared *p = NULL;
    bool taken = false;
    if (sql->kind != SQL_WRITE)
        BUG("%s is not a write", sql->name);
    TRY(run(w, sql, params, count, &p, duplicate ? &taken : NULL));
    if (duplicate)
        *duplicate = taken;
    if (changed)
        *changed = taken ? 0 : mysql_stmt_affected_rows(p->stmt);
    return OK;
}

/* ---- rows ---- */

struct columns { /* where the client puts a row: numbers themselves, of the rest the length */
    MYSQL_BIND bind[DB_COLUMNS_MAX];
    int64_t number[DB_COLUMNS_MAX];
    unsigned long length[DB_COLUMNS_MAX];
    bind_flag null[DB_COLUMNS_MAX], cut[DB_COLUMNS_MAX];
};

static struct columns *columns_bind(struct work *w, const struct db_prepared *p)
{
    struct columns *cs = ARENA_NEW(w->arena, struct columns);
    for (size_t c = 0; c < p->columns; c++) {
        MYSQL_BIND *b = &cs->bind[c];
        bool number = p->types[c] == DB_INT;
        b->buffer_type = number ? MYSQL_TYPE_LONGLONG : MYSQL_TYPE_STRING;
        b->buffer = number ? &cs->number[c] : NULL;
        b->buffer_length = number ? sizeof(int64_t) : 0;
        b->length = &cs->length[c];
        b->is_null = &cs->null[c];
        b->error = &cs->cut[c];
    }
    return cs;
}

/* Texts of any size: the row was fetched with room for none, which told their lengths. */
static bool bytes_fetch(struct work *w, const struct db_prepared *p, const struct columns *cs, size_t c,
                        struct str *out)
{
    unsigned long size = cs->length[c], told;
    char *at = arena_alloc(w->arena, size + 1);
    *out = (struct str){at, size};
    if (!size)
        return true;
    MYSQL_BIND b = {.buffer_type = MYSQL_TYPE_STRING, .buffer = at, .buffer_length = size, .length = &told};
    return mysql_stmt_fetch_column(p->stmt, &b, (unsigned)c, 0) == 0;
}

static bool row_fetch(struct work *w, const struct db_prepared *p, const struct columns *cs,
                      struct db_value *row)
{
    for (size_t c = 0; c < p->columns; c++) {
        row[c] = (struct db_value){.type = p->types[c], .bytes = STR("")};
        if (cs->null[c])
            row[c].type = DB_NULL;
        else if (p->types[c] == DB_INT)
            row[c].number = cs->number[c];
        else if (!bytes_fetch(w, p, cs, c, &row[c].bytes))
            return false;
    }
    return true;
}

/* Copies all rows. Faults here are defects: the rows lie in memory already. */
static enum err rows_fetch(struct work *w, const struct db_prepared *p, struct db_rows *out)
{
    size_t count = mysql_stmt_num_rows(p->stmt);
    if (count > DB_ROWS_MAX)
        return fail(w, ERR_INTERNAL, NULL, "error.internal", "%s: %zu rows", p->sql->name, count);
    struct db_rows rows = {.columns = p->columns, .count = count};
    struct columns *cs = columns_bind(w, p);
    rows.cells = arena_array(w->arena, count * p->columns, sizeof(struct db_value));
    if (mysql_stmt_bind_result(p->stmt, cs->bind))
        return db_fail(w, p->sql->name, mysql_stmt_errno(p->stmt), mysql_stmt_error(p->stmt));
    for (size_t r = 0; r < count; r++) {
        int got = mysql_stmt_fetch(p->stmt);
        if ((got != 0 && got != MYSQL_DATA_TRUNCATED) || !row_fetch(w, p, cs, rows.cells + r * rows.columns))
            return db_fail(w, p->sql->name, mysql_stmt_errno(p->stmt), mysql_stmt_error(p->stmt));
    }
    *out = rows;
    return OK;
}

enum err db_read(struct work *w, const struct sql *sql, const struct db_value *params, size_t count,
                 struct db_rows *out)
{
    struct db_prepared *p = NULL;
    TRY(run(w, sql, params, count, &p, NULL));
    if (!p || !p->columns)
        BUG("%s answers no rows", sql->name);
    enum err kind = rows_fetch(w, p, out);
    mysql_stmt_free_result(p->stmt);
    return kind;
}
