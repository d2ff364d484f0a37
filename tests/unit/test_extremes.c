/* test_extremes.c - all pairs of inputs at the ends of their ranges, in two scenarios that have an
 * entry of every list and map: whatever is legal has a bill without NaN, shares are shares, and
 * only a bill beyond what can be printed is refused. A sample of the pairs; LLMCOST_FULL=1 (make
 * extremes) takes all.
 */
#include "unit.h"

#include "core/base/codes.h"
#include "io/scenario/load.h"

#include <stdlib.h>

static const char *const texts[] = {
    "version: 1\n"
    "exchange: {EUR: 1.1}\n"
    "workload: {requests_per_day: 50000, input_tokens: 800, output_tokens: 300, cached_share: "
    "0.2,\n"
    "  batch_share: 0.1, load: evening, growth_per_year: 0.2}\n"
    "apis:\n"
    "  a: {input_per_mtok: 2, output_per_mtok: 6, cached_input_per_mtok: 0.5, batch_discount: "
    "0.5,\n"
    "    hours: [{days: mon-fri, from: 8, to: 20, factor: 1.5}], credits: 1000,\n"
    "    metered: {search: {per_request: 0.1, price: 0.01}}, extra: {audit: 100}}\n"
    "  b: {input_per_mtok: 3, output_per_mtok: 9, monthly_minimum: 500}\n"
    "hosts:\n"
    "  rent: {gpu_hour: 2, elastic_gpu_hour: 4, cold_start_hours: 0.1, runs: [\n"
    "    {concurrency: 4, requests_per_second: 2, ttft_ms: 300, tpot_ms: 20},\n"
    "    {concurrency: 16, requests_per_second: 5, ttft_ms: 900, tpot_ms: 40}]}\n"
    "  own: {purchase_per_gpu: 25000, life_years: 4, requests_per_second: 3, watts_per_gpu: 700,\n"
    "    per_kwh: 0.1, starts_month: 2, until_then: a}\n"
    "hybrids:\n"
    "  mix: {host: rent, api: a}\n"
    "team: {salary_per_year: 150000}\n"
    "rules: {min_quality: 0, max_ttft_ms: 1e6}\n"
    "changes: [{month: 3, set: {apis.a.input_per_mtok: 1}, scale: {hosts.rent.gpu_hour: 0.5}}]\n"
    "horizon: {months: 6, discount_per_year: 0.1}\n",
    "version: 1\n"
    "workload: {tokens_per_month: 3B, input_tokens: 2000, output_tokens: 100,\n"
    "  load: [1, 0, 2, 5, 1, 1, 1, 1, 1, 1, 1, 1, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}\n"
    "apis:\n"
    "  a: {input_per_mtok: 1, output_per_mtok: 2, long_context_over: 1000,\n"
    "    long_context_input_per_mtok: 2, long_context_output_per_mtok: 4}\n"
    "hosts:\n"
    "  est: {model: llama-3.1-8b, gpu: h100-sxm, gpu_hour: 2.5, commitment_months: 3}\n"
    "  typed: {elastic_gpu_hour: 3, input_tokens_per_second: 20000, output_tokens_per_second: "
    "2000,\n"
    "    gpus_per_replica: 2, gpus_per_node: 8, escalation_share: 0.1, escalates_to: a}\n"
    "hybrids:\n"
    "  mix: {host: typed, api: a}\n"
    "  more: {host: est, api: a, replicas: 1}\n"
    "horizon: {months: 12}\n",
};

static struct llmcost_scenario base, scenario;
static struct llmcost_result result;
static struct llmcost_diags diags;

static bool is_share(double value)
{
    return value >= 0 && value <= 1;
}

