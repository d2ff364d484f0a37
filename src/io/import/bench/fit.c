/* fit.c - input and output tokens/s of a replica from its rates at several mixes.
 * Knows the one law 1/kappa = i/P + o/D; refuses to fit what does not determine P and D. Errors are
 * relative: each mix counts the same, however long its requests.
 */
#include "io/import/bench/bench.h"

/* Below this share of what it could be, the determinant of the normal equations says that all mixes
 * have about one proportion of input to output (within 3 %): noise would be taken for a fit. */
static const double COLLINEAR = 1e-3;

bool bench_fit(const struct bench_run *const *runs, int count, double *ret_input_per_second,
               double *ret_output_per_second, double *ret_worst)
{
    /* With u = i kappa and v = o kappa, minimise the sum of (u/P + v/D - 1)^2. */
    double uu = 0, uv = 0, vv = 0, u1 = 0, v1 = 0, worst = 0;
    for (int i = 0; i < count; i++) {
        const double u = runs[i]->input_tokens * runs[i]->requests_per_second;
        const double v = runs[i]->output_tokens * runs[i]->requests_per_second;
        uu += u * u;
        uv += u * v;
        vv += v * v;
        u1 += u;
        v1 += v;
    }
    const double determinant = uu * vv - uv * uv;
    if (!(determinant > COLLINEAR * uu * vv))
        return false;
    const double x = (u1 * vv - v1 * uv) / determinant;
    const double y = (v1 * uu - u1 * uv) / determinant;
    if (!(x > 0 && y > 0))
        return false;
    for (int i = 0; i < count; i++) {
        const double fitted = 1 / (runs[i]->input_tokens * x + runs[i]->output_tokens * y);
        const double off = fitted / runs[i]->requests_per_second - 1;
        const double size = off < 0 ? -off : off;
        worst = size > worst ? size : worst;
    }
    *ret_input_per_second = 1 / x;
    *ret_output_per_second = 1 / y;
    *ret_worst = worst;
    return true;
}
