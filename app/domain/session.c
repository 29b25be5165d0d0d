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

enum { TOKEN_BYTES = 8 + SESSION_SECRET, DEVICE_MAX = 200, ADDRESS_MAX = 64,
       LOOKS_MAX = 3 /* at a password that changes under a log-in */ };
#define DAY_MS (INT64_C(86400) * 1000)
#define NOTE_EVERY_MS (INT64_C(600) * 1000)

static void token_fill(int64_t user_id, unsigned char token[TOKEN_BYTES])
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

enum err session_issue(struct work *w, struct session *s, struct str *token)
{
    unsigned char bytes[TOKEN_BYTES];
    token_fill(s->user_id, bytes);
    crypto_sha256((struct str){(const char *)bytes, sizeof bytes}, s->hash);
    TRY(session_store_insert(w, s));
    *token = crypto_base64url(w->arena, bytes, sizeof bytes);
    return OK;
}

struct opening {
    struct session session;
    const char *checked; /* the password hash that let somebody in; NULL: none was asked for */
    bool is_still;       /* that is the user's password to this moment */
    struct str token;
};

/* The user's row first: a change of the password waits behind it and ends this session too, or was before
 * and is seen. */
static MUST_USE enum err opening_store(struct work *w, void *arg)
{
    struct opening *o = arg;
    int64_t id = o->session.user_id;
    o->is_still = true;
    if (o->checked)
        TRY(user_store_touch_login_by(w, id, o->checked, w->now_ms, &o->is_still));
    else
        TRY(user_store_touch_login(w, id, w->now_ms));
    return o->is_still ? session_issue(w, &o->session, &o->token) : OK;
}

static MUST_USE enum err refuse_inactive(struct work *w, const struct user *user)
{
    if (user->state == USER_PENDING)
        return fail(w, ERR_FORBIDDEN, "login", "session.pending", "user waits for approval");
    if (user->state == USER_SUSPENDED)
        return fail(w, ERR_FORBIDDEN, "login", "session.suspended", "user is suspended");
    return OK;
}

static struct session login_of(const struct work *w, int64_t user_id, struct str device, struct str address)
{
    return (struct session){.user_id = user_id,
                            .created_ms = w->now_ms,
                            .last_used_ms = w->now_ms,
                            .expires_ms = w->now_ms + SESSION_MAX_DAYS * DAY_MS,
                            .device = cut(device, DEVICE_MAX),
                            .address = cut(address, ADDRESS_MAX),
                            .name = STR("")};
}

/* *out is filled in only when o->is_still is set. */
static MUST_USE enum err open_user(struct work *w, const struct user *user, struct opening *o,
                                   struct session_opened *out)
{
    TRY(refuse_inactive(w, user));
    TRY(db_transaction(w, opening_store, o));
    if (!o->is_still)
        return OK;
    out->token = o->token;
    out->user = (struct user_card){.user = *user, .viewer = {.self = true}};
    out->user.user.last_login_ms = w->now_ms;
    return OK;
}

enum err session_open_for(struct work *w, int64_t user_id, struct str device, struct str address,
                          struct session_opened *out)
{
    struct user user;
    struct opening o = {.session = login_of(w, user_id, device, address)};
    TRY(user_store_by_id(w, user_id, &user));
    return open_user(w, &user, &o, out);
}

/* Old parameters are replaced while the password is at hand. No log-in fails for it, and no newer password is
 * overwritten. */
