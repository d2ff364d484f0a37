/* curve.c - the cost of one option over the demand: where it has breakpoints, and between which
 * lines it stays far out (§9). Whole units make it a staircase; between two breakpoints it is
 * affine. The demand of every month is a multiple of the first month's, so that a horizon has the
 * breakpoints of all its months. Knows demand only through the engine's months.
 */
#include "core/questions/curve.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/hardware/pool.h"
#include "core/model/bill.h"
#include "core/model/fleet.h"
#include "core/model/pricing.h"
#include "core/months/walk.h"
#include "core/questions/holding.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>

/* Two fleets of a piece differ by no more than the last bits of their sums. What is held in every
 * month says what was taken in each. */
static uint64_t shape_of(uint64_t before, const struct option_month *month, bool has_api)
{
    const struct fleet_plan *p = &month->plan;
    const double fleet[] = {p->fleet.always_on_gpus, p->fleet.elastic_gpu_hours,
                            p->fleet.spare_gpus, p->held_gpus};
    uint64_t shape = before;
    for (size_t i = 0; i < sizeof fleet / sizeof *fleet; i++) {
        const double scaled = fleet[i] * 1024 + 0.5;
        shape = (shape ^ (uint64_t)(int64_t)at_most(scaled, 4e18)) * 0x9E3779B97F4A7C15U;
        shape ^= shape >> 29;
    }
    return shape * 4 + (has_api && month->shortfall > 0 ? 2 : 0) + (month->serves ? 1 : 0);
}

struct span span_of(const struct llmcost_scenario *s, int option, bool on_horizon)
{
    const int months = (int)s->months.value;
    const double one_off = option_one_off(s, option);
    struct span span = {.on_horizon = on_horizon,
                        .months = on_horizon && option_drifts(s, option) ? months : 1,
                        .step = discount_step(s),
                        .weight = on_horizon ? 0 : 1,
                        .one_off = on_horizon ? one_off : 0,
                        .length = months};
    double growth = 1;
    for (int m = 0; on_horizon && m < months; m++)
        span.weight += 1 / (growth *= span.step);
    span.end = on_horizon ? 1 / growth : 0;
    return span;
}

struct probe probe_option(const struct llmcost_scenario *s, int option, double requests,
                          const struct span *span)
{
    const bool has_api = llmcost_option_api(s, option) != NULL;
    struct probe probe = {.serves = true};
    struct option_walk walk;
    double growth = 1;
    walk_begin(&walk, s, option, requests);
    for (int m = 0; m < span->months; m++) {
        walk_on(&walk, NULL);
        probe.shape = shape_of(probe.shape, &walk.month, has_api);
        probe.serves = probe.serves && walk.month.serves;
        growth *= span->step;
        probe.cost += (span->on_horizon ? walk.month.exact : walk.month.bill.exact) /
                      (span->months > 1 ? growth : 1 / span->weight);
    }
    const struct leftover left = walk_leftover(&walk, span->length);
    probe.cost += span->one_off + (left.owed + left.stranded) * span->end;
    return probe;
}

struct probe look(const struct curve *c, double x)
{
    struct probe probe = probe_option(c->scenario, c->option, c->requests * x, &c->span);
    probe.x = x;
    return probe;
}

double look_price(const struct curve *c)
{
    const double overhead = 8; /* of a month, beside the levels of its load */
    const int levels = c->prices > 1 ? STACK_WEEK : c->levels;
    return c->span.months * (levels + overhead);
}

/* ---- Curves ---- */

/* What a host offers to serve a slice with, all for one unit and month. */
struct offer {
    double always_on, elastic, api; /* NEVER_PRICED where not offered */
    double extras;                  /* what comes with a unit beside its rent */
    bool splits_hours;              /* each hour of a slice chooses for itself */
};

