#include "base/std.h"

#include "base/settings_table.h"

#include "base/utf8.h"

/* A row; its name is spelt as its place in struct settings is. */
#define ROW(member, kind, usual, text) \
    .name = #member, .offset = offsetof(struct settings, member), .type = kind, .preset = usual, .help = text
#define TEXT(member, usual, text) {ROW(member, SETTING_TEXT, usual, text)}
#define NUMBER(member, from, to, usual, text) \
    {ROW(member, SETTING_NUMBER, usual, text), .least = (from), .most = (to)}
#define RATE(member, usual, text) {ROW(member, SETTING_RATE, usual, text)}
#define WORDS(member, kind, all, usual, text) {ROW(member, kind, usual, text), .words = all}

enum { RATE_COUNT_MAX = 1000000, RATE_TIME_MAX_S = 86400 };
enum { KIB = 1 << 10, MIB = 1 << 20, MINUTE_MS = 60000 };

const struct setting settings_table[] = {
    {ROW(site.url, SETTING_ORIGIN, "http://localhost:8080",
         "where people find the site; links, cookie names and the check of origins follow it")},
    TEXT(site.name, "Linnet", "name of the site, on every page"),
    TEXT(site.description, "", "a sentence about the site"),
    TEXT(site.contact, "", "e-mail address of who runs the site"),
    TEXT(site.rules_file, "", "file whose text /rules shows"),
    TEXT(site.privacy_file, "", "file whose text /privacy shows"),
    {ROW(site.assets_url, SETTING_PREFIX, "/static",
         "base of static files: a path, or the URL of another host")},
    WORDS(registration.mode, SETTING_CHOICE, "open approval invitation closed", "open", "who may register"),
    NUMBER(limits.body, KIB, 64 * MIB, "524288", "bytes of a form or JSON body"),
    NUMBER(limits.work_ms, 100, MINUTE_MS, "4000", "deadline of a request"),
    NUMBER(limits.stale_ms, 50, MINUTE_MS, "1000",
           "a request that waited longer before it arrived is answered 503 at once"),
    NUMBER(limits.follows, 1, 20000, "5000", "people one may follow"), /* a home page reads all: DB_ROWS_MAX */
    NUMBER(limits.password_hashes, 1, 64, "2", "passwords hashed at once on this host, 46 MiB each"),
    NUMBER(limits.password_wait_ms, 0, MINUTE_MS, "1000", "how long a further one waits for its turn"),
    NUMBER(limits.arena, MIB, 1024 * (int64_t)MIB, "16777216", "bytes of memory one request may use"),
    RATE(limits.rate_reads, "100/60s", "pages and lists read, by a user or an address; 0: no limit"),
    RATE(limits.rate_tweets, "5/60s", "tweets, replies, retweets and edits, by a user"),
    RATE(limits.rate_light, "60/60s", "all other changes, by a user"),
    RATE(limits.rate_signup, "20/1h", "sign-ups tried, from an address"),
    RATE(limits.rate_login, "30/60s", "log-ins tried, from an address"),
    RATE(limits.login_account, "5/5h",
         "wrong passwords for an account before it waits, ever longer, 15 minutes at most"),
    RATE(limits.login_address, "20/20h", "the same from an address, whatever the accounts"),
    TEXT(web.listen, "/run/linnet/web.sock", "unix socket to listen on, when none is handed over at start"),
    NUMBER(web.workers, 1, 1024, "8", "processes that answer requests"),
    NUMBER(web.backlog, 1, 4096, "128", "requests that may wait for a worker"),
    NUMBER(web.max_requests, 0, INT64_MAX, "100000", "a worker is replaced after so many requests; 0: never"),
    NUMBER(web.watchdog_ms, 100, 10 * MINUTE_MS, "5000",
           "a worker busy with one request for longer is killed"),
    TEXT(web.run_dir, "/run/linnet", "folder of what the processes of this host share"),
    TEXT(db.socket, "", "unix socket of the database; wins over host and port"),
    TEXT(db.host, "localhost", "host of the database"),
    NUMBER(db.port, 1, 65535, "3306", "port of the database"),
    TEXT(db.user, "linnet", "database user"),
    TEXT(db.password_file, "", "file that holds the database password"),
    TEXT(db.name, "linnet", "database"),
    NUMBER(db.connect_ms, 10, MINUTE_MS, "1000", "longest wait for a connection, rounded up to whole seconds"),
    NUMBER(db.answer_ms, 10, MINUTE_MS, "2000", "longest wait for an answer"),
    NUMBER(db.job_answer_ms, 10, 60 * MINUTE_MS, "30000", "the same for jobs and commands"),
    {ROW(db.check_durability, SETTING_SWITCH, "true", "refuse a primary that may forget what it committed")},
    TEXT(cache.servers, "", "memcached: host:port or /path/to.sock, parted by commas; empty for none"),
    NUMBER(cache.wait_ms, 1, 1000, "20", "longest wait for one trip to the cache"),
    NUMBER(events.poll_ms, 20, MINUTE_MS, "500", "how often linnet-job looks for events of other hosts"),
    NUMBER(events.lease_ms, 300, MINUTE_MS, "5000", "a linnet-job that is silent for longer loses its work to others"),
    NUMBER(events.keep_days, 1, 3650, "7", "days that handled events are kept"),
    WORDS(log.level, SETTING_WORD, "debug info warning error", "info", "least level that is logged"),
    NUMBER(bench.noop_bytes, 0, MIB, "0", "size of GET /bench/noop; 0: there is no such page"),
};
const size_t settings_count = COUNT_OF(settings_table);

