/* test_engine.c - demand, one replica's capacity, people and the lines that a spreadsheet forgets,
 * and the largest bill (§1, §3, §6, §0): the base scenario of model.h, a few inputs changed, one
 * figure expected. The arithmetic behind a figure stands in its row.
 */
#include "model.h"

/* ---- §1 Demand */

static const struct model_row demand_rows[] = {
    {.name = "requests_per_month",
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, requests_per_month),
     .expected = 3600000},
    {.name = "requests_per_day: 86,400 * 1000 / 24",
     .change = {{"workload.requests_per_month", NAN}, {"workload.requests_per_day", 86400}},
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, requests_per_month),
     .expected = 3600000},
    {.name = "tokens_per_month: 4.32e9 / 1,200",
     .change = {{"workload.requests_per_month", NAN}, {"workload.tokens_per_month", 4.32e9}},
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, requests_per_month),
     .expected = 3600000},
    {.name = "tokens_per_day: 1.2M * 1000 / 24 / 1,200",
     .change = {{"workload.requests_per_month", NAN}, {"workload.tokens_per_day", 1.2e6}},
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, requests_per_month),
     .expected = 1e6 / 24},
    {.name = "tokens without attempts or token ratio",
     .change = {{"workload.attempts_per_request", 3}, {"apis.api.token_ratio", 2}},
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, input_tokens_per_month),
     .expected = 3.6e9},
    {.name = "output tokens",
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, output_tokens_per_month),
     .expected = 7.2e8},
    {.name = "mean rate",
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, mean_requests_per_second),
     .expected = 1},
    {.name = "attempts are served",
     .change = {{"workload.attempts_per_request", 1.5}},
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, mean_requests_per_second),
     .expected = 1.5},
    {.name = "peak of a list: 3 of a mean of 2",
     .load = {.hours = 4, .weight = {3, 2, 2, 1}},
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, peak_requests_per_second),
     .expected = 1.5},
    {.name = "load factor of a list",
     .load = {.hours = 4, .weight = {3, 2, 2, 1}},
     .metric = whole_result,
     .which = offsetof(struct llmcost_result, load_factor),
     .expected = 2.0 / 3},
    {.name = "fractional demand is legal",
     .change = {{"workload.requests_per_month", 0.5}},
     .metric = bill,
     .option = API,
     .expected = 0.0007},
    {.name = "no demand costs no tokens",
     .change = {{"workload.requests_per_month", 0}},
     .metric = bill,
     .option = API,
     .expected = 0},
    {.name = "no demand still needs the least replica",
     .change = {{"workload.requests_per_month", 0}},
     .metric = bill,
     .option = HOST,
     .expected = 1000},
};

static void test_demand(void **state)
{
    (void)state;
    model_run_rows(demand_rows, COUNT(demand_rows));
}

/* ---- §3 One replica's capacity */

static const struct model_row capacity_rows[] = {
    {.name = "requests_per_second as measured",
     .change = {{"hosts.host.requests_per_second", 2}, {"hosts.host.token_ratio", 2}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, replica_requests_per_second),
     .expected = 2},
    {.name = "input and output apart: 1000/10000 + 200/400 = 0.6 s",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 10000},
                {"hosts.host.output_tokens_per_second", 400}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, replica_requests_per_second),
     .expected = 1 / 0.6},
    {.name = "the prefix cache defaults to cached_share: 0.05 + 0.5 s",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 10000},
                {"hosts.host.output_tokens_per_second", 400},
                {"workload.cached_share", 0.5}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, replica_requests_per_second),
     .expected = 1 / 0.55},
    {.name = "prefix_cached_share stated: 0.08 + 0.5 s",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 10000},
                {"hosts.host.output_tokens_per_second", 400},
                {"workload.cached_share", 0.5},
                {"hosts.host.prefix_cached_share", 0.2}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, replica_requests_per_second),
     .expected = 1 / 0.58},
    {.name = "a tokenizer that needs twice the tokens: 1.2 s",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.input_tokens_per_second", 10000},
                {"hosts.host.output_tokens_per_second", 400},
                {"hosts.host.token_ratio", 2}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, replica_requests_per_second),
     .expected = 1 / 1.2},
    {.name = "tokens_per_second: 2,400 / 1,200",
     .change = {{"hosts.host.requests_per_second", NAN}, {"hosts.host.tokens_per_second", 2400}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, replica_requests_per_second),
     .expected = 2},
    {.name = "tokens_per_second by a tokenizer that needs a quarter more",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.tokens_per_second", 2400},
                {"hosts.host.token_ratio", 1.25}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, replica_requests_per_second),
     .expected = 1.6},
    {.name = "infinity never leaves the engine",
     .change = {{"hosts.host.requests_per_second", NAN},
                {"hosts.host.tokens_per_second", 1e12},
                {"workload.input_tokens", 1e-9},
                {"workload.output_tokens", 0}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, replica_requests_per_second),
     .expected = 1e15},
    {.name = "headroom and burst: 1 * 0.8 / 1.25",
     .change = {{"hosts.host.max_utilization", 0.8}, {"workload.burst", 1.25}},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, planned_requests_per_second),
     .expected = 0.64},
    {.name = "headroom and burst: 1 / 0.64 is two replicas",
     .change = {{"hosts.host.max_utilization", 0.8}, {"workload.burst", 1.25}},
     .metric = bill,
     .option = HOST,
     .expected = 2000},
};

