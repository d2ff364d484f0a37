/* test_written.c - what the file wrote stands while a question changes numbers: the mix of tokens
 * that a stated requests_per_second belongs to (§3), and the prices that the ratio of a
 * long-context tier is of (§2). The expected figures are worked out by hand beside each row.
 */
#include "io/scenario/load.h"
#include "model.h"

/* ---- The mix of a stated capacity */

static const struct mix_row {
    const char *name;
    struct change own[3];   /* as the file writes it */
    struct change moved[3]; /* by a question, afterwards */
    double capacity;        /* requests/s of one replica, 1 as written at 1,000 + 200 tokens */
} mixes[] = {
    {.name = "at its own mix", .capacity = 1},
    {.name = "3,000 output tokens: 2,000 / (1,000 + 15,000)",
     .moved = {{"workload.output_tokens", 3000}},
     .capacity = 0.125},
    {.name = "no input: 2,000 / 1,000", .moved = {{"workload.input_tokens", 0}}, .capacity = 2},
    {.name = "no output: 2,000 / 1,000", .moved = {{"workload.output_tokens", 0}}, .capacity = 2},
    {.name = "a ratio of the model's tokens is of both mixes",
     .own = {{"hosts.host.token_ratio", 1.25}},
     .moved = {{"workload.output_tokens", 3000}},
     .capacity = 0.125},
    {.name = "measured elsewhere: (500 + 5 * 100) / 2,000, as written",
     .own = {{"hosts.host.measured_input_tokens", 500}, {"hosts.host.measured_output_tokens", 100}},
     .capacity = 0.5},
    {.name = "measured in the model's own tokens: 1,000 / (1.25 * 2,000)",
     .own = {{"hosts.host.measured_input_tokens", 500},
             {"hosts.host.measured_output_tokens", 100},
             {"hosts.host.token_ratio", 1.25}},
     .capacity = 0.4},
    {.name = "measured input alone: the output is the file's: (500 + 1,000) / (1,000 + 2,000)",
     .own = {{"hosts.host.measured_input_tokens", 500}},
     .moved = {{"workload.output_tokens", 400}},
     .capacity = 0.5},
    {.name = "tokens/s serve any mix: 1,200 / (1,000 + 3,000)",
     .own = {{"hosts.host.requests_per_second", NAN}, {"hosts.host.tokens_per_second", 1200}},
     .moved = {{"workload.output_tokens", 3000}},
     .capacity = 0.3},
};

static void test_capacity(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mixes); i++) {
        const struct mix_row *row = &mixes[i];
        model_base();
        model_change(row->own, COUNT(row->own));
        model_evaluate(row->name);
        model_change(row->moved, COUNT(row->moved));
        model_evaluate(row->name);
        ASSERT_ROW_NEAR(row->name, result.option[HOST].fleet.replica_requests_per_second,
                        row->capacity, 1e-15);
    }
}

/* ---- The ratio of a tier */

/* 3.6M requests of 1,000 + 200 tokens, all above the threshold; the tier is 3 against 1 as written,
 * so that output costs 2 * 3. */
static void test_tier(void **state)
{
    (void)state;
    model_base();
    model_assign("workload.long_context_share", 1);
    model_assign("apis.api.long_context_input_per_mtok", 3);
    model_evaluate("as written");
    ASSERT_NEAR(bill(&result, API, 0), 3600 * 3 + 720 * 6, 1e-6);
    model_assign("apis.api.input_per_mtok", 2);
    model_evaluate("a dearer base");
    ASSERT_NEAR(bill(&result, API, 0), 3600 * 3 + 720 * 6, 1e-6);
    model_assign("apis.api.long_context_input_per_mtok", 4);
    model_evaluate("a dearer tier");
    ASSERT_NEAR(bill(&result, API, 0), 3600 * 4 + 720 * 6, 1e-6);
    model_assign("apis.api.output_per_mtok", 3);
    model_evaluate("dearer output");
    ASSERT_NEAR(bill(&result, API, 0), 3600 * 4 + 720 * 9, 1e-6);
}

