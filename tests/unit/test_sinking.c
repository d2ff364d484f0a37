/* test_sinking.c - where it is said that a hybrid only gains on its own api with the demand, it
 * does (§9): random scenarios, at demands that rise from one to the next, in the first month and
 * over the horizon.
 */
#include "core/model/clock.h"
#include "core/questions/search.h"
#include "decision.h"

/* What random decisions leave out: it passes llmcost_check() again. */
static void with_more(void)
{
    static struct llmcost_diags diags;
    decision_sometimes(0.3, &scenario.workload.deferrable_share, pick(0, 1));
    decision_sometimes(0.2, &scenario.workload.attempts_per_request, pick(1, 2));
    for (int i = 0; i < 2; i++) {
        struct llmcost_api *api = &scenario.api[i];
        struct llmcost_host *host = &scenario.host[i];
        const double before = pick_int(1, 22);
        decision_sometimes(0.2, &api->per_request, pick(0, 0.001));
        decision_sometimes(0.2, &api->common.attempts_per_request, pick(1, 2));
        decision_sometimes(0.2, &host->common.attempts_per_request, pick(1, 2));
        decision_sometimes(0.3, &host->staging_gpus, pick_int(1, 3));
        decision_sometimes(0.1, &host->licence_per_gpu_year, pick(100, 2000));
        decision_sometimes(0.2, &host->gpus_per_replica, pick_int(1, 3));
        decision_sometimes(0.2, &host->resale_share, pick(0, 0.5));
        if (!has_clock(&scenario.load) || chance(0.6))
            continue;
        const int entry = llmcost_add_entry(&scenario, &api->hours, LLMCOST_CLOCK, 0);
        llmcost_set(&scenario.entry[entry].clock.from, before);
        llmcost_set(&scenario.entry[entry].clock.to, pick(before + 0.5, 24));
        llmcost_set(&scenario.entry[entry].clock.factor, pick(0, 4));
    }
    llmcost_diags_init(&diags);
    if (!llmcost_check(&scenario, &diags))
        fail_msg("E%d %s", diags.list[0].code, diags.list[0].text);
}

/* Whether it sinks; fails where it rises by more than the slack. */
static bool sinks(int round, int mix, bool on_horizon)
{
    enum { POINTS = 400 };
    static struct curve curve[2];
    static struct curve_month months[2][LLMCOST_MAX_MONTHS];
    const struct llmcost_api *api = llmcost_option_api(&scenario, mix);
    double requests, slack;
    double least = INFINITY;
    demand_field(&scenario, &requests);
    curve_make(&scenario, mix, requests, on_horizon, months[0], &curve[0]);
    curve_make(&scenario, (int)(api - scenario.api), requests, on_horizon, months[1], &curve[1]);
    if (!sinks_below_its_api(&curve[0], &curve[1], &slack))
        return false;
    for (int i = 0; i < POINTS; i++) {
        const double x = curve[0].unit_x * 1e-3 * pow(1e7, i / (POINTS - 1.0)) * pick(0.99, 1);
        const double cost = look(&curve[1], x).cost;
        const double gap = look(&curve[0], x).cost - cost;
        if (gap > least + slack + 1e-11 * (gap + 2 * cost))
            fail_msg("round %d, %s, %s: at %.17g it rises from %.17g to %.17g", round,
                     llmcost_option_id(&scenario, mix), on_horizon ? "horizon" : "month", x, least,
                     gap);
        least = fmin(least, gap);
    }
    return true;
}

static void test_sinks(void **state)
{
    const int rounds = random_rounds(1000, 20000);
    int asked = 0, found = 0;
    (void)state;
    model_seed = 41;
    for (int round = 0; round < rounds; round++) {
        decision_random();
        if (chance(0.5))
            decision_later();
        if (chance(0.7))
            with_more();
        for (int i = 0; i < 2 * scenario.hybrids; i++) {
            asked++;
            found += sinks(round, scenario.apis + scenario.hosts + i / 2, i % 2 == 1);
        }
    }
    print_message("%d of %d sink\n", found, asked);
    assert_true(found * 20 > asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sinks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
