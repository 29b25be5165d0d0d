/* Sample people, tweets and a unit of work for the tests of view/. */
#ifndef UNIT_VIEW_SAMPLE_H
#define UNIT_VIEW_SAMPLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/settings.h"
#include "base/work.h"
#include "domain/richtext.h"
#include "model/lists.h"
#include "model/viewer.h"

enum { SAMPLE_PEOPLE = 6, SAMPLE_TWEETS = 20 };

#define SAMPLE_TEXT(literal) {literal, sizeof(literal) - 1}

static const int64_t sample_now = 1795177805123; /* 2026-11-20T12:30:05.123Z */

struct sample {
    struct arena *arena;
    struct settings settings;
    struct viewer viewer;
    struct work work;
};

static inline void sample_begin(struct sample *s)
{
    *s = (struct sample){.arena = arena_new(65536, 1 << 24)};
    s->settings.site.url = "https://linnet.example";
    s->settings.site.name = "Linnet";
    s->settings.site.description = "";
    s->settings.site.assets_url = "/static";
    s->settings.site.rules_file = "/etc/linnet/rules.txt";
    s->settings.site.privacy_file = "";
    work_begin(&s->work, s->arena, &s->settings, "test", 1000);
    s->work.now_ms = sample_now;
    s->work.request_id = STR("7f3a9c21e0b4");
}

static inline void sample_end(struct sample *s)
{
    work_end(&s->work);
    arena_free(s->arena);
}

/* Made as the domain makes it; lives as long as the program. */
static inline struct safe_html sample_html(struct str text)
{
    static struct arena *arena;
    if (!arena)
        arena = arena_new(65536, 64 << 20);
    return richtext_linked(arena, text.len ? text : STR(""));
}

static inline struct user_card sample_person(size_t which)
{
    static const struct user people[SAMPLE_PEOPLE] = {
        {.id = 3, .username = SAMPLE_TEXT("ada"), .display_name = SAMPLE_TEXT("Ada Thornbury"), .followers_count = 1234567,
         .following_count = 87, .tweets_count = 4321},
        {.id = 12, .username = SAMPLE_TEXT("bo_larsen"), .display_name = SAMPLE_TEXT("Bo"), .followers_count = 1},
        {.id = 7, .username = SAMPLE_TEXT("Noor"), .display_name = SAMPLE_TEXT("نور الهدى")},
        {.id = 9, .username = SAMPLE_TEXT("mei"), .display_name = SAMPLE_TEXT("陈美")},
        {.id = 21, .username = SAMPLE_TEXT("constantinople_"), .display_name = SAMPLE_TEXT("Konstantin Wladimirowitsch of Ostrogradskaya-Petrov")},
        {.id = 30, .username = SAMPLE_TEXT("mallory"), .display_name = SAMPLE_TEXT("<b>\"Mal\" & 'Co'</b>")},
    };
    struct user_card card = {.user = people[which % SAMPLE_PEOPLE]};
    card.user.email = STR("someone@linnet.example");
    card.user.created_ms = sample_now - INT64_C(600) * 24 * 3600 * 1000;
    if (which == 0) {
        card.user.bio = STR("Keeper of bees and of an unreasonable number of notebooks.\nMostly marshes, birds, bread.");
        card.user.location = STR("Romney Marsh");
        card.user.url = STR("https://ada.example/garden/");
    }
    if (which == 4)
        card.user.bio = STR("Collects timetables of trains that no longer run, and rides the others to the last stop.");
    card.bio = sample_html(card.user.bio);
    return card;
}

static inline struct tweet_card sample_tweet(size_t which)
{
    static const struct str texts[] = {
        SAMPLE_TEXT("First frost on the marsh this morning. The linnets sat in the gorse like rust-coloured fruit and did not care."),
        SAMPLE_TEXT("Bread is in the oven.\n\nThat is all. That is the tweet."),
        SAMPLE_TEXT("صباح الخير يا أصدقاء، اليوم نزرع الزعتر"),
        SAMPLE_TEXT("今天的面包比昨天的好一点点。明天会更好。"),
        SAMPLE_TEXT("<script>alert('no')</script> & \"quotes\" are just text here, https://example.org/a?b=c&d=e and so is this one, which goes on "
         "for as long as a tweet may go on, in order to see how a long paragraph sits on the page: two hundred and eighty "
         "characters are more than one thinks, and fewer too."),
        SAMPLE_TEXT("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzender"),
        SAMPLE_TEXT("Does anyone have a recipe for quince jelly that sets without an argument?"),
    };
    static const int64_t ages_s[] = {20, 190, 3700, 9000, 40000, 90000, 400000, 4000000, 40000000};
    struct tweet_card card = {.author = sample_person(which)};
    card.tweet.created_ms = sample_now - ages_s[which < COUNT_OF(ages_s) ? which : COUNT_OF(ages_s) - 1] * 1000;
    card.tweet.id = (card.tweet.created_ms << 16) | (int64_t)(20 - which % 20);
    card.tweet.author_id = card.author.user.id;
    card.tweet.text = texts[which % COUNT_OF(texts)];
    card.html = sample_html(card.tweet.text);
    return card;
}

static inline struct tweet_list sample_tweets(struct sample *s, size_t count)
{
    struct tweet_list list = {.at = ARENA_ARRAY(s->arena, struct tweet_card, count + 1), .count = count};
    for (size_t i = 0; i < count; i++)
        list.at[i] = sample_tweet(i);
    list.ends = (struct page_ends){.next_max_id = count ? list.at[count - 1].tweet.id : 0, .newest = true};
    return list;
}

static inline struct user_list sample_people(struct sample *s, size_t count)
{
    struct user_list list = {.at = ARENA_ARRAY(s->arena, struct user_card, count + 1), .count = count};
    for (size_t i = 0; i < count; i++)
        list.at[i] = sample_person(i);
    if (count > 2) {
        list.at[1].viewer.following = true;
        list.at[2].viewer.followed_by = true;
    }
    list.ends = (struct page_ends){.next_max_id = 5, .prev_min_id = 9, .newest = false};
    return list;
}

/* Ada looks. */
static inline void sample_viewer(struct sample *s)
{
    s->viewer.user = sample_person(0).user;
    s->work.viewer = &s->viewer;
}

#endif
