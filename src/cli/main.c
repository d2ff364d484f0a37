/* main.c - the program: options, a command, its outputs, an exit status.
 * The only file that prints complaints about the command line and the machine, and that exits.
 * Everything is formatted in memory first: on status 2 to 4 stdout stays empty.
 */
#include "cli/commands/rows.h"
#include "cli/options/options.h"
#include "cli/run/app.h"
#include "cli/run/terminal.h"

#include <signal.h>
#include <stdlib.h>

/* Whether a failure of the machine is told already. */
static bool has_cause(const struct llmcost_diags *diags)
{
    return has_error(diags, E_WRITE) || has_error(diags, E_OUT_OF_MEMORY) ||
           has_error(diags, E_NO_MEMORY);
}

static enum status print_about(struct app *app, FILE *out)
{
    if (app->options->help != HELP_NONE)
        help_print(out, commands, app->options->command, app->options->help == HELP_LONG);
    else
        fputs("llmcost " LLMCOST_VERSION "\n", out);
    return STATUS_OK;
}

static enum status run(struct app *app)
{
    const struct options *options = app->options;
    const struct target to_stdout = {.format = formats[0]};
    bool about = options->help != HELP_NONE || options->version;
    const struct target *targets = about ? &to_stdout : options->targets;
    enum status status = STATUS_ENVIRONMENT;
    int count = about ? 1 : options->target_count;
    if (!about && options->command == NULL) {
        help_usage(stderr);
        return STATUS_USAGE;
    }
    app->sinks = calloc((size_t)count, sizeof *app->sinks);
    app->sink_count = count;
    if (app->sinks == NULL) {
        app->sink_count = 0;
    } else if (sinks_open(app->sinks, count, targets, app->diags)) {
        for (int i = 0; i < count; i++)
            app->sinks[i].pager = app->pager;
        status = STATUS_USAGE;
        if (about)
            status = print_about(app, app->sinks[0].stream);
        else if (sinks_apart(app->sinks, count, app->diags))
            status = options->command->run(app);
        if (has_error(app->diags, E_WRITE))
            status = STATUS_ENVIRONMENT;
        if (!sinks_close(app->sinks, count, app->diags) ||
            !sinks_separate(app->sinks, count, (enum csv_separator)options->separator, app->diags))
            status = STATUS_ENVIRONMENT;
        bool quiet = options->quiet && !about;
        if (status <= STATUS_GATE && !sinks_commit(app->sinks, count, quiet, app->diags))
            status = STATUS_ENVIRONMENT;
    }
    if (status == STATUS_ENVIRONMENT && !has_cause(app->diags))
        deny(app->diags, E_OUT_OF_MEMORY, NULL, "out of memory");
    sinks_free(app->sinks, app->sink_count);
    free(app->sinks);
    return status;
}

int main(int argc, char **argv)
{
    static struct llmcost_diags diags;
    struct options options;
    enum status status = STATUS_USAGE;
    reserve_standard_files();
    signal(SIGXFSZ, SIG_IGN); /* a file size limit is a write that fails */
    llmcost_diags_init(&diags);
    bool parsed = options_parse(argc, argv, commands, &options, &diags);
    struct app app = {
        .options = &options, .commands = commands, .diags = &diags, .complaints = stderr};
    app.pager = options.no_pager ? NULL : pager_find();
    app.diag_style = (struct diag_style){
        .format = (enum diag_format)options.error_format,
        .max_errors = options.max_errors,
        .color = terminal_color((enum color_choice)options.color, stderr),
        .ascii = options.ascii | terminal_ascii(),
    };
    if (parsed)
        status = run(&app);
    else if (has_error(&diags, E_OUT_OF_MEMORY))
        status = STATUS_ENVIRONMENT;
    app_print_complaints(&app);
    options_free(&options);
    return (int)status;
}
