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

enum err session_open(struct work *w, struct str login, struct str password, struct str device,
                      struct str address, struct session_opened *out)
{
    struct login_found found;
    struct login_guard guard;
    TRY(login_guard_enter(w, login, address, &guard));
    enum err looked = login_look(w, str_trim(login), password, &found);
    if (looked != OK) {
        login_guard_unknown(w, &guard);
        return looked;
    }
    if (!found.right)
        return fail(w, ERR_UNAUTHENTICATED, "login", "session.wrong", "%s",
                    found.stored ? "wrong password" : "unknown login");
    login_guard_right(w, &guard);
    password_renew(w, found.user.id, password, found.stored);
    return open_user(w, &found.user, device, address, out);
}

static bool is_live(const struct work *w, const struct viewer *v)
{
    return v->user.state == USER_ACTIVE && w->now_ms < v->session.expires_ms &&
           w->now_ms - v->session.last_used_ms < SESSION_IDLE_DAYS * DAY_MS;
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
    *out = found && is_live(w, viewer) ? viewer : NULL;
    return OK;
}

enum err session_close(struct work *w)
{
    bool removed;
    if (!w->viewer)
        return OK;
    return session_store_delete(w, w->viewer->user.id, w->viewer->session.hash, &removed);
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