/* No price of an api lowers its bill by rising, whatever its tier states. */
static void test_dearer_is_never_cheaper(void **state)
{
    static const char *const prices[] = {
        "apis.api.input_per_mtok",
        "apis.api.output_per_mtok",
        "apis.api.cached_input_per_mtok",
        "apis.api.cache_write_per_mtok",
        "apis.api.long_context_input_per_mtok",
        "apis.api.long_context_output_per_mtok",
        "apis.api.long_context_cached_input_per_mtok",
        "apis.api.long_context_cache_write_per_mtok",
    };
    (void)state;
    model_seed = 11;
    for (int i = 0; i < 2000; i++) {
        model_base();
        model_assign("workload.long_context_share", pick(0, 1));
        model_assign("workload.cached_share", pick(0, 0.5));
        model_assign("workload.cache_write_share", pick(0, 0.5));
        for (size_t p = 2; p < COUNT(prices); p++)
            if (chance(0.4))
                model_assign(prices[p], pick(0, 8));
        model_evaluate("as written");
        const double before = bill(&result, API, 0);
        struct llmcost_ref ref;
        assert_true(llmcost_find_path(&scenario, prices[pick_int(0, COUNT(prices) - 1)], &ref));
        if (llmcost_read(&scenario, ref)->origin == LLMCOST_UNSET)
            continue;
        llmcost_assign(&scenario, ref, llmcost_read(&scenario, ref)->value * pick(1, 3));
        model_evaluate("dearer");
        assert_true(bill(&result, API, 0) >= before - 1e-5);
    }
}

/* ---- What stands in the file under a --set */

static const struct written_row {
    const char *input; /* of input_tokens in the file */
    const char *sets[3];
    double written, now;
} files[] = {
    {.input = "1000", .written = 1000, .now = 1000},
    {.input = "1000", .sets = {"workload.input_tokens=500"}, .written = 1000, .now = 500},
    {.input = "1000",
     .sets = {"workload.input_tokens=500", "workload.input_tokens=700"},
     .written = 1000,
     .now = 700},
    {.input = "1000", .sets = {"workload.input_tokens.basis=quoted"}, .written = 1000, .now = 1000},
    {.input = "{value: 1000}",
     .sets = {"workload.input_tokens.value=500"},
     .written = 1000,
     .now = 500},
    {.input = "{min: 500, max: 1500}",
     .sets = {"workload.input_tokens=50"},
     .written = 1000,
     .now = 50},
    {.input = "{p10: 500, p90: 2000}",
     .sets = {"workload.input_tokens.p90=8000"},
     .written = 1000,
     .now = 2000},
    {.input = "{low: 500, likely: 1000, high: 2000}",
     .sets = {"workload.input_tokens.likely=1500"},
     .written = 1000,
     .now = 1500},
    {.input = "1k",
     .sets = {"workload.input_tokens=null", "workload.input_tokens=70"},
     .written = 1000,
     .now = 70},
};

static void test_sets(void **state)
{
    static struct llmcost_diags diags;
    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        char text[400];
        struct source set[3];
        int sets = 0;
        snprintf(text, sizeof text,
                 "version: 1\nworkload: {requests_per_day: 1k, input_tokens: %s, output_tokens: "
                 "200}\napis: {a: {input_per_mtok: 1, output_per_mtok: 2, "
                 "long_context_input_per_mtok: 2}}\n",
                 files[i].input);
        const struct source file = {.name = "a.yaml", .text = text, .length = strlen(text)};
        for (; sets < 3 && files[i].sets[sets] != NULL; sets++)
            set[sets] = (struct source){.name = "--set",
                                        .text = files[i].sets[sets],
                                        .length = strlen(files[i].sets[sets])};
        llmcost_diags_init(&diags);
        if (!scenario_load(&file, set, sets, NULL, NULL, &scenario, &diags))
            fail_msg("%s: %s", files[i].input, diags.list[0].text);
        ASSERT_ROW_NEAR(files[i].input, scenario.written_input_tokens, files[i].written, 1e-9);
        ASSERT_ROW_NEAR(files[i].input, scenario.workload.input_tokens.value, files[i].now, 1e-9);
        ASSERT_NEAR(scenario.written_output_tokens, 200, 0);
        ASSERT_NEAR(scenario.api[0].written_input_per_mtok, 1, 0);
        ASSERT_NEAR(scenario.api[0].written_long_context_input_per_mtok, 2, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_capacity),
        cmocka_unit_test(test_tier),
        cmocka_unit_test(test_dearer_is_never_cheaper),
        cmocka_unit_test(test_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
