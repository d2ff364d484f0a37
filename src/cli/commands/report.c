/* report.c - the command `report`: scenarios and saved reports to reports, in as many
 * formats as were asked for. Every file is tried; when one cannot be used, none is printed and the
 * worst status is returned.
 */
#include "io/report/report.h"
#include "cli/run/app.h"
#include "cli/run/input.h"
#include "io/report/diff.h"
#include "io/report/outcome.h"

#include <stdlib.h>

/* What any of the formats shows. */
static struct wanted what_is_wanted(const struct app *app)
{
    struct wanted wanted = {.asks = {.questions = true}, .saved = SAVED_REPORTS};
    for (int i = 0; i < app->sink_count && !app->options->brief; i++) {
        const struct format *format = app->sinks[i].target.format;
        const int swings = (int)format->swings[app->options->verbose ? 1 : 0];
        wanted.asks.swings = swings > wanted.asks.swings ? swings : wanted.asks.swings;
        wanted.asks.drawing = wanted.asks.drawing || format->drawing;
        wanted.asks.assumptions = wanted.asks.assumptions || format->assumptions ||
                                  (format->tables && app->options->table == TABLE_INPUTS);
    }
    return wanted;
}

static enum status load_all(struct app *app, struct sets *sets, struct input *inputs)
{
    enum status worst = STATUS_OK;
    for (int i = 0; i < app->options->operand_count; i++) {
        const enum status status =
            input_load(app, sets, app->options->operands[i], what_is_wanted(app), &inputs[i]);
        worst = status_worst(worst, status);
    }
    return worst;
}

/* All reports in order: a file of saved reports has several. NULL when memory ran out. */
static struct report *gather(const struct input *inputs, int count, int *ret_reports)
{
    int reports = 0;
    for (int i = 0; i < count; i++)
        reports += inputs[i].saved.count > 0 ? inputs[i].saved.count : 1;
    struct report *list = calloc((size_t)reports + 1, sizeof *list);
    *ret_reports = reports;
    if (list == NULL)
        return NULL;
    for (int i = 0, at = 0; i < count; i++) {
        if (inputs[i].saved.count == 0)
            list[at++] = inputs[i].report;
        for (int n = 0; n < inputs[i].saved.count; n++)
            list[at++] = inputs[i].saved.reports[n];
    }
    return list;
}

/* The gates of one report: the scenario's, under those of the command line. */
static enum status judge_one(const struct app *app, struct report *report)
{
    struct gate_result results[MAX_GATES];
    struct gates gates;
    struct diff_side side;
    gates_of_scenario(report->scenario, &gates);
    if (report->saved != NULL) /* it has been judged by its own */
        gates = (struct gates){.gate = {{.is_set = false}}};
    gates_override(&gates, &app->options->gates);
    report->gates = gates;
    if (!gates_are_set(&gates))
        return STATUS_OK;
    diff_side_make(report, &side);
    const int count = gates_judge(&gates, NULL, &side, results);
    if (!outcome_judged(report->outcome, results, count))
        return STATUS_ENVIRONMENT;
    return gates_pass(results, count) ? STATUS_OK : STATUS_GATE;
}

static enum status judge(const struct app *app, struct report *reports, int count)
{
    enum status worst = STATUS_OK;
    for (int i = 0; i < count; i++)
        worst = status_worst(worst, judge_one(app, &reports[i]));
    return worst;
}

/* A fiscal year begins in the calendar, which a report without a date does not know. */
static bool knows_years(const struct app *app, const struct report *reports, int count)
{
    for (int i = 0; i < count && app->options->year_start > 0; i++) {
        const struct outcome *outcome = reports[i].outcome;
        const char *date = outcome != NULL ? outcome->as_of : NULL;
        if (date != NULL && date[0] != '\0')
            continue;
        return deny(app->diags, E_OPTION, "add --as-of 2026-11-21, a day of its first month",
                    "--fiscal-year-start needs to know when the horizon begins");
    }
    return true;
}

static bool prints_nothing(const struct app *app)
{
    bool nothing = app->options->quiet;
    for (int i = 0; i < app->sink_count; i++)
        nothing = nothing && app->sinks[i].target.path == NULL;
    return nothing;
}

/* Of ten thousand files of which nothing is printed one at a time is in memory. */
static enum status judge_each(struct app *app, struct sets *sets)
{
    enum status loaded = STATUS_OK, judged = STATUS_OK;
    for (int i = 0; i < app->options->operand_count; i++) {
        struct input input;
        int found = 0;
        enum status status =
            input_load(app, sets, app->options->operands[i], what_is_wanted(app), &input);
        struct report *reports = status == STATUS_OK ? gather(&input, 1, &found) : NULL;
        if (status == STATUS_OK && reports == NULL)
            status = STATUS_ENVIRONMENT;
        loaded = status_worst(loaded, status);
        status = reports != NULL ? judge(app, reports, found) : STATUS_OK;
        if (reports != NULL && judged <= STATUS_GATE && !knows_years(app, reports, found))
            status = STATUS_USAGE;
        judged = status_worst(judged, status);
        free(reports);
        input_free(&input);
    }
    return loaded != STATUS_OK ? loaded : judged;
}

static enum status print_all(struct app *app, struct sets *sets, struct input *inputs)
{
    int found = 0;
    enum status status = load_all(app, sets, inputs);
    struct report *reports = NULL;
    if (status == STATUS_OK) {
        reports = gather(inputs, app->options->operand_count, &found);
        status = reports != NULL ? judge(app, reports, found) : STATUS_ENVIRONMENT;
    }
    if (status <= STATUS_GATE && !knows_years(app, reports, found))
        status = STATUS_USAGE;
    if (status <= STATUS_GATE &&
        app_print(app, (struct print_job){.reports = reports, .count = found}) != STATUS_OK)
        status = STATUS_ENVIRONMENT;
    free(reports);
    return status;
}

static enum status command_report(struct app *app)
{
    size_t count = (size_t)app->options->operand_count;
    struct input *inputs = calloc(count, sizeof *inputs);
    struct sets sets;
    enum status status = STATUS_ENVIRONMENT;
    if (sets_make(app->options, &sets) && inputs != NULL)
        status = prints_nothing(app) ? judge_each(app, &sets) : print_all(app, &sets, inputs);
    for (size_t i = 0; inputs != NULL && i < count; i++)
        input_free(&inputs[i]);
    free(inputs);
    sets_free(&sets);
    return status;
}

const struct command_row report_command = {
    .name = "report",
    .operands = "FILE...",
    .text = "Evaluate scenarios and print the decision (the default)",
    .details =
        "Reads each scenario, evaluates its options and prints which one to take, by how "
        "much, and at which demand that changes. `llmcost FILE...` is the same. `-` reads stdin. "
        "A report saved with -f json is printed again, in any format.",
    .group = GROUP_DECIDE,
    .examples = {{.line = "scenario.yaml", .note = "the decision, the bills, what qualifies them"},
                 {.line = "scenario.yaml --brief", .note = "on one screen"},
                 {.line = "scenario.yaml -o decision.html", .note = "as a page with charts"},
                 {.line = "scenario.yaml --set workload.requests_per_day=200k",
                  .note = "what if demand were that"}},
    .run = command_report,
    .needs = "a file",
    .min_operands = 1,
    .max_operands = -1,
    .prints = PRINTS_REPORT,
    .takes = TAKES_SCENARIO | TAKES_FORMAT | TAKES_WIDTH | TAKES_DRAWS | TAKES_TABLE | TAKES_GATES |
             TAKES_LENGTH,
};
