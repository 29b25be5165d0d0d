#include "base/std.h"

#include "store/relation.h"

#include "base/work.h"
#include "store/multi_get.h"
#include "store/page_span.h"

enum err relation_read(struct work *w, const struct relation_sql *sql, int64_t owner, const struct page *page,
                       struct relation_list *out)
{
    struct page_span s = page_span(page);
    struct db_rows rows;
    TRY(db_read(w, s.oldest ? &sql->oldest : &sql->newest,
                DB_PARAMS(DB_I64(owner), DB_I64(s.below), DB_I64(s.above), DB_I64(s.limit)), &rows));
    struct relation *relations = ARENA_ARRAY(w->arena, struct relation, rows.count);
    for (size_t r = 0; r < rows.count; r++) {
        size_t at = s.oldest ? rows.count - 1 - r : r;
        relations[at] = (struct relation){.id = db_int(&rows, r, 0), .other_id = db_int(&rows, r, 1)};
    }
    *out = (struct relation_list){relations, rows.count};
    return OK;
}

enum err relation_marks(struct work *w, const struct sql *sizes, int64_t owner, const struct relation_ids *ids,
                        bool *marks)
{
    struct db_rows rows;
    TRY(multi_get(w, sizes, &owner, ids->at, ids->count, &rows));
    for (size_t i = 0; i < ids->count; i++) {
        marks[i] = false;
        for (size_t r = 0; r < rows.count && !marks[i]; r++)
            marks[i] = db_int(&rows, r, 0) == ids->at[i];
    }
    return OK;
}
