/* stats.c - small leaf functions of distributions: quantiles of a range, of samples, and the
 * inverse normal. */
#include "core/base/stats.h"
#include "llmcost.h"

#include <math.h>
#include <stdlib.h>

static double ratio(const double *top, const double *bottom, int degree, double x)
{
    double above = top[degree];
    double below = bottom[degree];
    for (int i = degree - 1; i >= 0; i--) {
        above = above * x + top[i];
        below = below * x + bottom[i];
    }
    return above / below;
}

/* Algorithm AS 241, PPND16 (M. J. Wichura, Applied Statistics 37, 1988): about 1 part in 10^16. */
double inverse_normal(double p)
{
    static const double centre[2][8] = {
        {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
         1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
         3.3430575583588128105e4, 2.5090809287301226727e3},
        {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
         2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
         5.2264952788528545610e3}};
    static const double middle[2][8] = {
        {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
         3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
         2.27238449892691845833e-2, 7.74545014278341407640e-4},
        {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
         1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
         1.05075007164441684324e-9}};
    static const double tail[2][8] = {
        {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
         2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
         2.71155556874348757815e-5, 2.01033439929228813265e-7},
        {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
         7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
         2.04426310338993978564e-15}};
    const double q = p - 0.5;
    if (fabs(q) <= 0.425)
        return q * ratio(centre[0], centre[1], 7, 0.180625 - q * q);
    const double r = sqrt(-llmcost_log(q < 0 ? p : 1 - p));
    const double z =
        r <= 5 ? ratio(middle[0], middle[1], 7, r - 1.6) : ratio(tail[0], tail[1], 7, r - 5);
    return q < 0 ? -z : z;
}

struct lognormal lognormal_of(const struct llmcost_input *input)
{
    /* low and high are p10 and p90: 2.5631031311 deviations apart */
    return (struct lognormal){.median = sqrt(input->low * input->high),
                              .deviation =
                                  llmcost_log(input->high / input->low) / 2.5631031310892007};
}

double lognormal_quantile(const struct lognormal *spread, double p)
{
    return spread->median * llmcost_exp(inverse_normal(p) * spread->deviation);
}

double llmcost_quantile(const struct llmcost_input *input, double p)
{
    const double low = input->low;
    const double high = input->high;
    const double width = high - low;
    if (input->range == LLMCOST_UNIFORM)
        return low + p * width;
    if (input->range == LLMCOST_LOGNORMAL) {
        const struct lognormal spread = lognormal_of(input);
        return lognormal_quantile(&spread, p);
    }
    if (input->range != LLMCOST_TRIANGULAR || width <= 0)
        return input->value;
    const double rise = input->likely - low;
    if (p * width < rise)
        return low + sqrt(p * width * rise);
    return high - sqrt((1 - p) * width * (high - input->likely));
}

static int rising(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

void sort_rising(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, rising);
}

/* The p quantile of `count` values in rising order, interpolated between neighbours (Hyndman and
 * Fan, type 7). */
double sorted_quantile(const double *sorted, int count, double p)
{
    const double at = p * (count - 1);
    const int below = (int)floor(at);
    const int above = below + 1 < count ? below + 1 : below;
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
