/* People: registering, finding, approving.
 *
 * Rules (domain/user_rules.h, domain/password.h): username [A-Za-z0-9_]{1,15}, unique without case, not
 * reserved; one account per e-mail address; password of 8 characters or more, not common, not one's
 * own name or address; display name of 1..50 graphemes without controls or invisibles. Every broken
 * rule is complained of at once, each beside its field (username, email, password, display_name,
 * invitation). */
#ifndef DOMAIN_USER_H
#define DOMAIN_USER_H

#include "base/fault.h"
#include "model/lists.h"

/* ERR_CONFLICT "user.username_taken" or "user.email_taken": the same to whoever wants it, whyever it is not free. */
MUST_USE enum err user_taken(struct work *w, const char *field);

struct registration {
    struct str username; /* empty: a free one is made from the address */
    struct str email, password, display_name, invitation;
    /* For commands only: a profile that comes along, and when the person joined (0: now). */
    struct str bio, location, url;
    int64_t created_ms;
};

/* ERR_INVALID with complaints; a taken name or address is ERR_CONFLICT ("user.username_taken", "user.email_taken");
 * ERR_FORBIDDEN "user.registration_closed". In approval mode the account is made but pending. */
MUST_USE enum err user_register(struct work *w, const struct registration *r, struct user *out);
/* For commands: no registration mode, reserved names are fine, and no password (nobody can log in
 * until one is set) when it is empty. */
MUST_USE enum err user_create(struct work *w, const struct registration *r, struct user *out);
/* Ends all sessions of that user: whoever knew the old password, or stole a session, is out. */
MUST_USE enum err user_set_password(struct work *w, int64_t id, struct str password);
/* For commands: approve, suspend. Known sessions of a suspended user end within KEY_SESSION_LIFE_S. */
MUST_USE enum err user_set_state(struct work *w, int64_t id, enum user_state state);
/* For commands: by name or e-mail, whatever the state. ERR_NOT_FOUND "user.not_found". */
MUST_USE enum err user_find(struct work *w, struct str login, struct user *out);

/* By the present name or one given up lately (domain/username.h): *out tells the present one. ERR_NOT_FOUND. */
MUST_USE enum err user_by_name(struct work *w, struct str username, struct user_card *out);
MUST_USE enum err user_by_id(struct work *w, int64_t id, struct user_card *out);
/* Cards for up to 101 ids, in the order of ids, those not visible left out; the viewer's marks in one go. */
MUST_USE enum err user_cards(struct work *w, const int64_t *ids, size_t count, struct user_card **out, size_t *found);

#endif
