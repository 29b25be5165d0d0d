#include "base/std.h"

#include "store/session_store.h"

#include "base/work.h"
#include "io/db.h"
#include "io/db_transaction.h"
#include "store/keys.h"
#include "store/session_pack.h"
#include "store/user_row.h"

enum { DEVICE_MAX = 200, ADDRESS_MAX = 64, HOLD_MOST = 1000 };

#define SESSION_COLUMNS                                                                            \
    "session.created_ms, session.last_used_ms, session.expires_ms, session.device, session.address, "  \
    "session.kind, session.scopes, session.name"
enum { SESSION_COLUMN_COUNT = 8 };

static struct str hash_str(const unsigned char hash[32])
{
    return (struct str){(const char *)hash, 32};
}

/* ---- insert, find ---- */

static const struct sql session_insert = {
    "session.insert", SQL_WRITE,
    "INSERT INTO session (user_id, token_hash, created_ms, last_used_ms, expires_ms, device, address, kind, scopes, "
    "name) VALUES (?,?,?,?,?,?,?,?,?,?)"};

/* A join, but of one owner's rows: they live together. */
static const struct sql session_find = {
    "session.find", SQL_READ,
    "SELECT " SESSION_COLUMNS ", " USER_COLUMNS " FROM session JOIN user ON user.id = session.user_id "
    "WHERE session.user_id = ? AND session.token_hash = ?"};

enum err session_store_insert(struct work *w, const struct session *s)
{
    return db_write(w, &session_insert,
                    DB_PARAMS(DB_I64(s->user_id), DB_BIN(hash_str(s->hash)), DB_I64(s->created_ms),
                              DB_I64(s->last_used_ms), DB_I64(s->expires_ms),
                              DB_BIN(str_slice(s->device, 0, DEVICE_MAX)),
                              DB_BIN(str_slice(s->address, 0, ADDRESS_MAX)), DB_I64(s->kind),
                              DB_I64(s->scopes), DB_STR(s->name)),
                    NULL, NULL);
}

static struct session session_read(const struct db_rows *rows, size_t r, int64_t user_id)
{
    struct session s = {
        .user_id = user_id,
        .created_ms = db_int(rows, r, 0),
        .last_used_ms = db_int(rows, r, 1),
        .expires_ms = db_int(rows, r, 2),
        .device = db_str(rows, r, 3),
        .address = db_str(rows, r, 4),
        .kind = (enum session_kind)db_int(rows, r, 5),
        .scopes = (unsigned)db_int(rows, r, 6),
        .name = db_str(rows, r, 7),
    };
    return s;
}

/* The same fields are left out as session_pack leaves out: a viewer is the same from either source. */
static struct viewer viewer_read(const struct db_rows *rows, int64_t user_id, const unsigned char hash[32])
{
    struct viewer v = {
        .user = user_row_read(rows, 0, SESSION_COLUMN_COUNT),
        .session = session_read(rows, 0, user_id),
    };
    memcpy(v.session.hash, hash, sizeof(v.session.hash));
    v.user.email = v.user.birthday = STR("");
    v.user.field_count = 0;
    v.user.last_login_ms = 0;
    v.user.followers_count = v.user.following_count = v.user.tweets_count = 0;
    return v;
}

static bool is_of(const struct viewer *v, int64_t user_id, const unsigned char hash[32])
{
    return v->user.id == user_id && memcmp(v->session.hash, hash, sizeof(v->session.hash)) == 0;
}

enum err session_store_find(struct work *w, int64_t user_id, const unsigned char hash[32],
                            struct viewer *out, bool *found)
{
    struct cache_key key = key_session(hash);
    struct str packed;
    struct viewer cached;
    enum cache_answer answer = cache_get(w, &key, &packed);
    if (answer == CACHE_HIT && session_unpack(packed, &cached) && is_of(&cached, user_id, hash)) {
        *out = cached;
        *found = true;
        return OK;
    }
    struct db_rows rows;
    TRY(db_read(w, &session_find, DB_PARAMS(DB_I64(user_id), DB_BIN(hash_str(hash))), &rows));
    *found = rows.count > 0;
    if (!*found)
        return OK;
    *out = viewer_read(&rows, user_id, hash);
    if (answer != CACHE_HOLD)
        cache_fill(w, &key, session_pack(w->arena, out), KEY_SESSION_LIFE_S);
    return OK;
}

/* ---- list ---- */

/* Marked as a write: who has just ended one must not see it in the list again. */
static const struct sql session_list = {
    "session.list", SQL_WRITE,
    "SELECT " SESSION_COLUMNS ", session.token_hash FROM session WHERE session.user_id = ? "
    "AND session.kind = ? ORDER BY session.last_used_ms DESC, session.created_ms DESC LIMIT ?"};

enum err session_store_list(struct work *w, int64_t user_id, enum session_kind kind, int most,
                            struct session_list *out)
{
    struct db_rows rows;
    TRY(db_read(w, &session_list, DB_PARAMS(DB_I64(user_id), DB_I64(kind), DB_I64(most)), &rows));
    struct session *at = ARENA_ARRAY(w->arena, struct session, rows.count + 1);
    for (size_t r = 0; r < rows.count; r++) {
        at[r] = session_read(&rows, r, user_id);
        memcpy(at[r].hash, db_str(&rows, r, SESSION_COLUMN_COUNT).at, sizeof at[r].hash);
    }
    *out = (struct session_list){at, rows.count};
    return OK;
}

/* ---- delete ---- */

