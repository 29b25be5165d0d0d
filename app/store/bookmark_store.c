#include "base/std.h"

#include "store/bookmark_store.h"

#include "base/work.h"
#include "store/multi_get.h"

static const struct sql bookmark_insert = {
    "bookmark.insert", SQL_WRITE, "INSERT INTO bookmark (user_id, tweet_id, id) VALUES (?,?,?)"};
static const struct sql bookmark_delete = {
    "bookmark.delete", SQL_WRITE, "DELETE FROM bookmark WHERE user_id = ? AND tweet_id = ?"};
static const struct relation_sql bookmark_tweets =
    RELATION_SQL("bookmark.tweets", "SELECT id, tweet_id FROM bookmark WHERE user_id = ?");
static const struct sql bookmark_marks[] =
    MULTI_GET("bookmark.marks", "SELECT tweet_id FROM bookmark WHERE user_id = ? AND tweet_id IN");

enum err bookmark_store_insert(struct work *w, int64_t relation_id, int64_t user_id, int64_t tweet_id)
{
    bool there;
    return db_write(w, &bookmark_insert, DB_PARAMS(DB_I64(user_id), DB_I64(tweet_id), DB_I64(relation_id)), NULL,
                    &there);
}

enum err bookmark_store_delete(struct work *w, int64_t user_id, int64_t tweet_id)
{
    return db_write(w, &bookmark_delete, DB_PARAMS(DB_I64(user_id), DB_I64(tweet_id)), NULL, NULL);
}

enum err bookmark_store_tweets(struct work *w, int64_t user_id, const struct page *page, struct relation_list *out)
{
    return relation_read(w, &bookmark_tweets, user_id, page, out);
}

enum err bookmark_store_marks(struct work *w, int64_t user_id, const struct relation_ids *tweets, bool *marks)
{
    return relation_marks(w, bookmark_marks, user_id, tweets, marks);
}