/* What is wrong with a result; NULL: nothing. */
static const char *wrong_with(void)
{
    for (int i = 0; i < result.options; i++) {
        const struct llmcost_option_result *option = &result.option[i];
        const struct llmcost_fleet *fleet = &option->fleet;
        if (!isfinite(option->horizon_cost) || !isfinite(option->one_off) ||
            !isfinite(option->owed) || !isfinite(option->stranded))
            return "a cost over the horizon";
        for (int n = 0; n < option->lines; n++)
            if (!isfinite(option->line[n].amount) || isnan(option->line[n].quantity) ||
                isnan(option->line[n].unit_price))
                return "a line";
        for (int m = 0; m < result.months; m++)
            if (!isfinite(option->month[m].cost) || !isfinite(option->month[m].cash))
                return "a month";
        if (!option->has_fleet)
            continue;
        if (!is_share(fleet->overflow_share))
            return "the share that overflows";
        if (!is_share(fleet->utilization))
            return "the utilization";
        if (!isfinite(fleet->replicas) || !isfinite(fleet->elastic_gpu_hours) ||
            !isfinite(fleet->gpus_at_peak) || !isfinite(fleet->served_requests))
            return "a fleet";
    }
    if (isnan(result.margin) || isnan(result.monthly_margin) || !is_share(result.load_factor))
        return "the verdict";
    return NULL;
}

static void try_pair(const struct llmcost_ref ref[2], const double value[2], long *runs)
{
    scenario = base;
    for (int i = 0; i < 2; i++)
        llmcost_assign(&scenario, ref[i], value[i]);
    llmcost_diags_init(&diags);
    if (!llmcost_check(&scenario, &diags))
        return;
    const bool done = llmcost_evaluate(&scenario, &result, &diags);
    const char *wrong = done ? wrong_with() : diags.errors == 0 ? "the refusal" : NULL;
    ++*runs;
    if (wrong == NULL)
        return;
    char paths[2][LLMCOST_MAX_PATH];
    for (int i = 0; i < 2; i++)
        llmcost_path(&scenario, ref[i], paths[i], sizeof paths[i]);
    fail_msg("%s: %s=%.17g %s=%.17g", wrong, paths[0], value[0], paths[1], value[1]);
}

/* Every number and every switch that a scenario may hold is in one of the two. */
static void check_all_are_in(const bool *is_in)
{
    size_t count;
    const struct llmcost_field *field = llmcost_fields(&count);
    for (size_t i = 0; i < count; i++)
        if (field[i].kind <= LLMCOST_BOOLEAN && !is_in[i])
            fail_msg("field %zu, %s, is not among the extremes", i, field[i].name);
}

static void test_pairs(void **state)
{
    enum { SAMPLE = 61 /* a prime: no column of pairs is left out */ };
    static struct llmcost_ref refs[2048];
    static bool is_in[1024]; /* by field */
    const long every = getenv("LLMCOST_FULL") != NULL ? 1 : SAMPLE;
    long runs = 0, pairs = 0;
    (void)state;
    for (size_t t = 0; t < COUNT(texts); t++) {
        const struct source source = {
            .name = "extremes", .text = texts[t], .length = strlen(texts[t])};
        struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
        size_t fields;
        const struct llmcost_field *field = llmcost_fields(&fields);
        int count = 0;
        llmcost_diags_init(&diags);
        if (!scenario_load(&source, NULL, 0, NULL, NULL, &base, &diags))
            fail_msg("%s", diags.list[0].text);
        while (llmcost_next_input(&base, &ref) && count < (int)COUNT(refs)) {
            refs[count++] = ref;
            is_in[ref.field] = true;
        }
        for (int i = 0; i < count; i++)
            for (int j = 0; j < i; j++)
                for (int ends = 0; ends < 4; ends++) {
                    const struct llmcost_ref pair[] = {refs[i], refs[j]};
                    const struct llmcost_field *of[] = {&field[refs[i].field],
                                                        &field[refs[j].field]};
                    const double value[] = {ends & 1 ? of[0]->max : of[0]->min,
                                            ends & 2 ? of[1]->max : of[1]->min};
                    if (pairs++ % every == 0)
                        try_pair(pair, value, &runs);
                }
    }
    check_all_are_in(is_in);
    print_message("note: %ld pairs of ends, %ld of them legal\n", pairs / every, runs);
    assert_true(runs > (every == 1 ? 100000 : 1000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs)};
    return cmocka_run_group_tests_name("extremes", tests, NULL, NULL);
}
