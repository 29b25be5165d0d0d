#include "base/std.h"

#include "web/tweet_pages.h"

#include "base/message.h"
#include "base/settings.h"
#include "base/utf8.h"
#include "base/work.h"
#include "model/lists.h"
#include "view/present.h"
#include "view/templates.h"
#include "web/compose_excess.h"
#include "web/composer.h"
#include "web/found.h"
#include "web/layout.h"
#include "web/notice.h"
#include "web/params.h"
#include "web/typed.h"
#include "web/way.h"

/* Asked again from an empty page, it begins where that began. */
static struct str since_href(struct work *w, const struct request *rq, const struct page_ends *ends)
{
    struct buf b;
    int64_t since = ends->prev_min_id != 0 ? ends->prev_min_id : take_id(rq, "since_id");
    buf_init(&b, w->arena, 40);
    if (ends->newest && since != 0) {
        BUF_LIT(&b, "/?since_id=");
        buf_put_i64(&b, since);
    }
    return buf_str(&b);
}

static void show_home(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_list *list = out->data;
    const struct home_page page = {.composer = composer_empty(w, NULL),
                                   .tweets = present_tweets(w, list, STR("/")),
                                   .since_href = since_href(w, rq, &list->ends)};
    struct layout l = layout_page(w, rq, out, LAYOUT_FORM, message("home.title"));
    l.current = STR("home");
    template_home(&out->body, &l, &page);
}

/* Its older tweets are on the public page. */
static void show_landing(struct work *w, struct request *rq, struct reply *out)
{
    const struct landing_page page = {
        .tweets = present_tweets(w, out->data, STR("/public")),
        .registration_open = w->settings->registration.mode != REGISTRATION_CLOSED,
        .site_description = str_from(w->settings->site.description),
    };
    struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, STR(""));
    l.canonical = way_absolute(w, STR("/"));
    l.description = page.site_description;
    template_landing(&out->body, &l, &page);
}

enum err page_front(struct work *w, struct request *rq, struct reply *out)
{
    if (w->viewer != NULL)
        show_home(w, rq, out);
    else
        show_landing(w, rq, out);
    return OK;
}

enum err page_public(struct work *w, struct request *rq, struct reply *out)
{
    const struct public_page page = {.tweets = present_tweets(w, out->data, STR("/public"))};
    struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, message("public.title"));
    l.current = STR("public");
    template_public(&out->body, &l, &page);
    return OK;
}

enum { TITLE_WORDS_MAX = 60 /* code points of the text */ };

/* Whose it is and how it begins: what tells one tab, or one preview, from another. */
static struct str title_of(struct work *w, const struct tweet_card *card)
{
    struct str rest = card->tweet.text;
    struct buf b;
    size_t count = 0;
    buf_init(&b, w->arena, 256);
    buf_put(&b, layout_title_of(w, &card->author.user, NULL));
    BUF_LIT(&b, ": ");
    for (; rest.len > 0 && count < TITLE_WORDS_MAX; count++) {
        struct str before = rest;
        bool line = utf8_next(&rest) == '\n';
        buf_put(&b, line ? STR(" ") : str_slice(before, 0, before.len - rest.len));
    }
    if (rest.len > 0)
        BUF_LIT(&b, "…");
    return buf_str(&b);
}

enum err page_tweet(struct work *w, struct request *rq, struct reply *out)
{
    const struct found_tweet *found = out->data;
    if (layout_done(out))
        return OK;
    const struct tweet_card *card = &found->card;
    struct tweet_page page = {.tweet = present_tweet(w, card), .composer = composer_empty(w, card)};
    page.replies = present_tweets(w, &found->replies, page.tweet.href);
    page.has_parent = found->parent != NULL;
    if (page.has_parent)
        page.parent = present_tweet(w, found->parent);
    struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, title_of(w, card));
    l.canonical = way_absolute(w, way_tweet(w, card->author.user.username, card->tweet.id));
    l.description = card->tweet.text;
    template_tweet(&out->body, &l, &page);
    return OK;
}

