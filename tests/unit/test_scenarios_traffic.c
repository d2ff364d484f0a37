/* test_scenarios_traffic.c - the worked examples in scenarios/ with elastic fleets, mixes and time,
 * held against loops over hours and months that share nothing with the engine. The others are in
 * test_scenarios.c.
 */
#include "published_metric.h"
#include "scenarios_arithmetic.h"

/* ---- Fleets that breathe */

static void test_deepseek_day(void **state)
{
    const double days = 30, node_hour = 8 * 2;
    (void)state;
    evaluate_scenario("deepseek-day", NULL);
    const double nodes = line_quantity("elastic-nodes", "elastic_gpus") / 8 / 720;
    const double cost = monthly_cost("elastic-nodes", NULL) / days;
    ASSERT_NEAR(nodes, 226.75, 226.75 * 1e-3); /* published */
    ASSERT_NEAR(cost, 87072, 87072 * 1e-3);    /* published */
    ASSERT_NEAR(gpus_at_peak("elastic-nodes", NULL) / 8, 278, 0);
    ASSERT_NEAR(gpus_at_peak("always-on-nodes", NULL) / 8, 278, 0);
    ASSERT_NEAR(monthly_cost("deepseek-r1", NULL) / days, 562027, 562027 * 5e-4);

    const double needed = 608e9 / 73.7e3 / 3600 + 168e9 / 14.8e3 / 3600; /* node-hours a day */
    ASSERT_NEAR(nodes * 24, ceil(needed), 1e-9);
    ASSERT_MONEY(cost, ceil(needed) * node_hour);
    ASSERT_MONEY(monthly_cost("always-on-nodes", NULL) / days, 278 * 24 * node_hour);
    ASSERT_NEAR(utilization("elastic-nodes", NULL), needed / ceil(needed), 1e-9);
    ASSERT_NEAR(utilization("always-on-nodes", NULL), needed / 24 / 278, 1e-9);
    ASSERT_MONEY(monthly_cost("deepseek-r1", NULL) / days,
                 266e3 * 0.55 + 342e3 * 0.14 + 168e3 * 2.19);
}

static void test_reserved_base(void **state)
{
    static const double day[24] = {10, 6,  4,  3,  3,  5,  12, 30, 60, 85, 95, 100,
                                   92, 95, 98, 90, 80, 65, 50, 42, 36, 30, 22, 15};
    const double unit = 0.8 * 4, reserved = 2.00 * 730, elastic = 3.10 * 730 / 24;
    double units[24];
    (void)state;
    evaluate_scenario("reserved-base-rented-peaks", NULL);
    scale_load(day, 24, 1.5e6 / 86400 / unit, units);
    struct best_base best = {.cost = INFINITY};
    for (int base = 1; base <= 12; base++) {
        double cost = base * reserved;
        for (int hour = 0; hour < 24; hour++)
            cost += fmax(ceil(units[hour]) - base, 0) * elastic;
        keep_cheapest(&best, base, cost);
    }
    ASSERT_NEAR(always_on_gpus("base-and-peaks", NULL), best.base, 0);
    ASSERT_MONEY(monthly_cost("base-and-peaks", NULL), best.cost + 6000);
    double busy = 0;
    for (int hour = 0; hour < 24; hour++)
        busy += fmax(ceil(units[hour]), 1);
    ASSERT_MONEY(monthly_cost("all-on-demand", NULL), busy * elastic + 6000);
    ASSERT_MONEY(monthly_cost("all-reserved", NULL), 12 * reserved + 6000);
    ASSERT_NEAR(gpus_at_peak("base-and-peaks", NULL), 12, 0);
    assert_option(result.recommended, "base-and-peaks");
}

/* Between two measured points, as far as the time to the first token allows. */
static void check_latency(const char *set, double reach, double slower, double faster)
{
    const double gpu_month = 2.50 * 730;
    evaluate_scenario("latency-price", set);
    const double rate = slower + reach * (faster - slower);
    const double gpus = ceil(result.peak_requests_per_second / (0.8 * rate));
    const struct llmcost_fleet *fleet = &result.option[option_of("own")].fleet;
    ASSERT_NEAR(fleet->replica_requests_per_second, rate, 1e-12);
    assert_int_equal(fleet->limited_by, LLMCOST_LIMIT_TTFT);
    ASSERT_NEAR(gpus_at_peak("own", NULL), gpus, 0);
    ASSERT_MONEY(monthly_cost("own", NULL), gpus * gpu_month + 6000);
}

