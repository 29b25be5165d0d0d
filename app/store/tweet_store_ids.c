#include "base/std.h"

#include "store/tweet_store.h"

#include "base/work.h"
#include "io/db.h"
#include "store/page_span.h"

#define TRACE "id, author_id, reply_to_author_id" /* all in the key author_id: no row is looked at */

static struct tweet_trace trace_read(const struct db_rows *rows, size_t r)
{
    return (struct tweet_trace){
        .id = db_int(rows, r, 0), .author_id = db_int(rows, r, 1), .reply_to_author_id = db_int(rows, r, 2)};
}

/* ---- all tweets ---- */

/* Asks every shard, unlike all else here: the public timeline belongs to nobody. */
static const struct sql public_newest = {
    "tweet.public_newest", SQL_READ,
    "SELECT " TRACE " FROM tweet WHERE id < ? AND id > ? AND retweet_of_id = 0 AND reply_to_id = 0 ORDER BY id DESC LIMIT ?"};
static const struct sql public_oldest = {
    "tweet.public_oldest", SQL_READ,
    "SELECT " TRACE " FROM tweet WHERE id < ? AND id > ? AND retweet_of_id = 0 AND reply_to_id = 0 ORDER BY id ASC LIMIT ?"};

enum err tweet_store_ids_public(struct work *w, const struct page *page, struct trace_list *out)
{
    struct page_span s = page_span(page);
    struct db_rows rows;
    TRY(db_read(w, s.oldest ? &public_oldest : &public_newest,
                DB_PARAMS(DB_I64(s.below), DB_I64(s.above), DB_I64(s.limit)), &rows));
    struct tweet_trace *traces = ARENA_ARRAY(w->arena, struct tweet_trace, rows.count);
    for (size_t r = 0; r < rows.count; r++)
        traces[s.oldest ? rows.count - 1 - r : r] = trace_read(&rows, r);
    *out = (struct trace_list){traces, rows.count};
    return OK;
}

/* ---- tweets of some authors ---- */

/* The top of each author's own index, one SELECT an author, rather than IN with a sort over all that
 * they ever wrote. Sizes as in multi_get.h. */
#define TOP(order)                                                                                 \
    "(SELECT " TRACE " FROM tweet WHERE author_id = ? AND id < ? AND id > ? ORDER BY id " order " LIMIT ?)"
#define ALL " UNION ALL "
#define TOPS_1(order) TOP(order)
#define TOPS_4(order) TOP(order) ALL TOP(order) ALL TOP(order) ALL TOP(order)
#define TOPS_16(order) TOPS_4(order) ALL TOPS_4(order) ALL TOPS_4(order) ALL TOPS_4(order)
#define TOPS_64(order) TOPS_16(order) ALL TOPS_16(order) ALL TOPS_16(order) ALL TOPS_16(order)

enum { TOPS_MAX = 64, TOPS_SIZES = 4, TOP_PARAMS = 4 };
static const struct sql tops_newest[TOPS_SIZES] = {
    {"tweet.tops_newest", SQL_READ, TOPS_1("DESC")},
    {"tweet.tops_newest", SQL_READ, TOPS_4("DESC")},
    {"tweet.tops_newest", SQL_READ, TOPS_16("DESC")},
    {"tweet.tops_newest", SQL_READ, TOPS_64("DESC")},
};
static const struct sql tops_oldest[TOPS_SIZES] = {
    {"tweet.tops_oldest", SQL_READ, TOPS_1("ASC")},
    {"tweet.tops_oldest", SQL_READ, TOPS_4("ASC")},
    {"tweet.tops_oldest", SQL_READ, TOPS_16("ASC")},
    {"tweet.tops_oldest", SQL_READ, TOPS_64("ASC")},
};

/* Up to TOPS_MAX authors; the rest of the statement is filled up with author 0, who wrote nothing. */
static enum err tops_read(struct work *w, const int64_t *authors, size_t count, const struct page_span *s,
                          struct db_rows *out)
{
    const struct sql *sql = s->oldest ? tops_oldest : tops_newest;
    size_t size = 1;
    for (; size < count; size *= 4)
        sql++;
    struct db_value *params = ARENA_ARRAY(w->arena, struct db_value, size * TOP_PARAMS);
    for (size_t i = 0; i < size; i++) {
        struct db_value *p = params + i * TOP_PARAMS;
        p[0] = DB_I64(i < count ? authors[i] : 0);
        p[1] = DB_I64(s->below);
        p[2] = DB_I64(s->above);
        p[3] = DB_I64(s->limit);
    }
    return db_read(w, sql, params, size * TOP_PARAMS, out);
}

static int newer_first(const void *a, const void *b)
{
    const struct tweet_trace *x = a, *y = b;
    return (x->id < y->id) - (x->id > y->id);
}

static int older_first(const void *a, const void *b)
{
    return newer_first(b, a);
}

/* The best `limit` ids so far, best first; an author named twice adds nothing. */
static void merge(struct trace_list *best, const struct db_rows *rows, const struct page_span *s)
{
    size_t kept = 0;
    for (size_t r = 0; r < rows->count; r++)
        best->at[best->count + r] = trace_read(rows, r);
    best->count += rows->count;
    qsort(best->at, best->count, sizeof best->at[0], s->oldest ? older_first : newer_first);
    for (size_t i = 0; i < best->count && kept < (size_t)s->limit; i++)
        if (!kept || best->at[i].id != best->at[kept - 1].id)
            best->at[kept++] = best->at[i];
    best->count = kept;
}

/* Once the page is full, what comes after its last id is of no interest. */
static void narrow(struct page_span *s, const struct trace_list *best)
{
    if (best->count < (size_t)s->limit)
        return;
    int64_t last = best->at[best->count - 1].id;
    if (s->oldest)
        s->below = last;
    else
        s->above = last;
}

enum err tweet_store_ids_by_authors(struct work *w, const int64_t *authors, size_t count,
                                    const struct page *page, struct trace_list *out)
{
    struct page_span s = page_span(page);
    struct trace_list best = {0};
    size_t at_once = count < TOPS_MAX ? count : TOPS_MAX;
    best.at = ARENA_ARRAY(w->arena, struct tweet_trace, (size_t)s.limit * (at_once + 1));
    for (size_t from = 0; from < count; from += TOPS_MAX) {
        struct db_rows rows;
        size_t size = count - from < TOPS_MAX ? count - from : TOPS_MAX;
        TRY(tops_read(w, authors + from, size, &s, &rows));
        merge(&best, &rows, &s);
        narrow(&s, &best);
    }
    if (s.oldest)
        qsort(best.at, best.count, sizeof best.at[0], newer_first);
    *out = best;
    return OK;
}
