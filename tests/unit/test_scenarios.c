/* test_scenarios.c - the worked examples in scenarios/: what each promises in its opening comment,
 * held against arithmetic that stands here and shares nothing with the engine. Also that each opens
 * with a comment and is listed in the index. Those with traffic and time are in
 * test_scenarios_traffic.c. A new example is a file, a line in scenarios/README.md, and rows or a
 * function in one of the two.
 */
#include "published_metric.h"
#include "scenarios_arithmetic.h"

#include <dirent.h>

/* ---- The seed documents: what a report must print */

static const struct published_row rows[] = {
    {.file = "naive-spreadsheet",
     .figure = {.of = cost_per_request, .option = "hosted"},
     .published = 0.0024,
     .note = "hosted"},
    {.file = "naive-spreadsheet",
     .figure = {.of = cost_per_request, .option = "llama-2-13b"},
     .published = 1.20 / 3600 / 4,
     .note = "own, at full load"},
    {.file = "naive-spreadsheet",
     .figure = {.of = break_even, .option = "llama-2-13b", .what = "hosted"},
     .published = 12000,
     .note = "requests/day"},
    {.file = "load-factor",
     .figure = {.of = cost_per_request, .option = "llama-2-13b"},
     .published = 1.20 / 3600 / 4 / 0.3,
     .note = "own, 70 % of the hours idle"},
    {.file = "load-factor",
     .figure = {.of = utilization, .option = "llama-2-13b"},
     .published = 0.3,
     .note = "utilization"},
    {.file = "support-chat",
     .figure = {.of = cost_per_request, .option = "llama-2-13b"},
     .published = (1.20 * 720 + 12000) / (103680 * 30.0),
     .note = "own, with operations"},
    {.file = "support-chat",
     .figure = {.of = break_even, .option = "llama-2-13b", .what = "hosted"},
     .published = (2 * 1.20 * 720 + 12000) / 0.0024 / 30,
     .note = "requests/day, two GPUs"},
    {.file = "support-chat",
     .set = {"workload.load=flat"},
     .figure = {.of = break_even, .option = "llama-2-13b", .what = "hosted"},
     .published = (1.20 * 720 + 12000) / 0.0024 / 30,
     .note = "requests/day, flat load"},
    {.file = "gpt-4o-mini-vs-a10g",
     .figure = {.of = monthly_cost, .option = "four-a10g"},
     .published = 5.672 * 730 * 1.25,
     .note = "own"},
    {.file = "gpt-4o-mini-vs-a10g",
     .figure = {.of = monthly_cost, .option = "all-input"},
     .published = 225,
     .note = "all input"},
    {.file = "gpt-4o-mini-vs-a10g",
     .figure = {.of = monthly_cost, .option = "all-output"},
     .published = 900,
     .note = "all output"},
    {.file = "7b-on-a10g",
     .figure = {.of = break_even, .option = "one-a10g", .what = "implied"},
     .published = 10e6,
     .note = "tokens/day"},
    {.file = "70b-on-a100",
     .figure = {.of = always_on_gpus, .option = "three-a100-by-its-rule"},
     .published = 3,
     .note = "GPUs"},
    {.file = "70b-on-a100",
     .figure = {.of = break_even, .option = "one-a100-as-claimed", .what = "implied"},
     .published = 50e6,
     .note = "tokens/day"},
    {.file = "70b-on-a100",
     .figure = {.of = break_even, .option = "three-a100-by-its-rule", .what = "implied"},
     .published = 150e6,
     .note = "tokens/day"},
};

static void test_seed_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        evaluate_scenario(rows[i].file, rows[i].set[0]);
        ASSERT_ROW_NEAR(rows[i].file, published_value(&rows[i]), rows[i].published,
                        1e-9 * rows[i].published);
    }
}

static void test_impossible_bill_is_flagged(void **state)
{
    int flagged = 0;
    (void)state;
    evaluate_scenario("gpt-4o-mini-vs-a10g", NULL);
    for (int i = 0; i < result.warnings; i++) {
        if (result.warning[i].id != LLMCOST_W_OUT_OF_BOUNDS)
            continue;
        flagged++;
        assert_option(result.warning[i].option, "as-published");
        ASSERT_NEAR(result.warning[i].value, 2250, 0.005);
        ASSERT_NEAR(result.warning[i].low, 225, 0.005);
        ASSERT_NEAR(result.warning[i].high, 900, 0.005);
    }
    assert_int_equal(flagged, 1);
}

