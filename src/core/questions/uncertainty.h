/* uncertainty.h - what uncertainty.c shows to its test alone. */
#ifndef LLMCOST_CORE_QUESTIONS_UNCERTAINTY_H
#define LLMCOST_CORE_QUESTIONS_UNCERTAINTY_H

#include <stdbool.h>

/* What knowing the bin of each draw is worth; bins are numbered from 0 to 31. */
double value_of_bins(const double *costs, int options, int samples, const bool *eligible,
                     const double *bin);

#endif
