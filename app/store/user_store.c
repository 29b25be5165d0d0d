#include "base/std.h"

#include "store/user_store.h"

#include "base/id.h"
#include "base/work.h"
#include "io/db.h"
#include "io/db_transaction.h"
#include "store/multi_get.h"
#include "store/session_store.h"
#include "store/user_row.h"

enum { ID_TRIES = ID_SEQUENCES };

/* ---- insert ---- */

static const struct sql user_insert = {
    "user.insert", SQL_WRITE,
    "INSERT INTO user (id, username, username_key, email, email_key, password_hash, display_name, "
    "bio, location, url, state, created_ms) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"};

/* Marked as a write: it must see what the insert met, so a replica will not do. */
static const struct sql user_taken = {
    "user.taken", SQL_WRITE,
    "SELECT 1 FROM user WHERE username_key = ? AND id <> ? UNION ALL SELECT 2 FROM user WHERE email_key = ? AND id <> ?"};

/* Nobody's address is unique: several accounts may have none. */
static struct db_value email_key(struct work *w, struct str email)
{
    return email.len ? DB_STR(str_lower(w->arena, email)) : DB_NONE;
}

/* Which of the unique keys was in the way; NULL for the id itself. */
static enum err taken_field(struct work *w, const struct user *u, const char **out)
{
    struct db_rows rows;
    TRY(db_read(w, &user_taken,
                DB_PARAMS(DB_STR(str_lower(w->arena, u->username)), DB_I64(u->id), email_key(w, u->email), DB_I64(u->id)),
                &rows));
    *out = NULL;
    for (size_t r = rows.count; r-- > 0;) /* both taken: the name is said */
        *out = db_int(&rows, r, 0) == 1 ? "username" : "email";
    return OK;
}

static enum err insert_once(struct work *w, const struct user *u, const char *password_hash, bool *clash)
{
    return db_write(w, &user_insert,
                    DB_PARAMS(DB_I64(u->id), DB_STR(u->username), DB_STR(str_lower(w->arena, u->username)),
                              DB_STR(u->email), email_key(w, u->email), DB_STR(str_from(password_hash)),
                              DB_STR(u->display_name), DB_STR(u->bio), DB_STR(u->location), DB_STR(u->url),
                              DB_I64(u->state), DB_I64(u->created_ms)),
                    NULL, clash);
}

enum err user_store_insert(struct work *w, struct user *u, const char *password_hash, const char **taken)
{
    for (int tries = 0; tries < ID_TRIES; tries++) {
        bool clash;
        const char *field = NULL;
        TRY(insert_once(w, u, password_hash, &clash));
        if (clash)
            TRY(taken_field(w, u, &field));
        if (!clash || field) {
            *taken = field;
            return OK;
        }
        u->id = id_after(u->id);
    }
    return fail(w, ERR_BUSY, NULL, "error.busy", "user.insert: no free id");
}

/* ---- find ---- */

static const struct sql user_by_id = {
    "user.by_id", SQL_READ, "SELECT " USER_COLUMNS " FROM user WHERE user.id = ?"};
static const struct sql user_by_name = {
    "user.by_name", SQL_READ, "SELECT " USER_COLUMNS " FROM user WHERE user.username_key = ?"};
static const struct sql user_by_ids[] =
    MULTI_GET("user.by_ids", "SELECT " USER_COLUMNS " FROM user WHERE user.id IN");
static const struct sql user_login_by_name = {
    "user.login_by_name", SQL_READ,
    "SELECT " USER_COLUMNS ", user.password_hash FROM user WHERE user.username_key = ?"};
static const struct sql user_login_by_email = {
    "user.login_by_email", SQL_READ,
    "SELECT " USER_COLUMNS ", user.password_hash FROM user WHERE user.email_key = ?"};

static enum err not_found(struct work *w)
{
    return fail(w, ERR_NOT_FOUND, NULL, "user.not_found", "no such user");
}

static enum err find_one(struct work *w, const struct sql *sql, struct db_value key, struct user *out)
{
    struct db_rows rows;
    TRY(db_read(w, sql, DB_PARAMS(key), &rows));
    if (!rows.count)
        return not_found(w);
    *out = user_row_read(&rows, 0, 0);
    return OK;
}

