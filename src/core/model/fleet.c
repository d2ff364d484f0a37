/* fleet.c - the fleet of one month (§4): its unit, what is held whatever it costs, the mix on top
 * of that (stack.c), spares and staging, and how much of it is used. Nothing here asks "which
 * kind": what is not offered is NEVER_PRICED.
 */
#include "core/model/fleet.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"
#include "core/hardware/stack.h"
#include "core/model/demand.h"
#include "core/model/fleet_sum.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>
#include <string.h>

/* G GPUs that hold k replicas. */
void fleet_unit_make(const struct terms *terms, const struct llmcost_host *host,
                     struct fleet_unit *ret_unit)
{
    const double g = host->gpus_per_replica.value;
    const double node = host->gpus_per_node.value;
    struct fleet_unit *unit = ret_unit;
    unit->capacity = capacity_of(terms, host);
    unit->gpus = node <= g ? llmcost_whole(g / node) * node : node;
    unit->replicas = node <= g ? 1 : floor(node / g * (1 + 1e-12)); /* as whole() */
    unit->planned = unit->capacity.requests_per_second * host->max_utilization.value /
                    terms->workload->burst.value;
    unit->capital = is_owned(host) ? owned_capital(host) : 0;
    unit->throughput = (uint8_t)throughput_of(terms->scenario, host);
}

/* Requests/s of a fleet too small for its peak: each hour up to what it can do. */
static double served_at_most(const struct llmcost_load *load, double rate, double capacity)
{
    int full = 0; /* levels that are served in part */
    for (int end = load->levels; full < end;) {
        const int middle = full + (end - full) / 2;
        if (load->level[middle] * rate > capacity)
            full = middle + 1;
        else
            end = middle;
    }
    const double cut = full > 0 ? load->weight_above[full - 1] * rate : 0;
    const double kept = full > 0 ? load->hours_above[full - 1] * capacity : 0;
    return rate - (cut - kept) / load->hours;
}

/* What is held whatever it costs, and the prices of what comes on top of it. */
struct held {
    double always_on, elastic; /* units */
    double replicas;           /* that must run whatever the demand, given or at least */
    bool fixed;                /* nothing is hosted on top */
};

/* sunk: units that are held from the months before and serve the mix. */
static struct held hold(const struct llmcost_host *host, const struct llmcost_input *replicas,
                        double k, double sunk, struct stack *stack)
{
    const bool own_fixed = replicas == NULL && is_stated(&host->replicas);
    const bool fixed = own_fixed || (replicas != NULL && is_stated(replicas));
    const double given = own_fixed ? host->replicas.value : fixed ? replicas->value : 0;
    struct held held = {.fixed = own_fixed, .replicas = fixed ? given : host->min_replicas.value};
    const double asked = llmcost_whole(held.replicas / k);
    const bool rents = stack->elastic < stack->always_on;
    held.always_on = own_fixed ? 0 : sunk;
    if (fixed ? stack->always_on < NEVER_PRICED : !rents)
        held.always_on = at_least(asked, held.always_on);
    else
        held.elastic = at_least(asked - held.always_on, 0);
    stack->floor = held.always_on + held.elastic;
    if (fixed)
        stack->always_on = NEVER_PRICED;
    if (own_fixed)
        stack->elastic = NEVER_PRICED;
    return held;
}

/* How a month's load is served. */
struct mix {
    struct stack stack;
    bool fixed;                         /* nothing is hosted beyond given replicas */
    double always_on, elastic, at_peak; /* units; of elastic ones unit-months */
    double needed;                      /* replicas that carry the busiest hour */
    double spare;                       /* units beside those of the peak */
};

/* Spare replicas may fail while the rest carries what is hosted in the busiest hour: a replica that
 * idles in a node is spare already. */
