/* engine.c - scenario -> result: the bill of every option in every month, horizon cost, verdict
 * (§7, §11). Knows in which order the model's modules are asked; refuses to know a price, a line or
 * a rule by itself.
 */
#include "core/model/engine.h"
#include "core/base/codes.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/bill.h"
#include "core/model/demand.h"
#include "core/model/fleet.h"
#include "core/model/pricing.h"
#include "core/model/rules.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

static const struct month_factors first_factors = {
    .growth = 1, .api = 1, .gpu_hour = 1, .elastic = 1, .escalation = {1, 1}};

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

/* Whether the peak fits an api's stated limits (§2); of a hybrid its overflow only. */
static bool within_limits(const struct terms *terms, const struct llmcost_api *api,
                          const struct tariff *tariff, double peak)
{
    const double per_minute = peak * terms->workload->burst.value * 60 * (1 - 1e-12);
    const double tokens = tariff->tokens[PLAIN_INPUT] + tariff->tokens[CACHED_INPUT] +
                          tariff->tokens[CACHE_WRITE] + tariff->tokens[OUTPUT];
    return (!is_stated(&api->requests_per_minute_limit) ||
            per_minute <= api->requests_per_minute_limit.value) &&
           (!is_stated(&api->tokens_per_minute_limit) ||
            per_minute * tokens <= api->tokens_per_minute_limit.value);
}

static const struct llmcost_input *own_replicas(const struct llmcost_scenario *scenario, int option)
{
    if (llmcost_option_kind(scenario, option) != LLMCOST_HYBRID)
        return NULL;
    return &scenario->hybrid[option - scenario->apis - scenario->hosts].replicas;
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

static double recurring(const struct bill *bill)
{
    return (double)(bill->micros - bill->one_off_micros) / 1e6;
}

/* One month of an option that serves `requests`. lines may be NULL. carried: what the month before
 * has handed on, updated. */
static void option_month(const struct parties *parties, const struct llmcost_input *replicas,
                         double requests, const struct month_factors *factors,
                         struct carried *carried, struct llmcost_line *lines,
                         struct option_month *ret_month)
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
        c.prices = (struct fleet_prices){
            .gpu_hour = is_stated(&c.host->gpu_hour) ? c.host->gpu_hour.value * factors->gpu_hour
                                                     : NEVER_PRICED,
            .elastic_gpu_hour = is_stated(&c.host->elastic_gpu_hour)
                                    ? c.host->elastic_gpu_hour.value * factors->elastic
                                    : NEVER_PRICED,
            .api_request = c.api ? c.tariff.marginal : NEVER_PRICED,
            .api_attempts = c.api ? attempts_of(terms, &c.api->common) / attempts : 1};
        fleet_make(terms, c.host, replicas, &m->demand, &c.prices, carried->bought, &m->plan);
        carried->bought = at_least(carried->bought, m->plan.owned_units);
        m->serves = m->plan.fleet.fits;
        peak = m->plan.fleet.overflow_peak;
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
    m->cost = recurring(&m->bill);
    m->exact = m->bill.exact - m->bill.one_off_exact;
}

/* ---- Months ---- */

void option_first_month_at(const struct llmcost_scenario *scenario, int option, double requests,
                           struct option_month *ret_month)
{
    const struct parties parties = parties_of(scenario, option);
    struct carried carried = {0};
    *ret_month = (struct option_month){0};
    option_month(&parties, own_replicas(scenario, option), requests, &first_factors, &carried, NULL,
                 ret_month);
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
    struct drift drift = {.still = true, .commitment = host ? host->commitment_months.value : 0};
    double *steps[] = {&drift.step.growth, &drift.step.api, &drift.step.elastic,
                       &drift.step.escalation[0], &drift.step.escalation[1]};
    for (size_t i = 0; i < COUNT(steps); i++) {
        *steps[i] = changes[i] != 0 ? root12(1 + changes[i]) : 1;
        drift.still = drift.still && changes[i] == 0;
    }
    return drift;
}

static void advance(struct month_factors *factors, const struct drift *drift, int month)
{
    factors->growth *= drift->step.growth;
    factors->api *= drift->step.api;
    factors->elastic *= drift->step.elastic;
    factors->gpu_hour = month < drift->commitment ? 1 : factors->elastic;
    factors->escalation[0] *= drift->step.escalation[0];
    factors->escalation[1] *= drift->step.escalation[1];
}

double option_one_off(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct llmcost_api *api = llmcost_option_api(scenario, option);
    return (host ? host->common.one_off.value : 0) + (api ? api->common.one_off.value : 0);
}

static void first_month(const struct option_month *month, struct llmcost_option_result *r)
{
    r->lines = month->bill.lines;
    r->monthly_micros = month->bill.micros;
    r->one_off_micros = month->bill.one_off_micros;
    r->fleet = month->plan.fleet;
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
    walk->carried = (struct carried){0};
    walk->factors = first_factors;
    walk->month = (struct option_month){0};
}

void walk_on(struct option_walk *walk, struct llmcost_line *lines)
{
    if (walk->at > 0)
        advance(&walk->factors, &walk->drift, walk->at);
    if (walk->at == 0 || !walk->drift.still)
        option_month(&walk->parties, walk->replicas, walk->requests * walk->factors.growth,
                     &walk->factors, &walk->carried, lines, &walk->month);
    walk->at++;
}

