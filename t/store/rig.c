#include "base/std.h"

#include "store/rig.h"

#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/random.h"
#include "io/cache.h"
#include "io/db.h"
#include "rig/suite.h"
#include "store/schema_store.h"
#include "store/user_store.h"

enum { ARENA = 32 * 1024 * 1024, BUDGET_MS = 20000 };

struct side { /* a process's half of the world: connection, arena, unit */
    struct arena *arena;
    struct db *db;
    struct work work;
};

static struct settings settings;
static struct arena *lasting;
static struct cache *cache;
static struct side near_side, far_side;

static struct work *side_begin(struct side *s, int answer_ms, int budget_ms)
{
    if (!s->arena)
        s->arena = arena_new(64 * 1024, ARENA);
    if (!s->db)
        s->db = db_open(&settings, answer_ms);
    if (s->work.arena)
        work_end(&s->work);
    work_begin(&s->work, s->arena, &settings, "test", budget_ms);
    s->work.db = s->db;
    s->work.cache = cache;
    return &s->work;
}

static void side_end(struct side *s)
{
    if (s->work.arena)
        work_end(&s->work);
    db_close(s->db);
    arena_free(s->arena);
    memset(s, 0, sizeof(*s));
}

struct work *rig_work_of(int budget_ms)
{
    return side_begin(&near_side, (int)settings.db.answer_ms, budget_ms);
}

struct work *rig_work(void)
{
    return rig_work_of(BUDGET_MS);
}

struct work *rig_other(int answer_ms)
{
    if (answer_ms)
        side_end(&far_side);
    return side_begin(&far_side, answer_ms ? answer_ms : (int)settings.db.answer_ms, BUDGET_MS);
}

const struct settings *rig_settings(void)
{
    return &settings;
}

/* ---- the database ---- */

static bool say_fault(const struct work *w, const char *what)
{
    printf("# %s: %s\n", what, w->fault.detail);
    return false;
}

static struct str file_read(struct arena *a, const char *folder, const char *name)
{
    struct buf b;
    char part[4096];
    ssize_t got;
    buf_init(&b, a, 4096);
    buf_printf(&b, "%s/%s", folder, name);
    int fd = open(buf_z(&b), O_RDONLY | O_CLOEXEC);
    buf_init(&b, a, 4096);
    while (fd >= 0 && (got = read(fd, part, sizeof(part))) > 0)
        buf_put(&b, (struct str){part, (size_t)got});
    if (fd >= 0)
        close(fd);
    return buf_str(&b);
}

static int is_migration(const struct dirent *d)
{
    return str_ends(str_from(d->d_name), STR(".sql"));
}

static bool migrate(struct work *w)
{
    struct dirent **files;
    int count = scandir(MIGRATIONS, &files, is_migration, alphasort), version = -1;
    bool already = false, fine = count > 0 && schema_store_prepare(w) == OK && schema_store_prepare(w) == OK;
    for (int i = 0; i < count; i++) {
        struct str name = str_from(files[i]->d_name);
        struct str text = file_read(w->arena, MIGRATIONS, files[i]->d_name);
        struct schema_change change = {i + 1, name, text};
        fine = fine && schema_store_apply(w, &change, &already) == OK && !already;
        free(files[i]);
    }
    free(files);
    if (!fine || schema_store_version(w, &version) != OK || version != count)
        return say_fault(w, "migrations");
    return true;
}

static bool database_make(const char *name)
{
    struct buf drop, make;
    settings.db.name = "";
    struct work *w = rig_work();
    buf_init(&drop, w->arena, 64);
    buf_printf(&drop, "DROP DATABASE IF EXISTS %s", name);
    buf_init(&make, w->arena, 64);
    buf_printf(&make, "CREATE DATABASE %s CHARACTER SET utf8mb4", name);
    if (db_execute(w, buf_str(&drop)) != OK || db_execute(w, buf_str(&make)) != OK)
        return say_fault(w, name);
    side_end(&near_side);
    settings.db.name = name;
    return migrate(rig_work());
}

static void database_drop(const char *name)
{
    struct work *w = rig_work();
    struct buf drop;
    buf_init(&drop, w->arena, 64);
    buf_printf(&drop, "DROP DATABASE IF EXISTS %s", name);
    if (db_execute(w, buf_str(&drop)) != OK)
        say_fault(w, name);
}

