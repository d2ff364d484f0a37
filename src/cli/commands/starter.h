/* starter.h - the scenario that `init` hands out. */
#ifndef LLMCOST_CLI_COMMANDS_STARTER_H
#define LLMCOST_CLI_COMMANDS_STARTER_H

#include <stdio.h>

void starter_print(FILE *out);

#endif
