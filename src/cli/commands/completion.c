/* completion.c - the command `completion`: what makes a shell complete our words. */
#include "cli/shell/completion.h"
#include "cli/run/app.h"

static enum status command_completion(struct app *app)
{
    static const char *const shells[] = {"bash", "zsh", "fish"};
    static void (*const print[])(FILE *, const struct command_row *const *) = {
        completion_bash, completion_zsh, completion_fish};
    const int shell = app_word(app, shells, (int)(sizeof shells / sizeof *shells), 0);
    if (shell < 0)
        return STATUS_USAGE;
    for (int i = 0; i < app->sink_count; i++)
        print[shell](app->sinks[i].stream, app->commands);
    return STATUS_OK;
}

const struct command_row completion_command = {
    .name = "completion",
    .operands = "bash|zsh|fish",
    .text = "Print what makes a shell complete commands, options, files and keys",
    .details = "For the running bash: `source <(llmcost completion bash)`. `make install` puts the "
               "three where the shells look for them.",
    .run = command_completion,
    .needs = "a shell",
    .min_operands = 1,
    .max_operands = 1,
};
