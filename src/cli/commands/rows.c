/* rows.c - which commands there are.
 * Refuses to know anything of them: the row of each stands at the end of its own file.
 */
#include "cli/commands/rows.h"

extern const struct command_row report_command, check_command, explain_command, solve_command,
    sweep_command, diff_command, portfolio_command, catalog_command, import_command, init_command,
    fields_command, schema_command, completion_command, man_command, help_command, version_command,
    mcp_command;

const struct command_row *const commands[] = {
    &report_command,  &init_command,       &check_command,
    &explain_command, &solve_command,      &sweep_command,
    &diff_command,    &portfolio_command,  &mcp_command,
    &catalog_command, &import_command,     &fields_command,
    &schema_command,  &completion_command, &man_command,
    &help_command,    &version_command,    NULL,
};
