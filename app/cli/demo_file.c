#include "base/std.h"

#include "cli/demo_file.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { TEXT_ROOM = 1200 };
#define MINUTE_MS INT64_C(60000)

struct reading {
    struct arena *arena;
    struct demo *demo;
    struct buf text; /* of the newest tweet */
};

struct word {
    const char *name;
    const char *(*take)(struct reading *r, struct str rest); /* NULL: fine; else why not */
};

bool demo_file_ago(struct str text, int64_t *ms)
{
    static const struct {
        char unit;
        int64_t ms;
    } UNITS[] = {{'d', 24 * 60 * MINUTE_MS}, {'h', 60 * MINUTE_MS}, {'m', MINUTE_MS}};
    struct str part;
    size_t next = 0;
    int64_t sum = 0, number;
    while (str_next(&text, ' ', &part)) {
        if (part.len < 2 || part.len > 5 || !str_to_i64(str_slice(part, 0, part.len - 1), &number) || number < 0)
            return false;
        while (next < COUNT_OF(UNITS) && UNITS[next].unit != part.at[part.len - 1])
            next++;
        if (next == COUNT_OF(UNITS))
            return false;
        sum += number * UNITS[next++].ms;
    }
    *ms = sum;
    return sum > 0;
}

static struct demo_person *newest(struct reading *r)
{
    return r->demo->people_count ? &r->demo->people[r->demo->people_count - 1] : NULL;
}

static const char *take_password(struct reading *r, struct str rest)
{
    r->demo->password = rest;
    return NULL;
}

static const char *take_person(struct reading *r, struct str rest)
{
    if (r->demo->people_count == DEMO_PEOPLE_MAX)
        return "too many people";
    r->demo->people[r->demo->people_count++] = (struct demo_person){.username = rest, .name = rest};
    return NULL;
}

static const char *take_name(struct reading *r, struct str rest)
{
    if (!newest(r))
        return "whose? person comes first";
    newest(r)->name = rest;
    return NULL;
}

static const char *take_bio(struct reading *r, struct str rest)
{
    if (!newest(r))
        return "whose? person comes first";
    newest(r)->bio = rest;
    return NULL;
}

static const char *take_location(struct reading *r, struct str rest)
{
    if (!newest(r))
        return "whose? person comes first";
    newest(r)->location = rest;
    return NULL;
}

static const char *take_url(struct reading *r, struct str rest)
{
    if (!newest(r))
        return "whose? person comes first";
    newest(r)->url = rest;
    return NULL;
}

static const char *take_follows(struct reading *r, struct str rest)
{
    struct str name;
    if (!newest(r))
        return "who? person comes first";
    while (str_next(&rest, ' ', &name)) {
        if (r->demo->follows_count == DEMO_FOLLOWS_MAX)
            return "too many follows";
        r->demo->follows[r->demo->follows_count++] = (struct demo_follow){newest(r)->username, name};
    }
    return NULL;
}

static const char *take_words(struct reading *r, struct str rest, size_t replies_to)
{
    struct demo_tweet tweet = {.text = {"", 0}, .replies_to = replies_to};
    if (r->demo->tweets_count == DEMO_TWEETS_MAX)
        return "too many tweets";
    if (!str_next(&rest, ' ', &tweet.author) || !demo_file_ago(rest, &tweet.ago_ms))
        return "a tweet has an author and an age like 3d 4h 20m";
    buf_init(&r->text, r->arena, TEXT_ROOM);
    r->demo->tweets[r->demo->tweets_count++] = tweet;
    return NULL;
}

static const char *take_tweet(struct reading *r, struct str rest)
{
    return take_words(r, rest, 0);
}

static const char *take_reply(struct reading *r, struct str rest)
{
    size_t to = r->demo->tweets_count;
    while (to > 0 && r->demo->tweets[to - 1].replies_to != 0)
        to--;
    return to > 0 ? take_words(r, rest, to) : "to what? tweet comes first";
}

static const char *take_marks(struct reading *r, struct str names, bool retweet)
{
    struct demo *d = r->demo;
    struct str name;
    if (d->tweets_count == 0)
        return "what? tweet comes first";
    while (str_next(&names, ' ', &name)) {
        if (d->marks_count == DEMO_MARKS_MAX)
            return "too many likes and retweets";
        d->marks[d->marks_count++] = (struct demo_mark){d->tweets_count - 1, name, retweet};
    }
    return NULL;
}

static const char *take_liked(struct reading *r, struct str rest)
{
    return take_marks(r, rest, false);
}

static const char *take_retweeted(struct reading *r, struct str rest)
{
    return take_marks(r, rest, true);
}

static const char *take_text(struct reading *r, struct str line)
{
    if (r->demo->tweets_count == 0)
        return "whose text? tweet comes first";
    if (r->text.len > 0)
        buf_put_char(&r->text, '\n');
    buf_put(&r->text, str_slice(line, str_starts(line, STR("| ")) ? 2 : 1, line.len));
    r->demo->tweets[r->demo->tweets_count - 1].text = buf_str(&r->text);
    return NULL;
}

static const struct word WORDS[] = {
    {"password", take_password}, {"person", take_person}, {"name", take_name},       {"bio", take_bio},
    {"location", take_location}, {"url", take_url},       {"follows", take_follows}, {"tweet", take_tweet},
    {"reply", take_reply},       {"liked", take_liked},       {"retweeted", take_retweeted},
};

static const char *take_line(struct reading *r, struct str line)
{
    struct str rest = line, word;
    if (line.len == 0 || line.at[0] == '#')
        return NULL;
    if (line.at[0] == '|')
        return take_text(r, line);
    if (!str_next(&rest, ' ', &word) || rest.len == 0)
        return "a word and what it says are wanted";
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (str_eq(word, str_from(WORDS[i].name)))
            return WORDS[i].take(r, str_trim(rest));
    return "unknown word";
}

bool demo_file_read(struct arena *a, struct str text, struct demo *out, size_t *line, const char **why)
{
    struct reading r = {.arena = a, .demo = out};
    struct str next;
    *line = 0;
    *why = utf8_valid(text) ? NULL : "not UTF-8";
    while (!*why && str_next(&text, '\n', &next)) {
        ++*line;
        *why = take_line(&r, next);
    }
    if (!*why && out->people_count == 0)
        *why = "there is nobody in it";
    return !*why;
}
