#include "base/std.h"

#include "view/present.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "base/work.h"
#include "model/viewer.h"
#include "view/present_time.h"

enum { AVATAR_TONES = 8 };

struct str present_count(struct work *w, int64_t n)
{
    struct buf digits, out;
    buf_init(&digits, w->arena, 24);
    buf_init(&out, w->arena, 32);
    buf_put_i64(&digits, n < 0 ? 0 : n); /* a count that is being repaired may lag below zero */
    for (size_t i = 0; i < digits.len; i++) {
        if (i > 0 && (digits.len - i) % 3 == 0)
            buf_put_char(&out, ',');
        buf_put_char(&out, digits.at[i]);
    }
    return buf_str(&out);
}

struct str present_number(const struct work *w, int64_t n)
{
    struct buf b;
    buf_init(&b, w->arena, 24);
    buf_put_i64(&b, n);
    return buf_str(&b);
}

/* The first character that shows something; "" when there is none. */
static struct str initial_of(struct str word)
{
    struct str rest = word;
    for (;;) {
        struct str before = rest;
        int32_t c = utf8_next(&rest);
        if (c < 0)
            return STR("");
        if (!utf8_is_invisible(c) && !utf8_is_control(c) && !strchr("\"'([{<-_.,:;!?*#@~/", c < 128 ? (char)c : 'x'))
            return str_slice(before, 0, before.len - rest.len);
    }
}

static struct str initials_of(struct work *w, struct str name)
{
    struct str word, first = STR(""), last = STR("");
    struct buf b;
    while (str_next(&name, ' ', &word)) {
        struct str initial = initial_of(word);
        if (first.len == 0)
            first = initial;
        else if (initial.len > 0)
            last = initial;
    }
    buf_init(&b, w->arena, 16);
    buf_put(&b, first);
    buf_put(&b, last);
    return buf_str(&b);
}

struct avatar present_avatar(struct work *w, int64_t id, struct str display_name)
{
    static const char *const tones[AVATAR_TONES] = {"tone-0", "tone-1", "tone-2", "tone-3",
                                                    "tone-4", "tone-5", "tone-6", "tone-7"};
    size_t tone = (size_t)(hash_mix((uint64_t)id) % AVATAR_TONES);
    return (struct avatar){.initials = initials_of(w, display_name), .tone = str_from(tones[tone])};
}

static struct str path_of(struct work *w, const char *before, int64_t id, const char *behind)
{
    struct buf b;
    buf_init(&b, w->arena, 48);
    buf_put_z(&b, before);
    buf_put_i64(&b, id);
    buf_put_z(&b, behind);
    return buf_str(&b);
}

struct str present_user_href(const struct work *w, struct str username, struct str below)
{
    struct buf b;
    buf_init(&b, w->arena, username.len + below.len + 2);
    BUF_LIT(&b, "/@");
    buf_put(&b, username);
    buf_put(&b, below);
    return buf_str(&b);
}

struct str present_tweet_href(const struct work *w, struct str username, int64_t id)
{
    struct buf b;
    buf_init(&b, w->arena, username.len + 24);
    BUF_LIT(&b, "/@");
    buf_put(&b, username);
    buf_put_char(&b, '/');
    buf_put_i64(&b, id);
    return buf_str(&b);
}

/* example.org/garden: the scheme and a final slash say nothing to a reader. */
static struct str url_shown(struct str url)
{
    size_t at;
    if (str_find(url, STR("://"), &at))
        url = str_slice(url, at + 3, url.len);
    return str_ends(url, STR("/")) ? str_slice(url, 0, url.len - 1) : url;
}

static void person_acts(struct work *w, const struct user_card *card, struct person_part *p)
{
    p->self = card->viewer.self || (w->viewer && w->viewer->user.id == card->user.id);
    p->following = card->viewer.following;
    p->followed_by = card->viewer.followed_by;
    p->can_follow = w->viewer && !p->self;
    if (p->can_follow)
        p->follow_action = path_of(w, "/users/", card->user.id, p->following ? "/unfollow" : "/follow");
}

static struct fact_parts facts_of(struct work *w, const struct user_card *card)
{
    const struct user *u = &card->user;
    struct fact_part *parts = ARENA_ARRAY(w->arena, struct fact_part, u->field_count + 1);
    for (size_t i = 0; i < u->field_count; i++) {
        struct str value = u->fields[i].value;
        parts[i] = (struct fact_part){.name = u->fields[i].name, .value = value};
        if (card->field_is_url[i]) {
            parts[i].href = value;
            parts[i].href_shown = url_shown(value);
        }
    }
    return (struct fact_parts){.at = parts, .count = u->field_count};
}

struct person_part present_person(struct work *w, const struct user_card *card)
{
    const struct user *u = &card->user;
    struct person_part p = {
        .avatar = present_avatar(w, u->id, u->display_name),
        .id = present_number(w, u->id),
        .username = u->username,
        .display_name = u->display_name,
        .href = present_user_href(w, u->username, STR("")),
        .bio = card->bio,
        .location = u->location,
        .url = u->url,
        .url_shown = url_shown(u->url),
        .joined = present_time_month(w, u->created_ms),
        .joined_iso = str_slice(present_time_iso(w, u->created_ms), 0, 10),
        .followers_count = present_count(w, u->followers_count),
        .following_count = present_count(w, u->following_count),
        .tweets_count = present_count(w, u->tweets_count),
        .followers_href = present_user_href(w, u->username, STR("/followers")),
        .following_href = present_user_href(w, u->username, STR("/following")),
        .facts = facts_of(w, card),
    };
    person_acts(w, card, &p);
    return p;
}