/* All months of one option; false when a bill is too large. */
static bool evaluate_option(const struct llmcost_scenario *scenario, int option,
                            struct llmcost_option_result *r)
{
    struct option_walk walk;
    walk_begin(&walk, scenario, option, requests_per_month(scenario));
    r->feasible = true;
    r->infeasible_month = 0;
    r->has_fleet = llmcost_option_kind(scenario, option) != LLMCOST_API;
    r->one_off = option_one_off(scenario, option);
    for (int m = 0; m < (int)scenario->months.value; m++) {
        walk_on(&walk, m == 0 ? r->line : NULL);
        if (m == 0)
            first_month(&walk.month, r);
        if (walk.month.bill.overflows)
            return false;
        if (!walk.month.serves && r->feasible) {
            r->feasible = false;
            r->infeasible_month = m + 1;
        }
        r->month_cost[m] = walk.month.cost;
    }
    return true;
}

bool option_drifts(const struct llmcost_scenario *scenario, int option)
{
    const struct parties parties = parties_of(scenario, option);
    return !drift_of(&parties).still;
}

bool llmcost_has_horizon(const struct llmcost_scenario *scenario, int option)
{
    return option_drifts(scenario, option) || option_one_off(scenario, option) != 0;
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
    *ret_cost = total;
    return fits;
}

/* ---- Verdict ---- */

/* The cheapest feasible option by horizon cost among first..last-1, but `except`; ties by the
 * scenario's order. */
static int cheapest(const struct llmcost_result *result, int first, int last, bool rules,
                    int except)
{
    int best = -1;
    for (int i = first; i < last; i++) {
        const struct llmcost_option_result *o = &result->option[i];
        if (!o->feasible || (rules && !o->eligible) || i == except)
            continue;
        if (best < 0 || o->horizon_cost < result->option[best].horizon_cost)
            best = i;
    }
    return best;
}

static void judge(const struct llmcost_scenario *scenario, struct llmcost_result *r)
{
    const int count = r->options;
    r->recommended = cheapest(r, 0, count, true, -1);
    r->cheapest = cheapest(r, 0, count, false, -1);
    r->runner_up = r->recommended < 0 ? -1 : cheapest(r, 0, count, true, r->recommended);
    r->baseline = scenario->baseline.option >= 0 ? scenario->baseline.option : 0;
    r->margin = r->margin_ratio = r->monthly_margin = 0;
    if (r->runner_up >= 0) {
        const struct llmcost_option_result *best = &r->option[r->recommended];
        const struct llmcost_option_result *next = &r->option[r->runner_up];
        r->margin = next->horizon_cost - best->horizon_cost;
        r->margin_ratio = best->horizon_cost > 0 ? r->margin / best->horizon_cost : 0;
        r->monthly_margin = (double)(next->monthly_micros - best->monthly_micros) / 1e6;
    }

    /* Three of three: volume, quality, a reason to keep data in-house; of the cheapest way to host.
     */
    const int api = cheapest(r, 0, scenario->apis, false, -1);
    const int own = cheapest(r, scenario->apis, count, false, -1);
    const bool wins =
        own >= 0 && api >= 0 && r->option[own].horizon_cost < r->option[api].horizon_cost;
    r->condition_volume = api < 0 ? LLMCOST_UNKNOWN : wins ? LLMCOST_PASS : LLMCOST_FAIL;
    r->condition_quality = LLMCOST_UNKNOWN;
    if (own >= 0 && r->option[own].rule[LLMCOST_RULE_MIN_QUALITY] != LLMCOST_NOT_STATED)
        r->condition_quality = r->option[own].rule[LLMCOST_RULE_MIN_QUALITY];
    r->condition_data = scenario->data_in_house.value > 0 ? LLMCOST_PASS : LLMCOST_FAIL;
}

bool llmcost_evaluate(const struct llmcost_scenario *scenario, struct llmcost_result *ret_result,
                      struct llmcost_diags *diags)
{
    struct llmcost_result *r = ret_result;
    struct demand demand;
    double cumulative[LLMCOST_MAX_MONTHS];
    const struct terms first = first_terms(scenario);
    demand_make(&first, scenario->workload.attempts_per_request.value, requests_per_month(scenario),
                &demand);
    r->requests_per_month = demand.requests;
    r->input_tokens_per_month = demand.requests * demand.input_tokens;
    r->output_tokens_per_month = demand.requests * demand.output_tokens;
    r->mean_requests_per_second = demand.rate;
    r->peak_requests_per_second = demand.peak;
    r->load_factor = scenario->load.factor.value;
    r->months = (int32_t)scenario->months.value;
    r->options = llmcost_option_count(scenario);
    for (int option = 0; option < r->options; option++) {
        struct llmcost_option_result *o = &r->option[option];
        if (!evaluate_option(scenario, option, o)) {
            double scale;
            const struct llmcost_input *field =
                llmcost_read(scenario, demand_field(scenario, &scale));
            llmcost_complain_at(diags, LLMCOST_ERROR, E_BILL, field->place,
                                "the bill of %s is beyond 9,000,000,000,000 a month",
                                llmcost_option_id(scenario, option));
            llmcost_advise(diags, "look for a unit slip in the demand or in the prices");
            return false;
        }
        llmcost_cumulative(scenario, o, cumulative);
        o->horizon_cost = cumulative[r->months - 1];
        rules_judge(scenario, option, o);
    }
    judge(scenario, r);
    return true;
}
