/* print_markdown.c - reports as one comment for a pull request: the decision, one table that shows
 * it, and everything else folded. Knows which figures a reviewer looks at first; refuses to know
 * sentences (words*.c), escaping and size (markdown.c). To add a folded section: a function and its
 * place in `sections`.
 */
#include "print_gates.h"
#include "words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIGURE = 96, FOOTER_NAME = 200 };

static const char *id_of(const struct report *report, int option)
{
    return llmcost_option_id(report->scenario, option);
}

static double monthly(const struct report *report, int option)
{
    return (double)report->result->option[option].monthly_micros / 1e6;
}

static void money_cell(struct markdown *m, const struct report *report, double amount)
{
    char text[FIGURE];
    markdown_cell(m, words_money(words_currency(report->scenario), amount, text, sizeof text));
}

static const char *title_of(const struct report *report)
{
    const char *name = llmcost_text(report->scenario, report->scenario->name.text);
    return name[0] != '\0' ? name : report->file;
}

/* ---- Above the fold ---- */

static void put_heading(struct markdown *m, const char *level, const struct report *report)
{
    markdown_put(m, level);
    markdown_text(m, title_of(report), 120);
    markdown_put(m, "\n\n");
    markdown_add(m);
}

static void put_overrides(struct markdown *m, const struct report *report)
{
    for (int i = 0; i < report->override_count; i++) {
        char text[LLMCOST_MAX_PATH + FIGURE];
        snprintf(text, sizeof text, "%s = %s", report->overrides[i].path,
                 report->overrides[i].value);
        markdown_put(m, i > 0 ? ", " : "Changed by --set: ");
        markdown_code(m, text);
        markdown_put(m, i + 1 == report->override_count ? "\n\n" : "");
        markdown_add(m);
    }
}

static void put_decision(struct markdown *m, const struct report *report)
{
    char text[2 * MAX_SENTENCE];
    for (int n = 0; words_reason(report, n, text, sizeof text) != NULL; n++) {
        markdown_put(m, n == 0 ? "**" : "");
        markdown_text(m, text, MAX_SENTENCE);
        markdown_put(m, n == 0 ? "**\n\n" : "\n\n");
        markdown_add(m);
    }
}

static const char *status_of(const struct report *report, int option)
{
    const struct llmcost_option_result *result = &report->result->option[option];
    return !result->feasible                       ? "cannot serve the demand"
           : !result->eligible                     ? "not allowed"
           : option == report->result->recommended ? "recommended"
                                                   : "";
}

/* What an option costs a month more (or less) than the recommended one, as the totals show it. */
static void gap_cell(struct markdown *m, const struct report *report, int option)
{
    int chosen = report->result->recommended;
    char gap[FIGURE];
    char text[FIGURE + 2];
    if (chosen < 0 || chosen == option) {
        markdown_cell(m, "");
        return;
    }
    double mine = monthly(report, option);
    double other = monthly(report, chosen);
    mine = words_round(mine, words_money_decimals(mine));
    other = words_round(other, words_money_decimals(other));
    words_money(words_currency(report->scenario), fabs(mine - other), gap, sizeof gap);
    snprintf(text, sizeof text, "%s%s", mine > other ? "+" : mine < other ? "-" : "", gap);
    markdown_cell(m, text);
}

static void price_cell(struct markdown *m, const struct report *report, int option, double units)
{
    char text[FIGURE] = "";
    if (units > 0 && report->result->option[option].feasible)
        words_unit_price(words_currency(report->scenario), monthly(report, option) / units, text,
                         sizeof text);
    markdown_cell(m, text);
}

static void put_option_row(struct markdown *m, const struct report *report, int option)
{
    const struct llmcost_result *result = report->result;
    const struct llmcost_option_result *mine = &result->option[option];
    double tokens = result->input_tokens_per_month + result->output_tokens_per_month;
    char text[FIGURE] = "";
    markdown_code_cell(m, id_of(report, option));
    money_cell(m, report, monthly(report, option));
    gap_cell(m, report, option);
    price_cell(m, report, option, result->requests_per_month);
    price_cell(m, report, option, tokens / 1e6);
    if (words_horizon_matters(report))
        money_cell(m, report, mine->horizon_cost);
    if (mine->has_fleet)
        words_count(mine->fleet.gpus_at_peak, text, sizeof text);
    markdown_cell(m, text);
    if (mine->has_fleet)
        words_percent(mine->fleet.utilization, text, sizeof text);
    markdown_cell(m, text);
    markdown_cell(m, status_of(report, option));
    markdown_row_end(m);
}

