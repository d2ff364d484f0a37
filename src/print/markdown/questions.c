/* questions.c - how sure the answer is and what moves it, as two folded tables of a comment: the
 * costs of the options over the draws, and the margin at both ends of each input. Refuses to know
 * how these were found.
 */
#include "print/markdown/report.h"

#include <math.h>

void put_uncertainty(struct markdown *m, const struct report *report)
{
    const struct llmcost_uncertainty *u = report->uncertainty;
    char title[2 * FIGURE];
    char share[FIGURE - 4];
    char text[FIGURE];
    if (u == NULL)
        return;
    snprintf(title, sizeof title, "%s draws, %d months", words_count(u->samples, text, sizeof text),
             (int)report->result->months);
    int fails = 0;
    for (int i = 0; i < report->result->options; i++)
        fails += u->option[i].infeasible > 0;
    const char *head =
        fails > 0
            ? "| option | expected | p10 | p50 | p90 | cheapest in | regret | cannot serve |\n"
              "| :-- | --: | --: | --: | --: | --: | --: | :-- |\n"
            : "| option | expected | p10 | p50 | p90 | cheapest in | regret |\n"
              "| :-- | --: | --: | --: | --: | --: | --: |\n";
    if (!markdown_open(m, title, head))
        return;
    for (int i = 0; i < report->result->options; i++) {
        const struct llmcost_option_uncertainty *o = &u->option[i];
        const double costs[] = {o->mean, o->p10, o->p50, o->p90};
        const bool serves = o->infeasible < u->samples;
        markdown_code_cell(m, markdown_id(report, i));
        for (size_t n = 0; n < sizeof costs / sizeof *costs; n++)
            if (serves)
                markdown_money_cell(m, report, costs[n]);
            else
                markdown_cell(m, "-");
        markdown_cell(m, o->probability_cheapest > 0
                             ? words_draws(o->probability_cheapest, text, sizeof text)
                             : "-");
        if (serves && o->has_regret)
            markdown_money_cell(m, report, o->regret);
        else
            markdown_cell(m, "-");
        words_percent((double)o->infeasible / u->samples, share, sizeof share);
        snprintf(text, sizeof text, o->infeasible > 0 ? "in %s" : "", share);
        if (fails > 0)
            markdown_cell(m, text);
        markdown_row_end(m);
    }
    markdown_close(m, "options");
}

/* Beyond every bill stands for an option that does not serve the demand there. */
static void put_margin(struct markdown *m, const struct report *report, double margin)
{
    if (fabs(margin) <= 1e3 * LLMCOST_MAX_BILL)
        markdown_money_cell(m, report, words_round(margin, 0));
    else
        markdown_cell(m, margin < 0 ? "fails" : "alone");
}

static void put_swing(struct markdown *m, const struct report *report,
                      const struct llmcost_swing *swing)
{
    const struct llmcost_scenario *scenario = report->scenario;
    char name[2 * LLMCOST_MAX_ID];
    char text[FIGURE];
    markdown_cell(m, words_swing(scenario, swing, name, sizeof name));
    put_margin(m, report, swing->margin_at_low);
    put_margin(m, report, swing->margin_at_high);
    markdown_cell(m, swing->has_switch ? words_figure(scenario, swing->ref, swing->switch_value,
                                                      text, sizeof text)
                                       : "-");
    markdown_row_end(m);
}

void put_swings(struct markdown *m, const struct report *report)
{
    enum { MOST_ROWS = 8 }; /* as many as the table shows */
    const struct llmcost_uncertainty *u = report->uncertainty;
    const int count = u != NULL ? u->inputs : report->swing_count;
    char title[2 * FIGURE];
    char now[FIGURE];
    if (report->result->runner_up < 0 || count == 0)
        return;
    words_money(words_currency(report->scenario), words_round(report->result->margin, 0), now,
                sizeof now);
    snprintf(title, sizeof title, "Margin over %d months, now %s, when one input moves %s",
             (int)report->result->months, now, u != NULL ? "from p10 to p90" : "by 20 %");
    if (!markdown_open(m, title, "| input | from | to | turns at |\n| :-- | --: | --: | --: |\n"))
        return;
    for (int i = 0; i < count && i < MOST_ROWS; i++)
        put_swing(m, report, u != NULL ? &u->input[i].swing : &report->swings[i]);
    markdown_close(m, "inputs");
}
