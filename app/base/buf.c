#include "base/std.h"

#include "base/buf.h"

#include "base/arena.h"

void buf_init(struct buf *b, struct arena *a, size_t expected)
{
    size_t cap = expected < 32 ? 32 : expected;
    *b = (struct buf){.arena = a, .at = arena_grow(a, NULL, 0, cap), .cap = cap};
}

void buf_room(struct buf *b, size_t more)
{
    if (more <= b->cap - b->len)
        return;
    size_t need = more > SIZE_MAX - b->len ? SIZE_MAX : b->len + more; /* SIZE_MAX exhausts the arena */
    size_t cap = b->cap > SIZE_MAX / 2 || b->cap * 2 < need ? need : b->cap * 2;
    b->at = arena_grow(b->arena, b->at, b->cap, cap);
    b->cap = cap;
}

void buf_put(struct buf *b, struct str s)
{
    if (s.len == 0)
        return;
    buf_room(b, s.len);
    memcpy(b->at + b->len, s.at, s.len);
    b->len += s.len;
}

void buf_put_z(struct buf *b, const char *z)
{
    buf_put(b, str_from(z));
}

void buf_put_char(struct buf *b, char c)
{
    buf_room(b, 1);
    b->at[b->len++] = c;
}

void buf_put_u64(struct buf *b, uint64_t n)
{
    char digits[20];
    size_t from = sizeof digits;
    do {
        digits[--from] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    buf_put(b, (struct str){digits + from, sizeof digits - from});
}

void buf_put_i64(struct buf *b, int64_t n)
{
    if (n < 0)
        buf_put_char(b, '-');
    buf_put_u64(b, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int wanted = vsnprintf(b->at + b->len, b->cap - b->len, format, args);
    va_end(args);
    if (wanted >= 0 && (size_t)wanted >= b->cap - b->len) {
        buf_room(b, (size_t)wanted + 1);
        vsnprintf(b->at + b->len, b->cap - b->len, format, again);
    }
    va_end(again);
    b->len += wanted > 0 ? (size_t)wanted : 0;
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->at, b->len};
}

const char *buf_z(struct buf *b)
{
    buf_room(b, 1);
    b->at[b->len] = '\0';
    return b->at;
}
