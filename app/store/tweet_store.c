#include "base/std.h"

#include "store/tweet_store.h"

#include "base/id.h"
#include "base/work.h"
#include "io/db.h"
#include "store/multi_get.h"

enum { ID_TRIES = ID_SEQUENCES };

#define TWEET_COLUMNS                                                                              \
    "id, author_id, text, created_ms, edited_ms, version, reply_to_id, reply_to_author_id, "       \
    "conversation_id, retweet_of_id, lang, place_name, place_lat, place_lon, likes_count, "        \
    "retweets_count, replies_count"

static struct tweet_place place_read(const struct db_rows *rows, size_t r, size_t name)
{
    return (struct tweet_place){
        .name = db_str(rows, r, name),
        .located = !db_is_null(rows, r, name + 1) && !db_is_null(rows, r, name + 2),
        .lat = db_int(rows, r, name + 1),
        .lon = db_int(rows, r, name + 2),
    };
}

static struct tweet row_read(const struct db_rows *rows, size_t r)
{
    struct tweet t = {
        .id = db_int(rows, r, 0),
        .author_id = db_int(rows, r, 1),
        .text = db_str(rows, r, 2),
        .created_ms = db_int(rows, r, 3),
        .edited_ms = db_int(rows, r, 4),
        .version = db_int(rows, r, 5),
        .reply_to_id = db_int(rows, r, 6),
        .reply_to_author_id = db_int(rows, r, 7),
        .conversation_id = db_int(rows, r, 8),
        .retweet_of_id = db_int(rows, r, 9),
        .lang = db_str(rows, r, 10),
        .place = place_read(rows, r, 11),
        .counts = {.likes = db_int(rows, r, 14), .retweets = db_int(rows, r, 15), .replies = db_int(rows, r, 16)},
    };
    if (t.conversation_id == 0)
        t.conversation_id = t.id;
    return t;
}

static const struct sql tweet_insert = {
    "tweet.insert", SQL_WRITE,
    "INSERT INTO tweet (id, author_id, text, created_ms, reply_to_id, reply_to_author_id, conversation_id, "
    "retweet_of_id, lang, place_name, place_lat, place_lon) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"};
static const struct sql tweet_by_ids[] =
    MULTI_GET("tweet.by_ids", "SELECT " TWEET_COLUMNS " FROM tweet WHERE id IN");
static const struct sql tweet_delete = {
    "tweet.delete", SQL_WRITE, "DELETE FROM tweet WHERE id = ? AND author_id = ?"};

static const struct sql tweet_count = {
    "tweet.count", SQL_WRITE,
    "UPDATE tweet SET likes_count = likes_count + ?, retweets_count = retweets_count + ?, "
    "replies_count = replies_count + ? WHERE id = ?"};

enum err tweet_store_insert(struct work *w, struct tweet *t)
{
    for (int tries = 0; tries < ID_TRIES; tries++) {
        bool clash; /* the id is the only unique key */
        TRY(db_write(w, &tweet_insert,
                     DB_PARAMS(DB_I64(t->id), DB_I64(t->author_id), DB_STR(t->text), DB_I64(t->created_ms),
                               DB_I64(t->reply_to_id), DB_I64(t->reply_to_author_id), DB_I64(t->conversation_id),
                               DB_I64(t->retweet_of_id), DB_STR(t->lang), DB_STR(t->place.name),
                               t->place.located ? DB_I64(t->place.lat) : DB_NONE,
                               t->place.located ? DB_I64(t->place.lon) : DB_NONE),
                     NULL, &clash));
        if (!clash)
            return OK;
        t->id = id_after(t->id);
    }
    return fail(w, ERR_BUSY, NULL, "error.busy", "tweet.insert: no free id");
}

enum err tweet_store_by_ids(struct work *w, const int64_t *ids, size_t count, struct tweet **out,
                            size_t *found)
{
    struct db_rows rows;
    TRY(multi_get(w, tweet_by_ids, NULL, ids, count, &rows));
    struct tweet *tweets = ARENA_ARRAY(w->arena, struct tweet, rows.count);
    for (size_t r = 0; r < rows.count; r++)
        tweets[r] = row_read(&rows, r);
    *out = tweets;
    *found = rows.count;
    return OK;
}

enum err tweet_store_delete(struct work *w, int64_t id, int64_t author_id, bool *removed)
{
    uint64_t changed;
    TRY(db_write(w, &tweet_delete, DB_PARAMS(DB_I64(id), DB_I64(author_id)), &changed, NULL));
    *removed = changed > 0;
    return OK;
}

enum err tweet_store_count(struct work *w, int64_t id, const struct tweet_counts *add, bool *there)
{
    uint64_t changed;
    TRY(db_write(w, &tweet_count,
                 DB_PARAMS(DB_I64(add->likes), DB_I64(add->retweets), DB_I64(add->replies), DB_I64(id)), &changed, NULL));
    *there = changed > 0;
    return OK;
}
