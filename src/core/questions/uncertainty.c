/* uncertainty.c - what is not known, and what knowing it would be worth (§10): draws of all ranged
 * inputs at scrambled Sobol points, then expected costs, regret, and the value of perfect
 * information on all inputs and on each. A draw depends on its number and the seed alone: any
 * thread may compute any of them, sums are taken in order.
 */
#include "core/questions/uncertainty.h"
#include "core/base/real.h"
#include "core/base/sobol.h"
#include "core/base/stats.h"
#include "core/model/engine.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

#include <string.h>

enum { BINS = 32 };

bool llmcost_sample(struct llmcost_scenario *scratch, const struct llmcost_ref *refs, int count,
                    int samples, int first, int last, double *ret_costs, bool *ret_serves)
{
    struct llmcost_input before[LLMCOST_MAX_RANGED];
    uint32_t directions[LLMCOST_MAX_RANGED][SOBOL_BITS];
    uint32_t shift[LLMCOST_MAX_RANGED];
    struct lognormal spread[LLMCOST_MAX_RANGED];
    const uint32_t seed = (uint32_t)scratch->seed.value;
    const int options = llmcost_option_count(scratch);
    bool fits = true;
    for (int i = 0; i < count; i++) {
        before[i] = *llmcost_read(scratch, refs[i]);
        sobol_directions(i, directions[i]);
        shift[i] = sobol_shift(seed, i, samples);
        if (before[i].range == LLMCOST_LOGNORMAL)
            spread[i] = lognormal_of(&before[i]);
    }
    for (int draw = first; draw < last; draw++) {
        for (int i = 0; i < count; i++) {
            const double p = sobol_point(directions[i], shift[i], (uint32_t)draw);
            const double value = before[i].range == LLMCOST_LOGNORMAL
                                     ? lognormal_quantile(&spread[i], p)
                                     : llmcost_quantile(&before[i], p);
            change_input(scratch, refs[i], allowed_value(refs[i], value));
        }
        const double step = discount_step(scratch);
        for (int option = 0; option < options; option++) {
            const size_t at = (size_t)option * (size_t)samples + (size_t)draw;
            fits = option_horizon(scratch, option, step, &ret_costs[at], &ret_serves[at]) && fits;
        }
    }
    for (int i = 0; i < count; i++) {
        change_input(scratch, refs[i], before[i].value);
        *llmcost_at(scratch, refs[i]) = before[i];
    }
    return fits;
}

/* ---- Sums over all draws ---- */

/* The draws of the options that may be chosen. */
struct draws {
    const double *costs;
    const bool *serves;
    int samples, options;
    bool eligible[LLMCOST_MAX_OPTIONS];
};

static double cost_of(const struct draws *d, int option, int draw)
{
    return d->costs[(size_t)option * (size_t)d->samples + (size_t)draw];
}

/* The best eligible option of one draw, among those that serve it; when none does, among all. */
static int best_of_draw(const struct draws *d, int draw)
{
    int best = -1;
    bool best_serves = false;
    for (int o = 0; o < d->options; o++) {
        const bool serves = d->serves[(size_t)o * (size_t)d->samples + (size_t)draw];
        if (!d->eligible[o] || (best_serves && !serves))
            continue;
        if (best < 0 || (serves && !best_serves) || cost_of(d, o, draw) < cost_of(d, best, draw)) {
            best = o;
            best_serves = serves;
        }
    }
    return best;
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
    memcpy(work, &d->costs[(size_t)option * (size_t)d->samples], (size_t)d->samples * sizeof *work);
    sort_rising(work, d->samples);
    ret->mean = mean_of(d, option);
    ret->p10 = sorted_quantile(work, d->samples, 0.1);
    ret->p50 = sorted_quantile(work, d->samples, 0.5);
    ret->p90 = sorted_quantile(work, d->samples, 0.9);
    for (int draw = 0; draw < d->samples; draw++)
        ret->infeasible += !d->serves[(size_t)option * (size_t)d->samples + (size_t)draw];
}

