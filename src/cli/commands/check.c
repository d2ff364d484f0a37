/* check.c - the command `check`: all problems of the files, and their warnings, at once. */
#include "cli/run/app.h"
#include "cli/run/input.h"

#include <string.h>

static enum status command_check(struct app *app)
{
    const struct options *options = app->options;
    struct sets sets;
    enum status worst = STATUS_OK;
    if (!sets_make(options, &sets))
        worst = STATUS_ENVIRONMENT;
    for (int i = 0; i < options->operand_count && worst != STATUS_ENVIRONMENT; i++) {
        struct input input;
        const char *path = options->operands[i];
        enum status status =
            input_load(app, &sets, path, (struct wanted){.tell_warnings = true}, &input);
        input_free(&input);
        worst = status_worst(worst, status);
        fprintf(app->sinks[0].stream, "%s: ok\n", source_name(path));
    }
    sets_free(&sets);
    return worst;
}

const struct command_row check_command = {
    .name = "check",
    .operands = "FILE...",
    .text = "Validate scenarios and show all their problems at once",
    .details = "Prints `FILE: ok` for each scenario that can be used; errors and warnings go to "
               "stderr with their place and what to write instead.",
    .group = GROUP_START,
    .examples = {{.line = "check scenario.yaml", .note = "ok, or all that is wrong"},
                 {.line = "check scenario.yaml --error-format github",
                  .note = "as notes on a pull request"}},
    .run = command_check,
    .needs = "a file",
    .min_operands = 1,
    .max_operands = -1,
    .takes = TAKES_SCENARIO,
};