static void put_options(struct markdown *m, const struct report *report)
{
    bool horizon = words_horizon_matters(report);
    char over[FIGURE];
    m->dropped = 0;
    snprintf(over, sizeof over, " over %d months |", (int)report->result->months);
    markdown_put(m, "| option | a month | against the choice | per request | per Mtok |");
    markdown_put(m, horizon ? over : "");
    markdown_put(m, " GPUs | utilization | |\n| :-- | --: | --: | --: | --: |");
    markdown_put(m, horizon ? " --: |" : "");
    markdown_put(m, " --: | --: | :-- |\n");
    if (!markdown_add(m))
        return;
    for (int option = 0; option < report->result->options; option++)
        put_option_row(m, report, option);
    if (m->dropped > 0) {
        snprintf(over, sizeof over, "\n%d more options are in the JSON report.\n", m->dropped);
        text_put(&m->out, over);
    }
    m->dropped = 0;
}

/* ---- Folded ---- */

static void put_lines(struct markdown *m, const struct report *report)
{
    const struct llmcost_scenario *scenario = report->scenario;
    const char *currency = words_currency(scenario);
    char text[FIGURE + 32];
    char figure[FIGURE];
    if (!markdown_open(m, "Cost lines",
                       "| option | line | quantity | unit price | a month |\n"
                       "| :-- | :-- | --: | --: | --: |\n"))
        return;
    for (int option = 0; option < report->result->options; option++) {
        const struct llmcost_option_result *result = &report->result->option[option];
        for (int i = 0; i < result->lines; i++) {
            const struct llmcost_line *line = &result->line[i];
            const struct llmcost_component_row *row =
                llmcost_component_row((enum llmcost_component)line->component);
            markdown_code_cell(m, id_of(report, option));
            markdown_cell(m, line->extra >= 0
                                 ? llmcost_text(scenario, scenario->extra[line->extra].name)
                                 : row->label);
            words_count(line->quantity, figure, sizeof figure);
            snprintf(text, sizeof text, "%s %s", figure, row->unit);
            markdown_cell(m, text);
            markdown_cell(m, words_unit_price(currency, line->unit_price, text, sizeof text));
            money_cell(m, report, (double)line->micros / 1e6);
            markdown_row_end(m);
        }
        markdown_code_cell(m, id_of(report, option));
        markdown_put(m, "| **total** | | | **");
        markdown_text(m, words_money(currency, monthly(report, option), text, sizeof text), 0);
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
    char title[3 * FIGURE];
    char bands[2 * MAX_SENTENCE];
    char why[MAX_SENTENCE];
    if (report->break_even_count == 0)
        return;
    if (demand != NULL) {
        llmcost_unit_text((enum llmcost_unit)demand->unit, "", unit, sizeof unit);
        words_count(stated->value, today, sizeof today);
    }
    snprintf(title, sizeof title, "Break-even, %s%s%s%s", unit, today[0] ? " (today " : "", today,
             today[0] ? ")" : "");
    if (!markdown_open(m, title, "| option | beats | where | why |\n| :-- | :-- | :-- | :-- |\n"))
        return;
    for (int i = 0; i < report->break_even_count; i++) {
        const struct llmcost_break_even *answer = &report->break_even[i];
        bool reasoned = answer->status != LLMCOST_FOUND && answer->status != LLMCOST_ALWAYS &&
                        words_break_even(report, answer, why, sizeof why) != NULL;
        markdown_code_cell(m, id_of(report, answer->option));
        markdown_code_cell(m, id_of(report, answer->against));
        markdown_cell(m, words_bands(answer, bands, sizeof bands));
        markdown_cell(m, reasoned ? why : "");
        markdown_row_end(m);
    }
    markdown_close(m, "pairs");
}

static const char *payback_text(const struct report *report, int option, char *buffer, size_t size)
{
    struct llmcost_against against;
    if (option == report->result->baseline || report->result->baseline < 0)
        return "baseline";
    report_against(report, option, &against);
    if (against.payback_month <= 0)
        return "never within the horizon";
    if (against.payback_lost_month > 0)
        snprintf(buffer, size, "month %d, lost again in month %d", (int)against.payback_month,
                 (int)against.payback_lost_month);
    else
        snprintf(buffer, size, "month %d", (int)against.payback_month);
    return buffer;
}

/* Nothing when every month is like the first. */
static void put_timeline(struct markdown *m, const struct report *report)
{
    const struct llmcost_result *result = report->result;
    char head[4 * FIGURE];
    char text[FIGURE];
    bool moves = false;
    for (int i = 0; i < result->options; i++) {
        const struct llmcost_option_result *o = &result->option[i];
        moves = moves || o->one_off > 0;
        for (int month = 1; month < result->months; month++)
            moves = moves || o->month_cost[month] < o->month_cost[0] ||
                    o->month_cost[month] > o->month_cost[0];
    }
    if (!moves || result->months < 2)
        return;
    snprintf(head, sizeof head,
             "| option | month 1 | month %d | once, at the start | over %d months | pays back |\n"
             "| :-- | --: | --: | --: | --: | :-- |\n",
             (int)result->months, (int)result->months);
    if (!markdown_open(m, "Timeline, bills without one-offs", head))
        return;
    for (int i = 0; i < result->options; i++) {
        const struct llmcost_option_result *o = &result->option[i];
        markdown_code_cell(m, id_of(report, i));
        money_cell(m, report, o->month_cost[0]);
        money_cell(m, report, o->month_cost[result->months - 1]);
        money_cell(m, report, o->one_off);
        money_cell(m, report, o->horizon_cost);
        markdown_cell(m, payback_text(report, i, text, sizeof text));
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
    enum llmcost_unit unit =
        ref.extra >= 0 ? LLMCOST_MONEY_PER_MONTH : (enum llmcost_unit)field->unit;
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
        snprintf(text, sizeof text, "line %u", (unsigned)input->line);
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
        const struct llmcost_warning *warning = &report->result->warning[i];
        snprintf(text, sizeof text, "- W%u ", (unsigned)warning->id);
        markdown_put(m, text);
        markdown_text(m, words_warning(report, warning, text, sizeof text), MAX_SENTENCE);
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
        markdown_code(m, id_of(report, omission->option));
        markdown_put(m, ": ");
        markdown_text(m, row->omitted != NULL ? row->omitted : row->label, 0);
        markdown_put(m, "\n");
        markdown_add(m);
    }
    markdown_close(m, "items");
}

/* ---- The comment ---- */

static void put_details(struct markdown *m, const struct report *report)
{
    static void (*const sections[])(struct markdown *, const struct report *) = {
        put_warnings, put_break_evens, put_lines, put_timeline, put_omissions, put_assumptions,
    };
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        sections[i](m, report);
}

static void put_scenario_row(struct markdown *m, const struct report *report)
{
    const struct llmcost_result *result = report->result;
    int best = result->recommended;
    int next = result->runner_up;
    markdown_cell(m, title_of(report));
    if (best < 0) {
        markdown_put(m, "| none | | | ");
    } else {
        markdown_code_cell(m, id_of(report, best));
        money_cell(m, report, monthly(report, best));
        markdown_code_cell(m, next >= 0 ? id_of(report, next) : "");
        if (next >= 0)
            money_cell(m, report, monthly(report, next));
        else
            markdown_cell(m, "");
    }
    markdown_row_end(m);
}

/* Several scenarios: the table has one row for each, and each is folded on its own. */
static void put_several(struct markdown *m, const struct report *reports, int count)
{
    char text[FIGURE];
    snprintf(text, sizeof text, "### %d scenarios\n\n", count);
    markdown_put(m, text);
    for (int i = 0; i < count; i++) {
        markdown_put(m, "**");
        markdown_text(m, title_of(&reports[i]), 120);
        markdown_put(m, "**: ");
        char reason[2 * MAX_SENTENCE];
        if (words_reason(&reports[i], 0, reason, sizeof reason) != NULL)
            markdown_text(m, reason, MAX_SENTENCE);
        markdown_put(m, "\n\n");
        markdown_add(m);
    }
    markdown_put(m, "| scenario | take | a month | next best | a month |\n"
                    "| :-- | :-- | --: | :-- | --: |\n");
    if (markdown_add(m))
        for (int i = 0; i < count; i++)
            put_scenario_row(m, &reports[i]);
    for (int i = 0; i < count; i++) {
        snprintf(text, sizeof text, "Scenario %d of %d", i + 1, count);
        if (!markdown_open(m, text, ""))
            return;
        put_heading(m, "#### ", &reports[i]);
        put_overrides(m, &reports[i]);
        put_decision(m, &reports[i]);
        put_options(m, &reports[i]);
        markdown_gates(m, reports[i].gates, reports[i].gate_count);
        put_details(m, &reports[i]);
        markdown_close(m, "parts");
    }
}

static void put_footer(struct markdown *m, const struct report *reports, int count)
{
    char text[FIGURE + 64];
    text_put(&m->out,
             m->is_cut ? "\nCut to fit into a comment: the JSON report has it all.\n" : "");
    text_put(&m->out, "\n<sub>llmcost " LLMCOST_VERSION);
    if (count == 1) {
        m->piece.length = 0;
        text_put(&m->out, ", ");
        markdown_code(m, reports->file);
        if (m->piece.length > 0 && m->piece.length < FOOTER_NAME)
            text_add(&m->out, m->piece.data, m->piece.length);
        snprintf(text, sizeof text, ", sha256 `%.12s`", reports->sha256);
        text_put(&m->out, text);
    }
    text_put(&m->out, "</sub>\n");
}

bool print_markdown(FILE *out, const struct report *reports, int count)
{
    struct markdown m = {.open = 0};
    markdown_put(&m, MARKDOWN_MARKER "\n");
    if (count == 1) {
        put_heading(&m, "### ", reports);
        put_overrides(&m, reports);
        put_decision(&m, reports);
        put_options(&m, reports);
        markdown_gates(&m, reports->gates, reports->gate_count);
        put_details(&m, reports);
    } else
        put_several(&m, reports, count);
    put_footer(&m, reports, count);
    return markdown_print(&m, out);
}
