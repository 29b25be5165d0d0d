/* The one table of commands, and finding the one that was meant. */
#ifndef CLI_CLI_TABLE_H
#define CLI_CLI_TABLE_H

#include "cli/cli.h"

/* Answers "help", --help, -h wherever it stands (on stdout), and an empty or unknown command line (on
 * stderr), before any setting is read. False: a command is to be run. *status is the exit code. */
bool cli_answer_help(int argc, char **argv, int *status);

/* Does the command need what the processes of this host share: ids, the gate of password hashing? Those that
 * do not may be run by another user than the service's, and leave nothing behind in its folder. */
bool cli_needs_host(int argc, char **argv);
/* Finds the command that argv (behind the program's name) names, and runs it. */
int cli_dispatch(struct cli *c, int argc, char **argv);

#endif
