#include "base/std.h"

#include "domain/user.h"

#include "base/crypto.h"
#include "base/id.h"
#include "base/random.h"
#include "base/settings.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/invitation.h"
#include "domain/password.h"
#include "domain/profile_rules.h"
#include "domain/richtext.h"
#include "domain/user_rules.h"
#include "domain/username.h"
#include "domain/visibility.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/follow_store.h"
#include "store/session_store.h"
#include "store/user_store.h"

enum { NAMES_TRIED = 16, NAMES_COUNTED = 6, BATCH = 100 };

struct account { /* one that is being made */
    struct registration asked; /* trimmed */
    struct user user;
    char password_hash[CRYPTO_PASSWORD_MAX];
    bool by_command, by_invitation;
};

/* --- looking --- */

static MUST_USE enum err name_is_free(struct work *w, struct str login, bool *out)
{
    struct user user;
    struct str hash;
    bool found;
    TRY(user_store_login(w, login, &user, &hash, &found));
    if (!found)
        TRY(username_is_held(w, login, 0, &found)); /* no address is a name */
    *out = !found;
    return OK;
}

/* ann, ann2 .. ann6, then ann with random digits. */
static MUST_USE enum err free_name(struct work *w, struct str email, struct str *out)
{
    for (uint32_t i = 0; i < NAMES_TRIED; i++) {
        uint32_t suffix = i == 0 ? 0 : i < NAMES_COUNTED ? i + 1 : 10 + random_below(999990);
        struct str name = user_rules_name_from_email(w->arena, email, suffix);
        bool available = false;
        if (!user_rules_reserved(name) && !user_rules_official(name))
            TRY(name_is_free(w, name, &available));
        if (available) {
            *out = name;
            return OK;
        }
    }
    return fail(w, ERR_CONFLICT, "username", "user.username_taken", "no free name was found for an address");
}

/* --- judging --- */

static void judge_names(struct work *w, const struct account *a)
{
    const struct registration *r = &a->asked;
    const char *wrong = r->username.len > 0 ? user_rules_username(r->username) : NULL;
    if (!wrong && !a->by_command && (user_rules_reserved(r->username) || user_rules_official(r->username)))
        wrong = "user.username_reserved";
    if (wrong)
        complain(w, "username", wrong);
    wrong = user_rules_email(r->email);
    if (wrong)
        complain(w, "email", wrong);
    wrong = r->display_name.len > 0 ? user_rules_display_name(r->display_name) : NULL;
    if (wrong)
        complain(w, "display_name", wrong);
    else if (!a->by_command && user_rules_official(r->display_name))
        complain(w, "display_name", "user.display_name_reserved");
}

static void judge(struct work *w, const struct account *a)
{
    judge_names(w, a);
    if (!a->by_command || a->asked.password.len > 0)
        password_judge(w, a->asked.password, a->asked.username, a->asked.email);
    if (a->by_invitation && a->asked.invitation.len == 0)
        complain(w, "invitation", "invitation.missing");
}

enum err user_taken(struct work *w, const char *field)
{
    bool is_name = strcmp(field, "username") == 0;
    return fail(w, ERR_CONFLICT, field, is_name ? "user.username_taken" : "user.email_taken", "%s is taken", field);
}

/* Before a password is hashed: that costs 46 MiB and 20 ms. The insert decides all the same. */
static MUST_USE enum err refuse_taken(struct work *w, const struct account *a)
{
    bool available = true;
    if (a->asked.username.len > 0)
        TRY(name_is_free(w, a->asked.username, &available));
    if (!available)
        return user_taken(w, "username");
    TRY(name_is_free(w, a->asked.email, &available));
    return available ? OK : user_taken(w, "email");
}

/* --- making --- */

static struct registration trimmed(struct arena *arena, const struct registration *r)
{
    return (struct registration){.username = str_trim(r->username),
                                 .email = str_trim(r->email),
                                 .password = r->password,
                                 .display_name = utf8_nfc(arena, str_trim(r->display_name)),
                                 .invitation = str_trim(r->invitation),
                                 .bio = utf8_nfc(arena, str_trim(r->bio)),
                                 .location = utf8_nfc(arena, str_trim(r->location)),
                                 .url = str_trim(r->url),
                                 .created_ms = r->created_ms};
}

static MUST_USE enum err account_fill(struct work *w, struct account *a)
{
    struct user *u = &a->user;
    u->username = a->asked.username;
    if (u->username.len == 0)
        TRY(free_name(w, a->asked.email, &u->username));
    u->email = a->asked.email;
    u->display_name = a->asked.display_name.len > 0 ? a->asked.display_name : u->username;
    u->created_ms = w->now_ms;
    if (a->by_command) {
        u->bio = a->asked.bio;
        u->location = a->asked.location;
        u->url = a->asked.url;
        u->created_ms = a->asked.created_ms ? a->asked.created_ms : w->now_ms;
    }
    return OK;
}

static MUST_USE enum err account_store(struct work *w, void *arg)
{
    struct account *a = arg;
    const char *taken = NULL;
    bool used = true, held = false;
    if (a->by_invitation)
        TRY(invitation_use(w, a->asked.invitation, &used));
    if (!used)
        return fail(w, ERR_INVALID, "invitation", "invitation.unknown", "unknown, used up or expired");
    a->user.id = id_make(random_below(ID_SHARDS));
    TRY(user_store_insert(w, &a->user, a->password_hash, &taken));
    if (!taken)
        TRY(username_is_held(w, a->user.username, 0, &held));
    return taken || held ? user_taken(w, taken ? taken : "username") : OK;
}

