/* test_metered.c - what scales with requests and is no text token (§6, §12). In the base scenario
 * 3.6M requests cost 5,040 at the api and 1,000 on the host; here each takes half a search at $0.01
 * at the api, a tenth of one at $0.02 on the host, and more at an api that is escalated to.
 */
#include "model.h"

static void searching(void)
{
    model_base();
    model_meter(&scenario.api[0].common, "search", 0.5, 0.01);
    model_meter(&scenario.host[0].common, "search", 0.1, 0.02);
    model_meter(&scenario.api[1].common, "search", 9, 9);
    model_name(&scenario.host[0].start.until_then, "api");
}

/* A base that serves 2.7M of the requests: 0.9M go to the api. */
#define UNEVEN                                                                                     \
    {                                                                                              \
        .hours = 2, .weight = { 3, 1 }                                                             \
    }

static const struct model_row rows[] = {
    {.name = "at the api", .metric = bill, .option = API, .expected = 5040 + 18000},
    {.name = "on the host", .metric = bill, .option = HOST, .expected = 1000 + 7200},
    {.name = "as often as requests are billed",
     .change = {{"apis.api.attempts_per_request", 1.5}},
     .metric = bill,
     .option = API,
     .expected = 1.5 * (5040 + 18000)},
    {.name = "nowhere else",
     .metric = line,
     .option = BOX,
     .which = LLMCOST_LINE_METERED,
     .expected = 0},
    {.name = "each part of a hybrid pays for what it serves",
     .change = {{"hybrids.mix.replicas", 1}},
     .load = UNEVEN,
     .metric = bill,
     .option = MIX,
     .expected = 1000 + 1260 + 5400 + 4500},
    {.name = "in one line: 270,000 and 450,000 of them",
     .change = {{"hybrids.mix.replicas", 1}},
     .load = UNEVEN,
     .metric = quantity,
     .option = MIX,
     .which = LLMCOST_LINE_METERED,
     .expected = 720000},
    {.name = "at their mean price",
     .change = {{"hybrids.mix.replicas", 1}},
     .load = UNEVEN,
     .metric = unit_price,
     .option = MIX,
     .which = LLMCOST_LINE_METERED,
     .expected = 9900.0 / 720000},
    {.name = "where nothing goes to the api, at the host's",
     .metric = unit_price,
     .option = MIX,
     .which = LLMCOST_LINE_METERED,
     .expected = 0.02},
    {.name = "it is no spend towards a minimum, and nothing is charged on it",
     .change = {{"apis.api.monthly_minimum", 6000}, {"apis.api.surcharge", 0.1}},
     .metric = bill,
     .option = API,
     .expected = 6000 + 504 + 18000},
    {.name = "it does not drift",
     .change = {{"apis.api.price_change_per_year", -0.5}, {"horizon.months", 13}},
     .metric = month,
     .option = API,
     .which = 13,
     .expected = 2520 + 18000},
    {.name = "it is no part of an escalation's price",
     .change = {{"hosts.host.escalation_share", 0.5}},
     .metric = bill,
     .option = HOST,
     .expected = 1000 + 7200 + 5040},
    {.name = "it steers no slice",
     .metric = fleet,
     .option = MIX,
     .which = offsetof(struct llmcost_fleet, overflow_share),
     .expected = 0},
    {.name = "credits pay it",
     .change = {{"apis.api.credits", 10000}},
     .metric = month,
     .option = API,
     .which = 1,
     .expected = 13040},
    {.name = "so does who waits for a host",
     .change = {{"hosts.host.starts_month", 2}},
     .metric = month,
     .option = HOST,
     .which = 1,
     .expected = 5040 + 18000},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        searching();
        model_change(rows[i].change, COUNT(rows[i].change));
        model_load(&rows[i].load);
        model_evaluate(rows[i].name);
        ASSERT_ROW_NEAR(rows[i].name, rows[i].metric(&result, rows[i].option, rows[i].which),
                        rows[i].expected, 2e-6);
    }
}

/* A GPU for 1,000 and 0.002 a request against 0.0064: from 227,273 requests on. */
static void test_break_even(void **state)
{
    static struct llmcost_break_even answer;
    (void)state;
    searching();
    model_evaluate("break-even");
    llmcost_break_even(&scenario, HOST, API, false, &answer);
    assert_int_equal(answer.status, LLMCOST_FOUND);
    assert_int_equal(answer.bands, 1);
    ASSERT_NEAR(answer.band[0].from, 1000 / 0.0044, 1e-6);
    assert_int_equal(answer.band[0].to_kind, LLMCOST_OPEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows),
                                       cmocka_unit_test(test_break_even)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
