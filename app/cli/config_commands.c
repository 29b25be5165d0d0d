#include "base/std.h"

#include "cli/commands.h"

#include "base/settings.h"

static const char *origin_name(enum setting_origin origin)
{
    switch (origin) {
    case FROM_DEFAULT: return "default";
    case FROM_FILE: return "file";
    case FROM_ENVIRONMENT: return "environment";
    case FROM_FLAG: return "flag";
    }
    return "?";
}

static void widths(const struct cli *c, int *name, int *value)
{
    struct setting_shown row;
    for (size_t i = 0; settings_row(c->settings, i, &row); i++) {
        int name_len = (int)strlen(row.name), value_len = (int)strlen(row.value);
        *name = name_len > *name ? name_len : *name;
        *value = value_len > *value && value_len <= 40 ? value_len : *value;
    }
}

int config_show(struct cli *c)
{
    struct setting_shown row;
    int name = 4, value = 5;
    if (!cli_plain(c, 0))
        return cli_usage(c);
    widths(c, &name, &value);
    printf("%-*s  %-*s  %-11s  %s\n", name, "NAME", value, "VALUE", "FROM", "WHAT IT IS");
    for (size_t i = 0; settings_row(c->settings, i, &row); i++)
        printf("%-*s  %-*s  %-11s  %s\n", name, row.name, value, row.value[0] ? row.value : "-",
               origin_name(row.origin), row.help);
    return CLI_DONE;
}
