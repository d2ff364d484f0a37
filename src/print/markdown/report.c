/* report.c - reports as one comment for a pull request: the decision, one table that shows
 * it, and everything else folded. Knows which figures a reviewer looks at first; refuses to know
 * sentences (words*.c), escaping and size (markdown.c). Folded sections are in
 * print/markdown/details.c.
 */
#include "print/markdown/report.h"
#include "print/writers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FOOTER_NAME = 200 };

/* ---- Above the fold ---- */

static void put_heading(struct markdown *m, const char *level, const struct report *report)
{
    markdown_put(m, level);
    markdown_text(m, outcome_title(report->outcome, report->file), 120);
    markdown_put(m, "\n\n");
    markdown_add(m);
}

static void put_overrides(struct markdown *m, const struct report *report)
{
    for (int i = 0; i < report->override_count; i++) {
        char text[LLMCOST_MAX_PATH + FIGURE];
        if (words_override(report->overrides, i, text, sizeof text) == NULL)
            continue;
        markdown_put(m, i > 0                       ? ", "
                        : report->overrides[0].file ? "Changed: "
                                                    : "Changed by --set: ");
        markdown_code(m, text);
        markdown_add(m);
    }
    if (report->override_count > 0)
        markdown_put(m, "\n\n");
    markdown_add(m);
}

static void put_decision(struct markdown *m, const struct report *report)
{
    const struct outcome_verdict *verdict = &report->outcome->verdict;
    for (int n = 0; n < verdict->reasons_count; n++)
        markdown_paragraph(m, n == 0, verdict->reasons[n], MAX_SENTENCE);
}

static const char *status_of(const struct report *report, int option)
{
    const struct outcome_option *mine = &report->outcome->options[option];
    if (!mine->feasible)
        return "cannot serve the demand";
    if (!mine->eligible)
        return "not allowed";
    const bool chosen = option == report->outcome->recommended;
    if (mine->estimated)
        return chosen ? "recommended, estimated" : "estimated";
    return chosen ? "recommended" : "";
}

static void price_cell(struct markdown *m, const struct report *report, double price)
{
    char text[FIGURE] = "";
    if (!isnan(price))
        words_unit_price(report->outcome->currency, price, text, sizeof text);
    markdown_cell(m, text);
}

/* Whether any option has a time per output token. */
static bool tells_tpot(const struct outcome *outcome)
{
    bool any = false;
    for (int i = 0; i < outcome->options_count; i++)
        any = any ||
              (outcome->options[i].fleet != NULL && !isnan(outcome->options[i].fleet->tpot_ms));
    return any;
}

/* "55.6, limited by ttft_ms" */
static void tpot_cell(struct markdown *m, const struct llmcost_fleet *fleet)
{
    char text[2 * FIGURE] = "", figure[FIGURE];
    if (fleet != NULL && !isnan(fleet->tpot_ms)) {
        const char *limit = row_word(outcome_limits, fleet->limited_by);
        words_count(words_round(fleet->tpot_ms, 1), figure, sizeof figure);
        snprintf(text, sizeof text, "%s%s%s", figure, limit != NULL ? ", limited by " : "",
                 limit != NULL ? limit : "");
    }
    markdown_cell(m, text);
}

static void put_option_row(struct markdown *m, const struct report *report, int option)
{
    const struct outcome_option *mine = &report->outcome->options[option];
    const bool horizon = report->outcome->horizon_matters;
    char text[FIGURE] = "", sum[FIGURE];
    markdown_code_cell(m, mine->id);
    if (mine->feasible)
        markdown_cell(m, outcome_sum_text(report->outcome, option, SUM_MONTH, sum, sizeof sum));
    else
        markdown_cell(m, "-");
    const char *gap = outcome_gap_text(report->outcome, option, sum, sizeof sum);
    markdown_cell(m, gap != NULL ? gap : "");
    price_cell(m, report, mine->cost_per_request);
    price_cell(m, report, mine->cost_per_mtok);
    if (horizon && mine->feasible)
        markdown_cell(m, outcome_sum_text(report->outcome, option, SUM_HORIZON, sum, sizeof sum));
    else if (horizon)
        markdown_cell(m, "-");
    if (mine->fleet != NULL)
        words_count(mine->fleet->gpus_at_peak, text, sizeof text);
    markdown_cell(m, text);
    if (mine->fleet != NULL)
        words_percent(mine->fleet->utilization, text, sizeof text);
    markdown_cell(m, text);
    if (tells_tpot(report->outcome))
        tpot_cell(m, mine->fleet);
    markdown_cell(m, status_of(report, option));
    markdown_row_end(m);
}

