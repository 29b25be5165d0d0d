/* Settings: one typed table (settings.c), file < environment < flag.
 *
 *   site.url = https://example.org         in the file: --config FILE, LINNET_CONFIG, /etc/linnet/linnet.conf
 *   LINNET_SITE_URL=https://example.org    in the environment: upper case, dots as underscores
 *   --site.url=https://example.org         as a flag
 *
 * A line of the file is `name = value`; # begins a comment line; a name may stand once. Read once at
 * start into one struct, then constant; unknown names, wrong types and values out of range stop the
 * program with file, line and help. Secrets come from files (db.password_file), never from argv.
 * `linnet-admin config` prints the table with value, origin and help. */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include "base/bucket.h"
#include "base/str.h"

enum registration_mode {
    REGISTRATION_OPEN,
    REGISTRATION_APPROVAL,
    REGISTRATION_INVITATION,
    REGISTRATION_CLOSED,
};

struct settings {
    struct {
        const char *url; /* scheme://host[:port], no path, no final slash; the only source of links */
        const char *name, *description, *contact; /* contact: an e-mail address */
        const char *rules_file, *privacy_file;    /* UTF-8 text shown on /rules and /privacy; "" for none */
        const char *assets_url;                   /* base of static files; "/static" */
        bool https;                               /* derived from url: cookie names, Secure, HSTS */
        const char *host;                         /* derived from url: host[:port] */
    } site;
    struct {
        int mode; /* enum registration_mode */
    } registration;
    struct {
        int64_t body;          /* bytes of a form or JSON body, 512 KiB: what was typed by mistake still comes back */
        int64_t work_ms;       /* deadline of a request, 4000 */
        int64_t stale_ms;      /* a request older than this on arrival is dropped with 503, 1000 */
        int64_t follows;       /* people one may follow, 5000 */
        int64_t password_hashes; /* at once per host, 2 */
        int64_t password_wait_ms; /* how long a further one waits, 1000 */
        int64_t arena;         /* bytes one unit of work may use, 16 MiB */
        struct rate rate_reads, rate_tweets, rate_light; /* a user's, or of an address without one */
        struct rate rate_signup, rate_login;             /* an address's */
        struct rate login_account, login_address;        /* wrong log-ins before waits begin and grow */
    } limits;
    struct {
        const char *listen;    /* path of the unix socket; used without LISTEN_FDS and socket on fd 0 */
        int64_t workers;       /* processes of the work pool */
        int64_t backlog;       /* listen queue: the one bounded queue, 128 */
        int64_t max_requests;  /* a worker leaves after so many; 0: never */
        int64_t watchdog_ms;   /* a worker busy with one request for longer is killed, 5000 */
        const char *run_dir;   /* floor of ids, locks shared by the processes of this host */
    } web;
    struct {
        const char *socket, *host, *user, *password_file, *name; /* socket wins over host:port */
        int64_t port, connect_ms, answer_ms; /* 1000, 2000 */
        int64_t job_answer_ms;               /* 30000, for jobs and commands */
        bool check_durability;               /* refuse a primary that is not flush=1, sync_binlog=1 */
    } db;
    struct {
        const char *servers; /* "host:port,..." or "/path/to.sock,..."; "" for none */
        int64_t wait_ms;     /* of one trip; 20 */
    } cache;
    struct {
        int64_t poll_ms;  /* how often the log is looked at when no bell rings */
        int64_t lease_ms; /* a process that is silent for longer loses its parts; also the deadline of a handler */
        int64_t keep_days; /* of the log */
    } events;
    struct {
        const char *level; /* debug, info, warning, error */
    } log;
    struct {
        int64_t noop_bytes; /* size of GET /bench/noop; 0: that row answers 404 */
    } bench;
    const struct setting_loaded *loaded; /* of each row, for settings_row() */
};

enum { SETTINGS_ERROR = 512 };
enum setting_origin { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_FLAG };

struct setting_loaded {
    const char *value; /* as it was written */
    enum setting_origin origin;
};

struct setting_shown { /* a row as `linnet-admin config` prints it */
    const char *name, *value, *help;
    enum setting_origin origin;
};

/* Reads defaults, file, environment and the --name=value flags of argv, and takes those flags and
 * --config out of argv (*argc is lowered). On error a message stands in error and false is returned.
 * All strings live in `a`, which must outlive *out. */
MUST_USE bool settings_load(struct arena *a, int *argc, char **argv, struct settings *out,
                            char error[SETTINGS_ERROR]);
/* Row `at` of the table as it was loaded; false behind the last. */
bool settings_row(const struct settings *s, size_t at, struct setting_shown *out);

#endif
