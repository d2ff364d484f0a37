/* app.c - what a command asks about the run it is part of. */
#include "cli/run/app.h"
#include "cli/options/options.h"
#include "cli/run/terminal.h"

#include <string.h>

/* How a sink's reader wants a table. */
static struct print_style style_of(const struct app *app, const struct sink *sink)
{
    const struct options *options = app->options;
    bool file = sink->target.path != NULL;
    int fallback = file ? DEFAULT_WIDTH : terminal_width(stdout);
    return (struct print_style){
        .width = options->width > 0 ? options->width : fallback,
        .color = file ? options->color == COLOR_ALWAYS
                      : terminal_color((enum color_choice)options->color, stdout),
        .ascii = app->diag_style.ascii,
        .verbose = options->verbose,
        .year_start = options->year_start,
        .table = (enum report_table)options->table,
        .height = file || app->pager != NULL ? 0 : terminal_height(stdout),
    };
}

enum status app_print(const struct app *app, struct print_job job)
{
    for (int i = 0; i < app->sink_count; i++) {
        const struct sink *sink = &app->sinks[i];
        const struct print_style style = style_of(app, sink);
        job.out = sink->stream;
        job.style = &style;
        if (!sink->target.format->print[options_print(app->options)](&job))
            return STATUS_ENVIRONMENT;
    }
    return STATUS_OK;
}

void app_print_complaints(const struct app *app)
{
    const struct source program = {.name = "llmcost", .text = "", .length = 0};
    if (app->diags->count > 0)
        diags_print(app->complaints, app->diags, &program, 1, &app->diag_style);
}

int app_word(struct app *app, const char *const *words, int count)
{
    const struct options *options = app->options;
    if (options->operand_count == 0)
        return 0;
    const char *word = options->operands[0];
    for (int i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    deny(app->diags, E_OPERANDS, NULL, "\"%s\" knows no \"%.80s\"", options->command->name, word);
    llmcost_advise(app->diags, "write llmcost %s %s", options->command->name,
                   options->command->operands);
    advise_nearest(app->diags, llmcost_nearest(word, words, (size_t)count));
    return -1;
}
