#include "base/std.h"

#include "domain/username.h"

#include "base/work.h"
#include "model/viewer.h"
#include "store/user_store.h"
#include "store/username_hold_store.h"

#define DAY_MS (INT64_C(86400) * 1000)

enum err username_find(struct work *w, struct str name, struct user *out)
{
    int64_t id = 0;
    enum err had = user_store_by_name(w, name, out);
    if (had != ERR_NOT_FOUND)
        return had;
    fault_clear(w);
    TRY(username_hold_store_owner(w, name, w->now_ms, &id));
    return id != 0 ? user_store_by_id(w, id, out) : fail(w, ERR_NOT_FOUND, NULL, "user.not_found", "nobody's name");
}

enum err username_ids(struct work *w, const struct str *names, size_t count, int64_t *ids)
{
    TRY(user_store_ids_by_names(w, names, count, ids));
    return username_hold_store_owners(w, names, count, w->now_ms, ids);
}

enum err username_is_held(struct work *w, struct str name, int64_t user_id, bool *out)
{
    int64_t owner;
    TRY(username_hold_store_owner(w, name, w->now_ms, &owner));
    *out = owner != 0 && owner != user_id;
    return OK;
}

enum err username_give_up(struct work *w, int64_t user_id, struct str old, struct str fresh)
{
    struct username_holds holds;
    TRY(username_hold_store_remove(w, fresh));
    TRY(username_hold_store_list(w, user_id, w->now_ms, &holds));
    if (holds.count >= USERNAME_HOLDS_MAX)
        return fail(w, ERR_INVALID, "username", "user.username_changed_often", "%zu names held", holds.count);
    return username_hold_store_put(w, old, user_id, w->now_ms + USERNAME_HOLD_DAYS * DAY_MS);
}

enum err username_holds_own(struct work *w, struct username_holds *out)
{
    return username_hold_store_list(w, w->viewer->user.id, w->now_ms, out);
}

enum err username_purge(struct work *w, uint64_t *removed)
{
    return username_hold_store_purge(w, w->now_ms, USERNAME_PURGE_MAX, removed);
}
