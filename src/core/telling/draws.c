/* draws.c - what every figure over the draws is made of (§10): one row each, of all options, of one
 * option, or of one ranged input. Knows names and formulas; refuses to know how it was sampled
 * (core/questions/uncertainty.c) and how a tree of them is built (explain.c). To add a figure: a
 * value function and a row here. A name of `reads` is that of another of these figures, of the
 * uncertainty's own inputs, or a word that explain.c follows.
 */
#include "core/base/count.h"
#include "core/telling/explain.h"
#include "llmcost.h"

/* ---- Values ---- */

static const struct llmcost_option_uncertainty *mine(const struct drawing *d)
{
    return &d->known->option[d->option];
}

static double evpi(const struct drawing *d)
{
    return d->known->has_evpi ? d->known->evpi : NO_FIGURE;
}

/* The least expected cost among those that may be chosen and serve in every draw. */
static double least_mean(const struct drawing *d)
{
    double least = NO_FIGURE;
    for (int o = 0; d->known->has_evpi && o < d->result->options; o++) {
        const struct llmcost_option_uncertainty *option = &d->known->option[o];
        if (d->result->option[o].eligible && option->has_regret && !(option->mean >= least))
            least = option->mean;
    }
    return least;
}

static double cheapest_mean(const struct drawing *d)
{
    return least_mean(d) - evpi(d);
}

static double cheapest_draws(const struct drawing *d)
{
    return mine(d)->probability_cheapest * d->known->samples;
}

static double regret(const struct drawing *d)
{
    return mine(d)->has_regret && d->result->option[d->option].feasible ? mine(d)->regret
                                                                        : NO_FIGURE;
}

static double infeasible_samples(const struct drawing *d)
{
    return mine(d)->infeasible;
}

static double evppi(const struct drawing *d)
{
    return d->known->has_evpi ? d->input->evppi : NO_FIGURE;
}

static double evppi_noise(const struct drawing *d)
{
    return d->known->has_evpi ? d->input->evppi_noise : NO_FIGURE;
}

static double binned_mean(const struct drawing *d)
{
    return least_mean(d) - evppi(d);
}

/* Beyond every bill stands for an option that does not serve there. */
static double known_margin(double margin)
{
    const double most = 1e3 * LLMCOST_MAX_BILL;
    return margin <= most && margin >= -most ? margin : NO_FIGURE;
}

static double margin_at_low(const struct drawing *d)
{
    return known_margin(d->input->swing.margin_at_low);
}

static double margin_at_high(const struct drawing *d)
{
    return known_margin(d->input->swing.margin_at_high);
}

static double switch_value(const struct drawing *d)
{
    return d->input->swing.has_switch ? d->input->swing.switch_value : NO_FIGURE;
}

/* ---- Formulas that depend on the option ---- */

/* What may not be chosen is cheaper than all that may in some draws: those count as no regret. */
static const char *regret_formula(const struct drawing *d)
{
    return d->result->option[d->option].eligible
               ? "mean - cheapest_mean | nothing: it does not serve in every draw"
               : "what it costs more than the cheapest that may be chosen, on average over the "
                 "draws; nothing where it costs less | nothing: it, or all that may be chosen, do "
                 "not serve in some draw";
}

/* ---- Figures ---- */

#define ALL_DRAWS "ranged,samples,seed"

#define OPTION_AT(member) .offset = offsetof(struct llmcost_option_uncertainty, member)
#define INPUT_AT(member)  .offset = offsetof(struct llmcost_input_uncertainty, member)

