/* rows.c - what a portfolio says, a row for each figure, and beside the rows of an object
 * the lines that fill it. Knows key, style, sentence and place; refuses to evaluate: every figure
 * is the portfolio's. To add a figure: a member in rows.h, its row at the end of its
 * object, a line that fills it.
 */
#include "io/report/portfolio/rows.h"
#include "core/scenario/vary.h"
#include "io/words/words.h"
#include "text/kept.h"

#include <math.h>
#include <string.h>

#define FILE_TEXT "The workload: its name without the directory, or with what tells it apart."
#define UNIT_TEXT "What stands for a GPU in its fleets, where it is none."

/* ---- Workloads ---- */

static const struct json_row move_rows[] = {
    {FIGURE(portfolio_told_move, option)},
    {FIGURE(portfolio_told_move, horizon_increase), .style = STYLE_MONEY, .or_null = true,
     .text = "What all costs more over the horizon with this workload alone moved there: 0 where "
             "it is, null where it cannot go."},
    {.key = NULL}};

static const struct json_row next_rows[] = {
    {FIGURE(portfolio_told_next, option), .or_null = true,
     .text = "Where it would go; null where it stays from a sixteenth to sixteen times today's "
             "demand."},
    {FIGURE(portfolio_told_next, variable), .text = "The demand that its file states."},
    {FIGURE(portfolio_told_next, unit), .or_null = true},
    {FIGURE(portfolio_told_next, current)},
    {FIGURE(portfolio_told_next, demand), .style = STYLE_PRICE, .or_null = true,
     .text = "The nearest by ratio at which the recommended assignment has it elsewhere."},
    {FIGURE(portfolio_told_next, ratio), .or_null = true, .text = "Of that to today's."},
    {FIGURE(portfolio_told_next, verified),
     .text = "No nearer demand was passed over. Else only its own moves were looked at."},
    {.key = NULL}};

static const struct json_row workload_rows[] = {
    {FIGURE(portfolio_told_workload, name), .or_null = true},
    {FIGURE(portfolio_told_workload, file), .text = FILE_TEXT},
    {FIGURE(portfolio_told_workload, sha256), .or_null = true, .legal = "^[0-9a-f]{64}$",
     .text = "Of the bytes of the file."},
    {LIST(portfolio_told_workload, overrides, outcome_override_rows), .added = true,
     .text = "What --with and --set changed, in order."},
    {LIST(portfolio_told_workload, moves, move_rows), .added = true,
     .text = "Its options beside the recommended assignment of the others."},
    {LIST(portfolio_told_workload, warnings, outcome_warning_rows), .added = true,
     .text = "Those of its report."},
    {LINK(portfolio_told_workload, next, next_rows), .or_null = true, .added = true,
     .text = "Its next move, the demand of the others being as it is."},
    {TEXTS(portfolio_told_workload, assumed), .added = true,
     .text = "Inputs whose basis is assumed."},
    {TEXTS(portfolio_told_workload, unknown_rules), .added = true,
     .text = "Rules that nobody can judge on the option that is recommended for it."},
    {FIGURE(portfolio_told_workload, oldest_price), .or_null = true, .added = true,
     .text = "The option whose catalog price is the oldest."},
    {FIGURE(portfolio_told_workload, oldest_priced_on), .or_null = true, .added = true},
    {FIGURE(portfolio_told_workload, as_of), .or_null = true, .added = true,
     .text = "The day that prices are judged on."},
    {.key = NULL}};

static void tell_moves(const struct portfolio *p, int workload, struct arena *arena,
                       struct portfolio_told_workload *ret)
{
    const struct llmcost_scenario *s = p->answer->scenario[workload];
    const int options = llmcost_option_count(s);
    ret->moves =
        p->answer->has_recommended ? arena_take(arena, (size_t)options, sizeof *ret->moves) : NULL;
    for (int o = 0; ret->moves != NULL && o < options; o++)
        ret->moves[ret->moves_count++] = (struct portfolio_told_move){
            .option = llmcost_option_id(s, o),
            .horizon_increase = kept_money(portfolio_moved(p, workload, o))};
}

static void tell_next(const struct portfolio *p, int workload, struct arena *arena,
                      struct portfolio_told_workload *ret)
{
    const struct llmcost_scenario *s = p->answer->scenario[workload];
    const struct llmcost_next_move *next = &p->next[workload];
    const bool found = next->option >= 0;
    char path[LLMCOST_MAX_PATH], unit[64];
    if (!p->answer->has_recommended || next->current <= 0)
        return;
    llmcost_unit_text((enum llmcost_unit)field_of(next->ref)->unit, "", unit, sizeof unit);
    ret->next = arena_take(arena, 1, sizeof *ret->next);
    if (ret->next != NULL)
        *ret->next = (struct portfolio_told_next){
            .option = found ? llmcost_option_id(s, next->option) : NULL,
            .variable = arena_text(arena, llmcost_path(s, next->ref, path, sizeof path)),
            .unit = arena_text(arena, unit),
            .current = kept_figure(next->current),
            .demand = found ? kept_price(next->demand) : NAN,
            .ratio = found ? kept_figure(next->ratio) : NAN,
            .verified = next->verified};
}

