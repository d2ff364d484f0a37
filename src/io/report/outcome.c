/* outcome.c - what can be read off a filled outcome: who is who by index, which figures tell
 * another story. A report that was just made and one that was read again give the same. Refuses to
 * know the engine's result and the sentences.
 */
#include "io/report/outcome.h"

#include <math.h>
#include <string.h>

int outcome_find_option(const struct outcome *outcome, const char *id)
{
    for (int i = 0; id != NULL && i < outcome->options_count; i++)
        if (outcome->options[i].id == id || strcmp(outcome->options[i].id, id) == 0)
            return i;
    return -1;
}

static bool horizon_matters(const struct outcome *outcome)
{
    for (int i = 0; i < outcome->options_count; i++) {
        const struct outcome_option *o = &outcome->options[i];
        if (o->one_off != 0 ||
            !report_repeats(o->horizon_cost, outcome->horizon_months, outcome_monthly(o)))
            return true;
    }
    return outcome->horizon_months != 12;
}

bool outcome_moves(const struct outcome *outcome)
{
    for (int m = 1; m < outcome->timeline_count; m++)
        for (int i = 0; i < outcome->options_count; i++) {
            const double first = outcome->timeline[0].options[i].cost;
            const double cost = outcome->timeline[m].options[i].cost;
            if (cost < first || cost > first)
                return true;
        }
    return false;
}

/* The option with the lowest bill of a month among those that can be chosen; -1: none. */
static int winner_of(const struct outcome *outcome, const struct outcome_month *month)
{
    int best = -1;
    for (int i = 0; i < month->options_count; i++)
        if (outcome->options[i].feasible && outcome->options[i].eligible &&
            (best < 0 || month->options[i].cost < month->options[best].cost))
            best = i;
    return best;
}

bool outcome_tells_horizon(const struct outcome *outcome)
{
    for (int i = 0; i < outcome->break_even_count; i++)
        if (outcome->break_even[i].basis == BASIS_HORIZON)
            return true;
    return false;
}

/* An end that is not known is open. */
static void open_ends(struct llmcost_band *bands, int count)
{
    for (int i = 0; i < count; i++) {
        if (isnan(bands[i].from))
            bands[i].from_kind = LLMCOST_OPEN;
        if (isnan(bands[i].to))
            bands[i].to_kind = LLMCOST_OPEN;
    }
}

static void settle_break_even(struct outcome_break_even *answer)
{
    open_ends(answer->bands, answer->bands_count);
    open_ends(answer->horizon_bands, answer->horizon_bands_count);
    if (answer->basis != 0)
        return;
    answer->horizon_status = answer->status;
    answer->horizon_bands = answer->bands;
    answer->horizon_bands_count = answer->bands_count;
    answer->horizon_reason = answer->reason;
}

void outcome_settle(struct outcome *outcome)
{
    outcome->recommended = outcome_find_option(outcome, outcome->verdict.recommended);
    outcome->baseline = outcome_find_option(outcome, outcome->verdict.baseline);
    outcome->runner_up = outcome_find_option(outcome, outcome->verdict.runner_up);
    outcome->horizon_matters = horizon_matters(outcome);
    for (int i = 0; i < outcome->break_even_count; i++)
        settle_break_even(&outcome->break_even[i]);
    for (int m = 0; m < outcome->timeline_count; m++)
        outcome->timeline[m].winner = winner_of(outcome, &outcome->timeline[m]);
}
