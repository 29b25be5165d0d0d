#include "base/std.h"

#include "web/profile_pages.h"

#include "base/message.h"
#include "base/work.h"
#include "view/present.h"
#include "view/templates.h"
#include "web/found.h"
#include "web/layout.h"
#include "web/notice.h"
#include "web/way.h"

enum err page_profile(struct work *w, struct request *rq, struct reply *out)
{
    const struct found_profile *found = out->data;
    if (layout_done(out))
        return OK;
    struct str path = way_user(w, found->user.user.username, found->replies ? STR("/replies") : STR(""));
    const struct profile_page page = {
        .person = present_person(w, &found->user),
        .tweets = present_tweets(w, &found->tweets, path),
        .tab = found->replies ? STR("replies") : STR(""),
    };
    struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN,
                                  layout_title_of(w, &found->user.user, found->replies ? "profile.replies" : NULL));
    l.canonical = way_absolute(w, path);
    l.description = found->user.user.bio;
    l.current = found->user.viewer.self ? STR("profile") : STR("");
    template_profile(&out->body, &l, &page);
    return OK;
}

enum err page_people(struct work *w, struct request *rq, struct reply *out)
{
    const struct found_people *found = out->data;
    if (layout_done(out))
        return OK;
    const struct user *user = &found->user.user;
    const struct people_page page = {
        .person = present_person(w, &found->user),
        .people = present_people(w, &found->people, rq->path),
        .followers = found->followers,
    };
    const char *what = found->followers ? "people.followers" : "people.following";
    const struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, layout_title_of(w, user, what));
    template_people(&out->body, &l, &page);
    return OK;
}

static enum err back_with(struct work *w, const struct request *rq, struct reply *out, enum notice what)
{
    const struct user_card *card = out->data;
    struct str own = way_user(w, card->user.username, STR("")), back = way_back(w, rq, own);
    notice_leave(w, out, what);
    reply_see_other(w, out, str_eq(back, own) ? own : way_at_person(w, back, card->user.id));
    return OK;
}

enum err page_followed(struct work *w, struct request *rq, struct reply *out)
{
    return back_with(w, rq, out, NOTICE_FOLLOWED);
}

enum err page_unfollowed(struct work *w, struct request *rq, struct reply *out)
{
    return back_with(w, rq, out, NOTICE_UNFOLLOWED);
}
