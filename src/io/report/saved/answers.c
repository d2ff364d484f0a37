/* answers.c - what a saved report answers beyond the bills, back in its report and result
 * (io/report/saved/restoring.h): break-evens, months, what is not known, what moves the decision.
 */
#include "core/base/codes.h"
#include "io/report/saved/restoring.h"

#include <stdlib.h>
#include <string.h>

/* ---- Break-evens ---- */

/* The bands of one of the two lists of a break-even. */
static void restore_bands(struct restoring *x, const char *list, const struct llmcost_band *bands,
                          int count, struct llmcost_break_even *to)
{
    char path[MOST];
    to->bands = 0;
    for (int i = 0; i < count && !x->r->failed; i++) {
        const struct llmcost_band *band = &bands[i];
        snprintf(path, sizeof path, "%s[%d]", list, i);
        if (i >= LLMCOST_MAX_BANDS)
            refuse_at(x->r, path, E_JSON_VALUE, "more than %d bands", (int)LLMCOST_MAX_BANDS);
        else if (isnan(band->from) != (band->from_kind == LLMCOST_OPEN) ||
                 isnan(band->to) != (band->to_kind == LLMCOST_OPEN))
            refuse_at(x->r, path, E_JSON_VALUE,
                      "a number and its kind are needed here, or null twice");
        else
            to->band[to->bands++] = (struct llmcost_band){.from = or_zero(band->from),
                                                          .to = or_zero(band->to),
                                                          .from_kind = band->from_kind,
                                                          .to_kind = band->to_kind};
    }
}

/* What sentences tell: of a report of before they told the horizon, the month. */
static void restore_told(struct restoring *x, int index, const struct outcome_break_even *from,
                         const struct llmcost_break_even *month, struct llmcost_break_even *to)
{
    char path[MOST];
    *to = *month;
    if (from->basis == 0)
        return;
    to->on_horizon = from->basis == BASIS_HORIZON;
    to->status = from->horizon_status;
    snprintf(path, sizeof path, "break_even[%d].horizon_bands", index);
    restore_bands(x, path, from->horizon_bands, from->horizon_bands_count, to);
}

void restore_break_evens(struct restoring *x)
{
    const int count = x->from->break_even_count;
    struct llmcost_break_even *list = calloc((size_t)count + 1, sizeof *list);
    struct llmcost_break_even *told = calloc((size_t)count + 1, sizeof *told);
    x->report->break_even = list;
    x->report->told = told;
    x->r->arena->failed = x->r->arena->failed || list == NULL || told == NULL;
    for (int i = 0; list != NULL && told != NULL && i < count && !x->r->failed; i++) {
        const struct outcome_break_even *from = &x->from->break_even[i];
        struct llmcost_break_even *to = &list[x->report->break_even_count++];
        char path[MOST];
        snprintf(path, sizeof path, "break_even[%d].option", i);
        to->option = option_of(x, path, from->option);
        snprintf(path, sizeof path, "break_even[%d].against", i);
        to->against = option_of(x, path, from->against);
        to->current = or_zero(from->current);
        to->status = from->status;
        to->reason = LLMCOST_REASON_NONE;
        if (i > 0 && strcmp(from->variable, from[-1].variable) == 0)
            to->variable = to[-1].variable;
        else if (!llmcost_find_path(x->scenario, from->variable, &to->variable))
            to->variable = (struct llmcost_ref){.field = -1, .entry = -1};
        snprintf(path, sizeof path, "break_even[%d].bands", i);
        restore_bands(x, path, from->bands, from->bands_count, to);
        restore_told(x, i, from, to, &told[i]);
    }
}

/* ---- Months ---- */

void restore_timeline(struct restoring *x)
{
    char path[MOST];
    if (x->from->timeline_count != x->result->months) {
        refuse_at(x->r, "timeline", E_JSON_VALUE, "one row for each of the %d months is needed",
                  (int)x->result->months);
        return;
    }
    for (int m = 0; m < x->from->timeline_count && !x->r->failed; m++) {
        const struct outcome_month *month = &x->from->timeline[m];
        snprintf(path, sizeof path, "timeline[%d].month", m);
        if (month->month != m + 1)
            refuse_at(x->r, path, E_JSON_VALUE, "the months follow each other: %d is needed here",
                      m + 1);
        snprintf(path, sizeof path, "timeline[%d].options", m);
        if (month->options_count != x->result->options) {
            refuse_at(x->r, path, E_JSON_VALUE, "every option has a cost in every month");
            return;
        }
        for (int i = 0; i < month->options_count; i++) {
            snprintf(path, sizeof path, "timeline[%d].options[%d].id", m, i);
            if (is_for_options(x, path, i, month->options[i].id))
                x->result->option[i].month_cost[m] = month->options[i].cost;
        }
    }
}

/* ---- What is not known, and what moves the decision ---- */

/* A margin that is null stands for an option that does not serve the demand at that end: the
 * recommended one where the report says so, else every other one. A report of before it was said
 * tells it by the flip: false where that is not enough. */