static MUST_USE enum err account_make(struct work *w, struct account *a, struct user *out)
{
    judge(w, a);
    TRY(complained(w));
    TRY(refuse_taken(w, a));
    TRY(account_fill(w, a));
    snprintf(a->password_hash, sizeof a->password_hash, "!");
    if (a->asked.password.len > 0)
        TRY(password_hash(w, a->asked.password, a->password_hash));
    TRY(db_transaction(w, account_store, a));
    *out = a->user;
    return OK;
}

enum err user_register(struct work *w, const struct registration *r, struct user *out)
{
    int mode = w->settings->registration.mode;
    struct account a = {.asked = trimmed(w->arena, r), .by_invitation = mode == REGISTRATION_INVITATION};
    if (mode == REGISTRATION_CLOSED)
        return fail(w, ERR_FORBIDDEN, NULL, "user.registration_closed", "registration.mode is closed");
    a.user.state = mode == REGISTRATION_APPROVAL ? USER_PENDING : USER_ACTIVE;
    return account_make(w, &a, out);
}

enum err user_create(struct work *w, const struct registration *r, struct user *out)
{
    struct account a = {.asked = trimmed(w->arena, r), .by_command = true};
    return account_make(w, &a, out);
}

struct new_password {
    int64_t user_id;
    char hash[CRYPTO_PASSWORD_MAX];
};

static MUST_USE enum err password_store(struct work *w, void *arg)
{
    const struct new_password *p = arg;
    TRY(user_store_set_password(w, p->user_id, p->hash));
    return session_store_delete_all(w, p->user_id);
}

enum err user_set_password(struct work *w, int64_t id, struct str password)
{
    struct user user;
    struct new_password fresh = {.user_id = id};
    TRY(user_store_by_id(w, id, &user));
    password_judge(w, password, user.username, user.email);
    TRY(complained(w));
    TRY(password_hash(w, password, fresh.hash));
    return db_transaction(w, password_store, &fresh);
}

enum err user_set_state(struct work *w, int64_t id, enum user_state state)
{
    return user_store_set_state(w, id, state);
}

/* --- reading --- */

enum err user_find(struct work *w, struct str login, struct user *out)
{
    struct str hash;
    bool found;
    TRY(user_store_login(w, login, out, &hash, &found));
    return found ? OK : fail(w, ERR_NOT_FOUND, NULL, "user.not_found", "nobody of this name");
}

static MUST_USE enum err marks_fill(struct work *w, struct user_card *cards, size_t count)
{
    int64_t ids[BATCH] = {0};
    bool following[BATCH] = {false}, followed_by[BATCH] = {false};
    for (size_t i = 0; i < count; i++)
        ids[i] = cards[i].user.id;
    TRY(follow_store_marks(w, w->viewer->user.id, ids, count, following, followed_by));
    for (size_t i = 0; i < count; i++)
        cards[i].viewer = (struct user_marks){.self = ids[i] == w->viewer->user.id,
                                              .following = following[i],
                                              .followed_by = followed_by[i]};
    return OK;
}

/* All of a card but the marks. */
static struct user_card card_begin(struct work *w, const struct user *user)
{
    struct user_card card = {.user = *user, .bio = richtext_linked(w->arena, user->bio)};
    for (size_t i = 0; i < user->field_count; i++)
        card.field_is_url[i] = profile_rules_is_url(user->fields[i].value);
    return card;
}

static MUST_USE enum err card_of(struct work *w, const struct user *user, struct user_card *out)
{
    if (!visibility_user(w->viewer, user))
        return fail(w, ERR_NOT_FOUND, NULL, "user.not_found", "not visible");
    struct user_card card = card_begin(w, user);
    if (w->viewer)
        TRY(marks_fill(w, &card, 1));
    *out = card;
    return OK;
}

enum err user_by_name(struct work *w, struct str username, struct user_card *out)
{
    struct user user;
    if (user_rules_username(username))
        return fail(w, ERR_NOT_FOUND, NULL, "user.not_found", "not a name");
    TRY(username_find(w, username, &user));
    return card_of(w, &user, out);
}

enum err user_by_id(struct work *w, int64_t id, struct user_card *out)
{
    struct user user;
    TRY(user_store_by_id(w, id, &user));
    return card_of(w, &user, out);
}

static const struct user *user_of(const struct user *users, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (users[i].id == id)
            return &users[i];
    return NULL;
}

/* At most BATCH ids; appends to cards. */
static MUST_USE enum err cards_batch(struct work *w, const int64_t *ids, size_t count, struct user_card *cards,
                                     size_t *found)
{
    struct user *users;
    size_t there, made = 0;
    TRY(user_store_by_ids(w, ids, count, &users, &there));
    for (size_t i = 0; i < count; i++) {
        const struct user *user = user_of(users, there, ids[i]);
        if (user && visibility_user(w->viewer, user))
            cards[made++] = card_begin(w, user);
    }
    if (w->viewer && made > 0)
        TRY(marks_fill(w, cards, made));
    *found += made;
    return OK;
}

enum err user_cards(struct work *w, const int64_t *ids, size_t count, struct user_card **out, size_t *found)
{
    struct user_card *cards = ARENA_ARRAY(w->arena, struct user_card, count + 1);
    size_t made = 0;
    for (size_t from = 0; from < count; from += BATCH) {
        size_t some = count - from < BATCH ? count - from : BATCH;
        TRY(cards_batch(w, ids + from, some, cards + made, &made));
    }
    *out = cards;
    *found = made;
    return OK;
}
