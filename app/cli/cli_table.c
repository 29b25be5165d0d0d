#include "base/std.h"

#include "cli/cli_table.h"

#include "cli/commands.h"

enum { UNIT_MS = 60 * 1000 };

static const struct cli_command COMMANDS[] = {
    {"config", "", "show every setting with its value, where it came from and what it is for", NULL, config_show},
    {"migrate", "[--check] [--dir DIR]", "bring the database's tables up to date",
     "  --check    change nothing; exit 1 when migrations are missing\n"
     "  --dir DIR  where the migrations are (or LINNET_MIGRATIONS; else the installed ones)\n"
     "\nRefuses a server that may lose what it confirmed, unless db.check_durability is off.\n",
     migrate_run},
    {"user create", "NAME EMAIL [--display NAME] [--password-file FILE]", "make an account",
     "  --display NAME        the name that is shown (else the user name)\n"
     "  --password-file FILE  its first line is the password; - reads stdin\n"
     "\nWithout a password nobody can log in until `user password` has set one.\n",
     user_command_create},
    {"user approve", "NAME", "let somebody in who waits for approval, or is suspended", NULL, user_command_approve},
    {"user suspend", "NAME", "hide an account and end its sessions at once", NULL, user_command_suspend},
    {"user password", "NAME", "set a password, asked for or read from stdin, and end all sessions", NULL, user_command_password},
    {"user show", "NAME", "show what is known of an account", NULL, user_command_show},
    {"invitation create", "[--uses N] [--days N]", "make an invitation and print its code",
     "  --uses N  how many people may use it (1)\n"
     "  --days N  how long it is good (14)\n",
     invitation_command_create},
    {"session create", "NAME [--count N]", "log somebody in without a password and print the token",
     "  --count N  NAME is the prefix of imported people: sessions for the first N of them,\n"
     "             a line `name id token` each\n",
     session_command_create},
    {"queue show", "", "show the event log: what waits, who works, how far each group is behind", NULL, queue_command_show},
    {"queue dead", "[--group NAME]", "list events that were set aside after failing",
     "  --group NAME  of this group only\n"
     "\nA line each: group, number, time, kind, whom and what it is about, tries, what went wrong.\n",
     queue_command_dead},
    {"queue retry", "ID|all [--group NAME]", "have events that were set aside tried again",
     "  --group NAME  of this group only\n"
     "\nlinnet-job does it within seconds; what fails again stays in `queue dead`.\n",
     queue_command_retry},
    {"queue drop", "ID|all [--group NAME]", "forget events that were set aside",
     "  --group NAME  of this group only\n",
     queue_command_drop},
    {"queue forget", "GROUP", "forget how far a group has come that is run no longer",
     "Until then the events that it has not seen are kept. One that runs would begin anew.\n",
     queue_command_forget},
    {"graph import", "FILE [--prefix NAME]", "make people and follows from a list of edges",
     "  --prefix NAME  people are NAME and their number (p)\n"
     "\nA line of FILE is two numbers: these two follow each other. # and % begin comments.\n"
     "May be repeated: what is there already is left as it is.\n",
     graph_import},
    {"tweets generate", "[--seed N] [--count N] [--prefix NAME] [--until MS] [--days N] [--dump FILE]",
     "write plausible tweets by imported people",
     "  --seed N       which tweets; the same number makes the same (1)\n"
     "  --count N      how many (10000)\n"
     "  --prefix NAME  the people: NAME0, NAME1, ... (p)\n"
     "  --until MS     the last moment, in ms since 1970 (2026-01-01 00:00 UTC)\n"
     "  --days N       how far back they reach (30)\n"
     "  --dump FILE    also write a line `id number text` for each, \\n and \\\\ escaped\n"
     "\nMay be repeated: what is there already is left as it is.\n",
     tweets_generate},
    {"demo load", "[--file FILE]", "load a small cast of people with tweets and follows, to look around with",
     "  --file FILE  the cast (or LINNET_DEMO; else the installed one)\n"
     "\nDoes nothing when it is there already.\n",
     demo_load},
};

