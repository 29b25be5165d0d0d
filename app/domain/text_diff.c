#include "base/std.h"

#include "domain/text_diff.h"

#include "base/arena.h"
#include "base/utf8.h"

struct words {
    struct str *at;
    size_t count;
};

/* --- words --- */

enum sort { SORT_BLANK, SORT_MARK, SORT_ALONE, SORT_WORD };

static bool is_ideograph(int32_t c)
{
    return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0x20000 && c <= 0x3ffff);
}

static enum sort sort_of(int32_t c)
{
    if (utf8_is_mark(c) || utf8_is_invisible(c))
        return SORT_MARK; /* belongs to the character before it */
    if (c == ' ' || c == '\n' || c == '\t')
        return SORT_BLANK;
    bool punctuation = c < 128 && strchr(".,;:!?\"()[]{}/", (char)c) != NULL;
    return punctuation || is_ideograph(c) ? SORT_ALONE : SORT_WORD;
}

static struct words words_of(struct arena *a, struct str text)
{
    struct words words = {.at = ARENA_ARRAY(a, struct str, text.len + 1)};
    enum sort before = SORT_ALONE;
    for (struct str rest = text; rest.len > 0;) {
        size_t from = text.len - rest.len;
        enum sort sort = sort_of(utf8_next(&rest));
        size_t to = text.len - rest.len;
        bool goes_on = words.count > 0 && (sort == SORT_MARK || (sort == before && sort != SORT_ALONE));
        if (goes_on)
            words.at[words.count - 1].len += to - from;
        else
            words.at[words.count++] = str_slice(text, from, to);
        if (sort != SORT_MARK)
            before = sort;
    }
    return words;
}

/* --- pieces --- */

/* Slices of one text that touch become one. */
static void piece_put(struct text_pieces *pieces, enum text_piece_kind kind, struct str word)
{
    struct text_piece *last = pieces->count > 0 ? &pieces->at[pieces->count - 1] : NULL;
    if (last != NULL && last->kind == kind)
        last->text.len += word.len;
    else
        pieces->at[pieces->count++] = (struct text_piece){kind, word};
}

static void pieces_put(struct text_pieces *pieces, enum text_piece_kind kind, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        piece_put(pieces, kind, words->at[i]);
}

/* --- comparing --- */

static size_t common_front(const struct words *x, const struct words *y)
{
    size_t n = 0;
    while (n < x->count && n < y->count && str_eq(x->at[n], y->at[n]))
        n++;
    return n;
}

static size_t common_back(const struct words *x, const struct words *y)
{
    size_t n = 0;
    while (n < x->count && n < y->count && str_eq(x->at[x->count - 1 - n], y->at[y->count - 1 - n]))
        n++;
    return n;
}

/* lengths[i][j]: of the longest common run of x from i and y from j. */
static uint16_t *length_at(const struct text_differ *d, size_t i, size_t j)
{
    return &d->lengths[i * (TEXT_DIFF_WORDS + 1) + j];
}

static void lengths_fill(struct text_differ *d, const struct words *x, const struct words *y)
{
    if (d->lengths == NULL)
        d->lengths = ARENA_ARRAY(d->arena, uint16_t, (TEXT_DIFF_WORDS + 1) * (TEXT_DIFF_WORDS + 1));
    for (size_t i = x->count + 1; i-- > 0;) {
        for (size_t j = y->count + 1; j-- > 0;) {
            uint16_t *here = length_at(d, i, j);
            if (i == x->count || j == y->count) {
                *here = 0;
                continue;
            }
            uint16_t down = *length_at(d, i + 1, j), across = *length_at(d, i, j + 1);
            if (str_eq(x->at[i], y->at[j]))
                *here = (uint16_t)(*length_at(d, i + 1, j + 1) + 1);
            else
                *here = down > across ? down : across;
        }
    }
}

static void middle_put(struct text_differ *d, struct text_pieces *pieces, const struct words *x, const struct words *y)
{
    size_t i = 0, j = 0;
    lengths_fill(d, x, y);
    while (i < x->count || j < y->count) {
        bool both = i < x->count && j < y->count;
        if (both && str_eq(x->at[i], y->at[j])) {
            piece_put(pieces, TEXT_KEPT, y->at[j++]);
            i++;
        } else if (i < x->count && (!both || *length_at(d, i + 1, j) >= *length_at(d, i, j + 1))) {
            piece_put(pieces, TEXT_REMOVED, x->at[i++]);
        } else {
            piece_put(pieces, TEXT_ADDED, y->at[j++]);
        }
    }
}

struct text_pieces text_diff(struct text_differ *d, struct str older, struct str newer)
{
    struct words x = words_of(d->arena, older), y = words_of(d->arena, newer);
    struct text_pieces pieces = {.at = ARENA_ARRAY(d->arena, struct text_piece, x.count + y.count + 1)};
    size_t front = common_front(&x, &y);
    pieces_put(&pieces, TEXT_KEPT, &(struct words){y.at, front});
    x = (struct words){x.at + front, x.count - front};
    y = (struct words){y.at + front, y.count - front};
    size_t back = common_back(&x, &y);
    const struct words end = {y.at + y.count - back, back};
    x.count -= back;
    y.count -= back;
    if (x.count > TEXT_DIFF_WORDS || y.count > TEXT_DIFF_WORDS) {
        pieces_put(&pieces, TEXT_REMOVED, &x);
        pieces_put(&pieces, TEXT_ADDED, &y);
    } else {
        middle_put(d, &pieces, &x, &y);
    }
    pieces_put(&pieces, TEXT_KEPT, &end);
    return pieces;
}
