/* fleet.c - the fleet of one month (§4): its unit, what is held whatever it costs, the mix on top
 * of that (stack.c), spares and staging, and how much of it is used. Nothing here asks "which
 * kind": what is not offered is NEVER_PRICED.
 */
#include "core/model/fleet.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/hardware/stack.h"
#include "core/model/capacity.h"
#include "core/model/demand.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>

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
    double replicas;           /* that must run whatever the demand, given or at least */
    bool fixed;                /* nothing is hosted on top */
};

static struct held hold(const struct llmcost_host *host, const struct llmcost_input *replicas,
                        double k, double bought, struct stack *stack)
{
    const bool own_fixed = replicas == NULL && is_stated(&host->replicas);
    const bool fixed = own_fixed || (replicas != NULL && is_stated(replicas));
    const double given = own_fixed ? host->replicas.value : fixed ? replicas->value : 0;
    struct held held = {.fixed = own_fixed, .replicas = fixed ? given : host->min_replicas.value};
    const double asked = llmcost_whole(held.replicas / k);
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

/* Units beside those of the peak, so that spare replicas may fail while the rest carries what is
 * hosted in the busiest hour: a replica that idles in a node is spare already. */
static double spare_units(const struct llmcost_host *host, const struct stack *stack,
                          const struct held *held, double at_peak, struct llmcost_fleet *fleet)
{
    const double k = fleet->unit_replicas;
    const double carry = at_most(llmcost_whole(stack->hosted_at_peak * k), at_peak * k);
    fleet->needed_replicas = at_least(carry, held->replicas);
    const double units = llmcost_whole((fleet->needed_replicas + host->spare_replicas.value) / k);
    return at_least(units - at_peak, 0);
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

/* Spares and staging are paid at the cheaper of the two, their overhead on a line of its own; the
 * energy of bought ones is that of the whole fleet's utilization (§5). */
static void price_spares(const struct llmcost_host *host, const struct gpu_month *gpu,
                         const struct fleet_prices *prices, double hours, struct fleet_plan *plan)
{
    const bool is_elastic = gpu->elastic < gpu->always_on;
    plan->fleet.monthly_per_gpu = at_most(gpu->always_on, gpu->elastic);
    plan->fleet.spare_is_elastic = is_elastic;
    plan->spare_is_rented = !gpu->owned || is_elastic;
    const double unused = owned_energy(host, hours, 1) - /* kWh */
                          owned_energy(host, hours, plan->fleet.utilization);
    plan->spare_per_gpu = gpu->always_on - unused * host->per_kwh.value;
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

/* What the stack leaves to the api, in its own attempts. */
static void send_on(const struct stack *stack, const struct demand *demand, double attempts,
                    double hours, struct llmcost_fleet *fleet)
{
    const double unit = fleet->unit_replicas * fleet->planned_requests_per_second;
    const double sent = stack->overflow * unit * hours * 3600;
    fleet->overflow_share = demand->rate > 0 ? stack->overflow * unit / demand->rate : 0;
    fleet->overflow_requests = sent * attempts;
    fleet->served_requests = at_least(demand->billed - sent, 0);
    fleet->overflow_peak = stack->overflow_peak * unit * attempts;
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
        stack_paid_hours(load, (int)early, paid);
        stack.paid_hours = paid;
    }
    const struct held held =
        hold(host, replicas, fleet->unit_replicas, gpu.owned ? bought : 0, &stack);
    if (!held.fixed)
        stack_cut(&stack);
    else
        stack.hosted_at_peak = at_most(stack.scale * load->level[0], stack.floor);

    const double always_on = held.always_on + stack.always_on_units;
    const double elastic = held.elastic + stack.elastic_months;
    const double at_peak =
        held.always_on + stack.always_on_units + held.elastic + stack.elastic_at_peak;
    const double spare = spare_units(host, &stack, &held, at_peak, fleet);
    plan.owned_units = gpu.owned ? always_on : 0;
    plan.rented_gpus = gpu.owned ? 0 : always_on * G;
    fleet->replicas = at_peak * fleet->unit_replicas;
    fleet->spare_replicas = spare * fleet->unit_replicas;
    fleet->always_on_gpus = always_on * G;
    fleet->elastic_gpu_hours = elastic * G * hours;
    fleet->spare_gpus = spare * G;
    fleet->gpus_at_peak = (at_peak + spare) * G;
    fleet->staging_gpus = host->staging_gpus.value;
    send_on(&stack, demand, prices->api_attempts, hours, fleet);
    fleet->fits =
        fits && (!held.fixed || demand->peak / fleet->planned_requests_per_second * (1 - 1e-12) <=
                                    host->replicas.value);
    fleet->utilization = utilization_of(load, demand, fleet, always_on + elastic + spare);
    price_spares(host, &gpu, prices, hours, &plan);
    *ret_plan = plan;
}
