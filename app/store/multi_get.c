#include "base/std.h"

#include "store/multi_get.h"

#include "base/work.h"

/* params: of the owner first, if there is one; then room for MULTI_GET_MAX, of which `count` are filled. */
static MUST_USE enum err multi_get_read(struct work *w, const struct sql *sizes, struct db_value *params,
                                        size_t owners, size_t count, struct db_rows *out)
{
    size_t size = 1;
    if (!count) {
        *out = (struct db_rows){0};
        return OK;
    }
    for (; size < count; size = size < MULTI_GET_MAX / 4 ? size * 4 : MULTI_GET_MAX)
        sizes++;
    for (size_t i = count; i < size; i++)
        params[owners + i] = params[owners + count - 1];
    return db_read(w, sizes, params, owners + size, out);
}

static void multi_get_bound(const struct sql *sizes, size_t count)
{
    if (count > MULTI_GET_MAX)
        BUG("%s: %zu ids at once", sizes->name, count);
}

enum err multi_get(struct work *w, const struct sql sizes[MULTI_GET_SIZES], const int64_t *owner,
                   const int64_t *ids, size_t count, struct db_rows *out)
{
    struct db_value params[1 + MULTI_GET_MAX];
    size_t owners = 0;
    multi_get_bound(sizes, count);
    if (owner)
        params[owners++] = DB_I64(*owner);
    for (size_t i = 0; i < count; i++)
        params[owners + i] = DB_I64(ids[i]);
    return multi_get_read(w, sizes, params, owners, count, out);
}

enum err multi_get_texts(struct work *w, const struct sql sizes[MULTI_GET_SIZES], const struct str *texts,
                         size_t count, struct db_rows *out)
{
    struct db_value params[MULTI_GET_MAX];
    multi_get_bound(sizes, count);
    for (size_t i = 0; i < count; i++)
        params[i] = DB_STR(texts[i]);
    return multi_get_read(w, sizes, params, 0, count, out);
}
