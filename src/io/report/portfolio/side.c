/* side.c - a portfolio as one side of a diff, and as what gates look at: its assignments stand for
 * options. Refuses to know what an option is.
 */
#include "io/report/diff.h"
#include "io/report/portfolio/rows.h"
#include "text/date.h"

#include <stdio.h>
#include <string.h>

/* ---- Options ---- */

static const char *name_of(const struct portfolio_told_assignment *assignment, struct arena *arena)
{
    size_t size = 1;
    for (int w = 0; assignment != NULL && w < assignment->options_count; w++)
        size += strlen(assignment->options[w].key) + strlen(assignment->options[w].text) +
                sizeof " for  and ";
    char *text = assignment != NULL ? arena_take(arena, size, 1) : NULL;
    return text != NULL ? words_assignment(assignment, text, size) : NULL;
}

static struct outcome_option option_of(const struct portfolio_told_assignment *from, const char *id)
{
    return (struct outcome_option){.id = id,
                                   .kind = DIFF_ASSIGNMENT,
                                   .feasible = from->feasible,
                                   .eligible = from->eligible,
                                   .monthly_cost = from->monthly_cost,
                                   .horizon_cost = from->horizon_cost,
                                   .lines = from->lines,
                                   .lines_count = from->lines_count};
}

/* Each assignment once, the recommended one first, and the workloads each alone. */
static void add_options(const struct portfolio_told *told, struct arena *arena,
                        struct diff_side *side)
{
    const size_t most = (size_t)told->assignments_count + SIDES;
    struct outcome_option *options = arena_take(arena, most, sizeof *options);
    side->option = options;
    for (int i = -2; options != NULL && i < told->assignments_count; i++) {
        const struct portfolio_told_assignment *a = i == -2   ? told->recommended
                                                    : i == -1 ? told->single
                                                              : &told->assignments[i];
        const char *id = name_of(a, arena);
        if (id != NULL && diff_find_option(side, id) == NULL)
            options[side->options++] = option_of(a, id);
    }
    if (options != NULL && told->alone != NULL)
        options[side->options++] = option_of(told->alone, "each alone");
}

/* The cheapest that serves all demand, whatever the rules say; they stand in that order. */
static const char *cheapest_of(const struct portfolio_told *told, struct arena *arena)
{
    for (int i = 0; i < told->assignments_count; i++)
        if (told->assignments[i].feasible)
            return name_of(&told->assignments[i], arena);
    return NULL;
}

/* ---- What gates ask ---- */

static void add_dates(const struct portfolio_told_workload *of, struct diff_side *side)
{
    int noted, today;
    if (of->oldest_priced_on == NULL || !date_days(of->oldest_priced_on, &noted))
        return;
    if (of->as_of == NULL || !date_days(of->as_of, &today))
        today = 0;
    side_add_date(side, of->oldest_price != NULL ? of->oldest_price : of->file, today, noted);
}

static void add_doubts(const struct portfolio_told *told, struct diff_side *side)
{
    for (int i = 0; i < told->warnings_count; i++)
        side_add_warning(side, NULL, &told->warnings[i]);
    for (int w = 0; w < told->workloads_count; w++) {
        const struct portfolio_told_workload *of = &told->workloads[w];
        for (int i = 0; i < of->warnings_count; i++)
            side_add_warning(side, of->file, &of->warnings[i]);
        add_dates(of, side);
        for (int i = 0; i < of->unknown_rules_count; i++)
            side_add_rule(side, of->unknown_rules[i]);
        if (of->assumed_count > 0 && side->assumed == 0)
            snprintf(side->first_assumed, sizeof side->first_assumed, "%s", of->assumed[0]);
        side->assumed += of->assumed_count;
    }
}

void portfolio_side_make(const struct portfolio_told *told, const char *file, struct arena *arena,
                         struct diff_side *ret_side)
{
    struct llmcost_scenario *none = arena_take(arena, 1, sizeof *none);
    if (none != NULL)
        llmcost_scenario_init(none);
    *ret_side = (struct diff_side){.name = "Several workloads, one fleet",
                                   .file = file,
                                   .currency = told->currency,
                                   .recommended = name_of(told->recommended, arena),
                                   .cheapest = cheapest_of(told, arena),
                                   .runner_up = name_of(told->runner_up, arena),
                                   .has_margin = told->runner_up != NULL,
                                   .margin = told->margin,
                                   .margin_ratio = told->margin_ratio,
                                   .months = told->horizon_months,
                                   .scenario = none,
                                   .portfolio = told,
                                   .saved = true};
    if (told->runner_up != NULL && told->recommended != NULL)
        ret_side->monthly_margin =
            (double)(told->runner_up->monthly_cost - told->recommended->monthly_cost) / 1e6;
    add_options(told, arena, ret_side);
    add_doubts(told, ret_side);
}
