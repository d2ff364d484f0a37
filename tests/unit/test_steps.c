/* test_steps.c - what changes at a month (§7, §12). In the base scenario the api costs 5,040 a
 * month (3.6M requests), the host 1,000 for each request/s.
 */
#include "core/base/codes.h"
#include "model.h"

struct step {
    const char *path;
    int month;
    bool scales;
    double value;
};

static const struct {
    const char *name;
    struct change change[6];
    struct step step[4];
    model_metric *metric;
    int option, which;
    double expected;
} rows[] = {
    {.name = "twice the demand from month 7 on",
     .step = {{"workload.requests_per_month", 7, true, 2}},
     .metric = horizon,
     .option = API,
     .expected = 6 * 5040 + 6 * 10080},
    {.name = "not before",
     .step = {{"workload.requests_per_month", 7, true, 2}},
     .metric = month,
     .option = API,
     .which = 6,
     .expected = 5040},
    {.name = "the first month's bill is that of the first month",
     .step = {{"workload.requests_per_month", 2, true, 2}},
     .metric = bill,
     .option = HOST,
     .expected = 1000},
    {.name = "the fleet is sized anew",
     .step = {{"workload.requests_per_month", 7, true, 2}},
     .metric = month,
     .option = HOST,
     .which = 7,
     .expected = 2000},
    {.name = "a later change builds on an earlier one",
     .step = {{"workload.requests_per_month", 3, true, 2},
              {"workload.requests_per_month", 5, true, 1.5}},
     .metric = month,
     .option = API,
     .which = 5,
     .expected = 3 * 5040},
    {.name = "scaling goes on with what drifts: doubled, and twice as much a year later",
     .change = {{"workload.growth_per_year", 1}, {"horizon.months", 13}},
     .step = {{"workload.requests_per_month", 2, true, 2}},
     .metric = month,
     .option = API,
     .which = 13,
     .expected = 4 * 5040},
    {.name = "a price is set",
     .step = {{"apis.api.input_per_mtok", 4, false, 2}},
     .metric = month,
     .option = API,
     .which = 4,
     .expected = 5040 + 3600},
    {.name = "of another api it is nothing here",
     .step = {{"apis.dear.input_per_mtok", 4, false, 9}},
     .metric = month,
     .option = API,
     .which = 4,
     .expected = 5040},
    {.name = "but where requests are sent on to it: 1,000 + 10 % of 3.6M * (9,000 + 800) / 1e6",
     .change = {{"hosts.host.escalation_share", 0.1}},
     .step = {{"apis.dear.input_per_mtok", 4, false, 9}},
     .metric = month,
     .option = HOST,
     .which = 4,
     .expected = 1000 + 360000 * 0.0098},
    {.name = "what nobody has stated may be set: half of the input is cached, at a tenth",
     .step = {{"workload.cached_share", 2, false, 0.5},
              {"apis.api.cached_input_per_mtok", 2, false, 0.1}},
     .metric = month,
     .option = API,
     .which = 2,
     .expected = 3600 * (0.5 + 0.05) + 1440},
    {.name = "given replicas too",
     .change = {{"hosts.host.replicas", 3}},
     .step = {{"hosts.host.replicas", 5, false, 2}},
     .metric = month,
     .option = HOST,
     .which = 5,
     .expected = 2000},
    {.name = "and those of a hybrid, which then sends half of it to its api",
     .change = {{"workload.requests_per_month", 7.2e6}, {"hybrids.mix.replicas", 2}},
     .step = {{"hybrids.mix.replicas", 5, false, 1}},
     .metric = month,
     .option = MIX,
     .which = 5,
     .expected = 1000 + 5040},
    {.name = "tokens are stated: of twice as many a request half as many requests are made",
     .change = {{"workload.requests_per_month", NAN}, {"workload.tokens_per_month", 4.32e9}},
     .step = {{"workload.input_tokens", 2, false, 2200}},
     .metric = month,
     .option = API,
     .which = 2,
     .expected = 1.8e6 * (2200 + 400) / 1e6},
    {.name = "bought units stay when the demand halves",
     .change = {{"workload.requests_per_month", 7.2e6},
                {"hosts.host.gpu_hour", NAN},
                {"hosts.host.purchase_per_gpu", 12000},
                {"hosts.host.life_years", 1}},
     .step = {{"workload.requests_per_month", 3, true, 0.5}},
     .metric = month,
     .option = HOST,
     .which = 3,
     .expected = 2000},
    {.name = "a limit that comes later is not served from then on",
     .step = {{"apis.api.requests_per_minute_limit", 4, false, 50}},
     .metric = lost_in,
     .option = API,
     .expected = 4},
};

static void add_step(const struct step *step)
{
    struct llmcost_step *to = &scenario.changes.step[scenario.changes.count++];
    *to = (struct llmcost_step){.month = (int16_t)step->month, .scales = step->scales};
    llmcost_set(&to->value, step->value);
    if (!llmcost_find_path(&scenario, step->path, &to->ref))
        fail_msg("no input %s", step->path);
}

static void add_steps(const struct step *step, size_t count)
{
    for (size_t i = 0; i < count && step[i].path != NULL; i++)
        add_step(&step[i]);
}

static void test_months(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        model_base();
        model_change(rows[i].change, COUNT(rows[i].change));
        add_steps(rows[i].step, COUNT(rows[i].step));
        model_evaluate(rows[i].name);
        ASSERT_ROW_NEAR(rows[i].name, rows[i].metric(&result, rows[i].option, rows[i].which),
                        rows[i].expected, 2e-6);
    }
}

