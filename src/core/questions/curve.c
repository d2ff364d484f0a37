/* curve.c - the cost of one option over the demand: where it has breakpoints, and between which
 * lines it stays far out (§9). Whole units make it a staircase; between two breakpoints it is
 * affine. Knows demand only through option_month().
 */
#include "core/questions/curve.h"
#include "core/base/real.h"
#include "core/model/engine.h"
#include "core/model/fleet.h"
#include "core/model/ownership.h"
#include "core/model/pricing.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>

struct probe look(const struct curve *curve, double x)
{
    struct option_month month;
    option_first_month_at(curve->scenario, curve->option, curve->requests * x, &month);
    const struct llmcost_fleet *fleet = &month.plan.fleet;
    const struct llmcost_api *api = llmcost_option_api(curve->scenario, curve->option);
    struct probe probe = {.x = x,
                          .cost = month.bill.exact,
                          .always_on = fleet->always_on_gpus,
                          .elastic = fleet->elastic_gpu_hours,
                          .serves = month.serves};
    probe.short_of_minimum = api != NULL && month.shortfall > 0;
    return probe;
}

/* ---- Curves ---- */

/* What a host offers to serve a slice with, all for one unit and month. */
struct offer {
    double always_on, elastic, api; /* NEVER_PRICED where not offered */
    double extras;                  /* what comes with a unit beside its rent */
};

static struct offer offer_of(const struct llmcost_scenario *s, const struct llmcost_host *h,
                             const struct llmcost_fleet *fleet, double api_request)
{
    const double hours = s->hours_per_month.value;
    const double rent = fleet->unit_gpus * hours * (1 + h->overhead_share.value);
    struct offer offer = {NEVER_PRICED, NEVER_PRICED, NEVER_PRICED, 0};
    if (is_owned(h))
        offer.always_on = fleet->unit_gpus * owned_per_gpu(h, hours, 1);
    else if (is_stated(&h->gpu_hour))
        offer.always_on = rent * h->gpu_hour.value;
    if (is_stated(&h->elastic_gpu_hour))
        offer.elastic = rent * h->elastic_gpu_hour.value;
    if (api_request < NEVER_PRICED)
        offer.api =
            api_request * fleet->unit_replicas * fleet->planned_requests_per_second * hours * 3600;
    offer.extras = bill_of_unit(s, h, fleet->unit_gpus);
    return offer;
}

/* An affine cost from `settled` on: the line through two points of it, and what whole units may
 * add. */
static void bound_line(struct curve *c, double x, double waste)
{
    const double one = look(c, x).cost;
    const double two = look(c, 2 * x).cost;
    c->slope_low = c->slope_high = (two - one) / x;
    c->base_low = one - c->slope_low * x;
    c->base_high = c->base_low + waste;
}

/* A mix far out, at so many units that whole ones make hardly a difference to the slope: 1e-8 of
 * it. Units that could be divided would cost no more, and whole ones at most one unit more of each
 * kind. */
static void bound_mix(struct curve *c, const struct offer *offer, double held, double spare,
                      double minimum)
{
    const double x = 1e9 * c->unit_x;
    const double slope = look(c, x).cost / x;
    const double always_on = offer->always_on < NEVER_PRICED ? offer->always_on : 0;
    const double elastic = offer->elastic < NEVER_PRICED ? offer->elastic : 0;
    const double unit = always_on + elastic + offer->extras;
    const double idle = look(c, 0).cost;
    c->slope_low = slope * (1 - 1e-8);
    c->slope_high = slope * (1 + 1e-8);
    c->base_low = idle - (held + spare + 2) * unit - minimum;
    c->base_high = idle + (spare + 2) * unit;
}

/* Spares share the load: they lower the utilization, and so the energy, of a small fleet more than
 * of a large one, by up to their own. `spare` is 0 where energy does not follow the load. */
