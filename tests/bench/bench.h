/* bench.h - what the timing programs share: a clock, a median, and the one line a row of the bench
 * table is made of. A program prints rows; bench_report.sh judges and lays them out.
 */
#ifndef LLMCOST_BENCH_H
#define LLMCOST_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Sorts values. */
static inline double median(double *values, size_t count)
{
    qsort(values, count, sizeof(values[0]), compare_doubles);
    return count % 2 ? values[count / 2] : 0.5 * (values[count / 2 - 1] + values[count / 2]);
}

/* Sorts values. A quarter of the runs is faster: what a program takes while nothing else runs. */
static inline double lower_quartile(double *values, size_t count)
{
    qsort(values, count, sizeof(values[0]), compare_doubles);
    return values[count / 4];
}

/* `ours` and `reference` in `unit`; the figure that is judged is their ratio, at most `target`. */
static inline void print_row(const char *name, double ours, double reference, const char *unit,
                             double target)
{
    printf("%s\t%.4g %s\t%.4g %s\t%.3f\t%g\n", name, ours, unit, reference, unit, ours / reference,
           target);
}

#endif
