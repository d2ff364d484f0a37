/* test_timeline.c - months, horizon cost, payback and its loss, the saving ceiling (§7). The base
 * scenario's api costs 5,040 a month, its host 1,000.
 */
#include "model.h"

static const struct model_row months[] = {
    {.name = "without change every month is the first",
     .metric = month,
     .option = API,
     .which = 12,
     .expected = 5040},
    {.name = "demand doubles in a year: the 13th month",
     .change = {{"workload.growth_per_year", 1}, {"horizon.months", 25}},
     .metric = month,
     .option = API,
     .which = 13,
     .expected = 10080},
    {.name = "half a year: the square root of 2",
     .change = {{"workload.growth_per_year", 1}, {"horizon.months", 25}},
     .metric = month,
     .option = API,
     .which = 7,
     .expected = 5040 * 1.4142135623730951,
     .tolerance = 1e-6},
    {.name = "the fleet is sized anew: 1.06 units in the second month",
     .change = {{"workload.growth_per_year", 1}, {"horizon.months", 25}},
     .metric = month,
     .option = HOST,
     .which = 2,
     .expected = 2000},
    {.name = "and exactly two units in the 13th",
     .change = {{"workload.growth_per_year", 1}, {"horizon.months", 25}},
     .metric = month,
     .option = HOST,
     .which = 13,
     .expected = 2000},
    {.name = "and three in the 14th",
     .change = {{"workload.growth_per_year", 1}, {"horizon.months", 25}},
     .metric = month,
     .option = HOST,
     .which = 14,
     .expected = 3000},
    {.name = "rent falls with demand",
     .change = {{"workload.growth_per_year", -0.5},
                {"workload.attempts_per_request", 2},
                {"horizon.months", 13}},
     .metric = month,
     .option = HOST,
     .which = 13,
     .expected = 1000},
    {.name = "api prices halve in a year",
     .change = {{"apis.api.price_change_per_year", -0.5}, {"horizon.months", 13}},
     .metric = month,
     .option = API,
     .which = 13,
     .expected = 2520},
    {.name = "request fees with them, monthly fee and minimum not: 7,000 + 100",
     .change = {{"apis.api.price_change_per_year", -0.5},
                {"apis.api.per_request", 0.001},
                {"apis.api.monthly_fee", 100},
                {"apis.api.monthly_minimum", 7000},
                {"horizon.months", 13}},
     .metric = month,
     .option = API,
     .which = 13,
     .expected = 7100},
    {.name = "request fees: (5,040 + 3,600) / 2",
     .change = {{"apis.api.price_change_per_year", -0.5},
                {"apis.api.per_request", 0.001},
                {"horizon.months", 13}},
     .metric = month,
     .option = API,
     .which = 13,
     .expected = 4320},
    {.name = "another api's change is not ours",
     .change = {{"apis.dear.price_change_per_year", -0.5}, {"horizon.months", 13}},
     .metric = month,
     .option = API,
     .which = 13,
     .expected = 5040},
    {.name = "escalation follows the api it goes to: 1,000 + 1,008 / 2",
     .change = {{"apis.dear.price_change_per_year", -0.5},
                {"hosts.host.escalation_share", 0.1},
                {"horizon.months", 13}},
     .metric = month,
     .option = HOST,
     .which = 13,
     .expected = 1504},
    {.name = "of a hybrid's api too: all of it overflows, half is escalated",
     .change = {{"apis.dear.price_change_per_year", -0.5},
                {"apis.api.escalation_share", 0.5},
                {"hybrids.mix.replicas", 0},
                {"horizon.months", 13}},
     .metric = month,
     .option = MIX,
     .which = 13,
     .expected = 5040 + 1.8e6 * 0.0014},
    {.name = "GPU prices fall from the start without a commitment",
     .change = {{"hosts.host.gpu_price_change_per_year", -0.75}, {"horizon.months", 25}},
     .metric = month,
     .option = HOST,
     .which = 7,
     .expected = 500},
    {.name = "committed: unchanged while m < 12",
     .change = {{"hosts.host.gpu_price_change_per_year", -0.75},
                {"hosts.host.commitment_months", 12},
                {"horizon.months", 25}},
     .metric = month,
     .option = HOST,
     .which = 12,
     .expected = 1000},
    {.name = "then counted from month 0",
     .change = {{"hosts.host.gpu_price_change_per_year", -0.75},
                {"hosts.host.commitment_months", 12},
                {"horizon.months", 25}},
     .metric = month,
     .option = HOST,
     .which = 13,
     .expected = 250},
    {.name = "elastic prices are not committed",
     .change = {{"hosts.host.gpu_price_change_per_year", -0.75},
                {"hosts.host.commitment_months", 12},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 1},
                {"horizon.months", 25}},
     .metric = month,
     .option = HOST,
     .which = 7,
     .expected = 500},
    {.name = "a month's cost is without the one-off",
     .change = {{"hosts.host.one_off", 1200}},
     .metric = month,
     .option = HOST,
     .which = 1,
     .expected = 1000},
    {.name = "the horizon's cost has it at the start, undiscounted",
     .change = {{"hosts.host.one_off", 1200}},
     .metric = horizon,
     .option = HOST,
     .expected = 13200},
    {.name = "limits are lost in the month that grows past them: 2^(m/12) > 1.5 at m = 8",
     .change = {{"workload.growth_per_year", 1}, {"apis.api.requests_per_minute_limit", 90}},
     .metric = lost_in,
     .option = API,
     .expected = 9},
    {.name = "given replicas too: 2^(m/12) > 2 at m = 13",
     .change = {{"workload.growth_per_year", 1},
                {"hosts.host.replicas", 2},
                {"horizon.months", 25}},
     .metric = lost_in,
     .option = HOST,
     .expected = 14},
    {.name = "which makes the option infeasible",
     .change = {{"workload.growth_per_year", 1},
                {"hosts.host.replicas", 2},
                {"horizon.months", 25}},
     .metric = feasible,
     .option = HOST,
     .expected = 0},
    {.name = "but not within the first year",
     .change = {{"workload.growth_per_year", 1}, {"hosts.host.replicas", 2}},
     .metric = feasible,
     .option = HOST,
     .expected = 1},
};

