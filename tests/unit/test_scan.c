/* test_scan.c - the bands of any input in which one option is cheaper than another, against what
 * the round figures of model.h make of them and against a dense scan by full evaluations.
 */
#include "core/scenario/vary.h"
#include "model.h"

#include <string.h>

enum { OPEN = LLMCOST_OPEN, ROOT = LLMCOST_ROOT, JUMP = LLMCOST_JUMP, LIMIT = LLMCOST_LIMIT };

/* A month: the api 5,040 (3,600 Mtok in at $1, 720 out at $2), the host 1,000 for each GPU of one
 * request a second, of which the demand needs one. */
struct scan_row {
    const char *name;
    struct change change[6];
    const char *path;
    bool on_horizon, against_host; /* the api against the host, else the host against the api */
    int status, bands;
    double from, to; /* of the first band */
    int from_kind, to_kind;
    double least_gap; /* of `never` */
};

static const struct scan_row rows[] = {
    {.name = "rent",
     .path = "hosts.host.gpu_hour",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .to = 5.04,
     .to_kind = ROOT},
    {.name = "the same, asked the other way round",
     .path = "hosts.host.gpu_hour",
     .against_host = true,
     .status = LLMCOST_FOUND,
     .bands = 1,
     .from = 5.04,
     .from_kind = ROOT},
    {.name = "a price at which the host wins even when it is 0",
     .path = "apis.api.input_per_mtok",
     .status = LLMCOST_ALWAYS,
     .bands = 1},
    {.name = "a price",
     .change = {{"hosts.host.operations_per_month", 4540}},
     .path = "apis.api.input_per_mtok",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .from = 4100.0 / 3600,
     .from_kind = ROOT},
    {.name = "no discount helps the host",
     .change = {{"hosts.host.operations_per_month", 9000}},
     .path = "apis.api.discount",
     .status = LLMCOST_NEVER,
     .least_gap = 4960},
    {.name = "throughput: five GPUs are as many as pay",
     .path = "hosts.host.requests_per_second",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .from = 0.2,
     .from_kind = JUMP},
    {.name = "a load factor",
     .change = {{"workload.load", 1}},
     .path = "workload.load.load_factor",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .from = 0.2,
     .from_kind = JUMP},
    {.name = "a salary",
     .change = {{"hosts.host.engineers", 0.5}, {"team.overhead", 1}},
     .path = "team.salary_per_year",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .to = 96960,
     .to_kind = ROOT},
    {.name = "a whole number, left at its default",
     .path = "hosts.host.gpus_per_replica",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .to = 5,
     .to_kind = JUMP},
    {.name = "what is not stated",
     .path = "hosts.host.replicas",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .to = 5,
     .to_kind = JUMP},
    {.name = "the most that is served",
     .change = {{"hosts.host.replicas", 3}},
     .path = "workload.burst",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .to = 3,
     .to_kind = LIMIT},
    {.name = "growth over the horizon: 12 months of the api against a fixed host",
     .change = {{"hosts.host.operations_per_month", 4540}, {"hosts.host.requests_per_second", 1e6}},
     .path = "workload.growth_per_year",
     .on_horizon = true,
     .status = LLMCOST_FOUND,
     .bands = 1,
     .from = 0.22466570618628875,
     .from_kind = ROOT},
    {.name = "the share of a one-off falls with the months",
     .change = {{"hosts.host.one_off", 40400}},
     .path = "horizon.months",
     .status = LLMCOST_FOUND,
     .bands = 1,
     .from = 11,
     .from_kind = JUMP},
    {.name = "a tie is no win",
     .change = {{"hosts.host.operations_per_month", 4040}},
     .path = "hosts.host.spare_replicas",
     .status = LLMCOST_NEVER,
     .least_gap = 0},
    {.name = "nothing depends on it",
     .path = "hosts.host.quality",
     .status = LLMCOST_ALWAYS,
     .bands = 1},
};

static struct llmcost_ref find(const char *path)
{
    struct llmcost_ref ref;
    if (!llmcost_find_path(&scenario, path, &ref))
        fail_msg("no input %s", path);
    return ref;
}

static void build(const struct change *change, size_t count)
{
    model_workload();
    model_api("api", 1, 2);
    model_host("host", 1);
    for (size_t i = 0; i < count && change[i].path != NULL; i++)
        if (strcmp(change[i].path, "workload.load") == 0)
            llmcost_set_load_factor(&scenario, change[i].value);
        else
            model_assign(change[i].path, change[i].value);
    model_evaluate("scan");
}

static void test_bands(void **state)
{
    static struct llmcost_break_even answer;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct scan_row *row = &rows[i];
        build(row->change, COUNT(row->change));
        const struct llmcost_ref ref = find(row->path);
        const struct llmcost_input before = *llmcost_read(&scenario, ref);
        llmcost_solve(&scenario, ref, !row->against_host, row->against_host, row->on_horizon,
                      &answer);
        if (answer.status != row->status || answer.bands != row->bands)
            fail_msg("%s: status %d, %d bands from %.17g to %.17g", row->name, answer.status,
                     answer.bands, answer.band[0].from, answer.band[0].to);
        assert_memory_equal(&before, llmcost_read(&scenario, ref), sizeof before);
        if (row->status == LLMCOST_NEVER)
            ASSERT_ROW_NEAR(row->name, answer.least_gap, row->least_gap, 1e-6);
        if (row->bands == 0)
            continue;
        const struct llmcost_band *band = &answer.band[0];
        if (band->from_kind != row->from_kind || band->to_kind != row->to_kind)
            fail_msg("%s: kinds %d and %d", row->name, band->from_kind, band->to_kind);
        if (row->from_kind != OPEN)
            ASSERT_ROW_NEAR(row->name, band->from, row->from, 1e-9 * row->from);
        if (row->to_kind != OPEN)
            ASSERT_ROW_NEAR(row->name, band->to, row->to, 1e-9 * row->to);
    }
}

