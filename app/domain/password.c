#include "base/std.h"

#include "domain/password.h"

#include "base/crypto.h"
#include "base/settings.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/gate.h"
#include "domain/password_common.h"
#include "model/user.h"

enum { NAME_INSIDE_MIN = 4, /* a shorter name would forbid half of all passwords */
       DISTINCT_MIN = 4 };  /* bytes: "aaaaaaaa" and "12121212" stand in no list and are in all heads */

static int compare_word(const void *key, const void *entry)
{
    const struct str *word = key;
    const char *const *common = entry;
    return str_compare(*word, str_from(*common));
}

bool password_is_common(struct arena *a, struct str password)
{
    struct str folded = str_lower(a, password);
    return bsearch(&folded, PASSWORD_COMMON, PASSWORD_COMMON_COUNT, sizeof PASSWORD_COMMON[0], compare_word);
}

static bool is_monotonous(struct str s)
{
    bool seen[256] = {false};
    size_t distinct = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool *mark = &seen[(unsigned char)s.at[i]];
        distinct += !*mark;
        *mark = true;
    }
    return distinct < DISTINCT_MIN;
}

static bool is_or_holds(struct arena *a, struct str password, struct str name)
{
    size_t place;
    if (name.len == 0)
        return false;
    if (str_eq_fold(password, name))
        return true;
    return name.len >= NAME_INSIDE_MIN && str_find(str_lower(a, password), str_lower(a, name), &place);
}

const char *password_rules(struct arena *a, struct str password, struct str username, struct str email)
{
    size_t at = email.len;
    if (password.len > PASSWORD_BYTES_MAX)
        return "password.too_long";
    if (utf8_count(password) < PASSWORD_MIN)
        return "password.too_short";
    if (is_monotonous(password) || password_is_common(a, password))
        return "password.common";
    (void)str_find(email, STR("@"), &at);
    if (is_or_holds(a, password, username) || is_or_holds(a, password, str_slice(email, 0, at)))
        return "password.own_name";
    return NULL;
}

void password_judge(struct work *w, struct str password, struct str username, struct str email)
{
    const char *wrong = password_rules(w->arena, password, username, email);
    if (wrong)
        complain(w, "password", wrong);
}

static MUST_USE enum err gate_pass(struct work *w, int *slot)
{
    const struct gate gate = {"password", w->settings->limits.password_hashes, w->settings->limits.password_wait_ms};
    return gate_enter(w, &gate, slot);
}

enum err password_hash(struct work *w, struct str password, char *out)
{
    int slot;
    TRY(gate_pass(w, &slot));
    bool made = crypto_password_hash(password, out);
    gate_leave(slot);
    if (!made)
        return fail(w, ERR_BUSY, NULL, "error.busy", "no memory to hash a password");
    return OK;
}

enum err password_check(struct work *w, struct str password, const char *stored, bool *matches)
{
    char stand_in[CRYPTO_PASSWORD_MAX];
    if (password.len > PASSWORD_BYTES_MAX) { /* no account has such a one, and it would take longer */
        password = str_slice(password, 0, PASSWORD_BYTES_MAX);
        stored = NULL;
    }
    if (!stored || stored[0] != '$') {
        TRY(password_hash(w, password, stand_in));
        *matches = false;
        return OK;
    }
    int slot;
    TRY(gate_pass(w, &slot));
    bool right = crypto_password_matches(stored, password);
    gate_leave(slot);
    *matches = right;
    return OK;
}