static void test_months(void **state)
{
    (void)state;
    model_run_rows(months, COUNT(months));
}

/* Every horizon against the sum of its own months by libm's pow. */
static void test_discount(void **state)
{
    static const double rates[] = {0, 0.05, 0.1, 0.21, 1, 10};
    (void)state;
    for (size_t i = 0; i < COUNT(rates); i++) {
        model_base();
        model_assign("horizon.discount_per_year", rates[i]);
        model_assign("horizon.months", 36);
        model_assign("hosts.host.one_off", 5000);
        model_assign("workload.growth_per_year", 0.7);
        model_evaluate("discount");
        for (int option = 0; option < OPTIONS; option++) {
            const struct llmcost_option_result *o = &result.option[option];
            double sum = option == HOST || option == MIX ? 5000 : 0;
            for (int m = 0; m < 36; m++)
                sum += o->month[m].cost * pow(1 + rates[i], -(m + 1) / 12.0);
            ASSERT_NEAR(o->horizon_cost, sum, 1e-12 * sum);
        }
    }
}

/* ---- Against another option */

struct against_row {
    const char *name;
    struct change change[12];
    int option, against;
    int payback, lost;
    double simple;                 /* -1: none */
    double horizon_saving;         /* NAN: not looked at */
    double ceiling, ceiling_month; /* -1: none */
    double tolerance;
};

/* The api of the model's references costs 20,000 a month, the host 10,000. */
#define TEN_THOUSAND_SAVED                                                                         \
    {"workload.requests_per_month", 0}, {"apis.api.monthly_fee", 20000},                           \
    {                                                                                              \
        "hosts.host.fixed_per_month", 9000                                                         \
    }

