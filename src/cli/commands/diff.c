/* diff.c - the command `diff`: two scenarios or saved reports, what changed between them,
 * and the gates on that. Both sides are tried; when one cannot be used nothing is printed.
 */
#include "io/report/diff.h"
#include "cli/run/app.h"
#include "cli/run/input.h"
#include "io/report/portfolio/rows.h"
#include "text/file.h"

#include <stdlib.h>
#include <string.h>

/* One side on its way: where it comes from and what is made of it. */
struct half {
    const char *option; /* the set that changes this side alone */
    struct options options;
    const char **all; /* --set and the side's own, in that order */
    struct sets sets;
    struct input input;
    struct diff_side side;
};

/* The side's own price files; --prices holds for a side without any. */
static void choose_prices(const struct options *options, bool before, struct options *half)
{
    const struct text_list *own = before ? &options->old_prices : &options->new_prices;
    if (own->count > 0)
        half->prices = *own;
    half->prices_alone = own->count > 0;
}

static bool begin_half(const struct app *app, const struct text_list *own, struct half *half)
{
    const struct options *options = app->options;
    const int both = options->sets.count;
    half->options = *options;
    half->all = calloc((size_t)(both + own->count) + 1, sizeof *half->all);
    if (half->all == NULL)
        return false;
    for (int i = 0; i < both; i++)
        half->all[i] = options->sets.text[i];
    for (int i = 0; i < own->count; i++)
        half->all[both + i] = own->text[i];
    half->options.sets = (struct text_list){.text = half->all, .count = both + own->count};
    choose_prices(options, own == &options->old_sets, &half->options);
    if (!sets_make(&half->options, &half->sets) || half->sets.sources == NULL)
        return false;
    for (int i = 0; i < own->count; i++)
        half->sets.sources[1 + half->sets.fragments + both + i].name = half->option;
    return true;
}

static void end_half(struct half *half)
{
    input_free(&half->input);
    sets_free(&half->sets);
    free(half->all);
}

static enum status refuse_currencies(struct app *app, const struct half *before,
                                     const struct half *after)
{
    deny(app->diags, E_CURRENCIES, "write both in one currency",
         "%.60s is in %.20s and %.60s in %.20s: their difference is no amount of money",
         before->side.file, before->side.currency, after->side.file, after->side.currency);
    return STATUS_INPUT;
}

static enum status refuse_several(struct app *app, const char *path)
{
    deny(app->diags, E_OPERANDS, "save each of them in a file of its own",
         "%.100s holds several reports: a diff is of two", path);
    return STATUS_INPUT;
}

/* The gates are those of the new side, under those of the command line. */
static void judge(const struct app *app, const struct half *before, const struct half *after,
                  struct diff *diff)
{
    struct gates gates;
    gates_of_scenario(after->side.scenario, &gates);
    gates_override(&gates, &app->options->gates);
    diff->gates = gates_judge(&gates, &before->side, &after->side, diff->gate);
}

static enum status refuse_kinds(struct app *app)
{
    deny(app->diags, E_OPERANDS,
         "compare two saved portfolios: llmcost portfolio FILE... -o x.json",
         "one of the two is a portfolio, the other one is not");
    return STATUS_INPUT;
}

static void make_side(struct half *half, const char *operand, struct arena *arena)
{
    if (half->input.saved.portfolio != NULL)
        portfolio_side_make(half->input.saved.portfolio, file_told_name(arena, operand), arena,
                            &half->side);
    else
        diff_side_make(&half->input.report, &half->side);
}

static enum status compare(struct app *app, struct half *before, struct half *after,
                           struct arena *arena)
{
    struct diff diff = {.before = NULL};
    enum status status = STATUS_ENVIRONMENT;
    if ((before->input.saved.portfolio != NULL) != (after->input.saved.portfolio != NULL))
        return refuse_kinds(app);
    make_side(before, app->options->operands[0], arena);
    make_side(after, app->options->operands[1], arena);
    if (arena->failed)
        return STATUS_ENVIRONMENT;
    if (strcmp(before->side.currency, after->side.currency) != 0)
        return refuse_currencies(app, before, after);
    if (diff_make(&before->side, &after->side, &diff)) {
        judge(app, before, after, &diff);
        status = app_print(app, (struct print_job){.diff = &diff});
        if (status == STATUS_OK &&
            (!gates_pass(diff.gate, diff.gates) || (app->options->exit_code && diff_found(&diff))))
            status = STATUS_GATE;
    }
    diff_free(&diff);
    return status;
}

static enum status command_diff(struct app *app)
{
    const struct options *options = app->options;
    const struct wanted wanted = {.asks = {.questions = true},
                                  .saved = SAVED_REPORTS | SAVED_PORTFOLIO};
    struct half *half = calloc(2, sizeof *half);
    struct arena arena = {.last = NULL};
    enum status status = STATUS_ENVIRONMENT;
    if (half == NULL)
        return status;
    half[0].option = "--old-set";
    half[1].option = "--new-set";
    if (begin_half(app, &options->old_sets, &half[0]) &&
        begin_half(app, &options->new_sets, &half[1])) {
        status = STATUS_OK;
        for (int i = 0; i < 2; i++) {
            struct app one = *app;
            one.options = &half[i].options;
            enum status loaded =
                input_load(&one, &half[i].sets, options->operands[i], wanted, &half[i].input);
            if (loaded == STATUS_OK && half[i].input.saved.count > 1)
                loaded = refuse_several(app, options->operands[i]);
            status = status_worst(status, loaded);
        }
    }
    if (status == STATUS_OK)
        status = compare(app, &half[0], &half[1], &arena);
    arena_free(&arena);
    end_half(&half[0]);
    end_half(&half[1]);
    free(half);
    return status;
}

const struct command_row diff_command = {
    .name = "diff",
    .operands = "OLD NEW",
    .text = "Show what changed between two scenarios or saved reports, why, and the decision",
    .details = "Options are matched by id. The change of each bill is attributed to prices, usage "
               "(the workload), structure (the rest) and what none of these explains alone; each "
               "changed input is shown with the effect it has alone. `llmcost diff x.yaml x.yaml "
               "--new-set PATH=VALUE` asks what one value would change. Gates on costs look at "
               "the recommended option.",
    .group = GROUP_DEFEND,
    .examples = {{.line = "diff old.yaml new.yaml", .note = "what changed, and why"},
                 {.line = "diff old.yaml new.yaml --max-increase 10%",
                  .note = "exit 1 above 10 % more"},
                 {.line = "diff scenario.yaml scenario.yaml --new-set workload.burst=2",
                  .note = "of one value"}},
    .run = command_diff,
    .needs = "two files",
    .min_operands = 2,
    .max_operands = 2,
    .prints = PRINTS_DIFF,
    .takes = TAKES_SCENARIO | TAKES_FORMAT | TAKES_WIDTH | TAKES_SIDES | TAKES_GATES,
};