/* How many of argv's words are those of the command; 0: it is another. */
static int words_match(const struct cli_command *command, int argc, char **argv)
{
    struct str rest = str_from(command->name), word;
    int words = 0;
    while (str_next(&rest, ' ', &word)) {
        if (words >= argc || !str_eq(str_from(argv[words]), word))
            return 0;
        words++;
    }
    return words;
}

static const struct cli_command *command_find(int argc, char **argv, int *words)
{
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++) {
        *words = words_match(&COMMANDS[i], argc, argv);
        if (*words > 0)
            return &COMMANDS[i];
    }
    return NULL;
}

static void help_all(FILE *to, const char *first_word)
{
    fprintf(to, "usage: linnet-admin COMMAND ... [--config FILE] [--SETTING=VALUE ...]\n\n");
    size_t len = first_word ? strlen(first_word) : 0;
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++)
        if (!first_word || (strncmp(COMMANDS[i].name, first_word, len) == 0 && COMMANDS[i].name[len] == ' '))
            fprintf(to, "  %-18s %s\n", COMMANDS[i].name, COMMANDS[i].help);
    fprintf(to, "\n`linnet-admin COMMAND --help` tells more. Settings: `linnet-admin config`.\n");
}

static void help_one(const struct cli_command *command)
{
    printf("usage: linnet-admin %s%s%s\n\n%s.\n", command->name, command->args[0] ? " " : "", command->args,
           command->help);
    if (command->more)
        printf("\n%s", command->more);
}

static bool is_help(const char *arg)
{
    return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0 || strcmp(arg, "help") == 0;
}

static bool has_group(const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 0; i < COUNT_OF(COMMANDS); i++)
        if (strncmp(COMMANDS[i].name, word, len) == 0 && COMMANDS[i].name[len] == ' ')
            return true;
    return false;
}

/* Settings (--config FILE, --name=value) may stand in front of the command. */
static int skip_settings(int argc, char **argv)
{
    int at = 1;
    while (at < argc && strncmp(argv[at], "--", 2) == 0 && !is_help(argv[at]))
        at += strcmp(argv[at], "--config") == 0 ? 2 : 1;
    return at < argc ? at : argc;
}

static bool help_asked(int argc, char **argv, int at)
{
    for (int i = at; i < argc; i++)
        if (is_help(argv[i]) && (i == at || argv[i][0] == '-')) /* "help" may be somebody's name further on */
            return true;
    return false;
}

/* What there is, or that there is no such thing. */
static int help_general(bool asked, int argc, char **argv)
{
    const char *group = argc > 0 && has_group(argv[0]) ? argv[0] : NULL;
    if (!asked && argc > 0)
        cli_say("there is no command '%s%s%s'", argv[0], argc > 1 ? " " : "", argc > 1 ? argv[1] : "");
    help_all(asked ? stdout : stderr, group);
    return asked ? CLI_DONE : CLI_USAGE;
}

bool cli_answer_help(int argc, char **argv, int *status)
{
    int at = skip_settings(argc, argv), words;
    bool asked = help_asked(argc, argv, at);
    if (at + 1 < argc && is_help(argv[at])) /* help user create */
        at++;
    const struct cli_command *command = command_find(argc - at, argv + at, &words);
    if (command && !asked)
        return false;
    if (command)
        help_one(command);
    *status = command ? CLI_DONE : help_general(asked, argc - at, argv + at);
    return true;
}

bool cli_needs_host(int argc, char **argv)
{
    int words;
    const struct cli_command *command = command_find(argc, argv, &words);
    return !command || (command->run != config_show && command->run != migrate_run);
}

int cli_dispatch(struct cli *c, int argc, char **argv)
{
    int words;
    c->command = command_find(argc, argv, &words);
    if (!c->command)
        return cli_fail("there is no such command; see: linnet-admin --help");
    c->argc = argc - words;
    c->argv = argv + words;
    c->unit_ms = UNIT_MS;
    return c->command->run(c);
}
