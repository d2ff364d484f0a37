/* test_sweep.c - grids: their text, their values, that every point is what an evaluation says, and
 * that numbers printed fast are those printed carefully.
 */
#include "model.h"

#include "io/report/sweep/sweep.h"
#include "io/scenario/load.h"
#include "text/json/quick_number.h"
#include "text/kept.h"

#include <stdlib.h>

static struct sweep sweep;
static struct llmcost_diags diags;

static void test_axis_text(void **state)
{
    static const struct {
        const char *text;
        bool good, usage;
        double low, high;
        int count;
        bool log;
    } rows[] = {
        {"workload.burst=1..3", true, false, 1, 3, 25, false},
        {"workload.burst=1..3:7", true, false, 1, 3, 7, false},
        {"workload.burst=1..3:log", true, false, 1, 3, 25, true},
        {"workload.burst=1..3:7:log", true, false, 1, 3, 7, true},
        {"workload.burst=1..3:log:7", true, false, 1, 3, 7, true},
        {"workload.requests_per_month=10k..1.5M", true, false, 10000, 1.5e6, 25, false},
        {"apis.api.discount=5%..20%", true, false, 0.05, 0.2, 25, false},
        {"workload.growth_per_year=-0.5...5", true, false, -0.5, 0.5, 25, false},
        {"hosts.host.replicas=1..4", true, false, 1, 4, 4, false},
        {"hosts.host.replicas=1..400", true, false, 1, 400, 25, false},
        {"workload.load.load_factor=0.1..1", true, false, 0.1, 1, 25, false},
        {"workload.burst=1,2,3", true, false, 0, 0, 3, false},
        {"workload.load={load_factor: 0.3},[1, 2],flat", true, false, 0, 0, 3, false},
        {"hosts.host.gpu=a,b", true, false, 0, 0, 2, false},
        {"workload.burst=1,,3", false, true, 0, 0, 0, false},
        {"workload.burst=1,2,", false, true, 0, 0, 0, false},
        {"workload.burst", false, true, 0, 0, 0, false},
        {"workload.burst=", false, true, 0, 0, 0, false},
        {"=1..2", false, true, 0, 0, 0, false},
        {"workload.burst=1-2", false, true, 0, 0, 0, false},
        {"workload.burst=..2", false, true, 0, 0, 0, false},
        {"workload.burst=1..", false, true, 0, 0, 0, false},
        {"workload.burst=2..1", false, true, 0, 0, 0, false},
        {"workload.burst=2..2", false, true, 0, 0, 0, false},
        {"workload.burst=1..2:", false, true, 0, 0, 0, false},
        {"workload.burst=1..2:1", false, true, 0, 0, 0, false},
        {"workload.burst=1..2:9999999999", false, true, 0, 0, 0, false},
        {"workload.burst=1..2:-5", false, true, 0, 0, 0, false},
        {"workload.burst=1..2:5:5", false, true, 0, 0, 0, false},
        {"workload.burst=1..2:log:log", false, true, 0, 0, 0, false},
        {"workload.burst=1:5..2", false, true, 0, 0, 0, false},
        {"workload.cached_share=0..1:log", false, true, 0, 0, 0, false},
        {"workload.burst=0.5..2", false, false, 0, 0, 0, false},
        {"workload.burst=1..1e9", false, false, 0, 0, 0, false},
        {"hosts.host.requests_per_second=0..2", false, false, 0, 0, 0, false},
        {"workload.load.load_factor=0.01..1", false, false, 0, 0, 0, false},
        {"workload.brst=1..2", false, false, 0, 0, 0, false},
        {"rules.min_quality=0..1", false, false, 0, 0, 0, false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct axis axis;
        bool usage = false;
        model_base();
        llmcost_diags_init(&diags);
        const bool good = axis_parse(&scenario, rows[i].text, 25, &axis, &diags, &usage);
        if (good != rows[i].good || diags.errors != !good || (!good && usage != rows[i].usage))
            fail_msg("%s: %s", rows[i].text, diags.count > 0 ? diags.list[0].text : "taken");
        if (!good)
            continue;
        ASSERT_ROW_NEAR(rows[i].text, axis.low, rows[i].low, 0);
        ASSERT_ROW_NEAR(rows[i].text, axis.high, rows[i].high, 0);
        assert_int_equal(axis.count, rows[i].count);
        assert_int_equal(axis.log, rows[i].log);
    }
}

static void test_axis_values(void **state)
{
    const struct axis even = {.low = 2, .high = 10, .count = 5};
    const struct axis ratio = {.low = 1, .high = 1000, .count = 4, .log = true};
    const struct axis whole = {.low = 1, .high = 10, .count = 4, .whole = true};
    (void)state;
    for (int i = 0; i < 5; i++)
        ASSERT_NEAR(axis_value(&even, i), 2 + 2 * i, 0);
    for (int i = 0; i < 4; i++) {
        ASSERT_NEAR(axis_value(&ratio, i), pow(10, i), 1e-12 * pow(10, i));
        ASSERT_NEAR(axis_value(&whole, i), 1 + 3 * i, 0);
    }
}

static void start(const char *first, const char *second)
{
    bool usage;
    memset(&sweep, 0, sizeof sweep);
    llmcost_diags_init(&diags);
    sweep.scenario = &scenario;
    sweep.axes = second != NULL ? 2 : 1;
    assert_true(axis_parse(&scenario, first, 5, &sweep.axis[0], &diags, &usage));
    if (second != NULL)
        assert_true(axis_parse(&scenario, second, 4, &sweep.axis[1], &diags, &usage));
    assert_true(sweep_check(&sweep, &diags));
    sweep_start(&sweep);
}

static void compare_point(void)
{
    llmcost_diags_init(&diags);
    assert_true(llmcost_evaluate(&scenario, &result, &diags));
    assert_int_equal(sweep.recommended, result.recommended);
    for (int o = 0; o < result.options; o++) {
        assert_true(sweep.cost[o].horizon_cost == result.option[o].horizon_cost);
        assert_int_equal(sweep.cost[o].feasible, result.option[o].feasible);
    }
}

static void test_points(void **state)
{
    static const char *const grids[][2] = {
        {"workload.requests_per_month=1M..30M:9:log", NULL},
        {"hosts.host.gpu_hour=0.1..8:9", "apis.api.discount=0..50%:3"},
        {"workload.load.load_factor=0.1..1:4", "hosts.host.replicas=1..6"},
        {"apis.dear.input_per_mtok=0.1..2:4", "hosts.host.escalation_share=0..1:3"},
        {"hybrids.mix.replicas=1..4", "hosts.box.quality=0..1:3"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(grids); i++) {
        int64_t points = 0;
        model_base();
        model_assign("workload.growth_per_year", 0.2);
        model_assign("rules.min_quality", 0.5);
        model_evaluate("grid");
        start(grids[i][0], grids[i][1]);
        while (sweep_next(&sweep)) {
            compare_point();
            points++;
        }
        assert_int_equal(points, sweep.points);
    }
}

static void test_corners(void **state)
{
    bool usage;
    (void)state;
    model_base();
    model_assign("workload.cache_write_share", 0.5);
    model_evaluate("corners");
    memset(&sweep, 0, sizeof sweep);
    llmcost_diags_init(&diags);
    sweep.scenario = &scenario;
    sweep.axes = 1;
    assert_true(
        axis_parse(&scenario, "workload.cached_share=0..1", 5, &sweep.axis[0], &diags, &usage));
    assert_false(sweep_check(&sweep, &diags));
    assert_int_equal(diags.list[0].code, 407);
    assert_true(scenario.workload.cached_share.value == 0);
}

/* ---- Lists: each point is what the scenario says under the same --set */

static const char text[] =
    "version: 1\n"
    "workload: {requests_per_month: 3M, input_tokens: 1000, output_tokens: 200}\n"
    "apis: {a: {input_per_mtok: 1, output_per_mtok: 2}}\n"
    "hosts:\n"
    "  own: {model: llama-3.3-70b, gpu: h100-sxm, gpu_hour: 2}\n"
    "  typed: {requests_per_second: 2, gpu_hour: 1}\n"
    "hybrids: {mix: {host: own, api: a}}\n";

static void list_axis(int axes, const char *const *axis)
{
    bool usage;
    const struct source file = {.name = "s.yaml", .text = text, .length = sizeof text - 1};
    llmcost_diags_init(&diags);
    memset(&sweep, 0, sizeof sweep);
    sweep.scenario = &scenario;
    assert_true(scenario_load(&file, NULL, 0, NULL, NULL, &scenario, &diags));
    sweep.axes = axes;
    for (int a = 0; a < axes; a++)
        if (!axis_parse(&scenario, axis[a], 2, &sweep.axis[a], &diags, &usage))
            fail_msg("%s: %s", axis[a], diags.list[0].text);
    assert_true(sweep_open(&sweep, &file, 0, NULL));
}

/* The scenario with the point's values set, from the start. */
static void compare_reread(const char *const *axis)
{
    static struct llmcost_scenario again;
    const struct source file = {.name = "s.yaml", .text = text, .length = sizeof text - 1};
    struct source set[MAX_AXES];
    char sets[MAX_AXES][200];
    for (int a = 0; a < sweep.axes && axis[a] != NULL; a++) {
        const int length = (int)(strchr(axis[a], '=') - axis[a]);
        if (sweep.axis[a].is_list)
            snprintf(sets[a], sizeof sets[a], "%.*s=%.*s", length, axis[a],
                     (int)sweep.axis[a].word[sweep.at[a]].length,
                     sweep.axis[a].word[sweep.at[a]].text);
        else
            snprintf(sets[a], sizeof sets[a], "%.*s=%.17g", length, axis[a], sweep.value[a]);
        set[a] = (struct source){.name = "--set", .text = sets[a], .length = strlen(sets[a])};
    }
    llmcost_diags_init(&diags);
    if (!scenario_load(&file, set, sweep.axes, NULL, NULL, &again, &diags))
        fail_msg("%s: %s", sets[0], diags.list[0].text);
    assert_true(llmcost_evaluate(&again, &result, &diags));
    assert_int_equal(sweep.recommended, result.recommended);
    for (int o = 0; o < result.options; o++) {
        assert_int_equal(sweep.cost[o].feasible, result.option[o].feasible);
        if (sweep.cost[o].feasible)
            assert_true(sweep.cost[o].horizon_cost == result.option[o].horizon_cost);
    }
}

static void test_lists(void **state)
{
    static const struct {
        int axes, points;
        const char *axis[MAX_AXES];
    } rows[] = {
        {1, 2, {"hosts.own.precision=bf16,fp8"}},
        {2, 9, {"hosts.own.gpu=h100-sxm,h200-sxm,l40s", "hosts.own.gpus_per_replica=1,2,4"}},
        {3,
         12,
         {"hosts.own.model=llama-3.1-8b,llama-3.3-70b", "workload.requests_per_month=1M..9M:2",
          "hosts.own.gpus_per_replica=1,2,8"}},
        {4,
         16,
         {"workload.load={load_factor: 0.3},office-hours", "hosts.own.gpu_hour=1,3",
          "workload.input_tokens=500..2000:2", "hybrids.mix.host=own,typed"}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        double least[LLMCOST_MAX_OPTIONS];
        int points = 0;
        list_axis(rows[i].axes, rows[i].axis);
        assert_true(sweep_check(&sweep, &diags));
        assert_int_equal(sweep.points, rows[i].points);
        for (size_t o = 0; o < COUNT(least); o++)
            least[o] = HUGE_VAL;
        for (sweep_start(&sweep); sweep_next(&sweep); points++) {
            compare_reread(rows[i].axis);
            for (int o = 0; o < sweep.options; o++)
                if (sweep.cost[o].feasible && sweep.cost[o].horizon_cost < least[o])
                    least[o] = sweep.cost[o].horizon_cost;
        }
        assert_int_equal(points, rows[i].points);
        int order[LLMCOST_MAX_OPTIONS];
        const int count = sweep_cheapest(&sweep, order);
        for (int n = 0; n < count; n++) {
            assert_true(sweep.best[order[n]].cost == least[order[n]]);
            assert_true(n == 0 || sweep.best[order[n - 1]].cost <= sweep.best[order[n]].cost);
        }
        sweep_close(&sweep);
    }
}

static void test_lists_refused(void **state)
{
    static const struct {
        const char *axis;
        int code, input, column;
    } rows[] = {
        {"hosts.own.gpu=h100-sxm,h100-smx", E_FROM, 1, 15},
        {"hosts.own.gpus_per_replica=1,-2", E_RANGE, 1, 28},
        {"hosts.owm.gpu=h100-sxm,l40s", E_SET_PATH, 1, 7},
        {"hosts.own.colour=red,blue", E_UNKNOWN_KEY, 1, 11},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        list_axis(1, &rows[i].axis);
        assert_false(sweep_check(&sweep, &diags));
        assert_int_equal(sweep.diags->errors, 1);
        assert_int_equal(sweep.diags->list[0].code, rows[i].code);
        assert_int_equal(sweep.diags->list[0].place.input, rows[i].input);
        assert_int_equal(sweep.diags->list[0].place.column, rows[i].column);
        sweep_close(&sweep);
    }
}

/* What is kept of a number is what its text reads, wherever that has few enough digits. */
static void require_kept(enum number_style style, double value, const char *told)
{
    const double magnitude = fabs(value), read = isfinite(value) ? strtod(told, NULL) : NAN;
    const bool within = !isfinite(value) || (magnitude > 1e-12 && magnitude < 4e9) || value == 0;
    const double got = kept(style, value);
    if (within && memcmp(&got, &read, sizeof got) != 0 && !(isnan(got) && isnan(read)))
        fail_msg("%.17g in style %d is kept as %.17g, and reads %s", value, style, got, told);
}

static void test_quick_numbers(void **state)
{
    static const double special[] = {0,         1,          -1,    1e-5,      9.9999999995,
                                     0.1,       0.5,        2.5e9, 999999999, 1e300,
                                     1e-300,    -0.25,      1e9,   4e9,       123456789.123456789,
                                     0.0000015, 0.00000049, 1e15,  0.125,     99999.9999995,
                                     -0.0,      NAN,        1e14,  2e9 + 0.5, 999999999999999.5,
                                     INFINITY,  -INFINITY,  4e15,  -1e-300,   9007199254740993.0};
    char quick[MAX_NUMBER_TEXT];
    char slow[MAX_NUMBER_TEXT];
    (void)state;
    for (int i = 0; i < 300000; i++) {
        const double magnitude = (size_t)i < COUNT(special) ? special[i]
                                 : i % 3 == 0 ? floor(pick(0, 1e7)) / 1e4 /* short decimals */
                                              : pow(10, pick(-8, 17));
        const double value = i % 4 < 2 ? magnitude : -magnitude;
        for (int style = NUMBER_FIGURE; style <= NUMBER_PRICE; style++) {
            const size_t length = quick_number((enum number_style)style, value, quick);
            number_text((enum number_style)style, value, slow, sizeof slow);
            if (strlen(slow) != length || memcmp(quick, slow, length) != 0)
                fail_msg("%.17g in style %d: %.*s, not %s", value, style, (int)length, quick, slow);
            require_kept((enum number_style)style, value, slow);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_axis_text),     cmocka_unit_test(test_axis_values),
        cmocka_unit_test(test_points),        cmocka_unit_test(test_corners),
        cmocka_unit_test(test_lists),         cmocka_unit_test(test_lists_refused),
        cmocka_unit_test(test_quick_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
