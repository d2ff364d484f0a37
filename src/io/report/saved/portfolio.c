/* portfolio.c - a saved portfolio back into what every writer takes (io/report/portfolio/rows.h).
 * Checks that its lists fit together, as those who print rely on. Refuses to know its keys.
 */
#include "core/base/codes.h"
#include "io/report/saved/parts.h"

#include <string.h>

enum { MOST = 64 }; /* bytes of a path into a portfolio */

/* One option for each workload, in the order of the files, with or without lines and shares of the
 * bill. */
static void check_assignment(struct reading *r, const struct portfolio_told *told, const char *path,
                             const struct portfolio_told_assignment *assignment)
{
    char options[MOST];
    bool fits = assignment->options_count == told->workloads_count;
    for (int w = 0; fits && w < told->workloads_count; w++)
        fits = strcmp(assignment->options[w].key, told->workloads[w].file) == 0;
    fits = fits && (assignment->workloads_count == 0 ||
                    assignment->workloads_count == told->workloads_count);
    for (int w = 0; fits && w < assignment->workloads_count; w++)
        fits = strcmp(assignment->workloads[w].file, told->workloads[w].file) == 0;
    snprintf(options, sizeof options, "%s.options", path);
    if (!fits)
        refuse_at(r, options, E_JSON_VALUE,
                  "one option for each workload, in their order, is needed");
    else if (assignment->lines != NULL)
        check_sum(r, path, "assignment", assignment->lines, assignment->lines_count,
                  assignment->monthly_cost);
}

static void check(struct reading *r, struct portfolio_told *told)
{
    static const char *const sides[SIDES] = {
        [SIDE_RECOMMENDED] = "recommended", [SIDE_SINGLE] = "single", [SIDE_ALONE] = "alone"};
    char path[MOST];
    if (told->workloads_count == 0)
        refuse_at(r, "workloads", E_JSON_VALUE, "a portfolio has at least one workload");
    if (told->horizon_months < 1 || told->horizon_months > LLMCOST_MAX_MONTHS)
        refuse_at(r, "horizon_months", E_JSON_VALUE, "a whole number from 1 to %d is needed here",
                  (int)LLMCOST_MAX_MONTHS);
    for (int i = 0; i < told->assignments_count && !r->failed; i++) {
        snprintf(path, sizeof path, "assignments[%d]", i);
        check_assignment(r, told, path, &told->assignments[i]);
    }
    for (int side = 0; side < SIDES && !r->failed; side++)
        if (portfolio_told_side(told, side) != NULL)
            check_assignment(r, told, sides[side], portfolio_told_side(told, side));
    if (told->runner_up != NULL && !r->failed)
        check_assignment(r, told, "runner_up", told->runner_up);
}

static void settle(struct portfolio_told_assignment *assignment, struct arena *arena)
{
    for (int i = 0; assignment != NULL && i < assignment->lines_count; i++)
        outcome_settle_line(&assignment->lines[i], assignment->unit, arena);
}

/* Only what can be taken stands at a side. */
static void settle_side(struct portfolio_told_assignment *side, struct arena *arena)
{
    if (side != NULL)
        side->feasible = side->eligible = true;
    settle(side, arena);
}

/* The number of a warning, which is all that those who count warnings look at. */
static void settle_warnings(struct reading *r, struct outcome_warning *warnings, int count,
                            const char *whose)
{
    char path[MOST];
    for (int i = 0; i < count && !r->failed; i++) {
        snprintf(path, sizeof path, "%swarnings[%d].id", whose, i);
        check_warning_id(r, path, warnings[i].id);
        warnings[i].code = outcome_warning_code(warnings[i].id);
    }
}

static void settle_all_warnings(struct reading *r, const struct portfolio_told *told)
{
    char whose[MOST / 2];
    for (int w = 0; w < told->workloads_count; w++) {
        snprintf(whose, sizeof whose, "workloads[%d].", w);
        settle_warnings(r, told->workloads[w].warnings, told->workloads[w].warnings_count, whose);
    }
    settle_warnings(r, told->warnings, told->warnings_count, "");
}

bool read_portfolio(struct reading *r, const cJSON *root, struct portfolio_told *ret_told)
{
    ret_told->tree = root;
    r->tree = root;
    r->arena = &ret_told->arena;
    read_rows(r, portfolio_rows, root, ret_told);
    if (!r->failed && !r->arena->failed)
        check(r, ret_told);
    if (!r->failed && !r->arena->failed)
        settle_all_warnings(r, ret_told);
    for (int i = 0; !r->failed && i < ret_told->assignments_count; i++)
        settle(&ret_told->assignments[i], r->arena);
    for (int side = 0; !r->failed && side < SIDES; side++)
        settle_side(portfolio_told_side(ret_told, side), r->arena);
    r->no_memory = r->no_memory || r->arena->failed;
    return !r->failed && !r->no_memory;
}
