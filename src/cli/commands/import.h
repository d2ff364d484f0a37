/* import.h - what other commands want of `import`. */
#ifndef LLMCOST_CLI_COMMANDS_IMPORT_H
#define LLMCOST_CLI_COMMANDS_IMPORT_H

#include "cli/run/app.h"

/* Write the fragment that `import usage` makes of a log to `out`; complaints are printed. */
enum status import_log(struct app *app, const char *path, FILE *out);

#endif
