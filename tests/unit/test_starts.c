/* test_starts.c - an option that takes over later, and credits (§6, §7). In the base scenario the
 * api costs 5,040 a month and the host 1,000; both ways to host take over from the api.
 */
#include "model.h"

static double credits_paid(const struct llmcost_result *of, int option, int which)
{
    (void)which;
    return of->option[option].credits_paid;
}

static double credits_left(const struct llmcost_result *of, int option, int which)
{
    (void)which;
    return of->option[option].credits_left;
}

static double credits_month(const struct llmcost_result *of, int option, int which)
{
    (void)which;
    return of->option[option].credits_month;
}

static double month_credits(const struct llmcost_result *of, int option, int which)
{
    return of->option[option].month[which - 1].credits;
}

static const struct model_row rows[] = {
    {.name = "until it takes over the api is paid",
     .change = {{"hosts.host.starts_month", 4}},
     .metric = month,
     .option = HOST,
     .which = 3,
     .expected = 5040},
    {.name = "then the host alone",
     .change = {{"hosts.host.starts_month", 4}},
     .metric = month,
     .option = HOST,
     .which = 4,
     .expected = 1000},
    {.name = "for the overlap both",
     .change = {{"hosts.host.starts_month", 4}, {"hosts.host.overlap_months", 2}},
     .metric = month,
     .option = HOST,
     .which = 5,
     .expected = 6040},
    {.name = "and no longer",
     .change = {{"hosts.host.starts_month", 4}, {"hosts.host.overlap_months", 2}},
     .metric = month,
     .option = HOST,
     .which = 6,
     .expected = 1000},
    {.name = "an overlap from the first month on",
     .change = {{"hosts.host.overlap_months", 3}},
     .metric = horizon,
     .option = HOST,
     .expected = 12 * 1000 + 3 * 5040},
    {.name = "an overlap beyond the horizon is cut",
     .change = {{"hosts.host.starts_month", 12}, {"hosts.host.overlap_months", 9}},
     .metric = horizon,
     .option = HOST,
     .expected = 1000 + 12 * 5040},
    {.name = "the monthly bill is that of the host in operation",
     .change = {{"hosts.host.starts_month", 4}},
     .metric = bill,
     .option = HOST,
     .expected = 1000},
    {.name = "what is paid once is paid at the start: 3 * 5,040 + 9 * 1,000 + 500",
     .change = {{"hosts.host.starts_month", 4}, {"hosts.host.one_off", 500}},
     .metric = horizon,
     .option = HOST,
     .expected = 24620},
    {.name = "the api takes its fee, minimum and surcharge until then: 1.1 * 5,040 + 960 + 7",
     .change = {{"hosts.host.starts_month", 2},
                {"apis.api.monthly_fee", 7},
                {"apis.api.surcharge", 0.1},
                {"apis.api.monthly_minimum", 6000}},
     .metric = month,
     .option = HOST,
     .which = 1,
     .expected = 5544 + 960 + 7},
    {.name = "and nothing that people or others cost there",
     .change = {{"hosts.host.starts_month", 2},
                {"apis.api.engineers", 3},
                {"apis.api.fixed_per_month", 70},
                {"apis.api.one_off", 900},
                {"apis.api.escalation_share", 0.5}},
     .metric = month,
     .option = HOST,
     .which = 1,
     .expected = 5040},
    {.name = "at its own prices: they halve in a year",
     .change = {{"hosts.host.starts_month", 14},
                {"horizon.months", 14},
                {"apis.api.price_change_per_year", -0.5}},
     .metric = month,
     .option = HOST,
     .which = 13,
     .expected = 2520},
    {.name = "its limits hold while it serves",
     .change = {{"hosts.host.starts_month", 4},
                {"apis.api.requests_per_minute_limit", 90},
                {"workload.growth_per_year", 11}}, /* 12^(1/6) is 1.51 */
     .metric = lost_in,
     .option = HOST,
     .expected = 3},
    {.name = "and no longer",
     .change = {{"hosts.host.starts_month", 3},
                {"apis.api.requests_per_minute_limit", 90},
                {"workload.growth_per_year", 11}},
     .metric = feasible,
     .option = HOST,
     .expected = 1},
    {.name = "a hybrid's own keys alone bind it",
     .change = {{"hosts.host.starts_month", 4}},
     .metric = horizon,
     .option = MIX,
     .expected = 12 * 1000},
    {.name = "which are these",
     .change = {{"hybrids.mix.starts_month", 3}},
     .metric = horizon,
     .option = MIX,
     .expected = 2 * 5040 + 10 * 1000},
    {.name = "credits leave the monthly bill as it is",
     .change = {{"apis.api.credits", 12600}},
     .metric = bill,
     .option = API,
     .expected = 5040},
    {.name = "they pay 2.5 months",
     .change = {{"apis.api.credits", 12600}},
     .metric = month,
     .option = API,
     .which = 3,
     .expected = 2520},
    {.name = "and the horizon is less by them",
     .change = {{"apis.api.credits", 12600}},
     .metric = horizon,
     .option = API,
     .expected = 12 * 5040 - 12600},
    {.name = "what is not used up is lost",
     .change = {{"hosts.host.credits", 99999}},
     .metric = horizon,
     .option = HOST,
     .expected = 0},
    {.name = "people are paid in money: 1.43 * 120,000 / 12",
     .change = {{"hosts.host.credits", 99999}, {"hosts.host.engineers", 1}},
     .metric = month,
     .option = HOST,
     .which = 1,
     .expected = 14300},
    {.name = "operations and what is paid once too",
     .change = {{"hosts.host.credits", 99999},
                {"hosts.host.operations_per_month", 40},
                {"hosts.host.one_off", 600}},
     .metric = horizon,
     .option = HOST,
     .expected = 12 * 40 + 600},
    {.name = "and told as left; what people do is not theirs to pay",
     .change = {{"hosts.host.credits", 99999}, {"hosts.host.operations_per_month", 40}},
     .metric = credits_left,
     .option = HOST,
     .expected = 99999 - 12 * 1000},
    {.name = "what they have paid",
     .change = {{"apis.api.credits", 12600}},
     .metric = credits_paid,
     .option = API,
     .expected = 12600},
    {.name = "which ends in the third month",
     .change = {{"apis.api.credits", 12600}},
     .metric = credits_month,
     .option = API,
     .expected = 3},
    {.name = "of which they pay what is left of them",
     .change = {{"apis.api.credits", 12600}},
     .metric = month_credits,
     .option = API,
     .which = 3,
     .expected = 2520},
    {.name = "none without credits",
     .change = {{"hosts.host.operations_per_month", 40}},
     .metric = credits_month,
     .option = HOST,
     .expected = 0},
    {.name = "those of both parts of a hybrid are told together",
     .change = {{"workload.requests_per_month", 4000000},
                {"hybrids.mix.replicas", 1},
                {"hosts.host.credits", 300},
                {"apis.api.credits", 7000}},
     .metric = credits_left,
     .option = MIX,
     .expected = 7000 - 12 * 400000 * 0.0014},
    {.name = "they pay nothing of the api that serves until then",
     .change = {{"hosts.host.credits", 3000}, {"hosts.host.starts_month", 2}},
     .metric = horizon,
     .option = HOST,
     .expected = 5040 + 11 * 1000 - 3000},
    {.name = "nor do those of that api",
     .change = {{"apis.api.credits", 3000}, {"hosts.host.starts_month", 2}},
     .metric = month,
     .option = HOST,
     .which = 1,
     .expected = 5040},
    /* nothing is hosted but one replica that is always on: a tenth of the load is sent on */
    {.name = "in a hybrid each part's credits pay its own lines",
     .change = {{"workload.requests_per_month", 4000000},
                {"hybrids.mix.replicas", 1},
                {"hosts.host.credits", 300},
                {"apis.api.credits", 100}},
     .metric = month,
     .option = MIX,
     .which = 1,
     .expected = 1000 - 300 + 400000 * 0.0014 - 100},
    {.name = "and none of the other's",
     .change = {{"workload.requests_per_month", 4000000},
                {"hybrids.mix.replicas", 1},
                {"apis.api.fixed_per_month", 40},
                {"apis.api.credits", 99999}},
     .metric = month,
     .option = MIX,
     .which = 12,
     .expected = 1000},
};

