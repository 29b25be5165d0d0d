#include "base/std.h"

#include "cli/commands.h"

#include "base/clock.h"
#include "base/work.h"
#include "cli/people.h"
#include "cli/progress.h"
#include "domain/follow.h"

enum { GRAPH_BYTES_MAX = 64 * 1024 * 1024, NUMBER_MAX = 999999 };

struct edge {
    int64_t a, b;
};

struct graph {
    struct edge *at;
    size_t count;
};

struct follows_batch {
    struct follow_pair pairs[FOLLOW_PAIRS_MAX];
    size_t count, added;
};

/* --- reading --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == ',' || c == '\r';
}

static bool take_number(struct str *line, int64_t *out)
{
    size_t from = 0;
    while (from < line->len && is_blank(line->at[from]))
        from++;
    size_t to = from;
    while (to < line->len && !is_blank(line->at[to]))
        to++;
    struct str digits = str_slice(*line, from, to);
    *line = str_slice(*line, to, line->len);
    return str_to_i64(digits, out) && *out >= 0 && *out <= NUMBER_MAX;
}

static bool graph_read(struct cli *c, const char *path, struct graph *g)
{
    struct str text, line;
    if (!cli_file(c, path, GRAPH_BYTES_MAX, &text))
        return false;
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n';
    g->at = ARENA_ARRAY(c->arena, struct edge, lines);
    for (size_t number = 1; str_next(&text, '\n', &line); number++) {
        struct edge edge;
        line = str_trim(line);
        if (line.len == 0 || line.at[0] == '#' || line.at[0] == '%')
            continue;
        if (!take_number(&line, &edge.a) || !take_number(&line, &edge.b)) {
            cli_say("%s, line %zu: two numbers from 0 to %d are wanted", path, number, NUMBER_MAX);
            return false;
        }
        if (edge.a != edge.b) /* nobody follows himself */
            g->at[g->count++] = edge;
    }
    return true;
}

static int compare_person(const void *a, const void *b)
{
    const struct person *one = a, *other = b;
    return (one->number > other->number) - (one->number < other->number);
}

static void people_of(struct cli *c, const struct graph *g, struct people *p)
{
    p->at = ARENA_ARRAY(c->arena, struct person, 2 * g->count + 1);
    for (size_t i = 0; i < g->count; i++) {
        p->at[2 * i].number = g->at[i].a;
        p->at[2 * i + 1].number = g->at[i].b;
    }
    qsort(p->at, 2 * g->count, sizeof p->at[0], compare_person);
    for (size_t i = 0; i < 2 * g->count; i++)
        if (p->count == 0 || p->at[p->count - 1].number != p->at[i].number)
            p->at[p->count++] = p->at[i];
}

/* --- following --- */

static enum err follows_unit(struct work *w, void *arg)
{
    struct follows_batch *b = arg;
    return follow_add(w, b->pairs, b->count, &b->added);
}

static bool follows_make(struct cli *c, const struct graph *g, const struct people *p, size_t *added)
{
    struct progress progress;
    size_t edges_a_batch = FOLLOW_PAIRS_MAX / 2;
    progress_begin(&progress, "follows", 2 * g->count);
    for (size_t from = 0; from < g->count; from += edges_a_batch) {
        struct follows_batch b = {.count = 0};
        for (size_t i = from; i < g->count && i < from + edges_a_batch; i++) {
            int64_t a = people_numbered(p, g->at[i].a)->id, other = people_numbered(p, g->at[i].b)->id;
            b.pairs[b.count++] = (struct follow_pair){a, other};
            b.pairs[b.count++] = (struct follow_pair){other, a};
        }
        if (!cli_unit(c, follows_unit, &b))
            return false;
        *added += b.added;
        progress_at(&progress, 2 * from + b.count);
    }
    progress_end(&progress);
    return true;
}

int graph_import(struct cli *c)
{
    struct people p = {.prefix = cli_option(c, "--prefix", "p")};
    struct graph g = {.count = 0};
    size_t made = 0, added = 0;
    int64_t started_us = clock_mono_us();
    if (!p.prefix || !cli_plain(c, 1) || !people_prefix_ok(p.prefix))
        return cli_usage(c);
    if (!graph_read(c, c->argv[0], &g))
        return CLI_FAILED;
    people_of(c, &g, &p);
    if (!people_make(c, &p, &made) || !follows_make(c, &g, &p, &added))
        return cli_fail("what was done stays; run it again to go on");
    printf("%zu people (%zu new), %zu follows (%zu new), %.1f s\n", p.count, made, 2 * g.count, added,
           (double)(clock_mono_us() - started_us) / 1e6);
    return CLI_DONE;
}
