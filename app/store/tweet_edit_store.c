#include "base/std.h"

#include "store/tweet_edit_store.h"

#include "base/work.h"
#include "io/db.h"

/* edited_ms never goes back, whatever the clock does. */
static const struct sql edit_replace = {
    "tweet_edit.replace", SQL_WRITE,
    "UPDATE tweet SET text = ?, version = version + 1, edited_ms = GREATEST(?, edited_ms + 1) "
    "WHERE id = ? AND author_id = ? AND version = ?"};
static const struct sql edit_insert = {
    "tweet_edit.insert", SQL_WRITE, "INSERT INTO tweet_edit (tweet_id, version, text, since_ms) VALUES (?,?,?,?)"};
static const struct sql edit_list = {
    "tweet_edit.list", SQL_READ,
    "SELECT version, text, since_ms FROM tweet_edit WHERE tweet_id = ? ORDER BY version DESC LIMIT ?"};
static const struct sql edit_delete_all = {
    "tweet_edit.delete_all", SQL_WRITE, "DELETE FROM tweet_edit WHERE tweet_id = ?"};

enum err tweet_edit_store_replace(struct work *w, const struct tweet *was, struct str text, int64_t now_ms,
                                  bool *replaced)
{
    uint64_t changed;
    int64_t since_ms = was->edited_ms != 0 ? was->edited_ms : was->created_ms;
    TRY(db_write(w, &edit_replace,
                 DB_PARAMS(DB_STR(text), DB_I64(now_ms), DB_I64(was->id), DB_I64(was->author_id), DB_I64(was->version)),
                 &changed, NULL));
    *replaced = changed > 0;
    if (!*replaced)
        return OK;
    return db_write(w, &edit_insert,
                    DB_PARAMS(DB_I64(was->id), DB_I64(was->version), DB_STR(was->text), DB_I64(since_ms)), NULL, NULL);
}

enum err tweet_edit_store_list(struct work *w, int64_t tweet_id, struct tweet_version **out, size_t *count)
{
    struct db_rows rows;
    TRY(db_read(w, &edit_list, DB_PARAMS(DB_I64(tweet_id), DB_I64(TWEET_VERSIONS_MAX)), &rows));
    struct tweet_version *versions = ARENA_ARRAY(w->arena, struct tweet_version, rows.count + 1);
    for (size_t r = 0; r < rows.count; r++)
        versions[r] = (struct tweet_version){
            .version = db_int(&rows, r, 0), .text = db_str(&rows, r, 1), .since_ms = db_int(&rows, r, 2)};
    *out = versions;
    *count = rows.count;
    return OK;
}

enum err tweet_edit_store_delete_all(struct work *w, int64_t tweet_id)
{
    return db_write(w, &edit_delete_all, DB_PARAMS(DB_I64(tweet_id)), NULL, NULL);
}
