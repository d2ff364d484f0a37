/* diff_side.c - a report as one side of a diff: what is compared, and what gates look at.
 * Knows struct report; refuses to know what it is compared with.
 */
#include "io/report/diff.h"
#include "io/words/words.h"

#include <stdlib.h>
#include <string.h>

static const char *option_or_null(const struct report *report, int option)
{
    return option >= 0 ? llmcost_option_id(report->scenario, option) : NULL;
}

static const char *text_or_null(const struct llmcost_scenario *scenario, uint32_t text)
{
    return text != 0 ? llmcost_text(scenario, text) : NULL;
}

static void fill_lines(const struct llmcost_scenario *scenario,
                       const struct llmcost_option_result *result, struct diff_option *option)
{
    for (int i = 0; i < result->lines; i++) {
        const struct llmcost_line *from = &result->line[i];
        const struct llmcost_component_row *row =
            llmcost_component_row((enum llmcost_component)from->component);
        struct diff_line *line = &option->line[option->lines++];
        snprintf(line->id, sizeof line->id, "%s", row->id);
        line->category = row->category;
        line->label = row->label;
        if (from->extra >= 0) {
            line->label = llmcost_text(scenario, scenario->extra[from->extra].name);
            snprintf(line->id, sizeof line->id, "extra:%s", line->label);
        }
        line->micros = from->micros;
    }
}

static bool fill_options(const struct report *report, struct diff_side *side)
{
    static const char *const kinds[] = {
        [LLMCOST_API] = "api", [LLMCOST_HOST] = "host", [LLMCOST_HYBRID] = "hybrid"};
    const struct llmcost_result *result = report->result;
    side->option = calloc((size_t)result->options + 1, sizeof *side->option);
    if (side->option == NULL)
        return false;
    for (int i = 0; i < result->options; i++) {
        const struct llmcost_option_result *from = &result->option[i];
        struct diff_option *option = &side->option[side->options++];
        *option = (struct diff_option){
            .id = llmcost_option_id(report->scenario, i),
            .kind = kinds[llmcost_option_kind(report->scenario, i)],
            .feasible = from->feasible,
            .eligible = from->eligible,
            .estimated = report_is_estimated(report, i),
            .has_cost = true,
            .monthly_micros = from->monthly_micros,
            .horizon_cost = from->horizon_cost,
            .line = calloc((size_t)from->lines + 1, sizeof *option->line),
        };
        if (option->line == NULL)
            return false;
        fill_lines(report->scenario, from, option);
    }
    return true;
}

static bool fill_break_evens(const struct report *report, struct diff_side *side)
{
    static const char *const answers[] = {[LLMCOST_FOUND] = "found",
                                          [LLMCOST_NEVER] = "never",
                                          [LLMCOST_ALWAYS] = "always",
                                          [LLMCOST_UNVERIFIED] = "unverified"};
    side->break_even = calloc((size_t)report->break_even_count + 1, sizeof *side->break_even);
    if (side->break_even == NULL)
        return false;
    for (int i = 0; i < report->break_even_count; i++) {
        const struct llmcost_break_even *from = &report->break_even[i];
        struct diff_break_even *to = &side->break_even[side->break_evens++];
        to->option = llmcost_option_id(report->scenario, from->option);
        to->against = llmcost_option_id(report->scenario, from->against);
        llmcost_path(report->scenario, from->variable, to->variable, sizeof to->variable);
        to->status = answers[from->status];
        to->current = from->current;
        to->band = calloc((size_t)from->bands + 1, sizeof *to->band);
        if (to->band == NULL)
            return false;
        for (int n = 0; n < from->bands; n++) {
            const struct llmcost_band *band = &from->band[n];
            to->band[to->bands++] = (struct diff_band){.has_from = band->from_kind != LLMCOST_OPEN,
                                                       .has_to = band->to_kind != LLMCOST_OPEN,
                                                       .from = band->from,
                                                       .to = band->to};
        }
    }
    return true;
}

static void fill_verdict(const struct report *report, struct diff_side *side)
{
    const struct llmcost_result *result = report->result;
    side->recommended = option_or_null(report, result->recommended);
    side->cheapest = option_or_null(report, result->cheapest);
    side->baseline = option_or_null(report, result->baseline);
    side->runner_up = option_or_null(report, result->runner_up);
    side->has_margin = result->runner_up >= 0;
    side->margin = result->margin;
    side->margin_ratio = result->margin_ratio;
    side->monthly_margin = result->monthly_margin;
    side->months = result->months;
}

/* Its path joins the list, as far as there is room; "..." stands for the others. */
static void add_missing(const struct report *report, const struct llmcost_warning *warning,
                        struct diff_side *side)
{
    char path[LLMCOST_MAX_PATH] = "";
    const size_t used = strlen(side->missing);
    if (warning->ref.field >= 0)
        llmcost_path(report->scenario, warning->ref, path, sizeof path);
    const bool fits = used + strlen(path) + 8 < sizeof side->missing;
    if (path[0] != '\0' && (fits || side->missing[used - 1] != '.'))
        snprintf(side->missing + used, sizeof side->missing - used, "%s%s",
                 side->missing_prices > 0 ? ", " : "", fits ? path : "...");
    side->missing_prices++;
}

/* What gates ask: warnings, inputs that are assumed, prices that stand in for others. */
static void fill_doubts(const struct report *report, struct diff_side *side)
{
    const struct llmcost_result *result = report->result;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    for (int i = 0; i < result->warnings; i++) {
        const struct llmcost_warning *warning = &result->warning[i];
        if (side->warnings++ == 0)
            snprintf(side->first_warning, sizeof side->first_warning, "W%u", warning->id);
        if (warning->id == LLMCOST_W_UNKNOWN_PRICE)
            add_missing(report, warning, side);
    }
    report_unknown_rules(report, side->unknown_rules, sizeof side->unknown_rules);
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

bool diff_side_make(const struct report *report, struct diff_side *ret_side)
{
    const struct llmcost_scenario *scenario = report->scenario;
    *ret_side = (struct diff_side){
        .name = text_or_null(scenario, scenario->name.text),
        .file = report->file,
        .sha256 = report->sha256[0] != '\0' ? report->sha256 : NULL,
        .currency = words_currency(scenario),
        .overrides = report->overrides,
        .override_count = report->override_count,
        .scenario = scenario,
        .saved = report->saved != NULL,
    };
    fill_verdict(report, ret_side);
    fill_doubts(report, ret_side);
    fill_dates(scenario, ret_side);
    return fill_options(report, ret_side) && fill_break_evens(report, ret_side);
}

void diff_side_free(struct diff_side *side)
{
    for (int i = 0; i < side->options; i++)
        free(side->option[i].line);
    for (int i = 0; i < side->break_evens; i++)
        free(side->break_even[i].band);
    free(side->option);
    free(side->break_even);
    *side = (struct diff_side){.name = NULL};
}

const struct diff_option *diff_find_option(const struct diff_side *side, const char *id)
{
    for (int i = 0; id != NULL && i < side->options; i++)
        if (strcmp(side->option[i].id, id) == 0)
            return &side->option[i];
    return NULL;
}

bool diff_recommended_cost(const struct diff_side *side, int64_t *ret_micros)
{
    const struct diff_option *option = diff_find_option(side, side->recommended);
    if (option == NULL || !option->has_cost)
        return false;
    *ret_micros = option->monthly_micros;
    return true;
}