static void test_capacity(void **state)
{
    (void)state;
    model_run_rows(capacity_rows, COUNT(capacity_rows));
}

/* DeepSeek open-infra-index, day 6: 608e9 input tokens in a day (342e9 of them cached, which the
 * 73.7k tokens/s a node count) and 168e9 output at 14.8k: 226.86 node-days; 226.75 were reported.
 */
static void test_deepseek(void **state)
{
    static const struct change changes[] = {
        {"hours_per_month", 720},
        {"workload.requests_per_month", 30 * 1e8},
        {"workload.input_tokens", 6080},
        {"workload.output_tokens", 1680},
        {"workload.cached_share", 342.0 / 608},
        {"hosts.host.requests_per_second", NAN},
        {"hosts.host.input_tokens_per_second", 73700},
        {"hosts.host.output_tokens_per_second", 14800},
        {"hosts.host.prefix_cached_share", 0},
        {"hosts.host.gpus_per_replica", 8},
        {"hosts.host.gpus_per_node", 8},
    };
    (void)state;
    model_base();
    model_change(changes, COUNT(changes));
    model_evaluate("DeepSeek");
    const struct llmcost_fleet *f = &result.option[HOST].fleet;
    ASSERT_NEAR(f->replicas, 227, 0);
    ASSERT_NEAR(f->replicas * f->utilization, (608e9 / 73.7e3 + 168e9 / 14.8e3) / 86400, 1e-9);
    ASSERT_NEAR(f->replicas * f->utilization, 226.86, 0.005);
}

static void test_throughput(void **state)
{
    struct llmcost_host *host = &scenario.host[0];
    (void)state;
    model_base();
    model_evaluate("stated");
    assert_int_equal(result.option[HOST].fleet.throughput, LLMCOST_STATED);
    host->requests_per_second.basis = LLMCOST_MEASURED;
    model_evaluate("measured");
    assert_int_equal(result.option[HOST].fleet.throughput, LLMCOST_THROUGHPUT_MEASURED);
    model_assign("hosts.host.requests_per_second", NAN);
    llmcost_set(&host->input_tokens_per_second, 1e5);
    llmcost_set(&host->output_tokens_per_second, 1e4);
    host->input_tokens_per_second.basis = LLMCOST_MEASURED;
    model_evaluate("one of the two measured");
    assert_int_equal(result.option[HOST].fleet.throughput, LLMCOST_STATED);
    host->output_tokens_per_second.basis = LLMCOST_MEASURED;
    model_evaluate("both measured");
    assert_int_equal(result.option[HOST].fleet.throughput, LLMCOST_THROUGHPUT_MEASURED);
}

/* ---- §6 People and the lines a spreadsheet forgets */

