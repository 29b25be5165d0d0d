#include "base/std.h"

#include "store/invitation_store.h"

#include "io/db.h"

static const struct sql invitation_insert = {
    "invitation.insert", SQL_WRITE,
    "INSERT INTO invitation (code_hash, uses_left, expires_ms) VALUES (?,?,?)"};
static const struct sql invitation_use = {
    "invitation.use", SQL_WRITE,
    "UPDATE invitation SET uses_left = uses_left - 1 "
    "WHERE code_hash = ? AND uses_left > 0 AND expires_ms > ?"};

enum err invitation_store_insert(struct work *w, const unsigned char hash[32], int uses, int64_t expires_ms)
{
    struct str code = {(const char *)hash, 32};
    return db_write(w, &invitation_insert, DB_PARAMS(DB_BIN(code), DB_I64(uses), DB_I64(expires_ms)), NULL,
                    NULL);
}

enum err invitation_store_use(struct work *w, const unsigned char hash[32], int64_t now_ms, bool *used)
{
    struct str code = {(const char *)hash, 32};
    uint64_t changed;
    TRY(db_write(w, &invitation_use, DB_PARAMS(DB_BIN(code), DB_I64(now_ms)), &changed, NULL));
    *used = changed > 0;
    return OK;
}