/* Given replicas are the always-on part: nothing of that kind comes on top. */
static struct offer offer_of(const struct option_walk *walk, const struct llmcost_host *h,
                             double api_request)
{
    const struct llmcost_scenario *s = walk->scenario;
    const struct terms *terms = &walk->parties.terms;
    const struct llmcost_fleet *fleet = &walk->month.plan.fleet;
    const double hours = s->hours_per_month.value;
    const double rent = fleet->unit_gpus * hours * (1 + h->overhead_share.value);
    const int hybrid = walk->option - s->apis - s->hosts;
    const bool fixed = hybrid >= 0 && is_stated(&s->hybrid[hybrid].replicas);
    struct offer offer = {.always_on = NEVER_PRICED, .elastic = NEVER_PRICED, .api = NEVER_PRICED};
    if (is_owned(h) && !fixed)
        offer.always_on = fleet->unit_gpus * owned_per_gpu(h, hours, 1);
    else if (is_stated(&h->gpu_hour) && !fixed)
        offer.always_on = rent * h->gpu_hour.value * walk->factors.gpu;
    if (is_stated(&h->elastic_gpu_hour))
        offer.elastic = rent * h->elastic_gpu_hour.value * walk->factors.gpu;
    if (api_request < NEVER_PRICED)
        offer.api =
            api_request * fleet->unit_replicas * fleet->planned_requests_per_second * hours * 3600;
    offer.extras = bill_of_unit(terms, h, fleet->unit_gpus);
    offer.splits_hours = h->cold_start_hours.value <= 0;
    return offer;
}

/* What is known of all months together. */
struct outlook {
    double unit;       /* what one unit of each kind costs, over all months */
    double always_on;  /* what a unit of the peak costs in the first, with what is left of it */
    double term;       /* months that an always-on unit is held */
    double falls;      /* how much the cost may fall for what is held; < 0: as far as it bends */
    double minimum;    /* of the api, over all months */
    double fill;       /* demand at which the last month's minimum is reached, in units */
    bool sends_all;    /* the api is the cheapest in every month */
    double held, idle; /* units that are held, and spares among which the load is shared */
    double follows;    /* the energy of spares and staging, as far as it follows the load */
    double uneven;     /* spares come and go by so many units, where a node holds several */
};

/* An affine cost from `settled` on: the line through two points of it, so far out that what does
 * not move with demand hardly blurs its slope, and what whole units may add. */
static void bound_line(struct curve *c, double from, double waste)
{
    const double fixed = 1e4; /* times what stands still */
    const double near = look(c, from).cost;
    const double rise = look(c, 2 * from).cost - near;
    const double times = rise > 0 ? floor(near / rise * fixed) + 1 : 1;
    const double x = from * at_most(times, 1e12);
    const double one = look(c, x).cost;
    const double two = look(c, 2 * x).cost;
    c->slope_low = c->slope_high = (two - one) / x;
    c->base_low = one - c->slope_low * x;
    c->base_high = c->base_low + waste;
}

/* A mix far out, at so many units that whole ones make hardly a difference to the slope: 1e-8 of
 * it. Units that could be divided would cost no more, and whole ones at most one unit more of each
 * kind. */
static void bound_mix(struct curve *c, const struct outlook *o)
{
    const double x = 1e9 * c->unit_x / c->least_growth;
    const double slope = look(c, x).cost / x;
    const double idle = look(c, 0).cost;
    const double more = 2 + 2 * o->uneven;
    c->slope_low = slope * (1 - 1e-8);
    c->slope_high = slope * (1 + 1e-8);
    c->base_low = idle - (o->held + o->idle + more) * o->unit - o->minimum;
    c->base_high = idle + (o->idle + more) * o->unit + o->follows;
}

/* Spares share the load: they lower the utilization, and so the energy, of a small fleet more than
 * of a large one, by up to their own: what a fleet that is sized for its peak and its spares save
 * together is the same at every size, what staging saves is not. `idle` and `follows` are 0 where
 * energy does not follow the load. */
static void bound_fleet(struct curve *c, const struct outlook *o)
{
    const struct llmcost_load *load = host_load(c->scenario);
    if (c->unit_x <= 0) { /* fixed replicas: it only pays for what is sent on */
        bound_line(c, 1, 0);
    } else if (o->sends_all) {
        int lowest = load->levels - 1;
        while (load->level[lowest] <= 0)
            lowest--;
        c->last_unit = o->held;
        c->settled = (o->held / load->level[lowest] + o->fill) * c->unit_x / c->least_growth;
        bound_line(c, 2 * c->settled + c->unit_x, 0);
    } else if (c->levels == 1 && c->span.months == 1) {
        /* sized for the peak: the lower envelope is where all units are full */
        const double step = c->unit_x / load->level[0];
        c->settled = o->held * step;
        bound_line(c, at_least(4096, 2 * o->held) * step, o->always_on);
        c->base_low -= o->uneven * o->always_on + o->follows;
    } else {
        bound_mix(c, o);
    }
}

/* Spares and staging in one month more; a bought GPU that is busy takes more energy than an idle
 * one. */
