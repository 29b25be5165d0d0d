#include "base/std.h"

#include "store/like_store.h"

#include "base/work.h"
#include "store/multi_get.h"

static const struct sql like_insert = {
    "like.insert", SQL_WRITE, "INSERT INTO like_ (user_id, tweet_id, id) VALUES (?,?,?)"};
static const struct sql liked_by_insert = {
    "liked_by.insert", SQL_WRITE, "INSERT INTO liked_by (tweet_id, user_id, id) VALUES (?,?,?)"};
static const struct sql like_delete = {
    "like.delete", SQL_WRITE, "DELETE FROM like_ WHERE user_id = ? AND tweet_id = ?"};
static const struct sql liked_by_delete = {
    "liked_by.delete", SQL_WRITE, "DELETE FROM liked_by WHERE tweet_id = ? AND user_id = ?"};
static const struct relation_sql like_tweets =
    RELATION_SQL("like.tweets", "SELECT id, tweet_id FROM like_ WHERE user_id = ?");
static const struct relation_sql like_people =
    RELATION_SQL("like.people", "SELECT id, user_id FROM liked_by WHERE tweet_id = ?");
static const struct sql like_marks[] =
    MULTI_GET("like.marks", "SELECT tweet_id FROM like_ WHERE user_id = ? AND tweet_id IN");

enum err like_store_insert(struct work *w, int64_t relation_id, int64_t user_id, int64_t tweet_id, bool *added)
{
    bool there;
    TRY(db_write(w, &like_insert, DB_PARAMS(DB_I64(user_id), DB_I64(tweet_id), DB_I64(relation_id)), NULL, &there));
    if (!there)
        TRY(db_write(w, &liked_by_insert, DB_PARAMS(DB_I64(tweet_id), DB_I64(user_id), DB_I64(relation_id)), NULL,
                     NULL));
    *added = !there;
    return OK;
}

enum err like_store_delete(struct work *w, int64_t user_id, int64_t tweet_id, bool *removed)
{
    uint64_t was_there;
    TRY(db_write(w, &like_delete, DB_PARAMS(DB_I64(user_id), DB_I64(tweet_id)), &was_there, NULL));
    if (was_there)
        TRY(db_write(w, &liked_by_delete, DB_PARAMS(DB_I64(tweet_id), DB_I64(user_id)), NULL, NULL));
    *removed = was_there > 0;
    return OK;
}

enum err like_store_tweets(struct work *w, int64_t user_id, const struct page *page, struct relation_list *out)
{
    return relation_read(w, &like_tweets, user_id, page, out);
}

enum err like_store_people(struct work *w, int64_t tweet_id, const struct page *page, struct relation_list *out)
{
    return relation_read(w, &like_people, tweet_id, page, out);
}

enum err like_store_marks(struct work *w, int64_t user_id, const struct relation_ids *tweets, bool *marks)
{
    return relation_marks(w, like_marks, user_id, tweets, marks);
}
