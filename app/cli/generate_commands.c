#include "base/std.h"

#include "cli/commands.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/random.h"
#include "base/work.h"
#include "cli/people.h"
#include "cli/phrases.h"
#include "cli/progress.h"
#include "domain/import.h"
#include "io/db_transaction.h"

enum { COUNT_MAX = 5000000, PEOPLE_MAX = 100000, DAYS_MAX = 3650, TWEETS_A_UNIT = 100, FLATNESS = 3 };
#define DAY_MS (INT64_C(86400) * 1000)
#define UNTIL_MS INT64_C(1767225600000) /* 2026-01-01T00:00:00Z */

struct generate {
    struct people people;
    uint32_t *order;    /* of people by activity, most active first */
    uint64_t *activity; /* of order[0..i] together */
    struct random_stream stream;
    int64_t seed, count, until_ms, days;
    FILE *dump;
};

struct batch {
    struct tweet tweets[TWEETS_A_UNIT];
    int64_t numbers[TWEETS_A_UNIT]; /* of the authors */
    unsigned sequences[TWEETS_A_UNIT];
    size_t count, added;
    int64_t from; /* which of all tweets its first is */
    struct generate *generate;
};

/* --- who writes how much --- */

/* Zipf's law in whole numbers, a little flattened: the most active writes 1/(FLATNESS + 1), the next
 * 1/(FLATNESS + 2), ... Who is how active is drawn. */
static void activity_draw(struct cli *c, struct generate *g)
{
    size_t count = g->people.count;
    uint64_t sum = 0;
    g->order = ARENA_ARRAY(c->arena, uint32_t, count);
    g->activity = ARENA_ARRAY(c->arena, uint64_t, count);
    for (uint32_t i = 0; i < count; i++)
        g->order[i] = i;
    for (uint32_t i = (uint32_t)count; i > 1; i--) {
        uint32_t other = random_next_below(&g->stream, i), kept = g->order[i - 1];
        g->order[i - 1] = g->order[other];
        g->order[other] = kept;
    }
    for (size_t i = 0; i < count; i++)
        g->activity[i] = sum += 1000000000 / (i + 1 + FLATNESS);
}

static const struct person *author_draw(struct generate *g)
{
    size_t low = 0, high = g->people.count - 1;
    uint64_t place = random_next(&g->stream) % g->activity[high];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (g->activity[middle] > place)
            high = middle;
        else
            low = middle + 1;
    }
    return &g->people.at[g->order[low]];
}

/* --- what is written when --- */

/* A slot of the time span for each tweet, a random moment in each slot: ordered, and no two alike. */
static int64_t moment_draw(struct generate *g, int64_t at)
{
    int64_t span = g->days * DAY_MS, from = span / g->count * at;
    return g->until_ms - span + from + (int64_t)(random_next(&g->stream) % (uint64_t)(span / g->count));
}

static void batch_fill(struct work *w, struct batch *b)
{
    struct generate *g = b->generate;
    for (int64_t at = b->from; at < g->count && b->count < TWEETS_A_UNIT; at++) {
        struct buf text;
        const struct person *author = author_draw(g);
        int64_t moment = moment_draw(g, at);
        buf_init(&text, w->arena, 512);
        phrases_compose(&text, (uint64_t)author->number, &g->stream);
        b->tweets[b->count] = (struct tweet){.author_id = author->id, .text = buf_str(&text), .created_ms = moment};
        b->sequences[b->count] = random_next_below(&g->stream, ID_SEQUENCES);
        b->numbers[b->count++] = author->number;
    }
}

static void dump_tweet(FILE *to, const struct tweet *t, int64_t number)
{
    fprintf(to, "%" PRId64 " %" PRId64 " ", t->id, number);
    for (size_t i = 0; i < t->text.len; i++) {
        char c = t->text.at[i];
        if (c == '\n' || c == '\\')
            fputc('\\', to);
        fputc(c == '\n' ? 'n' : c, to);
    }
    fputc('\n', to);
}

static enum err batch_body(struct work *w, void *arg)
{
    struct batch *b = arg;
    b->added = 0; /* a transaction may run again */
    for (size_t i = 0; i < b->count; i++) {
        bool added;
        TRY(import_tweet(w, &b->tweets[i], b->sequences[i], &added));
        b->added += added;
    }
    return OK;
}

static enum err batch_unit(struct work *w, void *arg)
{
    struct batch *b = arg;
    FILE *dump = b->generate->dump;
    batch_fill(w, b);
    TRY(db_transaction(w, batch_body, b));
    for (size_t i = 0; i < b->count && dump; i++)
        dump_tweet(dump, &b->tweets[i], b->numbers[i]);
    return OK;
}

/* --- the command --- */

static bool generate_all(struct cli *c, struct generate *g, int64_t *added)
{
    struct progress progress;
    progress_begin(&progress, "tweets", (uint64_t)g->count);
    for (int64_t from = 0; from < g->count; from += TWEETS_A_UNIT) {
        struct batch b = {.from = from, .generate = g};
        if (!cli_unit(c, batch_unit, &b))
            return false;
        *added += (int64_t)b.added;
        progress_at(&progress, (uint64_t)from + b.count);
    }
    progress_end(&progress);
    return true;
}

static bool options_take(struct cli *c, struct generate *g, const char **dump)
{
    *g = (struct generate){.seed = 1, .count = 10000, .until_ms = UNTIL_MS, .days = 30};
    g->people.prefix = cli_option(c, "--prefix", "p");
    *dump = cli_option(c, "--dump", "");
    return g->people.prefix && *dump && cli_number(c, "--seed", 0, INT64_MAX, &g->seed) &&
           cli_number(c, "--count", 1, COUNT_MAX, &g->count) && cli_number(c, "--days", 1, DAYS_MAX, &g->days) &&
           cli_number(c, "--until", DAYS_MAX * DAY_MS, INT64_C(100) * 366 * DAY_MS, &g->until_ms) && cli_plain(c, 0) &&
           people_prefix_ok(g->people.prefix);
}

static int generate_run(struct cli *c, struct generate *g)
{
    int64_t added = 0;
    if (!people_find(c, &g->people, PEOPLE_MAX))
        return CLI_FAILED;
    if (g->people.count == 0)
        return cli_fail("there is nobody called %s0, %s1, ...; run graph import first, or give --prefix",
                        g->people.prefix, g->people.prefix);
    g->stream.state = (uint64_t)g->seed;
    activity_draw(c, g);
    if (!generate_all(c, g, &added))
        return cli_fail("what was written stays; run it again to go on");
    printf("%" PRId64 " tweets (%" PRId64 " new) by %zu people\n", g->count, added, g->people.count);
    return CLI_DONE;
}

int tweets_generate(struct cli *c)
{
    struct generate g;
    const char *dump;
    if (!options_take(c, &g, &dump))
        return cli_usage(c);
    if (dump[0] && !(g.dump = fopen(dump, "we")))
        return cli_fail("%s: %s", dump, strerror(errno));
    int status = generate_run(c, &g);
    if (g.dump && (ferror(g.dump) | fclose(g.dump)) != 0)
        return cli_fail("%s: could not be written whole", dump);
    return status;
}