/* clang-format off */
const struct draw_row draw_rows[] = {
    {.name = "evpi", .of = DRAWS_ALL, .unit = LLMCOST_MONEY, .value = evpi,
     .formula = "least_mean - cheapest_mean | nothing: no option that may be chosen serves in "
                "every draw",
     .reads = "least_mean,cheapest_mean"},
    {.name = "least_mean", .of = DRAWS_ALL, .unit = LLMCOST_MONEY, .value = least_mean,
     .formula = "the least mean of the options that may be chosen and serve in every draw: who "
                "decides now pays it",
     .reads = "means," ALL_DRAWS},
    {.name = "cheapest_mean", .of = DRAWS_ALL, .unit = LLMCOST_MONEY, .value = cheapest_mean,
     .formula = "the cost of the cheapest option of each draw, on average: who knows all inputs "
                "before deciding pays it",
     .reads = ALL_DRAWS},
    {.name = "mean", .of = DRAWS_OPTION, .unit = LLMCOST_MONEY, OPTION_AT(mean),
     .formula = "its horizon_cost in each draw of all ranges at once, added up, / samples",
     .reads = "horizon_cost," ALL_DRAWS},
    {.name = "p10", .of = DRAWS_OPTION, .unit = LLMCOST_MONEY, OPTION_AT(p10),
     .formula = "a tenth of the draws cost less than that",
     .reads = "horizon_cost," ALL_DRAWS},
    {.name = "p50", .of = DRAWS_OPTION, .unit = LLMCOST_MONEY, OPTION_AT(p50),
     .formula = "half of the draws cost less than that",
     .reads = "horizon_cost," ALL_DRAWS},
    {.name = "p90", .of = DRAWS_OPTION, .unit = LLMCOST_MONEY, OPTION_AT(p90),
     .formula = "nine tenths of the draws cost less than that",
     .reads = "horizon_cost," ALL_DRAWS},
    {.name = "probability_cheapest", .of = DRAWS_OPTION, .unit = LLMCOST_SHARE,
     OPTION_AT(probability_cheapest),
     .formula = "cheapest_draws / samples",
     .reads = "cheapest_draws,samples"},
    {.name = "cheapest_draws", .of = DRAWS_OPTION, .unit = LLMCOST_COUNT, .value = cheapest_draws,
     .formula = "draws in which it is the cheapest of those that may be chosen and serve; a tie "
                "is the recommended option's, else the first one's",
     .reads = ALL_DRAWS},
    {.name = "regret", .of = DRAWS_OPTION, .unit = LLMCOST_MONEY, .value = regret,
     .formula_of = regret_formula,
     .reads = "mean,cheapest_mean"},
    {.name = "infeasible_samples", .of = DRAWS_OPTION, .unit = LLMCOST_COUNT,
     .value = infeasible_samples,
     .formula = "draws in which it does not serve the demand",
     .reads = ALL_DRAWS},
    {.name = "standard_error", .of = DRAWS_OPTION, .unit = LLMCOST_MONEY, OPTION_AT(standard_error),
     .formula = "the standard deviation of its cost over the draws / the square root of samples",
     .reads = "mean," ALL_DRAWS},
    {.name = "evppi", .of = DRAWS_INPUT, .unit = LLMCOST_MONEY, .value = evppi,
     .formula = "least_mean - binned_mean | nothing: no option that may be chosen serves in every "
                "draw",
     .reads = "least_mean,binned_mean"},
    {.name = "binned_mean", .of = DRAWS_INPUT, .unit = LLMCOST_MONEY, .value = binned_mean,
     .formula = "the draws in 32 equal bins of this input, in each the option of the least mean "
                "there, on average: who knows this input alone pays it",
     .reads = "input," ALL_DRAWS},
    {.name = "evppi_noise", .of = DRAWS_INPUT, .unit = LLMCOST_MONEY, .value = evppi_noise,
     .formula = "the same with the bins shuffled: what chance alone would show",
     .reads = "input,least_mean"},
    {.name = "low", .of = DRAWS_INPUT, .unit = LLMCOST_UNITS, INPUT_AT(swing.low),
     .formula = "one value in ten of its range is lower",
     .reads = "input"},
    {.name = "high", .of = DRAWS_INPUT, .unit = LLMCOST_UNITS, INPUT_AT(swing.high),
     .formula = "one value in ten of its range is higher",
     .reads = "input"},
    {.name = "margin_at_low", .of = DRAWS_INPUT, .unit = LLMCOST_MONEY, .value = margin_at_low,
     .formula = "the next best option's horizon_cost less the recommended one's, with the input "
                "at low and the others at their point",
     .reads = "low,verdict.margin"},
    {.name = "margin_at_high", .of = DRAWS_INPUT, .unit = LLMCOST_MONEY, .value = margin_at_high,
     .formula = "the next best option's horizon_cost less the recommended one's, with the input "
                "at high and the others at their point",
     .reads = "high,verdict.margin"},
    {.name = "switch_value", .of = DRAWS_INPUT, .unit = LLMCOST_UNITS, .value = switch_value,
     .formula = "the nearest value at which another option is the better one, the others at their "
                "point",
     .reads = "input,verdict.margin"},
};
/* clang-format on */

const int draw_row_count = (int)COUNT(draw_rows);
