#include "base/std.h"

#include "base/settings.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/settings_table.h"

extern char **environ;

enum { FILE_MOST = 256 << 10, NAME_MOST = 48, WANT_SIZE = 160 };
static const char usual_file[] = "/etc/linnet/linnet.conf";

struct loading {
    struct arena *arena;
    struct settings *out;
    struct setting_loaded *loaded;
    char *error; /* SETTINGS_ERROR bytes */
};

static PRINTF_LIKE(2, 3) bool refuse(struct loading *l, const char *text, ...)
{
    va_list args;
    va_start(args, text);
    vsnprintf(l->error, SETTINGS_ERROR, text, args);
    va_end(args);
    return false;
}

/* Levenshtein's distance, for names of at most NAME_MOST bytes. */
static size_t distance(struct str a, struct str b)
{
    size_t row[NAME_MOST + 1];
    if (a.len > NAME_MOST || b.len > NAME_MOST)
        return SIZE_MAX;
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = diagonal + (a.at[i - 1] != b.at[j - 1]);
            size_t one = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < one ? change : one;
        }
    }
    return row[b.len];
}

static const struct setting *setting_nearest(struct str name)
{
    const struct setting *nearest = &settings_table[0];
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < settings_count; i++) {
        size_t d = distance(name, str_from(settings_table[i].name));
        if (d < least) {
            least = d;
            nearest = &settings_table[i];
        }
    }
    return nearest;
}

static const struct setting *setting_find(struct str name)
{
    for (size_t i = 0; i < settings_count; i++)
        if (str_eq(name, str_from(settings_table[i].name)))
            return &settings_table[i];
    return NULL;
}

struct given { /* a name and a value, and where they stand */
    struct str name, value;
    const char *where;
    enum setting_origin origin;
};

static bool setting_take(struct loading *l, struct given g)
{
    char want[WANT_SIZE];
    const struct setting *row = setting_find(g.name);
    if (!row)
        return refuse(l, "%s: there is no setting %.*s; did you mean %s?", g.where, STR_ARG(g.name),
                      setting_nearest(g.name)->name);
    struct setting_loaded *loaded = &l->loaded[row - settings_table];
    if (g.origin == loaded->origin && g.origin != FROM_DEFAULT)
        return refuse(l, "%s: %s stands twice", g.where, row->name);
    if (g.value.len && memchr(g.value.at, '\0', g.value.len))
        return refuse(l, "%s: %s holds a NUL byte", g.where, row->name);
    *loaded = (struct setting_loaded){str_z(l->arena, g.value), g.origin};
    if (!settings_table_read(row, loaded->value, l->out, want, sizeof want))
        return refuse(l, "%s: %s = %s: must be %s (%s)", g.where, row->name, loaded->value, want, row->help);
    return true;
}

static bool take_defaults(struct loading *l)
{
    for (size_t i = 0; i < settings_count; i++) {
        const struct setting *row = &settings_table[i];
        struct given g = {str_from(row->name), str_from(row->preset), "default", FROM_DEFAULT};
        if (!setting_take(l, g))
            return false;
    }
    return true;
}

static bool take_line(struct loading *l, const char *path, size_t number, struct str line)
{
    line = str_trim(line);
    if (line.len == 0 || line.at[0] == '#')
        return true;
    struct buf where;
    buf_init(&where, l->arena, 64);
    buf_printf(&where, "%s:%zu", path, number);
    struct given g = {.where = buf_z(&where), .origin = FROM_FILE};
    size_t equals;
    if (!str_find(line, STR("="), &equals))
        return refuse(l, "%s: a line is `name = value`", g.where);
    g.name = str_trim(str_slice(line, 0, equals));
    g.value = str_trim(str_slice(line, equals + 1, line.len));
    return setting_take(l, g);
}

static bool file_read(struct loading *l, const char *path, struct str *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return refuse(l, "%s: %s", path, strerror(errno));
    char *text = arena_alloc(l->arena, FILE_MOST);
    ssize_t got = 0;
    size_t length = 0;
    while (length < FILE_MOST && (got = read(fd, text + length, FILE_MOST - length)) > 0)
        length += (size_t)got;
    int error = errno;
    close(fd);
    if (got < 0)
        return refuse(l, "%s: %s", path, strerror(error));
    if (length == FILE_MOST)
        return refuse(l, "%s: longer than %d bytes", path, FILE_MOST - 1);
    *out = (struct str){text, length};
    return true;
}

static bool take_file(struct loading *l, const char *path)
{
    struct str rest, line;
    if (!file_read(l, path, &rest))
        return false;
    for (size_t number = 1; str_next(&rest, '\n', &line); number++)
        if (!take_line(l, path, number, line))
            return false;
    return true;
}

