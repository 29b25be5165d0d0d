#include "base/std.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/settings.h"
#include "../rig/suite.h"

static struct arena *arena;
static struct settings loaded;
static char error[SETTINGS_ERROR];
static char path[] = "/tmp/linnet-settings-XXXXXX";

static void file_write(const char *text)
{
    FILE *f = fopen(path, "w");
    if (!f || fputs(text, f) < 0 || fclose(f) != 0)
        abort();
}

/* Loads with up to two flags; the error, or "". */
static const char *load(const char *one, const char *two)
{
    char *argv[4] = {str_z(arena, STR("program"))};
    int argc = 1;
    if (one)
        argv[argc++] = str_z(arena, str_from(one));
    if (two)
        argv[argc++] = str_z(arena, str_from(two));
    error[0] = '\0';
    return settings_load(arena, &argc, argv, &loaded, error) ? "" : error;
}

static bool says(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

static void test_defaults(void)
{
    CU_ASSERT_STRING_EQUAL(load(NULL, NULL), "");
    CU_ASSERT_STRING_EQUAL(loaded.site.url, "http://localhost:8080");
    CU_ASSERT_STRING_EQUAL(loaded.site.host, "localhost:8080");
    CU_ASSERT_FALSE(loaded.site.https);
    CU_ASSERT_STRING_EQUAL(loaded.site.name, "Linnet");
    CU_ASSERT_EQUAL(loaded.registration.mode, REGISTRATION_OPEN);
    CU_ASSERT_EQUAL(loaded.limits.body, 524288);
    CU_ASSERT_EQUAL(loaded.limits.arena, 16 << 20);
    CU_ASSERT_EQUAL(loaded.web.backlog, 128);
    CU_ASSERT_STRING_EQUAL(loaded.db.name, "linnet");
    CU_ASSERT(loaded.db.check_durability);
    CU_ASSERT_STRING_EQUAL(loaded.log.level, "info");
}

static void test_rates(void)
{
    static const char *const wrong[] = {"5", "5/", "5/60", "/60s", "0/60s", "5/0s", "5/25h", "-5/60s", "5/6d", "5/s", ""};
    CU_ASSERT_STRING_EQUAL(load("--limits.rate_tweets=10/5m", "--limits.rate_reads=0"), "");
    CU_ASSERT_EQUAL(loaded.limits.rate_tweets.count, 10);
    CU_ASSERT_EQUAL(loaded.limits.rate_tweets.period_s, 300);
    CU_ASSERT_EQUAL(loaded.limits.rate_reads.count, 0);
    CU_ASSERT_EQUAL(loaded.limits.login_account.period_s, 5 * 3600);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        char flag[64];
        snprintf(flag, sizeof flag, "--limits.rate_tweets=%s", wrong[i]);
        CU_ASSERT(says(load(flag, NULL), "100/60s"));
    }
}

static struct setting_shown shown(const char *name)
{
    struct setting_shown row = {0};
    for (size_t at = 0; settings_row(&loaded, at, &row); at++)
        if (strcmp(row.name, name) == 0)
            return row;
    return (struct setting_shown){0};
}

static void test_file_environment_flag(void)
{
    file_write("# a comment\n\n  site.name =  The = File \r\nsite.url = https://example.org\nweb.workers=3\n"
               "site.contact =\nregistration.mode = invitation");
    setenv("LINNET_CONFIG", path, 1);
    setenv("LINNET_WEB_WORKERS", "4", 1);
    setenv("LINNET_WEB_BACKLOG", "64", 1);
    CU_ASSERT_STRING_EQUAL(load("--web.backlog=65", "--db.check_durability=false"), "");
    CU_ASSERT_STRING_EQUAL(loaded.site.name, "The = File");
    CU_ASSERT_STRING_EQUAL(loaded.site.host, "example.org");
    CU_ASSERT(loaded.site.https);
    CU_ASSERT_EQUAL(loaded.registration.mode, REGISTRATION_INVITATION);
    CU_ASSERT_EQUAL(loaded.web.workers, 4);
    CU_ASSERT_EQUAL(loaded.web.backlog, 65);
    CU_ASSERT_FALSE(loaded.db.check_durability);
    CU_ASSERT_EQUAL(shown("site.name").origin, FROM_FILE);
    CU_ASSERT_EQUAL(shown("web.workers").origin, FROM_ENVIRONMENT);
    CU_ASSERT_EQUAL(shown("web.backlog").origin, FROM_FLAG);
    CU_ASSERT_STRING_EQUAL(shown("web.backlog").value, "65");
    CU_ASSERT_EQUAL(shown("db.port").origin, FROM_DEFAULT);
    CU_ASSERT(strlen(shown("db.port").help) > 0);
    unsetenv("LINNET_CONFIG");
    unsetenv("LINNET_WEB_WORKERS");
    unsetenv("LINNET_WEB_BACKLOG");
}

