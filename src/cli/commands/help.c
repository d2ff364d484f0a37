/* help.c - the commands `help` and `version`, for those who try the words first: `help` prints what
 * -h does, `help COMMAND` what COMMAND -h does, `version` what -V does. */
#include "cli/options/options.h"
#include "cli/run/app.h"

static enum status command_help(struct app *app)
{
    const struct options *options = app->options;
    const char *word = options->operand_count > 0 ? options->operands[0] : NULL;
    const struct command_row *about = word != NULL ? command_find(app->commands, word) : NULL;
    if (word != NULL && about == NULL) {
        deny(app->diags, E_COMMAND, "llmcost help lists the commands", "unknown command \"%.80s\"",
             word);
        advise_nearest(app->diags, command_nearest(app->commands, word));
        return STATUS_USAGE;
    }
    help_print(app->sinks[0].stream, app->commands, about, false);
    return STATUS_OK;
}

static enum status command_version(struct app *app)
{
    fputs("llmcost " LLMCOST_VERSION "\n", app->sinks[0].stream);
    return STATUS_OK;
}

const struct command_row help_command = {
    .name = "help",
    .operands = "[COMMAND]",
    .text = "Show the help of all or of one command",
    .details = "The same as llmcost -h, or as llmcost COMMAND -h; --help tells all.",
    .group = GROUP_TOOLS,
    .examples = {{.line = "help diff", .note = "one command"}},
    .run = command_help,
    .max_operands = 1,
};

const struct command_row version_command = {
    .name = "version",
    .operands = "",
    .text = "Show the version, as -V does",
    .details = "The same as llmcost -V.",
    .group = GROUP_TOOLS,
    .run = command_version,
};
