#include "base/std.h"

#include "base/str.h"

#include "base/arena.h"

struct str str_from(const char *z)
{
    return z ? (struct str){z, strlen(z)} : STR("");
}

struct str str_slice(struct str s, size_t from, size_t to)
{
    to = to < s.len ? to : s.len;
    from = from < to ? from : to;
    return (struct str){s.at ? s.at + from : "", to - from};
}

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool str_eq_fold(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

int str_compare(struct str a, struct str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_eq(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

bool str_find(struct str s, struct str needle, size_t *out)
{
    if (needle.len == 0) {
        *out = 0;
        return true;
    }
    const char *found = s.len ? memmem(s.at, s.len, needle.at, needle.len) : NULL;
    if (!found)
        return false;
    *out = (size_t)(found - s.at);
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    size_t from = 0, to = s.len;
    while (from < to && is_blank(s.at[from]))
        from++;
    while (to > from && is_blank(s.at[to - 1]))
        to--;
    return str_slice(s, from, to);
}

/* A used-up rest is told from an empty last piece ("a," has two) by its NULL pointer. */
bool str_next(struct str *rest, char separator, struct str *out)
{
    if (!rest->at)
        return false;
    const char *found = rest->len ? memchr(rest->at, separator, rest->len) : NULL;
    if (!found) {
        *out = *rest;
        *rest = (struct str){0};
        return true;
    }
    size_t before = (size_t)(found - rest->at);
    *out = (struct str){rest->at, before};
    *rest = (struct str){found + 1, rest->len - before - 1};
    return true;
}

bool str_to_u64(struct str s, uint64_t *out)
{
    if (s.len == 0)
        return false;
    uint64_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned)(unsigned char)s.at[i] - '0';
        if (digit > 9 || __builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, digit, &n))
            return false;
    }
    *out = n;
    return true;
}

bool str_to_i64(struct str s, int64_t *out)
{
    bool minus = s.len > 0 && s.at[0] == '-';
    uint64_t size;
    if (!str_to_u64(minus ? str_slice(s, 1, s.len) : s, &size))
        return false;
    if (size > (uint64_t)INT64_MAX + minus)
        return false;
    *out = minus ? (int64_t)(0 - size) : (int64_t)size;
    return true;
}

char *str_z(struct arena *a, struct str s)
{
    char *copy = arena_grow(a, NULL, 0, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return copy;
}

struct str str_copy(struct arena *a, struct str s)
{
    return s.len ? (struct str){str_z(a, s), s.len} : STR("");
}

struct str str_lower(struct arena *a, struct str s)
{
    char *copy = str_z(a, s);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = lower(copy[i]);
    return (struct str){copy, s.len};
}
