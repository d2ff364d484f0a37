/* help.h - help, generated from the tables of commands and options. */
#ifndef LLMCOST_CLI_OPTIONS_HELP_H
#define LLMCOST_CLI_OPTIONS_HELP_H

#include "cli/options/command.h"

#include <stdio.h>

/* Of one command, or of the whole program when it is NULL: a screen of names and examples, or
 * with a sentence for each of them. */
void help_print(FILE *out, const struct command_row *const *commands,
                const struct command_row *command, bool in_full);
/* Two lines for those who called it wrongly. */
void help_usage(FILE *out);

#endif
