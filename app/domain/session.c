#include "base/std.h"

#include "domain/session.h"

#include "base/crypto.h"
#include "base/random.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/login_guard.h"
#include "domain/password.h"
#include "io/db_transaction.h"
#include "store/session_store.h"
#include "store/user_store.h"

enum { TOKEN_BYTES = 8 + SESSION_SECRET, DEVICE_MAX = 200, ADDRESS_MAX = 64, PURGE_BATCH = 500 };
#define DAY_MS (INT64_C(86400) * 1000)
#define NOTE_EVERY_MS (INT64_C(600) * 1000)

static void token_make(int64_t user_id, unsigned char token[TOKEN_BYTES])
{
    for (int i = 0; i < 8; i++)
        token[i] = (unsigned char)((uint64_t)user_id >> (56 - 8 * i));
    random_bytes(token + 8, SESSION_SECRET);
}

static int64_t token_user(const unsigned char token[TOKEN_BYTES])
{
    uint64_t id = 0;
    for (int i = 0; i < 8; i++)
        id = id << 8 | token[i];
    return id <= INT64_MAX ? (int64_t)id : 0;
}

/* At most `most` bytes, at a character's border; what is not UTF-8 is dropped, a header may hold anything. */
static struct str cut(struct str s, size_t most)
{
    size_t end = s.len < most ? s.len : most;
    while (end > 0 && end < s.len && ((unsigned char)s.at[end] & 0xC0) == 0x80)
        end--;
    struct str head = str_slice(s, 0, end);
    return utf8_valid(head) ? head : STR("");
}

static MUST_USE enum err opening_store(struct work *w, void *arg)
{
    const struct session *s = arg;
    TRY(session_store_insert(w, s));
    return user_store_touch_login(w, s->user_id, w->now_ms);
}

static MUST_USE enum err refuse_inactive(struct work *w, const struct user *user)
{
    if (user->state == USER_PENDING)
        return fail(w, ERR_FORBIDDEN, "login", "session.pending", "user waits for approval");
    if (user->state == USER_SUSPENDED)
        return fail(w, ERR_FORBIDDEN, "login", "session.suspended", "user is suspended");
    return OK;
}

static MUST_USE enum err open_user(struct work *w, const struct user *user, struct str device, struct str address,
                                   struct session_opened *out)
{
    unsigned char token[TOKEN_BYTES];
    struct session s = {.user_id = user->id,
                        .created_ms = w->now_ms,
                        .last_used_ms = w->now_ms,
                        .expires_ms = w->now_ms + SESSION_MAX_DAYS * DAY_MS,
                        .device = cut(device, DEVICE_MAX),
                        .address = cut(address, ADDRESS_MAX)};
    TRY(refuse_inactive(w, user));
    token_make(user->id, token);
    crypto_sha256((struct str){(const char *)token, sizeof token}, s.hash);
    TRY(db_transaction(w, opening_store, &s));
    out->token = crypto_base64url(w->arena, token, sizeof token);
    out->user = (struct user_card){.user = *user, .viewer = {.self = true}};
    out->user.user.last_login_ms = w->now_ms;
    return OK;
}

enum err session_open_for(struct work *w, int64_t user_id, struct str device, struct str address,
                          struct session_opened *out)
{
    struct user user;
    TRY(user_store_by_id(w, user_id, &user));
    return open_user(w, &user, device, address, out);
}

/* Old parameters are replaced while the password is at hand. No log-in fails for it. */
static void password_renew(struct work *w, int64_t user_id, struct str password, const char *stored)
{
    char hash[CRYPTO_PASSWORD_MAX];
    if (!crypto_password_outdated(stored))
        return;
    if (password_hash(w, password, hash) != OK || user_store_set_password(w, user_id, hash) != OK)
        fault_clear(w);
}

struct login_found {
    struct user user;
    const char *stored; /* hash of the password; NULL: no such account */
    bool right;
};

static MUST_USE enum err login_look(struct work *w, struct str login, struct str password, struct login_found *out)
{
    struct str hash = STR("");
    bool found;
    TRY(user_store_login(w, login, &out->user, &hash, &found));
    out->stored = found ? str_z(w->arena, hash) : NULL;
    TRY(password_check(w, password, out->stored, &out->right));
    out->right = out->right && found;
    return OK;
}

/* A look that counts as a try. */
static MUST_USE enum err login_try(struct work *w, struct str login, struct str password, struct str address,
                                   struct login_found *out)
{
    struct login_guard guard;
    TRY(login_guard_enter(w, login, address, &guard));
    enum err looked = login_look(w, str_trim(login), password, out);
    if (looked != OK)
        login_guard_unknown(w, &guard);
    else if (out->right)
        login_guard_right(w, &guard);
    return looked;
}