static void test_never_against_a_cheap_api(void **state)
{
    static struct llmcost_break_even answer;
    (void)state;
    evaluate_scenario("7b-on-a10g", NULL);
    llmcost_break_even(&scenario, option_of("one-a10g"), option_of("gpt-4o-mini"), false, &answer);
    assert_int_equal(answer.status, LLMCOST_NEVER);
    assert_int_equal(answer.reason, LLMCOST_REASON_UNIT_COST);
    ASSERT_NEAR(answer.option_cost, 0.75 / 3600 / 500 * 1e6, 1e-9);
    ASSERT_NEAR(answer.against_cost, 0.75 * 0.15 + 0.25 * 0.60, 1e-9);
}

/* ---- Owned hardware */

static void test_owned_node(void **state)
{
    const double gpus = 8, price = 31267.73, residual = 0.10 * 31267.73;
    const double mean = 1e9 / 2500 / 86400, capacity = 30576.5 / 2500;
    const double full = gpus * 1.275 * 1.25 * 0.12 * 730;
    const double tokens = 1e9 * 730 / 24;
    (void)state;
    evaluate_scenario("owned-node", NULL);
    assert_true(2 * mean <= capacity); /* one node carries the peak */
    ASSERT_NEAR(gpus_at_peak("owned", NULL), gpus, 0);
    ASSERT_NEAR(utilization("owned", NULL), mean / capacity, 1e-12);

    /* What is owed after five years of payments, with interest, is what the GPU still is worth. */
    const double left =
        owed_after(price, pow(1.08, 1.0 / 12) - 1, line_cost("owned", "capital") / gpus, 60);
    ASSERT_NEAR(left, residual, 1e-4);
    const double energy = full * (0.35 + 0.65 * mean / capacity);
    ASSERT_MONEY(line_cost("owned", "energy"), energy);
    ASSERT_MONEY(line_cost("owned", "colocation"), gpus * 160);
    ASSERT_MONEY(line_cost("owned", "maintenance"), gpus * price * 0.04 / 12);
    ASSERT_MONEY(line_cost("owned", "engineers"), 0.5 * 150000 * 1.43 / 12);
    const double fixed = line_cost("owned", "capital") + gpus * 160 + gpus * price * 0.04 / 12 +
                         0.5 * 150000 * 1.43 / 12;
    ASSERT_MONEY(monthly_cost("owned", NULL), fixed + energy);
    ASSERT_MONEY(monthly_cost("rented-3-years", NULL),
                 gpus * 5.395 * 730 + 0.4 * 150000 * 1.43 / 12);
    ASSERT_MONEY(monthly_cost("hosted-70b", NULL), tokens * 0.60 / 1e6);
    ASSERT_NEAR(horizon_cost("owned", NULL), 60 * (fixed + energy), 1e-3);
    assert_option(result.recommended, "owned");

    /* Only energy follows the demand: one division. */
    const double slope = 0.60 / 1e6 * 730 / 24 - full * 0.65 / (capacity * 2500 * 86400);
    ASSERT_NEAR(break_even("owned", "hosted-70b"), (fixed + full * 0.35) / slope, 1);
}

/* ---- Rules */

struct rule_row {
    const char *option;
    enum llmcost_status rule[LLMCOST_RULES_COUNT];
    bool eligible;
};

static void check_rules(const struct rule_row *row, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct llmcost_option_result *o = result_of(row[i].option);
        for (int rule = 0; rule < LLMCOST_RULES_COUNT; rule++)
            if (o->rule[rule] != row[i].rule[rule])
                fail_msg("%s: %s is %d, not %d", row[i].option,
                         llmcost_rule_id((enum llmcost_rule)rule), o->rule[rule],
                         (int)row[i].rule[rule]);
        assert_int_equal(o->eligible, row[i].eligible);
        assert_true(o->feasible);
    }
}

