/* diff_side.c - a report as one side of a diff: what is compared, and what gates look at.
 * Knows struct report; refuses to know what it is compared with.
 */
#include "io/report/diff.h"

#include <string.h>

/* A path joins the list, as far as there is room; "..." stands for the others. */
static void add_missing(struct diff_side *side, const char *file, const char *path)
{
    const size_t used = strlen(side->missing);
    const char *separator = used > 0 ? ", " : "";
    const bool is_cut = used >= 3 && strcmp(side->missing + used - 3, "...") == 0;
    const size_t wanted = strlen(file != NULL ? file : "") + strlen(path);
    if (used + wanted + sizeof ", :, ..." <= sizeof side->missing && !is_cut)
        snprintf(side->missing + used, sizeof side->missing - used, "%s%s%s%s", separator,
                 file != NULL ? file : "", file != NULL ? ":" : "", path);
    else if (!is_cut)
        snprintf(side->missing + used, sizeof side->missing - used, "%s...", separator);
}

void side_add_warning(struct diff_side *side, const char *file,
                      const struct outcome_warning *warning)
{
    if (side->warnings++ == 0)
        snprintf(side->first_warning, sizeof side->first_warning, "%s", warning->id);
    if (warning->code != LLMCOST_W_UNKNOWN_PRICE)
        return;
    side->missing_prices++;
    if (warning->path != NULL && warning->path[0] != '\0')
        add_missing(side, file, warning->path);
}

void side_add_rule(struct diff_side *side, const char *rule)
{
    const size_t used = strlen(side->unknown_rules);
    if (strstr(side->unknown_rules, rule) == NULL)
        snprintf(side->unknown_rules + used, sizeof side->unknown_rules - used, "%s%s",
                 used > 0 ? ", " : "", rule);
}

/* Without the day that one of them is judged on nobody knows the oldest. */
void side_add_date(struct diff_side *side, const char *option, int today, int noted)
{
    const int days = today - noted;
    side->has_date = today != 0 && (side->dated_prices == 0 || side->has_date);
    if (side->dated_prices++ > 0 && days <= side->oldest_days)
        return;
    side->oldest_days = days;
    snprintf(side->oldest, sizeof side->oldest, "%s", option);
}

/* What gates ask: warnings, the rules that nobody can judge on what is recommended, inputs that are
 * assumed. */
static void fill_doubts(const struct report *report, struct diff_side *side)
{
    const struct outcome *outcome = report->outcome;
    const struct outcome_option *option =
        outcome->recommended >= 0 ? &outcome->options[outcome->recommended] : NULL;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    for (int i = 0; i < outcome->warnings_count; i++)
        side_add_warning(side, NULL, &outcome->warnings[i]);
    for (int i = 0; option != NULL && i < option->rules_count; i++)
        if (option->rules[i].status == LLMCOST_UNKNOWN)
            side_add_rule(side, option->rules[i].id);
    while (llmcost_next_input(report->scenario, &ref))
        if (llmcost_read(report->scenario, ref)->basis == LLMCOST_ASSUMED && side->assumed++ == 0)
            llmcost_path(report->scenario, ref, side->first_assumed, sizeof side->first_assumed);
}

/* How old the catalog prices are that options rest on. */
static void fill_dates(const struct llmcost_scenario *scenario, struct diff_side *side)
{
    for (int option = 0; option < scenario->apis + scenario->hosts; option++) {
        const int32_t noted = option < scenario->apis
                                  ? scenario->api[option].priced_on
                                  : scenario->host[option - scenario->apis].priced_on;
        if (noted != 0)
            side_add_date(side, llmcost_option_id(scenario, option), scenario->as_of, noted);
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
