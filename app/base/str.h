/* Slices: a pointer and a length, not NUL-terminated, never owned.
 *
 * Input arrives as slices and stays so. A slice lives as long as what it points into (an arena,
 * a literal). Bytes are UTF-8 where the door checked them; nothing here looks at characters. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/std.h"

struct arena;

struct str {
    const char *at; /* never NULL for a slice made here; may be for a zeroed one with len 0 */
    size_t len;     /* bytes */
};

#define STR(literal) ((struct str){"" literal "", sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).len, (s).at /* for "%.*s" */

struct str str_from(const char *z);                       /* NULL gives the empty slice */
struct str str_slice(struct str s, size_t from, size_t to); /* clamped to s */
bool str_eq(struct str a, struct str b);
bool str_eq_fold(struct str a, struct str b); /* ASCII letters without case */
int str_compare(struct str a, struct str b);  /* bytewise, as memcmp */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
bool str_find(struct str s, struct str needle, size_t *out); /* first place of needle */
struct str str_trim(struct str s);                           /* ASCII blanks off both ends */

/* Takes what stands before the next `separator` off *rest; false when *rest was used up. */
bool str_next(struct str *rest, char separator, struct str *out);

/* Whole slice as a decimal number: no sign (u64) or one '-' (i64), no blanks, no overflow. */
MUST_USE bool str_to_u64(struct str s, uint64_t *out);
MUST_USE bool str_to_i64(struct str s, int64_t *out);

struct str str_copy(struct arena *a, struct str s);
char *str_z(struct arena *a, struct str s); /* copy with a final NUL */
struct str str_lower(struct arena *a, struct str s); /* ASCII letters folded to lower case */

#endif
