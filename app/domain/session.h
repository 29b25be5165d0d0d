/* Log-in, knowing somebody again, log-out. Personal tokens are sessions too: domain/token.h makes them.
 *
 * A token is base64url of 8 bytes user id (big-endian) and 32 random bytes. The id is only a hint for
 * what to fetch; the stored SHA-256 decides. Log-ins: idle 14 days, at most 90. Unknown name and wrong
 * password are one answer, in the same time. */
#ifndef DOMAIN_SESSION_H
#define DOMAIN_SESSION_H

#include "base/fault.h"
#include "model/viewer.h"

struct session_opened {
    struct str token; /* shown once, never stored */
    struct user_card user;
};

/* A log-in that was checked with a password which changed before it was stored is one with a wrong password.
 * ERR_TOO_MANY "session.too_many" (domain/login_guard.h), ERR_UNAUTHENTICATED "session.wrong" (field login),
 * ERR_FORBIDDEN "session.pending" or "session.suspended" only after the right password. */
MUST_USE enum err session_open(struct work *w, struct str login, struct str password, struct str device,
                               struct str address, struct session_opened *out);
/* Without a password: after registering, and for commands. */
MUST_USE enum err session_open_for(struct work *w, int64_t user_id, struct str device, struct str address,
                                   struct session_opened *out);
/* *out NULL when the token is malformed, unknown, expired, or its user not active. */
MUST_USE enum err session_identify(struct work *w, struct str token, const struct viewer **out);
MUST_USE enum err session_close(struct work *w); /* the viewer's own; idempotent */
/* Makes a token and stores s with its hash, in the caller's transaction. */
MUST_USE enum err session_issue(struct work *w, struct session *s, struct str *token);
/* The viewer's live ones of that kind, last used first, at most SESSIONS_SHOWN. */
MUST_USE enum err session_list_own(struct work *w, enum session_kind kind, struct session_list *out);
enum { SESSIONS_SHOWN = 200 };
/* What names a session to its owner: made of the hash, good for nothing else. 1 .. 2^62-1. */
int64_t session_number(const struct session *s);
/* Ends one of the viewer's, at once on every worker. ERR_NOT_FOUND "session.not_found", "token.not_found". */
MUST_USE enum err session_end_one(struct work *w, enum session_kind kind, int64_t number);
MUST_USE enum err session_end_others(struct work *w); /* all log-ins of the viewer but the present one; no token */
/* The viewer shows the present password once more, before something that matters. ERR_INVALID "password.wrong" (field
 * password); wrong tries wait as those of logging in do. */
MUST_USE enum err session_confirm(struct work *w, struct str password, struct str address);
/* A new password for the viewer: all sessions and tokens end, for whoever fears that somebody got in fears for those
 * as well, and *out is a new session for who asked. ERR_INVALID: field password
 * ("password.wrong": the present one), new_password. Wrong tries wait as those of logging in do. */
MUST_USE enum err session_change_password(struct work *w, struct str password, struct str fresh,
                                          const struct session *asked_by, struct session_opened *out);
/* Notes the use when the last note is older than 10 minutes; called after the answer has been sent. */
void session_note_use(struct work *w);
enum { SESSION_PURGE_MAX = 500 };
MUST_USE enum err session_purge(struct work *w, uint64_t *removed); /* job: expired ones, a bounded batch */

#endif
