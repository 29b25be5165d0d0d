#include "base/std.h"
#include "main/boot.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/bell.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/log.h"

enum { BOOT_ARENA_FIRST = 16 * 1024, BOOT_ARENA_MAX = 64 * 1024 * 1024, BOOT_WORDS = 512 };

void boot_refuse(const struct boot *b, const char *format, ...)
{
    char words[BOOT_WORDS];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof(words), format, args);
    va_end(args);
    fprintf(stderr, "%s: %s\n", b->program, words);
    exit(2);
}

static void boot_answer_help(const struct boot *b, const char *help)
{
    if (b->argc < 2)
        return;
    if (strcmp(b->argv[1], "--version") == 0) {
        printf("%s %s\n", b->program, PACKAGE_VERSION);
        exit(0);
    }
    if (strcmp(b->argv[1], "--help") == 0 || strcmp(b->argv[1], "-h") == 0) {
        fputs(help, stdout);
        exit(0);
    }
}

/* The settings take their flags out of argv; starting again needs all of them. */
static char **boot_copy_argv(struct arena *a, int argc, char **argv)
{
    char **copy = ARENA_ARRAY(a, char *, (size_t)argc + 1);
    for (int i = 0; i < argc; i++)
        copy[i] = argv[i];
    return copy;
}

/* Read now: once a new binary lies in its place, /proc says "(deleted)". */
static const char *boot_path(struct arena *a, const char *otherwise)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path));
    if (n <= 0 || (size_t)n >= sizeof(path))
        return otherwise;
    return str_z(a, (struct str){path, (size_t)n});
}

static enum log_level boot_log_level(const char *name)
{
    static const char *const names[] = {"debug", "info", "warning", "error"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(name, names[i]) == 0)
            return (enum log_level)i;
    return LOG_INFO;
}

void boot_start(struct boot *b, const char *program, const char *help, int argc, char **argv)
{
    char error[SETTINGS_ERROR] = "";
    *b = (struct boot){.program = program, .argc = argc, .argv = argv};
    boot_answer_help(b, help);
    b->arena = arena_new(BOOT_ARENA_FIRST, BOOT_ARENA_MAX);
    if (!b->arena)
        boot_refuse(b, "out of memory");
    b->argv_given = boot_copy_argv(b->arena, argc, argv);
    b->path = boot_path(b->arena, argv[0]);
    if (!settings_load(b->arena, &b->argc, b->argv, &b->settings, error))
        boot_refuse(b, "%s", error);
    boot_answer_help(b, help);
    log_set_level(boot_log_level(b->settings.log.level));
    if (!crypto_start())
        boot_refuse(b, "libsodium does not start");
}

static void boot_share_file(const struct boot *b, const char *name, bool (*share)(const char *path))
{
    struct buf path;
    buf_init(&path, b->arena, PATH_MAX);
    buf_printf(&path, "%s/%s", b->settings.web.run_dir, name);
    if (!share(buf_z(&path)))
        boot_refuse(b, "web.run_dir: cannot share %s: %s", buf_z(&path), strerror(errno));
}

void boot_share(const struct boot *b)
{
    const char *dir = b->settings.web.run_dir;
    if (mkdir(dir, 0770) != 0 && errno != EEXIST)
        boot_refuse(b, "web.run_dir: cannot make %s: %s", dir, strerror(errno));
    boot_share_file(b, "ids", id_floor_open);
    boot_share_file(b, "bell", bell_open);
}

void boot_end(struct boot *b)
{
    arena_free(b->arena);
    b->arena = NULL;
}
