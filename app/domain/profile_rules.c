#include "base/std.h"

#include "domain/profile_rules.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/locale.h"
#include "base/utf8.h"
#include "domain/user_rules.h"
#include "model/user.h"

enum { BIO_POINTS = 1000, LOCATION_POINTS = 200, FIELD_NAME_POINTS = 100, FIELD_VALUE_POINTS = 380, /* what the columns hold */
       YEAR_MIN = 1900, DAY_TEXT = 10 };

static bool is_longer(struct str text, size_t graphemes, size_t points)
{
    return utf8_count(text) > points || utf8_graphemes(text) > graphemes;
}

const char *profile_rules_bio(struct str bio)
{
    if (is_longer(bio, BIO_MAX, BIO_POINTS))
        return "profile.bio_too_long";
    return user_rules_showable(bio, true) ? NULL : "profile.control";
}

const char *profile_rules_location(struct str location)
{
    if (is_longer(location, LOCATION_MAX, LOCATION_POINTS))
        return "profile.location_too_long";
    return user_rules_showable(location, false) ? NULL : "profile.control";
}

const char *profile_rules_field_name(struct str name)
{
    if (utf8_is_blank(name))
        return "profile.field_name_missing";
    if (is_longer(name, FIELD_NAME_MAX, FIELD_NAME_POINTS))
        return "profile.field_name_too_long";
    return user_rules_showable(name, false) ? NULL : "profile.control";
}

const char *profile_rules_field_value(struct str value)
{
    if (utf8_is_blank(value))
        return "profile.field_value_missing";
    if (is_longer(value, FIELD_VALUE_MAX, FIELD_VALUE_POINTS))
        return "profile.field_value_too_long";
    return user_rules_showable(value, false) ? NULL : "profile.control";
}

const char *profile_rules_language(struct str tag, struct str *out)
{
    const struct language *found = locale_language(tag);
    if (tag.len > 0 && found == NULL)
        return "profile.language_unknown";
    *out = str_from(found != NULL ? found->tag : NULL);
    return NULL;
}

/* --- links --- */

static bool starts_fold(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_eq_fold(str_slice(s, 0, prefix.len), prefix);
}

/* Behind http:// or https://; false when it begins with neither. */
static bool behind_scheme(struct str url, struct str *out)
{
    size_t width = starts_fold(url, STR("https://")) ? 8 : starts_fold(url, STR("http://")) ? 7 : 0;
    *out = str_slice(url, width, url.len);
    return width > 0;
}

/* Host and port. No '@': what stands before it would look like the host. */
static bool host_ok(struct str host)
{
    size_t dot, colon, at;
    if (str_find(host, STR(":"), &colon))
        host = str_slice(host, 0, colon);
    if (str_eq_fold(host, STR("localhost")))
        return true;
    return str_find(host, STR("."), &dot) && dot > 0 && dot + 1 < host.len && !str_find(host, STR(".."), &at) &&
           !str_find(host, STR("@"), &at) && !str_find(host, STR("%"), &at);
}

static bool url_bytes_ok(struct str url)
{
    for (size_t i = 0; i < url.len; i++)
        if (url.at[i] == ' ' || url.at[i] == '\\' || strchr("\"<>^`{|}", url.at[i]))
            return false;
    return true;
}

bool profile_rules_is_url(struct str text)
{
    struct str rest;
    size_t end = 0;
    if (text.len > USER_URL_MAX || !user_rules_showable(text, false) || !url_bytes_ok(text) || !behind_scheme(text, &rest))
        return false;
    while (end < rest.len && !strchr("/?#", rest.at[end]))
        end++;
    return host_ok(str_slice(rest, 0, end));
}

const char *profile_rules_url(struct str url)
{
    if (url.len > USER_URL_MAX)
        return "profile.url_too_long";
    return url.len == 0 || profile_rules_is_url(url) ? NULL : "profile.url_invalid";
}

struct str profile_rules_url_whole(struct arena *a, struct str typed)
{
    struct buf whole;
    size_t colon;
    if (typed.len == 0 || str_find(typed, STR(":"), &colon))
        return typed;
    buf_init(&whole, a, typed.len + 8);
    BUF_LIT(&whole, "https://");
    buf_put(&whole, typed);
    return buf_str(&whole);
}

/* --- days --- */

static bool number_at(struct str day, size_t from, size_t to, uint64_t *out)
{
    return str_to_u64(str_slice(day, from, to), out);
}

static uint64_t days_of(uint64_t year, uint64_t month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool is_day(struct str day)
{
    uint64_t y, m, d;
    if (day.len != DAY_TEXT || day.at[4] != '-' || day.at[7] != '-')
        return false;
    if (!number_at(day, 0, 4, &y) || !number_at(day, 5, 7, &m) || !number_at(day, 8, DAY_TEXT, &d))
        return false;
    return y >= YEAR_MIN && m >= 1 && m <= 12 && d >= 1 && d <= days_of(y, m);
}

const char *profile_rules_birthday(struct str day, int64_t now_ms)
{
    char now[CLOCK_ISO_SIZE];
    if (day.len == 0)
        return NULL;
    if (!is_day(day))
        return "profile.birthday_invalid";
    clock_iso(now_ms, now);
    return str_compare(day, (struct str){now, DAY_TEXT}) <= 0 ? NULL : "profile.birthday_invalid";
}
