/* test_sensitivity.c - swings and switch values of one input at a time, against what the round
 * figures of model.h make of them; and the costs of all options at once against the full
 * evaluation.
 */
#include "core/scenario/vary.h"
#include "model.h"

#include <string.h>

/* Over 12 months: a swing, and the value nearest to the point at which the decision changes. */
struct swing_row {
    const char *name;
    struct change change[8];
    const char *path;
    double low, high, margin_at_low, margin_at_high;
    bool flips, has_switch;
    double switch_value;
};

static void build(const struct change *change)
{
    model_workload();
    model_api("api", 1, 2);
    model_api("dear", 2, 4);
    model_host("host", 1);
    model_hybrid("mix", "host", "api")->replicas =
        (struct llmcost_input){.value = 5, .origin = LLMCOST_SET};
    model_change(change, 8);
    model_evaluate("swing");
}

static struct llmcost_swing swing_at(const char *path)
{
    struct llmcost_ref ref;
    struct llmcost_swing swing;
    assert_true(llmcost_find_path(&scenario, path, &ref));
    llmcost_swing(&scenario, &result, ref, &swing);
    return swing;
}

static const double fails = -1e300;

/* Costs a month: api 5,040; dear 10,080; host 1,000; mix 5,000. Margin: mix - host = 4,000. */
static const struct swing_row rows[] = {
    {.name = "a price of the host: both parts move",
     .path = "hosts.host.gpu_hour",
     .low = 0.8,
     .high = 1.2,
     .margin_at_low = 12 * 3200,
     .margin_at_high = 12 * (5040 - 1200),
     .has_switch = true,
     .switch_value = 5.04},
    {.name = "a price with the nearer switch above",
     .change = {{"hybrids.mix.replicas", 50}},
     .path = "hosts.host.gpu_hour",
     .low = 0.8,
     .high = 1.2,
     .margin_at_low = 12 * 4240,
     .margin_at_high = 12 * 3840,
     .has_switch = true,
     .switch_value = 5.04},
    {.name = "a price with the switch below",
     .change = {{"hybrids.mix.replicas", 50}},
     .path = "apis.api.output_per_mtok",
     .low = 1.6,
     .high = 2.4,
     .margin_at_low = 12 * (4752 - 1000),
     .margin_at_high = 12 * (5328 - 1000)},
    {.name = "an option that is dearer whatever happens",
     .path = "apis.dear.output_per_mtok",
     .low = 3.2,
     .high = 4.8,
     .margin_at_low = 12 * 4000,
     .margin_at_high = 12 * 4000},
    {.name = "a whole number",
     .path = "hybrids.mix.replicas",
     .low = 4,
     .high = 6,
     .margin_at_low = 12 * 3000,
     .margin_at_high = 12 * 4040},
    {.name = "a rate that may be negative",
     .change = {{"workload.growth_per_year", -0.5}},
     .path = "workload.growth_per_year",
     .low = -0.6,
     .high = -0.4,
     .margin_at_low = 0,
     .margin_at_high = 0},
    {.name = "the recommended option fails",
     .change = {{"hosts.host.replicas", 1}},
     .path = "workload.requests_per_month",
     .low = 2880000,
     .high = 4320000,
     .margin_at_low = 12 * (4032 - 1000),
     .margin_at_high = fails,
     .flips = true,
     .has_switch = true,
     .switch_value = 3600000},
};

static void test_swings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct swing_row *row = &rows[i];
        build(row->change);
        const struct llmcost_swing s = swing_at(row->path);
        ASSERT_ROW_NEAR(row->name, s.low, row->low, 1e-12 * fabs(row->low));
        ASSERT_ROW_NEAR(row->name, s.high, row->high, 1e-12 * fabs(row->high));
        if (row->margin_at_low != 0) {
            ASSERT_ROW_NEAR(row->name, s.margin_at_low, row->margin_at_low, 1e-4);
            ASSERT_ROW_NEAR(row->name, s.margin_at_high, row->margin_at_high, 1e-4);
        }
        if (s.flips != row->flips || s.has_switch != row->has_switch)
            fail_msg("%s: flips %d, switches %d at %.17g", row->name, s.flips, s.has_switch,
                     s.switch_value);
        if (row->has_switch)
            ASSERT_ROW_NEAR(row->name, s.switch_value, row->switch_value, 1e-9 * row->switch_value);
    }
}

