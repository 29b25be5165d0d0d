#include "base/std.h"

#include "web/timeline_actions.h"

#include "base/work.h"
#include "domain/timeline.h"
#include "domain/user.h"
#include "web/found.h"
#include "web/params.h"
#include "web/way.h"

enum err timeline_home_read(struct work *w, struct request *rq, struct reply *out)
{
    const struct page page = params_page(rq);
    struct tweet_list *list = ARENA_NEW(w->arena, struct tweet_list);
    TRY(timeline_home(w, &page, list));
    out->data = list;
    return OK;
}

enum err timeline_public_read(struct work *w, struct request *rq, struct reply *out)
{
    const struct page page = params_page(rq);
    struct tweet_list *list = ARENA_NEW(w->arena, struct tweet_list);
    TRY(timeline_public(w, &page, list));
    out->data = list;
    return OK;
}

enum err front_read(struct work *w, struct request *rq, struct reply *out)
{
    return w->viewer != NULL ? timeline_home_read(w, rq, out) : timeline_public_read(w, rq, out);
}

enum err timeline_user_read(struct work *w, struct request *rq, struct reply *out)
{
    const struct page page = params_page(rq);
    struct found_profile *found = ARENA_NEW(w->arena, struct found_profile);
    TRY(user_by_id(w, take_id(rq, "id"), &found->user));
    TRY(timeline_user(w, &found->user, !take_bool(rq, "exclude_replies"), &page, &found->tweets));
    out->data = &found->tweets;
    return OK;
}

static MUST_USE enum err profile_of(struct work *w, struct request *rq, struct reply *out, bool replies)
{
    const struct page page = params_page(rq);
    struct found_profile *found = ARENA_NEW(w->arena, struct found_profile);
    TRY(user_by_name(w, take_text(rq, "username"), &found->user));
    if (!str_eq(take_text(rq, "username"), found->user.user.username)) {
        way_moved(out, way_user(w, found->user.user.username, replies ? STR("/replies") : STR("")));
        return OK;
    }
    TRY(timeline_user(w, &found->user, replies, &page, &found->tweets));
    found->replies = replies;
    out->data = found;
    return OK;
}

enum err profile_read(struct work *w, struct request *rq, struct reply *out)
{
    return profile_of(w, rq, out, false);
}

enum err profile_read_replies(struct work *w, struct request *rq, struct reply *out)
{
    return profile_of(w, rq, out, true);
}