static void add_spares(const struct llmcost_host *host, double k, const struct held *held,
                       struct mix *m)
{
    const double carry = at_most(llmcost_whole(m->stack.hosted_at_peak * k), m->at_peak * k);
    m->needed = at_least(carry, held->replicas);
    const double units = llmcost_whole((m->needed + host->spare_replicas.value) / k);
    m->spare = at_least(units - m->at_peak, 0);
}

static void mix_with(const struct llmcost_host *host, const struct llmcost_input *replicas,
                     double k, double sunk, const struct stack *load, struct mix *ret_mix)
{
    struct mix *m = ret_mix;
    m->stack = *load;
    const struct held held = hold(host, replicas, k, sunk, &m->stack);
    if (held.fixed && load->load.own == NULL) {
        m->stack.hosted_at_peak = at_most(load->load.level[0] * load->scale, m->stack.floor);
    } else {
        if (held.fixed) /* all above goes to the api: that it may not is what `fits` is about */
            m->stack.load.own = NULL;
        stack_cut(&m->stack);
    }
    m->fixed = held.fixed;
    m->always_on = held.always_on + m->stack.always_on_units;
    m->elastic = held.elastic + m->stack.elastic_months;
    m->at_peak = m->always_on + held.elastic + m->stack.elastic_at_peak;
    add_spares(host, k, &held, m);
}

/* What is held serves the mix, but for the part of it that its spares need: else a spare would be
 * used up, and bought again, every month. The more of it serves, the more is needed in all. */
static void choose_mix(const struct llmcost_host *host, const struct llmcost_input *replicas,
                       double k, double held, const struct stack *load, struct mix *ret_mix)
{
    const bool spares = host->spare_replicas.value > 0;
    double high = at_most(held, llmcost_whole(load->load.level[0] * load->scale));
    mix_with(host, replicas, k, spares ? 0 : high, load, ret_mix);
    double low = ret_mix->always_on;
    if (!spares || low >= high)
        return;
    mix_with(host, replicas, k, high, load, ret_mix);
    if (ret_mix->always_on + ret_mix->spare <= held)
        return;
    double middle = high;
    while (high - low > 1) {
        middle = floor((low + high) / 2);
        mix_with(host, replicas, k, middle, load, ret_mix);
        if (ret_mix->always_on + ret_mix->spare <= held)
            low = middle;
        else
            high = middle;
    }
    if (middle > low || middle < low)
        mix_with(host, replicas, k, low, load, ret_mix);
}

/* What one GPU costs for a month, overhead included; NEVER_PRICED where it is not offered. */
struct gpu_month {
    double always_on, elastic;
    bool owned;
};

/* Energy is taken at utilization 1 to choose (§4); the bill has the real one. */
static struct gpu_month gpu_month_of(const struct llmcost_host *host, double capital,
                                     const struct fleet_prices *prices, double hours)
{
    const double markup = 1 + host->overhead_share.value;
    struct gpu_month month = {
        .always_on = NEVER_PRICED, .elastic = NEVER_PRICED, .owned = is_owned(host)};
    if (month.owned)
        month.always_on = owned_per_gpu(host, capital, hours, 1);
    else if (prices->gpu_hour < NEVER_PRICED)
        month.always_on = prices->gpu_hour * hours * markup;
    if (prices->elastic_gpu_hour < NEVER_PRICED)
        month.elastic = prices->elastic_gpu_hour * hours * markup;
    return month;
}

