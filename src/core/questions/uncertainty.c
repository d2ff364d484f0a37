/* uncertainty.c - what is not known, and what knowing it would be worth (§10): draws of all ranged
 * inputs at scrambled Sobol points, then expected costs, regret, and the value of perfect
 * information on all inputs and on each. A draw depends on its number and the seed alone: any
 * thread may compute any of them, sums are taken in order.
 */
#include "core/questions/uncertainty.h"
#include "core/base/real.h"
#include "core/base/sobol.h"
#include "core/base/stats.h"
#include "core/months/walk.h"
#include "core/scenario/room.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

#include <math.h>
#include <string.h>

enum { BINS = 32 };

/* A draw of one input may leave less for another: shares of the input, a start within the horizon.
 * All of those are at their points, and each takes its draw as far as there is room beside those
 * before it, so that a draw depends on none before it. */
static void fit_together(struct llmcost_scenario *scratch, const struct llmcost_ref *refs,
                         int count, const struct llmcost_input *before)
{
    double drawn[LLMCOST_MAX_RANGED];
    bool bounded[LLMCOST_MAX_RANGED];
    for (int i = 0; i < count; i++) {
        bounded[i] = is_bounded(scratch, refs[i]);
        drawn[i] = llmcost_read(scratch, refs[i])->value;
        if (bounded[i])
            change_input(scratch, refs[i], before[i].value);
    }
    for (int i = 0; i < count; i++) {
        if (!bounded[i])
            continue;
        const struct domain room = room_of(scratch, refs[i]);
        change_input(scratch, refs[i], at_least(room.low, at_most(drawn[i], room.high)));
    }
}

bool llmcost_sample(struct llmcost_scenario *scratch, const struct llmcost_ref *refs, int count,
                    int samples, int first, int last, double *ret_costs, bool *ret_serves)
{
    struct llmcost_input before[LLMCOST_MAX_RANGED];
    uint32_t directions[LLMCOST_MAX_RANGED][SOBOL_BITS];
    uint32_t shift[LLMCOST_MAX_RANGED];
    struct lognormal spread[LLMCOST_MAX_RANGED];
    int leads[LLMCOST_MAX_RANGED];
    double point[LLMCOST_MAX_RANGED];
    const uint32_t seed = (uint32_t)scratch->seed.value;
    const int options = llmcost_option_count(scratch);
    bool fits = true;
    bool together = false;
    llmcost_ties(scratch, refs, count, leads);
    for (int i = 0; i < count; i++) {
        together = together || is_bounded(scratch, refs[i]);
        before[i] = *llmcost_read(scratch, refs[i]);
        sobol_directions(i, directions[i]);
        shift[i] = sobol_shift(seed, i, samples);
        if (before[i].range == LLMCOST_LOGNORMAL)
            spread[i] = lognormal_of(&before[i]);
    }
    for (int draw = first; draw < last; draw++) {
        for (int i = 0; i < count; i++)
            point[i] = sobol_point(directions[i], shift[i], (uint32_t)draw);
        for (int i = 0; i < count; i++) {
            const double p = point[leads[i]];
            const double value = before[i].range == LLMCOST_LOGNORMAL
                                     ? lognormal_quantile(&spread[i], p)
                                     : llmcost_quantile(&before[i], p);
            change_input(scratch, refs[i], allowed_value(refs[i], value));
        }
        if (together)
            fit_together(scratch, refs, count, before);
        const double step = discount_step(scratch);
        for (int option = 0; option < options; option++) {
            const size_t at = (size_t)option * (size_t)samples + (size_t)draw;
            fits = option_horizon(scratch, option, step, &ret_costs[at], &ret_serves[at]) && fits;
        }
    }
    for (int i = 0; i < count; i++)
        restore_input(scratch, refs[i], &before[i]);
    return fits;
}

/* ---- Sums over all draws ---- */

static double cost_of(const struct draws *d, int option, int draw)
{
    return d->costs[(size_t)option * (size_t)d->samples + (size_t)draw];
}

static bool serves_in(const struct draws *d, int option, int draw)
{
    return d->serves[(size_t)option * (size_t)d->samples + (size_t)draw];
}

/* The cheapest eligible option of one draw among those that serve it, -1 when none does: a tie is
 * the preferred option's, else that of the first in order. */
static int best_of_draw(const struct draws *d, int draw)
{
    const double tie = 1e-9;
    int best = -1;
    for (int o = 0; o < d->options; o++)
        if (d->eligible[o] && serves_in(d, o, draw) &&
            (best < 0 || cost_of(d, o, draw) < cost_of(d, best, draw) * (1 - tie)))
            best = o;
    const int preferred = d->preferred;
    const bool tied = best >= 0 && preferred >= 0 && d->eligible[preferred] &&
                      serves_in(d, preferred, draw) &&
                      cost_of(d, preferred, draw) <= cost_of(d, best, draw) * (1 + tie);
    return tied ? preferred : best;
}