static void password_renew(struct work *w, int64_t user_id, struct str password, const char *stored)
{
    char hash[CRYPTO_PASSWORD_MAX];
    bool is_still;
    if (!crypto_password_outdated(stored))
        return;
    if (password_hash(w, password, hash) != OK ||
        user_store_replace_password(w, user_id, stored, hash, &is_still) != OK)
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

static MUST_USE enum err refuse_login(struct work *w, const struct login_found *found)
{
    return fail(w, ERR_UNAUTHENTICATED, "login", "session.wrong", "%s",
                found->stored ? "wrong password" : "unknown login");
}

enum err session_open(struct work *w, struct str login, struct str password, struct str device,
                      struct str address, struct session_opened *out)
{
    struct login_found found;
    TRY(login_try(w, login, password, address, &found));
    for (int looks = 0; looks < LOOKS_MAX && found.right; looks++) {
        struct opening o = {.session = login_of(w, found.user.id, device, address), .checked = found.stored};
        TRY(open_user(w, &found.user, &o, out));
        if (o.is_still) {
            password_renew(w, found.user.id, password, found.stored);
            return OK;
        }
        /* Changed since it was looked at, or only hashed anew by another log-in. */
        TRY(login_look(w, str_trim(login), password, &found));
    }
    return refuse_login(w, &found);
}

static bool is_live(const struct work *w, const struct session *s)
{
    bool idle = s->kind == SESSION_LOGIN && w->now_ms - s->last_used_ms >= SESSION_IDLE_DAYS * DAY_MS;
    return w->now_ms < s->expires_ms && !idle;
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

enum err session_list_own(struct work *w, enum session_kind kind, struct session_list *out)
{
    struct session_list all;
    size_t live = 0;
    TRY(session_store_list(w, w->viewer->user.id, kind, SESSIONS_SHOWN, &all));
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
    n &= INT64_MAX >> 1;
    return n > 0 ? (int64_t)n : 1;
}

static MUST_USE enum err refuse_unknown(struct work *w, enum session_kind kind)
{
    if (kind == SESSION_TOKEN)
        return fail(w, ERR_NOT_FOUND, NULL, "token.not_found", "no such token of this user");
    return fail(w, ERR_NOT_FOUND, NULL, "session.not_found", "no such session of this user");
}

enum err session_end_one(struct work *w, enum session_kind kind, int64_t number)
{
    struct session_list own;
    bool removed = false;
    TRY(session_list_own(w, kind, &own));
    for (size_t i = 0; i < own.count && !removed; i++)
        if (session_number(&own.at[i]) == number)
            TRY(session_store_delete(w, w->viewer->user.id, own.at[i].hash, &removed));
    return removed ? OK : refuse_unknown(w, kind);
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
    const char *checked; /* the hash that the present password fitted */
    char hash[CRYPTO_PASSWORD_MAX];
    struct session_opened opened;
};

static MUST_USE enum err refuse_present(struct work *w)
{
    return fail(w, ERR_INVALID, "password", "password.wrong", "the present password of %" PRId64, w->viewer->user.id);
}

static MUST_USE enum err renewal_store(struct work *w, void *arg)
{
    struct renewal *r = arg;
    int64_t id = w->viewer->user.id;
    bool is_still;
    TRY(user_store_replace_password(w, id, r->checked, r->hash, &is_still));
    if (!is_still)
        return refuse_present(w);
    TRY(session_store_delete_all(w, id));
    return session_open_for(w, id, r->asked_by->device, r->asked_by->address, &r->opened);
}

/* Whoever found a browser open guesses no faster than whoever logs in. */
static MUST_USE enum err refuse_wrong(struct work *w, const struct user *user, struct str password, struct str address,
                                      const char **checked)
{
    struct login_found found;
    TRY(login_try(w, user->username, password, address, &found));
    if (!found.right)
        return refuse_present(w);
    *checked = found.stored;
    return OK;
}

enum err session_confirm(struct work *w, struct str password, struct str address)
{
    struct user user;
    const char *checked;
    TRY(user_store_by_id(w, w->viewer->user.id, &user));
    return refuse_wrong(w, &user, password, address, &checked);
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
    TRY(refuse_wrong(w, &user, password, asked_by->address, &r.checked));
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
    return session_store_purge(w, w->now_ms, SESSION_PURGE_MAX, removed);
}
