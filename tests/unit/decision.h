/* decision.h - random decisions for the properties that must hold of every one: two apis, three
 * ways to run a host and two hybrids, with limits, minimums, given replicas, bought and elastic
 * GPUs, drifts and one-offs, each now and then; what comes later, is paid apart or is paid by
 * others, where a test asks for it. The same on every machine.
 */
#ifndef LLMCOST_TEST_DECISION_H
#define LLMCOST_TEST_DECISION_H

#include "model.h"

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

/* ---- What comes later, is paid apart, or is paid by others ---- */

/* From a month on a number is another one, set or scaled. */
static inline void decision_change(int month)
{
    static const struct {
        const char *path;
        double low, high; /* times what it is */
        bool drifts;      /* by the year, so that it can be scaled and not set */
    } numbers[] = {
        {"workload.requests_per_month", 0.3, 3, true},
        {"workload.output_tokens", 0.5, 2, false},
        {"apis.a.input_per_mtok", 0.2, 2, true},
        {"apis.b.output_per_mtok", 0.2, 2, true},
        {"hosts.h.requests_per_second", 0.5, 3, false},
        {"hosts.k.operations_per_month", 0.01, 3, false},
        {"hosts.l.gpu_hour", 0.3, 2, true},
    };
    const int which = pick_int(0, (int)COUNT(numbers) - 1);
    const double factor = decision_log(numbers[which].low, numbers[which].high);
    const bool scales = numbers[which].drifts || chance(0.5);
    struct llmcost_ref ref;
    assert_true(llmcost_find_path(&scenario, numbers[which].path, &ref));
    const struct llmcost_input *input = llmcost_read(&scenario, ref);
    if (input->origin == LLMCOST_UNSET)
        return;
    struct llmcost_step *step = &scenario.changes.step[scenario.changes.count++];
    *step = (struct llmcost_step){.ref = ref, .month = (int16_t)month, .scales = scales};
    llmcost_set(&step->value, scales ? factor : factor * input->value);
}

static inline void decision_start(struct llmcost_start *start, const char *api)
{
    if (!chance(0.2))
        return;
    const int months = (int)scenario.months.value;
    model_name(&start->until_then, api);
    llmcost_set(&start->starts_month, pick_int(1, months));
    decision_sometimes(0.5, &start->overlap_months, pick_int(0, 4));
}

/* The scenario of the first month's bill: each option as it is in operation (§12). */
static inline void decision_first_month(struct llmcost_scenario *of)
{
    const struct llmcost_input at_once = {.value = 1, .origin = LLMCOST_DEFAULT};
    of->months.value = 1;
    for (int i = 0; i < of->hosts; i++)
        of->host[i].start = (struct llmcost_start){.starts_month = at_once};
    for (int i = 0; i < of->hybrids; i++)
        of->hybrid[i].start = (struct llmcost_start){.starts_month = at_once};
}

/* On top of decision_random(); then it passes llmcost_check() again. */
static inline void decision_later(void)
{
    static struct llmcost_diags diags;
    const int months = (int)scenario.months.value;
    const double requests = scenario.workload.requests_per_month.value;
    for (int i = 0; i < 2; i++) {
        struct llmcost_api *api = &scenario.api[i];
        const double bill = requests * api->input_per_mtok.value / 1e3;
        decision_sometimes(0.2, &api->surcharge, pick(0, 0.3));
        decision_sometimes(0.2, &api->common.credits, bill * decision_log(0.1, 30));
        if (chance(0.2))
            model_meter(&api->common, "searches", pick(0, 2),
                        api->input_per_mtok.value * decision_log(1e-5, 1e-3));
    }
    for (int i = 0; i < scenario.hosts; i++) {
        struct llmcost_host *host = &scenario.host[i];
        decision_start(&host->start, chance(0.5) ? "a" : "b");
        decision_sometimes(0.2, &host->common.credits, decision_log(500, 100000));
        if (chance(0.2))
            model_meter(&host->common, "searches", pick(0, 2), decision_log(1e-7, 1e-4));
    }
    for (int i = 0; i < scenario.hybrids; i++)
        decision_start(&scenario.hybrid[i].start, chance(0.5) ? "a" : "b");
    for (int month = 2; month <= months; month += pick_int(1, months))
        if (chance(0.3))
            decision_change(month);
    llmcost_diags_init(&diags);
    if (!llmcost_check(&scenario, &diags))
        fail_msg("E%d %s", diags.list[0].code, diags.list[0].text);
}

#endif
