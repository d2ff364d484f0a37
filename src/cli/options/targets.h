/* targets.h - where the output goes. */
#ifndef LLMCOST_CLI_OPTIONS_TARGETS_H
#define LLMCOST_CLI_OPTIONS_TARGETS_H

#include "cli/options/options.h"

/* Fill options->targets by -f and -o; false after a complaint. */
bool targets_resolve(struct options *options, struct llmcost_diags *diags);
/* What the command prints, with --brief. */
enum printed options_print(const struct options *options);

#endif
