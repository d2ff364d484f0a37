/* portfolio.c - the command `portfolio`: several workloads, one fleet. Which of them goes where?
 * Every file is tried; when one cannot be used, or does not go with the others, nothing is printed.
 */
#include "cli/run/app.h"
#include "cli/run/input.h"
#include "io/report/diff.h"
#include "text/file.h"

#include <stdlib.h>
#include <string.h>

/* One workload on its way: its own options hold the sets that are meant for it. */
struct workload {
    struct options options;
    const char **all;
    struct sets sets;
    struct input input;
};

/* What of a set is for a workload: "FILE:PATH=VALUE" for that file, else all of it for all; NULL
 * where it is for another one. */
static const char *set_for(const struct options *o, const char *const *files, int workload,
                           const char *set)
{
    for (int i = 0; i < o->operand_count; i++) {
        const char *const names[] = {o->operands[i], files[i]};
        for (int n = 0; n < 2; n++) {
            const size_t length = strlen(names[n]);
            if (strncmp(set, names[n], length) == 0 && set[length] == ':')
                return i == workload ? set + length + 1 : NULL;
        }
    }
    return set;
}

static bool begin(const struct app *app, const char *const *files, int index, struct workload *w)
{
    const struct options *o = app->options;
    int count = 0;
    w->options = *o;
    w->all = calloc((size_t)o->sets.count + 1, sizeof *w->all);
    for (int i = 0; w->all != NULL && i < o->sets.count; i++) {
        const char *set = set_for(o, files, index, o->sets.text[i]);
        if (set != NULL)
            w->all[count++] = set;
    }
    w->options.sets = (struct text_list){.text = w->all, .count = count};
    return w->all != NULL && sets_make(&w->options, &w->sets);
}

static void end(struct workload *workload)
{
    input_free(&workload->input);
    sets_free(&workload->sets);
    free(workload->all);
}

static enum status load(const struct app *app, const char *const *files, struct workload *list)
{
    enum status worst = STATUS_OK;
    for (int i = 0; i < app->options->operand_count; i++) {
        struct app one = *app;
        one.options = &list[i].options;
        if (!begin(app, files, i, &list[i]))
            return STATUS_ENVIRONMENT;
        const enum status status =
            input_load(&one, &list[i].sets, app->options->operands[i],
                       (struct wanted){.saved = SAVED_PORTFOLIO}, &list[i].input);
        worst = status_worst(worst, status);
    }
    return worst;
}

/* Gates of the command line: those of a scenario are of that workload alone. */
static enum status judge(const struct app *app, struct portfolio_told *told)
{
    struct gate_result results[MAX_GATES];
    struct arena arena = {.last = NULL};
    struct diff_side side;
    enum status status = STATUS_ENVIRONMENT;
    if (!gates_are_set(&app->options->gates))
        return STATUS_OK;
    portfolio_side_make(told, "", &arena, &side);
    if (!arena.failed) {
        const int count = gates_judge(&app->options->gates, NULL, &side, results);
        if (portfolio_judged(told, results, count))
            status = gates_pass(results, count) ? STATUS_OK : STATUS_GATE;
    }
    arena_free(&arena);
    return status;
}

static enum status print(const struct app *app, struct portfolio_told *told)
{
    const enum status status = judge(app, told);
    const bool printed =
        status <= STATUS_GATE && app_print(app, (struct print_job){.portfolio = told}) == STATUS_OK;
    return printed ? status : STATUS_ENVIRONMENT;
}

/* Under --strict what is warned of of all together is refused too. */
static bool is_strict(const struct app *app, const struct portfolio_told *told)
{
    if (!app->options->strict || told->warnings_count == 0)
        return false;
    for (int i = 0; i < told->warnings_count; i++)
        llmcost_complain(app->diags, LLMCOST_WARNING, told->warnings[i].code, 0, 0, "%.220s",
                         told->warnings[i].message);
    deny(app->diags, E_STRICT, NULL, "%d warning%s refused by --strict", (int)told->warnings_count,
         told->warnings_count == 1 ? " is" : "s are");
    return true;
}

static enum status answer(struct app *app, const char *const *files, const struct workload *list,
                          struct report *reports)
{
    const int count = app->options->operand_count;
    struct portfolio portfolio = {.room = NULL};
    struct portfolio_told told = {.kind = NULL};
    enum status status = STATUS_ENVIRONMENT;
    for (int i = 0; i < count; i++)
        reports[i] = list[i].input.report;
    if (!portfolio_agrees(reports, files, count, app->diags) ||
        !portfolio_is_small(reports, files, count, app->diags))
        return STATUS_INPUT;
    if (portfolio_make(reports, files, count, &portfolio) && portfolio_tell(&portfolio, &told))
        status = is_strict(app, &told) ? STATUS_INPUT : print(app, &told);
    portfolio_told_free(&told);
    portfolio_free(&portfolio);
    return status;
}

