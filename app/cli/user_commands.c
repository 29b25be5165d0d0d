#include "base/std.h"

#include "cli/commands.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/user.h"

enum { PASSWORD_FILE_MAX = 4096 };

struct state_change {
    struct str name;
    enum user_state state;
};

struct password_change {
    struct str name, password;
};

static const char *state_name(enum user_state state)
{
    switch (state) {
    case USER_ACTIVE: return "active";
    case USER_PENDING: return "pending (waits for approval)";
    case USER_SUSPENDED: return "suspended";
    }
    return "?";
}

static struct str first_line(struct str text)
{
    struct str line = {"", 0};
    (void)str_next(&text, '\n', &line);
    return str_ends(line, STR("\r")) ? str_slice(line, 0, line.len - 1) : line;
}

static bool is_text(const char *what, struct str s)
{
    if (utf8_valid(s))
        return true;
    cli_say("%s: this is not UTF-8 text", what);
    return false;
}

/* --- create --- */

static enum err create_unit(struct work *w, void *arg)
{
    struct user user;
    TRY(user_create(w, arg, &user));
    printf("%" PRId64 " %.*s\n", user.id, STR_ARG(user.username));
    return OK;
}

int user_command_create(struct cli *c)
{
    const char *display = cli_option(c, "--display", ""), *file = cli_option(c, "--password-file", "");
    struct str secret = {"", 0};
    if (!display || !file || !cli_plain(c, 2))
        return cli_usage(c);
    if (file[0] && !cli_file(c, file, PASSWORD_FILE_MAX, &secret))
        return CLI_FAILED;
    struct registration r = {.username = str_from(c->argv[0]),
                             .email = str_from(c->argv[1]),
                             .display_name = str_from(display),
                             .password = first_line(secret)};
    if (!is_text("NAME", r.username) || !is_text("EMAIL", r.email) || !is_text("--display", r.display_name) ||
        !is_text("--password-file", r.password))
        return CLI_FAILED;
    if (file[0] && r.password.len == 0)
        return cli_fail("%s: its first line is empty", file);
    return cli_unit(c, create_unit, &r) ? CLI_DONE : CLI_FAILED;
}

/* --- approve, suspend --- */

static enum err state_unit(struct work *w, void *arg)
{
    const struct state_change *change = arg;
    struct user user;
    TRY(user_find(w, change->name, &user));
    TRY(user_set_state(w, user.id, change->state));
    printf("%.*s is %s\n", STR_ARG(user.username), state_name(change->state));
    return OK;
}

static int state_set(struct cli *c, enum user_state state)
{
    if (!cli_plain(c, 1))
        return cli_usage(c);
    struct state_change change = {str_from(c->argv[0]), state};
    return cli_unit(c, state_unit, &change) ? CLI_DONE : CLI_FAILED;
}

int user_command_approve(struct cli *c)
{
    return state_set(c, USER_ACTIVE);
}

int user_command_suspend(struct cli *c)
{
    return state_set(c, USER_SUSPENDED);
}

/* --- password --- */

static enum err password_unit(struct work *w, void *arg)
{
    const struct password_change *change = arg;
    struct user user;
    TRY(user_find(w, change->name, &user));
    TRY(user_set_password(w, user.id, change->password));
    printf("%.*s has a new password; all sessions have ended\n", STR_ARG(user.username));
    return OK;
}

/* Reads a line that is not shown. Ctrl-C and its like wait until the terminal is as it was: the shell behind
 * us would else show nothing either. */
static bool line_read_hidden(char *line, int size)
{
    struct termios shown, hidden;
    sigset_t ends, before;
    if (tcgetattr(STDIN_FILENO, &shown) != 0)
        return false;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGQUIT);
    sigaddset(&ends, SIGTSTP);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, &before);
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    fprintf(stderr, "new password: ");
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    bool got = fgets(line, size, stdin) != NULL;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fputc('\n', stderr);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return got;
}

/* On a terminal the password is asked for and not shown. */
static bool password_ask(struct cli *c, struct str *out)
{
    char line[PASSWORD_FILE_MAX];
    bool got = isatty(STDIN_FILENO) ? line_read_hidden(line, sizeof line) : fgets(line, sizeof line, stdin) != NULL;
    *out = got ? str_copy(c->arena, first_line(str_from(line))) : STR("");
    return out->len > 0 && is_text("the password", *out);
}

int user_command_password(struct cli *c)
{
    struct password_change change;
    if (!cli_plain(c, 1))
        return cli_usage(c);
    change.name = str_from(c->argv[0]);
    if (!password_ask(c, &change.password))
        return cli_fail("no password was given");
    return cli_unit(c, password_unit, &change) ? CLI_DONE : CLI_FAILED;
}

/* --- show --- */

static void time_show(const char *what, int64_t ms)
{
    char text[CLOCK_ISO_SIZE] = "never";
    if (ms > 0)
        clock_iso(ms, text);
    printf("%-12s %s\n", what, text);
}

static enum err show_unit(struct work *w, void *arg)
{
    const struct str *name = arg;
    struct user u;
    TRY(user_find(w, *name, &u));
    printf("%-12s %" PRId64 "\n%-12s %.*s\n%-12s %.*s\n", "id", u.id, "name", STR_ARG(u.username), "e-mail",
           STR_ARG(u.email));
    printf("%-12s %.*s\n%-12s %s\n", "shown as", STR_ARG(u.display_name), "state", state_name(u.state));
    time_show("joined", u.created_ms);
    time_show("last log-in", u.last_login_ms);
    printf("%-12s %" PRId64 "\n%-12s %" PRId64 "\n%-12s %" PRId64 "\n", "tweets", u.tweets_count, "follows",
           u.following_count, "followers", u.followers_count);
    return OK;
}

int user_command_show(struct cli *c)
{
    if (!cli_plain(c, 1))
        return cli_usage(c);
    struct str name = str_from(c->argv[0]);
    return cli_unit(c, show_unit, &name) ? CLI_DONE : CLI_FAILED;
}
