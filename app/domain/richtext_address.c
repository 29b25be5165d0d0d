#include "base/std.h"

#include "domain/richtext.h"

#include "base/utf8.h"
#include "domain/richtext_class.h"
#include "domain/richtext_find.h"

/* RFC 3986 2.2 and 2.3 with %, and all of Unicode that is neither white nor invisible (RFC 3987). */
static bool in_address(int32_t c)
{
    if (c >= 0x80)
        return !(class_of(c) & CLASS_WHITE) && !utf8_is_control(c) && !utf8_is_invisible(c);
    return is_ascii_alnum(c) || (c > 0 && strchr("-._~:/?#[]@!$&'()*+,;=%|", (int)c));
}

static bool all_in_address(struct str s)
{
    size_t len;
    for (size_t i = 0; i < s.len; i += len)
        if (!in_address(point_at(s, i, &len)))
            return false;
    return true;
}

static bool is_ipv4(struct str host)
{
    size_t parts = 0;
    uint64_t part;
    if (host.len == 0 || host.at[host.len - 1] == '.')
        return false;
    for (struct str number; str_next(&host, '.', &number); parts++)
        if (number.len > 3 || !str_to_u64(number, &part) || part > 255)
            return false;
    return parts == 4;
}

/* Takes the port off; false when what follows the colon is no port. */
static bool port_off(struct str *host)
{
    size_t colon;
    uint64_t port;
    if (!str_find(*host, STR(":"), &colon))
        return true;
    struct str digits = str_slice(*host, colon + 1, host->len);
    *host = str_slice(*host, 0, colon);
    return str_to_u64(digits, &port) && port > 0 && port <= 65535;
}

static bool authority_ok(struct str authority)
{
    size_t at;
    struct str host = authority;
    if (str_find(host, STR("@"), &at))
        host = str_slice(host, at + 1, host.len);
    if (!port_off(&host) || host.len == 0)
        return false;
    return is_ipv4(host) || richtext_host_any(host, 0) == host.len;
}

/* What stands behind "http://"; the whole of s when there is no such thing. */
static struct str protocol_off(struct str s)
{
    static const struct str protocols[] = {{"http://", 7}, {"https://", 8}};
    for (size_t i = 0; i < COUNT_OF(protocols); i++)
        if (str_eq_fold(str_slice(s, 0, protocols[i].len), protocols[i]))
            return str_slice(s, protocols[i].len, s.len);
    return s;
}

bool richtext_is_url(struct str s, bool bare)
{
    struct str rest = protocol_off(s);
    if (!all_in_address(s) || (rest.len == s.len && !bare))
        return false;
    size_t end = 0;
    while (end < rest.len && !memchr("/?#", rest.at[end], 3))
        end++;
    return authority_ok(str_slice(rest, 0, end));
}
