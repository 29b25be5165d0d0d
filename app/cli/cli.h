/* What every command of linnet-admin gets, and how it works and speaks.
 *
 * Results go to stdout, everything else to stderr. A command does its work in units (cli_unit), each
 * with an arena of its own that is empty afterwards; what must outlive a unit is copied to c->arena.
 * Exit codes: 0 done, 1 failed (said in words, with what to do), 2 not understood. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

struct db;
struct cache;
struct settings;
struct cli;

enum cli_exit { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

struct cli_command { /* a row of cli_table.c */
    const char *name; /* its words: "user create" */
    const char *args; /* as in a synopsis; "" for none */
    const char *help; /* one line */
    const char *more; /* the rest of --help; lines; NULL for none */
    int (*run)(struct cli *c);
};

struct cli {
    const struct settings *settings;
    struct db *db;       /* connects when first used */
    struct cache *cache; /* may be NULL */
    struct arena *arena; /* for the whole command */
    struct arena *unit_arena;
    int unit_ms; /* how long a unit may take */
    const struct cli_command *command;
    int argc; /* arguments behind the command's words */
    char **argv;
};

/* --- arguments: take what the command knows, then ask for the rest --- */

bool cli_flag(struct cli *c, const char *name); /* "--check"; taken out of argv */
/* "--prefix X" or "--prefix=X"; `otherwise` when it is not given. NULL: the value is missing (said). */
const char *cli_option(struct cli *c, const char *name, const char *otherwise);
/* The same for a whole number within the limits; false: not one (said). */
MUST_USE bool cli_number(struct cli *c, const char *name, int64_t least, int64_t most, int64_t *value);
/* True when exactly `count` plain arguments are left and no option; else says what was expected. */
MUST_USE bool cli_plain(struct cli *c, int count);

/* --- work --- */

/* Runs fn in a unit of work of its own. On failure says why and answers false. */
MUST_USE bool cli_unit(struct cli *c, enum err (*fn)(struct work *w, void *arg), void *arg);
void cli_say(const char *format, ...) PRINTF_LIKE(1, 2);  /* a line on stderr */
int cli_fail(const char *format, ...) PRINTF_LIKE(1, 2);  /* the same; answers CLI_FAILED */
int cli_usage(const struct cli *c);                       /* the synopsis; answers CLI_USAGE */

/* A whole file of at most `most` bytes into c->arena; "-" is stdin. False: said why not. */
MUST_USE bool cli_file(struct cli *c, const char *path, size_t most, struct str *out);

#endif