/* The nearest value with another decision, by looking at a million of them. */
static void test_switch_against_scan(void **state)
{
    static const struct {
        const char *path;
        double to;
    } cases[] = {
        {"workload.requests_per_month", 3.6e5},  {"workload.requests_per_month", 3.6e7},
        {"hosts.host.requests_per_second", 0.1}, {"hosts.host.max_utilization", 0.1},
        {"workload.input_tokens", 100},          {"apis.api.input_per_mtok", 0.1},
        {"team.salary_per_year", 1.2e6},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum { STEPS = 20000 };
        struct llmcost_ref ref;
        struct llmcost_cost cost[LLMCOST_MAX_OPTIONS];
        build((const struct change[8]){
            {"hosts.host.engineers", 0.2}, {"hybrids.mix.replicas", 50}, {"team.overhead", 1}});
        assert_true(llmcost_find_path(&scenario, cases[i].path, &ref));
        const struct llmcost_swing s = swing_at(cases[i].path);
        const double point = llmcost_read(&scenario, ref)->value;
        double found = 0;
        double before = point;
        for (int step = 1; step <= STEPS && found == 0; step++) {
            const double x = point + (cases[i].to - point) * step / STEPS;
            change_input(&scenario, ref, x);
            llmcost_costs(&scenario, LLMCOST_FIRST_INPUT, cost);
            if (llmcost_cheapest(cost, result.options) != result.recommended)
                found = x;
            else
                before = x;
        }
        change_input(&scenario, ref, point);
        const bool this_way = s.has_switch && (s.switch_value > point) == (cases[i].to > point);
        if (found != 0 && this_way)
            ASSERT_ROW_NEAR(cases[i].path, s.switch_value, (found + before) / 2,
                            fabs(found - before));
        else if (found == 0)
            assert_false(this_way);
    }
}

static void test_costs_are_those_of_the_evaluation(void **state)
{
    static const struct change changes[][8] = {
        {{"workload.growth_per_year", 0.3}, {"horizon.discount_per_year", 0.1}},
        {{"hosts.host.replicas", 1}, {"workload.growth_per_year", 0.3}},
        {{"hosts.host.one_off", 1000}, {"apis.api.price_change_per_year", -0.2}},
        {{"rules.min_quality", 0.8}, {"hosts.host.quality", 0.7}, {"apis.api.quality", 0.9}},
        {{"rules.data_in_house", 1}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++) {
        struct llmcost_cost cost[LLMCOST_MAX_OPTIONS];
        build(changes[i]);
        llmcost_costs(&scenario, LLMCOST_FIRST_INPUT, cost);
        for (int o = 0; o < result.options; o++) {
            assert_true(cost[o].horizon_cost == result.option[o].horizon_cost);
            assert_int_equal(cost[o].feasible, result.option[o].feasible);
            assert_int_equal(cost[o].eligible, result.option[o].eligible);
        }
        assert_int_equal(llmcost_cheapest(cost, result.options), result.recommended);
    }
}

/* An input moves the options that it belongs to, and no others. */
static void test_who_moves(void **state)
{
    static const struct {
        const char *path;
        bool moves[5];
    } cases[] = {
        {"workload.burst", {true, true, true, true, true}},
        {"apis.api.discount", {true, false, false, false, true}},
        {"apis.dear.discount", {false, true, true, false, true}},
        {"hosts.host.gpu_hour", {false, false, true, false, true}},
        {"hosts.box.gpu_hour", {false, false, false, true, false}},
        {"hybrids.mix.replicas", {false, false, false, false, true}},
    };
    struct llmcost_cost before[LLMCOST_MAX_OPTIONS];
    struct llmcost_cost after[LLMCOST_MAX_OPTIONS];
    (void)state;
    model_base();
    model_assign("hosts.host.escalation_share", 0.1);
    model_evaluate("who moves");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct llmcost_ref ref;
        assert_true(llmcost_find_path(&scenario, cases[i].path, &ref));
        const double value = llmcost_read(&scenario, ref)->value;
        llmcost_costs(&scenario, LLMCOST_FIRST_INPUT, before);
        change_input(&scenario, ref, value > 0 ? value * 0.9 : 0.1);
        memcpy(after, before, sizeof after);
        llmcost_costs(&scenario, ref, after);
        llmcost_costs(&scenario, LLMCOST_FIRST_INPUT, before);
        for (int o = 0; o < OPTIONS; o++) {
            assert_int_equal(llmcost_can_move(&scenario, ref, o), cases[i].moves[o]);
            assert_true(after[o].horizon_cost == before[o].horizon_cost);
        }
        change_input(&scenario, ref, value);
    }
}

