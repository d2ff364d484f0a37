/* fleet.c - the cheapest mix of always-on units, elastic hours and api for one month's load (§4).
 * The load is stacked in slices of one unit and each slice is served alone, from the top down: what
 * a slice costs on elastic units or at the api only falls with its height, so the always-on part is
 * everything below the first slice that pays for it. Slices between two levels of the load are
 * alike and are taken together: the work grows with the levels, never with the units. Nothing here
 * asks "which kind": what is not offered is NEVER_PRICED.
 */
#include "core.h"

#include <math.h>

/* One month's stack, in units of one unit's planned capacity; money is for a whole month of one
 * unit. */
struct stack {
    const struct llmcost_load *load;
    double scale; /* units per weight: rate / unit capacity */
    double always_on, elastic,
        api;                   /* price of a unit all month; of the api: for a unit's full load */
    double floor;              /* units that are held whatever they cost */
    bool whole_slices;         /* cold starts: no mixing of elastic and api within a slice */
    const int32_t *paid_hours; /* per level: hours paid by an elastic slice down to that level */
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

/* What serving `count` slices that are alike costs without always-on units: `full` hours fully
 * used, then the levels first..last used in part. Returns the price of one such slice; adds what it
 * takes to the stack when `take`. */
struct slice {
    double count;
    double bottom;   /* units below it */
    int first, last; /* levels that use it in part; none when last < first */
    int32_t full;    /* hours that use it fully */
    int32_t paid;    /* hours an elastic unit is paid for */
};

static double slice_price(struct stack *stack, const struct slice *slice, bool take)
{
    const struct llmcost_load *load = stack->load;
    const double month = load->hours;
    double used = slice->full / month; /* unit-months of load in it */
    double mixed = at_most(stack->elastic, stack->api) * used;
    double elastic = stack->elastic <= stack->api ? used : 0;
    double overflow = used - elastic;
    double peak = overflow > 0 ? 1 : 0;
    for (int level = slice->first; level <= slice->last; level++) {
        const double hours = load->level_hours[level] / month;
        const double share = at_most(level_units(stack, level) - slice->bottom, 1);
        const bool rent = stack->elastic <= stack->api * share;
        mixed += hours * (rent ? stack->elastic : stack->api * share);
        used += hours * share;
        elastic += rent ? hours : 0;
        overflow += rent ? 0 : hours * share;
        peak = rent ? peak : at_least(peak, share);
    }
    if (stack->whole_slices) {
        const double rented = stack->elastic * slice->paid / month;
        const bool rent = rented <= stack->api * used;
        mixed = rent ? rented : stack->api * used;
        elastic = rent ? slice->paid / month : 0;
        overflow = rent ? 0 : used;
        peak = rent ? 0 : level_units(stack, 0) - slice->bottom;
    }
    if (take) {
        /* The busiest hour is in every slice: an elastic slice runs then unless its top goes to the
         * api. */
        const bool top = slice->first == 0 && slice->last >= 0;
        const double share = top ? level_units(stack, 0) - slice->bottom : 1;
        const bool runs = stack->whole_slices ? elastic > 0 : stack->elastic <= stack->api * share;
        stack->elastic_months += slice->count * elastic;
        stack->elastic_at_peak += runs ? slice->count : 0;
        stack->overflow += slice->count * overflow;
        /* Whole slices and slices dearer than the api add up in the busiest hour; a part that goes
         * to the api above elastic slices is alone in its hour. */
        const bool adds = stack->whole_slices || stack->api < stack->elastic;
        peak = at_most(peak, 1) * slice->count;
        stack->overflow_peak =
            adds ? stack->overflow_peak + peak : at_least(stack->overflow_peak, peak);
    }
    return mixed;
}

/* Take slices from the top down until always-on units are at most as dear, or the floor is reached.
 */
static void cut(struct stack *stack)
{
    const struct llmcost_load *load = stack->load;
    int level = 0;
    int32_t above = 0; /* hours of the levels above this one */
    double top = llmcost_whole(level_units(stack, 0));
    while (top > stack->floor) {
        struct slice part = {.count = 1, .bottom = top - 1, .first = level, .full = above};
        int32_t hours = above;
        int next = level;
        while (next < load->levels && llmcost_whole(level_units(stack, next)) >= top)
            hours += load->level_hours[next++];
        part.last = next - 1;
        part.paid = stack->paid_hours ? stack->paid_hours[next - 1] : hours;
        if (stack->always_on <= slice_price(stack, &part, false))
            break;
        slice_price(stack, &part, true);
        top -= 1;
        const double below = next < load->levels ? llmcost_whole(level_units(stack, next)) : 0;
        struct slice run = {.first = 0, .last = -1, .full = hours, .paid = part.paid};
        run.count = top - at_least(below, stack->floor);
        run.bottom = top - 1;
        if (run.count > 0) {
            if (stack->always_on <= slice_price(stack, &run, false))
                break;
            slice_price(stack, &run, true);
            top -= run.count;
        }
        level = next;
        above = hours;
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

/* The smallest block that can be rented: G GPUs that hold k replicas. */
static void find_unit(const struct llmcost_host *host, struct llmcost_fleet *fleet)
{
    const double g = host->gpus_per_replica.value;
    const double node = host->gpus_per_node.value;
    fleet->unit_gpus = node <= g ? llmcost_whole(g / node) * node : node;
    fleet->unit_replicas = node <= g ? 1 : floor(node / g);
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

void fleet_make(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                const struct llmcost_input *replicas, const struct demand *demand,
                const struct fleet_prices *prices, double bought, struct fleet_plan *ret_plan)
{
    const struct llmcost_load *load = &scenario->workload.load;
    const double hours = scenario->hours_per_month.value;
    const double markup = 1 + host->overhead_share.value;
    const bool owned = is_owned(host);
    int32_t paid[LLMCOST_MAX_HOURS];
    struct fleet_plan plan = {.fleet = {.throughput = (uint8_t)throughput_of(host)}};
    struct llmcost_fleet *fleet = &plan.fleet;

    find_unit(host, fleet);
    fleet->replica_requests_per_second = capacity_of(scenario, host);
    fleet->planned_requests_per_second = fleet->replica_requests_per_second *
                                         host->max_utilization.value /
                                         scenario->workload.burst.value;
    const double unit = fleet->unit_replicas * fleet->planned_requests_per_second;
    const double G = fleet->unit_gpus;

    /* Energy is taken at utilization 1 to choose (§4); the bill has the real one. */
    const double own_gpu = owned ? owned_per_gpu(host, hours, 1) : 0;
    const bool rents_always_on = !owned && prices->gpu_hour < NEVER_PRICED;
    const bool rents_elastic = prices->elastic_gpu_hour < NEVER_PRICED;
    const double rent_gpu = rents_always_on ? prices->gpu_hour * hours * markup : NEVER_PRICED;
    const double always_on_gpu = owned ? own_gpu : rent_gpu;
    const double elastic_gpu =
        rents_elastic ? prices->elastic_gpu_hour * hours * markup : NEVER_PRICED;
    struct stack stack = {
        .load = load,
        .scale = demand->rate / unit,
        .always_on = always_on_gpu < NEVER_PRICED ? G * always_on_gpu : NEVER_PRICED,
        .elastic = rents_elastic ? G * elastic_gpu : NEVER_PRICED,
        .api = prices->api_request < NEVER_PRICED ? prices->api_request * unit * hours * 3600
                                                  : NEVER_PRICED,
    };
    const double early = llmcost_whole(host->cold_start_hours.value);
    if (early > 0 && rents_elastic) {
        add_cold_start(load, (int)early, paid);
        stack.paid_hours = paid;
        stack.whole_slices = true;
    }
    const struct held held = hold(host, replicas, fleet->unit_replicas, owned ? bought : 0, &stack);
    if (!held.fixed)
        cut(&stack);

    const double always_on = held.always_on + stack.always_on_units;
    const double elastic = held.elastic + stack.elastic_months;
    const double spare = llmcost_whole(host->spare_replicas.value / fleet->unit_replicas);
    const double at_peak =
        held.always_on + stack.always_on_units + held.elastic + stack.elastic_at_peak;
    plan.owned_units = owned ? always_on : 0;
    plan.rented_gpus = owned ? 0 : always_on * G;
    plan.spare_is_rented = !owned || elastic_gpu < always_on_gpu;
    fleet->spare_is_elastic = elastic_gpu < always_on_gpu;
    plan.spare_per_gpu = !plan.spare_is_rented     ? own_gpu
                         : fleet->spare_is_elastic ? prices->elastic_gpu_hour * hours
                                                   : prices->gpu_hour * hours;
    fleet->replicas = at_peak * fleet->unit_replicas;
    fleet->spare_replicas = spare * fleet->unit_replicas;
    fleet->always_on_gpus = always_on * G;
    fleet->elastic_gpu_hours = elastic * G * hours;
    fleet->spare_gpus = spare * G;
    fleet->gpus_at_peak = (at_peak + spare) * G;
    fleet->staging_gpus = host->staging_gpus.value;
    fleet->monthly_per_gpu = at_most(always_on_gpu, elastic_gpu);
    fleet->overflow_share = demand->rate > 0 ? stack.overflow * unit / demand->rate : 0;
    fleet->overflow_requests = stack.overflow * unit * hours * 3600;
    fleet->served_requests = at_least(demand->billed - fleet->overflow_requests, 0);
    fleet->overflow_peak = stack.overflow_peak * unit;
    fleet->fits = !held.fixed || demand->peak / fleet->planned_requests_per_second * (1 - 1e-12) <=
                                     host->replicas.value;
    const double capacity =
        (always_on + elastic + spare) * fleet->unit_replicas * fleet->replica_requests_per_second;
    const double served = fleet->fits ? demand->rate * (1 - fleet->overflow_share)
                                      : served_at_most(load, demand->rate, capacity);
    fleet->utilization = capacity > 0 ? at_least(at_most(served / capacity, 1), 0) : 0;
    *ret_plan = plan;
}
