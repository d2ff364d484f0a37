/* diff_side.c - a report as one side of a diff: what is compared, and what gates look at.
 * Knows struct report; refuses to know what it is compared with.
 */
#include "io/report/diff.h"

#include <string.h>

/* Its path joins the list, as far as there is room; "..." stands for the others. */
static void add_missing(const struct outcome_warning *warning, struct diff_side *side)
{
    const char *path = warning->path != NULL ? warning->path : "";
    const size_t used = strlen(side->missing);
    const bool fits = used + strlen(path) + 8 < sizeof side->missing;
    if (path[0] != '\0' && (fits || side->missing[used - 1] != '.'))
        snprintf(side->missing + used, sizeof side->missing - used, "%s%s",
                 side->missing_prices > 0 ? ", " : "", fits ? path : "...");
    side->missing_prices++;
}

/* The rules that nobody can judge on what is recommended. */
static void fill_unknown_rules(const struct outcome *outcome, struct diff_side *side)
{
    if (outcome->recommended < 0)
        return;
    const struct outcome_option *option = &outcome->options[outcome->recommended];
    for (int i = 0; i < option->rules_count; i++) {
        const size_t used = strlen(side->unknown_rules);
        if (option->rules[i].status == LLMCOST_UNKNOWN)
            snprintf(side->unknown_rules + used, sizeof side->unknown_rules - used, "%s%s",
                     used > 0 ? ", " : "", option->rules[i].id);
    }
}

/* What gates ask: warnings, inputs that are assumed, prices that stand in for others. */
static void fill_doubts(const struct report *report, struct diff_side *side)
{
    const struct outcome *outcome = report->outcome;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    side->warnings = outcome->warnings_count;
    if (side->warnings > 0)
        snprintf(side->first_warning, sizeof side->first_warning, "%s", outcome->warnings[0].id);
    for (int i = 0; i < outcome->warnings_count; i++)
        if (outcome->warnings[i].code == LLMCOST_W_UNKNOWN_PRICE)
            add_missing(&outcome->warnings[i], side);
    fill_unknown_rules(outcome, side);
    while (llmcost_next_input(report->scenario, &ref))
        if (llmcost_read(report->scenario, ref)->basis == LLMCOST_ASSUMED && side->assumed++ == 0)
            llmcost_path(report->scenario, ref, side->first_assumed, sizeof side->first_assumed);
}

/* How old the catalog prices are that options rest on. */
static void fill_dates(const struct llmcost_scenario *scenario, struct diff_side *side)
{
    side->has_date = scenario->as_of != 0;
    for (int option = 0; option < scenario->apis + scenario->hosts; option++) {
        const int32_t noted = option < scenario->apis
                                  ? scenario->api[option].priced_on
                                  : scenario->host[option - scenario->apis].priced_on;
        if (noted == 0)
            continue;
        const int days = scenario->as_of - noted;
        if (side->dated_prices++ > 0 && days <= side->oldest_days)
            continue;
        side->oldest_days = days;
        snprintf(side->oldest, sizeof side->oldest, "%s", llmcost_option_id(scenario, option));
    }
}

void diff_side_make(const struct report *report, struct diff_side *ret_side)
{
    const struct llmcost_scenario *scenario = report->scenario;
    const struct outcome *outcome = report->outcome;
    const struct outcome_verdict *verdict = &outcome->verdict;
    *ret_side = (struct diff_side){
        .name = outcome->head.scenario.name,
        .file = report->file,
        .sha256 = report->sha256[0] != '\0' ? report->sha256 : NULL,
        .currency = outcome->currency,
        .recommended = verdict->recommended,
        .cheapest = verdict->cheapest,
        .baseline = verdict->baseline,
        .runner_up = verdict->runner_up,
        .has_margin = verdict->runner_up != NULL,
        .margin = verdict->margin,
        .margin_ratio = verdict->margin_ratio,
        .monthly_margin = verdict->monthly_margin,
        .months = outcome->horizon_months,
        .overrides = report->overrides,
        .override_count = report->override_count,
        .options = outcome->options_count,
        .option = outcome->options,
        .break_evens = outcome->break_even_count,
        .break_even = outcome->break_even,
        .steps = outcome->changes_count,
        .step = outcome->changes,
        .scenario = scenario,
        .saved = report->saved != NULL,
    };
    fill_doubts(report, ret_side);
    fill_dates(scenario, ret_side);
}

const struct outcome_option *diff_find_option(const struct diff_side *side, const char *id)
{
    for (int i = 0; id != NULL && i < side->options; i++)
        if (strcmp(side->option[i].id, id) == 0)
            return &side->option[i];
    return NULL;
}

bool diff_recommended_cost(const struct diff_side *side, int64_t *ret_micros)
{
    const struct outcome_option *option = diff_find_option(side, side->recommended);
    if (option == NULL)
        return false;
    *ret_micros = option->monthly_cost;
    return true;
}