static void survey_spares(const struct llmcost_host *h, const struct llmcost_fleet *fleet,
                          double hours, double weight, struct outlook *o)
{
    const double kwh = is_owned(h) ? owned_energy(h, hours, 1) - owned_energy(h, hours, 0) : 0;
    o->idle = llmcost_whole(h->spare_replicas.value / fleet->unit_replicas);
    o->uneven = o->idle > 0 && fleet->unit_replicas > 1 ? 1 : 0;
    o->follows +=
        weight * (fleet->unit_gpus * o->idle + h->staging_gpus.value) * kwh * h->per_kwh.value;
}

/* What a unit that is taken in a month costs from then on, beside what is left of it: all months
 * while it is held. */
static void add_terms(struct holding_month *months, int count, double term)
{
    const int held = (int)llmcost_whole(at_most(at_least(term, 1), count));
    double weight = 0;
    for (int m = count - 1; m >= 0; m--) {
        weight += months[m].weight - (m + held < count ? months[m + held].weight : 0);
        months[m].taken += months[m].always_on * weight;
    }
}

/* Whether from one month to the next more is needed all month, or less, whatever the demand. */
struct trend {
    bool rises, falls;
    double growth, elastic, api; /* of the month before: demand, prices over that of always-on */
};

static void follow(struct trend *trend, double growth, const struct offer *offer, bool is_first)
{
    const double tiny = 1e-9;
    const double last[] = {trend->growth, trend->elastic, trend->api};
    const bool on = offer->always_on > 0 && offer->always_on < NEVER_PRICED;
    trend->growth = growth;
    trend->elastic = on && offer->elastic < NEVER_PRICED ? offer->elastic / offer->always_on : 0;
    trend->api = on && offer->api < NEVER_PRICED ? offer->api / offer->always_on : 0;
    const double now[] = {trend->growth, trend->elastic, trend->api};
    for (size_t i = 0; i < COUNT(now) && !is_first; i++) {
        trend->rises = trend->rises && now[i] >= last[i] * (1 - tiny);
        trend->falls = trend->falls && now[i] <= last[i] * (1 + tiny);
    }
}

/* What a unit of each kind costs in a month, and what is left at the end of one taken in it. */
static struct holding_month month_of(const struct curve *c, int month, double weight,
                                     const struct offer *offer, const struct option_walk *walk)
{
    const struct leftover left = unit_leftover(walk, month, c->span.length);
    const double always_on = offer->always_on < NEVER_PRICED ? offer->always_on : 0;
    const double elastic = offer->elastic < NEVER_PRICED ? offer->elastic : 0;
    return (struct holding_month){.weight = weight,
                                  .always_on = always_on,
                                  .others = elastic + offer->extras,
                                  .taken = (left.owed + left.stranded) * c->span.end};
}

static void first_fleet(struct curve *c, const struct llmcost_fleet *fleet, double billed,
                        struct outlook *o)
{
    o->held = fleet->replicas / fleet->unit_replicas;
    c->unit_x = fleet->unit_replicas * fleet->planned_requests_per_second *
                c->scenario->hours_per_month.value * 3600 / billed;
}

/* What a month offers of a fleet and its api: its breakpoints, and what the outlook adds up. */
static void survey_offer(struct curve *c, struct curve_month *month, const struct offer *offer,
                         double minimum, double weight, struct outlook *o)
{
    const double dearest = offer->api * extreme_price(c, true);
    const double cheapest = offer->api * extreme_price(c, false);
    if (offer->elastic < dearest && offer->api < NEVER_PRICED && offer->splits_hours)
        month->part = offer->elastic / offer->api;
    o->sends_all = o->sends_all && dearest <= at_most(offer->always_on, offer->elastic);
    o->minimum += weight * minimum;
    if (minimum > 0 && cheapest > 0 && offer->api < NEVER_PRICED)
        o->fill = at_least(o->fill, minimum / cheapest);
    else if (minimum > 0 && offer->api > 0) /* hours for nothing reach no minimum */
        o->sends_all = false;
}

