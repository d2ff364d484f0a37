/* month.c - one month of one option: its fleet, its bill, and whether the demand is served (§2,
 * §4). Knows in which order tariff, fleet and lines are asked; refuses to know which month it is
 * (walk.c): what is in force comes in, and so does what the month before has handed on.
 */
#include "core/months/month.h"

#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/model/pricing.h"
#include "core/scenario/scenario.h"

/* Whether the peak fits an api's stated limits (§2); of a hybrid its overflow only. */
static bool within_limits(const struct terms *terms, const struct llmcost_api *api,
                          const struct tariff *tariff, double peak)
{
    const double per_minute = peak * terms->workload->burst.value * 60 * (1 - 1e-12);
    return (!is_stated(&api->requests_per_minute_limit) ||
            per_minute <= api->requests_per_minute_limit.value) &&
           (!is_stated(&api->tokens_per_minute_limit) ||
            per_minute * tariff_tokens(tariff) <= api->tokens_per_minute_limit.value);
}

static void add_part(struct bill_context *c, const struct llmcost_common *part, double requests,
                     const struct llmcost_api *target, double factor)
{
    struct tariff tariff = {.marginal = 0};
    if (target != NULL)
        tariff_make(c->terms, target, factor, &tariff);
    c->part[c->parts] = part;
    c->part_requests[c->parts] = requests;
    c->part_escalation[c->parts] = tariff.marginal;
    c->parts++;
}

void carry_nothing(const struct parties *parties, struct carried *ret_carried)
{
    const double term = parties->host != NULL ? held_months(parties->host) : 0;
    pool_make(term, &ret_carried->gpus);
    pool_make(term, &ret_carried->staging);
}

double taken_at(const struct llmcost_host *host, const struct month_factors *factors)
{
    return is_owned(host) ? host->purchase_per_gpu.value : host->gpu_hour.value * factors->gpu;
}

/* The fleet of a month, and what is taken on to be held from then on. */
static void host_month(struct bill_context *c, const struct llmcost_input *replicas, int month,
                       double attempts, const struct month_factors *factors,
                       struct carried *carried, struct fleet_plan *ret_plan)
{
    const struct llmcost_host *host = c->host;
    const double price = taken_at(host, factors);
    struct fleet_prices *prices = &c->prices;
    *prices = (struct fleet_prices){
        .gpu_hour = is_stated(&host->gpu_hour) ? price : NEVER_PRICED,
        .elastic_gpu_hour = is_stated(&host->elastic_gpu_hour)
                                ? host->elastic_gpu_hour.value * factors->gpu
                                : NEVER_PRICED,
        .api_request = c->api ? c->tariff.marginal : NEVER_PRICED,
        .api_attempts = c->api ? attempts_of(c->terms, &c->api->common) / attempts : 1};
    double by_hour[STACK_WEEK];
    if (c->api != NULL && goes_by_the_clock(c->api)) {
        tariff_hours(c->terms, c->api, &c->tariff, by_hour);
        prices->api_hours = by_hour;
    }
    pool_begin(&carried->gpus, month);
    pool_begin(&carried->staging, month);
    fleet_make(c->terms, host, replicas, c->demand, prices, carried->gpus.gpus,
               carried->staging.gpus, ret_plan);
    pool_raise(&carried->gpus, month, ret_plan->held_gpus, price);
    pool_raise(&carried->staging, month, ret_plan->held_staging, price);
    prices->api_hours = NULL;
    prices->gpu_hour = pool_price(&carried->gpus);
    prices->staging_gpu_hour = pool_price(&carried->staging);
}

/* Of a hybrid each part's credits pay its own lines: those of its api are the bill of an api that
 * serves what overflows. */
static void share_payable(const struct bill_context *c, struct option_month *m)
{
    const int last = c->parts - 1;
    m->payable[0] = m->bill.payable;
    if (last == 0)
        return;
    struct bill bill;
    struct demand overflow = *c->demand;
    struct bill_context api = *c;
    overflow.billed = c->part_requests[last];
    api.demand = &overflow;
    api.host = NULL;
    api.parts = 1;
    api.part[0] = c->part[last];
    api.part_requests[0] = c->part_requests[last];
    api.part_escalation[0] = c->part_escalation[last];
    for (int i = 0; i < TOKEN_KINDS; i++) /* in the hours that overflow */
        api.tariff.per_mtok[i] *= c->plan->fleet.overflow_price;
    api.tariff.per_request *= c->plan->fleet.overflow_price;
    bill_make(&api, NULL, &bill);
    m->payable[1] = bill.payable;
    m->payable[0].micros -= bill.payable.micros;
    m->payable[0].exact -= bill.payable.exact;
}

void month_make(const struct parties *parties, const struct llmcost_input *replicas, int month,
                double requests, const struct month_factors *factors, struct carried *carried,
                struct llmcost_line *lines, struct option_month *ret_month)
{
    struct option_month *m = ret_month;
    const struct terms *terms = &parties->terms;
    struct bill_context c = {.scenario = terms->scenario,
                             .terms = terms,
                             .host = parties->host,
                             .api = parties->api,
                             .demand = &m->demand,
                             .plan = &m->plan};
    const double attempts = attempts_of(terms, c.host ? &c.host->common : &c.api->common);
    demand_make(terms, attempts, requests, &m->demand);
    m->serves = true;
    double peak = m->demand.peak;
    if (c.api != NULL)
        tariff_make(terms, c.api, factors->api, &c.tariff);
    if (c.host != NULL) {
        host_month(&c, replicas, month, attempts, factors, carried, &m->plan);
        m->serves = m->plan.fleet.fits;
        peak = m->plan.fleet.overflow_peak;
        c.tariff.plain *= m->plan.fleet.overflow_price;
        c.tariff.marginal *= m->plan.fleet.overflow_price;
        add_part(&c, &c.host->common, m->plan.fleet.served_requests, parties->target[0],
                 factors->escalation[0]);
    }
    if (c.api != NULL) {
        const double served = c.host ? m->plan.fleet.overflow_requests : m->demand.billed;
        m->serves = m->serves && within_limits(terms, c.api, &c.tariff, peak);
        add_part(&c, &c.api->common, served, parties->target[c.parts],
                 factors->escalation[c.parts]);
    }
    m->shortfall = shortfall_of(&c);
    bill_make(&c, lines, &m->bill);
    if (parties->has_credits)
        share_payable(&c, m);
}

void month_add_service(const struct parties *parties, double requests,
                       const struct month_factors *factors, struct option_month *month)
{
    const struct terms *terms = &parties->terms;
    const struct llmcost_api *api = parties->until_then;
    struct demand demand;
    struct bill bill;
    demand_make(terms, attempts_of(terms, &api->common), requests, &demand);
    struct bill_context c = {
        .scenario = terms->scenario, .terms = terms, .api = api, .demand = &demand};
    tariff_make(terms, api, factors->until_then, &c.tariff);
    add_part(&c, &api->common, demand.billed, NULL, 1);
    bill_make(&c, NULL, &bill);
    month->service = bill.service;
    month->service_shortfall = shortfall_of(&c);
    month->serves = month->serves && within_limits(terms, api, &c.tariff, demand.peak);
    month->bill.overflows = month->bill.overflows || bill.overflows;
}
