#include "base/std.h"

#include "web/mark_pages.h"

#include "base/message.h"
#include "base/work.h"
#include "view/present.h"
#include "view/templates.h"
#include "web/found.h"
#include "web/layout.h"
#include "web/way.h"

enum err page_fans(struct work *w, struct request *rq, struct reply *out)
{
    const struct found_fans *found = out->data;
    if (layout_done(out))
        return OK;
    const struct fans_page page = {
        .tweet = present_tweet(w, &found->tweet),
        .people = present_people(w, &found->people, rq->path),
        .retweeters = found->retweeters,
    };
    const char *what = found->retweeters ? "fans.retweets" : "fans.likes";
    const struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, layout_title_of(w, &found->tweet.author.user, what));
    template_fans(&out->body, &l, &page);
    return OK;
}

enum err page_likes(struct work *w, struct request *rq, struct reply *out)
{
    const struct found_profile *found = out->data;
    if (layout_done(out))
        return OK;
    const struct profile_page page = {
        .person = present_person(w, &found->user),
        .tweets = present_tweets(w, &found->tweets, rq->path),
        .tab = STR("likes"),
    };
    struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, layout_title_of(w, &found->user.user, "profile.likes"));
    l.current = STR("profile");
    template_profile(&out->body, &l, &page);
    return OK;
}

enum err page_bookmarks(struct work *w, struct request *rq, struct reply *out)
{
    const struct bookmarks_page page = {.tweets = present_tweets(w, out->data, rq->path)};
    struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, message("nav.bookmarks"));
    l.current = STR("bookmarks");
    template_bookmarks(&out->body, &l, &page);
    return OK;
}

enum err page_marked(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_card *card = out->data;
    struct str own = way_tweet(w, card->author.user.username, card->tweet.id);
    reply_see_other(w, out, way_at_tweet(w, way_back(w, rq, own), card->tweet.id));
    return OK;
}