static bool settings_read(void)
{
    char error[SETTINGS_ERROR], *argv[] = {(char[]){"test"}, NULL};
    int argc = 1;
    lasting = arena_new(64 * 1024, ARENA);
    if (!settings_load(lasting, &argc, argv, &settings, error)) {
        printf("# %s\n", error);
        return false;
    }
    const struct passwd *me = getpwuid(geteuid());
    settings.db.user = me ? str_z(lasting, str_from(me->pw_name)) : "root";
    settings.db.password_file = "";
    settings.db.answer_ms = 3900; /* a machine that is busy with all the tests is not the matter here */
    settings.cache.wait_ms = 500;
    return true;
}

int rig_run(const char *name, const struct suite_test *tests)
{
    if (!getenv("LINNET_CONFIG"))
        return suite_skip("LINNET_CONFIG names no database and cache; ./dev test starts them");
    struct buf database;
    if (!crypto_start() || !settings_read())
        return 1;
    buf_init(&database, lasting, 64);
    buf_printf(&database, "linnet_test_%s", name);
    const char *kept = buf_z(&database);
    cache = cache_open(&settings);
    if (!cache || !database_make(kept)) {
        printf("not ok - rig\n");
        return 1;
    }
    int code = suite_run(tests);
    database_drop(kept);
    side_end(&near_side);
    side_end(&far_side);
    cache_close(cache);
    arena_free(lasting);
    return code;
}

static int connect_to(int family, const void *to, size_t size)
{
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, to, (socklen_t)size) == 0)
        return fd;
    close(fd);
    return -1;
}

int rig_connect(const char *at)
{
    uint64_t port;
    struct sockaddr_un path = {.sun_family = AF_UNIX};
    if (!str_to_u64(str_from(at), &port)) {
        snprintf(path.sun_path, sizeof(path.sun_path), "%s", at);
        return connect_to(AF_UNIX, &path, sizeof(path));
    }
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                .sin_addr = {htonl(INADDR_LOOPBACK)}};
    return connect_to(AF_INET, &local, sizeof(local));
}

pid_t rig_memcached_start(const char *at)
{
    extern char **environ;
    pid_t pid = 0;
    char where[128];
    snprintf(where, sizeof(where), "%s", at);
    char *how = at[0] == '/' ? (char[]){"-s"} : (char[]){"-p"};
    char *argv[] = {(char[]){"memcached"}, (char[]){"-u"}, (char[]){"root"}, (char[]){"-m"}, (char[]){"32"},
                    (char[]){"-l"}, (char[]){"127.0.0.1"}, how, where, NULL};
    if (posix_spawnp(&pid, "memcached", NULL, NULL, argv, environ) != 0)
        return 0;
    for (int i = 0; i < 250; i++) {
        int fd = rig_connect(at);
        if (fd >= 0) {
            close(fd);
            return pid;
        }
        usleep(20 * 1000);
    }
    return pid;
}

void rig_memcached_end(pid_t pid)
{
    if (pid <= 0)
        return;
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

bool rig_cache_put(const char *key, struct str bytes)
{
    struct buf b;
    char answer[16];
    buf_init(&b, lasting, bytes.len + 128); /* the caller's unit may be in the middle of something */
    buf_printf(&b, "set %s 0 60 %zu\r\n", key, bytes.len);
    buf_put(&b, bytes);
    BUF_LIT(&b, "\r\n");
    int fd = rig_connect(settings.cache.servers);
    if (fd < 0)
        return false;
    bool put = write(fd, b.at, b.len) == (ssize_t)b.len && read(fd, answer, sizeof(answer)) > 6;
    close(fd);
    return put && memcmp(answer, "STORED", 6) == 0;
}

int64_t rig_user(const char *name)
{
    struct work *w = rig_work();
    struct buf email;
    buf_init(&email, w->arena, 64);
    buf_printf(&email, "%s@example.org", name);
    struct user u = {.id = id_make(random_below(ID_SHARDS)), .username = str_from(name),
                     .email = buf_str(&email), .display_name = str_from(name), .bio = STR(""),
                     .location = STR(""), .url = STR(""),
                     .created_ms = clock_wall_ms()};
    const char *taken;
    return user_store_insert(w, &u, "!", &taken) == OK && !taken ? u.id : 0;
}