static double mean_of(const struct draws *d, int option)
{
    double total = 0;
    for (int draw = 0; draw < d->samples; draw++)
        total += cost_of(d, option, draw);
    return total / d->samples;
}

static void sum_option(const struct draws *d, int option, double *work,
                       struct llmcost_option_uncertainty *ret)
{
    double squares = 0;
    memcpy(work, &d->costs[(size_t)option * (size_t)d->samples], (size_t)d->samples * sizeof *work);
    sort_rising(work, d->samples);
    ret->mean = mean_of(d, option);
    ret->p10 = sorted_quantile(work, d->samples, 0.1);
    ret->p50 = sorted_quantile(work, d->samples, 0.5);
    ret->p90 = sorted_quantile(work, d->samples, 0.9);
    for (int draw = 0; draw < d->samples; draw++) {
        const double off = cost_of(d, option, draw) - ret->mean;
        squares += off * off;
        ret->infeasible += !serves_in(d, option, draw);
    }
    ret->standard_error =
        d->samples > 1 ? sqrt(squares / (d->samples - 1.0) / (double)d->samples) : 0;
    ret->has_regret = ret->infeasible == 0;
}

/* The least that an option costs in a bin, times the draws in it: of those that serve in all of
 * them. */
static void least_of_bins(const struct draws *d, int option, const double *bin, double *best)
{
    double sum[BINS] = {0};
    bool serves[BINS];
    for (int b = 0; b < BINS; b++)
        serves[b] = true;
    for (int draw = 0; draw < d->samples; draw++) {
        sum[(int)bin[draw]] += cost_of(d, option, draw);
        serves[(int)bin[draw]] = serves[(int)bin[draw]] && serves_in(d, option, draw);
    }
    for (int b = 0; b < BINS; b++)
        best[b] = serves[b] ? at_most(best[b], sum[b]) : best[b];
}

/* What is left of costs that are added up in another order is no gain. */
static double gain_of(double now, double known)
{
    const double least = 1e-12;
    return now - known > least * now ? now - known : 0;
}

/* What decides now is the least mean of the options that serve in every draw; they serve in every
 * bin too, so that knowing one input is never worth more than knowing all. */
double value_of_bins(const struct draws *draws, double now, const double *bin)
{
    double best[BINS];
    double known = 0;
    for (int b = 0; b < BINS; b++)
        best[b] = NEVER_PRICED;
    for (int o = 0; o < draws->options; o++)
        if (draws->eligible[o])
            least_of_bins(draws, o, bin, best);
    for (int b = 0; b < BINS; b++)
        known += best[b] < NEVER_PRICED ? best[b] / draws->samples : 0;
    return gain_of(now, known);
}

/* A point of a Sobol' dimension has its rank in it: of 2^k points each dyadic interval holds one.
 * For other numbers of draws the ranks are found by sorting. */
static void bins_of_input(int dimension, uint32_t seed, int samples, double *ret_bin, double *work)
{
    uint32_t directions[SOBOL_BITS];
    const uint32_t shift = sobol_shift(seed, dimension, samples);
    sobol_directions(dimension, directions);
    const bool even = samples >= BINS && (samples & (samples - 1)) == 0;
    for (int draw = 0; draw < samples; draw++)
        ret_bin[draw] = work[draw] = sobol_point(directions, shift, (uint32_t)draw);
    for (int draw = 0; even && draw < samples; draw++)
        ret_bin[draw] = (double)(int)(work[draw] * BINS);
    if (even)
        return;
    sort_rising(work, samples);
    for (int draw = 0; draw < samples; draw++) {
        int low = 0; /* the rank: how many are smaller */
        int high = samples;
        while (low < high) {
            const int middle = (low + high) / 2;
            if (work[middle] < ret_bin[draw])
                low = middle + 1;
            else
                high = middle;
        }
        const int64_t bin = (int64_t)low * BINS / samples;
        ret_bin[draw] = (double)bin;
    }
}

/* The same bins in an order that has nothing to do with the costs (Fisher and Yates). */
static void shuffle(double *bin, int samples, uint32_t seed, int dimension)
{
    uint32_t word = mixed_word(~seed, (uint32_t)dimension);
    for (int i = samples - 1; i > 0; i--) {
        word = mixed_word(word, (uint32_t)i);
        const int j = (int)((uint64_t)word * ((uint64_t)i + 1) >> 32);
        const double kept = bin[i];
        bin[i] = bin[j];
        bin[j] = kept;
    }
}

/* Measured inputs rank after assumed ones of equal value: they are known better already. Then comes
 * first what moves the margin more. */
static double width_of(const struct llmcost_swing *swing)
{
    return fabs(swing->margin_at_high - swing->margin_at_low);
}

