/* completion.c - the command `completion`: what makes a shell complete our words. */
#include "cli/shell/completion.h"
#include "cli/run/app.h"
#include "core/base/count.h"

#include <string.h>

extern const unsigned char llmcost_bash[], llmcost_zsh[], llmcost_fish[];

/* A shell, its tables, and its functions as they stand in src/cli/shell/. */
static const struct shell {
    const char *name;
    void (*tables)(FILE *out, const struct command_row *const *commands);
    const unsigned char *functions;
} shells[] = {
    {.name = "bash", .tables = completion_bash, .functions = llmcost_bash},
    {.name = "zsh", .tables = completion_zsh, .functions = llmcost_zsh},
    {.name = "fish", .tables = completion_fish, .functions = llmcost_fish},
};
enum { SHELLS = (int)COUNT(shells) };

static enum status command_completion(struct app *app)
{
    const char *names[SHELLS];
    for (int i = 0; i < SHELLS; i++)
        names[i] = shells[i].name;
    const int shell = app_word(app, names, SHELLS);
    if (shell < 0)
        return STATUS_USAGE;
    /* The tables go behind the comment that the functions begin with. */
    const char *text = (const char *)shells[shell].functions;
    const char *rest = strstr(text, "\n\n") + 2;
    FILE *out = app->sinks[0].stream;
    fprintf(out, "%.*s", (int)(rest - text), text);
    shells[shell].tables(out, app->commands);
    fputs(rest, out);
    return STATUS_OK;
}

const struct command_row completion_command = {
    .name = "completion",
    .operands = "bash|zsh|fish",
    .text = "Print what makes a shell complete commands, options, files and keys",
    .details = "For the running bash: `source <(llmcost completion bash)`. `make install` puts the "
               "three where the shells look for them.",
    .group = GROUP_TOOLS,
    .examples = {{.line = "completion bash", .note = "to be sourced"}},
    .run = command_completion,
    .needs = "a shell",
    .min_operands = 1,
    .max_operands = 1,
};
