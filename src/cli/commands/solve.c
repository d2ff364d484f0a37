/* solve.c - the command `solve`: at which values of one input is an option cheaper than
 * another? Knows which pairs of options are asked about; the answers are the core's.
 */
#include "cli/run/app.h"
#include "cli/run/input.h"
#include "io/scenario/find_input.h"
#include "io/words/solved.h"

#include <stdlib.h>

struct pair {
    int option, against;
};

/* Every host and hybrid against the baseline, or every option but it where there is none. */
static bool is_asked(const struct llmcost_scenario *s, int option, int against, bool any_host)
{
    return option != against && (!any_host || llmcost_option_kind(s, option) != LLMCOST_API);
}

/* The pairs that are asked about, at most one for each option; 0 after a complaint. */
static int find_pairs(struct app *app, const struct llmcost_scenario *s, struct pair *ret_pairs)
{
    const struct options *o = app->options;
    const int count = llmcost_option_count(s);
    const int baseline = s->baseline.option;
    const int option = o->option ? find_option(s, o->option, app->diags) : -1;
    const int against = o->against ? find_option(s, o->against, app->diags) : -1;
    bool any_host = false;
    int pairs = 0;
    if ((o->option && option < 0) || (o->against && against < 0))
        return 0;
    for (int i = 0; i < count; i++)
        any_host = any_host || (llmcost_option_kind(s, i) != LLMCOST_API && i != baseline);
    for (int i = 0; i < count; i++) {
        if (option >= 0 && against >= 0) {
            if (option != against && pairs == 0)
                ret_pairs[pairs++] = (struct pair){option, against};
        } else if (option >= 0 && option != baseline) {
            ret_pairs[0] = (struct pair){option, baseline};
            pairs = 1;
        } else if (option >= 0 && i != option) {
            ret_pairs[pairs++] = (struct pair){option, i};
        } else if (option < 0 && is_asked(s, i, against >= 0 ? against : baseline, any_host)) {
            ret_pairs[pairs++] = (struct pair){i, against >= 0 ? against : baseline};
        }
    }
    if (pairs == 0)
        deny(app->diags, E_OPERANDS,
             count > 1 ? "name two with --option and --against"
                       : "this scenario has no second option",
             "an option can only be held against another one");
    return pairs;
}

static enum status solve(struct app *app, struct input *input)
{
    const bool on_horizon = app->options->on == ON_HORIZON;
    struct pair pairs[LLMCOST_MAX_OPTIONS];
    struct solved solved = {.report = &input->report, .on_horizon = on_horizon};
    if (!find_input(input->scenario, app->options->operands[1], &solved.variable, app->diags))
        return STATUS_INPUT;
    solved.count = find_pairs(app, input->scenario, pairs);
    if (solved.count == 0)
        return STATUS_INPUT;
    struct llmcost_break_even *answers = malloc((size_t)solved.count * sizeof *answers);
    if (answers == NULL)
        return STATUS_ENVIRONMENT;
    for (int i = 0; i < solved.count; i++) {
        llmcost_solve(input->scenario, solved.variable, pairs[i].option, pairs[i].against,
                      on_horizon, &answers[i]);
        solved.on_horizon = solved.on_horizon || answers[i].on_horizon;
    }
    solved.answers = answers;
    solved.turned = solved.on_horizon && !on_horizon;
    const enum status status = app_print(app, (struct print_job){.solved = &solved});
    free(answers);
    return status;
}

static enum status command_solve(struct app *app)
{
    return input_answer(app, (struct wanted){0}, solve);
}

const struct command_row solve_command = {
    .name = "solve",
    .operands = "FILE PATH",
    .text = "Find the values of an input at which an option becomes the cheaper one",
    .details = "PATH is any number of the scenario, stated or left at its default, such as "
               "hosts.llama.gpu_hour. Every host and hybrid is held against the baseline unless "
               "--option and --against say otherwise.",
    .group = GROUP_DECIDE,
    .examples = {{.line = "solve scenario.yaml workload.requests_per_day",
                  .note = "demand at which it turns"},
                 {.line = "solve scenario.yaml hosts.own.gpu_hour --on horizon",
                  .note = "a rent, over the horizon"}},
    .run = command_solve,
    .needs = "a file and a path",
    .min_operands = 2,
    .max_operands = 2,
    .prints = PRINTS_SOLVE,
    .takes = TAKES_SCENARIO | TAKES_FORMAT | TAKES_WIDTH | TAKES_PAIR,
};