static void bound_fleet(struct curve *c, const struct offer *offer, double held, double spare,
                        double minimum)
{
    const struct llmcost_load *load = &c->scenario->workload.load;
    if (c->unit_x <= 0) { /* fixed replicas: it only pays for what is sent on */
        bound_line(c, 1, 0);
    } else if (offer->api <= at_most(offer->always_on, offer->elastic)) {
        int lowest = load->levels - 1;
        while (load->level[lowest] <= 0)
            lowest--;
        c->last_unit = held;
        c->settled = held * c->unit_x / load->level[lowest] +
                     (minimum > 0 && offer->api > 0 ? minimum / offer->api * c->unit_x : 0);
        bound_line(c, 2 * c->settled + c->unit_x, 0);
    } else if (c->levels == 1) {
        /* sized for the peak: the lower envelope is where all units are full */
        const double step = c->unit_x / load->level[0];
        const double unit = offer->always_on < NEVER_PRICED ? offer->always_on : offer->elastic;
        c->settled = held * step;
        bound_line(c, at_least(4096, 2 * held) * step, (spare + 1) * unit + offer->extras);
    } else {
        bound_mix(c, offer, held, spare, minimum);
    }
}

struct curve curve_of(const struct llmcost_scenario *s, int option, double requests)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const double billed = requests * s->workload.attempts_per_request.value; /* per x */
    const double minimum = api ? api->monthly_minimum.value : 0;
    struct tariff tariff = {.marginal = NEVER_PRICED};
    struct curve c = {.scenario = s,
                      .option = option,
                      .requests = requests,
                      .last_unit = NOWHERE,
                      .levels = 1,
                      .kink = NOWHERE,
                      .rises = true};
    if (api != NULL)
        tariff_make(s, api, 1, &tariff);
    if (h == NULL) {
        if (minimum > 0 && tariff.marginal > 0)
            c.settled = c.kink = minimum / (billed * tariff.marginal);
        bound_line(&c, 1 + 2 * c.settled, 0);
        return c;
    }
    struct option_month month;
    option_first_month_at(s, option, 0, &month);
    const struct llmcost_fleet *fleet = &month.plan.fleet;
    const struct offer offer = offer_of(s, h, fleet, tariff.marginal);
    const bool fixed = api == NULL && is_stated(&h->replicas);
    const bool mixes = api != NULL || is_stated(&h->elastic_gpu_hour);
    const bool saves_idle_power = is_owned(h) && h->idle_power_share.value < 1;
    c.unit_x = fixed ? 0
                     : fleet->unit_replicas * fleet->planned_requests_per_second *
                           s->hours_per_month.value * 3600 / billed;
    c.levels = mixes && !fixed ? s->workload.load.levels : 1;
    if (offer.elastic < offer.api && api != NULL && h->cold_start_hours.value <= 0)
        c.part = offer.elastic / offer.api;
    const bool limited = api != NULL && (is_stated(&api->requests_per_minute_limit) ||
                                         is_stated(&api->tokens_per_minute_limit));
    c.rises = !mixes || (minimum <= 0 && !limited && !saves_idle_power &&
                         h->common.escalation_share.value <= 0 &&
                         (api == NULL || api->common.escalation_share.value <= 0));
    bound_fleet(&c, &offer, fleet->replicas / fleet->unit_replicas,
                saves_idle_power ? fleet->spare_replicas / fleet->unit_replicas : 0, minimum);
    return c;
}

double next_break(const struct curve *c, double x)
{
    const struct llmcost_load *load = &c->scenario->workload.load;
    double next = c->kink > x * (1 + INSIDE) ? c->kink : NOWHERE;
    for (int level = 0; c->unit_x > 0 && level < c->levels && load->level[level] > 0; level++) {
        const double step = c->unit_x / load->level[level];
        const double units = x / step * (1 + INSIDE);
        if (units >= c->last_unit)
            continue;
        next = at_most(next, (floor(units) + 1) * step);
        if (c->part > 0)
            next = at_most(next, (floor(units - c->part) + 1 + c->part) * step);
    }
    return next > x ? next : x * (1 + 2 * INSIDE);
}

double break_density(const struct curve *c)
{
    const struct llmcost_load *load = &c->scenario->workload.load;
    double density = 0;
    for (int level = 0; c->unit_x > 0 && level < c->levels; level++)
        density += load->level[level] / c->unit_x * (c->part > 0 ? 2 : 1);
    return density;
}
