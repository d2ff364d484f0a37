/* uncertainty.h - what uncertainty.c shows to its test alone. */
#ifndef LLMCOST_CORE_QUESTIONS_UNCERTAINTY_H
#define LLMCOST_CORE_QUESTIONS_UNCERTAINTY_H

#include "llmcost.h"

/* The draws of all options, and which of them may be chosen. */
struct draws {
    const double *costs;
    const bool *serves;
    int samples, options;
    int preferred; /* whom a tie counts for, -1 none */
    bool eligible[LLMCOST_MAX_OPTIONS];
};

/* What knowing the bin of each draw is worth to one who would pay `now` without; bins are numbered
 * from 0 to 31. */
double value_of_bins(const struct draws *draws, double now, const double *bin);

#endif
