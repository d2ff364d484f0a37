/* breaks.c - where the cost of an option over the demand has breakpoints that can be written down
 * (§9): a unit more in some hour, a minimum that is reached, an hour of a slice that changes hands
 * at one of the prices that the api has. Refuses to know costs (curve.c).
 */
#include "core/base/real.h"
#include "core/model/pricing.h"
#include "core/questions/curve.h"
#include "core/scenario/scenario.h"

#include <math.h>

/* The prices that an api has in the hours of the week, over their mean, each once. */
void find_prices(struct curve *c, const struct terms *terms, const struct llmcost_api *api)
{
    struct tariff tariff;
    double price[STACK_WEEK];
    c->prices = 1;
    c->price[0] = 1;
    if (api == NULL || !goes_by_the_clock(api))
        return;
    tariff_make(terms, api, 1, &tariff);
    tariff_hours(terms, api, &tariff, price);
    c->prices = 0;
    for (int hour = 0; hour < STACK_WEEK; hour++) {
        int i = 0;
        while (i < c->prices && c->price[i] != price[hour])
            i++;
        c->price[i] = price[hour];
        c->prices += i == c->prices;
    }
}

double extreme_price(const struct curve *c, bool most)
{
    double extreme = c->price[0];
    for (int i = 1; i < c->prices; i++)
        extreme = most ? at_least(extreme, c->price[i]) : at_most(extreme, c->price[i]);
    return extreme;
}

/* Whether a slice's hour of that price goes from the api to an elastic unit at a share of it. */
static bool changes_hands(const struct curve *c, const struct curve_month *month, int price)
{
    return month->part > 0 && month->part < c->price[price];
}

double next_break(const struct curve *c, double x)
{
    const struct llmcost_load *load = host_load(c->scenario);
    double next = NOWHERE;
    for (int m = 0; m < c->span.months; m++) {
        const struct curve_month *month = &c->month[m];
        const double kink = month->kink < NOWHERE ? month->kink / month->growth : NOWHERE;
        next = kink > x * (1 + INSIDE) ? at_most(next, kink) : next;
        for (int level = 0; c->unit_x > 0 && level < c->levels && load->level[level] > 0; level++) {
            const double step = c->unit_x / (load->level[level] * month->growth);
            const double units = x / step * (1 + INSIDE);
            if (units >= c->last_unit)
                continue;
            next = at_most(next, (floor(units) + 1) * step);
            for (int i = 0; i < c->prices; i++)
                if (changes_hands(c, month, i)) {
                    const double part = month->part / c->price[i];
                    next = at_most(next, (floor(units - part) + 1 + part) * step);
                }
        }
    }
    return next > x ? next : x * (1 + 2 * INSIDE);
}

double break_density(const struct curve *c)
{
    const struct llmcost_load *load = host_load(c->scenario);
    double density = 0;
    for (int m = 0; m < c->span.months; m++) {
        int kinds = 1; /* of breakpoints */
        for (int i = 0; i < c->prices; i++)
            kinds += changes_hands(c, &c->month[m], i);
        for (int level = 0; c->unit_x > 0 && level < c->levels; level++)
            density += load->level[level] * c->month[m].growth / c->unit_x * kinds;
    }
    return density;
}
