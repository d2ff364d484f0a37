/* details.c - what a comment about a report keeps folded: one section each. Knows
 * what a reviewer may ask next; refuses to know escaping and size (markdown.c). To add a section: a
 * function and its place in `sections`.
 */
#include "core/base/count.h"
#include "print/markdown/report.h"
#include "text/kept.h"

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
            words_money_of(currency, (double)line->monthly_cost / 1e6, outcome_monthly(mine), text,
                           sizeof text);
            markdown_cell(m, text);
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
    char text[FIGURE];
    if (report->outcome->break_even_count == 0)
        return;
    if (demand != NULL) {
        llmcost_unit_text((enum llmcost_unit)demand->unit, "", unit, sizeof unit);
        words_count(kept_figure(stated->value), today, sizeof today);
    }
    if (outcome_tells_horizon(report->outcome))
        snprintf(period, sizeof period, " over %s",
                 words_counted(report->outcome->horizon_months, "months", text, sizeof text));
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
    if (outcome_outlay(outcome, option) <= outcome_outlay(outcome, outcome->baseline))
        return "nothing paid ahead";
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
        moves = moves || outcome_outlay(outcome, i) > 0 ||
                outcome->options[i].owed_after_horizon > 0 || outcome->options[i].stranded > 0;
    if (!moves || months < 2)
        return;
    snprintf(
        head, sizeof head,
        "| option | month 1 | month %d | cash in month 1 | paid at the start | over %d month%s | "
        "of it owed after that | of it stranded | pays back |\n"
        "| :-- | --: | --: | --: | --: | --: | --: | --: | :-- |\n",
        months, months, words_s(months));
    if (!markdown_open(m, "Timeline, bills without one-offs", head))
        return;
    for (int i = 0; i < outcome->options_count; i++) {
        const struct outcome_option *o = &outcome->options[i];
        markdown_code_cell(m, o->id);
        markdown_money_cell(m, report, outcome->timeline[0].options[i].cost);
        markdown_money_cell(m, report, outcome->timeline[months - 1].options[i].cost);
        markdown_money_cell(m, report, outcome->timeline[0].options[i].cash);
        markdown_money_cell(m, report, outcome_outlay(outcome, i));
        markdown_money_cell(m, report, o->horizon_cost);
        markdown_money_cell(m, report, o->owed_after_horizon > 0 ? o->owed_after_horizon : 0);
        markdown_money_cell(m, report, o->stranded > 0 ? o->stranded : NAN);
        markdown_cell(m, payback_text(outcome, i, text, sizeof text));
        markdown_row_end(m);
    }
    markdown_close(m, "options");
}

static void put_changes(struct markdown *m, const struct report *report)
{
    if (report->outcome->changes_count == 0 || !markdown_open(m, "Changes at a month", ""))
        return;
    for (int i = 0; i < report->outcome->changes_count; i++) {
        markdown_item(m, NULL, NULL, report->outcome->changes[i].message, 0);
    }
    markdown_close(m, "changes");
}

static void put_credits(struct markdown *m, const struct report *report)
{
    char text[MAX_SENTENCE];
    bool any = false;
    for (int i = 0; i < report->outcome->options_count; i++) {
        if (!words_credits(report->outcome, i, text, sizeof text) ||
            (!any && !markdown_open(m, "Credits", "")))
            continue;
        any = true;
        markdown_item(m, NULL, NULL, text, 0);
    }
    if (any)
        markdown_close(m, "options");
}

static void put_assumption(struct markdown *m, const struct outcome_assumption *assumption)
{
    static const char *const origins[] = {[LLMCOST_UNSET] = "",
                                          [LLMCOST_DEFAULT] = "default",
                                          [LLMCOST_FILE] = "line ",
                                          [LLMCOST_CATALOG] = "catalog",
                                          [LLMCOST_SET] = "--set"};
    const struct row_value *value = &assumption->value;
    char text[3 * FIGURE];
    markdown_code_cell(m, assumption->path);
    words_counted(value->number, assumption->unit != NULL ? assumption->unit : "", text,
                  sizeof text);
    if (value->kind == VALUE_TRUTH)
        snprintf(text, sizeof text, "%s", value->number > 0 ? "true" : "false");
    markdown_cell(m, text);
    snprintf(text, sizeof text, "%s", origins[assumption->origin]);
    if (assumption->origin == LLMCOST_FILE)
        snprintf(text, sizeof text, "line %d", (int)assumption->line);
    markdown_cell(m, text);
    markdown_cell(m, llmcost_basis_name((enum llmcost_basis)assumption->basis));
    markdown_cell(m, assumption->source != NULL ? assumption->source : "");
    markdown_row_end(m);
}

/* Numbers; what a catalog entry was chosen by is told with its source in the JSON. */
static void put_assumptions(struct markdown *m, const struct report *report)
{
    if (!markdown_open(m, "Assumptions",
                       "| input | value | from | basis | source |\n"
                       "| :-- | --: | :-- | :-- | :-- |\n"))
        return;
    for (int i = 0; i < report->outcome->assumptions_count; i++)
        if (report->outcome->assumptions[i].value.kind != VALUE_TEXT)
            put_assumption(m, &report->outcome->assumptions[i]);
    markdown_close(m, "inputs");
}

static void put_warnings(struct markdown *m, const struct report *report)
{
    char text[MAX_SENTENCE];
    int count = report->outcome->warnings_count;
    snprintf(text, sizeof text, "%d warning%s", count, count == 1 ? "" : "s");
    if (count == 0 || !markdown_open(m, text, ""))
        return;
    for (int i = 0; i < count; i++) {
        const struct outcome_warning *warning = &report->outcome->warnings[i];
        markdown_item(m, warning->id, NULL, warning->message, MAX_SENTENCE);
    }
    markdown_close(m, "warnings");
}

static void put_omissions(struct markdown *m, const struct report *report)
{
    if (report->outcome->not_priced_count == 0 || !markdown_open(m, "Not priced", ""))
        return;
    for (int i = 0; i < report->outcome->not_priced_count; i++) {
        const struct outcome_omission *omission = &report->outcome->not_priced[i];
        markdown_item(m, NULL, omission->option, omission->text, 0);
    }
    markdown_close(m, "items");
}

void put_details(struct markdown *m, const struct report *report)
{
    static void (*const sections[])(struct markdown *, const struct report *) = {
        put_break_evens, put_uncertainty, put_swings,  put_lines,     put_warnings,
        put_timeline,    put_changes,     put_credits, put_omissions, put_assumptions,
    };
    for (size_t i = 0; i < COUNT(sections); i++)
        sections[i](m, report);
}