/* The collation compares as if padded with blanks: "bob " would find bob. */
static bool may_be_key(struct str s)
{
    return s.len && s.len <= EMAIL_MAX && !str_ends(s, STR(" "));
}

enum err user_store_by_id(struct work *w, int64_t id, struct user *out)
{
    return find_one(w, &user_by_id, DB_I64(id), out);
}

enum err user_store_by_name(struct work *w, struct str username, struct user *out)
{
    if (!may_be_key(username))
        return not_found(w);
    return find_one(w, &user_by_name, DB_STR(str_lower(w->arena, username)), out);
}

enum err user_store_by_ids(struct work *w, const int64_t *ids, size_t count, struct user **out, size_t *found)
{
    struct db_rows rows;
    TRY(multi_get(w, user_by_ids, NULL, ids, count, &rows));
    struct user *users = ARENA_ARRAY(w->arena, struct user, rows.count);
    for (size_t r = 0; r < rows.count; r++)
        users[r] = user_row_read(&rows, r, 0);
    *out = users;
    *found = rows.count;
    return OK;
}

static const struct sql user_ids_by_names[] = MULTI_GET(
    "user.ids_by_names", "SELECT user.username_key, user.id FROM user WHERE user.state = 0 AND user.username_key IN");

enum err user_store_ids_by_names(struct work *w, const struct str *names, size_t count, int64_t *ids)
{
    struct db_rows rows;
    TRY(multi_get_texts(w, user_ids_by_names, names, count, &rows));
    for (size_t i = 0; i < count; i++) {
        size_t r = 0;
        while (r < rows.count && !str_eq(db_str(&rows, r, 0), names[i]))
            r++;
        ids[i] = r < rows.count ? db_int(&rows, r, 1) : 0;
    }
    return OK;
}

enum err user_store_login(struct work *w, struct str login, struct user *out, struct str *password_hash,
                          bool *found)
{
    struct db_rows rows = {0};
    size_t at;
    if (may_be_key(login)) {
        const struct sql *sql = str_find(login, STR("@"), &at) ? &user_login_by_email : &user_login_by_name;
        TRY(db_read(w, sql, DB_PARAMS(DB_STR(str_lower(w->arena, login))), &rows));
    }
    *found = rows.count > 0;
    if (*found) {
        *out = user_row_read(&rows, 0, 0);
        *password_hash = db_str(&rows, 0, USER_COLUMN_COUNT);
    }
    return OK;
}

/* ---- change ---- */

static const struct sql user_set_password = {
    "user.set_password", SQL_WRITE, "UPDATE user SET password_hash = ? WHERE id = ?"};
static const struct sql user_replace_password = {
    "user.replace_password", SQL_WRITE, "UPDATE user SET password_hash = ? WHERE id = ? AND password_hash = ?"};
static const struct sql user_set_profile = {
    "user.set_profile", SQL_WRITE,
    "UPDATE user SET display_name = ?, bio = ?, location = ?, url = ?, birthday = ?, fields = ?, "
    "language = ?, time_zone = ? WHERE id = ?"};
static const struct sql user_set_account = {
    "user.set_account", SQL_WRITE,
    "UPDATE user SET username = ?, username_key = ?, email = ?, email_key = ? WHERE id = ?"};
static const struct sql user_set_state = {
    "user.set_state", SQL_WRITE, "UPDATE user SET state = ? WHERE id = ?"};
static const struct sql user_touch_login = {
    "user.touch_login", SQL_WRITE, "UPDATE user SET last_login_ms = ? WHERE id = ?"};
static const struct sql user_touch_login_by = {
    "user.touch_login_by", SQL_WRITE, "UPDATE user SET last_login_ms = ? WHERE id = ? AND password_hash = ?"};
static const struct sql user_count = {
    "user.count", SQL_WRITE,
    "UPDATE user SET followers_count = followers_count + ?, following_count = following_count + ?, "
    "tweets_count = tweets_count + ? WHERE id = ?"};