static int by_value(const struct llmcost_scenario *s, const struct llmcost_input_uncertainty *a,
                    const struct llmcost_input_uncertainty *b)
{
    const int measured_a = llmcost_read(s, a->swing.ref)->basis == LLMCOST_MEASURED;
    const int measured_b = llmcost_read(s, b->swing.ref)->basis == LLMCOST_MEASURED;
    if (a->evppi > b->evppi || a->evppi < b->evppi)
        return a->evppi > b->evppi ? -1 : 1;
    if (measured_a != measured_b)
        return measured_a - measured_b;
    const double wider = width_of(&a->swing) - width_of(&b->swing);
    return wider > 0 ? -1 : wider < 0;
}

static void sort_inputs(const struct llmcost_scenario *s, struct llmcost_uncertainty *u)
{
    for (int i = 1; i < u->inputs; i++) {
        const struct llmcost_input_uncertainty moved = u->input[i];
        int at = i;
        for (; at > 0 && by_value(s, &moved, &u->input[at - 1]) < 0; at--)
            u->input[at] = u->input[at - 1];
        u->input[at] = moved;
    }
}

/* How often each option is the cheapest, and what it costs more than the cheapest of each draw; the
 * mean of these is returned. */
static double judge_draws(const struct draws *d, struct llmcost_uncertainty *u)
{
    double cheapest = 0;
    bool none = false; /* that may be chosen serves in some draw: nothing is regretted there */
    for (int draw = 0; draw < d->samples; draw++) {
        const int best = best_of_draw(d, draw);
        none = none || best < 0;
        if (best < 0)
            continue;
        cheapest += cost_of(d, best, draw) / d->samples;
        u->option[best].probability_cheapest += 1.0 / d->samples;
        for (int o = 0; o < d->options; o++)
            u->option[o].regret +=
                at_least(cost_of(d, o, draw) - cost_of(d, best, draw), 0) / d->samples;
    }
    for (int o = 0; o < d->options; o++) {
        u->option[o].has_regret = u->option[o].has_regret && !none;
        u->option[o].regret = u->option[o].has_regret ? u->option[o].regret : 0;
    }
    return cheapest;
}

/* The least expected cost among the eligible options that serve in every draw; -1 when none does. A
 * tie is the preferred option's. */
static int least_on_average(const struct draws *d, const struct llmcost_uncertainty *u)
{
    const double tie = 1e-9;
    int best = -1;
    for (int o = 0; o < d->options; o++)
        if (d->eligible[o] && u->option[o].has_regret &&
            (best < 0 || u->option[o].mean < u->option[best].mean * (1 - tie)))
            best = o;
    const int preferred = d->preferred;
    const bool tied = best >= 0 && preferred >= 0 && d->eligible[preferred] &&
                      u->option[preferred].has_regret &&
                      u->option[preferred].mean <= u->option[best].mean * (1 + tie);
    return tied ? preferred : best;
}

void llmcost_uncertainty(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                         const struct llmcost_ref *refs, int count,
                         const struct llmcost_swing *swings, const double *costs,
                         const bool *serves, double *work,
                         struct llmcost_uncertainty *ret_uncertainty)
{
    struct llmcost_uncertainty *u = ret_uncertainty;
    const int samples = (int)scratch->samples.value;
    const uint32_t seed = (uint32_t)scratch->seed.value;
    struct draws d = {.costs = costs,
                      .serves = serves,
                      .samples = samples,
                      .options = result->options,
                      .preferred = result->recommended};
    int leads[LLMCOST_MAX_RANGED];
    memset(u, 0, offsetof(struct llmcost_uncertainty, input));
    u->samples = samples;
    u->on_average = -1;
    for (int o = 0; o < d.options; o++) {
        d.eligible[o] = result->option[o].eligible;
        sum_option(&d, o, work, &u->option[o]);
    }
    const double cheapest = judge_draws(&d, u);
    const int best = least_on_average(&d, u);
    u->has_evpi = best >= 0;
    u->evpi = best >= 0 ? gain_of(u->option[best].mean, cheapest) : 0;
    if (best >= 0 && best != d.preferred && d.preferred >= 0 && u->option[d.preferred].has_regret)
        u->on_average = best;
    llmcost_ties(scratch, refs, count, leads);
    for (int i = 0; i < count; i++) {
        if (leads[i] != i)
            continue;
        struct llmcost_input_uncertainty *input = &u->input[u->inputs++];
        *input = (struct llmcost_input_uncertainty){.evppi = 0};
        if (best >= 0) {
            const double now = u->option[best].mean;
            bins_of_input(i, seed, samples, work, work + samples);
            input->evppi = at_most(value_of_bins(&d, now, work), u->evpi);
            shuffle(work, samples, seed, i);
            input->evppi_noise = at_most(value_of_bins(&d, now, work), u->evpi);
        }
        if (swings != NULL)
            input->swing = swings[i];
        else
            llmcost_swing(scratch, result, refs[i], &input->swing);
    }
    sort_inputs(scratch, u);
}
