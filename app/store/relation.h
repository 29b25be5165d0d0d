/* Relations between an owner and something else: what all their tables have in common.
 *
 * A relation has a time-ordered id of its own, by which lists go, newest first; where it is written in both
 * directions, the mirror has the same id. Tables and columns differ, so the statements are their stores'. */
#ifndef STORE_RELATION_H
#define STORE_RELATION_H

#include "io/db.h"
#include "model/page.h"

struct relation {
    int64_t id;       /* of the relation */
    int64_t other_id; /* the other one: a user or a tweet */
};
struct relation_list {
    struct relation *at;
    size_t count;
};

struct relation_ids {
    const int64_t *at;
    size_t count;
};

struct relation_sql { /* both: (owner, below, above, limit) -> (id, other_id) */
    struct sql newest, oldest;
};
/* `head` is "SELECT id, other FROM table WHERE owner = ?"; a literal. */
#define RELATION_SQL(name, head)                                                                              \
    {                                                                                                         \
        {name "_newest", SQL_READ, head " AND id < ? AND id > ? ORDER BY id DESC LIMIT ?"},                   \
            {name "_oldest", SQL_READ, head " AND id < ? AND id > ? ORDER BY id ASC LIMIT ?"}                 \
    }

/* A page of the owner's; page->limit is taken as it is. */
MUST_USE enum err relation_read(struct work *w, const struct relation_sql *sql, int64_t owner,
                                const struct page *page, struct relation_list *out);
/* marks[i]: has the owner a relation with ids[i]? sizes: MULTI_GET of statements that answer those he has. */
MUST_USE enum err relation_marks(struct work *w, const struct sql *sizes, int64_t owner, const struct relation_ids *ids,
                                 bool *marks);

#endif
