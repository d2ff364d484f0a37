/* real.h - arithmetic that every machine does alike (§0), beside what llmcost.h offers of it. Calls
 * of fmin() and fmax() would load libm for a comparison: a tenth of the time of a run.
 */
#ifndef LLMCOST_CORE_BASE_REAL_H
#define LLMCOST_CORE_BASE_REAL_H

/* The 12th root of x >= 0, by Newton. */
double root12(double x);

/* llmcost_pow() of a whole number, to the last bit: the logarithms of primes up to 13 are kept. */
double small_pow(int x, double y);

/* The larger of two numbers. */
static inline double at_least(double a, double b)
{
    return a > b ? a : b;
}

/* The smaller of two numbers. */
static inline double at_most(double a, double b)
{
    return a < b ? a : b;
}

/* A part of a whole: nothing of nothing, and never above 1 by a rounding. */
static inline double share_of(double part, double whole)
{
    return whole > 0 ? at_most(part / whole, 1) : 0;
}

#endif