static void take_over_from_the_api(void)
{
    model_base();
    model_name(&scenario.host[0].start.until_then, "api");
    model_name(&scenario.hybrid[0].start.until_then, "api");
}

static void test_months(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        take_over_from_the_api();
        model_change(rows[i].change, COUNT(rows[i].change));
        model_evaluate(rows[i].name);
        ASSERT_ROW_NEAR(rows[i].name, rows[i].metric(&result, rows[i].option, rows[i].which),
                        rows[i].expected, 2e-6);
    }
}

/* The api costs 40,000 a month, the host 20,000 and 50,000 once: what is saved in a year. */
static const struct {
    const char *name;
    double starts, overlap, saving, payback;
} references[] = {
    {"from the start", 1, 0, 190000, 3},
    {"from month 4", 4, 0, 130000, 6},
    {"with three months of both bills", 1, 3, 70000, 9},
};

static void test_references(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(references); i++) {
        struct llmcost_against against;
        take_over_from_the_api();
        model_assign("workload.requests_per_month", 0);
        model_assign("apis.api.monthly_fee", 40000);
        model_assign("hosts.host.operations_per_month", 19000);
        model_assign("hosts.host.one_off", 50000);
        model_assign("hosts.host.starts_month", references[i].starts);
        model_assign("hosts.host.overlap_months", references[i].overlap);
        model_evaluate(references[i].name);
        llmcost_against(&scenario, &result, HOST, API, &against);
        ASSERT_ROW_NEAR(references[i].name, against.horizon_saving, references[i].saving, 1e-6);
        ASSERT_ROW_NEAR(references[i].name, against.payback_month, references[i].payback, 0);
        /* of the bills in operation: 50,000 / 20,000 */
        ASSERT_ROW_NEAR(references[i].name, against.simple_payback_months, 2.5, 1e-9);
        assert_false(against.has_ceiling);
    }
}

/* A GPU of 12,000 over a year is 1,000 of capital a month, and 100 of space. Credits of 250 pay
 * capital and space by the bill; in cash they pay the space alone, two months and a half of it. */
static void test_credits_in_cash(void **state)
{
    static const double cost[] = {850, 1100, 1100, 1100};
    static const double cash[] = {12000, 0, 50, 100};
    (void)state;
    take_over_from_the_api();
    scenario.host[0].gpu_hour = (struct llmcost_input){.origin = LLMCOST_UNSET};
    model_assign("hosts.host.purchase_per_gpu", 12000);
    model_assign("hosts.host.life_years", 1);
    model_assign("hosts.host.colocation_per_gpu_month", 100);
    model_assign("hosts.host.credits", 250);
    model_evaluate("credits of a bought GPU");
    for (size_t m = 0; m < COUNT(cost); m++) {
        ASSERT_NEAR(result.option[HOST].month[m].cost, cost[m], 1e-6);
        ASSERT_NEAR(result.option[HOST].month[m].cash, cash[m], 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_months),
                                       cmocka_unit_test(test_references),
                                       cmocka_unit_test(test_credits_in_cash)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
