#include "base/std.h"

#include "view/tweet_view.h"

#include "base/settings.h"
#include "base/work.h"
#include "view/present.h"
#include "view/user_view.h"

/* Members whose noun does not exist yet are given as unset, so that programs can rely on the shape. */

static void tweet_null(struct json *j, const char *name)
{
    json_key(j, name);
    json_null(j);
}

static void tweet_empty_lists(struct json *j, const char *const *names)
{
    for (; *names; names++) {
        json_key(j, *names);
        json_open(j, '[');
        json_close(j, ']');
    }
}

static void tweet_url(struct work *w, struct json *j, const struct tweet_card *t)
{
    struct buf url;
    buf_init(&url, w->arena, 96);
    buf_put_z(&url, w->settings->site.url);
    buf_put(&url, present_tweet_href(w, t->author.user.username, t->tweet.id));
    json_key(j, "url");
    json_text(j, buf_str(&url));
}

static void tweet_reply_to(struct json *j, const struct tweet *t)
{
    json_key(j, "reply_to");
    if (t->reply_to_id == 0) {
        json_null(j);
        return;
    }
    json_open(j, '{');
    json_key(j, "id");
    json_id(j, t->reply_to_id);
    json_key(j, "author_id");
    json_id(j, t->reply_to_author_id);
    json_close(j, '}');
}

/* An original is never a retweet itself: this goes one step deep. */
static void tweet_relations(struct work *w, struct json *j, const struct tweet_card *t)
{
    json_key(j, "conversation_id");
    json_id(j, t->tweet.conversation_id);
    tweet_reply_to(j, &t->tweet);
    json_key(j, "retweet_of");
    if (t->retweet_of != NULL)
        tweet_view_json(w, j, t->retweet_of);
    else
        json_null(j);
    tweet_null(j, "quote_of");
}

static void tweet_degrees(struct json *j, const char *name, bool known, int64_t micro)
{
    json_key(j, name);
    if (known)
        json_degrees(j, micro);
    else
        json_null(j);
}

static void tweet_place(struct json *j, const struct tweet_place *place)
{
    json_key(j, "place");
    if (place->name.len == 0) {
        json_null(j);
        return;
    }
    json_open(j, '{');
    json_key(j, "name");
    json_text(j, place->name);
    tweet_degrees(j, "lat", place->located, place->lat);
    tweet_degrees(j, "lon", place->located, place->lon);
    json_close(j, '}');
}

static void tweet_mention(struct json *j, const struct rich_entity *e)
{
    json_key(j, "id");
    json_id(j, e->user_id);
    json_key(j, "username");
    json_text(j, e->name);
}

static void tweet_tag(struct json *j, const struct rich_entity *e)
{
    json_key(j, "tag");
    json_text(j, e->name);
}

/* A bare one leads to https, as its link on the page does. */
static void tweet_link(struct json *j, const struct rich_entity *e)
{
    char whole[RICH_URL_MAX + sizeof "https://"];
    int len = snprintf(whole, sizeof whole, "%s%.*s", e->bare ? "https://" : "", STR_ARG(e->name));
    json_key(j, "url");
    json_text(j, (struct str){whole, (size_t)len});
    json_key(j, "display");
    json_text(j, e->name);
}

/* Mentions of nobody are plain text. */
static void tweet_entities_of(struct json *j, const struct rich *parts, enum rich_kind kind)
{
    static const struct {
        const char *name;
        void (*members)(struct json *j, const struct rich_entity *e);
    } kinds[] = {[RICH_MENTION] = {"mentions", tweet_mention}, [RICH_HASHTAG] = {"hashtags", tweet_tag},
                 [RICH_CASHTAG] = {"cashtags", tweet_tag}, [RICH_URL] = {"urls", tweet_link}};
    json_key(j, kinds[kind].name);
    json_open(j, '[');
    for (size_t i = 0; i < parts->count; i++) {
        const struct rich_entity *e = &parts->at[i];
        if (e->kind != kind || (kind == RICH_MENTION && e->user_id == 0))
            continue;
        json_open(j, '{');
        json_key(j, "start");
        json_int(j, (int64_t)e->from.point);
        json_key(j, "end");
        json_int(j, (int64_t)e->to.point);
        kinds[kind].members(j, e);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void tweet_contents(struct json *j, const struct tweet *t, const struct rich *parts)
{
    static const char *const media[] = {"media", NULL};
    json_key(j, "entities");
    json_open(j, '{');
    for (enum rich_kind kind = RICH_MENTION; kind <= RICH_URL; kind++)
        tweet_entities_of(j, parts, kind);
    json_close(j, '}');
    tweet_place(j, &t->place);
    tweet_empty_lists(j, media);
    tweet_null(j, "poll");
}

static void tweet_counts(struct json *j, const struct tweet_counts *c)
{
    const struct {
        const char *name;
        int64_t count;
    } counts[] = {{"likes", c->likes}, {"retweets", c->retweets}, {"replies", c->replies}, {"quotes", 0}, {"views", 0}};
    json_key(j, "counts");
    json_open(j, '{');
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        json_key(j, counts[i].name);
        json_int(j, counts[i].count);
    }
    json_close(j, '}');
}

static void tweet_marks(struct work *w, struct json *j, const struct tweet_marks *m)
{
    const struct {
        const char *name;
        bool set;
    } marks[] = {{"liked", m->liked}, {"retweeted", m->retweeted}, {"bookmarked", m->bookmarked}, {"pinned", false}};
    if (!w->viewer) {
        tweet_null(j, "viewer");
        return;
    }
    json_key(j, "viewer");
    json_open(j, '{');
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        json_key(j, marks[i].name);
        json_bool(j, marks[i].set);
    }
    json_close(j, '}');
}

void tweet_view_json(struct work *w, struct json *j, const struct tweet_card *t)
{
    json_open(j, '{');
    json_key(j, "id");
    json_id(j, t->tweet.id);
    json_key(j, "text");
    json_text(j, t->tweet.text);
    json_key(j, "author");
    user_view_author_json(w, j, &t->author);
    json_key(j, "created_at");
    json_time(j, t->tweet.created_ms);
    json_key(j, "edited_at");
    json_time(j, t->tweet.edited_ms);
    json_key(j, "version");
    json_int(j, t->tweet.version);
    json_key(j, "lang");
    if (t->tweet.lang.len > 0)
        json_text(j, t->tweet.lang);
    else
        json_null(j);
    json_key(j, "visibility");
    json_text(j, STR("public"));
    tweet_relations(w, j, t);
    tweet_contents(j, &t->tweet, &t->parts);
    tweet_counts(j, &t->tweet.counts);
    tweet_marks(w, j, &t->viewer);
    tweet_url(w, j, t);
    json_close(j, '}');
}

void tweet_view_list_json(struct work *w, struct json *j, const struct tweet_list *list)
{
    json_open(j, '{');
    json_key(j, "data");
    json_open(j, '[');
    for (size_t i = 0; i < list->count; i++)
        tweet_view_json(w, j, &list->at[i]);
    json_close(j, ']');
    json_close(j, '}');
}
