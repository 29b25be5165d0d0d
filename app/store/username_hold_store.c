#include "base/std.h"

#include "store/username_hold_store.h"

#include "base/work.h"
#include "io/db.h"
#include "model/user.h"
#include "store/multi_get.h"

static const struct sql hold_owner = {
    "username_hold.owner", SQL_WRITE, "SELECT user_id FROM username_hold WHERE name_key = ? AND until_ms > ?"};
static const struct sql hold_owners[] = MULTI_GET(
    "username_hold.owners",
    "SELECT username_hold.name_key, username_hold.user_id, username_hold.until_ms FROM username_hold "
    "WHERE username_hold.name_key IN");
static const struct sql hold_list = {
    "username_hold.list", SQL_WRITE,
    "SELECT name_key, until_ms FROM username_hold WHERE user_id = ? AND until_ms > ? ORDER BY until_ms DESC LIMIT ?"};
static const struct sql hold_put = {
    "username_hold.put", SQL_WRITE,
    "INSERT INTO username_hold (name_key, user_id, until_ms) VALUES (?,?,?) "
    "ON DUPLICATE KEY UPDATE user_id = VALUES(user_id), until_ms = VALUES(until_ms)"};
static const struct sql hold_remove = {
    "username_hold.remove", SQL_WRITE, "DELETE FROM username_hold WHERE name_key = ?"};
static const struct sql hold_purge = {
    "username_hold.purge", SQL_WRITE, "DELETE FROM username_hold WHERE until_ms <= ? ORDER BY until_ms LIMIT ?"};

enum err username_hold_store_owner(struct work *w, struct str name, int64_t now_ms, int64_t *user_id)
{
    struct db_rows rows = {0};
    if (name.len > 0 && name.len <= USERNAME_MAX && !str_ends(name, STR(" ")))
        TRY(db_read(w, &hold_owner, DB_PARAMS(DB_STR(str_lower(w->arena, name)), DB_I64(now_ms)), &rows));
    *user_id = rows.count > 0 ? db_int(&rows, 0, 0) : 0;
    return OK;
}

enum err username_hold_store_owners(struct work *w, const struct str *names, size_t count, int64_t now_ms, int64_t *ids)
{
    struct str asked[MULTI_GET_MAX];
    size_t places[MULTI_GET_MAX], unknown = 0;
    struct db_rows rows = {0};
    for (size_t i = 0; i < count && unknown < MULTI_GET_MAX; i++)
        if (ids[i] == 0) {
            asked[unknown] = names[i];
            places[unknown++] = i;
        }
    if (unknown > 0)
        TRY(multi_get_texts(w, hold_owners, asked, unknown, &rows));
    for (size_t r = 0; r < rows.count; r++)
        for (size_t i = 0; i < unknown; i++)
            if (str_eq(db_str(&rows, r, 0), asked[i]) && db_int(&rows, r, 2) > now_ms)
                ids[places[i]] = db_int(&rows, r, 1);
    return OK;
}

enum err username_hold_store_list(struct work *w, int64_t user_id, int64_t now_ms, struct username_holds *out)
{
    struct db_rows rows;
    TRY(db_read(w, &hold_list, DB_PARAMS(DB_I64(user_id), DB_I64(now_ms), DB_I64(USERNAME_HOLDS_MAX)), &rows));
    for (size_t r = 0; r < rows.count; r++)
        out->at[r] = (struct username_hold){.name = db_str(&rows, r, 0), .until_ms = db_int(&rows, r, 1)};
    out->count = rows.count;
    return OK;
}

enum err username_hold_store_put(struct work *w, struct str name, int64_t user_id, int64_t until_ms)
{
    return db_write(w, &hold_put,
                    DB_PARAMS(DB_STR(str_lower(w->arena, name)), DB_I64(user_id), DB_I64(until_ms)), NULL, NULL);
}

enum err username_hold_store_remove(struct work *w, struct str name)
{
    return db_write(w, &hold_remove, DB_PARAMS(DB_STR(str_lower(w->arena, name))), NULL, NULL);
}

enum err username_hold_store_purge(struct work *w, int64_t now_ms, int most, uint64_t *removed)
{
    return db_write(w, &hold_purge, DB_PARAMS(DB_I64(now_ms), DB_I64(most)), removed, NULL);
}
