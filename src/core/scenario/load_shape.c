/* load_shape.c - the shape of the load: weights of the hours, their distinct levels, the shape that
 * a load factor stands for, and what becomes of it where some of it can wait (§1). Refuses to know
 * how much is asked for (core/model/demand.c).
 */
#include "core/base/real.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int falling(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x < y) - (x > y);
}

/* The distinct weights in falling order, how many hours have each, and which one each hour has. */
void load_settle(struct llmcost_load *load)
{
    const int hours = load->hours;
    memcpy(load->level, load->weight, (size_t)hours * sizeof load->level[0]);
    int in_order = 1;
    while (in_order < hours && load->level[in_order - 1] >= load->level[in_order])
        in_order++;
    const bool sorted = in_order >= hours;
    if (!sorted)
        qsort(load->level, (size_t)hours, sizeof load->level[0], falling);
    int levels = 0;
    double above = 0;
    for (int i = 0; i < hours;) {
        const double weight = load->level[i];
        const int first = i;
        do /* the same weight again where it does not fall */
            load->level_of[i++] = (int16_t)levels; /* of the i-th largest */
        while (i < hours && !(weight > load->level[i]));
        load->level[levels] = weight;
        load->level_hours[levels] = (int16_t)(i - first);
        load->hours_above[levels] = i;
        load->weight_above[levels++] = above += weight * (i - first);
    }
    load->levels = levels;
    for (int hour = 0; hour < hours && !sorted; hour++) {
        int low = 0;
        int high = levels - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (load->level[middle] > load->weight[hour])
                low = middle + 1;
            else
                high = middle;
        }
        load->level_of[hour] = (int16_t)low;
    }
    for (int level = levels - 1; level >= 0; level--) { /* their mean is 1: all of them are H */
        load->weight_above[level] = hours;
        if (load->level[level] > 0)
            break;
    }
}

/* ---- What can wait ---- */

enum { DAY = 24, DAYS_OF_A_WEEK = 7 };

double deferrable_share(const struct llmcost_scenario *scenario)
{
    const struct llmcost_workload *w = &scenario->workload;
    return is_stated(&w->deferrable_share) ? w->deferrable_share.value : w->batch_share.value;
}

/* The level up to which the lowest of `count` weights in falling order are filled, so that they sum
 * up to `total`. */
static double fill_level(const double *falling_weights, int count, double total)
{
    double above = 0;
    for (int i = 0; i < count; i++)
        above += falling_weights[i];
    double level = 0;
    for (int filled = 1; filled <= count; filled++) {
        above -= falling_weights[count - filled];
        level = (total - above) / filled;
        if (filled == count || level <= falling_weights[count - 1 - filled])
            break;
    }
    return level;
}

/* The hours first, first + step, ... of one day. */
static void defer_day(const double *weight, int first, int step, int count, double share,
                      double *ret_weight)
{
    double rest[DAY] = {0};
    double total = 0;
    for (int i = 0; i < count; i++) {
        total += weight[first + i * step];
        rest[i] = (1 - share) * weight[first + i * step];
    }
    qsort(rest, (size_t)count, sizeof rest[0], falling);
    const double level = fill_level(rest, count, total);
    for (int i = 0; i < count; i++) {
        const double stays = (1 - share) * weight[first + i * step];
        ret_weight[first + i * step] = stays > level ? stays : level;
    }
}

/* A load of which that share has moved to the quiet hours of each day (§1): of no hours where none
 * of it can. */
static void defer_load(const struct llmcost_load *load, double share,
                       struct llmcost_load *ret_deferred)
{
    ret_deferred->hours = 0;
    if (share <= 0 || load->hours <= 1)
        return;
    ret_deferred->kind = LLMCOST_LOAD_LIST;
    ret_deferred->hours = load->hours;
    if (load->kind == LLMCOST_LOAD_FACTOR) /* its hours are in order of their size: dealt to days */
        for (int day = 0; day < DAYS_OF_A_WEEK; day++)
            defer_day(load->weight, day, DAYS_OF_A_WEEK, load->hours / DAYS_OF_A_WEEK, share,
                      ret_deferred->weight);
    else
        for (int hour = 0; hour < load->hours; hour += DAY)
            defer_day(load->weight, hour, 1, load->hours - hour < DAY ? load->hours - hour : DAY,
                      share, ret_deferred->weight);
    load_settle(ret_deferred);
    ret_deferred->factor.value = 1 / ret_deferred->level[0];
}