static bool settle_margins(const struct outcome_swing *from, double margin[2])
{
    static const char *const ends[] = {"low", "high"};
    const double beyond = 1e6 * LLMCOST_MAX_BILL; /* more than any margin */
    const double read[2] = {from->margin_at_low, from->margin_at_high};
    for (int end = 0; end < 2; end++) {
        const double other = read[1 - end];
        bool fails = false;
        margin[end] = read[end];
        if (!isnan(read[end]))
            continue;
        for (int i = 0; i < from->fails_at_count; i++)
            fails = fails || strcmp(from->fails_at[i], ends[end]) == 0;
        if (from->fails_at_count == 0 && from->flips && (isnan(other) || other < 0))
            return false;
        fails = fails || (from->fails_at_count == 0 && from->flips);
        margin[end] = fails ? -beyond : beyond;
    }
    return true;
}

/* What a report of before did not say of its ends. */
static void settle_ends(struct restoring *x, struct outcome_swing *swing, const double margin[2])
{
    if (swing->fails_at_count > 0)
        return;
    swing->fails_at = arena_take(x->r->arena, 2, sizeof *swing->fails_at);
    for (int end = 0; swing->fails_at != NULL && end < 2; end++)
        if (margin[end] < -1e3 * LLMCOST_MAX_BILL)
            swing->fails_at[swing->fails_at_count++] = end == 0 ? "low" : "high";
}

static bool restore_swing(struct restoring *x, struct outcome_mover *from, struct llmcost_swing *to)
{
    double margin[2] = {0, 0};
    const bool compared = x->result->runner_up >= 0;
    const bool good = llmcost_find_path(x->scenario, from->path, &from->ref) &&
                      (!compared || settle_margins(&from->swing, margin));
    to->ref = from->ref;
    settle_ends(x, &from->swing, margin);
    to->low = from->swing.low;
    to->high = from->swing.high;
    to->margin_at_low = margin[0];
    to->margin_at_high = margin[1];
    to->flips = from->swing.flips;
    to->has_switch = !isnan(from->swing.switch_value);
    to->switch_value = or_zero(from->swing.switch_value);
    return good;
}

static void restore_sensitivity(struct restoring *x)
{
    const int count = x->from->sensitivity_count;
    struct llmcost_swing *swings = calloc((size_t)count + 1, sizeof *swings);
    x->report->swings = swings;
    x->r->arena->failed = x->r->arena->failed || swings == NULL;
    for (int i = 0; swings != NULL && i < count && i < LLMCOST_MAX_SWINGS; i++)
        x->saved->lacks_sensitivity |=
            !restore_swing(x, &x->from->sensitivity[i], &swings[x->report->swing_count++]);
}

/* Costs that are not known cannot be shown beside those that are: then nothing is. */
static bool restore_chances(const struct outcome_chances *from,
                            struct llmcost_option_uncertainty *to)
{
    *to = (struct llmcost_option_uncertainty){.mean = from->mean,
                                              .p10 = from->p10,
                                              .p50 = from->p50,
                                              .p90 = from->p90,
                                              .probability_cheapest = from->probability_cheapest,
                                              .standard_error = or_zero(from->standard_error),
                                              .regret = or_zero(from->regret),
                                              .has_regret = !isnan(from->regret),
                                              .infeasible = from->infeasible_samples};
    return !isnan(from->mean + from->p10 + from->p50 + from->p90 + from->probability_cheapest);
}

static void restore_uncertainty(struct restoring *x)
{
    struct outcome_uncertainty *from = x->from->uncertainty;
    struct llmcost_uncertainty *u = from != NULL ? calloc(1, sizeof *u) : NULL;
    bool known = true;
    x->report->uncertainty = u;
    x->r->arena->failed = x->r->arena->failed || (from != NULL && u == NULL);
    if (u == NULL)
        return;
    u->samples = from->samples;
    u->evpi = or_zero(from->evpi);
    u->has_evpi = !isnan(from->evpi);
    u->on_average = -1; /* its sentence is among the reasons */
    x->scenario->seed.value = (double)from->seed;
    if (from->samples < 1 || from->options_count != x->result->options ||
        from->inputs_count > LLMCOST_MAX_RANGED) {
        refuse_at(x->r, "uncertainty", E_JSON_VALUE,
                  "one entry for each option is needed, and %d inputs at most",
                  (int)LLMCOST_MAX_RANGED);
        return;
    }
    for (int i = 0; i < from->options_count; i++)
        known = is_for_options(x, "uncertainty.options", i, from->options[i].id) &&
                restore_chances(&from->options[i], &u->option[i]) && known;
    for (int i = 0; i < from->inputs_count; i++) {
        struct llmcost_input_uncertainty *to = &u->input[u->inputs++];
        to->evppi = or_zero(from->inputs[i].evppi);
        to->evppi_noise = or_zero(from->inputs[i].evppi_noise);
        if (!restore_swing(x, &from->inputs[i], &to->swing))
            x->saved->lacks_sensitivity = true;
        else /* which kind of range is not written, and nothing rests on it */
            llmcost_at(x->scenario, to->swing.ref)->range = LLMCOST_UNIFORM;
    }
    x->saved->lacks_sensitivity |= !known;
}

/* A section that could only be shown in part is left out. */
void restore_questions(struct restoring *x)
{
    restore_sensitivity(x);
    restore_uncertainty(x);
    if (!x->saved->lacks_sensitivity)
        return;
    x->from->sensitivity_count = 0;
    if (x->from->uncertainty != NULL)
        x->from->uncertainty->inputs_count = 0;
}