static void test_regulated_data(void **state)
{
    static const struct rule_row rules[] = {
        {.option = "small-api", .rule = {LLMCOST_FAIL, LLMCOST_FAIL, LLMCOST_PASS}},
        {.option = "large-api", .rule = {LLMCOST_FAIL, LLMCOST_PASS, LLMCOST_PASS}},
        {.option = "private-api",
         .rule = {LLMCOST_PASS, LLMCOST_PASS, LLMCOST_UNKNOWN},
         .eligible = true},
        {.option = "one-node",
         .rule = {LLMCOST_PASS, LLMCOST_PASS, LLMCOST_PASS},
         .eligible = true},
        {.option = "small-model", .rule = {LLMCOST_PASS, LLMCOST_FAIL, LLMCOST_UNKNOWN}},
    };
    const double billed = 120e3 * 1.05, requests = billed * 730 / 24;
    const double peak = billed / 86400 / 0.45;
    const double on_call = 6 * 400, engineer = 130000 * 1.43 / 12;
    (void)state;
    evaluate_scenario("regulated-data", NULL);
    check_rules(rules, COUNT(rules));
    assert_option(result.recommended, "one-node");
    assert_option(result.runner_up, "private-api");
    assert_option(result.cheapest, "small-api");

    ASSERT_MONEY(monthly_cost("small-api", NULL),
                 requests * (1500 * 0.15 + 1000 * 0.075 + 400 * 0.60) / 1e6);
    ASSERT_MONEY(monthly_cost("large-api", NULL),
                 requests * (1500 * 2.50 + 1000 * 1.25 + 400 * 10) / 1e6);
    ASSERT_MONEY(monthly_cost("private-api", NULL),
                 requests * (1500 * 2.75 + 1000 * 1.375 + 400 * 11) / 1e6 + 2000);

    /* A node of four GPUs holds two replicas: the one that the load does not need is the spare. */
    const double replica = 0.8 / (1500.0 / 24000 + 400.0 / 4200);
    const double nodes = ceil((ceil(peak / replica) + 1) / 2);
    ASSERT_MONEY(monthly_cost("one-node", NULL), nodes * 4 * 2.50 * 730 + engineer + on_call);
    ASSERT_NEAR(gpus_at_peak("one-node", NULL), 4 * nodes, 0);
    const double small = ceil(peak / (0.8 * 6)) + 1;
    ASSERT_MONEY(monthly_cost("small-model", NULL), small * 1.10 * 730 + engineer + on_call);
}

/* Four times the output tokens at the thinker, a third of the prompt on the own GPU. */
static void test_thinking_model(void **state)
{
    const double requests = 100e3 * 730 / 24, peak = 100e3 / 86400 / 0.4;
    const double replica = 1 / (300.0 / 20000 + 200.0 / 2500);
    (void)state;
    evaluate_scenario("thinking-model", NULL);
    assert_option(result.recommended, "plain");
    ASSERT_MONEY(monthly_cost("plain", NULL), requests * (1000 * 0.50 + 200 * 1.50) / 1e6);
    ASSERT_MONEY(monthly_cost("thinker", NULL), requests * (1000 * 0.30 + 800 * 1.20) / 1e6);
    ASSERT_MONEY(monthly_cost("fine-tuned", NULL), ceil(peak / replica) * 2.50 * 730 + 3000);

    evaluate_scenario("thinking-model", "apis.thinker.output_ratio=1");
    assert_option(result.recommended, "thinker");
    ASSERT_MONEY(monthly_cost("thinker", NULL), requests * (1000 * 0.30 + 200 * 1.20) / 1e6);
}

/* Half of the hours have all the load: what can wait makes them flat. */
static void test_embeddings(void **state)
{
    const double rate = 20e6 / 86400, replica = 60000.0 / 400;
    (void)state;
    evaluate_scenario("embeddings", NULL);
    assert_option(result.recommended, "small-gpus");
    ASSERT_MONEY(monthly_cost("hosted", NULL), 20e6 * 730 / 24 * 400 * 0.02 / 1e6);
    ASSERT_MONEY(monthly_cost("small-gpus", NULL), ceil(rate / replica) * 0.75 * 730 + 1500);
    ASSERT_NEAR(gpus_at_peak("small-gpus", NULL), 2, 0);

    evaluate_scenario("embeddings", "workload.deferrable_share=0");
    ASSERT_NEAR(gpus_at_peak("small-gpus", NULL), ceil(2 * rate / replica), 0);
}

