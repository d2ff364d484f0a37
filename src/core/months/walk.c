/* walk.c - an option's way through the months: drift of demand and prices, what a month hands on to
 * the next, and the cost over the horizon (§7). Refuses to know what a month costs (month.c).
 */
#include "core/months/walk.h"

#include "core/base/count.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/scenario/scenario.h"

static const struct month_factors first_factors = {
    .growth = 1, .api = 1, .gpu = 1, .escalation = {1, 1}};

/* In the first month. */
static struct parties parties_of(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct llmcost_api *api = llmcost_option_api(scenario, option);
    return (struct parties){
        .terms = first_terms(scenario),
        .host = host,
        .api = api,
        .target = {escalation_target(scenario, host ? &host->common : &api->common),
                   host && api ? escalation_target(scenario, &api->common) : NULL}};
}

static const struct llmcost_input *own_replicas(const struct llmcost_scenario *scenario, int option)
{
    if (llmcost_option_kind(scenario, option) != LLMCOST_HYBRID)
        return NULL;
    return &scenario->hybrid[option - scenario->apis - scenario->hosts].replicas;
}

void option_first_month_at(const struct llmcost_scenario *scenario, int option, double requests,
                           struct option_month *ret_month)
{
    const struct parties parties = parties_of(scenario, option);
    struct carried carried;
    carry_nothing(&parties, &carried);
    *ret_month = (struct option_month){0};
    month_make(&parties, own_replicas(scenario, option), 0, requests, &first_factors, &carried,
               NULL, ret_month);
}

static struct drift drift_of(const struct parties *parties)
{
    const struct llmcost_host *host = parties->host;
    const struct llmcost_api *const api[] = {parties->api, parties->target[0], parties->target[1]};
    double changes[] = {parties->terms.workload->growth_per_year.value, 0,
                        host ? host->gpu_price_change_per_year.value : 0, 0, 0};
    changes[1] = api[0] ? api[0]->price_change_per_year.value : 0;
    changes[3] = api[1] ? api[1]->price_change_per_year.value : 0;
    changes[4] = api[2] ? api[2]->price_change_per_year.value : 0;
    /* what is held may serve where in its first month the api did, the spares being held anyhow */
    const bool settles = host != NULL && host->spare_replicas.value > 0 && held_months(host) > 1 &&
                         (parties->api != NULL || is_stated(&host->elastic_gpu_hour));
    struct drift drift = {.still = !settles};
    double *steps[] = {&drift.step.growth, &drift.step.api, &drift.step.gpu,
                       &drift.step.escalation[0], &drift.step.escalation[1]};
    for (size_t i = 0; i < COUNT(steps); i++) {
        *steps[i] = changes[i] != 0 ? root12(1 + changes[i]) : 1;
        drift.still = drift.still && changes[i] == 0;
    }
    return drift;
}

static void advance(struct month_factors *factors, const struct drift *drift)
{
    factors->growth *= drift->step.growth;
    factors->api *= drift->step.api;
    factors->gpu *= drift->step.gpu;
    factors->escalation[0] *= drift->step.escalation[0];
    factors->escalation[1] *= drift->step.escalation[1];
}

double option_one_off(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct llmcost_api *api = llmcost_option_api(scenario, option);
    return (host ? host->common.one_off.value : 0) + (api ? api->common.one_off.value : 0);
}

void walk_begin(struct option_walk *walk, const struct llmcost_scenario *scenario, int option,
                double requests)
{
    walk->scenario = scenario;
    walk->option = option;
    walk->at = 0;
    walk->replicas = own_replicas(scenario, option);
    walk->parties = parties_of(scenario, option);
    walk->drift = drift_of(&walk->parties);
    walk->requests = requests;
    carry_nothing(&walk->parties, &walk->carried);
    walk->factors = first_factors;
    walk->month = (struct option_month){0};
}

void walk_on(struct option_walk *walk, struct llmcost_line *lines)
{
    if (walk->at > 0)
        advance(&walk->factors, &walk->drift);
    if (walk->at == 0 || !walk->drift.still)
        month_make(&walk->parties, walk->replicas, walk->at, walk->requests * walk->factors.growth,
                   &walk->factors, &walk->carried, lines, &walk->month);
    walk->at++;
}

static struct leftover leftover_of(const struct parties *parties, const struct carried *carried,
                                   int months)
{
    const struct llmcost_host *host = parties->host;
    if (host == NULL || (is_owned(host) && !is_stated(&host->resale_share)))
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
    carry_nothing(&walk->parties, &one);
    pool_raise(&one.gpus, month, gpus, taken_at(walk->parties.host, &walk->factors));
    return leftover_of(&walk->parties, &one, months);
}

double walk_cash(const struct option_walk *walk)
{
    const struct llmcost_host *host = walk->parties.host;
    const struct carried *c = &walk->carried;
    const int month = walk->at - 1;
    if (host == NULL || !is_owned(host))
        return walk->month.cost;
    return walk->month.cost - (c->gpus.gpus + c->staging.gpus) * owned_capital(host) +
           pool_purchases(&c->gpus, host, month) + pool_purchases(&c->staging, host, month);
}

bool option_drifts(const struct llmcost_scenario *scenario, int option)
{
    const struct parties parties = parties_of(scenario, option);
    return !drift_of(&parties).still;
}

bool llmcost_has_horizon(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const bool ends = host != NULL && (is_owned(host) ? is_stated(&host->resale_share)
                                                      : host->commitment_months.value > 1);
    return ends || option_drifts(scenario, option) || option_one_off(scenario, option) != 0;
}

double discount_step(const struct llmcost_scenario *scenario)
{
    return root12(1 + scenario->discount_per_year.value);
}

bool option_horizon(const struct llmcost_scenario *scenario, int option, double step,
                    double *ret_cost, bool *ret_serves)
{
    const bool discounts = step < 1 || step > 1; /* dividing by 1 takes longer than all the rest */
    const int months = (int)scenario->months.value;
    struct option_walk walk;
    double total = option_one_off(scenario, option);
    double growth = 1;
    walk_begin(&walk, scenario, option, requests_per_month(scenario));
    walk_on(&walk, NULL);
    bool fits = !walk.month.bill.overflows;
    *ret_serves = walk.month.serves;
    for (int m = 0; m < months; m++) {
        if (m > 0 && !walk.drift.still) {
            walk_on(&walk, NULL);
            fits = fits && !walk.month.bill.overflows;
            *ret_serves = *ret_serves && walk.month.serves;
        }
        growth *= step;
        total += discounts ? walk.month.cost / growth : walk.month.cost;
    }
    const struct leftover left = walk_leftover(&walk, months);
    *ret_cost = total + (left.owed + left.stranded) / growth;
    return fits;
}