static void test_nothing_to_choose(void **state)
{
    struct llmcost_swing swings[8];
    struct llmcost_ref ref;
    struct llmcost_swing swing;
    (void)state;
    model_workload();
    model_host("host", 1);
    model_evaluate("one option");
    assert_int_equal(llmcost_tornado(&scenario, &result, NULL, NULL, 0, swings, 8), 0);
    assert_true(llmcost_find_path(&scenario, "hosts.host.gpu_hour", &ref));
    llmcost_swing(&scenario, &result, ref, &swing);
    assert_false(swing.has_switch || swing.flips);

    /* no option may be chosen */
    model_assign("rules.min_quality", 0.9);
    model_assign("hosts.host.quality", 0.1);
    model_evaluate("none");
    assert_int_equal(result.recommended, -1);
    llmcost_swing(&scenario, &result, ref, &swing);
    assert_false(swing.has_switch || swing.flips);
    assert_int_equal(llmcost_cheapest(NULL, 0), -1);
}

/* The host sends all on to the api: whatever that asks for, the host costs 10,000 a month more.
 * That no bill may be as large as theirs at some price is no change of the decision. */
static void test_largest_bill(void **state)
{
    (void)state;
    model_workload();
    model_assign("workload.requests_per_month", 3.6e7);
    model_api("api", 1, 2);
    struct llmcost_host *host = model_host("host", 1);
    model_name(&host->common.escalates_to, "api");
    model_assign("hosts.host.escalation_share", 1);
    scenario.api[0].input_per_mtok.range = LLMCOST_UNIFORM;
    scenario.api[0].input_per_mtok.low = 0.5;
    scenario.api[0].input_per_mtok.high = 1.5;
    model_evaluate("largest bill");
    assert_int_equal(result.recommended, 0);
    const struct llmcost_swing s = swing_at("apis.api.input_per_mtok");
    assert_false(s.flips);
    if (s.has_switch)
        fail_msg("a switch at %.17g", s.switch_value);
}

/* The widest first, no more than asked for; the scenario is left as it was. */
static void test_tornado(void **state)
{
    struct llmcost_swing all[32];
    struct llmcost_swing few[3];
    static struct llmcost_scenario before;
    (void)state;
    build((const struct change[8]){{"hosts.host.max_utilization", 0.9},
                                   {"workload.burst", 1.1},
                                   {"workload.growth_per_year", 0.2},
                                   {"hosts.host.operations_per_month", 300}});
    llmcost_set_load_factor(&scenario, 0.5);
    model_evaluate("tornado");
    memcpy(&before, &scenario, sizeof before);
    const int count = llmcost_tornado(&scenario, &result, NULL, NULL, 0, all, 32);
    assert_true(count > 3);
    assert_int_equal(llmcost_tornado(&scenario, &result, NULL, NULL, 0, few, 3), 3);
    for (int i = 0; i < count; i++) {
        const double width = fabs(all[i].margin_at_high - all[i].margin_at_low);
        if (i > 0)
            assert_true(width <= fabs(all[i - 1].margin_at_high - all[i - 1].margin_at_low));
        if (i < 3)
            assert_memory_equal(&all[i].ref, &few[i].ref, sizeof few[i].ref);
    }
    assert_memory_equal(&before.load.level, &scenario.load.level,
                        sizeof(double) * (size_t)scenario.load.levels);
    assert_true(before.workload.requests_per_month.value ==
                scenario.workload.requests_per_month.value);
}

static const struct llmcost_swing *row_of(const struct llmcost_swing *list, int count,
                                          const char *path)
{
    char buffer[LLMCOST_MAX_PATH];
    for (int i = 0; i < count; i++)
        if (strcmp(llmcost_path(&scenario, list[i].ref, buffer, sizeof buffer), path) == 0)
            return &list[i];
    return NULL;
}

/* People, their salary and its overhead are one input; structure is none; counts move by one; what
 * is a range comes first, whatever is wider. */
