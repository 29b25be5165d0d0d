#include "base/std.h"

#include "web/follow_actions.h"

#include "base/work.h"
#include "domain/follow.h"
#include "domain/user.h"
#include "web/found.h"
#include "web/params.h"
#include "web/way.h"

enum err user_follow(struct work *w, struct request *rq, struct reply *out)
{
    struct user_card *card = ARENA_NEW(w->arena, struct user_card);
    TRY(follow_start(w, take_id(rq, "id"), card));
    out->data = card;
    return OK;
}

enum err user_unfollow(struct work *w, struct request *rq, struct reply *out)
{
    struct user_card *card = ARENA_NEW(w->arena, struct user_card);
    TRY(follow_end(w, take_id(rq, "id"), card));
    out->data = card;
    return OK;
}

/* found->user and found->followers say which list. */
static enum err people_read(struct work *w, const struct request *rq, struct found_people *found, struct reply *out)
{
    const struct page page = params_page(rq);
    if (found->followers)
        TRY(follow_list_followers(w, &found->user, &page, &found->people));
    else
        TRY(follow_list_following(w, &found->user, &page, &found->people));
    out->data = found;
    return OK;
}

static enum err people_of_id(struct work *w, const struct request *rq, bool followers, struct reply *out)
{
    struct found_people *found = ARENA_NEW(w->arena, struct found_people);
    found->followers = followers;
    TRY(user_by_id(w, take_id(rq, "id"), &found->user));
    return people_read(w, rq, found, out);
}

static enum err people_of_name(struct work *w, const struct request *rq, bool followers, struct reply *out)
{
    struct found_people *found = ARENA_NEW(w->arena, struct found_people);
    found->followers = followers;
    TRY(user_by_name(w, take_text(rq, "username"), &found->user));
    if (!str_eq(take_text(rq, "username"), found->user.user.username)) {
        way_moved(out, way_user(w, found->user.user.username, followers ? STR("/followers") : STR("/following")));
        return OK;
    }
    return people_read(w, rq, found, out);
}

enum err followers_of_id(struct work *w, struct request *rq, struct reply *out)
{
    return people_of_id(w, rq, true, out);
}

enum err following_of_id(struct work *w, struct request *rq, struct reply *out)
{
    return people_of_id(w, rq, false, out);
}

enum err followers_of_name(struct work *w, struct request *rq, struct reply *out)
{
    return people_of_name(w, rq, true, out);
}

enum err following_of_name(struct work *w, struct request *rq, struct reply *out)
{
    return people_of_name(w, rq, false, out);
}
