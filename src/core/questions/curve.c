/* curve.c - the cost of one option over the demand: where it has breakpoints, and between which
 * lines it stays far out (§9). Whole units make it a staircase; between two breakpoints it is
 * affine. The demand of a month is a multiple of the first month's, or stands, so that a horizon
 * has the breakpoints of all its months. Knows demand only through the engine's months.
 */
#include "core/questions/curve.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/hardware/pool.h"
#include "core/model/bill.h"
#include "core/model/fleet.h"
#include "core/model/pricing.h"
#include "core/questions/holding.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>

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
    const bool fixed = walk->replicas != NULL && is_stated(walk->replicas);
    struct offer offer = {.always_on = NEVER_PRICED, .elastic = NEVER_PRICED, .api = NEVER_PRICED};
    if (is_owned(h) && !fixed)
        offer.always_on = fleet->unit_gpus * owned_per_gpu(h, walk->parties.unit.capital, hours, 1);
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

/* The demand, per x, that fills an api's minimum; NOWHERE without one. */
static double kink_of(const struct terms *terms, const struct llmcost_api *api, double factor,
                      double requests)
{
    const double minimum = api->monthly_minimum.value;
    struct tariff tariff;
    tariff_make(terms, api, factor, &tariff);
    return minimum > 0 && tariff.plain > 0 && requests > 0
               ? minimum / (requests * attempts_of(terms, &api->common) * tariff.plain)
               : NOWHERE;
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
    double apart;      /* what a unit's requests may cost more or less at the other part */
    /* In some month: it has taken over, the fleet grows with the demand, it mixes two ways to
     * serve, less is paid for power that is not used, requests are sent on. */
    bool runs, grows, mixes, saves_power, escalates, has_spares;
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
    const double x = 1e9 * c->most_unit;
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
    /* what the parts of a hybrid send on, or meter, has no say in the mix: see host_extra() */
    const bool sends_on = o->escalates && c->departure.parties.api != NULL;
    if (c->unit_x <= 0) { /* fixed replicas: it only pays for what is sent on */
        bound_line(c, 1 + 2 * c->settled, 0);
    } else if (o->sends_all) {
        const double lowest = lowest_level(load, load->levels);
        c->last_unit = o->held;
        c->settled = at_least(c->settled, (o->held / lowest + o->fill) * c->most_unit);
        bound_line(c, 2 * c->settled + c->unit_x, 0);
    } else if (c->levels == 1 && c->span.months == 1 && !c->shares && !sends_on) {
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
    o->idle = at_least(o->idle, llmcost_whole(h->spare_replicas.value / fleet->unit_replicas));
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

/* What moves with the demand in a month. */
static void note_fleet(struct curve *c, const struct option_walk *walk, struct curve_month *month,
                       struct outlook *o)
{
    const struct llmcost_host *h = walk->parties.host;
    const struct llmcost_api *api = walk->parties.api;
    const struct llmcost_fleet *fleet = &walk->month.plan.fleet;
    const double requests =
        c->requests * walk->multiple * attempts_of(&walk->parties.terms, &h->common);
    o->runs = true;
    o->held = at_least(o->held, fleet->replicas / fleet->unit_replicas);
    o->mixes = o->mixes || api != NULL || is_stated(&h->elastic_gpu_hour);
    o->saves_power = o->saves_power || (is_owned(h) && h->idle_power_share.value < 1);
    o->has_spares = o->has_spares || h->spare_replicas.value > 0;
    o->escalates = o->escalates || h->common.escalation_share.value > 0 ||
                   (api != NULL && api->common.escalation_share.value > 0) ||
                   h->common.metered.count > 0 || (api != NULL && api->common.metered.count > 0);
    if ((api == NULL && is_stated(&h->replicas)) || requests <= 0)
        return;
    o->grows = true;
    month->unit = fleet->unit_replicas * fleet->planned_requests_per_second *
                  c->scenario->hours_per_month.value * 3600 / requests;
    c->unit_x = c->unit_x > 0 ? c->unit_x : month->unit;
    c->most_unit = at_least(c->most_unit, month->unit);
}

/* The breakpoints of a fleet and its api, and where the api is the cheapest. */
static void survey_offer(const struct curve *c, struct curve_month *month,
                         const struct offer *offer, double minimum, struct outlook *o)
{
    const double dearest = offer->api * extreme_price(c, month, true);
    const double cheapest = offer->api * extreme_price(c, month, false);
    if (offer->elastic < dearest && offer->api < NEVER_PRICED && offer->splits_hours)
        month->part = offer->elastic / offer->api;
    /* a slice's hour goes to the api as long as no other way is cheaper; where all hours are alike
     * a slice does */
    const bool flat = host_load(c->scenario)->levels == 1;
    const double least = flat ? at_most(offer->always_on, offer->elastic) : offer->elastic;
    if (c->clocks <= 1 && (flat || offer->splits_hours) && least <= offer->api &&
        offer->api < NEVER_PRICED)
        month->sent = least / offer->api * (1 + 1e-9);
    o->sends_all = o->sends_all && dearest <= at_most(offer->always_on, offer->elastic);
    if (minimum > 0 && cheapest > 0 && offer->api < NEVER_PRICED)
        o->fill = at_least(o->fill, minimum / cheapest);
    else if (minimum > 0 && offer->api > 0) /* hours for nothing reach no minimum */
        o->sends_all = false;
}

/* What a month in operation offers, and what it adds to the outlook. */
static struct offer look_out(struct curve *c, const struct option_walk *walk, double weight,
                             struct curve_month *month, struct outlook *o)
{
    const struct terms *terms = &walk->parties.terms;
    const struct llmcost_host *h = walk->parties.host;
    const struct llmcost_api *api = walk->parties.api;
    const double minimum = api != NULL ? api->monthly_minimum.value : 0;
    struct tariff tariff = {.marginal = NEVER_PRICED};
    double sent = NEVER_PRICED;
    if (api != NULL) {
        tariff_make(terms, api, walk->factors.api, &tariff);
        note_prices(c, &tariff, month);
        sent = tariff.marginal * attempts_of(terms, &api->common) / attempts_of(terms, &h->common);
    }
    struct offer offer = offer_of(walk, h, sent);
    const double apart = api != NULL ? fabs(host_extra(walk)) : 0;
    offer.extras += apart;
    o->apart += weight * apart;
    survey_offer(c, month, &offer, minimum * (1 + tariff.surcharge), o);
    o->minimum += weight * minimum;
    survey_spares(h, &walk->month.plan.fleet, c->scenario->hours_per_month.value, weight, o);
    note_fleet(c, walk, month, o);
    return offer;
}

/* What every option does: its tokens, its limits, the api that serves until it takes over. */
static void note_demand(struct curve *c, const struct option_walk *walk, double weight,
                        struct curve_month *month, struct outlook *o)
{
    const struct parties *p = &walk->parties;
    const struct llmcost_workload *w = p->terms.workload;
    const double requests = c->requests * walk->multiple;
    c->limit = at_most(c->limit, limit_of_month(walk, c->requests));
    c->mtok += requests * weight * (w->input_tokens.value + w->output_tokens.value) / 1e6;
    if (p->host == NULL)
        month->kink = kink_of(&p->terms, p->api, walk->factors.api, requests);
    if (walk->at > walk->until)
        return;
    month->service_kink = kink_of(&p->terms, p->until_then, walk->factors.until_then, requests);
    c->shares = true;
    o->minimum += weight * p->until_then->monthly_minimum.value;
}

/* Walk through the months without demand: what each offers, and what moves its breakpoints. */
static struct outlook survey(struct curve *c)
{
    const struct llmcost_host *h = llmcost_option_host(c->scenario, c->option);
    struct outlook o = {.sends_all = true, .term = h != NULL ? held_months(h) : 0};
    struct trend trend = {.rises = true, .falls = true};
    struct holding_month held[c->span.months];
    struct lot lots[2][c->span.months];
    struct option_walk walk;
    double growth = 1;
    int count = 0;
    span_begin(&walk, &c->departure, 0, &c->span, lots);
    find_clocks(c, &walk.parties.terms, walk.parties.api);
    for (int m = 0; m < c->span.months; m++) {
        struct curve_month *month = &c->month[m];
        walk_on(&walk, NULL);
        growth *= c->span.step;
        const double weight = c->span.months > 1 ? 1 / growth : c->span.weight;
        *month = (struct curve_month){.kink = NOWHERE, .service_kink = NOWHERE, .flat = 1};
        note_demand(c, &walk, weight, month, &o);
        if (h == NULL || m < walk.start)
            continue;
        const struct offer offer = look_out(c, &walk, weight, month, &o);
        follow(&trend, month->unit > 0 ? 1 / month->unit : 0, &offer, count == 0);
        held[count++] = month_of(c, m, weight, &offer, &walk);
    }
    if (count > 0) {
        add_terms(held, count, o.term);
        const struct holding all = holding_of(held, count, o.term, trend.rises, trend.falls);
        o.unit = all.unit;
        o.falls = all.falls;
        c->loose = all.loose;
        o.always_on = held[0].taken + held[0].weight * held[0].others;
    }
    return o;
}

/* From where on every minimum is filled that another api than a hybrid's has. */
static void settle_kinks(struct curve *c)
{
    for (int m = 0; m < c->span.months; m++) {
        const double kinks[] = {c->month[m].kink, c->month[m].service_kink};
        for (size_t i = 0; i < COUNT(kinks); i++)
            if (kinks[i] < NOWHERE)
                c->settled = at_least(c->settled, kinks[i]);
    }
}

static void bound(struct curve *c, const struct llmcost_host *h, struct outlook *o)
{
    /* a contract taken a month earlier may be the cheaper one, and spares may serve for the api */
    const bool holds = c->span.months > 1 && o->term > 1;
    c->levels = o->mixes && o->grows ? host_load(c->scenario)->levels : 1;
    c->rises = !o->mixes || !(holds && o->has_spares);
    c->falls = o->follows + (o->mixes ? 2 * ((o->saves_power ? 1 : 0) + o->uneven) * o->unit : 0);
    /* what either part serves rises with the demand, but for whole units that go to the other */
    c->falls += (o->held + o->idle + 2 + 2 * o->uneven) * c->loose * o->apart;
    o->idle = o->saves_power ? o->idle : 0;
    bound_fleet(c, o);
    if (holds && (!is_owned(h) || is_stated(&h->resale_share))) /* an older one leaves less */
        c->falls += o->falls < 0 ? c->base_high - c->base_low : o->falls;
}

/* The most that credits take off, once they pay: from nothing to all of them. */
static void allow_for_credits(struct curve *c, const struct llmcost_host *h,
                              const struct llmcost_api *api)
{
    const double credits =
        (h ? h->common.credits.value : 0) + (api ? api->common.credits.value : 0);
    c->span.gross = false;
    if (!c->span.on_horizon)
        return;
    c->base_low -= credits;
    c->falls += credits;
}

void curve_make(const struct llmcost_scenario *s, int option, double requests, bool on_horizon,
                struct curve_month *months, struct curve *ret_curve)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    struct curve *c = ret_curve;
    c->scenario = s;
    c->month = months;
    c->paid = NULL;
    c->option = option;
    c->requests = requests;
    c->departure = departure_of(s, option);
    c->span = span_of(s, option, on_horizon);
    c->span.gross = true;
    c->unit_x = c->most_unit = c->settled = c->mtok = 0;
    c->last_unit = NOWHERE;
    c->levels = 1;
    c->rises = true;
    c->falls = 0;
    c->loose = 1;
    c->serves_until = NOWHERE;
    c->limit = NOWHERE;
    c->shares = false;
    struct outlook o = survey(c);
    settle_kinks(c);
    if (o.runs)
        bound(c, h, &o);
    else
        bound_line(c, 1 + 2 * c->settled, 0);
    allow_for_credits(c, h, llmcost_option_api(s, option));
}
