/* linnet-admin: the commands of those who run a site. What they are stands in cli/cli_table.c. */
#include "base/std.h"

#include "cli/cli_table.h"
#include "io/cache.h"
#include "io/db.h"
#include "main/boot.h"

enum { ARENA_FIRST = 64 * 1024, COMMAND_ARENA_MAX = 512 * 1024 * 1024 }; /* a graph of millions is read whole */

int main(int argc, char **argv)
{
    struct boot boot;
    int status;
    if (!(argc > 1 && strcmp(argv[1], "--version") == 0) && cli_answer_help(argc, argv, &status))
        return status;
    boot_start(&boot, "linnet-admin", "", argc, argv);
    if (cli_needs_host(boot.argc - 1, boot.argv + 1))
        boot_share(&boot);
    struct cli cli = {
        .settings = &boot.settings,
        .db = db_open(&boot.settings, (int)boot.settings.db.job_answer_ms),
        .cache = cache_open(&boot.settings),
        .arena = arena_new(ARENA_FIRST, COMMAND_ARENA_MAX),
        .unit_arena = arena_new(ARENA_FIRST, (size_t)boot.settings.limits.arena),
    };
    if (!cli.db || !cli.arena || !cli.unit_arena)
        boot_refuse(&boot, "out of memory");
    status = cli_dispatch(&cli, boot.argc - 1, boot.argv + 1);
    cache_close(cli.cache);
    db_close(cli.db);
    arena_free(cli.unit_arena);
    arena_free(cli.arena);
    arena_free(boot.arena);
    if (fflush(stdout) != 0 || ferror(stdout))
        return cli_fail("the answer could not be written: %s", strerror(errno));
    return status;
}
