/* horizon.c - what options that are served together cost over the horizon (§7, §12). Refuses to
 * know how one month follows the other (walk.c).
 */
#include "core/months/walk.h"

#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/scenario/scenario.h"

static struct leftover leftover_of(const struct parties *parties, const struct carried *carried,
                                   int months)
{
    const struct llmcost_host *host = parties->host;
    /* a term of a month has ended with it */
    if (host == NULL || (is_owned(host) ? !is_stated(&host->resale_share) : held_months(host) <= 1))
        return (struct leftover){0, 0};
    if (is_owned(host)) {
        const double resale = host->resale_share.value;
        return (struct leftover){.stranded = pool_book(&carried->gpus, host, resale, months) +
                                             pool_book(&carried->staging, host, resale, months)};
    }
    const double hourly = pool_owed(&carried->gpus, months) + pool_owed(&carried->staging, months);
    return (struct leftover){.owed = hourly * parties->terms.scenario->hours_per_month.value *
                                     (1 + host->overhead_share.value) *
                                     host->commitment_exit_share.value};
}

struct leftover walk_leftover(const struct option_walk *walk, int months)
{
    return leftover_of(&walk->parties, &walk->carried, months);
}

struct leftover unit_leftover(const struct option_walk *walk, int month, int months)
{
    const double gpus = walk->month.plan.fleet.unit_gpus;
    struct carried one;
    struct lot lots[2][1];
    carry_nothing(&walk->parties, 1, lots, &one);
    pool_raise(&one.gpus, month, gpus, taken_at(walk->parties.host, &walk->factors));
    return leftover_of(&walk->parties, &one, months);
}

static double walks_one_off(struct option_walk *const *walk, int walks)
{
    double money = 0;
    for (int i = 0; i < walks; i++) {
        const struct parties *p = &walk[i]->parties;
        if (p->host != NULL && walk[i]->fleet == i)
            money += p->host->common.one_off.value;
        if (p->api != NULL && walk[i]->contract == i)
            money += p->api->common.one_off.value;
    }
    return money;
}

static struct leftover walks_leftover(struct option_walk *const *walk, int walks, int months)
{
    struct leftover sum = {0, 0};
    for (int i = 0; i < walks; i++)
        if (walk[i]->fleet == i) {
            const struct leftover one = walk_leftover(walk[i], months);
            sum.owed += one.owed;
            sum.stranded += one.stranded;
        }
    return sum;
}

bool walks_horizon(struct option_walk *const *walk, int walks, struct month_sum *sum, double step,
                   int64_t *ret_first, double *ret_cost, bool *ret_serves)
{
    const bool discounts = step < 1 || step > 1; /* dividing by 1 takes longer than all the rest */
    const int months = (int)walk[0]->scenario->months.value;
    double total = walks_one_off(walk, walks);
    double growth = 1;
    double cost = 0; /* of a month */
    bool still = true;
    bool fits = true;
    *ret_serves = true;
    for (int i = 0; i < walks; i++)
        still = still && walk[i]->still;
    int m = 0;
    for (; m < months && (m == 0 || !still); m++) {
        walks_on(walk, walks, sum, NULL);
        for (int i = 0; i < walks; i++) {
            fits = fits && !walk[i]->month.bill.overflows;
            *ret_serves = *ret_serves && walk[i]->month.serves;
        }
        cost = walk[0]->month.cost;
        if (m == 0)
            *ret_first = walk[0]->month.bill.micros;
        growth *= step;
        total += discounts ? cost / growth : cost;
    }
    for (; m < months && !discounts; m++)
        total += cost;
    for (; m < months; m++) {
        growth *= step;
        total += cost / growth;
    }
    const struct leftover left = walks_leftover(walk, walks, months);
    *ret_cost = total + (left.owed + left.stranded) / growth;
    return fits;
}

int walk_levels(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    return host != NULL && host->cold_start_hours.value > 0 ? scenario->load.levels : 1;
}

bool option_horizon(const struct llmcost_scenario *scenario, int option, double step,
                    double *ret_cost, bool *ret_serves)
{
    const int months = (int)scenario->months.value;
    const int levels = walk_levels(scenario, option);
    struct lot lots[2][months];
    int16_t paid[levels];
    struct fleet_week week;
    struct option_walk walk;
    struct option_walk *const one = &walk;
    int64_t first;
    walk_begin(&walk, scenario, option, requests_per_month(scenario), months, lots);
    week.of = NULL; /* the rest is not worth filling */
    walk.carried.paid = (struct fleet_paid){.room = levels, .hours = paid, .week = &week};
    return walks_horizon(&one, 1, NULL, step, &first, ret_cost, ret_serves);
}

double discount_step(const struct llmcost_scenario *scenario)
{
    return root12(1 + scenario->discount_per_year.value);
}

bool llmcost_has_horizon(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const bool ends = host != NULL && (is_owned(host) ? is_stated(&host->resale_share)
                                                      : host->commitment_months.value > 1);
    return ends || option_drifts(scenario, option) || option_one_off(scenario, option) != 0;
}
