#include "base/std.h"

#include "domain/visibility.h"

static bool is_self(const struct viewer *viewer, int64_t user_id)
{
    return viewer && viewer->user.id == user_id;
}

bool visibility_user(const struct viewer *viewer, const struct user *u)
{
    return u->state == USER_ACTIVE || is_self(viewer, u->id);
}

bool visibility_tweet(const struct viewer *viewer, const struct tweet *t, const struct user *author)
{
    return t->author_id == author->id && visibility_user(viewer, author);
}

bool visibility_may_edit(const struct viewer *viewer, const struct tweet *t)
{
    return is_self(viewer, t->author_id);
}

bool visibility_may_delete(const struct viewer *viewer, const struct tweet *t)
{
    return is_self(viewer, t->author_id);
}
