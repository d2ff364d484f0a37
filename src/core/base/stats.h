/* stats.h - distributions and samples of them (§10). */
#ifndef LLMCOST_CORE_BASE_STATS_H
#define LLMCOST_CORE_BASE_STATS_H

#include "llmcost.h"

/* The z below which a standard normal variable lies with probability 0 < p < 1. */
double inverse_normal(double p);

/* A lognormal range, for those who draw from it many times. */
struct lognormal {
    double median, deviation; /* the deviation of its logarithm */
};
/* The lognormal whose p10 and p90 are the input's low and high. */
struct lognormal lognormal_of(const struct llmcost_input *input);
/* Its p quantile, 0 < p < 1. */
double lognormal_quantile(const struct lognormal *spread, double p);

/* Sorts in place, the smallest value first. */
void sort_rising(double *values, int count);
/* The p quantile of values in rising order, interpolated between neighbours. */
double sorted_quantile(const double *sorted, int count, double p);

#endif