static void tell_assumed(const struct llmcost_scenario *s, struct arena *arena,
                         struct portfolio_told_workload *ret)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    char path[LLMCOST_MAX_PATH];
    size_t count = 0;
    while (llmcost_next_input(s, &ref))
        count += llmcost_read(s, ref)->basis == LLMCOST_ASSUMED;
    ret->assumed = arena_take(arena, count, sizeof *ret->assumed);
    for (ref = LLMCOST_FIRST_INPUT; ret->assumed != NULL && llmcost_next_input(s, &ref);)
        if (llmcost_read(s, ref)->basis == LLMCOST_ASSUMED)
            ret->assumed[ret->assumed_count++] =
                arena_text(arena, llmcost_path(s, ref, path, sizeof path));
}

static void tell_unknown_rules(const struct portfolio *p, int workload, struct arena *arena,
                               struct portfolio_told_workload *ret)
{
    const struct outcome *outcome = p->reports[workload].outcome;
    if (!p->answer->has_recommended)
        return;
    const struct outcome_option *option =
        &outcome->options[p->answer->recommended.option[workload]];
    ret->unknown_rules = arena_take(arena, (size_t)option->rules_count, sizeof *ret->unknown_rules);
    for (int i = 0; ret->unknown_rules != NULL && i < option->rules_count; i++)
        if (option->rules[i].status == LLMCOST_UNKNOWN)
            ret->unknown_rules[ret->unknown_rules_count++] = option->rules[i].id;
}

/* The option whose catalog price is the oldest, and the day it was noted on. */
static void tell_dates(const struct outcome *outcome, struct portfolio_told_workload *ret)
{
    ret->as_of = outcome->as_of;
    for (int i = 0; i < outcome->options_count; i++) {
        const struct outcome_option *option = &outcome->options[i];
        if (option->priced_on == NULL || (ret->oldest_priced_on != NULL &&
                                          strcmp(option->priced_on, ret->oldest_priced_on) >= 0))
            continue;
        ret->oldest_price = option->id;
        ret->oldest_priced_on = option->priced_on;
    }
}

static void tell_workload(const struct portfolio *p, int workload, struct arena *arena,
                          struct portfolio_told_workload *ret)
{
    const struct outcome *outcome = p->reports[workload].outcome;
    *ret = (struct portfolio_told_workload){.name = outcome->head.scenario.name,
                                            .file = p->files[workload],
                                            .sha256 = outcome->head.scenario.sha256,
                                            .overrides_count = outcome->head.overrides_count,
                                            .overrides = outcome->head.overrides,
                                            .warnings_count = outcome->warnings_count,
                                            .warnings = outcome->warnings};
    tell_moves(p, workload, arena, ret);
    tell_next(p, workload, arena, ret);
    tell_assumed(p->answer->scenario[workload], arena, ret);
    tell_unknown_rules(p, workload, arena, ret);
    tell_dates(outcome, ret);
}

/* ---- Assignments ---- */

static const struct json_row share_rows[] = {
    {FIGURE(portfolio_told_share, file)},
    {FIGURE(portfolio_told_share, option)},
    {FIGURE(portfolio_told_share, monthly_cost), .style = STYLE_MICROS,
     .text = "Its own tokens, and of what is shared as much as it uses: replicas of a fleet, spend "
             "with an api. Shares add up to the bill."},
    {FIGURE(portfolio_told_share, eligible), .text = "It passes the rules of that file."},
    {.key = NULL}};

static const struct json_row assignment_rows[] = {
    {MAP(portfolio_told_assignment, options), .text = "The option of each file."},
    {FIGURE(portfolio_told_assignment, monthly_cost), .style = STYLE_MICROS,
     .text = "The bill of the first month in operation: the sum of the lines."},
    {FIGURE(portfolio_told_assignment, horizon_cost), .style = STYLE_MONEY},
    {FIGURE(portfolio_told_assignment, feasible), .text = "All demand is served."},
    {FIGURE(portfolio_told_assignment, eligible), .text = "The rules of every file hold."},
    {LIST(portfolio_told_assignment, lines, outcome_line_rows)},
    {LIST(portfolio_told_assignment, workloads, share_rows)},
    {FIGURE(portfolio_told_assignment, unit), .optional = true, .text = UNIT_TEXT},
    {.key = NULL}};