static void test_latency_price(void **state)
{
    (void)state;
    check_latency("rules.max_ttft_ms=600", (600 - 575.6) / (652.5 - 575.6), 2.2987, 3.0937);
    const double dear = monthly_cost("own", NULL);
    assert_option(result.recommended, "hosted");
    check_latency(NULL, (800 - 652.5) / (841.1 - 652.5), 3.0937, 3.9369);
    ASSERT_MONEY(dear - monthly_cost("own", NULL), 3 * 2.50 * 730);
    assert_option(result.recommended, "own");
}

/* One scenario of the mix, by trying every number of GPUs. */
static void check_mix(double requests_per_day)
{
    const double unit = 0.8 * 4, request = (1000 * 0.50 + 300 * 1.50) / 1e6;
    const double api = requests_per_day * 730 / 24 * request;
    double week[168], units[168];
    struct best_base best = {.cost = INFINITY};
    load_factor_week(0.4, week);
    scale_load(week, 168, requests_per_day / 86400 / unit, units);
    const int peak = (int)ceil(units[0]);
    for (int base = 1; base <= peak; base++) {
        double overflow = 0;
        for (int hour = 0; hour < 168; hour++)
            overflow += fmax(units[hour] - base, 0) / 168;
        keep_cheapest(&best, base,
                      base * 2.00 * 730 + overflow * unit * 3600 * 730 * request + 2500);
    }
    ASSERT_NEAR(always_on_gpus("mix", NULL), best.base, 0);
    ASSERT_MONEY(monthly_cost("mix", NULL), best.cost);
    ASSERT_MONEY(monthly_cost("own", NULL), peak * 2.00 * 730 + 2500);
    ASSERT_MONEY(monthly_cost("hosted", NULL), api);
    assert_option(result.recommended, "mix");
}

