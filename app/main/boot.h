/* What every program of ours does first: settings, log, secrets, and the state shared on the host.
 *
 * All of it lives until the program ends. What is wrong is said in words on stderr and ends the
 * program with status 2, so that callers never see half a start. */
#ifndef MAIN_BOOT_H
#define MAIN_BOOT_H

#include "base/arena.h"
#include "base/settings.h"

struct boot {
    const char *program; /* "linnet-web" */
    const char *path;    /* of the binary as it was started, for starting it again */
    char **argv_given;   /* as it was started, NULL at the end */
    int argc;            /* what the settings left of the arguments */
    char **argv;
    struct arena *arena;
    struct settings settings;
};

/* Answers --help and --version (as first argument, exit 0), reads the settings, sets the log level.
 * `help` is the text of --help. Does not return when anything is wrong (exit 2). */
void boot_start(struct boot *b, const char *program, const char *help, int argc, char **argv);
/* Makes web.run_dir (0770) and opens the floor of ids and the bell in it. Exits with 2 when that cannot be. */
void boot_share(const struct boot *b);
/* Lets go of all that boot_start made. */
void boot_end(struct boot *b);
/* Ends the program with 2 and words on stderr. */
NORETURN void boot_refuse(const struct boot *b, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
