/* scenarios_arithmetic.h - the cost model once more for test_scenarios.c, the long way: loops over
 * months and hours where the engine has closed forms. Knows nothing of the engine; keep it so.
 */
#ifndef LLMCOST_TEST_SCENARIOS_ARITHMETIC_H
#define LLMCOST_TEST_SCENARIOS_ARITHMETIC_H

#include <math.h>

/* What is owed after so many monthly payments on a debt that bears interest. */
static inline double owed_after(double debt, double monthly_rate, double payment, int months)
{
    for (int m = 0; m < months; m++)
        debt += debt * monthly_rate - payment;
    return debt;
}

/* The week of {load_factor: f}, §1: mean 1, peak 1/f. */
static inline void load_factor_week(double f, double week[168])
{
    const double m = f / 2, theta = (1 - m) / (1 - f) - 1;
    double sum = 0;
    for (int hour = 0; hour < 168; hour++) {
        week[hour] = (1 - m) * pow(hour / 167.0, theta); /* 1 - D */
        sum += week[hour];
    }
    const double q = (1 - f) / (sum / 168);
    for (int hour = 0; hour < 168; hour++)
        week[hour] = (1 - q * week[hour]) / f;
}

/* Hourly weights to hourly load with that mean. */
static inline void scale_load(const double *weights, int hours, double mean, double *ret_load)
{
    double sum = 0;
    for (int hour = 0; hour < hours; hour++)
        sum += weights[hour];
    for (int hour = 0; hour < hours; hour++)
        ret_load[hour] = weights[hour] / sum * hours * mean;
}

/* The cheapest of the choices tried. */
struct best_base {
    double base, cost;
};

static inline void keep_cheapest(struct best_base *best, double base, double cost)
{
    if (cost < best->cost)
        *best = (struct best_base){.base = base, .cost = cost};
}

#endif
