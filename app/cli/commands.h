/* The commands themselves: what stands in the table of cli_table.c, a file for each noun. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

int config_show(struct cli *c);
int migrate_run(struct cli *c);
int user_command_create(struct cli *c);
int user_command_approve(struct cli *c);
int user_command_suspend(struct cli *c);
int user_command_password(struct cli *c);
int user_command_show(struct cli *c);
int invitation_command_create(struct cli *c);
int session_command_create(struct cli *c);
int queue_command_show(struct cli *c);
int queue_command_dead(struct cli *c);
int queue_command_retry(struct cli *c);
int queue_command_drop(struct cli *c);
int queue_command_forget(struct cli *c);
int graph_import(struct cli *c);
int tweets_generate(struct cli *c);
int demo_load(struct cli *c);

#endif