/* Walk through the months without demand: what each offers, and what moves its breakpoints. */
static struct outlook survey(struct curve *c, const struct llmcost_host *h,
                             const struct llmcost_api *api, double billed)
{
    const struct llmcost_scenario *s = c->scenario;
    const double minimum = api != NULL ? api->monthly_minimum.value : 0;
    const double step = discount_step(s);
    struct outlook o = {.sends_all = true, .term = h != NULL ? held_months(h) : 0};
    struct trend trend = {.rises = true, .falls = true};
    struct holding_month held[LLMCOST_MAX_MONTHS];
    struct option_walk walk;
    const struct terms *terms = &walk.parties.terms;
    double growth = 1;
    walk_begin(&walk, s, c->option, 0);
    find_prices(c, terms, api);
    for (int m = 0; m < c->span.months; m++) {
        struct curve_month *month = &c->month[m];
        struct tariff tariff = {.marginal = NEVER_PRICED};
        walk_on(&walk, NULL);
        growth *= step;
        const double weight = c->span.months > 1 ? 1 / growth : c->span.weight;
        *month = (struct curve_month){.growth = walk.factors.growth, .kink = NOWHERE};
        c->least_growth = at_most(c->least_growth, month->growth);
        c->most_growth = at_least(c->most_growth, month->growth);
        c->tokens += c->requests * month->growth * weight;
        if (api != NULL)
            tariff_make(terms, api, walk.factors.api, &tariff);
        if (h == NULL) {
            if (minimum > 0 && tariff.plain > 0)
                month->kink = minimum / (billed * tariff.plain);
            continue;
        }
        const double sent = api != NULL ? tariff.marginal * attempts_of(terms, &api->common) /
                                              option_attempts(s, c->option)
                                        : NEVER_PRICED;
        const struct offer offer = offer_of(&walk, h, sent);
        follow(&trend, month->growth, &offer, m == 0);
        held[m] = month_of(c, m, weight, &offer, &walk);
        const struct llmcost_fleet *fleet = &walk.month.plan.fleet;
        survey_offer(c, month, &offer, minimum * (1 + tariff.surcharge), weight, &o);
        survey_spares(h, fleet, s->hours_per_month.value, weight, &o);
        if (m == 0)
            first_fleet(c, fleet, billed, &o);
    }
    if (h != NULL && c->span.months > 0) {
        add_terms(held, c->span.months, o.term);
        const struct holding all =
            holding_of(held, c->span.months, o.term, trend.rises, trend.falls);
        o.unit = all.unit;
        o.falls = all.falls;
        c->loose = all.loose;
        o.always_on = held[0].taken + held[0].weight * held[0].others;
    }
    return o;
}

void curve_make(const struct llmcost_scenario *s, int option, double requests, bool on_horizon,
                struct curve *ret_curve)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const double billed = requests * option_attempts(s, option); /* per x */
    struct curve *c = ret_curve;
    c->scenario = s;
    c->option = option;
    c->requests = requests;
    c->span = span_of(s, option, on_horizon);
    c->unit_x = c->settled = c->tokens = 0;
    c->last_unit = NOWHERE;
    c->levels = 1;
    c->rises = true;
    c->falls = 0;
    c->loose = 1;
    c->serves_until = NOWHERE;
    c->least_growth = NOWHERE;
    c->most_growth = 0;
    struct outlook o = survey(c, h, api, billed);
    if (h == NULL) {
        for (int m = 0; m < c->span.months; m++)
            if (c->month[m].kink < NOWHERE)
                c->settled = at_least(c->settled, c->month[m].kink / c->month[m].growth);
        bound_line(c, 1 + 2 * c->settled, 0);
        return;
    }
    const bool fixed = api == NULL && is_stated(&h->replicas);
    const bool mixes = api != NULL || is_stated(&h->elastic_gpu_hour);
    const bool saves_idle_power = is_owned(h) && h->idle_power_share.value < 1;
    const bool escalates = h->common.escalation_share.value > 0 ||
                           (api != NULL && api->common.escalation_share.value > 0);
    c->unit_x = fixed ? 0 : c->unit_x;
    c->levels = mixes && !fixed ? host_load(s)->levels : 1;
    /* a contract taken a month earlier may be the cheaper one, and spares may serve for the api */
    const bool holds = c->span.months > 1 && o.term > 1;
    c->rises = !mixes || (!escalates && !(holds && h->spare_replicas.value > 0));
    c->falls = o.follows + (mixes ? 2 * ((saves_idle_power ? 1 : 0) + o.uneven) * o.unit : 0);
    o.idle = saves_idle_power ? o.idle : 0;
    bound_fleet(c, &o);
    if (holds && !is_owned(h))
        c->falls += o.falls < 0 ? c->base_high - c->base_low : o.falls;
}
