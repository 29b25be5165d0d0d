#include "base/std.h"

#include "cli/commands.h"

#include <dirent.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/settings.h"
#include "base/work.h"
#include "io/db.h"
#include "store/schema_store.h"

enum { MIGRATIONS_MAX = 9999, NUMBER_WIDTH = 4, STATEMENT_MAX = 256 * 1024, PATIENCE_MS = 24 * 60 * 60 * 1000 };

struct migration {
    int number;
    struct str name; /* of the file: 0007_tweet.sql */
};

struct migrations {
    const char *dir;
    struct migration *at;
    size_t count;
};

struct applying {
    struct schema_change change;
    bool already;
};

/* NNNN_what.sql */
static bool number_of(const char *file, int *out)
{
    uint64_t number;
    struct str name = str_from(file);
    if (name.len <= NUMBER_WIDTH || file[NUMBER_WIDTH] != '_' || !str_ends(name, STR(".sql")))
        return false;
    if (!str_to_u64(str_slice(name, 0, NUMBER_WIDTH), &number) || number == 0)
        return false;
    *out = (int)number;
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct migration *one = a, *other = b;
    return (one->number > other->number) - (one->number < other->number);
}

static bool all_different(const struct migrations *m)
{
    for (size_t i = 1; i < m->count; i++)
        if (m->at[i].number == m->at[i - 1].number) {
            cli_say("%s: number %d stands twice", m->dir, m->at[i].number);
            return false;
        }
    return true;
}

static bool migrations_list(struct cli *c, struct migrations *m)
{
    DIR *dir = opendir(m->dir);
    if (!dir) {
        cli_say("%s: %s; say where the migrations are with --dir or LINNET_MIGRATIONS", m->dir, strerror(errno));
        return false;
    }
    m->at = ARENA_ARRAY(c->arena, struct migration, MIGRATIONS_MAX);
    struct migration found;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL && m->count < MIGRATIONS_MAX;)
        if (number_of(entry->d_name, &found.number)) {
            found.name = str_copy(c->arena, str_from(entry->d_name));
            m->at[m->count++] = found;
        }
    closedir(dir);
    qsort(m->at, m->count, sizeof m->at[0], compare);
    if (m->count == 0)
        cli_say("%s: there is no migration in it", m->dir);
    return m->count > 0 && all_different(m);
}

/* What would lose a confirmed write when the machine stops is no server for this. */
static enum err server_check(struct work *w, void *arg UNUSED)
{
    return w->settings->db.check_durability ? schema_store_check_server(w) : OK;
}

static enum err version_read(struct work *w, void *version)
{
    return schema_store_version(w, version);
}

static enum err table_make(struct work *w, void *arg UNUSED)
{
    return schema_store_prepare(w);
}

static enum err migration_apply(struct work *w, void *arg)
{
    struct applying *a = arg;
    return schema_store_apply(w, &a->change, &a->already);
}

static int apply_one(struct cli *c, const struct migrations *m, size_t at)
{
    struct applying a = {.change = {.number = m->at[at].number, .name = m->at[at].name}};
    struct buf path;
    buf_init(&path, c->arena, 256);
    buf_printf(&path, "%s/%.*s", m->dir, STR_ARG(a.change.name));
    if (!cli_file(c, buf_z(&path), STATEMENT_MAX, &a.change.statement))
        return CLI_FAILED;
    int64_t started_us = clock_mono_us();
    printf("%.*s ... ", STR_ARG(a.change.name));
    fflush(stdout);
    if (!cli_unit(c, migration_apply, &a)) {
        printf("failed\n");
        return cli_fail("%s: nothing after it was tried; mend what it says and run migrate again", buf_z(&path));
    }
    printf("%s (%" PRId64 " ms)\n", a.already ? "was there already" : "done", (clock_mono_us() - started_us) / 1000);
    return CLI_DONE;
}

static int apply_all(struct cli *c, const struct migrations *m, int version)
{
    int applied = 0;
    for (size_t i = 0; i < m->count; i++) {
        if (m->at[i].number <= version)
            continue;
        if (apply_one(c, m, i) != CLI_DONE)
            return CLI_FAILED;
        applied++;
    }
    if (applied == 0)
        printf("the tables are up to date (%d)\n", version);
    else
        printf("%d applied; the tables are at %d\n", applied, m->at[m->count - 1].number);
    return CLI_DONE;
}

static int check_only(const struct migrations *m, int version)
{
    int newest = m->at[m->count - 1].number;
    if (version > newest)
        printf("the tables are at %d, newer than this program (%d)\n", version, newest);
    else if (version == newest)
        printf("the tables are up to date (%d)\n", version);
    else
        printf("the tables are at %d, this program wants %d: run linnet-admin migrate\n", version, newest);
    return version >= newest ? CLI_DONE : CLI_FAILED;
}

/* A key of a large table takes minutes to build, whatever time-outs are set for other commands. */
static void be_patient(struct cli *c)
{
    db_answer_limit(c->db, PATIENCE_MS);
    c->unit_ms = PATIENCE_MS;
}

int migrate_run(struct cli *c)
{
    const char *installed = getenv("LINNET_MIGRATIONS");
    bool check = cli_flag(c, "--check");
    struct migrations m = {.dir = cli_option(c, "--dir", installed ? installed : LINNET_DATADIR "/migrations")};
    int version;
    if (!m.dir || !cli_plain(c, 0))
        return cli_usage(c);
    be_patient(c);
    if (!migrations_list(c, &m) || !cli_unit(c, server_check, NULL))
        return CLI_FAILED;
    if ((!check && !cli_unit(c, table_make, NULL)) || !cli_unit(c, version_read, &version))
        return CLI_FAILED;
    return check ? check_only(&m, version) : apply_all(c, &m, version);
}
