#include "base/std.h"

#include "http/header_value.h"

static bool alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

bool header_is_token(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!alphanumeric(s.at[i]) && !is_one_of(s.at[i], "!#$%&'*+-.^_`|~"))
            return false;
    return s.len > 0;
}

bool header_is_token68(struct str s)
{
    size_t i = 0;
    while (i < s.len && (alphanumeric(s.at[i]) || is_one_of(s.at[i], "-._~+/")))
        i++;
    bool any = i > 0;
    while (i < s.len && s.at[i] == '=')
        i++;
    return any && i == s.len;
}

bool header_next_part(struct str *rest, struct str *out)
{
    bool quoted = false;
    size_t i = 0;
    if (rest->len == 0)
        return false;
    for (; i < rest->len && (quoted || rest->at[i] != ';'); i++) {
        if (rest->at[i] == '"')
            quoted = !quoted;
        else if (quoted && rest->at[i] == '\\')
            i++;
    }
    *out = str_slice(*rest, 0, i);
    *rest = str_slice(*rest, i + 1, rest->len);
    return true;
}

struct str header_unquote(struct str s)
{
    if (s.len >= 2 && s.at[0] == '"' && s.at[s.len - 1] == '"')
        return str_slice(s, 1, s.len - 1);
    return s;
}

static bool is_tag_byte(char c)
{
    return c == '!' || (c >= '#' && c <= '~') || (unsigned char)c >= 0x80;
}

/* Empty elements of a list are passed over (RFC 9110, 5.6.1). */
static struct str skip_between(struct str s)
{
    size_t i = 0;
    while (i < s.len && is_one_of(s.at[i], ", \t"))
        i++;
    return str_slice(s, i, s.len);
}

bool header_next_etag(struct str *rest, struct str *out)
{
    struct str s = skip_between(*rest);
    size_t i = str_starts(s, STR("W/")) ? 2 : 0, from = i + 1;
    if (i >= s.len || s.at[i] != '"')
        return false;
    for (i = from; i < s.len && is_tag_byte(s.at[i]); i++)
        continue;
    if (i == s.len || s.at[i] != '"')
        return false;
    *out = str_slice(s, from, i);
    *rest = str_slice(s, i + 1, s.len);
    return true;
}

bool header_is_etags(struct str s)
{
    struct str tag;
    bool any = false;
    while (header_next_etag(&s, &tag)) {
        any = true;
        if (str_trim(s).len > 0 && str_trim(s).at[0] != ',')
            return false;
    }
    return any && skip_between(s).len == 0;
}

/* "0.5" is 500; what cannot be read is 1000, as if it were not there. */
static int weight_read(struct str q)
{
    int weight = 0, unit = 1000;
    for (size_t i = 0; i < q.len && i < 5; i++) {
        if (i == 1 && q.at[i] == '.')
            continue;
        if (q.at[i] < '0' || q.at[i] > '9')
            return 1000;
        weight += (q.at[i] - '0') * unit;
        unit /= 10;
    }
    return q.len == 0 || weight > 1000 ? 1000 : weight;
}

static int range_weight(struct str parameters)
{
    struct str part;
    while (header_next_part(&parameters, &part)) {
        part = str_trim(part);
        if (str_starts(part, STR("q=")) || str_starts(part, STR("Q=")))
            return weight_read(str_slice(part, 2, part.len));
    }
    return 1000;
}

enum specific { MATCH_NOT, MATCH_ALL, MATCH_TYPE, MATCH_NAMED };

static enum specific range_matches(struct str range, struct str type, struct str subtype)
{
    struct str range_type = {"", 0}, range_subtype = str_trim(range);
    if (!str_next(&range_subtype, '/', &range_type))
        return MATCH_NOT;
    if (str_eq(range_type, STR("*")))
        return MATCH_ALL;
    if (!str_eq_fold(range_type, type))
        return MATCH_NOT;
    if (str_eq(range_subtype, STR("*")))
        return MATCH_TYPE;
    return str_eq_fold(range_subtype, subtype) ? MATCH_NAMED : MATCH_NOT;
}

bool header_accepts(struct str accept, struct str type, struct str subtype, int *weight)
{
    enum specific best = MATCH_NOT;
    struct str item, range;
    *weight = str_trim(accept).len == 0 ? 1000 : 0;
    while (accept.len > 0 && str_next(&accept, ',', &item)) {
        if (!header_next_part(&item, &range))
            continue;
        enum specific match = range_matches(range, type, subtype);
        if (match > best) {
            best = match;
            *weight = range_weight(item);
        }
    }
    return best == MATCH_NAMED;
}

int64_t header_msec(struct str s)
{
    int64_t seconds, thousandths;
    struct str whole = {"", 0}, rest = s;
    if (!str_next(&rest, '.', &whole) || whole.len > 12 || rest.len != 3)
        return 0;
    if (!str_to_i64(whole, &seconds) || !str_to_i64(rest, &thousandths) || seconds < 0 || thousandths < 0)
        return 0;
    return seconds * 1000 + thousandths;
}