static void test_rows(void **state)
{
    struct llmcost_swing list[32];
    char path[LLMCOST_MAX_PATH];
    (void)state;
    build((const struct change[8]){{"hosts.host.operations_per_month", 300}});
    model_assign("hosts.host.engineers", 0.1);
    model_assign("team.overhead", 1.5);
    model_assign("hosts.host.gpus_per_replica", 2);
    model_assign("hosts.host.spare_replicas", 1);
    scenario.host[0].gpu_hour.low = 1;
    scenario.host[0].gpu_hour.high = 1.01;
    scenario.host[0].gpu_hour.value = 1.005;
    scenario.host[0].gpu_hour.range = LLMCOST_UNIFORM;
    model_evaluate("rows");
    const int count = llmcost_tornado(&scenario, &result, NULL, NULL, 0, list, 32);
    assert_true(count > 4);
    assert_string_equal(llmcost_path(&scenario, list[0].ref, path, sizeof path),
                        "hosts.host.gpu_hour");
    assert_null(row_of(list, count, "hosts.host.gpus_per_replica"));
    const struct llmcost_swing *people = row_of(list, count, "hosts.host.engineers");
    assert_non_null(people);
    assert_int_equal(people->merged, 2);
    assert_string_equal(llmcost_path(&scenario, people->also[0], path, sizeof path),
                        "team.salary_per_year");
    assert_string_equal(llmcost_path(&scenario, people->also[1], path, sizeof path),
                        "team.overhead");
    const struct llmcost_swing *spare = row_of(list, count, "hosts.host.spare_replicas");
    assert_non_null(spare);
    ASSERT_NEAR(spare->low, 0, 0);
    ASSERT_NEAR(spare->high, 2, 0);
}

/* The switch of the demand in a tornado that is told one answer of host against api; 0: none. */
static double told_switch(const struct llmcost_break_even *told)
{
    struct llmcost_swing list[32];
    const int count = llmcost_tornado(&scenario, &result, NULL, told, told != NULL, list, 32);
    const struct llmcost_swing *demand = row_of(list, count, "workload.requests_per_month");
    assert_non_null(demand);
    return demand->has_switch ? demand->switch_value : 0;
}

/* What is told of a break-even is taken for it where it says all that a search would, and there
 * alone: one that says something else shows which it was. */
static void test_told(void **state)
{
    static const struct {
        const char *name;
        struct change change[8];
        bool on_horizon, unverified, is_taken;
    } told_rows[] = {
        {.name = "of a month like all others", .is_taken = true},
        {.name = "over the horizon",
         .change = {{"hosts.host.one_off", 12000}},
         .on_horizon = true,
         .is_taken = true},
        {.name = "of the first month, where others differ",
         .change = {{"hosts.host.one_off", 12000}}},
        {.name = "a search that had to stop", .unverified = true},
        {.name = "an api that serves no more at ten times the demand",
         .change = {{"apis.api.requests_per_minute_limit", 300}}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(told_rows); i++) {
        struct llmcost_break_even told;
        model_workload();
        model_api("api", 1, 2);
        model_host("host", 8)->gpu_hour.value = 8;
        model_change(told_rows[i].change, 8);
        model_evaluate(told_rows[i].name);
        assert_int_equal(result.recommended, 0);
        llmcost_break_even(&scenario, 1, 0, told_rows[i].on_horizon, &told);
        assert_int_equal(told.status, LLMCOST_FOUND);
        const double found = told_switch(NULL);
        assert_true(found > 0);
        if (told_rows[i].is_taken)
            ASSERT_ROW_NEAR(told_rows[i].name, told_switch(&told), found, found * 1e-12);
        told.band[0].from *= 1.01;
        told.status = told_rows[i].unverified ? LLMCOST_UNVERIFIED : told.status;
        ASSERT_ROW_NEAR(told_rows[i].name, told_switch(&told),
                        told_rows[i].is_taken ? told.band[0].from : found, found * 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_swings),
        cmocka_unit_test(test_switch_against_scan),
        cmocka_unit_test(test_costs_are_those_of_the_evaluation),
        cmocka_unit_test(test_who_moves),
        cmocka_unit_test(test_nothing_to_choose),
        cmocka_unit_test(test_largest_bill),
        cmocka_unit_test(test_tornado),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