void settle_load(struct llmcost_scenario *scenario)
{
    defer_load(&scenario->load, deferrable_share(scenario), &scenario->deferred);
}

/* ---- Loads ---- */

bool llmcost_set_load(struct llmcost_scenario *scenario, const double *weights, int hours)
{
    struct llmcost_load *load = &scenario->load;
    double total = 0;
    if (hours < 1 || hours > LLMCOST_MAX_HOURS)
        return false;
    for (int hour = 0; hour < hours; hour++) {
        if (!(weights[hour] >= 0 && weights[hour] <= 1e15))
            return false;
        total += weights[hour];
    }
    if (!(total > 0))
        return false;
    for (int hour = 0; hour < hours; hour++)
        load->weight[hour] = weights[hour] * hours / total;
    load->kind = LLMCOST_LOAD_LIST;
    load->hours = hours;
    load_settle(load);
    load->factor.value = 1 / load->level[0];
    settle_load(scenario);
    return true;
}

/* A prime to the power of theta, from the powers of smaller numbers: p^2 is (p-1)(p+1)(1+e), and
 * the power of 1+e a short series. */
static double prime_power(const double *power, int prime, double theta)
{
    const double e = 1.0 / ((double)prime * prime - 1);
    double series = 1;
    double term = 1;
    if (prime < 17)
        return small_pow(prime, theta);
    for (int k = 0; term > 1e-18 || term < -1e-18; k++) {
        term *= (theta - k) / (k + 1) * e;
        series += term;
    }
    return sqrt(power[prime - 1]) * sqrt(power[2] * power[(prime + 1) / 2]) * sqrt(series);
}

/* h^theta for 0 to count - 1: a power of a product is the product of the powers. */
static void powers_of(double theta, int count, double *ret_power)
{
    for (int h = 0; h < count; h++)
        ret_power[h] = -1;
    for (int h = 0; h < count; h++) {
        if (ret_power[h] < 0)
            ret_power[h] = prime_power(ret_power, h, theta);
        for (int k = 2; k <= h && k * h < count; k++)
            ret_power[k * h] = ret_power[k] * ret_power[h];
    }
}

void put_load_factor(struct llmcost_scenario *scenario, double factor, const double *weight)
{
    struct llmcost_load *load = &scenario->load;
    memcpy(load->weight, weight, LOAD_WEEK * sizeof *weight);
    load->kind = LLMCOST_LOAD_FACTOR;
    load->hours = LOAD_WEEK;
    load_settle(load);
    load->factor.value = factor;
    settle_load(scenario);
}

void llmcost_set_load_factor(struct llmcost_scenario *scenario, double factor)
{
    const double f = factor;
    const double m = f / 2;
    const double theta = f < 1 ? (1 - m) / (1 - f) - 1 : 0;
    double power[LOAD_WEEK]; /* h^theta, or (h/167)^theta where that would overflow */
    double depth[LOAD_WEEK]; /* 1 - D_h, and then the weights */
    double mean = 0;
    if (theta < 100)
        powers_of(theta, LOAD_WEEK, power);
    else
        for (int h = 0; h < LOAD_WEEK; h++)
            power[h] = llmcost_pow(h / (LOAD_WEEK - 1.0), theta);
    const double deepest = f < 1 ? 1 - m : 0;
    for (int h = 0; h < LOAD_WEEK; h++) {
        depth[h] = deepest * (power[h] / power[LOAD_WEEK - 1]);
        mean += depth[h] / LOAD_WEEK;
    }
    const double q = mean > 0 ? (1 - f) / mean : 0;
    for (int h = 0; h < LOAD_WEEK; h++)
        depth[h] = (1 - q * depth[h]) / f;
    put_load_factor(scenario, factor, depth);
}