/* Demand on the monthly bill is the exact break-even. */
static void test_demand_is_exact(void **state)
{
    static struct llmcost_break_even scanned, exact;
    (void)state;
    build(NULL, 0);
    const struct llmcost_ref ref = find("workload.requests_per_month");
    llmcost_solve(&scenario, ref, 1, 0, false, &scanned);
    llmcost_break_even(&scenario, 1, 0, false, &exact);
    assert_int_equal(scanned.bands, exact.bands);
    for (int b = 0; b < exact.bands; b++)
        assert_true(scanned.band[b].from == exact.band[b].from);
    llmcost_solve(&scenario, ref, 1, 0, true, &scanned);
    assert_int_equal(scanned.status, LLMCOST_FOUND);
    ASSERT_NEAR(scanned.band[0].from, exact.band[0].from, 1e-6 * exact.band[0].from);
}

/* Inside a band the option is cheaper, outside it is not: at values of all sizes. */
static void test_bands_against_evaluation(void **state)
{
    static const struct {
        const char *path;
        double low, high;
        bool on_horizon;
    } cases[] = {
        {"hosts.host.requests_per_second", 0.01, 10, false},
        {"hosts.host.max_utilization", 0.01, 1, false},
        {"workload.input_tokens", 1, 1e5, false},
        {"hosts.host.gpu_hour", 0.01, 100, true},
        {"workload.growth_per_year", 0.01, 5, true},
        {"workload.attempts_per_request", 1, 50, true},
        {"apis.api.price_change_per_year", 0.01, 3, true},
    };
    static struct llmcost_break_even answer;
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        build((const struct change[6]){{"hosts.host.operations_per_month", 2500},
                                       {"workload.growth_per_year", 0.3},
                                       {"hosts.host.spare_replicas", 1}},
              3);
        const struct llmcost_ref ref = find(cases[i].path);
        llmcost_solve(&scenario, ref, 1, 0, cases[i].on_horizon, &answer);
        const double point = llmcost_read(&scenario, ref)->value;
        for (int n = 0; n < 500; n++) {
            const double x = cases[i].low * pow(cases[i].high / cases[i].low, pick(0, 1));
            bool inside = false;
            for (int b = 0; b < answer.bands; b++)
                inside = inside || ((answer.band[b].from_kind == OPEN || x > answer.band[b].from) &&
                                    (answer.band[b].to_kind == OPEN || x < answer.band[b].to));
            change_input(&scenario, ref, x);
            model_evaluate(cases[i].path);
            const struct llmcost_option_result *api = &result.option[0];
            const struct llmcost_option_result *host = &result.option[1];
            const bool wins = cases[i].on_horizon ? host->horizon_cost < api->horizon_cost
                                                  : host->monthly_micros < api->monthly_micros;
            if (wins != inside)
                fail_msg("%s at %.17g: %d bands say %d", cases[i].path, x, answer.bands, inside);
        }
        change_input(&scenario, ref, point);
    }
}

/* More bands than fit: the first ones are listed, and the answer says so. */
static void test_many_bands(void **state)
{
    static struct llmcost_break_even answer;
    (void)state;
    build((const struct change[6]){{"hosts.host.gpu_hour", 5.01},
                                   {"workload.requests_per_month", 3.6e6 * 50}},
          2);
    llmcost_solve(&scenario, find("workload.requests_per_month"), 1, 0, true, &answer);
    assert_int_equal(answer.status, LLMCOST_UNVERIFIED);
    assert_int_equal(answer.reason, LLMCOST_REASON_MANY_BANDS);
    assert_int_equal(answer.bands, LLMCOST_MAX_BANDS);
    for (int b = 0; b < answer.bands; b++)
        assert_true(answer.band[b].from < answer.band[b].to);
}

/* Of a scanned input there may be more bands than fit too; and where the bills of both outgrow what
 * is a number, the search ends and says so. */
static void test_unverified(void **state)
{
    static struct llmcost_break_even answer;
    (void)state;
    build((const struct change[6]){{"hosts.host.gpu_hour", 5.01},
                                   {"workload.requests_per_month", 3.6e6 / 4}},
          2);
    llmcost_solve(&scenario, find("workload.attempts_per_request"), 1, 0, false, &answer);
    assert_int_equal(answer.status, LLMCOST_UNVERIFIED);
    assert_int_equal(answer.reason, LLMCOST_REASON_MANY_BANDS);
    assert_int_equal(answer.bands, LLMCOST_MAX_BANDS);
    model_workload();
    model_api("api", 1, 2);
    model_host("host", 1);
    model_assign("horizon.months", 600);
    model_assign("apis.api.price_change_per_year", 1000);
    model_assign("hosts.host.gpu_price_change_per_year", 1000);
    llmcost_solve(&scenario, find("workload.growth_per_year"), 1, 0, true, &answer);
    assert_int_equal(answer.status, LLMCOST_UNVERIFIED);
    assert_int_equal(answer.reason, LLMCOST_REASON_BOUNDED);
    assert_true(answer.searched_to < 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {

        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_demand_is_exact),
        cmocka_unit_test(test_bands_against_evaluation),
        cmocka_unit_test(test_many_bands),
        cmocka_unit_test(test_unverified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
