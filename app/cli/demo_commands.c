#include "base/std.h"

#include "cli/commands.h"

#include "base/buf.h"
#include "base/work.h"
#include "cli/demo_file.h"
#include "domain/follow.h"
#include "domain/import.h"
#include "domain/tweet_mark.h"
#include "domain/user.h"
#include "io/db_transaction.h"

enum { DEMO_BYTES_MAX = 1024 * 1024, JOINED_DAYS = 90 };
#define DAY_MS (INT64_C(86400) * 1000)

struct loading {
    const struct demo *demo;
    int64_t ids[DEMO_PEOPLE_MAX]; /* of the people, in their order */
    struct tweet tweets[DEMO_TWEETS_MAX];
    bool there;                   /* has been loaded before */
};

static struct str address_of(struct work *w, struct str username)
{
    struct buf b;
    buf_init(&b, w->arena, 64);
    buf_put(&b, username);
    BUF_LIT(&b, "@demo.invalid"); /* RFC 2606: no mail ever goes there */
    return buf_str(&b);
}

/* The cast comes in one transaction, so that one of them stands for all. */
static enum err there_unit(struct work *w, void *arg)
{
    struct loading *l = arg;
    struct user user;
    enum err err = user_find(w, address_of(w, l->demo->people[0].username), &user);
    l->there = err == OK;
    if (err == ERR_NOT_FOUND) {
        fault_clear(w);
        return OK;
    }
    return err;
}

static MUST_USE enum err person_make(struct work *w, struct loading *l, size_t at)
{
    const struct demo_person *p = &l->demo->people[at];
    struct user user;
    struct registration r = {.username = p->username,
                             .email = address_of(w, p->username),
                             .password = l->demo->password,
                             .display_name = p->name,
                             .bio = p->bio,
                             .location = p->location,
                             .url = p->url,
                             .created_ms = w->now_ms - (JOINED_DAYS + (int64_t)at * 11) * DAY_MS};
    TRY(user_create(w, &r, &user));
    l->ids[at] = user.id;
    return OK;
}

static MUST_USE enum err id_of(struct work *w, const struct loading *l, struct str name, int64_t *out)
{
    for (size_t i = 0; i < l->demo->people_count; i++)
        if (str_eq_fold(l->demo->people[i].username, name)) {
            *out = l->ids[i];
            return OK;
        }
    return fail(w, ERR_INVALID, "demo", "user.not_found", "%.*s", STR_ARG(name));
}

/* Some seconds off, so that no two were written at the same moment. */
static MUST_USE enum err tweet_make(struct work *w, struct loading *l, size_t at)
{
    const struct demo_tweet *d = &l->demo->tweets[at];
    struct tweet *t = &l->tweets[at];
    bool added;
    *t = (struct tweet){.text = d->text, .created_ms = w->now_ms - d->ago_ms - (int64_t)(at * 7919 % 50000)};
    if (d->replies_to > 0)
        t->reply_to_id = l->tweets[d->replies_to - 1].id;
    TRY(id_of(w, l, d->author, &t->author_id));
    return import_tweet(w, t, 0, &added);
}

/* Between the tweet and now, not all at one moment. */
static MUST_USE enum err mark_make(struct work *w, const struct loading *l, size_t at)
{
    const struct demo_mark *d = &l->demo->marks[at];
    const struct tweet *t = &l->tweets[d->tweet];
    struct tweet_marked marked = {.mark = d->retweet ? TWEET_RETWEET : TWEET_LIKE, .tweet_id = t->id};
    marked.made_ms = t->created_ms + (w->now_ms - t->created_ms) * (int64_t)(1 + at % 7) / 10;
    TRY(id_of(w, l, d->by, &marked.user_id));
    return tweet_mark_import(w, &marked);
}

static MUST_USE enum err follow_make(struct work *w, const struct loading *l, size_t at)
{
    const struct demo_follow *f = &l->demo->follows[at];
    struct follow_pair pair;
    size_t added;
    TRY(id_of(w, l, f->follower, &pair.follower));
    TRY(id_of(w, l, f->followee, &pair.followee));
    return follow_add(w, &pair, 1, &added);
}

static enum err load_body(struct work *w, void *arg)
{
    struct loading *l = arg;
    for (size_t i = 0; i < l->demo->people_count; i++)
        TRY(person_make(w, l, i));
    for (size_t i = 0; i < l->demo->follows_count; i++)
        TRY(follow_make(w, l, i));
    for (size_t i = 0; i < l->demo->tweets_count; i++)
        TRY(tweet_make(w, l, i));
    for (size_t i = 0; i < l->demo->marks_count; i++)
        TRY(mark_make(w, l, i));
    return OK;
}

static enum err load_unit(struct work *w, void *arg)
{
    return db_transaction(w, load_body, arg);
}

static bool demo_read(struct cli *c, const char *path, struct demo *demo)
{
    struct str text;
    size_t line;
    const char *why;
    if (!cli_file(c, path, DEMO_BYTES_MAX, &text))
        return false;
    if (demo_file_read(c->arena, text, demo, &line, &why))
        return true;
    cli_say("%s, line %zu: %s", path, line, why);
    return false;
}

int demo_load(struct cli *c)
{
    const char *given = getenv("LINNET_DEMO");
    const char *path = cli_option(c, "--file", given ? given : LINNET_DATADIR "/demo.txt");
    struct demo *demo = ARENA_NEW(c->arena, struct demo);
    struct loading *l = ARENA_NEW(c->arena, struct loading);
    l->demo = demo;
    if (!path || !cli_plain(c, 0))
        return cli_usage(c);
    if (!demo_read(c, path, demo) || !cli_unit(c, there_unit, l))
        return CLI_FAILED;
    if (!l->there && !cli_unit(c, load_unit, l))
        return cli_fail("nothing of the demo was loaded");
    if (l->there)
        printf("the demo is there already\n");
    else
        printf("%zu people, %zu follows, %zu tweets, %zu likes and retweets\n", demo->people_count, demo->follows_count,
               demo->tweets_count, demo->marks_count);
    printf("log in as %.*s with the password: %.*s\n", STR_ARG(demo->people[0].username), STR_ARG(demo->password));
    return CLI_DONE;
}