/* A byline wants little of a person; in lists it is made 20 times a page. */
static struct person_part author_of(struct work *w, const struct user_card *card)
{
    const struct user *u = &card->user;
    struct person_part p = {
        .avatar = present_avatar(w, u->id, u->display_name),
        .id = present_number(w, u->id),
        .username = u->username,
        .display_name = u->display_name,
        .href = present_user_href(w, u->username, STR("")),
    };
    person_acts(w, card, &p);
    return p;
}

static struct str href_with(struct work *w, struct str path, const char *between, int64_t id)
{
    struct buf b;
    buf_init(&b, w->arena, 64);
    buf_put(&b, path);
    buf_put_z(&b, between);
    buf_put_i64(&b, id);
    return buf_str(&b);
}

static struct str below(struct work *w, struct str path, const char *rest)
{
    struct buf b;
    buf_init(&b, w->arena, path.len + 16);
    buf_put(&b, path);
    buf_put_z(&b, rest);
    return buf_str(&b);
}

/* Nothing to tell is nothing shown: a row of zeros under each tweet says no more. */
static struct str count_of(struct work *w, int64_t n)
{
    return n > 0 ? present_count(w, n) : STR("");
}

static void tweet_marks(struct work *w, const struct tweet_card *card, struct tweet_part *p)
{
    const struct tweet_counts *counts = &card->tweet.counts;
    p->replies_count = count_of(w, counts->replies);
    p->retweets_count = count_of(w, counts->retweets);
    p->likes_count = count_of(w, counts->likes);
    p->retweeted = card->viewer.retweeted;
    p->liked = card->viewer.liked;
    p->bookmarked = card->viewer.bookmarked;
}

/* A retweet shows its original, and who brought it here. */
static struct tweet_part present_retweet(struct work *w, const struct tweet_card *card)
{
    struct tweet_part p = present_tweet(w, card->retweet_of);
    p.retweeter = card->author.user.display_name;
    p.retweeter_href = present_user_href(w, card->author.user.username, STR(""));
    return p;
}

static void degrees_put(struct buf *b, int64_t micro)
{
    int64_t all = micro < 0 ? -micro : micro, part = all % 1000000;
    int digits = 6;
    buf_put_z(b, micro < 0 ? "-" : "");
    buf_put_i64(b, all / 1000000);
    for (; part != 0 && part % 10 == 0; part /= 10)
        digits--;
    if (part != 0)
        buf_printf(b, ".%0*" PRId64, digits, part);
}

struct str present_degrees(struct work *w, int64_t micro)
{
    struct buf b;
    buf_init(&b, w->arena, 16);
    degrees_put(&b, micro);
    return buf_str(&b);
}

static struct str degrees_of(struct work *w, const struct tweet_place *place)
{
    struct buf b;
    buf_init(&b, w->arena, 32);
    degrees_put(&b, place->lat);
    BUF_LIT(&b, ", ");
    degrees_put(&b, place->lon);
    return buf_str(&b);
}

struct tweet_part present_tweet(struct work *w, const struct tweet_card *card)
{
    const struct tweet *t = &card->tweet;
    if (card->retweet_of)
        return present_retweet(w, card);
    struct tweet_part p = {
        .author = author_of(w, &card->author),
        .id = present_number(w, t->id),
        .text = card->html,
        .time_short = present_time_short(w, t->created_ms),
        .time_full = present_time_full(w, t->created_ms),
        .time_iso = present_time_iso(w, t->created_ms),
    };
    p.href = present_tweet_href(w, p.author.username, t->id);
    p.lang = t->lang;
    p.place = t->place.name;
    p.degrees = t->place.located ? degrees_of(w, &t->place) : STR("");
    p.reply = t->reply_to_id != 0;
    p.reply_name = card->reply_to_name;
    if (p.reply_name.len > 0)
        p.reply_href = present_tweet_href(w, p.reply_name, t->reply_to_id);
    if (w->viewer && w->viewer->user.id == t->author_id) {
        p.delete_href = path_of(w, "/tweets/", t->id, "/delete");
        p.edit_href = path_of(w, "/tweets/", t->id, "/edit");
    }
    if (t->edited_ms != 0)
        p.history_href = below(w, p.href, "/history");
    tweet_marks(w, card, &p);
    return p;
}

static struct str older_href(struct work *w, const struct page_ends *ends, struct str path)
{
    return ends->next_max_id ? href_with(w, path, "?max_id=", ends->next_max_id) : STR("");
}

/* An empty page behind a cursor leads back to the newest. */
static struct str newer_href(struct work *w, const struct page_ends *ends, struct str path)
{
    if (ends->newest)
        return STR("");
    return ends->prev_min_id ? href_with(w, path, "?min_id=", ends->prev_min_id) : path;
}

static struct pager_part pager_of(struct work *w, const struct page_ends *ends, size_t count, struct str path)
{
    struct pager_part p = {.older_href = older_href(w, ends, path), .newer_href = newer_href(w, ends, path)};
    p.some = p.older_href.len + p.newer_href.len > 0;
    p.at_end = count == 0 && p.some && p.older_href.len == 0;
    p.none = count == 0 && !p.some;
    return p;
}

struct tweet_parts present_tweets(struct work *w, const struct tweet_list *list, struct str path)
{
    struct tweet_part *parts = ARENA_ARRAY(w->arena, struct tweet_part, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        parts[i] = present_tweet(w, &list->at[i]);
    return (struct tweet_parts){parts, list->count, pager_of(w, &list->ends, list->count, path)};
}

struct person_parts present_people(struct work *w, const struct user_list *list, struct str path)
{
    struct person_part *parts = ARENA_ARRAY(w->arena, struct person_part, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        parts[i] = present_person(w, &list->at[i]);
    return (struct person_parts){parts, list->count, pager_of(w, &list->ends, list->count, path)};
}