static const struct sql session_delete = {
    "session.delete", SQL_WRITE, "DELETE FROM session WHERE user_id = ? AND token_hash = ?"};

static void hold_again(struct work *w, void *what)
{
    const struct cache_key *key = what;
    cache_hold(w, key);
}

struct withdrawal {
    int64_t user_id;
    const unsigned char *hash;
    struct cache_key *key; /* in the arena: the hook may run after this frame is gone */
    uint64_t removed;
};

static enum err withdraw(struct work *w, void *arg)
{
    struct withdrawal *d = arg;
    TRY(db_write(w, &session_delete, DB_PARAMS(DB_I64(d->user_id), DB_BIN(hash_str(d->hash))), &d->removed,
                 NULL));
    db_after_commit(w, hold_again, d->key);
    return OK;
}

enum err session_store_delete(struct work *w, int64_t user_id, const unsigned char hash[32], bool *removed)
{
    struct withdrawal d = {.user_id = user_id, .hash = hash, .key = ARENA_NEW(w->arena, struct cache_key)};
    *d.key = key_session(hash);
    cache_hold(w, d.key);
    TRY(db_transaction(w, withdraw, &d));
    *removed = d.removed > 0;
    return OK;
}

/* ---- all of a user ---- */

static const struct sql session_hashes = {
    "session.hashes", SQL_WRITE, "SELECT token_hash FROM session WHERE user_id = ? LIMIT ?"};

struct held {
    int64_t user_id;
    struct cache_key *keys; /* of the sessions there are */
    size_t count;
};

static enum err hold_now(struct work *w, struct held *h)
{
    struct db_rows rows;
    TRY(db_read(w, &session_hashes, DB_PARAMS(DB_I64(h->user_id), DB_I64(HOLD_MOST)), &rows));
    h->keys = ARENA_ARRAY(w->arena, struct cache_key, rows.count);
    h->count = rows.count;
    for (size_t r = 0; r < rows.count; r++) {
        h->keys[r] = key_session((const unsigned char *)db_str(&rows, r, 0).at);
        cache_hold(w, &h->keys[r]);
    }
    return OK;
}

/* The same keys, whose rows may be gone now, and the list once more: somebody may have logged in meanwhile.
 * A failure changes nothing about what has been committed; the copies then end with their life. */
static void hold_all_again(struct work *w, void *what)
{
    const struct held *before = what;
    struct held now = {.user_id = before->user_id};
    for (size_t i = 0; i < before->count; i++)
        cache_hold(w, &before->keys[i]);
    if (hold_now(w, &now) != OK)
        fault_clear(w);
}

enum err session_store_hold_all(struct work *w, int64_t user_id)
{
    struct held *h = ARENA_NEW(w->arena, struct held);
    h->user_id = user_id;
    TRY(hold_now(w, h));
    db_after_commit(w, hold_all_again, h);
    return OK;
}

static const struct sql session_delete_all = {
    "session.delete_all", SQL_WRITE, "DELETE FROM session WHERE user_id = ?"};

enum err session_store_delete_all(struct work *w, int64_t user_id)
{
    TRY(session_store_hold_all(w, user_id));
    return db_write(w, &session_delete_all, DB_PARAMS(DB_I64(user_id)), NULL, NULL);
}

static const struct sql session_delete_others = {
    "session.delete_others", SQL_WRITE, "DELETE FROM session WHERE user_id = ? AND kind = 0 AND token_hash <> ?"};

enum err session_store_delete_others(struct work *w, int64_t user_id, const unsigned char kept[32])
{
    TRY(session_store_hold_all(w, user_id));
    return db_write(w, &session_delete_others, DB_PARAMS(DB_I64(user_id), DB_BIN(hash_str(kept))), NULL, NULL);
}

/* ---- touch, purge ---- */

static const struct sql session_touch = {
    "session.touch", SQL_WRITE, "UPDATE session SET last_used_ms = ? WHERE user_id = ? AND token_hash = ?"};
static const struct sql session_purge_expired = {
    "session.purge_expired", SQL_WRITE,
    "DELETE FROM session WHERE expires_ms <= ? ORDER BY expires_ms LIMIT ?"};
static const struct sql session_purge_idle = {
    "session.purge_idle", SQL_WRITE,
    "DELETE FROM session WHERE kind = 0 AND last_used_ms <= ? ORDER BY last_used_ms LIMIT ?"};

/* Held, so that the next reader fills in the new time: with the old one each of them would touch again. */
enum err session_store_touch(struct work *w, int64_t user_id, const unsigned char hash[32], int64_t now_ms)
{
    struct cache_key key = key_session(hash);
    TRY(db_write(w, &session_touch, DB_PARAMS(DB_I64(now_ms), DB_I64(user_id), DB_BIN(hash_str(hash))),
                 NULL, NULL));
    cache_hold(w, &key);
    return OK;
}

enum err session_store_purge(struct work *w, int64_t now_ms, int most, uint64_t *removed)
{
    const int64_t day_ms = INT64_C(24) * 3600 * 1000;
    uint64_t expired, idle = 0;
    TRY(db_write(w, &session_purge_expired, DB_PARAMS(DB_I64(now_ms), DB_I64(most)), &expired, NULL));
    if (expired < (uint64_t)most)
        TRY(db_write(w, &session_purge_idle,
                     DB_PARAMS(DB_I64(now_ms - SESSION_IDLE_DAYS * day_ms), DB_I64(most - (int64_t)expired)),
                     &idle, NULL));
    *removed = expired + idle;
    return OK;
}