static void test_mix(void **state)
{
    /* $50,000, $173,375 and $500,000 of API spend a year */
    static const struct {
        double requests_per_day;
        const char *set;
    } spends[] = {
        {.requests_per_day = 144197, .set = "workload.requests_per_day=144197"},
        {.requests_per_day = 500e3, .set = "workload.requests_per_day=500k"},
        {.requests_per_day = 1441962, .set = "workload.requests_per_day=1441962"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(spends); i++) {
        evaluate_scenario("mix-between-50k-and-500k", spends[i].set);
        check_mix(spends[i].requests_per_day);
    }
    evaluate_scenario("mix-between-50k-and-500k", NULL);
    ASSERT_NEAR(always_on_gpus("mix", NULL), 3, 0);
    ASSERT_NEAR(result_of("mix")->fleet.overflow_share, 0.019, 0.0005);
    ASSERT_NEAR(break_even("mix", "hosted") * 365 * 0.00095, 48000, 500);
    evaluate_scenario("mix-between-50k-and-500k", "workload.requests_per_day=130k");
    assert_option(result.recommended, "hosted");
}

/* ---- Time */

static long cents_in_month(const char *id, int month)
{
    return lround(result_of(id)->month[month].cost * 100);
}

static void test_growing_product(void **state)
{
    const double unit = 0.8 * 4, people = 0.25 * 150000 * 1.43 / 12;
    double hosted = 0, own = 40000, repaid = 0;
    int crossing = 0;
    (void)state;
    evaluate_scenario("growing-product", NULL);
    for (int m = 0; m < 36; m++) {
        const double requests = 100e3 * pow(3, m / 12.0);
        const double gpus = ceil(requests / 86400 / 0.4 / unit) + 1;
        const double rent = gpus * 2.00 * 730 + people, api = requests * 730 / 24 * 0.00095;
        const double worth = pow(1.08, -(m + 1) / 12.0);
        ASSERT_MONEY(result_of("hosted")->month[m].cost, api);
        ASSERT_MONEY(result_of("own")->month[m].cost, rent);
        hosted += api * worth;
        own += rent * worth;
        crossing = crossing == 0 && rent < api ? m + 1 : crossing;
        repaid = repaid == 0 && own <= hosted ? m + 1 : repaid;
    }
    ASSERT_NEAR(horizon_cost("hosted", NULL), hosted, 1e-3);
    ASSERT_NEAR(horizon_cost("own", NULL), own, 1e-3);
    assert_int_equal(crossing, 17);
    for (int m = 0; m < 36; m++) /* the winner changes once */
        assert_int_equal(cents_in_month("own", m) < cents_in_month("hosted", m), m + 1 >= crossing);
    struct llmcost_against against;
    llmcost_against(&scenario, &result, option_of("own"), option_of("hosted"), &against);
    ASSERT_NEAR(against.payback_month, repaid, 0);
    assert_int_equal(against.payback_month, 31);
    assert_int_equal(against.payback_lost_month, 0);
    assert_option(result.recommended, "own");
    evaluate_scenario("growing-product", "horizon.months=1");
    assert_option(result.recommended, "hosted");
}

static void test_falling_api_price(void **state)
{
    double hosted = 0, saved = 0, most = 0;
    struct llmcost_against against;
    (void)state;
    evaluate_scenario("falling-api-price", NULL);
    for (int m = 0; m < 24; m++) {
        const double api = 40000 * pow(0.1, m / 12.0);
        ASSERT_MONEY(result_of("hosted")->month[m].cost, api);
        ASSERT_MONEY(result_of("own")->month[m].cost, 20000);
        hosted += api;
        saved += api - 20000;
        most = fmax(most, saved);
        assert_int_equal(api > 20000, m + 1 < 5); /* dearer until month 4 */
    }
    ASSERT_NEAR(horizon_cost("hosted", NULL), hosted, 1e-3);
    ASSERT_NEAR(horizon_cost("own", NULL), 24 * 20000 + 50000, 1e-3);
    ASSERT_NEAR(most, 42762, 0.5);
    llmcost_against(&scenario, &result, option_of("own"), option_of("hosted"), &against);
    assert_int_equal(against.payback_month, 0);
    assert_true(against.has_ceiling);
    ASSERT_NEAR(against.saving_ceiling, most, 1e-4); /* the timeline's own, the migration aside */
    ASSERT_NEAR(against.ceiling_month, 4, 0);
    assert_option(result.recommended, "hosted");
    for (const char *const *set = (const char *const[]){"horizon.months=4", "horizon.months=12",
                                                        "horizon.months=60", NULL};
         *set != NULL; set++) {
        evaluate_scenario("falling-api-price", *set);
        assert_option(result.recommended, "hosted"); /* whatever the horizon */
    }
}

/* ---- What is held */

/* A contract is paid to its end, wherever the question ends. */
static void test_three_year_contract(void **state)
{
    static const struct {
        const char *id;
        double hour, months;
    } rows[] = {{"on-demand", 4.00, 12}, {"one-year", 3.00, 12}, {"three-years", 2.20, 36}};
    const double gpus = ceil(1e6 / 86400 / 4);
    (void)state;
    evaluate_scenario("three-year-contract", NULL);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct llmcost_option_result *o = result_of(rows[i].id);
        const double month = gpus * rows[i].hour * 730;
        ASSERT_MONEY(monthly_cost(rows[i].id, NULL), month);
        ASSERT_MONEY(o->owed, month * (rows[i].months - 12));
        ASSERT_MONEY(o->horizon_cost, month * rows[i].months);
    }
    assert_option(result.recommended, "one-year");
    ASSERT_MONEY(horizon_cost("three-years", NULL), 173448);
    ASSERT_MONEY(result_of("three-years")->owed, 115632);
    evaluate_scenario("three-year-contract", "horizon.months=36");
    assert_option(result.recommended, "three-years");
    ASSERT_MONEY(result_of("three-years")->owed, 0);
}

/* Eight GPUs, in cash and on the books, month by month. */
static void test_bought_and_sold(void **state)
{
    const double price = 8 * 42500, other = 8 * (1.275 * 730 * 0.13 + 255);
    const double rent = 8 * 2.5 * 730, life = 60, sold = 0.35;
    double saved = -price;
    int paid_back = 0;
    struct llmcost_against against;
    (void)state;
    evaluate_scenario("bought-and-sold", NULL);
    const struct llmcost_option_result *o = result_of("bought");
    ASSERT_MONEY(monthly_cost("bought", NULL), price / life + other);
    ASSERT_MONEY(o->month[0].cash, price + other);
    ASSERT_MONEY(o->month[23].cash, other);
    ASSERT_MONEY(o->stranded, price * (1 - 24 / life - sold));
    ASSERT_MONEY(o->horizon_cost, 24 * (price / life + other) + o->stranded);
    ASSERT_MONEY(result_of("rented")->month[0].cash, rent);
    evaluate_scenario("bought-and-sold", "horizon.months=60");
    for (int m = 1; m <= 60; m++) {
        saved += rent - other;
        if (paid_back == 0 && saved >= 0)
            paid_back = m;
    }
    llmcost_against(&scenario, &result, option_of("bought"), option_of("rented"), &against);
    assert_int_equal(against.payback_month, paid_back);
    assert_int_equal(paid_back, 30);
    ASSERT_MONEY(result_of("bought")->stranded, 0); /* its life ends with the question */
}