/* An old reply whose other is gone is told as a new one is: posted now it stands by itself. */
static struct compose_page composed(struct work *w, const struct request *rq, const struct found_draft *found)
{
    static const char *const shown[] = {"text", "lang", "place_name", "place_lat", "place_lon", NULL};
    struct compose_page page = {.error = typed_trouble(w, shown)};
    if (found->old == NULL || take_text(rq, "text").len > 0)
        page.composer = composer_typed(w, rq, found->parent);
    else
        page.composer = composer_redraft(w, found->old, found->parent);
    if (found->old != NULL && found->old->tweet.reply_to_id != 0 && found->parent == NULL)
        page.error = message("tweet.reply_gone");
    if (found->parent != NULL)
        page.parent = present_tweet(w, found->parent);
    return page;
}

enum err page_compose(struct work *w, struct request *rq, struct reply *out)
{
    struct found_draft found = {0};
    if (out->data != NULL)
        found = *(const struct found_draft *)out->data;
    else
        found.parent = composer_parent(w, rq);
    struct compose_page page = composed(w, rq, &found);
    page.excess = compose_excess(w, page.composer.box.text.value);
    const char *title = found.parent != NULL ? "compose.reply_title" : "compose.title";
    if (page.composer.redraft_of.len > 0)
        title = "compose.redraft_title";
    struct layout l = layout_page(w, rq, out, LAYOUT_FORM, message(title));
    l.current = STR("compose");
    out->status = layout_status(w);
    template_compose(&out->body, &l, &page);
    return OK;
}

static struct str way_redraft(struct work *w, int64_t id)
{
    struct buf b;
    buf_init(&b, w->arena, 48);
    BUF_LIT(&b, "/compose?redraft_of=");
    buf_put_i64(&b, id);
    return buf_str(&b);
}

/* Where to go when the tweet is gone: back, but not to its own page. */
static struct str way_after_delete(struct work *w, const struct request *rq, const struct tweet_card *card)
{
    struct str back = way_back(w, rq, STR("/"));
    struct str own = way_tweet(w, card->author.user.username, card->tweet.id);
    return str_starts(back, own) || str_starts(back, STR("/tweets/")) ? STR("/") : back;
}

enum err page_delete(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_card *card = out->data;
    if (layout_done(out))
        return OK;
    const struct delete_page page = {.tweet = present_tweet(w, card), .action = rq->path,
                                     .redraft_href = way_redraft(w, card->tweet.id)};
    struct layout l = layout_page(w, rq, out, LAYOUT_FORM, message("delete.title"));
    l.here = way_after_delete(w, rq, card);
    template_delete(&out->body, &l, &page);
    return OK;
}

/* A reply is shown where it belongs: below what it replies to, which is on its first page. */
static struct str way_of_reply(struct work *w, const struct tweet_card *card)
{
    if (card->reply_to_name.len == 0)
        return way_tweet(w, card->author.user.username, card->tweet.id);
    return way_at_tweet(w, way_tweet(w, card->reply_to_name, card->tweet.reply_to_id), card->tweet.id);
}

enum err page_tweet_created(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_card *card = out->data;
    bool reply = card->tweet.reply_to_id != 0;
    enum notice notice = reply ? NOTICE_REPLIED : NOTICE_TWEETED;
    notice_leave(w, out, take_id(rq, "redraft_of") != 0 ? NOTICE_REDRAFTED : notice);
    reply_see_other(w, out, reply ? way_of_reply(w, card) : STR("/"));
    return OK;
}

enum err page_tweet_deleted(struct work *w, struct request *rq, struct reply *out)
{
    notice_leave(w, out, NOTICE_DELETED);
    reply_see_other(w, out, way_taken(rq, "back", STR("/")));
    return OK;
}
