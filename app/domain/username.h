/* User names beyond their spelling (domain/user_rules.h): whose a name is, and giving one up.
 *
 * A name that was given up is its owner's for USERNAME_HOLD_DAYS more: it leads to him, he alone can have it back,
 * and to all others it is a taken one. */
#ifndef DOMAIN_USERNAME_H
#define DOMAIN_USERNAME_H

#include "base/fault.h"
#include "model/user.h"
#include "model/username_hold.h"

/* Who has the name, or had it until lately. ERR_NOT_FOUND "user.not_found". */
MUST_USE enum err username_find(struct work *w, struct str name, struct user *out);
/* Whose folded names are, at most 128: as user_store_ids_by_names, and those given up lately too. */
MUST_USE enum err username_ids(struct work *w, const struct str *names, size_t count, int64_t *ids);
/* Is it held for another than user_id (0: for anybody)? A transaction that takes a name asks behind its writing of
 * the row, whose unique key made it wait for whoever is just giving the name up. */
MUST_USE enum err username_is_held(struct work *w, struct str name, int64_t user_id, bool *out);
/* In the transaction that wrote `fresh` into the row of user_id in place of `old`: holds the old one, and no longer the
 * fresh one if it was his. ERR_INVALID "user.username_changed_often" when he holds USERNAME_HOLDS_MAX. */
MUST_USE enum err username_give_up(struct work *w, int64_t user_id, struct str old, struct str fresh);
MUST_USE enum err username_holds_own(struct work *w, struct username_holds *out); /* the viewer's, longest first */
enum { USERNAME_PURGE_MAX = 500 };
MUST_USE enum err username_purge(struct work *w, uint64_t *removed); /* job: expired ones, a bounded batch */

#endif
