#include "base/std.h"

#include "http/cookie.h"

static bool octets_fine(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c <= ' ' || c > '~' || c == '"' || c == ',' || c == ';' || c == '\\')
            return false;
    }
    return true;
}

unsigned cookie_find(struct str header, struct str name, struct str *out)
{
    unsigned count = 0;
    struct str pair, key = {"", 0};
    while (str_next(&header, ';', &pair)) {
        struct str value = str_trim(pair);
        if (!str_next(&value, '=', &key) || value.at == NULL || !str_eq(key, name))
            continue;
        if (count++ == 0)
            *out = octets_fine(value) ? value : STR("");
    }
    return count;
}
