#include "base/std.h"

#include "cli/cli.h"

#include "base/buf.h"
#include "base/message.h"
#include "base/work.h"

enum { READ_STEP = 64 * 1024 };

static PRINTF_LIKE(1, 0) void say(const char *format, va_list args)
{
    fprintf(stderr, "linnet-admin: ");
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}

void cli_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
}

int cli_fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
    return CLI_FAILED;
}

int cli_usage(const struct cli *c)
{
    fprintf(stderr, "usage: linnet-admin %s%s%s\nhelp:  linnet-admin %s --help\n", c->command->name,
            c->command->args[0] ? " " : "", c->command->args, c->command->name);
    return CLI_USAGE;
}

/* --- arguments --- */

static void drop(struct cli *c, int at, int count)
{
    for (int i = at; i + count <= c->argc; i++)
        c->argv[i] = c->argv[i + count]; /* with the final NULL */
    c->argc -= count;
}

bool cli_flag(struct cli *c, const char *name)
{
    for (int i = 0; i < c->argc; i++)
        if (strcmp(c->argv[i], name) == 0) {
            drop(c, i, 1);
            return true;
        }
    return false;
}

const char *cli_option(struct cli *c, const char *name, const char *otherwise)
{
    size_t len = strlen(name);
    for (int i = 0; i < c->argc; i++) {
        const char *arg = c->argv[i];
        if (strncmp(arg, name, len) != 0 || (arg[len] != '\0' && arg[len] != '='))
            continue;
        bool joined = arg[len] == '=';
        if (!joined && i + 1 >= c->argc) {
            cli_say("%s wants a value", name);
            return NULL;
        }
        const char *value = joined ? arg + len + 1 : c->argv[i + 1];
        drop(c, i, joined ? 1 : 2);
        return value;
    }
    return otherwise;
}

bool cli_number(struct cli *c, const char *name, int64_t least, int64_t most, int64_t *value)
{
    const char *text = cli_option(c, name, "");
    int64_t number;
    if (!text)
        return false;
    if (text[0] == '\0')
        return true;
    if (!str_to_i64(str_from(text), &number) || number < least || number > most) {
        cli_say("%s wants a whole number from %" PRId64 " to %" PRId64 ", not '%s'", name, least, most, text);
        return false;
    }
    *value = number;
    return true;
}

bool cli_plain(struct cli *c, int count)
{
    for (int i = 0; i < c->argc; i++)
        if (c->argv[i][0] == '-' && c->argv[i][1] != '\0') {
            cli_say("%s: unknown option %s", c->command->name, c->argv[i]);
            return false;
        }
    if (c->argc == count)
        return true;
    cli_say("%s: %s", c->command->name, c->argc < count ? "something is missing" : "too many arguments");
    return false;
}

/* --- work --- */

static const char *what_to_do(const struct fault *f)
{
    if (f->kind == ERR_BUSY)
        return "Is the database running, and do db.socket, db.host, db.user and db.name fit? See: linnet-admin config";
    if (f->kind == ERR_INTERNAL)
        return "If tables are missing, run linnet-admin migrate, with a db.user who may make them";
    return NULL;
}

static void fault_say(const struct work *w)
{
    const struct fault *f = &w->fault;
    for (size_t i = 0; i < f->count; i++) {
        const struct complaint *complaint = &f->complaints[i];
        struct str text = message(complaint->key);
        if (complaint->field)
            cli_say("%s: %s: %.*s", w->doing, complaint->field, STR_ARG(text));
        else
            cli_say("%s: %.*s", w->doing, STR_ARG(text));
    }
    if (f->detail[0] && (f->kind == ERR_BUSY || f->kind == ERR_INTERNAL))
        cli_say("%s: %s", w->doing, f->detail);
    if (what_to_do(f))
        cli_say("%s", what_to_do(f));
}

bool cli_unit(struct cli *c, enum err (*fn)(struct work *w, void *arg), void *arg)
{
    struct work w;
    work_begin(&w, c->unit_arena, c->settings, c->command->name, c->unit_ms);
    w.db = c->db;
    w.cache = c->cache;
    w.request_id = STR("linnet-admin");
    bool done = work_run(&w, fn, arg) == OK;
    if (!done)
        fault_say(&w);
    work_end(&w);
    return done;
}

/* --- files --- */

static bool read_all(FILE *file, size_t most, struct buf *into)
{
    for (;;) {
        buf_room(into, READ_STEP);
        size_t got = fread(into->at + into->len, 1, READ_STEP, file);
        into->len += got;
        if (got == 0 || into->len > most)
            return !ferror(file);
    }
}

bool cli_file(struct cli *c, const char *path, size_t most, struct str *out)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "re");
    struct buf text;
    if (!file) {
        cli_say("%s: %s", path, strerror(errno));
        return false;
    }
    buf_init(&text, c->arena, READ_STEP);
    bool whole = read_all(file, most, &text);
    if (!whole)
        cli_say("%s: %s", path, strerror(errno));
    else if (text.len > most)
        cli_say("%s: more than %zu bytes", path, most);
    if (!standard)
        fclose(file);
    *out = buf_str(&text);
    return whole && text.len <= most;
}
