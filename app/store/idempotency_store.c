#include "base/std.h"

#include "store/idempotency_store.h"

#include "base/work.h"
#include "io/db.h"

static const struct sql idempotency_insert = {
    "idempotency.insert", SQL_WRITE,
    "INSERT INTO idempotency (user_id, key_hash, request_hash, expires_ms, headers, body) VALUES (?, ?, ?, ?, '', '')"};
static const struct sql idempotency_renew = {
    "idempotency.renew", SQL_WRITE,
    "UPDATE idempotency SET request_hash = ?, expires_ms = ?, status = 0, headers = '', body = '' "
    "WHERE user_id = ? AND key_hash = ? AND expires_ms <= ?"};
static const struct sql idempotency_find = {
    "idempotency.find", SQL_WRITE, /* as it is now, not as a replica has it */
    "SELECT request_hash, status, headers, body FROM idempotency WHERE user_id = ? AND key_hash = ?"};
static const struct sql idempotency_fill = {
    "idempotency.fill", SQL_WRITE,
    "UPDATE idempotency SET status = ?, headers = ?, body = ? WHERE user_id = ? AND key_hash = ?"};
static const struct sql idempotency_purge = {
    "idempotency.purge", SQL_WRITE, "DELETE FROM idempotency WHERE expires_ms <= ? ORDER BY expires_ms LIMIT ?"};

static struct str hash_str(const unsigned char hash[32])
{
    return (struct str){(const char *)hash, 32};
}

/* The insert that finds the row of another waits for the end of that other's transaction. */
enum err idempotency_store_claim(struct work *w, const struct idempotent_request *r, int64_t expires_ms,
                                 bool *claimed)
{
    struct db_value user = DB_I64(r->user_id), key = DB_BIN(hash_str(r->key_hash)),
                    asked = DB_BIN(hash_str(r->request_hash)), expires = DB_I64(expires_ms);
    bool taken = false;
    uint64_t renewed = 0;
    TRY(db_write(w, &idempotency_insert, DB_PARAMS(user, key, asked, expires), NULL, &taken));
    if (taken)
        TRY(db_write(w, &idempotency_renew, DB_PARAMS(asked, expires, user, key, DB_I64(w->now_ms)), &renewed, NULL));
    *claimed = !taken || renewed > 0;
    return OK;
}

enum err idempotency_store_find(struct work *w, const struct idempotent_request *r, unsigned char request_hash[32],
                                struct idempotent_answer *out)
{
    struct db_rows rows;
    TRY(db_read(w, &idempotency_find, DB_PARAMS(DB_I64(r->user_id), DB_BIN(hash_str(r->key_hash))), &rows));
    if (rows.count == 0 || db_str(&rows, 0, 0).len != 32)
        return fail(w, ERR_BUSY, NULL, "error.busy", "an idempotency key was there and is gone");
    memcpy(request_hash, db_str(&rows, 0, 0).at, 32);
    *out = (struct idempotent_answer){(int)db_int(&rows, 0, 1), db_str(&rows, 0, 2), db_str(&rows, 0, 3)};
    return OK;
}

enum err idempotency_store_fill(struct work *w, const struct idempotent_request *r,
                                const struct idempotent_answer *answer)
{
    return db_write(w, &idempotency_fill,
                    DB_PARAMS(DB_I64(answer->status), DB_BIN(answer->headers), DB_BIN(answer->body),
                              DB_I64(r->user_id), DB_BIN(hash_str(r->key_hash))),
                    NULL, NULL);
}

enum err idempotency_store_purge(struct work *w, int64_t now_ms, int most, uint64_t *removed)
{
    return db_write(w, &idempotency_purge, DB_PARAMS(DB_I64(now_ms), DB_I64(most)), removed, NULL);
}
