/* decision.h - random decisions for the properties that must hold of every one: two apis, three
 * ways to run a host and two hybrids, with limits, minimums, given replicas, bought and elastic
 * GPUs, drifts and one-offs, each now and then. The same on every machine.
 */
#ifndef LLMCOST_TEST_DECISION_H
#define LLMCOST_TEST_DECISION_H

#include "model.h"

/* How many of a hundred scenarios to try: all of them where LLMCOST_FULL is set. */
static inline int decision_share(int few, int all)
{
    return getenv("LLMCOST_FULL") != NULL ? all : few;
}

static inline double decision_log(double low, double high)
{
    return low * pow(high / low, pick(0, 1));
}

static inline void decision_sometimes(double share, struct llmcost_input *input, double value)
{
    if (chance(share))
        llmcost_set(input, value);
}

static inline void decision_api(struct llmcost_api *api, double requests)
{
    const double bill = requests * (api->input_per_mtok.value * 1000 + 400) / 1e6;
    decision_sometimes(0.2, &api->monthly_minimum, bill * decision_log(0.1, 3));
    decision_sometimes(0.2, &api->monthly_fee, bill * decision_log(0.01, 1));
    decision_sometimes(0.2, &api->requests_per_minute_limit,
                       requests / 43800 * decision_log(0.5, 20));
    decision_sometimes(0.25, &api->price_change_per_year, pick(-0.6, 0.4));
    decision_sometimes(0.2, &api->common.one_off, bill * pick(0, 3));
}

static inline void decision_host(struct llmcost_host *host, double requests)
{
    const double peak = requests / (730 * 3600) * scenario.load.level[0];
    const double capacity = fmax(peak, 1e-3) / decision_log(0.3, 40);
    llmcost_set(&host->requests_per_second, capacity);
    llmcost_set(&host->gpu_hour, decision_log(0.2, 8));
    llmcost_set(&host->operations_per_month, decision_log(10, 4000));
    decision_sometimes(0.3, &host->max_utilization, pick(0.5, 1));
    decision_sometimes(0.2, &host->min_replicas, pick_int(0, 3));
    decision_sometimes(0.2, &host->spare_replicas, pick_int(0, 2));
    decision_sometimes(0.2, &host->gpus_per_node, 4);
    decision_sometimes(0.25, &host->gpu_price_change_per_year, pick(-0.4, 0.3));
    decision_sometimes(0.2, &host->commitment_months, pick_int(1, 12));
    decision_sometimes(0.25, &host->common.one_off, decision_log(100, 50000));
    decision_sometimes(0.15, &host->replicas, pick_int(1, 30));
    if (chance(0.3)) {
        host->gpu_hour.origin = LLMCOST_UNSET;
        llmcost_set(&host->purchase_per_gpu, decision_log(1000, 40000));
        llmcost_set(&host->life_years, pick(2, 6));
        llmcost_set(&host->watts_per_gpu, 700);
        llmcost_set(&host->per_kwh, 0.2);
        decision_sometimes(0.5, &host->idle_power_share, pick(0.1, 1));
    }
    if (chance(0.4))
        llmcost_set(&host->elastic_gpu_hour, decision_log(0.3, 12));
    decision_sometimes(0.15, &host->cold_start_hours, pick_int(0, 3));
}

/* What stands in `scenario` then passes llmcost_check(). */
static inline void decision_random(void)
{
    static struct llmcost_diags diags;
    double weight[24];
    const double requests = decision_log(1e4, 1e8);
    llmcost_scenario_init(&scenario);
    llmcost_set(&scenario.version, 1);
    llmcost_set(&scenario.workload.requests_per_month, requests);
    llmcost_set(&scenario.workload.input_tokens, 1000);
    llmcost_set(&scenario.workload.output_tokens, 200);
    llmcost_set(&scenario.months, chance(0.3) ? 12 : pick_int(1, 30));
    decision_sometimes(0.3, &scenario.discount_per_year, pick(0, 0.2));
    decision_sometimes(0.4, &scenario.workload.growth_per_year,
                       chance(0.3) ? pick(-0.5, 0) : pick(0, 2));
    decision_sometimes(0.2, &scenario.workload.burst, pick(1, 2));
    const double calm = pick(0.05, 1);
    for (int h = 0; h < 24; h++)
        weight[h] = h < 8 ? calm : chance(0.3) ? 1 : pick(calm, 1);
    if (chance(0.7))
        assert_true(llmcost_set_load(&scenario, weight, 24));
    for (int i = 0; i < 2; i++) {
        const double price = decision_log(0.02, 8);
        decision_api(model_api(i == 0 ? "a" : "b", price, price * pick(1, 5)), requests);
    }
    for (int i = 0; i < 3; i++) {
        static const char *const ids[] = {"h", "k", "l"};
        decision_host(&scenario.host[llmcost_add_host(&scenario, ids[i])], requests);
    }
    model_hybrid("mix", "h", "a");
    decision_sometimes(0.5, &model_hybrid("base", "k", "b")->replicas, pick_int(0, 20));
    llmcost_diags_init(&diags);
    if (!llmcost_check(&scenario, &diags))
        fail_msg("E%d %s", diags.list[0].code, diags.list[0].text);
}

#endif
