/* sweep.c - the command `sweep`: what the options cost over a grid of up to four inputs.
 * Everything is checked before the first byte; then the points of a large grid go straight to their
 * place, so that a million of them take no more memory than ten thousand.
 */
#include "io/report/sweep/sweep.h"
#include "cli/run/app.h"
#include "cli/run/input.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    ONE_INPUT = 25,
    FIRST_OF_TWO = 20,
    SECOND_OF_TWO = 10,
    OF_MORE = 5,
    MOST_KEPT = 10000,
    LONG_RUN = 200000
};

static void show_progress(int64_t done, int64_t points)
{
    if (done < points)
        fprintf(stderr, "\r%3d %% of %" PRId64 " points", (int)(100 * done / points), points);
    else
        fprintf(stderr, "\r%*s\r", 40, "");
    fflush(stderr);
}

static bool is_same_input(const struct sweep *sweep, const struct axis *a, const struct axis *b)
{
    if (!a->is_list && !b->is_list)
        return llmcost_read(sweep->scenario, a->ref) == llmcost_read(sweep->scenario, b->ref);
    return a->path_length == b->path_length && strncmp(a->path, b->path, a->path_length) == 0;
}

/* The axes of the grid, or why there is none. */
static enum status make_axes(struct app *app, struct sweep *sweep)
{
    const struct options *o = app->options;
    const int axes = o->operand_count - 1;
    bool usage = false;
    for (int a = 0; a < axes; a++) {
        const int of_two = a == 0 ? FIRST_OF_TWO : SECOND_OF_TWO;
        const int count = axes == 1 ? ONE_INPUT : axes == 2 ? of_two : OF_MORE;
        if (!axis_parse(sweep->scenario, o->operands[1 + a], count, &sweep->axis[a], app->diags,
                        &usage))
            return usage ? STATUS_USAGE : STATUS_INPUT;
        for (int b = 0; b < a; b++) {
            if (!is_same_input(sweep, &sweep->axis[a], &sweep->axis[b]))
                continue;
            deny(app->diags, E_OPERANDS, "a grid needs two different inputs",
                 "both ranges are of one input");
            return STATUS_USAGE;
        }
    }
    sweep->axes = axes;
    return STATUS_OK;
}

/* The texts may be read once more: the file is kept until then. */
static enum status check(const struct app *app, const struct sets *sets, struct sweep *sweep)
{
    if (!sweep_open(sweep, sets->sources, sets->count, sets->catalogs))
        return STATUS_ENVIRONMENT;
    if (sweep_check(sweep, app->diags))
        return STATUS_OK;
    if (has_error(sweep->diags, E_NO_MEMORY))
        return STATUS_ENVIRONMENT;
    if (sweep->diags->errors > 0)
        diags_print(app->complaints, sweep->diags, sweep->texts, sweep->given + sweep->lists + 1,
                    &app->diag_style);
    return STATUS_INPUT;
}

static enum status run(struct app *app, struct sweep *sweep)
{
    const bool quiet = app->options->quiet;
    /* Reading takes memory, which may run out, and so does a legend: what is short is kept. */
    if (sweep->lists == 0 && sweep->points > MOST_KEPT &&
        app->options->separator == SEPARATOR_COMMA &&
        !sinks_direct(app->sinks, app->sink_count, quiet, app->diags))
        return STATUS_ENVIRONMENT;
    if (!quiet && app->complaints == stderr && sweep->points >= LONG_RUN && isatty(STDERR_FILENO))
        sweep->progress = show_progress;
    const enum status status = app_print(app, (struct print_job){.sweep = sweep});
    return sweep->failed ? STATUS_ENVIRONMENT : status;
}

static enum status sweep_over(struct app *app, struct input *input)
{
    struct sweep *sweep = calloc(1, sizeof *sweep);
    if (sweep == NULL)
        return STATUS_ENVIRONMENT;
    sweep->report = &input->report;
    sweep->scenario = input->scenario;
    enum status status = make_axes(app, sweep);
    if (status == STATUS_OK)
        status = check(app, input->sets, sweep);
    if (status == STATUS_OK)
        status = run(app, sweep);
    sweep_close(sweep);
    free(sweep);
    return status;
}

static enum status command_sweep(struct app *app)
{
    return input_answer(app, (struct wanted){.keep_text = true}, sweep_over);
}

const struct command_row sweep_command = {
    .name = "sweep",
    .operands = "FILE PATH=LO..HI[:N][:log]|PATH=A,B,C...",
    .text = "Evaluate a grid of values of up to four inputs, numbers or words",
    .details = "N values from LO to HI, evenly or, with :log, in equal ratios: 25 for one input, "
               "20 and 10 for two, 5 for more; or the listed values, words too: "
               "hosts.own.gpu=h100-sxm,l40s hosts.own.gpus_per_replica=1,2,4. The costs are those "
               "of the whole horizon; an option that cannot serve at a point has none there; the "
               "cheapest point of each option is named.",
    .group = GROUP_DECIDE,
    .examples = {{.line = "sweep scenario.yaml workload.requests_per_day=10k..1M:9:log",
                  .note = "a table"},
                 {.line = "sweep scenario.yaml workload.burst=1,2 hosts.own.gpu_hour=1..4 -f csv",
                  .note = "two inputs, for a spreadsheet"}},
    .run = command_sweep,
    .needs = "a file and a path",
    .min_operands = 2,
    .max_operands = 1 + MAX_AXES,
    .prints = PRINTS_SWEEP,
    .takes = TAKES_SCENARIO | TAKES_FORMAT | TAKES_WIDTH,
};