static void test_flags_leave_argv(void)
{
    file_write("site.name = X\n");
    char words[][40] = {"program", "--config", "", "user", "--site.name=Y", "--yes", "--format=a.b", "--", "--db.port=1"};
    char *argv[10] = {words[0], words[1], path, words[3], words[4], words[5], words[6], words[7], words[8], NULL};
    int argc = 9;
    CU_ASSERT(settings_load(arena, &argc, argv, &loaded, error));
    CU_ASSERT_EQUAL(argc, 6);
    static const char *const left[] = {"program", "user", "--yes", "--format=a.b", "--", "--db.port=1"};
    for (size_t i = 0; i < COUNT_OF(left); i++)
        CU_ASSERT_STRING_EQUAL(argv[i], left[i]);
    CU_ASSERT_PTR_NULL(argv[6]);
    CU_ASSERT_STRING_EQUAL(loaded.site.name, "Y");
    CU_ASSERT_EQUAL(loaded.db.port, 3306);
}

static void test_errors_name_their_place(void)
{
    setenv("LINNET_CONFIG", path, 1);
    static const struct {
        const char *file, *part;
    } cases[] = {
        {"\nsite.ulr = http://x\n", ":2: there is no setting site.ulr; did you mean site.url?"},
        {"web.worker = 3\n", "did you mean web.workers?"},
        {"site.name\n", ":1: a line is `name = value`"},
        {"web.workers = many\n", "a whole number from 1 to 1024"},
        {"web.workers = 0\n", "a whole number from 1"},
        {"web.workers = 99999999999999999999\n", "a whole number"},
        {"web.workers =\n", "a whole number"},
        {"site.name = a\nsite.name = b\n", ":2: site.name stands twice"},
        {"registration.mode = Open\n", "one of: open approval invitation closed"},
        {"log.level = loud\n", "one of: debug info warning error"},
        {"db.check_durability = yes\n", "true or false"},
        {"site.name = \xff\n", "UTF-8"},
        {"site.name = a\tb\x1b\n", "UTF-8"},
        {"site.assets_url = static\n", "without a slash at its end"},
        {"site.assets_url = /static/\n", "without a slash at its end"},
        {"= x\n", "there is no setting"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        file_write(cases[i].file);
        const char *text = load(NULL, NULL);
        CU_ASSERT(says(text, cases[i].part));
        CU_ASSERT(says(text, path));
    }
    unsetenv("LINNET_CONFIG");
    CU_ASSERT(says(load("--web.workrs=3", NULL), "did you mean web.workers?"));
    CU_ASSERT(says(load("--web.workers", "3"), "--name=value"));
    CU_ASSERT(says(load("--web.workers=3", "--web.workers=4"), "stands twice"));
    CU_ASSERT(says(load("--config", NULL), "which file"));
    CU_ASSERT(says(load("--config=/nowhere/x.conf", NULL), "/nowhere/x.conf: No such file"));
    CU_ASSERT(says(load("--config", "/"), "/: Is a directory"));
    setenv("LINNET_SITE_ULR", "http://x", 1);
    CU_ASSERT(says(load(NULL, NULL), "LINNET_SITE_ULR"));
    unsetenv("LINNET_SITE_ULR");
    setenv("LINNET_TESTDATA", "/x", 1);
    CU_ASSERT_STRING_EQUAL(load(NULL, NULL), "");
    unsetenv("LINNET_TESTDATA");
}

static void test_site_url(void)
{
    static const char *const good[] = {"--site.url=http://a", "--site.url=https://a-b.example.org:8443",
                                       "--site.url=http://127.0.0.1:8080", "--site.url=https://[::1]:8443",
                                       "--site.url=https://[2001:db8::1]"};
    static const char *const bad[] = {
        "", "a.org", "ftp://a", "http://", "http:///", "http://a/", "http://a/b", "http://a?x", "http://a#x", "http://A.org",
        "http://u@a", "http://a:", "http://a:0", "http://a:080", "http://a:65536", "http://a:80", "https://a:443", "http://a b",
        "http://[::1", "http://[]", "http://::1", "http://[::1]x", "http://a:8080:1", "http://\xc3\xa4.org",
    };
    for (size_t i = 0; i < COUNT_OF(good); i++)
        CU_ASSERT_STRING_EQUAL(load(good[i], NULL), "");
    CU_ASSERT_STRING_EQUAL(loaded.site.host, "[2001:db8::1]");
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        char flag[80];
        snprintf(flag, sizeof flag, "--site.url=%s", bad[i]);
        CU_ASSERT(says(load(flag, NULL), "site.url"));
    }
    CU_ASSERT_STRING_EQUAL(loaded.site.host, "[2001:db8::1]"); /* a failure leaves what was */
}

int main(void)
{
    static const struct suite_test tests[] = {
        {"defaults", test_defaults},
        {"rates", test_rates},
        {"file, environment, flag", test_file_environment_flag},
        {"flags leave argv", test_flags_leave_argv},
        {"errors name their place", test_errors_name_their_place},
        {"site.url", test_site_url},
        {NULL, NULL},
    };
    int fd = mkstemp(path);
    if (fd < 0)
        return 99;
    close(fd);
    arena = arena_new(65536, 64 << 20);
    unsetenv("LINNET_CONFIG");
    int result = suite_run(tests);
    arena_free(arena);
    unlink(path);
    return result;
}