static bool is_text(struct str s)
{
    int32_t c;
    if (!utf8_valid(s))
        return false;
    while ((c = utf8_next(&s)) >= 0)
        if (c == '\n' || utf8_is_control(c))
            return false;
    return true;
}

static bool is_host(struct str host)
{
    bool literal = str_starts(host, STR("[")) && str_ends(host, STR("]")); /* an IPv6 address */
    if (literal)
        host = str_slice(host, 1, host.len - 1);
    for (size_t i = 0; i < host.len; i++) {
        char c = host.at[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
        if (!word && c != (literal ? ':' : '-'))
            return false;
    }
    return host.len > 0;
}

/* Browsers name a scheme's own port in no Origin header; with it spelt out here none would match. */
static bool is_port(struct str port, bool https)
{
    uint64_t n;
    return port.len && port.at[0] != '0' && str_to_u64(port, &n) && n <= 65535 && n != (https ? 443 : 80);
}

static bool is_origin(struct str url, size_t *host_at)
{
    bool https = str_starts(url, STR("https://"));
    if (!https && !str_starts(url, STR("http://")))
        return false;
    *host_at = https ? 8 : 7;
    struct str host = str_slice(url, *host_at, url.len), port = {0};
    for (size_t i = host.len; i-- > 0 && host.at[i] != ']';)
        if (host.at[i] == ':') {
            port = str_slice(host, i + 1, host.len);
            if (!is_port(port, https))
                return false;
            host.len = i;
            break;
        }
    return is_host(host);
}

static bool is_prefix(struct str s)
{
    size_t at;
    bool start = str_starts(s, STR("/")) || str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
    return start && is_text(s) && !str_ends(s, STR("/")) && !str_find(s, STR(" "), &at);
}

static bool word_place(const char *words, struct str value, int *out)
{
    struct str rest = str_from(words), word;
    for (int place = 0; str_next(&rest, ' ', &word); place++)
        if (str_eq(word, value)) {
            *out = place;
            return true;
        }
    return false;
}

static void setting_wants(const struct setting *row, char *want, size_t size)
{
    switch (row->type) {
    case SETTING_ORIGIN:
        snprintf(want, size, "http://host or https://host, small letters, :port when it is another than "
                 "the scheme's, and nothing behind");
        break;
    case SETTING_PREFIX:
        snprintf(want, size, "/path or a URL, without a slash at its end");
        break;
    case SETTING_WORD:
    case SETTING_CHOICE:
        snprintf(want, size, "one of: %s", row->words);
        break;
    case SETTING_NUMBER:
        snprintf(want, size, "a whole number from %" PRId64 " to %" PRId64, row->least, row->most);
        break;
    case SETTING_SWITCH:
        snprintf(want, size, "true or false");
        break;
    case SETTING_RATE:
        snprintf(want, size, "so many in a time, as 100/60s, 30/5m or 10/24h (1 to 1000000, in up to 24 hours), or 0");
        break;
    default:
        snprintf(want, size, "one line of UTF-8 text");
    }
}

static bool number_read(const struct setting *row, struct str value, int64_t *out)
{
    int64_t n;
    if (!str_to_i64(value, &n) || n < row->least || n > row->most)
        return false;
    *out = n;
    return true;
}

static bool origin_read(const char *value, struct settings *out)
{
    size_t host_at;
    if (!is_origin(str_from(value), &host_at))
        return false;
    out->site.https = host_at == 8;
    out->site.host = value + host_at;
    return true;
}

static int64_t unit_seconds(char unit)
{
    return unit == 's' ? 1 : unit == 'm' ? 60 : unit == 'h' ? 3600 : 0;
}

static bool rate_read(struct str value, struct rate *out)
{
    struct str rest = value, count;
    uint64_t n = 0, time = 0;
    *out = (struct rate){0};
    if (str_eq(value, STR("0")))
        return true;
    if (!str_next(&rest, '/', &count) || rest.len < 2 || !str_to_u64(count, &n) || n < 1 || n > RATE_COUNT_MAX)
        return false;
    uint64_t unit = (uint64_t)unit_seconds(rest.at[rest.len - 1]);
    if (!str_to_u64(str_slice(rest, 0, rest.len - 1), &time) || time < 1 || time > RATE_TIME_MAX_S || unit == 0)
        return false;
    *out = (struct rate){(int64_t)n, (int64_t)(time * unit)};
    return time * unit <= RATE_TIME_MAX_S;
}

static bool is_word(const char *words, struct str value)
{
    int place;
    return word_place(words, value, &place);
}

bool settings_table_read(const struct setting *row, const char *value, struct settings *out,
                  char *want, size_t size)
{
    void *place = (char *)out + row->offset;
    struct str s = str_from(value);
    bool good;
    switch (row->type) {
    case SETTING_NUMBER:
        good = number_read(row, s, place);
        break;
    case SETTING_SWITCH:
        good = is_word("true false", s);
        *(bool *)place = good && str_eq(s, STR("true"));
        break;
    case SETTING_RATE:
        good = rate_read(s, place);
        break;
    case SETTING_CHOICE:
        good = word_place(row->words, s, place);
        break;
    default:
        good = row->type == SETTING_TEXT     ? is_text(s)
               : row->type == SETTING_ORIGIN ? origin_read(value, out)
               : row->type == SETTING_PREFIX ? is_prefix(s)
                                             : is_word(row->words, s);
        *(const char **)place = value;
    }
    if (!good)
        setting_wants(row, want, size);
    return good;
}
