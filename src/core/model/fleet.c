/* fleet.c - the cheapest mix of always-on units, elastic hours and api for one month's load (§4).
 * The load is stacked in slices of one unit and each slice is served alone: what a slice costs on
 * elastic units or at the api only falls with its height, so the always-on part is everything up to
 * the last slice that pays for it. Slices between two levels of the load are alike: the work grows
 * with the levels, never with the units. Nothing here asks "which kind": what is not offered is
 * NEVER_PRICED.
 */
#include "core/model/fleet.h"
#include "core/base/real.h"
#include "core/model/capacity.h"
#include "core/model/demand.h"
#include "core/model/ownership.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>
#include <string.h>

/* One month's stack, in units of one unit's planned capacity; money is for a whole month of one
 * unit. */
struct stack {
    const struct llmcost_load *load;
    double scale; /* units per weight: rate / unit capacity */
    double always_on, elastic,
        api;      /* price of a unit all month; of the api: for a unit's full load */
    double floor; /* units that are held whatever they cost */
    const int32_t
        *paid_hours; /* with cold starts: hours an elastic slice down to a level is paid */
    /* what comes out */
    double always_on_units; /* above the floor */
    double elastic_months;  /* unit-months of elastic units */
    double elastic_at_peak; /* elastic units in the busiest hour */
    double overflow;        /* unit-months of load that go to the api */
    double overflow_peak;   /* units of load at the api in its busiest hour */
};

static double level_units(const struct stack *stack, int level)
{
    return stack->load->level[level] * stack->scale;
}

/* llmcost_whole() of a number of units, without the call: counts beyond 2^62 are whole already. */
static double whole_units(double units)
{
    const double x = units * (1 - 1e-12);
    const double down = x < 4e18 ? (double)(int64_t)x : x;
    return down < x ? down + 1 : down;
}

/* ---- Every hour of a slice on its own: the cheaper of elastic and api ---- */

/* The price of a slice whose hours choose for themselves. Hours above its top use it fully. */
static double slice_price(const struct stack *stack, double top)
{
    const struct llmcost_load *load = stack->load;
    double money = 0;
    for (int level = 0; level < load->levels; level++) {
        const double units = level_units(stack, level);
        if (whole_units(units) < top)
            break;
        const double share = at_most(units - (top - 1), 1);
        money += load->level_hours[level] * at_most(stack->elastic, stack->api * share);
    }
    return money / load->hours;
}

/* The first level with which a fully used slice costs as much as an always-on unit; `levels` when
 * none does. */
