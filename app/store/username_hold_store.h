/* Rows of `username_hold`: names that were given up, folded, and whose they still are.
 *
 * What is past its time counts as not there, whether or not it was removed. */
#ifndef STORE_USERNAME_HOLD_STORE_H
#define STORE_USERNAME_HOLD_STORE_H

#include "base/fault.h"
#include "model/username_hold.h"

/* Whose the name is, 0: nobody's. Of the primary: it must see what was committed before it. `name` in any case. */
MUST_USE enum err username_hold_store_owner(struct work *w, struct str name, int64_t now_ms, int64_t *user_id);
/* The same of several folded names, at most 128, of which some are still unknown: ids[i] that is 0 is filled in where
 * name i is held. */
MUST_USE enum err username_hold_store_owners(struct work *w, const struct str *names, size_t count, int64_t now_ms,
                                             int64_t *ids);
/* Those of a user, longest first. */
MUST_USE enum err username_hold_store_list(struct work *w, int64_t user_id, int64_t now_ms, struct username_holds *out);
/* Whatever stood there before: the caller has seen that it may. */
MUST_USE enum err username_hold_store_put(struct work *w, struct str name, int64_t user_id, int64_t until_ms);
MUST_USE enum err username_hold_store_remove(struct work *w, struct str name);
MUST_USE enum err username_hold_store_purge(struct work *w, int64_t now_ms, int most, uint64_t *removed);

#endif
