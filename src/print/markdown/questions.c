/* questions.c - how sure the answer is and what moves it, as two folded tables of a comment: the
 * costs of the options over the draws, and the margin at both ends of each input. Refuses to know
 * how these were found.
 */
#include "core/base/count.h"
#include "print/markdown/report.h"

#include <math.h>

/* What is not known is a dash. */
static void put_cost(struct markdown *m, const struct report *report, double cost)
{
    if (isnan(cost))
        markdown_cell(m, "-");
    else
        markdown_money_cell(m, report, cost);
}

void put_uncertainty(struct markdown *m, const struct report *report)
{
    const struct outcome_uncertainty *u = report->outcome->uncertainty;
    char title[2 * FIGURE];
    char share[FIGURE - 4];
    char text[FIGURE];
    if (u == NULL)
        return;
    snprintf(title, sizeof title, "%s draws, %d month%s",
             words_count(u->samples, text, sizeof text), (int)report->outcome->horizon_months,
             words_s(report->outcome->horizon_months));
    int fails = 0;
    for (int i = 0; i < u->options_count; i++)
        fails += u->options[i].infeasible_samples > 0;
    const char *head =
        fails > 0
            ? "| option | expected | p10 | p50 | p90 | cheapest in | regret | cannot serve |\n"
              "| :-- | --: | --: | --: | --: | --: | --: | :-- |\n"
            : "| option | expected | p10 | p50 | p90 | cheapest in | regret |\n"
              "| :-- | --: | --: | --: | --: | --: | --: |\n";
    if (!markdown_open(m, title, head))
        return;
    for (int i = 0; i < u->options_count; i++) {
        const struct outcome_chances *o = &u->options[i];
        const double costs[] = {o->mean, o->p10, o->p50, o->p90};
        const bool serves = o->infeasible_samples < u->samples;
        markdown_code_cell(m, o->id);
        for (size_t n = 0; n < COUNT(costs); n++)
            put_cost(m, report, serves ? costs[n] : NAN);
        markdown_cell(m, o->probability_cheapest > 0
                             ? words_draws(o->probability_cheapest, text, sizeof text)
                             : "-");
        const char *regret = outcome_regret_text(report->outcome, i, text, sizeof text);
        markdown_cell(m, regret != NULL ? regret : "-");
        words_percent((double)o->infeasible_samples / u->samples, share, sizeof share);
        snprintf(text, sizeof text, "%s%s", o->infeasible_samples > 0 ? "in " : "",
                 o->infeasible_samples > 0 ? share : "");
        if (fails > 0)
            markdown_cell(m, text);
        markdown_row_end(m);
    }
    markdown_close(m, "options");
}

static void put_margin(struct markdown *m, const struct report *report, double margin)
{
    char text[FIGURE];
    if (isfinite(margin))
        markdown_cell(m, outcome_margin_text(report->outcome, margin, text, sizeof text));
    else
        markdown_cell(m, margin < 0 ? "fails" : "alone");
}

static void put_swing(struct markdown *m, const struct report *report,
                      const struct outcome_mover *mover)
{
    const struct llmcost_scenario *scenario = report->scenario;
    const double turn = mover->swing.switch_value;
    char name[2 * LLMCOST_MAX_ID];
    char text[FIGURE];
    markdown_cell(m, words_swing(scenario, mover->ref, mover->swing.low, mover->swing.high,
                                 mover->also_count, name, sizeof name));
    put_margin(m, report, outcome_margin(&mover->swing, 0));
    put_margin(m, report, outcome_margin(&mover->swing, 1));
    markdown_cell(m,
                  isnan(turn) ? "-" : words_figure(scenario, mover->ref, turn, text, sizeof text));
    markdown_row_end(m);
}

void put_swings(struct markdown *m, const struct report *report)
{
    const struct outcome *outcome = report->outcome;
    const struct outcome_uncertainty *u = outcome->uncertainty;
    const int count = u != NULL ? u->inputs_count : outcome->sensitivity_count;
    char title[2 * FIGURE];
    char now[FIGURE];
    if (outcome->runner_up < 0 || count == 0)
        return;
    outcome_margin_text(outcome, outcome->verdict.margin, now, sizeof now);
    snprintf(title, sizeof title, "Margin over %d month%s, now %s, when one input moves %s",
             (int)outcome->horizon_months, words_s((int)outcome->horizon_months), now,
             u != NULL ? "from p10 to p90" : "by 20 %");
    if (!markdown_open(m, title, "| input | from | to | turns at |\n| :-- | --: | --: | --: |\n"))
        return;
    for (int i = 0; i < count && i < MARKDOWN_SWINGS; i++)
        put_swing(m, report, u != NULL ? &u->inputs[i] : &outcome->sensitivity[i]);
    markdown_close(m, "inputs");
}