/* One that is feasible and eligible. */
static const struct json_row side_rows[] = {
    {MAP(portfolio_told_assignment, options), .text = "The option of each file."},
    {FIGURE(portfolio_told_assignment, monthly_cost), .style = STYLE_MICROS},
    {FIGURE(portfolio_told_assignment, horizon_cost), .style = STYLE_MONEY},
    {LIST(portfolio_told_assignment, lines, outcome_line_rows), .added = true},
    {LIST(portfolio_told_assignment, workloads, share_rows), .added = true},
    {FIGURE(portfolio_told_assignment, unit), .optional = true, .text = UNIT_TEXT},
    {.key = NULL}};

static const struct json_row brief_rows[] = {
    {MAP(portfolio_told_assignment, options), .text = "The option of each file."},
    {FIGURE(portfolio_told_assignment, monthly_cost), .style = STYLE_MICROS},
    {FIGURE(portfolio_told_assignment, horizon_cost), .style = STYLE_MONEY},
    {.key = NULL}};

/* What all fleets of an assignment are counted in where that is no GPU: their unit, else unit. */
static const char *unit_of(const struct llmcost_portfolio *p, const struct llmcost_assignment *a)
{
    const char *common = NULL;
    for (int w = 0; w < p->workloads; w++)
        if (llmcost_option_host(p->scenario[w], a->option[w]) != NULL)
            common = outcome_join_unit(common, llmcost_unit(p->scenario[w], a->option[w]));
    return common != NULL && strcmp(common, "GPU") != 0 ? common : NULL;
}

static void tell_lines(const struct llmcost_portfolio *p, const struct llmcost_assigned *bill,
                       struct arena *arena, struct portfolio_told_assignment *ret)
{
    ret->lines = arena_take(arena, (size_t)bill->lines, sizeof *ret->lines);
    for (int i = 0; ret->lines != NULL && i < bill->lines; i++)
        outcome_fill_line(p->scenario[bill->line[i].load], &bill->line[i], ret->unit, arena,
                          &ret->lines[ret->lines_count++]);
}

/* bill: NULL where its lines are not told */
static void tell_assignment(const struct portfolio *portfolio, const struct llmcost_assignment *a,
                            const struct llmcost_assigned *bill, struct arena *arena,
                            struct portfolio_told_assignment *ret)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    const size_t workloads = (size_t)p->workloads;
    *ret = (struct portfolio_told_assignment){
        .options = arena_take(arena, workloads, sizeof *ret->options),
        .workloads = bill != NULL ? arena_take(arena, workloads, sizeof *ret->workloads) : NULL,
        .monthly_cost = a->monthly_micros,
        .horizon_cost = kept_money(a->horizon_cost),
        .feasible = a->feasible,
        .eligible = a->eligible};
    for (int w = 0; ret->options != NULL && w < p->workloads; w++) {
        const char *id = llmcost_option_id(p->scenario[w], a->option[w]);
        ret->options[ret->options_count++] =
            (struct row_pair){.key = portfolio->files[w], .text = id};
        if (bill == NULL || ret->workloads == NULL)
            continue;
        ret->workloads[ret->workloads_count++] =
            (struct portfolio_told_share){.file = portfolio->files[w],
                                          .option = id,
                                          .monthly_cost = bill->share_micros[w],
                                          .eligible = p->use[w][a->option[w]].eligible};
    }
    if (bill == NULL)
        return;
    ret->unit = unit_of(p, a);
    tell_lines(p, bill, arena, ret);
}

/* NULL where there is none. */
static struct portfolio_told_assignment *tell_side(const struct portfolio *portfolio, int side,
                                                   struct arena *arena)
{
    const struct llmcost_assignment *a = portfolio_side(portfolio, side);
    struct portfolio_told_assignment *told = a != NULL ? arena_take(arena, 1, sizeof *told) : NULL;
    if (told != NULL)
        tell_assignment(portfolio, a, &portfolio->side[side], arena, told);
    return told;
}

/* ---- The whole ---- */