static void test_regulated_cheaper_api(void **state)
{
    static const struct rule_row rules[] = {
        {.option = "public-api", .rule = {LLMCOST_FAIL, LLMCOST_PASS, LLMCOST_PASS, LLMCOST_PASS}},
        {.option = "own-gpus",
         .rule = {LLMCOST_PASS, LLMCOST_PASS, LLMCOST_PASS, LLMCOST_PASS},
         .eligible = true},
        {.option = "overflow", .rule = {LLMCOST_FAIL, LLMCOST_PASS, LLMCOST_PASS, LLMCOST_PASS}},
    };
    const double api = 40e3 * 730 / 24 * (3000 * 0.40 + 500 * 1.60) / 1e6;
    const double gpus = ceil(40e3 / 86400 / 0.4 / (0.75 * 2)) + 1;
    const double own = gpus * 2 * 730 + 0.5 * 120000 * 1.43 / 12 + 6 * 300 + 12000.0 / 12;
    (void)state;
    evaluate_scenario("regulated-cheaper-api", NULL);
    check_rules(rules, COUNT(rules));
    assert_option(result.recommended, "own-gpus");
    assert_option(result.cheapest, "public-api");
    assert_int_equal(result.runner_up, -1);
    ASSERT_MONEY(monthly_cost("public-api", NULL), api);
    ASSERT_MONEY(monthly_cost("own-gpus", NULL), own);
    assert_true(api < own / 5); /* "a fifth of the money" */

    evaluate_scenario("regulated-cheaper-api", "rules.data_in_house=false");
    assert_option(result.recommended, "public-api");
}

/* Two words that all must meet: the cheapest lacks one, and 10 % buy it. */
static void test_regulated_firm(void **state)
{
    static const struct rule_row rules[] = {
        {.option = "anywhere", .rule = {LLMCOST_PASS, [LLMCOST_RULE_REQUIRES] = LLMCOST_FAIL}},
        {.option = "in-region",
         .rule = {LLMCOST_PASS, [LLMCOST_RULE_REQUIRES] = LLMCOST_PASS},
         .eligible = true},
        {.option = "reseller",
         .rule = {LLMCOST_PASS, [LLMCOST_RULE_REQUIRES] = LLMCOST_UNKNOWN},
         .eligible = true},
        {.option = "own-gpus",
         .rule = {LLMCOST_PASS, [LLMCOST_RULE_REQUIRES] = LLMCOST_PASS},
         .eligible = true},
        {.option = "overflow-anywhere",
         .rule = {LLMCOST_PASS, [LLMCOST_RULE_REQUIRES] = LLMCOST_FAIL}},
    };
    const double requests = 60e3 * 730 / 24, peak = 60e3 / 86400 / 0.4;
    const double anywhere = requests * (3000 * 1.25 + 500 * 10) / 1e6;
    (void)state;
    evaluate_scenario("regulated-firm", NULL);
    check_rules(rules, COUNT(rules));
    assert_option(result.recommended, "in-region");
    assert_option(result.cheapest, "anywhere");
    assert_option(result.runner_up, "reseller");
    ASSERT_MONEY(monthly_cost("anywhere", NULL), anywhere);
    ASSERT_MONEY(monthly_cost("in-region", NULL), 1.1 * anywhere);
    ASSERT_MONEY(monthly_cost("reseller", NULL), requests * (3000 * 1.40 + 500 * 11) / 1e6);
    const double gpus = 2 * (ceil(peak / (1.2 * 0.8)) + 1);
    ASSERT_MONEY(monthly_cost("own-gpus", NULL),
                 gpus * 2.50 * 730 + 110000 * 1.43 / 12 + 6 * 300 + 18000.0 / 12);

    evaluate_scenario("regulated-firm", "rules.requires=[hipaa]");
    assert_option(result.recommended, "anywhere");
    evaluate_scenario("regulated-firm", "rules.requires=[iso-27001]");
    assert_option(result.recommended, "reseller"); /* as if it passed: W223 */
    evaluate_scenario("regulated-firm", "apis.reseller.meets=[]");
    assert_int_equal(result_of("reseller")->rule[LLMCOST_RULE_REQUIRES], LLMCOST_FAIL);
}

/* Units in steps of 5, 15 at least, and what they do not serve at pay-as-you-go: every number of
 * steps tried. */