/* LINNET_SITE_URL for site.url. */
static void environment_name(const struct setting *row, char out[NAME_MOST + 8])
{
    snprintf(out, NAME_MOST + 8, "LINNET_%s", row->name);
    for (char *c = out; *c; c++) {
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
        else if (*c == '.')
            *c = '_';
    }
}

static bool take_environment(struct loading *l)
{
    char name[NAME_MOST + 8];
    for (size_t i = 0; i < settings_count; i++) {
        environment_name(&settings_table[i], name);
        const char *value = getenv(name);
        struct given g = {str_from(settings_table[i].name), str_from(value), name, FROM_ENVIRONMENT};
        if (value && !setting_take(l, g))
            return false;
    }
    return true;
}

/* A misspelt LINNET_SITE_... would be lost in silence; names outside the table's groups are others' business. */
static bool check_environment(struct loading *l)
{
    char name[NAME_MOST + 8];
    for (char **at = environ; at && *at; at++) {
        struct str entry = str_from(*at), given;
        if (!str_next(&entry, '=', &given) || !str_starts(given, STR("LINNET_")))
            continue;
        bool in_group = false, known = false;
        for (size_t i = 0; i < settings_count; i++) {
            environment_name(&settings_table[i], name);
            size_t group = sizeof "LINNET_" + strcspn(settings_table[i].name, ".");
            in_group |= str_starts(given, str_slice(str_from(name), 0, group));
            known |= str_eq(given, str_from(name));
        }
        if (in_group && !known)
            return refuse(l, "environment: there is no setting %.*s", STR_ARG(given));
    }
    return true;
}

/* --name=value whose name has a dot: every group of settings has one, no other flag has. */
static bool is_flag(const char *argument, struct given *out)
{
    struct str s = str_from(argument), name;
    size_t dot;
    if (!str_starts(s, STR("--")))
        return false;
    s = str_slice(s, 2, s.len);
    if (!str_next(&s, '=', &name) || !str_find(name, STR("."), &dot))
        return false;
    *out = (struct given){name, s, argument, FROM_FLAG};
    return true;
}

/* Takes what is ours out of argv, up to a lone `--`. */
static bool take_flags(struct loading *l, int *argc, char **argv)
{
    int kept = 0, at = 0;
    for (; at < *argc && (at == 0 || strcmp(argv[at], "--") != 0); at++) {
        struct given g;
        if (at == 0 || !is_flag(argv[at], &g))
            argv[kept++] = argv[at];
        else if (!g.value.at)
            return refuse(l, "%s: a setting is given as --name=value", argv[at]);
        else if (!setting_take(l, g))
            return false;
    }
    while (at < *argc)
        argv[kept++] = argv[at++];
    argv[kept] = NULL;
    *argc = kept;
    return true;
}

static bool take_config_flag(struct loading *l, int *argc, char **argv, const char **path)
{
    int kept = 0, at = 0;
    for (; at < *argc && (at == 0 || strcmp(argv[at], "--") != 0); at++) {
        if (at > 0 && strncmp(argv[at], "--config=", 9) == 0)
            *path = argv[at] + 9;
        else if (at == 0 || strcmp(argv[at], "--config") != 0)
            argv[kept++] = argv[at];
        else if (at + 1 < *argc)
            *path = argv[++at];
        else
            return refuse(l, "--config: which file?");
    }
    while (at < *argc)
        argv[kept++] = argv[at++];
    argv[kept] = NULL;
    *argc = kept;
    return true;
}

/* Only the usual file may be absent; one that was asked for must be there. */
static bool take_config(struct loading *l, int *argc, char **argv)
{
    const char *path = getenv("LINNET_CONFIG");
    if (!take_config_flag(l, argc, argv, &path))
        return false;
    if (!path && access(usual_file, F_OK) == 0)
        path = usual_file;
    return !path || take_file(l, path);
}

bool settings_load(struct arena *a, int *argc, char **argv, struct settings *out, char error[SETTINGS_ERROR])
{
    struct settings loaded = {0};
    struct loading l = {.arena = a, .out = &loaded, .error = error};
    l.loaded = ARENA_ARRAY(a, struct setting_loaded, settings_count);
    if (!take_defaults(&l) || !take_config(&l, argc, argv) || !check_environment(&l) || !take_environment(&l)
        || !take_flags(&l, argc, argv))
        return false;
    *out = loaded;
    out->loaded = l.loaded;
    return true;
}

bool settings_row(const struct settings *s, size_t at, struct setting_shown *out)
{
    if (at >= settings_count)
        return false;
    const struct setting *row = &settings_table[at];
    *out = (struct setting_shown){row->name, s->loaded[at].value, row->help, s->loaded[at].origin};
    return true;
}