static const struct {
    const char *name;
    struct change change[2];
    struct step step[2];
    int code;
} refused[] = {
    {"the first month", {{0}}, {{"workload.burst", 1, false, 2}}, E_CHANGE_MONTH},
    {"beyond the horizon", {{0}}, {{"workload.burst", 13, false, 2}}, E_CHANGE_MONTH},
    {"a yearly rate", {{0}}, {{"workload.growth_per_year", 3, false, 2}}, E_CHANGE_PATH},
    {"what is paid once", {{0}}, {{"hosts.host.one_off", 3, false, 2}}, E_CHANGE_PATH},
    {"credits", {{0}}, {{"apis.api.credits", 3, false, 2}}, E_CHANGE_PATH},
    {"the horizon", {{0}}, {{"horizon.months", 3, false, 2}}, E_CHANGE_PATH},
    {"the hours of a month", {{0}}, {{"hours_per_month", 3, false, 2}}, E_CHANGE_PATH},
    {"what GPUs are in a replica",
     {{0}},
     {{"hosts.host.gpus_per_replica", 3, false, 2}},
     E_CHANGE_PATH},
    {"a rule", {{0}}, {{"rules.min_quality", 3, false, 0.5}}, E_CHANGE_PATH},
    {"the shape of the load", {{0}}, {{"workload.load", 3, false, 0.5}}, E_CHANGE_PATH},
    {"demand that grows by the year is set",
     {{"workload.growth_per_year", 0.1}},
     {{"workload.requests_per_month", 3, false, 2}},
     E_TWO_WAYS},
    {"a price that drifts is set",
     {{"apis.api.price_change_per_year", -0.1}},
     {{"apis.api.input_per_mtok", 3, false, 2}},
     E_TWO_WAYS},
    {"a rent that drifts is set",
     {{"hosts.host.gpu_price_change_per_year", -0.1}},
     {{"hosts.host.gpu_hour", 3, false, 2}},
     E_TWO_WAYS},
    {"the demand is stated in another way",
     {{0}},
     {{"workload.tokens_per_day", 3, false, 2}},
     E_TWO_WAYS},
    {"what nobody has stated is scaled",
     {{0}},
     {{"workload.burst", 3, true, 2}},
     E_CHANGE_UNSTATED},
    {"a share above all", {{0}}, {{"workload.cached_share", 3, false, 1.5}}, E_RANGE},
    {"half a replica",
     {{"hosts.host.replicas", 3}},
     {{"hosts.host.replicas", 3, true, 0.5}},
     E_RANGE},
    {"shares that are too many together",
     {{"workload.cached_share", 0.6}},
     {{"workload.cache_write_share", 3, false, 0.5}},
     E_SHARES},
    {"no tokens",
     {{0}},
     {{"workload.input_tokens", 3, false, 0}, {"workload.output_tokens", 3, false, 0}},
     E_NO_TOKENS},
};

static void test_refusals(void **state)
{
    static struct llmcost_diags diags;
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        model_base();
        model_change(refused[i].change, COUNT(refused[i].change));
        add_steps(refused[i].step, COUNT(refused[i].step));
        llmcost_diags_init(&diags);
        if (llmcost_check(&scenario, &diags))
            fail_msg("%s is not refused", refused[i].name);
        ASSERT_ROW_NEAR(refused[i].name, diags.list[0].code, refused[i].code, 0);
        assert_true(diags.list[0].advice[0] != '\0');
    }
}

/* What changes of one month moves no break-even of the first month, and the horizon's is exact: own
 * costs 1,000 a unit of 3.6M requests, the api 0.0014 a request; doubled in the last six of twelve
 * months 18 requests are served for each of the first month. Up to one unit in every month, which
 * holds to 1.8M, own is cheaper from 12,000 / (18 * 0.0014) on. */
static void test_break_even(void **state)
{
    static struct llmcost_break_even answer;
    (void)state;
    model_base();
    add_step(&(struct step){"workload.requests_per_month", 7, true, 2});
    model_evaluate("break-even");
    llmcost_break_even(&scenario, HOST, API, false, &answer);
    ASSERT_NEAR(answer.band[0].from, 1000 / 0.0014, 1e-3);
    llmcost_break_even(&scenario, HOST, API, true, &answer);
    ASSERT_NEAR(answer.band[0].from, 12000 / (18 * 0.0014), 1e-3);
    assert_true(llmcost_has_horizon(&scenario, API));
}

/* Demand that ends after two of four months: the fleet of one unit is paid for all four, the api
 * for two, and its limit of 10 requests/s binds in those alone. */
static void test_demand_ends(void **state)
{
    static const struct change changes[] = {{"apis.api.requests_per_minute_limit", 600},
                                            {"horizon.months", 4}};
    static struct llmcost_break_even answer;
    (void)state;
    model_base();
    model_change(changes, COUNT(changes));
    add_step(&(struct step){"workload.requests_per_month", 3, false, 0});
    model_evaluate("demand ends");
    llmcost_break_even(&scenario, HOST, API, true, &answer);
    ASSERT_NEAR(answer.band[0].from, 4000 / (2 * 0.0014), 1e-3);
    ASSERT_NEAR(answer.band[0].to, 10 * 3.6e6, 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_months), cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_break_even), cmocka_unit_test(test_demand_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