static void test_provisioned_throughput(void **state)
{
    static const double weights[24] = {1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4,
                                       4, 4, 4, 4, 4, 3, 3, 2, 2, 1, 1, 1};
    const double unit = 0.302739726 * 730, served = 0.030441400304, request = 0.00325;
    const double mean = 70e3 / 86400;
    double load[24];
    struct best_base best = {.cost = INFINITY};
    (void)state;
    scale_load(weights, 24, mean, load);
    for (int steps = 3; steps < 20; steps++) {
        double over = 0;
        for (int hour = 0; hour < 24; hour++)
            over += fmax(load[hour] - 5 * steps * served, 0) * 3600 * 730 / 24;
        keep_cheapest(&best, 5 * steps, 5 * steps * unit + over * request);
    }
    evaluate_scenario("provisioned-throughput", NULL);
    assert_option(result.recommended, "spill-over");
    ASSERT_MONEY(monthly_cost("paygo", NULL), 70e3 * 730 / 24 * request);
    ASSERT_MONEY(monthly_cost("spill-over", NULL), best.cost);
    ASSERT_NEAR(gpus_at_peak("spill-over", NULL), best.base, 0);
    ASSERT_MONEY(monthly_cost("reserved", NULL), 5 * ceil(load[12] / 5 / served) * unit);
    for (int i = 0; i < result.not_priced; i++) /* nobody runs them */
        assert_int_equal(result.omission[i].component, LLMCOST_LINE_REVALIDATION);
    for (int i = 0; i < result.warnings; i++)
        assert_int_not_equal(result.warning[i].id, LLMCOST_W_HYBRIDS_DIFFER);

    /* of a steady load 15 units at $221 are what 1,020,000 requests a month cost by the token */
    evaluate_scenario("provisioned-throughput", "workload.load=flat");
    ASSERT_NEAR(break_even("spill-over", "paygo"), 15 * unit / request * 24 / 730, 0.01);
}

/* ---- The files themselves */

static char *read_text(const char *file)
{
    char path[MAX_PATH_BYTES];
    struct source source = {0};
    llmcost_diags_init(&diags);
    if (!source_read(path_of(file, path), NULL, &source, &diags))
        return NULL;
    return (char *)(uintptr_t)source.text;
}

/* At least two lines of comment, with what it shows and where its figures come from. */
static void check_opening(const char *file, const char *text)
{
    const char *end = text;
    int lines = 0;
    for (; *end == '#'; lines++)
        end += strcspn(end, "\n") + 1;
    const char *shows = strstr(text, "# Shows: "), *source = strstr(text, "# Source: ");
    if (lines < 2 || shows == NULL || shows > end || source == NULL || source > end)
        fail_msg("%s does not open with what it shows and where its figures come from", file);
}

static void test_files_say_what_they_are(void **state)
{
    char path[MAX_PATH_BYTES], file[300], listed[600];
    int files = 0;
    (void)state;
    char *index = read_text("scenarios/README.md"), *readme = read_text("README.md");
    DIR *folder = opendir(path_of("scenarios", path));
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strstr(entry->d_name, ".yaml") == NULL)
            continue;
        files++;
        snprintf(file, sizeof file, "scenarios/%s", entry->d_name);
        snprintf(listed, sizeof listed, "[%s](%s)", entry->d_name, entry->d_name);
        char *text = read_text(file);
        assert_non_null(text);
        check_opening(file, text);
        if (!(index && strstr(index, listed)) && !(readme && strstr(readme, file)))
            fail_msg("%s is in neither scenarios/README.md nor README.md", file);
        free(text);
    }
    closedir(folder);
    free(index);
    free(readme);
    assert_true(files >= 14);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seed_figures),
        cmocka_unit_test(test_impossible_bill_is_flagged),
        cmocka_unit_test(test_never_against_a_cheap_api),
        cmocka_unit_test(test_owned_node),
        cmocka_unit_test(test_regulated_data),
        cmocka_unit_test(test_regulated_cheaper_api),
        cmocka_unit_test(test_regulated_firm),
        cmocka_unit_test(test_provisioned_throughput),
        cmocka_unit_test(test_thinking_model),
        cmocka_unit_test(test_embeddings),
        cmocka_unit_test(test_files_say_what_they_are),
    };
    if (argc > 1)
        checkout = argv[1];
    return cmocka_run_group_tests_name("scenarios", tests, NULL, NULL);
}
