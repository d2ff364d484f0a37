/* portfolio.c - a saved portfolio back into what every writer takes (io/report/portfolio/rows.h).
 * Checks that its lists fit together, as those who print rely on. Refuses to know its keys.
 */
#include "core/base/codes.h"
#include "io/report/diff.h"
#include "io/report/saved/parts.h"
#include "text/json/json.h"

#include <math.h>
#include <string.h>

enum { MOST = 64 }; /* bytes of a path into a portfolio */

static const char *const sides[SIDES] = {
    [SIDE_RECOMMENDED] = "recommended", [SIDE_SINGLE] = "single", [SIDE_ALONE] = "alone"};

/* One option for each workload, in the order of the files, with or without lines and shares of the
 * bill. */
static void check_assignment(struct reading *r, const struct portfolio_told *told, const char *path,
                             const struct portfolio_told_assignment *assignment)
{
    char options[MOST];
    bool fits = assignment->options_count == told->workloads_count;
    for (int w = 0; fits && w < told->workloads_count; w++)
        fits = strcmp(assignment->options[w].key, told->workloads[w].file) == 0 &&
               is_option_id(assignment->options[w].text);
    fits = fits && (assignment->workloads_count == 0 ||
                    assignment->workloads_count == told->workloads_count);
    for (int w = 0; fits && w < assignment->workloads_count; w++)
        fits = strcmp(assignment->workloads[w].file, told->workloads[w].file) == 0 &&
               strcmp(assignment->workloads[w].option, assignment->options[w].text) == 0;
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

static void settle(struct reading *r, struct portfolio_told_assignment *assignment,
                   const char *path)
{
    char line[2 * MOST];
    for (int i = 0; assignment != NULL && i < assignment->lines_count && !r->arena->failed; i++) {
        outcome_settle_line(&assignment->lines[i], assignment->unit, r->arena);
        snprintf(line, sizeof line, "%s.lines[%d]", path, i);
        tell_line(r, assignment->unit, line, &assignment->lines[i]);
    }
}

/* Only what can be taken stands at a side. */
static void settle_side(struct reading *r, struct portfolio_told_assignment *side, const char *path)
{
    if (side != NULL)
        side->feasible = side->eligible = true;
    settle(r, side, path);
}

/* The number of a warning, and its sentence. */
static void settle_warnings(struct reading *r, struct outcome_warning *warnings, int count,
                            const char *whose, const char *currency)
{
    char path[MOST];
    for (int i = 0; i < count && !r->failed; i++) {
        snprintf(path, sizeof path, "%swarnings[%d].id", whose, i);
        check_warning_id(r, path, warnings[i].id);
        warnings[i].code = outcome_warning_code(warnings[i].id);
        snprintf(path, sizeof path, "%swarnings[%d].message", whose, i);
        tell_text(r, path, &warnings[i].message,
                  warning_text(r, warnings[i].code, warnings[i].message, NULL, currency));
    }
}

static void settle_all_warnings(struct reading *r, const struct portfolio_told *told)
{
    char whose[MOST / 2];
    for (int w = 0; w < told->workloads_count; w++) {
        snprintf(whose, sizeof whose, "workloads[%d].", w);
        settle_warnings(r, told->workloads[w].warnings, told->workloads[w].warnings_count, whose,
                        told->currency);
    }
    settle_warnings(r, told->warnings, told->warnings_count, "", told->currency);
}

/* What is said to be the difference of two costs is it. */
static void check_difference(struct reading *r, const char *path, double said,
                             const struct portfolio_told_assignment *less,
                             const struct portfolio_told_assignment *more)
{
    char text[MAX_NUMBER_TEXT];
    const double half_a_cent = 0.005;
    if (less == NULL || more == NULL || isnan(said) || r->failed)
        return;
    const double apart = more->horizon_cost - less->horizon_cost;
    if (fabs(said - apart) > half_a_cent + 1e-9 * fabs(more->horizon_cost))
        refuse_at(r, path, E_JSON_VALUE, "the costs of this portfolio differ by %s",
                  number_text(NUMBER_MONEY, apart, text, sizeof text));
}

/* What is recommended costs least of what may be chosen. */
static void check_choice(struct reading *r, const struct portfolio_told *told)
{
    const double rounded = 2e-6;
    for (int i = 0; i < told->assignments_count && told->recommended != NULL; i++) {
        const struct portfolio_told_assignment *other = &told->assignments[i];
        if (other->feasible && other->eligible && !r->failed &&
            other->horizon_cost < told->recommended->horizon_cost - rounded)
            refuse_at(r, "recommended", E_JSON_VALUE,
                      "another assignment of this portfolio costs less");
    }
    check_difference(r, "sharing_saving", told->sharing_saving, told->recommended, told->alone);
    check_difference(r, "margin", told->margin, told->recommended, told->runner_up);
    const struct portfolio_told_workload *next = portfolio_told_next(told);
    if (told->next_to_move != NULL && !r->failed &&
        (next == NULL || strcmp(next->file, told->next_to_move) != 0))
        refuse_at(r, "next_to_move", E_JSON_VALUE,
                  "another workload of this portfolio moves first");
}

/* Sentences from figures, whatever the file says; gates judged again. */
static void tell(struct reading *r, struct portfolio_told *told)
{
    struct gate_result results[MAX_GATES];
    struct diff_side side;
    const char *const *said = told->reasons;
    const int count = told->reasons_count;
    portfolio_tell_reasons(told);
    bool same = count == told->reasons_count;
    for (int i = 0; same && i < count && !r->arena->failed; i++)
        same = strcmp(said[i], told->reasons[i]) == 0;
    if (!same && !r->arena->failed)
        replace_texts(r, "reasons", told->reasons, told->reasons_count);
    portfolio_side_make(told, "", r->arena, &side);
    const int judged =
        r->arena->failed ? -1 : judge_again(&side, told->gates, told->gates_count, results);
    if (judged >= 0)
        portfolio_judged(told, results, judged);
}

bool read_portfolio(struct reading *r, const cJSON *root, struct portfolio_told *ret_told)
{
    char path[MOST];
    ret_told->tree = root;
    r->tree = root;
    r->arena = &ret_told->arena;
    read_rows(r, portfolio_rows, root, ret_told);
    if (!r->failed && !r->arena->failed)
        check(r, ret_told);
    if (!r->failed && !r->arena->failed)
        settle_all_warnings(r, ret_told);
    for (int i = 0; !r->failed && i < ret_told->assignments_count; i++) {
        snprintf(path, sizeof path, "assignments[%d]", i);
        settle(r, &ret_told->assignments[i], path);
    }
    for (int side = 0; !r->failed && side < SIDES; side++)
        settle_side(r, portfolio_told_side(ret_told, side), sides[side]);
    if (!r->failed && !r->arena->failed)
        check_choice(r, ret_told);
    if (!r->failed && !r->arena->failed)
        tell(r, ret_told);
    r->no_memory = r->no_memory || r->arena->failed;
    return !r->failed && !r->no_memory;
}
