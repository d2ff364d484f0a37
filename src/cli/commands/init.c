/* init.c - the command `init`: a commented scenario to start from, on stdout or in a new
 * file. */
#include "cli/commands/starter.h"
#include "cli/run/app.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* FILE is where the output goes, as if -o had named it, but never over a file that exists. */
static enum status command_init(struct app *app)
{
    const struct options *options = app->options;
    const char *path = options->operand_count > 0 ? options->operands[0] : NULL;
    struct stat status;
    if (path != NULL && options->output != NULL) {
        llmcost_complain(app->diags, LLMCOST_ERROR, E_OPERANDS, 0, 0,
                         "two names for one file: %.80s and %.80s", path, options->output);
        llmcost_advise(app->diags, "write llmcost init %.80s", path);
        return STATUS_USAGE;
    }
    if (path != NULL && strcmp(path, "-") != 0) {
        if (lstat(path, &status) == 0) {
            llmcost_complain(app->diags, LLMCOST_ERROR, E_WRITE, 0, 0, "%.100s exists already",
                             path);
            llmcost_advise(app->diags, "choose another name; -o %.80s would replace it", path);
            return STATUS_ENVIRONMENT;
        }
        app->sinks[0].target.path = path;
    }
    starter_print(app->sinks[0].stream);
    return STATUS_OK;
}

const struct command_row init_command = {
    .name = "init",
    .operands = "[FILE]",
    .text = "Print a commented starter scenario, or write it to a new FILE",
    .details = "Every figure of the starter is a placeholder to replace. A FILE that exists "
               "already is never overwritten.",
    .run = command_init,
    .max_operands = 1,
};
