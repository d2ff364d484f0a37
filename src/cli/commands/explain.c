/* explain.c - the command `explain`: how a figure came about. Without a path it is the
 * monthly cost of the recommended option, the decision, and what else can be explained. A code is
 * explained from its table.
 */
#include "cli/run/app.h"
#include "cli/run/input.h"
#include "core/telling/codes.h"
#include "io/report/find_figure.h"
#include "print/explained.h"

#include <stdlib.h>
#include <string.h>

/* Where nothing is recommended, the option that the others are held against. */
static void find_default(const struct input *input, struct llmcost_figure *ret_figure)
{
    const struct llmcost_result *result = input->report.result;
    char path[LLMCOST_MAX_PATH];
    int option = result->recommended >= 0 ? result->recommended : result->baseline;
    snprintf(path, sizeof path, "options.%s.monthly_cost",
             llmcost_option_id(input->scenario, option));
    llmcost_find_figure(input->scenario, path, ret_figure);
}

static enum status explain(struct app *app, struct input *input)
{
    const bool named = app->options->operand_count > 1;
    const char *file = app->options->operands[0];
    struct llmcost_figure figure;
    struct llmcost_node *nodes = malloc(LLMCOST_MAX_NODES * sizeof *nodes);
    enum status status = nodes != NULL ? STATUS_OK : STATUS_ENVIRONMENT;
    bool no_memory = false;
    if (named && nodes != NULL &&
        !find_figure(input->scenario, app->options->operands[1], &figure, app->diags, &no_memory))
        status = no_memory ? STATUS_ENVIRONMENT : STATUS_INPUT;
    if (!named)
        find_default(input, &figure);
    if (status == STATUS_OK) {
        struct explained explained = {.report = &input->report,
                                      .file = source_name(file),
                                      .with_decision = !named,
                                      .nodes = nodes};
        struct arena arena = {.last = NULL};
        explained.count =
            llmcost_explain(input->scenario, input->report.result, input->report.uncertainty,
                            &figure, nodes, LLMCOST_MAX_NODES);
        explained.paths = figure_paths(input->scenario, nodes, explained.count, &arena);
        if (explained.paths != NULL)
            explained.formulas =
                told_formulas(input->scenario, nodes, explained.paths, explained.count, &arena);
        if (!named)
            explained.listed = figures_listed(&input->report, &arena, &explained.listed_count);
        if (explained.listed != NULL)
            explained.listed_paths =
                figure_paths(input->scenario, explained.listed, explained.listed_count, &arena);
        status = explained.formulas == NULL || arena.failed
                     ? STATUS_ENVIRONMENT
                     : app_print(app, (struct print_job){.explained = &explained});
        arena_free(&arena);
    }
    free(nodes);
    return status;
}

/* A code that does not exist is answered with those around it. */
static enum status refuse_code(struct app *app, const char *word)
{
    enum { NEAR = 3 };
    const struct code_row *near[NEAR];
    char text[NEAR][CODE_TEXT];
    code_nearest(word, near, NEAR);
    deny(app->diags, E_NO_SUCH_KEY, NULL, "there is no code %s", word);
    llmcost_advise(app->diags, "the nearest are %s, %s and %s; llmcost man lists all of them",
                   code_text(near[0], text[0]), code_text(near[1], text[1]),
                   code_text(near[2], text[2]));
    return STATUS_USAGE;
}

static enum status explain_code(struct app *app, const char *word)
{
    const struct code_row *row = code_find(word);
    if (row == NULL)
        return refuse_code(app, word);
    if (app->options->operand_count > 1) {
        deny(app->diags, E_OPERANDS, NULL, "a code has no \"%.80s\" to explain",
             app->options->operands[1]);
        llmcost_advise(app->diags, "write llmcost explain %s, or ./%s for a file of that name",
                       word, word);
        return STATUS_USAGE;
    }
    const struct explained explained = {.code = row};
    return app_print(app, (struct print_job){.explained = &explained});
}

static enum status command_explain(struct app *app)
{
    if (is_code(app->options->operands[0]))
        return explain_code(app, app->options->operands[0]);
    return input_answer(app, (struct wanted){.asks = {.questions = true}}, explain);
}

const struct command_row explain_command = {
    .name = "explain",
    .operands = "FILE|CODE [PATH]",
    .text = "Show how a figure came about: formulas, numbers, where each was written",
    .details = "PATH is a figure, such as options.llama.monthly_cost, options.llama.lines.gpus, "
               "options.llama.fleet.utilization, verdict.margin, break_even.llama.hosted, "
               "uncertainty.evpi or workload.peak_requests_per_second, or an input. Without one "
               "it is the monthly cost of the recommended option, and a list of all paths. CODE is "
               "the code of an error or a warning, such "
               "as W216: its cause and what to do about it.",
    .group = GROUP_DEFEND,
    .examples = {{.line = "explain scenario.yaml verdict.margin",
                  .note = "how the margin came about"},
                 {.line = "explain scenario.yaml workload.burst",
                  .note = "what an input is and does"},
                 {.line = "explain W202", .note = "what a code means"}},
    .run = command_explain,
    .needs = "a file",
    .min_operands = 1,
    .max_operands = 2,
    .prints = PRINTS_EXPLAIN,
    .takes = TAKES_SCENARIO | TAKES_FORMAT | TAKES_WIDTH,
};