/* Spares and staging are held where always-on GPUs are the cheaper ones; held ones serve first. */
static void hold_idle(const struct gpu_month *gpu, const struct mix *mix, double held_gpus,
                      double held_staging, struct fleet_plan *plan)
{
    struct llmcost_fleet *fleet = &plan->fleet;
    const double G = fleet->unit_gpus;
    const double staging = fleet->staging_gpus;
    fleet->monthly_per_gpu = at_most(gpu->always_on, gpu->elastic);
    fleet->spare_is_elastic = gpu->elastic < gpu->always_on;
    const double need = (mix->always_on + (fleet->spare_is_elastic ? 0 : mix->spare)) * G;
    plan->held_gpus = at_least(held_gpus, need);
    plan->held_staging = at_least(held_staging, fleet->spare_is_elastic ? 0 : staging);
    fleet->spare_replicas = mix->spare * fleet->unit_replicas;
    fleet->spare_gpus = at_least(mix->spare * G, plan->held_gpus - mix->always_on * G);
    fleet->staging_gpus = at_least(staging, plan->held_staging);
    plan->rented_gpus = gpu->owned ? 0 : mix->always_on * G;
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
    fleet->overflow_share = share_of(stack->overflow * unit, demand->rate);
    fleet->overflow_requests = sent * attempts;
    fleet->served_requests = at_least(demand->billed - sent, 0);
    fleet->overflow_peak = stack->overflow_peak * unit * attempts;
    fleet->overflow_price = stack->overflow > 0 ? stack->overflow_price / stack->overflow : 1;
}

/* What a load alone asks of units, a level a weight. */
static struct stack_load of_one(const struct fleet_load *load, struct fleet_week *kept,
                                struct priced_week *week)
{
    const struct stack_load own = stack_load_of(load->terms->load);
    const double *prices = load->prices->api_hours;
    if (prices == NULL)
        return own;
    if (kept == NULL)
        return stack_price_week(&own, prices, load->prices->api_order, week);
    if (kept->of != load->terms->load || memcmp(kept->price, prices, sizeof kept->price) != 0) {
        kept->of = load->terms->load;
        memcpy(kept->price, prices, sizeof kept->price);
        kept->load = stack_price_week(&own, prices, load->prices->api_order, &kept->week);
    }
    return kept->load;
}

/* What a unit holds and serves of each load; whether the host can serve them all. */
static bool find_units(const struct fleet_load *load, int loads, bool *ret_is_fast)
{
    bool fits = true;
    *ret_is_fast = true;
    for (int i = 0; i < loads; i++) {
        const struct fleet_unit *unit = load[i].unit;
        *load[i].plan = (struct fleet_plan){
            .fleet = {.throughput = unit->throughput,
                      .unit_gpus = unit->gpus,
                      .unit_replicas = unit->replicas,
                      .replica_requests_per_second = unit->capacity.requests_per_second,
                      .planned_requests_per_second = unit->planned,
                      .tpot_ms = unit->capacity.tpot_ms,
                      .limited_by = unit->capacity.limited_by}};
        fits = fits && unit->capacity.fits;
        *ret_is_fast = *ret_is_fast && unit->capacity.is_fast;
    }
    return fits;
}

/* All that the fleet is, beside what it serves of one load. */
static void copy_fleet(const struct fleet_plan *fleet, struct fleet_plan *plan)
{
    const struct llmcost_fleet own = plan->fleet;
    *plan = *fleet;
    plan->fleet.replica_requests_per_second = own.replica_requests_per_second;
    plan->fleet.planned_requests_per_second = own.planned_requests_per_second;
    plan->fleet.tpot_ms = own.tpot_ms;
    plan->fleet.limited_by = own.limited_by;
}

/* What of the loads is served, how far the fleet is used, and whether it carries them: fits says
 * whether the host can serve them at all. */
static void serve(const struct fleet_load *load, int loads, const struct fleet_sum *sum,
                  const struct mix *mix, bool fits)
{
    const double hours = load->terms->scenario->hours_per_month.value;
    struct llmcost_fleet *fleet = &load->plan->fleet;
    const double units = mix->always_on + mix->elastic + fleet->spare_gpus / fleet->unit_gpus;
    if (sum == NULL) {
        send_on(&mix->stack, load->demand, load->prices->api_attempts, hours, fleet);
        const double peak =
            load->demand->rate * load->terms->load->level[0] / fleet->planned_requests_per_second;
        fleet->fits = fits && (!mix->fixed || peak * (1 - 1e-12) <= load->host->replicas.value);
        fleet->utilization = utilization_of(load->terms->load, load->demand, fleet, units);
        return;
    }
    fleet->fits = fits && (!mix->fixed || sum_own_peak(sum, fleet->unit_replicas) * (1 - 1e-12) <=
                                              load->host->replicas.value);
    for (int i = 0; i < loads; i++) {
        if (i > 0)
            copy_fleet(load->plan, load[i].plan);
        sum_send(&load[i], hours * 3600, sum);
    }
    const double used = fits ? sum_used(load, loads, sum, units, mix->fixed) : 0;
    for (int i = 0; i < loads; i++)
        load[i].plan->fleet.utilization = used;
}

