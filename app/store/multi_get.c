#include "base/std.h"

#include "store/multi_get.h"

#include "base/work.h"

enum err multi_get(struct work *w, const struct sql sizes[MULTI_GET_SIZES], const int64_t *owner,
                   const int64_t *ids, size_t count, struct db_rows *out)
{
    struct db_value params[1 + MULTI_GET_MAX];
    size_t size = 1, at = 0;
    if (count > MULTI_GET_MAX)
        BUG("%s: %zu ids at once", sizes->name, count);
    if (!count) {
        *out = (struct db_rows){0};
        return OK;
    }
    for (; size < count; size *= 2)
        sizes++;
    if (owner)
        params[at++] = DB_I64(*owner);
    for (size_t i = 0; i < size; i++)
        params[at++] = DB_I64(ids[i < count ? i : count - 1]);
    return db_read(w, sizes, params, at, out);
}