/* min over options of E[C] minus the mean over bins of the min over options of the bin mean: what
 * knowing the bin is worth. bin[draw] is a whole number below BINS; each has as many draws, give or
 * take one. */
double value_of_bins(const double *costs, int options, int samples, const bool *eligible,
                     const double *bin)
{
    double best[BINS] = {0};
    double overall = 0;
    double total = 0;
    int count[BINS] = {0};
    int filled = 0;
    bool first = true;
    for (int draw = 0; draw < samples; draw++)
        count[(int)bin[draw]]++;
    for (int o = 0; o < options; o++) {
        const double *cost = &costs[(size_t)o * (size_t)samples];
        double sum[BINS] = {0};
        double all = 0;
        if (!eligible[o])
            continue;
        for (int draw = 0; draw < samples; draw++)
            sum[(int)bin[draw]] += cost[draw];
        for (int b = 0; b < BINS; b++) {
            const double mean = count[b] > 0 ? sum[b] / count[b] : 0;
            best[b] = first ? mean : at_most(best[b], mean);
            all += sum[b];
        }
        overall = first ? all / samples : at_most(overall, all / samples);
        first = false;
    }
    for (int b = 0; b < BINS && !first; b++) {
        total += count[b] > 0 ? best[b] : 0;
        filled += count[b] > 0;
    }
    return filled > 0 ? at_least(overall - total / filled, 0) : 0;
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

/* Measured inputs rank after assumed ones of equal value: they are known better already. */
static int by_value(const struct llmcost_scenario *s, const struct llmcost_input_uncertainty *a,
                    const struct llmcost_input_uncertainty *b)
{
    const int measured_a = llmcost_read(s, a->swing.ref)->basis == LLMCOST_MEASURED;
    const int measured_b = llmcost_read(s, b->swing.ref)->basis == LLMCOST_MEASURED;
    if (a->evppi > b->evppi || a->evppi < b->evppi)
        return a->evppi > b->evppi ? -1 : 1;
    return measured_a - measured_b;
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

void llmcost_uncertainty(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                         const struct llmcost_ref *refs, int count,
                         const struct llmcost_swing *swings, const double *costs,
                         const bool *serves, double *work,
                         struct llmcost_uncertainty *ret_uncertainty)
{
    struct llmcost_uncertainty *u = ret_uncertainty;
    const int samples = (int)scratch->samples.value;
    const uint32_t seed = (uint32_t)scratch->seed.value;
    struct draws d = {
        .costs = costs, .serves = serves, .samples = samples, .options = result->options};
    double cheapest = 0;
    double least = 0;
    bool any = false;
    memset(u, 0, offsetof(struct llmcost_uncertainty, input));
    u->samples = samples;
    u->inputs = count;
    for (int o = 0; o < d.options; o++) {
        d.eligible[o] = result->option[o].eligible;
        sum_option(&d, o, work, &u->option[o]);
        if (d.eligible[o] && (!any || u->option[o].mean < least))
            least = u->option[o].mean;
        any = any || d.eligible[o];
    }
    for (int draw = 0; any && draw < samples; draw++) {
        const int best = best_of_draw(&d, draw);
        cheapest += cost_of(&d, best, draw) / samples;
        u->option[best].probability_cheapest +=
            serves[(size_t)best * (size_t)samples + (size_t)draw] ? 1.0 / samples : 0;
        for (int o = 0; o < d.options; o++)
            u->option[o].regret +=
                at_least(cost_of(&d, o, draw) - cost_of(&d, best, draw), 0) / samples;
    }
    u->evpi = any ? at_least(least - cheapest, 0) : 0;
    for (int i = 0; i < count; i++) {
        struct llmcost_input_uncertainty *input = &u->input[i];
        bins_of_input(i, seed, samples, work, work + samples);
        input->evppi = value_of_bins(costs, d.options, samples, d.eligible, work);
        shuffle(work, samples, seed, i);
        input->evppi_noise = value_of_bins(costs, d.options, samples, d.eligible, work);
        if (swings != NULL)
            input->swing = swings[i];
        else
            llmcost_swing(scratch, result, refs[i], &input->swing);
    }
    sort_inputs(scratch, u);
}