/* A saved portfolio is printed again, and nothing is added to it. */
static enum status again(struct app *app, const struct workload *list, int saved)
{
    if (app->options->operand_count == 1)
        return print(app, list[saved].input.saved.portfolio);
    deny(app->diags, E_JSON_SETS, "name the scenarios that it was made from",
         "%.100s is a saved portfolio, to which no workload can be added",
         app->options->operands[saved]);
    return STATUS_INPUT;
}

/* The last of them that is a saved portfolio, -1: none is. */
static int find_saved(const struct workload *list, int count)
{
    int last = count - 1;
    while (last >= 0 && list[last].input.saved.portfolio == NULL)
        last--;
    return last;
}

/* Each file once: two of one name would be one key. */
static bool is_twice(struct app *app, const char *const *names, const char *what,
                     const char *advice)
{
    for (int i = 0; i < app->options->operand_count; i++)
        for (int j = 0; j < i; j++) {
            if (strcmp(names[i], names[j]) != 0)
                continue;
            deny(app->diags, E_OPERANDS, NULL, "%.100s %s", names[i], what);
            llmcost_advise(app->diags, "%s", advice);
            return true;
        }
    return false;
}

/* The names as they stand in the answer; NULL when memory ran out. */
static const char **tell_names(const char *const *names, int count, struct arena *arena)
{
    const char **told = names != NULL ? arena_take(arena, (size_t)count, sizeof *told) : NULL;
    for (int i = 0; told != NULL && i < count; i++)
        told[i] = file_told_path(arena, names[i]);
    return arena->failed ? NULL : told;
}

/* `files` are the names that a set may begin with, `told` those of the answer. */
static enum status decide(struct app *app, const char *const *files, const char *const *told)
{
    const int count = app->options->operand_count;
    const size_t room = count > 0 ? (size_t)count : 1; /* of nothing there may be no list at all */
    struct workload *list = calloc(room, sizeof *list);
    struct report *reports = calloc(room, sizeof *reports);
    enum status status = STATUS_ENVIRONMENT;
    if (list == NULL || reports == NULL) {
        free(list);
        free(reports);
        return status;
    }
    status = load(app, files, list);
    if (status == STATUS_OK) {
        const int saved = find_saved(list, count);
        status = saved >= 0 ? again(app, list, saved) : answer(app, told, list, reports);
    }
    for (int i = 0; i < count; i++)
        end(&list[i]);
    free(list);
    free(reports);
    return status;
}

static enum status command_portfolio(struct app *app)
{
    const struct options *o = app->options;
    struct arena arena = {.last = NULL};
    enum status status = STATUS_ENVIRONMENT;
    if (is_twice(app, o->operands, "is named twice", "a workload is a file of its own"))
        return STATUS_USAGE;
    const char *const *files = portfolio_names(o->operands, o->operand_count, &arena);
    const char *const *told = tell_names(files, o->operand_count, &arena);
    if (told != NULL)
        status = is_twice(app, told, "is how two of the files are told",
                          "rename one of them: what cannot be printed is replaced")
                     ? STATUS_USAGE
                     : decide(app, files, told);
    arena_free(&arena);
    return status;
}

const struct command_row portfolio_command = {
    .name = "portfolio",
    .operands = "FILE...",
    .text = "Decide which of several workloads goes where when they share one fleet",
    .details =
        "Each file is a scenario that also stands alone. Options of one id are one thing: one "
        "contract with an api, one fleet that is sized for all that use it, hour by hour. Every "
        "assignment of workloads to options is tried, each within its own rules. `--set "
        "FILE:PATH=VALUE` changes one file, `--set PATH=VALUE` all. A portfolio saved with -f json "
        "is printed again, in any format.",
    .group = GROUP_DECIDE,
    .examples = {{.line = "portfolio chat.yaml batch.yaml", .note = "one fleet, or each its own"}},
    .run = command_portfolio,
    .needs = "a file",
    .min_operands = 1,
    .max_operands = LLMCOST_MAX_WORKLOADS,
    .prints = PRINTS_PORTFOLIO,
    .takes = TAKES_SCENARIO | TAKES_FORMAT | TAKES_WIDTH | TAKES_GATES,
};
