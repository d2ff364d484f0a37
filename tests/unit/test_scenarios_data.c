/* test_scenarios_data.c - the worked examples in scenarios/ that rest on catalogs and imports, held
 * against arithmetic that shares nothing with the engine. The others are in test_scenarios.c.
 */
#include "published_metric.h"
#include "scenarios_arithmetic.h"

static const double requests_of_a_day = 730.0 / 24;
static const double fte = 150000 * 1.43 / 12; /* a month */

/* The price of 2026-08-01: the API's, of which the price file has $2 and $8. */
static void test_price_revision(void **state)
{
    const double requests = 20e3 * requests_of_a_day;
    (void)state;
    evaluate_scenario("price-revision", NULL);
    ASSERT_MONEY(monthly_cost("o3", NULL), requests * (3000 * 2 + 800 * 8) / 1e6);
    ASSERT_MONEY(monthly_cost("own", NULL), 8 * 2.45 * 730 + 0.5 * fte);
    assert_option(result.recommended, "o3");
}

/* The state before: --set stands in for the older price file. */
static void test_price_before_the_revision(void **state)
{
    (void)state;
    evaluate_scenario("price-revision", "apis.o3={input_per_mtok: 10, output_per_mtok: 40}");
    ASSERT_MONEY(monthly_cost("o3", NULL), 20e3 * requests_of_a_day * (3000 * 10 + 800 * 40) / 1e6);
    assert_option(result.recommended, "own");
}

/* 40,000 requests over office hours; one replica is 1 / (4000 / P + 400 / D). */
static void test_imported_vllm(void **state)
{
    const double capacity = 1 / (4000 / 6644.29654 + 400 / 3312.5337);
    (void)state;
    evaluate_scenario("imported-vllm", NULL);
    const double peak = 40e3 / 86400 / result.load_factor; /* of a shape that others test */
    ASSERT_MONEY(monthly_cost("z-ai", NULL),
                 40e3 * requests_of_a_day * (4000 * 1 + 400 * 3.2) / 1e6);
    ASSERT_MONEY(monthly_cost("zai-org/GLM-5-FP8", NULL),
                 ceil(peak / capacity) * 8 * 2.45 * 730 + 0.5 * fte);
    assert_option(result.recommended, "z-ai");
}

/* The throughput was computed by another program from the formulas. */
static void test_estimated_host(void **state)
{
    const double capacity = 5.266078498492507;
    (void)state;
    evaluate_scenario("estimated-host", NULL);
    const double peak = 250e3 / 86400 / result.load_factor; /* of a shape that others test */
    ASSERT_NEAR(replica_rate("own", NULL), capacity, 1e-9 * capacity);
    ASSERT_MONEY(monthly_cost("bedrock", NULL),
                 250e3 * requests_of_a_day * (1500 + 300) * 0.72 / 1e6);
    ASSERT_MONEY(monthly_cost("own", NULL),
                 ceil(peak / (0.8 * capacity)) * 2 * 2.15 * 730 + 0.25 * fte);
    assert_option(result.recommended, "own");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_price_revision),
        cmocka_unit_test(test_price_before_the_revision),
        cmocka_unit_test(test_imported_vllm),
        cmocka_unit_test(test_estimated_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
