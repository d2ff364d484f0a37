/* details.c - what a comment about a report keeps folded: one section each. Knows
 * what a reviewer may ask next; refuses to know escaping and size (markdown.c). To add a section: a
 * function and its place in `sections`.
 */
#include "core/base/count.h"
#include "print/markdown/report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void put_lines(struct markdown *m, const struct report *report)
{
    const char *currency = report->outcome->currency;
    char text[FIGURE + 32];
    char figure[FIGURE];
    if (!markdown_open(m, "Cost lines",
                       "| option | line | quantity | unit price | a month |\n"
                       "| :-- | :-- | --: | --: | --: |\n"))
        return;
    for (int option = 0; option < report->outcome->options_count; option++) {
        const struct outcome_option *mine = &report->outcome->options[option];
        for (int i = 0; i < mine->lines_count; i++) {
            const struct outcome_line *line = &mine->lines[i];
            markdown_code_cell(m, mine->id);
            markdown_cell(m, line->label);
            words_count(line->quantity, figure, sizeof figure);
            snprintf(text, sizeof text, "%s %.30s", figure, line->unit);
            markdown_cell(m, text);
            markdown_cell(m, words_unit_price(currency, line->unit_price, text, sizeof text));
            markdown_money_cell(m, report, (double)line->monthly_cost / 1e6);
            markdown_row_end(m);
        }
        markdown_code_cell(m, mine->id);
        markdown_put(m, "| **total** | | | **");
        words_money(currency, outcome_monthly(mine), text, sizeof text);
        markdown_text(m, mine->feasible ? text : "cannot serve", 0);
        markdown_put(m, "** ");
        markdown_row_end(m);
    }
    markdown_close(m, "lines");
}

static void put_break_evens(struct markdown *m, const struct report *report)
{
    const struct llmcost_input *stated = NULL;
    const struct llmcost_field *demand = words_demand(report->scenario, &stated);
    char unit[FIGURE] = "demand";
    char today[FIGURE] = "";
    char title[4 * FIGURE];
    char period[FIGURE] = "";
    char bands[2 * MAX_SENTENCE];
    if (report->outcome->break_even_count == 0)
        return;
    if (demand != NULL) {
        llmcost_unit_text((enum llmcost_unit)demand->unit, "", unit, sizeof unit);
        words_count(stated->value, today, sizeof today);
    }
    if (outcome_tells_horizon(report->outcome))
        snprintf(period, sizeof period, " over %d months", (int)report->outcome->horizon_months);
    snprintf(title, sizeof title, "Break-even%s, %s%s%s%s", period, unit,
             today[0] ? " (today " : "", today, today[0] ? ")" : "");
    if (!markdown_open(m, title, "| option | beats | where | why |\n| :-- | :-- | :-- | :-- |\n"))
        return;
    for (int i = 0; i < report->outcome->break_even_count; i++) {
        const struct outcome_break_even *answer = &report->outcome->break_even[i];
        const enum llmcost_answer status = (enum llmcost_answer)answer->horizon_status;
        const bool won = status == LLMCOST_FOUND || status == LLMCOST_ALWAYS;
        markdown_code_cell(m, answer->option);
        markdown_code_cell(m, answer->against);
        markdown_cell(m, words_bands(status, answer->horizon_bands, answer->horizon_bands_count,
                                     answer->current, bands, sizeof bands));
        if (!won && answer->horizon_reason != NULL)
            markdown_cell(m, answer->horizon_reason);
        else
            markdown_cell(m, answer->estimated ? "estimated" : "");
        markdown_row_end(m);
    }
    markdown_close(m, "pairs");
}

static const char *payback_text(const struct outcome *outcome, int option, char *buffer,
                                size_t size)
{
    const struct outcome_against *against = &outcome->options[option].against_baseline;
    if (option == outcome->baseline || outcome->baseline < 0)
        return "baseline";
    if (isnan(against->payback_months))
        return "never within the horizon";
    snprintf(buffer, size, "month %.0f", against->payback_months);
    if (!isnan(against->payback_lost_month))
        snprintf(buffer, size, "month %.0f, lost again in month %.0f", against->payback_months,
                 against->payback_lost_month);
    return buffer;
}

