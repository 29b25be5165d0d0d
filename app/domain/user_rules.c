#include "base/std.h"

#include "domain/user_rules.h"

#include "base/buf.h"
#include "model/user.h"

enum { EMAIL_LOCAL_MAX = 64, DOMAIN_LABEL_MAX = 63 }; /* RFC 5321 4.5.3.1.1, RFC 1035 2.3.4 */

/* Sorted, lower case: the voice of the site, and words that stand for pages in URLs. */
static const char *const RESERVED[] = {
    "about",     "abuse",     "accessibility", "account",   "admin",     "administrator", "api",     "apps",
    "assets",    "blog",      "bookmarks",     "compose",   "contact",   "docs",          "edit",    "everyone",
    "explore",   "favicon",   "feed",          "fetch",     "followers", "following",     "hashtag", "health",
    "help",      "home",      "hostmaster",    "info",      "invite",    "legal",         "likes",   "linnet",
    "lists",     "login",     "logout",        "mail",      "me",        "media",         "metrics", "moderator",
    "news",      "nobody",    "notifications", "null",      "oauth",     "official",      "postmaster", "privacy",
    "public",    "ready",     "register",      "replies",   "robots",    "root",          "rules",   "search",
    "security",  "send",      "settings",      "signin",    "signup",    "site",          "staff",   "static",
    "status",    "support",   "system",        "tags",      "team",      "terms",         "tos",     "trends",
    "tweet",     "tweets",    "undefined",     "user",      "users",     "v1",            "v2",      "webmaster",
    "well_known", "www",
};

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

const char *user_rules_username(struct str username)
{
    if (username.len == 0)
        return "user.username_missing";
    if (username.len > USERNAME_MAX)
        return "user.username_too_long";
    for (size_t i = 0; i < username.len; i++)
        if (!is_alnum(username.at[i]) && username.at[i] != '_')
            return "user.username_letters";
    return NULL;
}

bool user_rules_reserved(struct str username)
{
    for (size_t i = 0; i < COUNT_OF(RESERVED); i++)
        if (str_eq_fold(username, str_from(RESERVED[i])))
            return true;
    return false;
}

static bool local_part_ok(struct str local)
{
    if (local.len == 0 || local.len > EMAIL_LOCAL_MAX)
        return false;
    for (size_t i = 0; i < local.len; i++) {
        char c = local.at[i];
        if (!is_alnum(c) && (c == '\0' || !strchr("!#$%&'*+-/=?^_`{|}~.", c)))
            return false;
        if (c == '.' && (i == 0 || i + 1 == local.len || local.at[i - 1] == '.'))
            return false;
    }
    return true;
}

static bool label_ok(struct str label)
{
    if (label.len == 0 || label.len > DOMAIN_LABEL_MAX)
        return false;
    for (size_t i = 0; i < label.len; i++)
        if (!is_alnum(label.at[i]) && label.at[i] != '-')
            return false;
    return label.at[0] != '-' && label.at[label.len - 1] != '-';
}

static bool domain_ok(struct str domain)
{
    if (str_eq_fold(domain, STR("localhost")))
        return true;
    size_t labels = 0;
    /* str_next would not show the empty label behind a final dot. */
    if (domain.len == 0 || domain.at[domain.len - 1] == '.')
        return false;
    for (struct str label; str_next(&domain, '.', &label); labels++)
        if (!label_ok(label))
            return false;
    return labels >= 2;
}

const char *user_rules_email(struct str email)
{
    size_t at;
    if (email.len == 0)
        return "user.email_missing";
    if (email.len > EMAIL_MAX)
        return "user.email_too_long";
    if (!str_find(email, STR("@"), &at) || !local_part_ok(str_slice(email, 0, at)) ||
        !domain_ok(str_slice(email, at + 1, email.len)))
        return "user.email_invalid";
    return NULL;
}

struct str user_rules_name_from_email(struct arena *a, struct str email, uint32_t suffix)
{
    char digits[16];
    int width = suffix ? snprintf(digits, sizeof digits, "%" PRIu32, suffix) : 0;
    size_t room = USERNAME_MAX - (size_t)width;
    struct buf name;
    buf_init(&name, a, USERNAME_MAX + 1);
    for (size_t i = 0; i < email.len && email.at[i] != '@' && email.at[i] != '+' && name.len < room; i++)
        buf_put_char(&name, is_alnum(email.at[i]) ? email.at[i] : '_');
    if (name.len == 0)
        buf_put(&name, STR("person"));
    if (width > 0)
        buf_put(&name, (struct str){digits, (size_t)width});
    return buf_str(&name);
}