static const struct sql user_lock = {
    "user.lock", SQL_WRITE, "SELECT id FROM user WHERE id = ? FOR UPDATE"};

static enum err change_one(struct work *w, const struct sql *sql, const struct db_value *params, size_t count)
{
    uint64_t met;
    TRY(db_write(w, sql, params, count, &met, NULL));
    return met ? OK : not_found(w);
}

enum err user_store_set_password(struct work *w, int64_t id, const char *password_hash)
{
    return change_one(w, &user_set_password, DB_PARAMS(DB_STR(str_from(password_hash)), DB_I64(id)));
}

static enum err change_if_still(struct work *w, const struct sql *sql, const struct db_value *params, size_t count,
                                bool *is_still)
{
    uint64_t met;
    TRY(db_write(w, sql, params, count, &met, NULL));
    *is_still = met > 0;
    return OK;
}

enum err user_store_replace_password(struct work *w, int64_t id, const char *old, const char *fresh, bool *is_still)
{
    return change_if_still(w, &user_replace_password,
                           DB_PARAMS(DB_STR(str_from(fresh)), DB_I64(id), DB_STR(str_from(old))), is_still);
}

/* Sessions carry names in their cached copies, as they do the state. */
enum err user_store_set_profile(struct work *w, const struct user *u)
{
    TRY(session_store_hold_all(w, u->id));
    return change_one(w, &user_set_profile,
                      DB_PARAMS(DB_STR(u->display_name), DB_STR(u->bio), DB_STR(u->location), DB_STR(u->url),
                                DB_STR(u->birthday), DB_STR(user_row_fields(w->arena, u)), DB_STR(u->language),
                                DB_STR(u->time_zone), DB_I64(u->id)));
}

enum err user_store_set_account(struct work *w, const struct user *u, const char **taken)
{
    bool clash;
    uint64_t met;
    const char *field = NULL;
    TRY(session_store_hold_all(w, u->id));
    TRY(db_write(w, &user_set_account,
                 DB_PARAMS(DB_STR(u->username), DB_STR(str_lower(w->arena, u->username)), DB_STR(u->email),
                           email_key(w, u->email), DB_I64(u->id)),
                 &met, &clash));
    if (!clash && !met)
        return not_found(w);
    if (clash)
        TRY(taken_field(w, u, &field));
    if (clash && !field) /* it was in the way a moment ago, and is gone */
        return fail(w, ERR_BUSY, NULL, "error.busy", "user.set_account: a clash that is over");
    *taken = field;
    return OK;
}

struct state_change {
    int64_t id;
    enum user_state state;
};

/* Sessions carry the state in their cached copies: held like a log-out (session_store.h). */
static enum err set_state(struct work *w, void *arg)
{
    const struct state_change *c = arg;
    TRY(session_store_hold_all(w, c->id));
    return change_one(w, &user_set_state, DB_PARAMS(DB_I64(c->state), DB_I64(c->id)));
}

enum err user_store_set_state(struct work *w, int64_t id, enum user_state state)
{
    struct state_change c = {id, state};
    return db_transaction(w, set_state, &c);
}

enum err user_store_touch_login(struct work *w, int64_t id, int64_t now_ms)
{
    return change_one(w, &user_touch_login, DB_PARAMS(DB_I64(now_ms), DB_I64(id)));
}

enum err user_store_touch_login_by(struct work *w, int64_t id, const char *checked_hash, int64_t now_ms, bool *is_still)
{
    return change_if_still(w, &user_touch_login_by,
                           DB_PARAMS(DB_I64(now_ms), DB_I64(id), DB_STR(str_from(checked_hash))), is_still);
}

enum err user_store_count(struct work *w, int64_t id, int followers, int following, int tweets)
{
    return change_one(w, &user_count,
                      DB_PARAMS(DB_I64(followers), DB_I64(following), DB_I64(tweets), DB_I64(id)));
}

enum err user_store_lock(struct work *w, int64_t id)
{
    struct db_rows rows;
    TRY(db_read(w, &user_lock, DB_PARAMS(DB_I64(id)), &rows));
    return rows.count ? OK : not_found(w);
}