static void put_options(struct markdown *m, const struct report *report)
{
    const bool horizon = report->outcome->horizon_matters;
    const bool tpot = tells_tpot(report->outcome);
    char over[FIGURE];
    char unit[2 * FIGURE];
    m->dropped = 0;
    snprintf(over, sizeof over, " over %d month%s |", (int)report->outcome->horizon_months,
             words_s(report->outcome->horizon_months));
    markdown_put(m, "| option | a month | against the choice | per request | per Mtok |");
    markdown_put(m, horizon ? over : "");
    words_in_unit(" GPUs |", outcome_common_unit(report->outcome), unit, sizeof unit);
    markdown_put(m, unit);
    markdown_put(m, " utilization |");
    markdown_put(m, tpot ? " ms an output token |" : "");
    markdown_put(m, " |\n| :-- | --: | --: | --: | --: |");
    markdown_put(m, horizon ? " --: |" : "");
    markdown_put(m, tpot ? " --: |" : "");
    markdown_put(m, " --: | --: | :-- |\n");
    if (!markdown_add(m))
        return;
    for (int option = 0; option < report->outcome->options_count; option++)
        put_option_row(m, report, option);
    if (m->dropped > 0) {
        snprintf(over, sizeof over, "\n%d more options are in the JSON report.\n", m->dropped);
        text_put(&m->out, over);
    }
    m->dropped = 0;
}

/* ---- The comment ---- */

static void put_scenario_row(struct markdown *m, const struct report *report)
{
    const struct outcome_option *options = report->outcome->options;
    int best = report->outcome->recommended;
    int next = report->outcome->runner_up;
    markdown_cell(m, outcome_title(report->outcome, report->file));
    if (best < 0) {
        markdown_put(m, "| none | | | ");
    } else {
        markdown_code_cell(m, options[best].id);
        markdown_money_cell(m, report, outcome_monthly(&options[best]));
        markdown_code_cell(m, next >= 0 ? options[next].id : "");
        if (next >= 0)
            markdown_money_cell(m, report, outcome_monthly(&options[next]));
        else
            markdown_cell(m, "");
    }
    markdown_row_end(m);
}

/* What is not folded of a report. */
static void put_one(struct markdown *m, const char *level, const struct report *report)
{
    const struct outcome *outcome = report->outcome;
    put_heading(m, level, report);
    put_overrides(m, report);
    put_decision(m, report);
    put_options(m, report);
    for (int i = 0; i < outcome->gates_count; i++)
        markdown_gate(m, i == 0, outcome->gates[i].id, outcome->gates[i].status == LLMCOST_PASS,
                      outcome->gates[i].message);
}

/* Several scenarios: the table has one row for each, and each is folded on its own. */
static void put_several(struct markdown *m, const struct report *reports, int count, bool brief)
{
    char text[FIGURE];
    snprintf(text, sizeof text, "### %d scenarios\n\n", count);
    markdown_put(m, text);
    for (int i = 0; i < count; i++) {
        markdown_put(m, "**");
        markdown_text(m, outcome_title(reports[i].outcome, reports[i].file), 120);
        markdown_put(m, "**: ");
        const struct outcome_verdict *verdict = &reports[i].outcome->verdict;
        if (verdict->reasons_count > 0)
            markdown_text(m, verdict->reasons[0], MAX_SENTENCE);
        markdown_put(m, "\n\n");
        markdown_add(m);
    }
    markdown_put(m, "| scenario | take | a month | next best | a month |\n"
                    "| :-- | :-- | --: | :-- | --: |\n");
    if (markdown_add(m))
        for (int i = 0; i < count; i++)
            put_scenario_row(m, &reports[i]);
    for (int i = 0; i < count && !brief; i++) {
        snprintf(text, sizeof text, "Scenario %d of %d", i + 1, count);
        m->parts = count - i;
        if (!markdown_open(m, text, ""))
            return;
        put_one(m, "#### ", &reports[i]);
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

/* How much stands in the whole report alone. */
static void put_counts(struct markdown *m, const struct outcome *outcome)
{
    char text[2 * FIGURE];
    snprintf(text, sizeof text, "\n%d warning%s, %d not priced.\n", (int)outcome->warnings_count,
             outcome->warnings_count == 1 ? "" : "s", (int)outcome->not_priced_count);
    markdown_put(m, text);
    markdown_add(m);
}

static bool print(const struct print_job *job, bool brief)
{
    const struct report *reports = job->reports;
    struct markdown m = {.open = 0};
    markdown_put(&m, MARKDOWN_MARKER "\n");
    if (job->count == 1) {
        put_one(&m, "### ", reports);
        if (brief)
            put_counts(&m, reports->outcome);
        else
            put_details(&m, reports);
    } else
        put_several(&m, reports, job->count, brief);
    put_footer(&m, reports, job->count);
    return markdown_print(&m, job->out);
}

bool print_markdown(const struct print_job *job)
{
    return print(job, false);
}

bool print_markdown_brief(const struct print_job *job)
{
    return print(job, true);
}
