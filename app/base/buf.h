/* A byte builder that lives in an arena: the way every answer, key and line is made.
 *
 * Grows by doubling in its arena; nothing to release. Exhaustion is the arena's (no error here). */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
    struct arena *arena;
    char *at;
    size_t len, cap; /* bytes */
};

void buf_init(struct buf *b, struct arena *a, size_t expected);
void buf_room(struct buf *b, size_t more); /* makes sure that `more` bytes fit without growing */
void buf_put(struct buf *b, struct str s);
void buf_put_z(struct buf *b, const char *z);
void buf_put_char(struct buf *b, char c);
void buf_put_i64(struct buf *b, int64_t n);
void buf_put_u64(struct buf *b, uint64_t n);
void buf_printf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
struct str buf_str(const struct buf *b);  /* what has been built; valid until the next put */
const char *buf_z(struct buf *b);         /* the same with a NUL behind it that len does not count */

#define BUF_LIT(b, literal) buf_put((b), STR(literal))

#endif