static const struct model_row line_rows[] = {
    {.name = "engineers: 2 * 120,000 * 1.43 / 12",
     .change = {{"hosts.host.engineers", 2}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ENGINEERS,
     .expected = 28600},
    {.name = "engineers of an api, own overhead",
     .change = {{"apis.api.engineers", 0.5}, {"team.overhead", 1.5}},
     .metric = line,
     .option = API,
     .which = LLMCOST_LINE_ENGINEERS,
     .expected = 7500},
    {.name = "engineers_per_100_gpus: (1 + 1 spare + 2 staging) / 100 * 5 * 14,300",
     .change = {{"hosts.host.engineers_per_100_gpus", 5},
                {"hosts.host.spare_replicas", 1},
                {"hosts.host.staging_gpus", 2}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ENGINEERS,
     .expected = 2860},
    {.name = "a hybrid has the engineers of both: 1.5 * 14,300",
     .change = {{"hosts.host.engineers", 1}, {"apis.api.engineers", 0.5}},
     .metric = line,
     .option = MIX,
     .which = LLMCOST_LINE_ENGINEERS,
     .expected = 21450},
    {.name = "operations_per_month",
     .change = {{"hosts.host.operations_per_month", 12000}},
     .metric = bill,
     .option = HOST,
     .expected = 13000},
    {.name = "on-call: 6 * 500",
     .change = {{"hosts.host.on_call_engineers", 6}, {"hosts.host.on_call_stipend_per_month", 500}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ON_CALL,
     .expected = 3000},
    {.name = "fine-tuning: 3,000 * 4 / 12",
     .change = {{"hosts.host.fine_tune_cost", 3000}, {"hosts.host.fine_tunes_per_year", 4}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_FINE_TUNING,
     .expected = 1000},
    {.name = "revalidation of an api: 6,000 * 2 / 12",
     .change = {{"apis.api.revalidation_cost", 6000}, {"apis.api.revalidations_per_year", 2}},
     .metric = line,
     .option = API,
     .which = LLMCOST_LINE_REVALIDATION,
     .expected = 1000},
    {.name = "revalidation of both parts: 6,000 * 2 / 12 + 1,000 * 6 / 12",
     .change = {{"hosts.host.revalidation_cost", 6000},
                {"hosts.host.revalidations_per_year", 2},
                {"apis.api.revalidation_cost", 1000},
                {"apis.api.revalidations_per_year", 6}},
     .metric = line,
     .option = MIX,
     .which = LLMCOST_LINE_REVALIDATION,
     .expected = 1500},
    {.name = "compliance: 24,000 / 12",
     .change = {{"hosts.host.compliance_per_year", 24000}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_COMPLIANCE,
     .expected = 2000},
    {.name = "fixed of both parts",
     .change = {{"hosts.host.fixed_per_month", 300}, {"apis.api.fixed_per_month", 200}},
     .metric = line,
     .option = MIX,
     .which = LLMCOST_LINE_FIXED,
     .expected = 500},
    {.name = "one-off of both parts, spread: (24,000 + 12,000) / 24",
     .change = {{"hosts.host.one_off", 24000}, {"apis.api.one_off", 12000}, {"horizon.months", 24}},
     .metric = line,
     .option = MIX,
     .which = LLMCOST_LINE_ONE_OFF,
     .expected = 1500},
    {.name = "a line of nothing is left out: GPUs alone remain",
     .metric = lines,
     .option = HOST,
     .expected = 1},
    /* dear: 1,000 tokens at $2 and 200 at $4 per Mtok are $0.0028 a request */
    {.name = "a host sends 10 % on: 360,000 * 0.0028",
     .change = {{"hosts.host.escalation_share", 0.1}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ESCALATION_API,
     .expected = 1008},
    {.name = "a cascade: an api sends 20 % on",
     .change = {{"apis.api.escalation_share", 0.2}},
     .metric = line,
     .option = API,
     .which = LLMCOST_LINE_ESCALATION_API,
     .expected = 2016},
    {.name = "the fee of a request counts: 360,000 * 0.0038",
     .change = {{"hosts.host.escalation_share", 0.1}, {"apis.dear.per_request", 0.001}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ESCALATION_API,
     .expected = 1368},
    {.name = "retries are escalated too",
     .change = {{"hosts.host.escalation_share", 0.1}, {"workload.attempts_per_request", 2}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ESCALATION_API,
     .expected = 2016},
    {.name = "the target's fee, minimum and people are its own",
     .change = {{"hosts.host.escalation_share", 0.1},
                {"apis.dear.monthly_fee", 70},
                {"apis.dear.monthly_minimum", 1e6},
                {"apis.dear.engineers", 3}},
     .metric = bill,
     .option = HOST,
     .expected = 2008},
    /* the host never overflows here: everything is the host's */
    {.name = "a hybrid escalates what its host serves",
     .change = {{"hosts.host.escalation_share", 0.1}, {"apis.api.escalation_share", 0.5}},
     .metric = line,
     .option = MIX,
     .which = LLMCOST_LINE_ESCALATION_API,
     .expected = 1008},
    /* one replica of 0.5/s, the other half overflows: 1.8M * (0.1 + 0.5) * 0.0028 */
    {.name = "and its api what overflows",
     .change = {{"hosts.host.requests_per_second", 0.5},
                {"hybrids.mix.replicas", 1},
                {"hosts.host.escalation_share", 0.1},
                {"apis.api.escalation_share", 0.5}},
     .metric = line,
     .option = MIX,
     .which = LLMCOST_LINE_ESCALATION_API,
     .expected = 3024},
    {.name = "a hybrid pays its api's fee",
     .change = {{"apis.api.monthly_fee", 250}},
     .metric = bill,
     .option = MIX,
     .expected = 1250},
    /* overflow of 1.8M requests at 0.0014 is 2,520 of a minimum of 3,000 */
    {.name = "the minimum is compared with the overflow's spend",
     .change = {{"hosts.host.requests_per_second", 0.5},
                {"hybrids.mix.replicas", 1},
                {"apis.api.monthly_minimum", 3000}},
     .metric = line,
     .option = MIX,
     .which = LLMCOST_LINE_MONTHLY_MINIMUM,
     .expected = 480},
};

static void test_lines(void **state)
{
    (void)state;
    model_run_rows(line_rows, COUNT(line_rows));
}

/* Extra lines keep their names; a hybrid adds those of the same name. */
static void test_extras(void **state)
{
    static const struct {
        const char *name;
        double amount;
    } expected[] = {{"network", 70}, {"eval", 105}, {"guard", 8}};
    size_t found = 0;
    (void)state;
    model_base();
    model_extra(&scenario.host[0].common, "network", 70);
    model_extra(&scenario.host[0].common, "eval", 100);
    model_extra(&scenario.host[0].common, "nothing", 0);
    model_extra(&scenario.api[0].common, "guard", 8);
    model_extra(&scenario.api[0].common, "eval", 5);
    model_evaluate("extras");
    ASSERT_NEAR(bill(&result, HOST, 0), 1170, 1e-9);
    ASSERT_NEAR(bill(&result, API, 0), 5053, 1e-9);
    for (int i = 0; i < result.option[MIX].lines; i++) {
        const struct llmcost_line *l = &result.option[MIX].line[i];
        if (l->component != LLMCOST_LINE_EXTRA)
            continue;
        assert_true(found < COUNT(expected));
        assert_string_equal(llmcost_text(&scenario, scenario.entry[l->extra].name.text),
                            expected[found].name);
        ASSERT_NEAR(l->amount, expected[found].amount, 1e-12);
        found++;
    }
    assert_int_equal(found, COUNT(expected));
}

/* ---- §0 Bills */

/* To the nearest millionth; a line that rounds to nothing is left out. */
static void test_rounding(void **state)
{
    static const struct {
        double amount;
        int64_t micros;
    } rows[] = {{0.0000004, 0},
                {0.00000051, 1},
                {1.0000015, 1000002},
                {1e12, INT64_C(1000000000000000000)}};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        model_base();
        model_assign("workload.requests_per_month", 0);
        model_extra(&scenario.api[0].common, "x", rows[i].amount);
        model_evaluate("rounding");
        assert_int_equal(result.option[API].monthly_micros, rows[i].micros);
        assert_int_equal(result.option[API].lines, rows[i].micros != 0);
    }
}

static const struct {
    const char *name;
    struct change change[6];
    bool refused;
} bills[] = {
    {.name = "the largest bill",
     .change = {{"workload.requests_per_month", 0},
                {"apis.api.monthly_fee", 9e12},
                {"hosts.host.gpu_hour", 0}}},
    {.name = "a cent more",
     .change = {{"workload.requests_per_month", 0},
                {"apis.api.monthly_fee", 9e12},
                {"hosts.host.gpu_hour", 0},
                {"apis.api.fixed_per_month", 0.01}},
     .refused = true},
    {.name = "1e15 requests of 1e9 tokens at 1e9 a Mtok",
     .change = {{"workload.requests_per_month", 1e15},
                {"workload.input_tokens", 1e9},
                {"apis.api.input_per_mtok", 1e9}},
     .refused = true},
    {.name = "a replica that serves next to nothing, always on",
     .change = {{"hosts.host.requests_per_second", 1e-300}, {"workload.requests_per_month", 1e15}},
     .refused = true},
    {.name = "a replica that serves next to nothing, elastic",
     .change = {{"hosts.host.requests_per_second", 1e-300},
                {"workload.requests_per_month", 1e15},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 1}},
     .refused = true},
    {.name = "2e12 at first, 1,001 times that in a year",
     .change = {{"apis.api.input_per_mtok", 2e12 / 3600}, {"workload.growth_per_year", 1000}},
     .refused = true},
};

static void test_largest_bill(void **state)
{
    static struct llmcost_diags diags;
    (void)state;
    for (size_t i = 0; i < COUNT(bills); i++) {
        model_base();
        model_change(bills[i].change, COUNT(bills[i].change));
        scenario.workload.requests_per_month.place.line = 7;
        llmcost_diags_init(&diags);
        assert_true(llmcost_check(&scenario, &diags));
        if (llmcost_evaluate(&scenario, &result, &diags) == bills[i].refused)
            fail_msg("%s", bills[i].name);
        assert_int_equal(diags.errors, bills[i].refused);
        if (bills[i].refused) {
            assert_int_equal(diags.list[0].code, 420);
            assert_int_equal(diags.list[0].place.line, 7); /* where the demand is stated */
            assert_true(strlen(diags.list[0].advice) > 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_demand),     cmocka_unit_test(test_capacity),
        cmocka_unit_test(test_throughput), cmocka_unit_test(test_deepseek),
        cmocka_unit_test(test_lines),      cmocka_unit_test(test_extras),
        cmocka_unit_test(test_rounding),   cmocka_unit_test(test_largest_bill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
