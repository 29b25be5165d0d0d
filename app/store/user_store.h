/* Rows of `user`. Names and addresses are compared folded (ASCII lower case for names, whole
 * address lower-cased for e-mail): username_key and email_key hold the folded form. */
#ifndef STORE_USER_STORE_H
#define STORE_USER_STORE_H

#include "base/fault.h"
#include "model/user.h"

/* Stores u (u->id made by the caller) with a password hash ("!" for none). *taken names the field that
 * is not free ("username", "email"; NULL: stored). A clash of ids is retried inside with id_after. */
MUST_USE enum err user_store_insert(struct work *w, struct user *u, const char *password_hash,
                                    const char **taken);
MUST_USE enum err user_store_by_id(struct work *w, int64_t id, struct user *out);          /* ERR_NOT_FOUND */
/* ERR_NOT_FOUND */
MUST_USE enum err user_store_by_name(struct work *w, struct str username, struct user *out);
/* Up to 100; those that are not there are left out; order unspecified. */
MUST_USE enum err user_store_by_ids(struct work *w, const int64_t *ids, size_t count, struct user **out,
                                    size_t *found);
/* Whose the names are, which are folded and at most 128: ids[i] is 0 where nobody active has name i. */
MUST_USE enum err user_store_ids_by_names(struct work *w, const struct str *names, size_t count, int64_t *ids);
/* By name or e-mail, with the password hash; *found false when nobody has it. */
MUST_USE enum err user_store_login(struct work *w, struct str login, struct user *out,
                                   struct str *password_hash, bool *found);
MUST_USE enum err user_store_set_password(struct work *w, int64_t id, const char *password_hash);
/* Only while it is still `old`; *is_still false, and nothing changed, when it is another by now. */
MUST_USE enum err user_store_replace_password(struct work *w, int64_t id, const char *old, const char *fresh,
                                              bool *is_still);
/* Writes display_name, bio, location, url, birthday, language, time_zone and fields of u->id; its sessions' copies
 * are held. Within the caller's transaction. */
MUST_USE enum err user_store_set_profile(struct work *w, const struct user *u);
/* Writes username and email of u->id, as user_store_set_profile does the rest. *taken as of user_store_insert. */
MUST_USE enum err user_store_set_account(struct work *w, const struct user *u, const char **taken);
MUST_USE enum err user_store_set_state(struct work *w, int64_t id, enum user_state state);
MUST_USE enum err user_store_touch_login(struct work *w, int64_t id, int64_t now_ms);
/* The same only while the password is still the one that was checked, which then cannot change before the caller's
 * transaction ends; *is_still false when it is another by now. */
MUST_USE enum err user_store_touch_login_by(struct work *w, int64_t id, const char *checked_hash, int64_t now_ms,
                                            bool *is_still);
/* Adds to the derived counts (any may be 0). */
MUST_USE enum err user_store_count(struct work *w, int64_t id, int followers, int following, int tweets);
/* Locks the row for the rest of the transaction. ERR_NOT_FOUND. */
MUST_USE enum err user_store_lock(struct work *w, int64_t id);

#endif
