#include "base/std.h"

#include "web/edit_pages.h"

#include "base/message.h"
#include "base/work.h"
#include "domain/tweet_edit.h"
#include "model/viewer.h"
#include "view/present.h"
#include "view/present_time.h"
#include "view/templates.h"
#include "web/compose_excess.h"
#include "web/layout.h"
#include "web/notice.h"
#include "web/params.h"
#include "web/typed.h"
#include "web/way.h"

/* Shown again: the tweet as it stands by now, which may be another's edit (from another window), and what was
 * typed. Sending that once more then replaces the version that was shown. */
static MUST_USE enum err card_of(struct work *w, struct request *rq, const struct reply *out, struct tweet_card *card)
{
    if (out->data == NULL)
        return tweet_edit_begin(w, take_id(rq, "id"), card);
    *card = *(const struct tweet_card *)out->data;
    return OK;
}

enum err page_edit(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const shown[] = {"text", NULL};
    struct tweet_card card;
    bool again = w->fault.kind != OK;
    struct edit_page page = {.box.text = typed_field(w, rq, "text"), .error = typed_trouble(w, shown)};
    TRY(card_of(w, rq, out, &card));
    page.action = rq->path;
    page.version = present_number(w, card.tweet.version);
    page.back = typed_way(rq, "back");
    page.tweet = present_tweet(w, &card);
    if (again)
        page.excess = compose_excess(w, page.box.text.value);
    else
        page.box.text.value = card.tweet.text;
    struct layout l = layout_page(w, rq, out, LAYOUT_FORM, message("edit.title"));
    out->status = layout_status(w);
    template_edit(&out->body, &l, &page);
    return OK;
}

enum err page_tweet_edited(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_card *card = out->data;
    notice_leave(w, out, NOTICE_EDITED);
    reply_see_other(w, out, way_taken(rq, "back", way_tweet(w, card->author.user.username, card->tweet.id)));
    return OK;
}

static struct piece_parts pieces_of(struct work *w, const struct text_pieces *pieces)
{
    struct piece_part *parts = ARENA_ARRAY(w->arena, struct piece_part, pieces->count + 1);
    for (size_t i = 0; i < pieces->count; i++)
        parts[i] = (struct piece_part){.text = pieces->at[i].text,
                                       .added = pieces->at[i].kind == TEXT_ADDED,
                                       .removed = pieces->at[i].kind == TEXT_REMOVED};
    return (struct piece_parts){.at = parts, .count = pieces->count};
}

static struct version_parts versions_of(struct work *w, const struct tweet_history *h)
{
    struct version_part *parts = ARENA_ARRAY(w->arena, struct version_part, h->count + 1);
    for (size_t i = 0; i < h->count; i++)
        parts[i] = (struct version_part){.number = present_number(w, h->at[i].version),
                                         .time_full = present_time_full(w, h->at[i].since_ms),
                                         .time_iso = present_time_iso(w, h->at[i].since_ms),
                                         .pieces = pieces_of(w, &h->at[i].changes)};
    return (struct version_parts){.at = parts, .count = h->count};
}

enum err page_history(struct work *w, struct request *rq, struct reply *out)
{
    const struct tweet_history *history = out->data;
    const struct user *author = &history->card.author.user;
    if (layout_done(out))
        return OK;
    const struct history_page page = {.tweet = present_tweet(w, &history->card), .versions = versions_of(w, history)};
    struct layout l = layout_page(w, rq, out, LAYOUT_SHOWN, layout_title_of(w, author, "history.title"));
    l.canonical = way_absolute(w, way_below(w, way_tweet(w, author->username, history->card.tweet.id), STR("/history")));
    l.search_robots = STR("noindex");
    template_history(&out->body, &l, &page);
    return OK;
}