/* Nothing when every month is like the first. */
static void put_timeline(struct markdown *m, const struct report *report)
{
    const struct outcome *outcome = report->outcome;
    const int months = outcome->timeline_count;
    char head[4 * FIGURE];
    char text[FIGURE];
    bool moves = outcome_moves(outcome);
    for (int i = 0; i < outcome->options_count; i++)
        moves = moves || outcome->options[i].one_off > 0;
    if (!moves || months < 2)
        return;
    snprintf(head, sizeof head,
             "| option | month 1 | month %d | once, at the start | over %d months | pays back |\n"
             "| :-- | --: | --: | --: | --: | :-- |\n",
             months, months);
    if (!markdown_open(m, "Timeline, bills without one-offs", head))
        return;
    for (int i = 0; i < outcome->options_count; i++) {
        const struct outcome_option *o = &outcome->options[i];
        markdown_code_cell(m, o->id);
        markdown_money_cell(m, report, outcome->timeline[0].options[i].cost);
        markdown_money_cell(m, report, outcome->timeline[months - 1].options[i].cost);
        markdown_money_cell(m, report, o->one_off);
        markdown_money_cell(m, report, o->horizon_cost);
        markdown_cell(m, payback_text(outcome, i, text, sizeof text));
        markdown_row_end(m);
    }
    markdown_close(m, "options");
}

static void put_assumption(struct markdown *m, const struct report *report, struct llmcost_ref ref)
{
    static const char *const origins[] = {[LLMCOST_UNSET] = "",
                                          [LLMCOST_DEFAULT] = "default",
                                          [LLMCOST_FILE] = "line ",
                                          [LLMCOST_CATALOG] = "catalog",
                                          [LLMCOST_SET] = "--set"};
    static const char *const bases[] = {[LLMCOST_BASIS_NONE] = "",
                                        [LLMCOST_MEASURED] = "measured",
                                        [LLMCOST_QUOTED] = "quoted",
                                        [LLMCOST_ASSUMED] = "assumed"};
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
    const struct llmcost_scenario *scenario = report->scenario;
    const struct llmcost_input *input = llmcost_read(scenario, ref);
    const enum llmcost_unit unit = (enum llmcost_unit)field->unit;
    char path[LLMCOST_MAX_PATH];
    char figure[FIGURE];
    char text[3 * FIGURE];
    char unit_text[LLMCOST_MAX_ID + 32];
    markdown_code_cell(m, llmcost_path(scenario, ref, path, sizeof path));
    llmcost_unit_text(unit, words_currency(scenario), unit_text, sizeof unit_text);
    words_count(input->value, figure, sizeof figure);
    snprintf(text, sizeof text, "%s %.100s", figure, unit_text);
    if (field->kind == LLMCOST_BOOLEAN)
        snprintf(text, sizeof text, "%s", input->value > 0 ? "true" : "false");
    markdown_cell(m, text);
    snprintf(text, sizeof text, "%s", origins[input->origin]);
    if (input->origin == LLMCOST_FILE)
        snprintf(text, sizeof text, "line %u", (unsigned)input->place.line);
    markdown_cell(m, text);
    markdown_cell(m, bases[input->basis]);
    markdown_cell(m, llmcost_text(scenario, input->source));
    markdown_row_end(m);
}

static void put_assumptions(struct markdown *m, const struct report *report)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    if (!markdown_open(m, "Assumptions",
                       "| input | value | from | basis | source |\n"
                       "| :-- | --: | :-- | :-- | :-- |\n"))
        return;
    while (llmcost_next_input(report->scenario, &ref))
        if (report_is_assumption(report->scenario, ref))
            put_assumption(m, report, ref);
    markdown_close(m, "inputs");
}

static void put_warnings(struct markdown *m, const struct report *report)
{
    char text[MAX_SENTENCE];
    int count = report->result->warnings;
    snprintf(text, sizeof text, "%d warning%s", count, count == 1 ? "" : "s");
    if (count == 0 || !markdown_open(m, text, ""))
        return;
    for (int i = 0; i < count; i++) {
        const struct outcome_warning *warning = &report->outcome->warnings[i];
        markdown_put(m, "- ");
        markdown_put(m, warning->id);
        markdown_put(m, " ");
        markdown_text(m, warning->message, MAX_SENTENCE);
        markdown_put(m, "\n");
        markdown_add(m);
    }
    markdown_close(m, "warnings");
}

static void put_omissions(struct markdown *m, const struct report *report)
{
    if (report->result->not_priced == 0 || !markdown_open(m, "Not priced", ""))
        return;
    for (int i = 0; i < report->result->not_priced; i++) {
        const struct llmcost_not_priced *omission = &report->result->omission[i];
        const struct llmcost_component_row *row =
            llmcost_component_row((enum llmcost_component)omission->component);
        markdown_put(m, "- ");
        markdown_code(m, markdown_id(report, omission->option));
        markdown_put(m, ": ");
        markdown_text(m, row->omitted != NULL ? row->omitted : row->label, 0);
        markdown_put(m, "\n");
        markdown_add(m);
    }
    markdown_close(m, "items");
}

void put_details(struct markdown *m, const struct report *report)
{
    static void (*const sections[])(struct markdown *, const struct report *) = {
        put_break_evens, put_uncertainty, put_swings,    put_lines,
        put_warnings,    put_timeline,    put_omissions, put_assumptions,
    };
    for (size_t i = 0; i < COUNT(sections); i++)
        sections[i](m, report);
}
