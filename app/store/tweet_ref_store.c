#include "base/std.h"

#include "store/tweet_ref_store.h"

#include "base/work.h"
#include "io/db.h"
#include "store/page_span.h"

static const struct sql ref_insert = {
    "tweet_ref.insert", SQL_WRITE, "INSERT INTO tweet_ref (target_id, kind, id, author_id) VALUES (?,?,?,?)"};
static const struct sql ref_delete = {
    "tweet_ref.delete", SQL_WRITE, "DELETE FROM tweet_ref WHERE target_id = ? AND kind = ? AND id = ?"};
static const struct sql ref_newest = {
    "tweet_ref.newest", SQL_READ,
    "SELECT id FROM tweet_ref WHERE target_id = ? AND kind = ? AND id < ? AND id > ? ORDER BY id DESC LIMIT ?"};
static const struct sql ref_oldest = {
    "tweet_ref.oldest", SQL_READ,
    "SELECT id FROM tweet_ref WHERE target_id = ? AND kind = ? AND id < ? AND id > ? ORDER BY id ASC LIMIT ?"};
static const struct relation_sql ref_authors[] = {
    [TWEET_REF_REPLY] = RELATION_SQL(
        "tweet_ref.repliers", "SELECT id, author_id FROM tweet_ref WHERE target_id = ? AND kind = 1"),
    [TWEET_REF_RETWEET] = RELATION_SQL(
        "tweet_ref.retweeters", "SELECT id, author_id FROM tweet_ref WHERE target_id = ? AND kind = 2"),
};

enum err tweet_ref_store_insert(struct work *w, const struct tweet_ref *ref, bool *added)
{
    bool clash;
    TRY(db_write(w, &ref_insert,
                 DB_PARAMS(DB_I64(ref->target_id), DB_I64(ref->kind), DB_I64(ref->id), DB_I64(ref->author_id)), NULL,
                 &clash));
    *added = !clash;
    return OK;
}

enum err tweet_ref_store_delete(struct work *w, const struct tweet_ref *ref, bool *removed)
{
    uint64_t changed;
    TRY(db_write(w, &ref_delete, DB_PARAMS(DB_I64(ref->target_id), DB_I64(ref->kind), DB_I64(ref->id)), &changed,
                 NULL));
    *removed = changed > 0;
    return OK;
}

enum err tweet_ref_store_ids(struct work *w, int64_t target_id, enum tweet_ref_kind kind, const struct page *page,
                             struct id_list *out)
{
    struct page_span s = page_span(page);
    struct db_rows rows;
    TRY(db_read(w, s.oldest ? &ref_oldest : &ref_newest,
                DB_PARAMS(DB_I64(target_id), DB_I64(kind), DB_I64(s.below), DB_I64(s.above), DB_I64(s.limit)), &rows));
    int64_t *ids = ARENA_ARRAY(w->arena, int64_t, rows.count);
    for (size_t r = 0; r < rows.count; r++)
        ids[s.oldest ? rows.count - 1 - r : r] = db_int(&rows, r, 0);
    *out = (struct id_list){ids, rows.count};
    return OK;
}

enum err tweet_ref_store_authors(struct work *w, int64_t target_id, enum tweet_ref_kind kind, const struct page *page,
                                 struct relation_list *out)
{
    return relation_read(w, &ref_authors[kind], target_id, page, out);
}
