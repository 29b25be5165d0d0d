#include "base/std.h"

#include "store/retweet_store.h"

#include "base/work.h"
#include "store/multi_get.h"

static const struct sql retweet_insert = {
    "retweet.insert", SQL_WRITE, "INSERT INTO retweet (user_id, tweet_id, id) VALUES (?,?,?)"};
static const struct sql retweet_rename = {
    "retweet.rename", SQL_WRITE, "UPDATE retweet SET id = ? WHERE user_id = ? AND tweet_id = ?"};
static const struct sql retweet_lock = {
    "retweet.lock", SQL_WRITE, "SELECT id FROM retweet WHERE user_id = ? AND tweet_id = ? FOR UPDATE"};
static const struct sql retweet_delete = {
    "retweet.delete", SQL_WRITE, "DELETE FROM retweet WHERE user_id = ? AND tweet_id = ?"};
static const struct sql retweet_marks[] =
    MULTI_GET("retweet.marks", "SELECT tweet_id FROM retweet WHERE user_id = ? AND tweet_id IN");

enum err retweet_store_insert(struct work *w, int64_t user_id, int64_t tweet_id, int64_t id, bool *added)
{
    bool there;
    TRY(db_write(w, &retweet_insert, DB_PARAMS(DB_I64(user_id), DB_I64(tweet_id), DB_I64(id)), NULL, &there));
    *added = !there;
    return OK;
}

enum err retweet_store_rename(struct work *w, int64_t user_id, int64_t tweet_id, int64_t id)
{
    return db_write(w, &retweet_rename, DB_PARAMS(DB_I64(id), DB_I64(user_id), DB_I64(tweet_id)), NULL, NULL);
}

enum err retweet_store_delete(struct work *w, int64_t user_id, int64_t tweet_id, int64_t *removed)
{
    struct db_rows rows;
    TRY(db_read(w, &retweet_lock, DB_PARAMS(DB_I64(user_id), DB_I64(tweet_id)), &rows));
    if (rows.count > 0)
        TRY(db_write(w, &retweet_delete, DB_PARAMS(DB_I64(user_id), DB_I64(tweet_id)), NULL, NULL));
    *removed = rows.count > 0 ? db_int(&rows, 0, 0) : 0;
    return OK;
}

enum err retweet_store_marks(struct work *w, int64_t user_id, const struct relation_ids *tweets, bool *marks)
{
    return relation_marks(w, retweet_marks, user_id, tweets, marks);
}
