/* breaks.c - where the cost of an option over the demand has breakpoints that can be written down
 * (§9): a unit more in some hour, a minimum that is reached, an hour of a slice that changes hands
 * at one of the prices that the api has. Refuses to know costs (probe.c).
 */
#include "core/base/real.h"
#include "core/model/pricing.h"
#include "core/questions/curve.h"
#include "core/scenario/scenario.h"

#include <math.h>

void find_clocks(struct curve *c, const struct terms *terms, const struct llmcost_api *api)
{
    double factor[STACK_WEEK];
    c->clocks = 1;
    c->clock[0] = 1;
    if (api == NULL || !goes_by_the_clock(api))
        return;
    clock_factors(terms, api, factor);
    c->clocks = 0;
    for (int hour = 0; hour < STACK_WEEK; hour++) {
        int i = 0;
        while (i < c->clocks && c->clock[i] != factor[hour])
            i++;
        c->clock[i] = factor[hour];
        c->clocks += i == c->clocks;
    }
}

void note_prices(const struct curve *c, const struct tariff *tariff, struct curve_month *month)
{
    if (c->clocks <= 1 || tariff->plain <= 0)
        return;
    month->flat = tariff->per_request / tariff->plain;
    month->clocked = tariff->by_tokens / tariff->plain;
}

static double price_of(const struct curve *c, const struct curve_month *month, int i)
{
    return month->flat + month->clocked * c->clock[i];
}

double extreme_price(const struct curve *c, const struct curve_month *month, bool most)
{
    double extreme = price_of(c, month, 0);
    for (int i = 1; i < c->clocks; i++)
        extreme = most ? at_least(extreme, price_of(c, month, i))
                       : at_most(extreme, price_of(c, month, i));
    return extreme;
}

/* Whether a slice's hour of that price goes from the api to an elastic unit at a share of it. */
static bool changes_hands(const struct curve_month *month, double price)
{
    return month->part > 0 && month->part < price;
}

double month_break(const struct curve *c, const struct curve_month *month, double x)
{
    const struct llmcost_load *load = host_load(c->scenario);
    double next = NOWHERE;
    double share[STACK_WEEK + 1]; /* of a unit, at which an hour has a breakpoint */
    int shares = 1;
    share[0] = 0;
    for (int i = 0; month->unit > 0 && i < c->clocks; i++)
        if (changes_hands(month, price_of(c, month, i)))
            share[shares++] = month->part / price_of(c, month, i);
    if (month->kink > x * (1 + INSIDE))
        next = at_most(next, month->kink);
    if (month->service_kink > x * (1 + INSIDE))
        next = at_most(next, month->service_kink);
    for (int level = 0; month->unit > 0 && level < c->levels && load->level[level] > 0; level++) {
        const double step = month->unit / load->level[level];
        const double units = x / step * (1 + INSIDE);
        if (units >= c->last_unit)
            continue;
        for (int i = 0; i < shares; i++)
            next = at_most(next, (floor(units - share[i]) + 1 + share[i]) * step);
    }
    return next > x ? next : x * (1 + 2 * INSIDE);
}

double next_break(const struct curve *c, double x)
{
    double next = NOWHERE;
    for (int m = 0; m < c->span.months; m++)
        next = at_most(next, month_break(c, &c->month[m], x));
    return next;
}

double break_density(const struct curve *c)
{
    const struct llmcost_load *load = host_load(c->scenario);
    double density = 0;
    for (int m = 0; m < c->span.months; m++) {
        int kinds = 1; /* of breakpoints */
        for (int i = 0; i < c->clocks; i++)
            kinds += changes_hands(&c->month[m], price_of(c, &c->month[m], i));
        for (int level = 0; c->month[m].unit > 0 && level < c->levels; level++)
            density += load->level[level] / c->month[m].unit * kinds;
    }
    return density;
}

double lowest_level(const struct llmcost_load *load, int levels)
{
    while (levels > 1 && load->level[levels - 1] <= 0)
        levels--;
    return load->level[levels - 1];
}

double dense_until(const struct curve *c)
{
    if (c->most_unit <= 0)
        return 0;
    return c->last_unit < NOWHERE
               ? c->last_unit * c->most_unit / lowest_level(host_load(c->scenario), c->levels)
               : NOWHERE;
}