static int dear_level(const struct stack *stack, const int32_t *hours)
{
    const double cheapest = at_most(stack->elastic, stack->api);
    int low = 0;
    int high = stack->load->levels;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (stack->always_on <= cheapest * hours[middle] / stack->load->hours)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Slices that the hours above `level` use fully are too cheap for an always-on unit, those that
 * `level` uses fully are dear enough; in between is the one slice whose top lies within that level.
 */
static double cut_by_hours(const struct stack *stack)
{
    const int level = dear_level(stack, stack->load->hours_above);
    if (level == stack->load->levels)
        return 0;
    const double top = whole_units(level_units(stack, level));
    return top > stack->floor && slice_price(stack, top) < stack->always_on ? top - 1 : top;
}

/* Above the always-on units every hour takes the cheaper way; only its topmost unit may be used in
 * part. */
static void serve_hours(struct stack *stack, double base)
{
    const struct llmcost_load *load = stack->load;
    const bool rents = stack->elastic <= stack->api;
    double elastic = 0; /* unit-hours */
    double overflow = 0;
    for (int level = 0; level < load->levels; level++) {
        const double units = level_units(stack, level);
        const double top = whole_units(units);
        if (top <= base)
            break;
        const double share = at_most(units - (top - 1), 1);
        const bool top_rents = stack->elastic <= stack->api * share;
        const double rented = rents ? top - 1 - base + (top_rents ? 1 : 0) : 0;
        const double sent = rents ? (top_rents ? 0 : share) : units - base;
        elastic += load->level_hours[level] * rented;
        overflow += load->level_hours[level] * sent;
        stack->overflow_peak = at_least(stack->overflow_peak, sent);
        stack->elastic_at_peak = level == 0 ? rented : stack->elastic_at_peak;
    }
    stack->elastic_months = elastic / load->hours;
    stack->overflow = overflow / load->hours;
}

/* ---- Cold starts: a slice is wholly always-on, wholly elastic or wholly api ---- */

/* Slices that are alike: `full` hours use them fully, the levels first..last-1 in part. */
struct slices {
    double count, bottom;
    int first, last;
    int32_t full, paid;
};

/* Serve them the cheaper way unless always-on units are at most as dear: then false. */
static bool serve_slices(struct stack *stack, const struct slices *slices)
{
    const double month = stack->load->hours;
    double used = slices->full;
    for (int level = slices->first; level < slices->last; level++)
        used += stack->load->level_hours[level] *
                at_most(level_units(stack, level) - slices->bottom, 1);
    const double elastic = stack->elastic * slices->paid / month;
    const double api = stack->api * used / month;
    if (stack->always_on <= at_most(elastic, api))
        return false;
    if (elastic <= api) {
        stack->elastic_months += slices->count * slices->paid / month;
        stack->elastic_at_peak += slices->count;
    } else {
        stack->overflow += slices->count * used / month;
        stack->overflow_peak += slices->count * at_most(level_units(stack, 0) - slices->bottom, 1);
    }
    return true;
}

/* Take slices from the top down until always-on units are at most as dear, or the floor is reached;
 * the number of units that is left below. */
static double cut_by_slices(struct stack *stack)
{
    const struct llmcost_load *load = stack->load;
    int level = 0;
    double top = whole_units(level_units(stack, 0));
    while (top > stack->floor) {
        int next = level;
        while (next < load->levels && whole_units(level_units(stack, next)) >= top)
            next++;
        const struct slices part = {.count = 1,
                                    .bottom = top - 1,
                                    .first = level,
                                    .last = next,
                                    .full = level > 0 ? load->hours_above[level - 1] : 0,
                                    .paid = stack->paid_hours[next - 1]};
        if (!serve_slices(stack, &part))
            break;
        top -= 1;
        const double below = next < load->levels ? whole_units(level_units(stack, next)) : 0;
        const struct slices run = {.count = top - at_least(below, stack->floor),
                                   .bottom = top - 1,
                                   .full = load->hours_above[next - 1],
                                   .paid = part.paid};
        if (run.count > 0) {
            if (!serve_slices(stack, &run))
                break;
            top -= run.count;
        }
        level = next;
    }
    return top;
}

/* The cheapest mix above the units that are held. */
static void cut(struct stack *stack)
{
    double top;
    if (stack->paid_hours != NULL) {
        top = cut_by_slices(stack);
    } else {
        top = at_least(cut_by_hours(stack), stack->floor);
        serve_hours(stack, top);
    }
    stack->always_on_units = at_least(top - stack->floor, 0);
}

/* Hours that an elastic slice is paid for with a cold start of `early` hours, per level that it
 * reaches down to: an hour is paid when it, or one of the next `early` hours (cyclic), needs the
 * slice. */
static void add_cold_start(const struct llmcost_load *load, int early, int32_t *ret_paid)
{
    const int window = early < load->hours ? early : load->hours - 1;
    memset(ret_paid, 0, (size_t)load->levels * sizeof *ret_paid);
    for (int hour = 0; hour < load->hours; hour++) {
        int highest = load->level_of[hour];
        for (int ahead = 1; ahead <= window; ahead++) {
            const int level = load->level_of[(hour + ahead) % load->hours];
            highest = level < highest ? level : highest;
        }
        ret_paid[highest]++;
    }
    for (int level = 1; level < load->levels; level++)
        ret_paid[level] += ret_paid[level - 1];
}

/* The smallest block that can be rented, G GPUs that hold k replicas, and what a replica serves;
 * whether the model fits. */
static bool find_unit(const struct terms *terms, const struct llmcost_host *host,
                      struct llmcost_fleet *fleet)
{
    const double g = host->gpus_per_replica.value;
    const double node = host->gpus_per_node.value;
    bool fits;
    fleet->unit_gpus = node <= g ? llmcost_whole(g / node) * node : node;
    fleet->unit_replicas = node <= g ? 1 : floor(node / g * (1 + 1e-12)); /* as whole() */
    fleet->replica_requests_per_second = capacity_of(terms, host, &fits);
    fleet->planned_requests_per_second = fleet->replica_requests_per_second *
                                         host->max_utilization.value / terms->workload->burst.value;
    return fits;
}

/* Requests/s of a fleet too small for its peak: each hour up to what it can do. */
static double served_at_most(const struct llmcost_load *load, double rate, double capacity)
{
    double served = 0;
    for (int level = 0; level < load->levels; level++)
        served += at_most(load->level[level] * rate, capacity) * load->level_hours[level];
    return served / load->hours;
}

/* What is held whatever it costs, and the prices of what comes on top of it. */
struct held {
    double always_on, elastic; /* units */
    bool fixed;                /* nothing is hosted on top */
};

static struct held hold(const struct llmcost_host *host, const struct llmcost_input *replicas,
                        double k, double bought, struct stack *stack)
{
    const bool own_fixed = replicas == NULL && is_stated(&host->replicas);
    const bool fixed = own_fixed || (replicas != NULL && is_stated(replicas));
    struct held held = {.fixed = own_fixed};
    const double asked = llmcost_whole(
        (fixed ? (own_fixed ? host->replicas.value : replicas->value) : host->min_replicas.value) /
        k);
    const bool rents = stack->elastic < stack->always_on;
    held.always_on = bought;
    if (fixed ? stack->always_on < NEVER_PRICED : !rents)
        held.always_on = at_least(asked, bought);
    else
        held.elastic = at_least(asked - bought, 0);
    stack->floor = held.always_on + held.elastic;
    if (fixed)
        stack->always_on = NEVER_PRICED;
    if (own_fixed)
        stack->elastic = NEVER_PRICED;
    return held;
}

/* What one GPU costs for a month, overhead included; NEVER_PRICED where it is not offered. */
struct gpu_month {
    double always_on, elastic;
    bool owned;
};

/* Energy is taken at utilization 1 to choose (§4); the bill has the real one. */
static struct gpu_month gpu_month_of(const struct llmcost_host *host,
                                     const struct fleet_prices *prices, double hours)
{
    const double markup = 1 + host->overhead_share.value;
    struct gpu_month month = {
        .always_on = NEVER_PRICED, .elastic = NEVER_PRICED, .owned = is_owned(host)};
    if (month.owned)
        month.always_on = owned_per_gpu(host, hours, 1);
    else if (prices->gpu_hour < NEVER_PRICED)
        month.always_on = prices->gpu_hour * hours * markup;
    if (prices->elastic_gpu_hour < NEVER_PRICED)
        month.elastic = prices->elastic_gpu_hour * hours * markup;
    return month;
}

/* Spares and staging are paid at the cheaper of the two, their overhead on a line of its own. */
static void price_spares(const struct gpu_month *gpu, const struct fleet_prices *prices,
                         double hours, struct fleet_plan *plan)
{
    const bool is_elastic = gpu->elastic < gpu->always_on;
    plan->fleet.monthly_per_gpu = at_most(gpu->always_on, gpu->elastic);
    plan->fleet.spare_is_elastic = is_elastic;
    plan->spare_is_rented = !gpu->owned || is_elastic;
    plan->spare_per_gpu = gpu->always_on;
    if (plan->spare_is_rented)
        plan->spare_per_gpu = (is_elastic ? prices->elastic_gpu_hour : prices->gpu_hour) * hours;
}

/* The share of what is paid for that the load uses, spares included. */
static double utilization_of(const struct llmcost_load *load, const struct demand *demand,
                             const struct llmcost_fleet *fleet, double units)
{
    const double capacity = units * fleet->unit_replicas * fleet->replica_requests_per_second;
    const double served = fleet->fits ? demand->rate * (1 - fleet->overflow_share)
                                      : served_at_most(load, demand->rate, capacity);
    return capacity > 0 ? at_least(at_most(served / capacity, 1), 0) : 0;
}

void fleet_make(const struct terms *terms, const struct llmcost_host *host,
                const struct llmcost_input *replicas, const struct demand *demand,
                const struct fleet_prices *prices, double bought, struct fleet_plan *ret_plan)
{
    const struct llmcost_load *load = &terms->scenario->load;
    const double hours = terms->scenario->hours_per_month.value;
    const struct gpu_month gpu = gpu_month_of(host, prices, hours);
    const bool rents_elastic = gpu.elastic < NEVER_PRICED;
    int32_t paid[LLMCOST_MAX_HOURS];
    struct fleet_plan plan = {.fleet = {.throughput = (uint8_t)throughput_of(host)}};
    struct llmcost_fleet *fleet = &plan.fleet;
    const bool fits = find_unit(terms, host, fleet);
    const double unit = fleet->unit_replicas * fleet->planned_requests_per_second;
    const double G = fleet->unit_gpus;

    struct stack stack = {
        .load = load,
        .scale = fits ? demand->rate / unit : 0, /* what does not fit is held and serves nothing */
        .always_on = gpu.always_on < NEVER_PRICED ? G * gpu.always_on : NEVER_PRICED,
        .elastic = rents_elastic ? G * gpu.elastic : NEVER_PRICED,
        .api = prices->api_request < NEVER_PRICED
                   ? prices->api_request * prices->api_attempts * unit * hours * 3600
                   : NEVER_PRICED,
    };
    const double early = llmcost_whole(host->cold_start_hours.value);
    if (early > 0 && rents_elastic) {
        add_cold_start(load, (int)early, paid);
        stack.paid_hours = paid;
    }
    const struct held held =
        hold(host, replicas, fleet->unit_replicas, gpu.owned ? bought : 0, &stack);
    if (!held.fixed)
        cut(&stack);

    const double always_on = held.always_on + stack.always_on_units;
    const double elastic = held.elastic + stack.elastic_months;
    const double spare = llmcost_whole(host->spare_replicas.value / fleet->unit_replicas);
    const double at_peak =
        held.always_on + stack.always_on_units + held.elastic + stack.elastic_at_peak;
    plan.owned_units = gpu.owned ? always_on : 0;
    plan.rented_gpus = gpu.owned ? 0 : always_on * G;
    price_spares(&gpu, prices, hours, &plan);
    fleet->replicas = at_peak * fleet->unit_replicas;
    fleet->spare_replicas = spare * fleet->unit_replicas;
    fleet->always_on_gpus = always_on * G;
    fleet->elastic_gpu_hours = elastic * G * hours;
    fleet->spare_gpus = spare * G;
    fleet->gpus_at_peak = (at_peak + spare) * G;
    fleet->staging_gpus = host->staging_gpus.value;
    fleet->overflow_share = demand->rate > 0 ? stack.overflow * unit / demand->rate : 0;
    const double sent = stack.overflow * unit * hours * 3600;
    fleet->overflow_requests = sent * prices->api_attempts;
    fleet->served_requests = at_least(demand->billed - sent, 0);
    fleet->overflow_peak = stack.overflow_peak * unit * prices->api_attempts;
    fleet->fits =
        fits && (!held.fixed || demand->peak / fleet->planned_requests_per_second * (1 - 1e-12) <=
                                    host->replicas.value);
    fleet->utilization = utilization_of(load, demand, fleet, always_on + elastic + spare);
    *ret_plan = plan;
}