const struct json_row portfolio_rows[] = {
    {FIGURE(portfolio_told, kind), .legal = "llmcost.portfolio"},
    {FIGURE(portfolio_told, format_version), .legal = "^1\\.[0-9]+$",
     .text = "Major and minor version."},
    {LIST(portfolio_told, workloads, workload_rows), .text = "In the order of the files."},
    {LIST(portfolio_told, assignments, assignment_rows),
     .text = "The first ten by horizon cost, allowed or not."},
    {LINK(portfolio_told, recommended, side_rows), .or_null = true,
     .text = "The cheapest over the horizon that serves all demand within every file's rules."},
    {LINK(portfolio_told, alone, side_rows), .or_null = true,
     .text = "Each workload decided by itself: the sum of their reports."},
    {FIGURE(portfolio_told, sharing_saving), .style = STYLE_MONEY, .or_null = true,
     .text = "Over the horizon: alone less recommended."},
    {FIGURE(portfolio_told, evaluated), .text = "Assignments: all there are."},
    {FIGURE(portfolio_told, currency), .text = "Of every amount of money."},
    {FIGURE(portfolio_told, horizon_months)},
    {LINK(portfolio_told, single, side_rows), .or_null = true,
     .text = "The cheapest with one option for all."},
    {OBJECT(portfolio_told, tool, outcome_tool_rows), .added = true, .text = "What wrote this."},
    {TEXTS(portfolio_told, reasons), .added = true, .text = "Sentences for people."},
    {FIGURE(portfolio_told, next_to_move), .or_null = true, .added = true,
     .text = "The workload whose next move is the nearest by ratio."},
    {LINK(portfolio_told, runner_up, brief_rows), .or_null = true, .added = true,
     .text = "The best of the other assignments that are allowed."},
    {FIGURE(portfolio_told, margin), .style = STYLE_MONEY, .or_null = true, .added = true,
     .text = "What the runner-up costs more over the horizon."},
    {FIGURE(portfolio_told, margin_ratio), .or_null = true, .added = true},
    {LIST(portfolio_told, gates, outcome_gate_rows), .added = true,
     .text = "Those that were asked for, passed or not."},
    {LIST(portfolio_told, warnings, outcome_warning_rows), .added = true,
     .text = "Of what the workloads share."},
    {.key = NULL}};

void portfolio_tell_reasons(struct portfolio_told *told)
{
    enum { MOST = 8 };
    char sentence[8 * MAX_SENTENCE];
    told->reasons_count = 0;
    told->reasons = arena_take(&told->arena, MOST, sizeof *told->reasons);
    for (int n = 0; told->reasons != NULL && n < MOST &&
                    words_portfolio(told, n, sentence, sizeof sentence) != NULL;
         n++)
        told->reasons[told->reasons_count++] = arena_text(&told->arena, sentence);
}

static void tell_runner_up(const struct portfolio *portfolio, struct portfolio_told *told)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    const double best = p->recommended.horizon_cost;
    told->margin = told->margin_ratio = NAN;
    if (!p->has_runner_up)
        return;
    told->runner_up = arena_take(&told->arena, 1, sizeof *told->runner_up);
    if (told->runner_up != NULL)
        tell_assignment(portfolio, &p->runner_up, NULL, &told->arena, told->runner_up);
    const double margin = p->runner_up.horizon_cost - best;
    told->margin = kept_money(margin);
    told->margin_ratio = best > 0 ? kept_figure(margin / best) : 0;
}

bool portfolio_judged(struct portfolio_told *told, const struct gate_result *gates, int count)
{
    told->gates_count = outcome_fill_gates(gates, count, &told->arena, &told->gates);
    told->judged = true;
    return !told->arena.failed;
}

bool portfolio_tell(const struct portfolio *portfolio, struct portfolio_told *ret_told)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    struct portfolio_told *told = ret_told;
    *told = (struct portfolio_told){
        .kind = "llmcost.portfolio",
        .format_version = "1.0",
        .sharing_saving = p->has_alone && p->has_recommended ? kept_money(p->sharing_saving) : NAN,
        .evaluated = p->evaluated,
        .currency = words_currency(p->scenario[0]),
        .horizon_months = (int32_t)p->scenario[0]->months.value,
        .tool = {.name = "llmcost", .version = LLMCOST_VERSION}};
    struct arena *arena = &told->arena;
    told->workloads = arena_take(arena, (size_t)p->workloads, sizeof *told->workloads);
    told->assignments = arena_take(arena, (size_t)p->shown, sizeof *told->assignments);
    for (int w = 0; told->workloads != NULL && w < p->workloads; w++)
        tell_workload(portfolio, w, arena, &told->workloads[told->workloads_count++]);
    for (int i = 0; told->assignments != NULL && i < p->shown; i++)
        tell_assignment(portfolio, &p->cheapest[i], &portfolio->cheapest[i], arena,
                        &told->assignments[told->assignments_count++]);
    told->recommended = tell_side(portfolio, SIDE_RECOMMENDED, arena);
    told->alone = tell_side(portfolio, SIDE_ALONE, arena);
    told->single = tell_side(portfolio, SIDE_SINGLE, arena);
    tell_runner_up(portfolio, told);
    portfolio_tell_mixes(portfolio, told);
    if (!arena->failed) { /* what is missing cannot be told */
        const struct portfolio_told_workload *next = portfolio_told_next(told);
        told->next_to_move = next != NULL ? next->file : NULL;
        portfolio_tell_reasons(told);
    }
    return !arena->failed;
}

void portfolio_told_free(struct portfolio_told *told)
{
    arena_free(&told->arena);
}
