/* rows.h - the list of commands, for those who know all of them. */
#ifndef LLMCOST_CLI_COMMANDS_ROWS_H
#define LLMCOST_CLI_COMMANDS_ROWS_H

#include "cli/options/command.h"

/* In the order of help, NULL behind the last; the first is meant where a file stands alone. */
extern const struct command_row *const commands[];

#endif
