/* sweep.c - the command `sweep`: what the options cost over a grid of one or two inputs.
 * Everything is checked before the first byte; then the points go straight to their place, so that
 * a million of them take no more memory than one.
 */
#include "io/report/sweep.h"
#include "cli/run/app.h"
#include "cli/run/input.h"
#include "io/report/find_input.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ONE_INPUT = 25, FIRST_OF_TWO = 20, SECOND_OF_TWO = 10, LONG_RUN = 200000 };

static void show_progress(int64_t done, int64_t points)
{
    if (done < points)
        fprintf(stderr, "\r%3d %% of %" PRId64 " points", (int)(100 * done / points), points);
    else
        fprintf(stderr, "\r%*s\r", 40, "");
    fflush(stderr);
}

static bool print(const struct app *app, struct sink *sink, struct sweep *sweep)
{
    struct print_style style = app_style(app, sink);
    return sink->target.format->sweep(sink->stream, sweep, &style);
}

/* The axes of the grid, or why there is none. */
static enum status make_axes(struct app *app, struct sweep *sweep)
{
    const struct options *o = app->options;
    bool usage = false;
    sweep->axes = o->operand_count - 1;
    for (int a = 0; a < sweep->axes; a++) {
        const int count = sweep->axes == 1 ? ONE_INPUT : a == 0 ? FIRST_OF_TWO : SECOND_OF_TWO;
        if (!axis_parse(sweep->scenario, o->operands[1 + a], count, &sweep->axis[a], app->diags,
                        &usage))
            return usage ? STATUS_USAGE : STATUS_INPUT;
    }
    if (sweep->axes == 2 && llmcost_read(sweep->scenario, sweep->axis[0].ref) ==
                                llmcost_read(sweep->scenario, sweep->axis[1].ref)) {
        llmcost_complain(app->diags, LLMCOST_ERROR, E_OPERANDS, 0, 0,
                         "both ranges are of one input");
        llmcost_advise(app->diags, "a grid needs two different inputs");
        return STATUS_USAGE;
    }
    return sweep_check(sweep, app->diags) ? STATUS_OK : STATUS_INPUT;
}

static enum status run(struct app *app, struct sweep *sweep)
{
    const bool quiet = app->options->quiet;
    if (!sinks_direct(app->sinks, app->sink_count, quiet, app->diags))
        return STATUS_ENVIRONMENT;
    if (!quiet && sweep->points >= LONG_RUN && isatty(STDERR_FILENO))
        sweep->progress = show_progress;
    for (int i = 0; i < app->sink_count; i++)
        if (!print(app, &app->sinks[i], sweep))
            return STATUS_ENVIRONMENT;
    return STATUS_OK;
}

static enum status command_sweep(struct app *app)
{
    struct sets sets;
    struct input input = {.scenario = NULL};
    struct sweep *sweep = calloc(1, sizeof *sweep);
    enum status status = STATUS_ENVIRONMENT;
    if (sets_make(app->options, &sets) && sweep != NULL)
        status = input_load(app, &sets, app->options->operands[0], (struct wanted){0}, &input);
    if (status == STATUS_OK) {
        sweep->report = &input.report;
        sweep->scenario = input.scenario;
        status = make_axes(app, sweep);
    }
    if (status == STATUS_OK)
        status = run(app, sweep);
    free(sweep);
    input_free(&input);
    sets_free(&sets);
    return status;
}

const struct command_row sweep_command = {
    .name = "sweep",
    .operands = "FILE PATH=LO..HI[:N][:log] [PATH=LO..HI[:N][:log]]",
    .text = "Evaluate a grid of values of one or two inputs",
    .details = "N values from LO to HI, evenly or, with :log, in equal ratios: 25 for one input, "
               "20 and 10 for two. The costs are those of the whole horizon.",
    .run = command_sweep,
    .needs = "a file and a path",
    .min_operands = 2,
    .max_operands = 3,
    .prints = PRINTS_SWEEP,
    .takes = TAKES_SCENARIO | TAKES_FORMAT | TAKES_WIDTH,
};