/* Twice the price from Monday to Friday 9 to 12 and 14 to 18; a GPU of $2.50 serves any hour.
 */
static void test_price_by_the_hour(void **state)
{
    const double hour = 720.0 / 168, request = (2000 * 0.22 + 500 * 0.66) / 1e6;
    double requests[168], api = 0, both = 0, sent = 0;
    (void)state;
    evaluate_scenario("price-by-the-hour", NULL);
    scale_load(scenario.load.weight, 168, 1e6 / 168, requests);
    for (int h = 0; h < 168; h++) {
        const int clock = h % 24;
        const bool dear = h < 5 * 24 && ((clock >= 9 && clock < 12) || (clock >= 14 && clock < 18));
        const double price = requests[h] * request * (dear ? 2 : 1);
        api += price;
        both += fmin(price, 2.50 * hour);
        sent += price < 2.50 * hour ? requests[h] : 0;
    }
    ASSERT_MONEY(monthly_cost("ds", NULL), api);
    ASSERT_NEAR(monthly_cost("ds", NULL), 1270.907716, 1e-6); /* 65 % of it is dear */
    ASSERT_MONEY(monthly_cost("both", NULL), both);
    ASSERT_NEAR(monthly_cost("both", NULL), 626.42, 0.005);
    ASSERT_MONEY(monthly_cost("by-the-hour", NULL), 2.50 * 720);
    ASSERT_NEAR(result_of("both")->fleet.overflow_share, sent / 1e6, 1e-9);
    assert_option(result.recommended, "both");
}

/* A balance pays the months until it is used up; the host is there from the first day. */
static void test_startup_credits(void **state)
{
    const double bill = 10e6 * (2000 * 1 + 500 * 4) / 1e6, own = 2 * 2 * 2.50 * 730 + 15700;
    double left = 100e3, paid = 0;
    (void)state;
    evaluate_scenario("startup-credits", NULL);
    ASSERT_MONEY(monthly_cost("hosted", NULL), bill);
    ASSERT_MONEY(monthly_cost("own", NULL), own);
    for (int m = 0; m < 12; m++) {
        const double credit = fmin(left, bill);
        left -= credit;
        paid += bill - credit;
        ASSERT_MONEY(result_of("hosted")->month[m].cost, bill - credit);
    }
    ASSERT_MONEY(result_of("hosted")->month[2].cost, 20000);
    ASSERT_MONEY(result_of("hosted")->horizon_cost, paid);
    ASSERT_MONEY(result_of("own")->horizon_cost, 12 * own);
    assert_option(result.recommended, "own");
    evaluate_scenario("startup-credits", "horizon.months=3");
    assert_option(result.recommended, "hosted");
    ASSERT_MONEY(result.margin, 3 * own - 20000);
}

/* Three months of the API, three of both, then the host alone; what is paid once at the start. */
static void test_migration_overlap(void **state)
{
    const double api = 40000, own = 20000;
    (void)state;
    evaluate_scenario("migration-overlap", NULL);
    ASSERT_MONEY(monthly_cost("hosted", NULL), api);
    ASSERT_MONEY(monthly_cost("own", NULL), own + 50000.0 / 12);
    for (int m = 0; m < 12; m++)
        ASSERT_MONEY(result_of("own")->month[m].cost, (m < 6 ? api : 0) + (m < 3 ? 0 : own));
    ASSERT_MONEY(result_of("own")->horizon_cost, 12 * api - 10000);
    assert_option(result.recommended, "own");
    evaluate_scenario("migration-overlap", "hosts.own.overlap_months=0");
    ASSERT_MONEY(result_of("own")->horizon_cost, 12 * api - 130000);
    evaluate_scenario("migration-overlap", "hosts.own.starts_month=1");
    ASSERT_MONEY(result_of("own")->horizon_cost, 12 * api - 70000);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deepseek_day),        cmocka_unit_test(test_reserved_base),
        cmocka_unit_test(test_latency_price),       cmocka_unit_test(test_mix),
        cmocka_unit_test(test_growing_product),     cmocka_unit_test(test_falling_api_price),
        cmocka_unit_test(test_three_year_contract), cmocka_unit_test(test_bought_and_sold),
        cmocka_unit_test(test_price_by_the_hour),   cmocka_unit_test(test_startup_credits),
        cmocka_unit_test(test_migration_overlap),
    };
    if (argc > 1)
        checkout = argv[1];
    return cmocka_run_group_tests_name("scenarios with traffic", tests, NULL, NULL);
}