static const struct against_row against_rows[] = {
    {.name = "reference: 100,000 one-off, 10,000 saved a month, 10 % a year",
     .change = {TEN_THOUSAND_SAVED,
                {"hosts.host.one_off", 100000},
                {"horizon.discount_per_year", 0.1},
                {"horizon.months", 24}},
     .option = HOST,
     .payback = 11,
     .simple = 10,
     .horizon_saving = 117645.68,
     .ceiling = -1,
     .tolerance = 0.005},
    {.name = "reference, undiscounted: month 10",
     .change = {TEN_THOUSAND_SAVED, {"hosts.host.one_off", 100000}, {"horizon.months", 24}},
     .option = HOST,
     .payback = 10,
     .simple = 10,
     .horizon_saving = 140000,
     .ceiling = -1,
     .tolerance = 1e-6},
    {.name = "no payback within the horizon",
     .change = {TEN_THOUSAND_SAVED, {"hosts.host.one_off", 100000}, {"horizon.months", 9}},
     .option = HOST,
     .payback = 0,
     .simple = 10,
     .horizon_saving = -10000,
     .ceiling = -1,
     .tolerance = 1e-6},
    {.name = "nothing to pay back",
     .change = {TEN_THOUSAND_SAVED},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = 120000,
     .ceiling = -1,
     .tolerance = 1e-6},
    {.name = "dearer every month",
     .change = {TEN_THOUSAND_SAVED},
     .option = API,
     .against = HOST,
     .payback = 0,
     .simple = -1,
     .horizon_saving = -120000,
     .ceiling = -1,
     .tolerance = 1e-6},
    {.name = "against itself",
     .change = {TEN_THOUSAND_SAVED},
     .option = HOST,
     .against = HOST,
     .payback = 0,
     .simple = -1,
     .horizon_saving = 0,
     .ceiling = -1,
     .tolerance = 1e-9},
    {.name = "equal bills are paid back at once and never lost",
     .option = BOX,
     .against = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = 0,
     .ceiling = -1,
     .tolerance = 1e-9},
    /* r = 2, c = 20,000, tenfold a year: by months 20,000 + 13,016 + 7,252 + 2,494 */
    {.name = "reference: ceiling under falling prices",
     .change = {{"apis.api.input_per_mtok", 40000.0 / 3600},
                {"apis.api.output_per_mtok", 0},
                {"apis.api.price_change_per_year", -0.9},
                {"hosts.host.fixed_per_month", 19000}},
     .option = HOST,
     .payback = 1,
     .lost = 10, /* sum of 40,000 * 0.1^(m/12) - 20,000 is -4,527 after ten months */
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = 42761.503181,
     .ceiling_month = 4,
     .tolerance = 0.5},
    {.name = "an api that is cheaper from the start: nothing to be had",
     .change = {{"apis.api.price_change_per_year", -0.5}, {"hosts.host.fixed_per_month", 9000}},
     .option = HOST,
     .payback = 0,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = 0,
     .ceiling_month = 0,
     .tolerance = 0},
    {.name = "beyond the horizon too: 2 months save 33,016, the ceiling is that of 4",
     .change = {{"apis.api.input_per_mtok", 40000.0 / 3600},
                {"apis.api.output_per_mtok", 0},
                {"apis.api.price_change_per_year", -0.9},
                {"hosts.host.fixed_per_month", 19000},
                {"horizon.months", 2}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = 33016.17,
     .ceiling = 42761.503181,
     .ceiling_month = 4,
     .tolerance = 0.5},
    {.name = "a fee that stands still is saved for ever",
     .change = {{"apis.api.price_change_per_year", -0.9}, {"apis.api.monthly_fee", 1500}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "and a minimum",
     .change = {{"apis.api.price_change_per_year", -0.9}, {"apis.api.monthly_minimum", 1500}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "a fall too slow to end within a thousand years",
     .change = {{"apis.api.price_change_per_year", -1e-3}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "rising prices have no ceiling",
     .change = {{"apis.api.price_change_per_year", 0.5}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "nor has a growing demand",
     .change = {{"apis.api.price_change_per_year", -0.5}, {"workload.growth_per_year", -0.1}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "nor a host that gets cheaper too",
     .change = {{"apis.api.price_change_per_year", -0.5},
                {"hosts.host.gpu_price_change_per_year", -0.1}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "or dearer, later",
     .change = {{"apis.api.price_change_per_year", -0.01},
                {"hosts.host.gpu_price_change_per_year", 0.1},
                {"hosts.host.commitment_months", 6}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "nor one that escalates to an api whose price moves",
     .change = {{"apis.api.price_change_per_year", -0.5},
                {"apis.dear.price_change_per_year", 0.1},
                {"hosts.host.escalation_share", 0.1}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "nor against an api that escalates to such a one",
     .change = {{"apis.api.price_change_per_year", -0.5},
                {"apis.dear.price_change_per_year", -0.1},
                {"apis.api.escalation_share", 0.1}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "nor has a hybrid, whose bill falls too",
     .change = {{"apis.api.price_change_per_year", -0.5}},
     .option = MIX,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "nor a host that costs nothing",
     .change = {{"apis.api.price_change_per_year", -0.5}, {"hosts.host.gpu_hour", 0}},
     .option = HOST,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
    {.name = "nor against a hybrid",
     .change = {{"apis.api.price_change_per_year", -0.5}, {"hybrids.mix.replicas", 0}},
     .option = HOST,
     .against = MIX,
     .payback = 1,
     .simple = -1,
     .horizon_saving = NAN,
     .ceiling = -1},
};

static void test_against(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(against_rows); i++) {
        const struct against_row *row = &against_rows[i];
        struct llmcost_against a;
        model_base();
        model_change(row->change, COUNT(row->change));
        model_evaluate(row->name);
        llmcost_against(&scenario, &result, row->option, row->against, &a);
        ASSERT_ROW_NEAR(row->name, a.payback_month, row->payback, 0);
        ASSERT_ROW_NEAR(row->name, a.payback_lost_month, row->lost, 0);
        ASSERT_ROW_NEAR(row->name, a.has_simple_payback ? a.simple_payback_months : -1, row->simple,
                        1e-9);
        ASSERT_ROW_NEAR(row->name, a.monthly_saving,
                        bill(&result, row->against, 0) - bill(&result, row->option, 0), 1e-6);
        if (!isnan(row->horizon_saving))
            ASSERT_ROW_NEAR(row->name, a.horizon_saving, row->horizon_saving, row->tolerance);
        ASSERT_ROW_NEAR(row->name, a.has_ceiling ? a.saving_ceiling : -1, row->ceiling,
                        row->tolerance);
        if (row->ceiling >= 0)
            ASSERT_ROW_NEAR(row->name, a.ceiling_month, row->ceiling_month, 0.005);
    }
}

/* A payback that is lost again: 30,000 one-off, an api at 20,000 that halves in a year against
 * 10,000 a month; the months are summed here. */
static void test_lost_again(void **state)
{
    static const struct change changes[] = {
        {"apis.api.input_per_mtok", 20000.0 / 3600},
        {"apis.api.output_per_mtok", 0},
        {"apis.api.price_change_per_year", -0.5},
        {"hosts.host.fixed_per_month", 9000},
        {"hosts.host.one_off", 30000},
        {"horizon.months", 60},
    };
    struct llmcost_against a;
    double saved = -30000;
    int paid = 0, lost = 0;
    (void)state;
    model_base();
    model_change(changes, COUNT(changes));
    model_evaluate("lost again");
    llmcost_against(&scenario, &result, HOST, API, &a);
    for (int m = 0; m < 60; m++) {
        saved += 20000 * pow(0.5, m / 12.0) - 10000;
        if (paid == 0 && saved >= 0)
            paid = m + 1;
        else if (paid > 0 && lost == 0 && saved < 0)
            lost = m + 1;
    }
    assert_true(paid > 1 && lost > paid);
    assert_int_equal(a.payback_month, paid);
    assert_int_equal(a.payback_lost_month, lost);
    assert_true(a.has_ceiling);
}

/* ---- Curves */

/* Cumulative cost includes the one-off and is discounted; it ends at the horizon's cost. */
static void test_cumulative(void **state)
{
    static double cumulative[LLMCOST_MAX_MONTHS], cash[LLMCOST_MAX_MONTHS];
    (void)state;
    model_base();
    model_assign("hosts.host.one_off", 5000);
    model_assign("horizon.months", LLMCOST_MAX_MONTHS);
    model_assign("horizon.discount_per_year", 0.1);
    model_evaluate("cumulative");
    llmcost_cumulative(&scenario, &result.option[HOST], cumulative);
    llmcost_cumulative_cash(&scenario, &result.option[HOST], cash);
    double sum = 5000;
    for (int m = 0; m < LLMCOST_MAX_MONTHS; m++) {
        sum += 1000 * pow(1.1, -(m + 1) / 12.0);
        ASSERT_NEAR(cumulative[m], sum, 1e-10 * sum);
        ASSERT_NEAR(cash[m], sum, 1e-10 * sum); /* what is rented is paid as it is used */
    }
    ASSERT_NEAR(result.option[HOST].horizon_cost, cumulative[LLMCOST_MAX_MONTHS - 1], 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_months),     cmocka_unit_test(test_discount),
        cmocka_unit_test(test_against),    cmocka_unit_test(test_lost_again),
        cmocka_unit_test(test_cumulative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
