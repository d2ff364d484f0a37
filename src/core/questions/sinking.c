/* sinking.c - whether a hybrid, held against its own api, only gains with the demand (§9). Each
 * slice of its load is served the cheapest way, and one of those is the api: what it costs beyond
 * the api is 0 there, and elsewhere the price of the GPU less what the api would take, which only
 * rises with what is used of the slice; the least of figures that only fall only falls. So one look
 * at either end of a stretch settles it, however many pieces it has. Asks for all that this rests
 * on, month by month, and refuses what is not as simple: there every piece is looked at (search.c).
 */
#include "core/hardware/ownership.h"
#include "core/hardware/pool.h"
#include "core/model/bill.h"
#include "core/questions/search.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

/* What the energy of one unit rises by from an idle month to a busy one. */
static double rising_energy(const struct option_walk *walk)
{
    const struct llmcost_host *h = walk->parties.host;
    const double hours = walk->scenario->hours_per_month.value;
    return is_owned(h) ? (owned_energy(h, hours, 1) - owned_energy(h, hours, 0)) * h->per_kwh.value
                       : 0;
}

/* Whether what is chosen by is what is billed in the month: nothing comes with a unit or a request
 * of the host on top, an hour of a slice chooses for itself, the bill of the api is a straight line
 * through 0, and energy that is used costs no more than the api whose place it takes. */
static bool pays_as_chosen(const struct curve *mix, const struct option_walk *walk,
                           const struct curve_month *month)
{
    const struct llmcost_host *h = walk->parties.host;
    const struct llmcost_api *api = walk->parties.api;
    const struct terms *terms = &walk->parties.terms;
    const struct fleet_unit *unit = &walk->parties.unit;
    const double hours = walk->scenario->hours_per_month.value;
    const double energy = rising_energy(walk) * unit->gpus;
    const bool elastic = is_stated(&h->elastic_gpu_hour);
    const bool spares = h->spare_replicas.value > 0;
    const double request = tariff_at(&walk->parties.api_prices, walk->factors.api).marginal *
                           attempts_of(terms, &api->common) / attempts_of(terms, &h->common);
    const double cheapest =
        request * unit->replicas * unit->planned * hours * 3600 * extreme_price(mix, month, false);
    return month->unit > 0 && api->monthly_minimum.value <= 0 && host_extra(walk) <= 0 &&
           bill_of_unit(terms, h, unit->gpus) <= 0 && energy <= cheapest &&
           !(elastic && (h->cold_start_hours.value > 0 || energy > 0 || spares)) &&
           !(spares && unit->replicas > 1);
}

/* Whether the api takes no more for all that a host leaves to it than for what comes: what waits
 * may wait for dearer hours. */
static bool waits_for_less(const struct curve *mix, const struct option_walk *walk)
{
    const struct llmcost_load *load = host_load(walk->scenario);
    const double least = 1e-12;
    double price = 0;
    for (int hour = 0; mix->clocks > 1 && hour < STACK_WEEK; hour++)
        price += load->weight[hour % load->hours] * walk->parties.hour_price[hour];
    return price <= STACK_WEEK * (1 + least);
}

/* Whether a month needs all that the months before it have taken, whatever the demand, and nothing
 * is owed or lost at the end. */
static bool holds_what_it_needs(const struct curve *mix, const struct option_walk *walk)
{
    const struct llmcost_host *h = walk->parties.host;
    const struct month_factors *step = &walk->drift.step;
    const bool owned = is_owned(h);
    const bool holds = owned || held_months(h) > 1;
    if (holds && mix->span.on_horizon && (!owned || is_stated(&h->resale_share)))
        return false;
    return !holds || mix->span.months == 1 ||
           (!walk->now.changes && !is_stated(&h->elastic_gpu_hour) &&
            h->spare_replicas.value <= 0 && step->growth >= 1 && step->api >= 1);
}

bool sinks_below_its_api(const struct curve *mix, const struct curve *api, double *ret_slack)
{
    const struct llmcost_scenario *s = mix->scenario;
    const bool own = llmcost_option_kind(s, mix->option) == LLMCOST_HYBRID &&
                     llmcost_option_kind(s, api->option) == LLMCOST_API &&
                     llmcost_option_api(s, mix->option) == llmcost_option_api(s, api->option);
    if (!own || mix->shares)
        return false;
    struct lot lots[2][mix->span.months];
    struct option_walk walk;
    double growth = 1;
    *ret_slack = mix->span.on_horizon ? mix->departure.parties.host->common.credits.value +
                                            2 * mix->departure.parties.api->common.credits.value
                                      : 0;
    span_begin(&walk, &mix->departure, 0, &mix->span, lots);
    for (int m = 0; m < mix->span.months; m++) {
        walk_on(&walk, NULL);
        growth *= mix->span.step;
        if (!pays_as_chosen(mix, &walk, &mix->month[m]) || !waits_for_less(mix, &walk) ||
            !holds_what_it_needs(mix, &walk))
            return false;
        /* staging is used as far as the fleet is: that may fall with it, and take its energy along
         */
        *ret_slack += (mix->span.months > 1 ? 1 / growth : mix->span.weight) *
                      walk.parties.host->staging_gpus.value * rising_energy(&walk);
    }
    return true;
}
