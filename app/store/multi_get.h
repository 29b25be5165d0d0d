/* Rows by a list of ids, with a bounded number of statements.
 *
 * A prepared statement has a fixed number of '?'. So each such read is a small table of statements, for
 * 1, 4, 16, 64 and MULTI_GET_MAX ids, and a list is filled up to the next size by its last id again (an id
 * twice in IN answers its row once). Not more sizes: each costs every worker about 10 KB of the client's, and
 * the server more. The texts are put together by the preprocessor: nothing is built while the program runs,
 * and the address of each is its key in the prepared cache (io/db.h).
 *
 *   static const struct sql by_ids[] = MULTI_GET("user.by_ids", "SELECT id FROM user WHERE id IN");
 */
#ifndef STORE_MULTI_GET_H
#define STORE_MULTI_GET_H

#include "io/db.h"

enum { MULTI_GET_MAX = 128, MULTI_GET_SIZES = 5 };

#define MULTI_GET_1 "?"
#define MULTI_GET_4 "?,?,?,?"
#define MULTI_GET_16 MULTI_GET_4 "," MULTI_GET_4 "," MULTI_GET_4 "," MULTI_GET_4
#define MULTI_GET_64 MULTI_GET_16 "," MULTI_GET_16 "," MULTI_GET_16 "," MULTI_GET_16
#define MULTI_GET_128 MULTI_GET_64 "," MULTI_GET_64

/* `head` is a literal that ends in IN; parameters before the list may stand in it. */
#define MULTI_GET_ROW(name, head, size) {name, SQL_READ, head " (" MULTI_GET_##size ")"}
#define MULTI_GET(name, head)                                                                      \
    {                                                                                              \
        MULTI_GET_ROW(name, head, 1), MULTI_GET_ROW(name, head, 4), MULTI_GET_ROW(name, head, 16), \
            MULTI_GET_ROW(name, head, 64), MULTI_GET_ROW(name, head, 128)                          \
    }

/* sizes: a table made by MULTI_GET. owner: the parameter before the list, NULL for none. Rows come in no
 * order, and none for ids that are not there. More than MULTI_GET_MAX ids is a defect of the caller. */
MUST_USE enum err multi_get(struct work *w, const struct sql sizes[MULTI_GET_SIZES], const int64_t *owner,
                            const int64_t *ids, size_t count, struct db_rows *out);
/* The same by texts, without an owner. */
MUST_USE enum err multi_get_texts(struct work *w, const struct sql sizes[MULTI_GET_SIZES], const struct str *texts,
                                  size_t count, struct db_rows *out);

#endif