/* The hours of a cold start for which elastic units are paid; 0: they are not. */
static int early_hours(const struct llmcost_host *host, const struct stack *stack)
{
    return stack->elastic < NEVER_PRICED ? (int)llmcost_whole(host->cold_start_hours.value) : 0;
}

static void pay_early(int early, struct fleet_paid *paid, struct stack *stack)
{
    if (early <= 0)
        return;
    if (paid->early != early)
        stack_paid_hours(&stack->load, early, paid->hours);
    paid->early = early;
    stack->paid_hours = paid->hours;
}

void fleet_make(const struct fleet_load *load, int loads, struct fleet_sum *sum,
                struct fleet_paid *paid, double held_gpus, double held_staging)
{
    const struct llmcost_host *host = load->host;
    const struct fleet_prices *prices = load->prices;
    const double hours = load->terms->scenario->hours_per_month.value;
    const struct gpu_month gpu = gpu_month_of(host, load->unit->capital, prices, hours);
    bool is_fast;
    const bool fits = find_units(load, loads, &is_fast);
    struct fleet_plan *plan = load->plan;
    struct llmcost_fleet *fleet = &plan->fleet;
    const double unit = fleet->unit_replicas * fleet->planned_requests_per_second;
    const double G = fleet->unit_gpus;
    struct priced_week week;
    struct stack stack = {
        .load = sum != NULL ? sum_up(load, loads, hours * 3600, fits, sum)
                            : of_one(load, paid->week, &week),
        .scale =
            fits ? load->demand->rate / unit : 0, /* what does not fit is held and serves nothing */
        .always_on = gpu.always_on < NEVER_PRICED ? G * gpu.always_on : NEVER_PRICED,
        .elastic = gpu.elastic < NEVER_PRICED ? G * gpu.elastic : NEVER_PRICED,
        .api = prices->api_request < NEVER_PRICED
                   ? prices->api_request * prices->api_attempts * unit * hours * 3600
                   : NEVER_PRICED,
    };
    if (sum != NULL) { /* in units already, and in money */
        stack.scale = 1;
        stack.api = stack.load.api != NULL ? 1 : NEVER_PRICED;
    }
    const int early = early_hours(host, &stack);
    /* Several loads, and prices by the hour, make levels of their own in each month. */
    const bool stays = sum == NULL && prices->api_hours == NULL && paid->room >= stack.load.levels;
    int16_t of_month[early > 0 && !stays ? stack.load.levels : 1]; /* at most LLMCOST_MAX_HOURS */
    pay_early(early, stays ? paid : &(struct fleet_paid){.hours = of_month}, &stack);
    struct mix mix;
    choose_mix(host, sum_replicas(load, loads), fleet->unit_replicas, held_gpus / G, &stack, &mix);
    fleet->staging_gpus = host->staging_gpus.value;
    hold_idle(&gpu, &mix, held_gpus, held_staging, plan);
    fleet->needed_replicas = mix.needed;
    fleet->replicas = mix.at_peak * fleet->unit_replicas;
    fleet->always_on_gpus = mix.always_on * G;
    fleet->elastic_gpu_hours = mix.elastic * G * hours;
    fleet->gpus_at_peak = mix.at_peak * G + fleet->spare_gpus;
    serve(load, loads, sum, &mix, fits);
    for (int i = 0; i < loads; i++)
        load[i].plan->fleet.fits = fleet->fits && is_fast;
}
