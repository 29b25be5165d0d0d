#include "base/std.h"

#include "store/follow_store.h"

#include "base/work.h"
#include "store/multi_get.h"

/* ---- both directions ---- */

static const struct sql follow_insert = {
    "follow.insert", SQL_WRITE, "INSERT INTO follow (follower_id, followee_id, id) VALUES (?,?,?)"};
static const struct sql follower_insert = {
    "follower.insert", SQL_WRITE, "INSERT INTO follower (followee_id, follower_id, id) VALUES (?,?,?)"};
static const struct sql follow_delete = {
    "follow.delete", SQL_WRITE, "DELETE FROM follow WHERE follower_id = ? AND followee_id = ?"};
static const struct sql follower_delete = {
    "follower.delete", SQL_WRITE, "DELETE FROM follower WHERE followee_id = ? AND follower_id = ?"};

enum err follow_store_insert(struct work *w, int64_t relation_id, int64_t follower, int64_t followee,
                             bool *added)
{
    bool there;
    TRY(db_write(w, &follow_insert, DB_PARAMS(DB_I64(follower), DB_I64(followee), DB_I64(relation_id)),
                 NULL, &there));
    if (!there)
        TRY(db_write(w, &follower_insert, DB_PARAMS(DB_I64(followee), DB_I64(follower), DB_I64(relation_id)),
                     NULL, NULL));
    *added = !there;
    return OK;
}

enum err follow_store_delete(struct work *w, int64_t follower, int64_t followee, bool *removed)
{
    uint64_t was_there;
    TRY(db_write(w, &follow_delete, DB_PARAMS(DB_I64(follower), DB_I64(followee)), &was_there, NULL));
    if (was_there)
        TRY(db_write(w, &follower_delete, DB_PARAMS(DB_I64(followee), DB_I64(follower)), NULL, NULL));
    *removed = was_there > 0;
    return OK;
}

/* ---- lists ---- */

static const struct relation_sql follow_following =
    RELATION_SQL("follow.following", "SELECT id, followee_id FROM follow WHERE follower_id = ?");
static const struct relation_sql follow_followers =
    RELATION_SQL("follow.followers", "SELECT id, follower_id FROM follower WHERE followee_id = ?");
static const struct sql followees = {
    "follow.followees", SQL_READ,
    "SELECT followee_id FROM follow WHERE follower_id = ? ORDER BY id DESC LIMIT ?"};

enum err follow_store_following(struct work *w, int64_t user_id, const struct page *page,
                                struct relation_list *out)
{
    return relation_read(w, &follow_following, user_id, page, out);
}

enum err follow_store_followers(struct work *w, int64_t user_id, const struct page *page,
                                struct relation_list *out)
{
    return relation_read(w, &follow_followers, user_id, page, out);
}

enum err follow_store_followees(struct work *w, int64_t user_id, size_t most, int64_t **out, size_t *count)
{
    struct db_rows rows;
    int64_t limit = most < DB_ROWS_MAX ? (int64_t)most : DB_ROWS_MAX;
    TRY(db_read(w, &followees, DB_PARAMS(DB_I64(user_id), DB_I64(limit)), &rows));
    int64_t *ids = ARENA_ARRAY(w->arena, int64_t, rows.count);
    for (size_t r = 0; r < rows.count; r++)
        ids[r] = db_int(&rows, r, 0);
    *out = ids;
    *count = rows.count;
    return OK;
}

/* ---- marks ---- */

/* Both are asked of the user's own rows, by the first half of a key. */
static const struct sql marks_following[] =
    MULTI_GET("follow.marks", "SELECT followee_id FROM follow WHERE follower_id = ? AND followee_id IN");
static const struct sql marks_followed_by[] =
    MULTI_GET("follower.marks", "SELECT follower_id FROM follower WHERE followee_id = ? AND follower_id IN");

enum err follow_store_marks(struct work *w, int64_t user_id, const int64_t *ids, size_t count,
                            bool *following, bool *followed_by)
{
    const struct relation_ids others = {ids, count};
    TRY(relation_marks(w, marks_following, user_id, &others, following));
    return relation_marks(w, marks_followed_by, user_id, &others, followed_by);
}