enum err session_open(struct work *w, struct str login, struct str password, struct str device,
                      struct str address, struct session_opened *out)
{
    struct login_found found;
    TRY(login_try(w, login, password, address, &found));
    if (!found.right)
        return fail(w, ERR_UNAUTHENTICATED, "login", "session.wrong", "%s",
                    found.stored ? "wrong password" : "unknown login");
    password_renew(w, found.user.id, password, found.stored);
    return open_user(w, &found.user, device, address, out);
}

static bool is_live(const struct work *w, const struct session *s)
{
    return w->now_ms < s->expires_ms && w->now_ms - s->last_used_ms < SESSION_IDLE_DAYS * DAY_MS;
}

enum err session_identify(struct work *w, struct str token, const struct viewer **out)
{
    unsigned char bytes[TOKEN_BYTES], hash[CRYPTO_SHA256];
    struct viewer *viewer = ARENA_NEW(w->arena, struct viewer);
    bool found = false;
    if (crypto_base64url_read(token, bytes, sizeof bytes)) {
        crypto_sha256((struct str){(const char *)bytes, sizeof bytes}, hash);
        TRY(session_store_find(w, token_user(bytes), hash, viewer, &found));
    }
    *out = found && viewer->user.state == USER_ACTIVE && is_live(w, &viewer->session) ? viewer : NULL;
    return OK;
}

enum err session_close(struct work *w)
{
    bool removed;
    if (!w->viewer)
        return OK;
    return session_store_delete(w, w->viewer->user.id, w->viewer->session.hash, &removed);
}

/* --- one's own --- */

enum err session_list_own(struct work *w, struct session_list *out)
{
    struct session_list all;
    size_t live = 0;
    TRY(session_store_list(w, w->viewer->user.id, SESSIONS_SHOWN, &all));
    for (size_t i = 0; i < all.count; i++)
        if (is_live(w, &all.at[i]))
            all.at[live++] = all.at[i];
    *out = (struct session_list){all.at, live};
    return OK;
}

int64_t session_number(const struct session *s)
{
    uint64_t n = 0;
    for (int i = 0; i < 8; i++)
        n = n << 8 | s->hash[i];
    n &= INT64_MAX;
    return n > 0 ? (int64_t)n : 1;
}

enum err session_end_one(struct work *w, int64_t number)
{
    struct session_list own;
    bool removed = false;
    TRY(session_list_own(w, &own));
    for (size_t i = 0; i < own.count && !removed; i++)
        if (session_number(&own.at[i]) == number)
            TRY(session_store_delete(w, w->viewer->user.id, own.at[i].hash, &removed));
    return removed ? OK : fail(w, ERR_NOT_FOUND, NULL, "session.not_found", "no such session of this user");
}

static MUST_USE enum err end_others(struct work *w, void *arg UNUSED)
{
    return session_store_delete_others(w, w->viewer->user.id, w->viewer->session.hash);
}

enum err session_end_others(struct work *w)
{
    return db_transaction(w, end_others, NULL);
}

/* --- password --- */

struct renewal {
    const struct session *asked_by;
    char hash[CRYPTO_PASSWORD_MAX];
    struct session_opened opened;
};

static MUST_USE enum err renewal_store(struct work *w, void *arg)
{
    struct renewal *r = arg;
    int64_t id = w->viewer->user.id;
    TRY(user_store_set_password(w, id, r->hash));
    TRY(session_store_delete_all(w, id));
    return session_open_for(w, id, r->asked_by->device, r->asked_by->address, &r->opened);
}

/* Whoever found a browser open guesses no faster than whoever logs in. */
static MUST_USE enum err refuse_wrong(struct work *w, const struct user *user, struct str password, struct str address)
{
    struct login_found found;
    TRY(login_try(w, user->username, password, address, &found));
    if (found.right)
        return OK;
    return fail(w, ERR_INVALID, "password", "password.wrong", "the present password of %" PRId64, user->id);
}

enum err session_change_password(struct work *w, struct str password, struct str fresh,
                                 const struct session *asked_by, struct session_opened *out)
{
    struct renewal r = {.asked_by = asked_by};
    struct user user;
    TRY(user_store_by_id(w, w->viewer->user.id, &user));
    const char *weak = password_rules(w->arena, fresh, user.username, user.email);
    if (weak)
        complain(w, "new_password", weak);
    if (password.len == 0)
        complain(w, "password", "password.missing");
    TRY(complained(w));
    TRY(refuse_wrong(w, &user, password, asked_by->address));
    TRY(password_hash(w, fresh, r.hash));
    TRY(db_transaction(w, renewal_store, &r));
    *out = r.opened;
    return OK;
}

void session_note_use(struct work *w)
{
    const struct viewer *v = w->viewer;
    if (!v || w->now_ms - v->session.last_used_ms < NOTE_EVERY_MS)
        return;
    /* The answer has been sent: a failure here is nobody's business, the next request tries again. */
    if (session_store_touch(w, v->user.id, v->session.hash, w->now_ms) != OK)
        fault_clear(w);
}

enum err session_purge(struct work *w, uint64_t *removed)
{
    return session_store_purge(w, w->now_ms, PURGE_BATCH, removed);
}
