/* test_explain.c - derivations: every input of several scenarios is moved a little, alone, and each
 * figure that moves must name it; then paths, repeated figures and bounds of the tree. A new
 * scenario is a row of `texts`; a figure or an input that is added is tried without an edit here.
 */
#include "io/report/find_figure.h"
#include "io/report/formula.h"
#include "io/scenario/load.h"
#include "unit.h"

#include <dirent.h>
#include <stdlib.h>

static const char *const texts[] = {
    /* every price of an api, and one that escalates to another */
    "version: 1\n"
    "workload: {requests_per_day: 103680, input_tokens: 1000, output_tokens: 200,\n"
    "  cached_share: 0.3, cache_write_share: 0.1, batch_share: 0.2, long_context_share: 0.15,\n"
    "  cache_write_hour_share: 0.05, stored_mtok: 3,\n"
    "  attempts_per_request: 1.2, growth_per_year: 0.4, load: {load_factor: 0.4}}\n"
    "apis:\n"
    "  full: {input_per_mtok: 2, output_per_mtok: 6, cached_input_per_mtok: 0.5,\n"
    "    cache_write_per_mtok: 2.5, long_context_over: 200000, long_context_input_per_mtok: 4,\n"
    "    batch_discount: 0.5, discount: 0.1, per_request: 0.0001, monthly_fee: 20,\n"
    "    monthly_minimum: 90000, price_change_per_year: -0.3, token_ratio: 1.1, engineers: 0.1,\n"
    "    revalidation_cost: 900, revalidations_per_year: 2, fixed_per_month: 40, one_off: 500,\n"
    "    extra: {audit: 12, \"two words\": 3},\n"
    "    metered: {\"web search\": {per_request: 0.3, price: 0.01}}}\n"
    "  small: {input_per_mtok: 0.2, output_per_mtok: 0.6, escalation_share: 0.1,\n"
    "    surcharge: 0.1, cache_write_hour_per_mtok: 0.5, batch_cached_input_per_mtok: 0.02,\n"
    "    cache_storage_per_mtok_hour: 2,\n"
    "    cached_share: 0.4, cache_write_share: 0.2, batch_share: 0.6, long_context_share: 0.3,\n"
    "    cached_input_per_mtok: 0.05, cache_write_per_mtok: 0.3, batch_discount: 0.4,\n"
    "    long_context_input_per_mtok: 0.3, input_ratio: 0.8, output_ratio: 2,\n"
    "    attempts_per_request: 1.5,\n"
    "    escalates_to: full}\n"
    "team: {salary_per_year: 120000}\n"
    "horizon: {months: 24, discount_per_year: 0.08}\n",
    /* rented: both rates, spares, staging, people, licences, a hybrid; capacity from tokens */
    "version: 1\n"
    "hours_per_month: 720\n"
    "workload: {tokens_per_day: 500M, input_tokens: 900, output_tokens: 300, cached_share: 0.25,\n"
    "  load: {load_factor: 0.3}, deferrable_share: 0.2, burst: 1.3}\n"
    "apis:\n"
    "  hosted: {input_per_mtok: 0.5, output_per_mtok: 1.5, monthly_minimum: 100,\n"
    "    attempts_per_request: 1.3,\n"
    "    extra: {audit: 30}, price_change_per_year: -0.2,\n"
    "    metered: {guard: {per_request: 2, price: 0.00001}}}\n"
    "hosts:\n"
    "  rented: {input_tokens_per_second: 20000, output_tokens_per_second: 2500, gpu_hour: 2,\n"
    "    elastic_gpu_hour: 3.1, max_utilization: 0.8, gpus_per_replica: 2, gpus_per_node: 8,\n"
    "    spare_replicas: 1, staging_gpus: 1, overhead_share: 0.1, licence_per_gpu_year: 900,\n"
    "    engineers: 0.5, engineers_per_100_gpus: 2, on_call_engineers: 6,\n"
    "    on_call_stipend_per_month: 400, fine_tune_cost: 2000, fine_tunes_per_year: 3,\n"
    "    compliance_per_year: 9000, operations_per_month: 700, escalation_share: 0.05,\n"
    "    escalates_to: hosted, extra: {audit: 5}, commitment_months: 5,\n"
    "    metered: {guard: {per_request: 1, price: 0.00002}},\n"
    "    commitment_exit_share: 0.5, gpu_price_change_per_year: -0.25, one_off: 4000,\n"
    "    credits: 5000, starts_month: 3, until_then: hosted, overlap_months: 1}\n"
    "  cold: {tokens_per_second: 9000, elastic_gpu_hour: 2.4, cold_start_hours: 1,\n"
    "    min_replicas: 0, prefix_cached_share: 0.1}\n"
    "hybrids:\n"
    "  mix: {host: rented, api: hosted, starts_month: 2, until_then: hosted, overlap_months: 1}\n"
    "  fixed: {host: rented, api: hosted, replicas: 3}\n"
    "team: {salary_per_year: 90000, overhead: 1.4}\n",
    /* owned: every key of ownership, with rented peaks; an api beside it */
    "version: 1\n"
    "workload: {requests_per_month: 9M, input_tokens: 1500, output_tokens: 250, load: "
    "office-hours}\n"
    "apis:\n"
    "  hosted: {input_per_mtok: 1, output_per_mtok: 4}\n"
    "hosts:\n"
    "  owned: {requests_per_second: 3, purchase_per_gpu: 30000, life_years: 4, residual_share: "
    "0.1,\n"
    "    cost_of_capital: 0.08, watts_per_gpu: 900, idle_power_share: 0.4, pue: 1.3, per_kwh: "
    "0.2,\n"
    "    colocation_per_gpu_month: 150, maintenance_share: 0.05, elastic_gpu_hour: 5,\n"
    "    spare_replicas: 1, staging_gpus: 1, resale_share: 0.1}\n"
    "  given: {requests_per_second: 3, gpu_hour: 2, replicas: 5}\n"
    "horizon: {months: 36}\n",
    /* every price of a long prompt, limits that the peak is just above, a hybrid of few replicas */
    "version: 1\n"
    "workload: {tokens_per_month: 3000M, input_tokens: 900, output_tokens: 100,\n"
    "  cached_share: 0.2, cache_write_share: 0.1, long_context_share: 0.3}\n"
    "apis:\n"
    "  full: {input_per_mtok: 2, output_per_mtok: 6, cached_input_per_mtok: 0.5,\n"
    "    cache_write_per_mtok: 2.5, long_context_input_per_mtok: 4,\n"
    "    long_context_output_per_mtok: 11, long_context_cached_input_per_mtok: 0.8,\n"
    "    long_context_cache_write_per_mtok: 6}\n"
    "  slow: {input_per_mtok: 1, output_per_mtok: 1, requests_per_minute_limit: 68}\n"
    "  thin: {input_per_mtok: 1, output_per_mtok: 1, tokens_per_minute_limit: 68000}\n"
    "hosts:\n"
    "  one: {input_tokens_per_second: 20000, output_tokens_per_second: 1000, gpu_hour: 2,\n"
    "    input_ratio: 1.2, output_ratio: 3, attempts_per_request: 1.1,\n"
    "    prefix_cached_share: 0.1}\n"
    "hybrids:\n"
    "  mix: {host: one, api: full, replicas: 2}\n",
    /* ranges: a host that fails in some draws, one that the rules forbid, one that never serves */
    "version: 1\n"
    "workload: {requests_per_day: {low: 60000, likely: 100000, high: 150000}, input_tokens: 1000,\n"
    "  output_tokens: 200, load: {load_factor: 0.3}}\n"
    "apis:\n"
    "  hosted: {input_per_mtok: 2, output_per_mtok: {min: 1, max: 3}, quality: 0.9}\n"
    "  poor: {input_per_mtok: 1, output_per_mtok: 1, quality: 0.5}\n"
    "  small: {input_per_mtok: 1, output_per_mtok: 1, requests_per_minute_limit: 80, quality: "
    "0.9}\n"
    "hosts:\n"
    "  own: {gpu_hour: {p10: 1, p90: 3}, requests_per_second: 4, replicas: 1, quality: 0.9,\n"
    "    operations_per_month: 3000, one_off: 500}\n"
    "hybrids:\n"
    "  mix: {host: own, api: hosted}\n"
    "rules: {min_quality: 0.7}\n",
    /* measured points under two rules of latency: between two, at the highest, tokens apart */
    "version: 1\n"
    "workload: {requests_per_day: 90k, input_tokens: 900, output_tokens: 300, cached_share: 0.2}\n"
    "apis:\n"
    "  hosted: {input_per_mtok: 1, output_per_mtok: 4, ttft_ms: 100}\n"
    "hosts:\n"
    "  between: {gpu_hour: 2, runs: [\n"
    "    {concurrency: 2, requests_per_second: 1, ttft_ms: 80, tpot_ms: 9},\n"
    "    {concurrency: 8, requests_per_second: 3, ttft_ms: 400, tpot_ms: 21}]}\n"
    "  highest: {gpu_hour: 2, output_ratio: 1.5, runs: [\n"
    "    {concurrency: 2, requests_per_second: 4, ttft_ms: 80, tpot_ms: 9},\n"
    "    {concurrency: 8, requests_per_second: 3, ttft_ms: 400, tpot_ms: 21}]}\n"
    "  apart: {gpu_hour: 2, prefix_cached_share: 0.3, tpot_ms: 7, runs: [\n"
    "    {concurrency: 2, input_tokens_per_second: 9000, output_tokens_per_second: 700,\n"
    "      ttft_ms: 90, tpot_ms: 15},\n"
    "    {concurrency: 8, input_tokens_per_second: 9900, output_tokens_per_second: 1700,\n"
    "      ttft_ms: 120, tpot_ms: 30}]}\n"
    "  slow: {gpu_hour: 2, runs: [\n"
    "    {concurrency: 2, requests_per_second: 1, ttft_ms: 800, tpot_ms: 9}]}\n"
    "hybrids:\n"
    "  mix: {host: between, api: hosted}\n"
    "rules: {max_ttft_ms: 300, max_tpot_ms: 20}\n",
    /* prices by the hour, alone and behind a host */
    "version: 1\n"
    "workload: {requests_per_day: 103680, input_tokens: 1000, output_tokens: 200, cached_share: "
    "0.2,\n"
    "  batch_share: 0.1, long_context_share: 0.1, load: office-hours}\n"
    "apis:\n"
    "  day: {input_per_mtok: 1, output_per_mtok: 3, per_request: 0.0001, surcharge: 0.1,\n"
    "    monthly_minimum: 30k, cached_input_per_mtok: 0.3, batch_discount: 0.5, "
    "long_context_input_per_mtok: 1.5,\n"
    "    hours: [{days: mon-fri, from: 9, to: 18.5, factor: 2}, {from: 22, to: 6, factor: 0.5}]}\n"
    "hosts:\n"
    "  own: {requests_per_second: 3, gpu_hour: 4, escalation_share: 0.1,\n"
    "    escalates_to: day}\n"
    "hybrids:\n"
    "  mix: {host: own, api: day}\n",
    /* prices that are not stated and fall back, in tiers and by the hour, each in its own way */
    "version: 1\n"
    "workload: {requests_per_day: 103680, input_tokens: 1000, output_tokens: 200, batch_share: "
    "0.2,\n"
    "  cached_share: 0.3, cache_write_share: 0.1, cache_write_hour_share: 0.05,\n"
    "  long_context_share: 0.15, load: office-hours}\n"
    "apis:\n"
    "  plain: {input_per_mtok: 2, output_per_mtok: 6, batch_discount: 0.5}\n"
    "  batch: {input_per_mtok: 2, output_per_mtok: 6, batch_cached_input_per_mtok: 0.1}\n"
    "  tier: {input_per_mtok: 2, output_per_mtok: 6, batch_cached_input_per_mtok: 0.1,\n"
    "    long_context_input_per_mtok: 5}\n"
    "  cached: {input_per_mtok: 2, output_per_mtok: 6, batch_cached_input_per_mtok: 0.1,\n"
    "    long_context_input_per_mtok: 5, long_context_cached_input_per_mtok: 0.9,\n"
    "    hours: [{days: all, from: 9, to: 17, factor: 1.5}]}\n"
    "  output: {input_per_mtok: 2, output_per_mtok: 6, batch_cached_input_per_mtok: 0.1,\n"
    "    long_context_output_per_mtok: 11, cache_write_per_mtok: 2.5,\n"
    "    hours: [{days: all, from: 9, to: 17, factor: 1.5}]}\n"
    "  write: {input_per_mtok: 2, output_per_mtok: 6, cached_input_per_mtok: 0.4,\n"
    "    long_context_cache_write_per_mtok: 9, long_context_cached_input_per_mtok: 0.9}\n"
    "  hour: {input_per_mtok: 2, output_per_mtok: 6, cache_write_hour_per_mtok: 4,\n"
    "    long_context_input_per_mtok: 3, discount: 0.1}\n",
};

static struct llmcost_scenario scenario;
static struct llmcost_result before, after;
static struct llmcost_diags diags;
static struct llmcost_uncertainty *known; /* NULL: nothing is drawn */
static struct llmcost_node nodes[LLMCOST_MAX_NODES];
static struct llmcost_node moved[LLMCOST_MAX_NODES];

static void load(const char *text)
{
    struct source source = {.name = "test", .text = text, .length = strlen(text)};
    llmcost_diags_init(&diags);
    bool good = scenario_load(&source, NULL, 0, NULL, NULL, &scenario, &diags) &&
                llmcost_evaluate(&scenario, &before, &diags);
    if (!good)
        fail_msg("%s", diags.list[0].text);
    known = NULL;
}

static bool names(const struct llmcost_node *tree, int count, struct llmcost_ref ref)
{
    for (int i = 0; i < count; i++) {
        const struct llmcost_ref *mine = &tree[i].figure.ref;
        if (tree[i].figure.kind == LLMCOST_FIGURE_INPUT && mine->section == ref.section &&
            mine->index == ref.index && mine->field == ref.field && mine->entry == ref.entry)
            return true;
    }
    return false;
}

/* A legal value beside the one that is there; false when there is none. */
static bool beside(const struct llmcost_field *field, double value, double *ret_value)
{
    double step = value != 0 ? value * 0.05 : 0.01;
    if ((field->flags & LLMCOST_WHOLE) != 0)
        step = 1;
    double low = field->kind == LLMCOST_LOAD ? 0.05 : field->min;
    double high = field->kind == LLMCOST_LOAD ? 1 : field->max;
    if (value + step <= high)
        *ret_value = value + step;
    else
        *ret_value = value - step;
    return *ret_value >= low && *ret_value <= high;
}

static void change(struct llmcost_ref ref, double value)
{
    size_t count;
    if (llmcost_fields(&count)[ref.field].kind == LLMCOST_LOAD)
        llmcost_set_load_factor(&scenario, value);
    else
        llmcost_at(&scenario, ref)->value = value;
}

struct value {
    bool has_value;
    double value;
};
enum { MAX_FIGURES = 4096 };
static struct value values[MAX_FIGURES];

static int figures_of(const struct llmcost_result *result, struct value *ret_values)
{
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    int count = 0;
    while (llmcost_next_figure(&scenario, &figure)) {
        llmcost_explain(&scenario, result, NULL, &figure, nodes, 1);
        assert_true(count < MAX_FIGURES);
        ret_values[count++] =
            (struct value){.has_value = nodes[0].has_value, .value = nodes[0].value};
    }
    return count;
}

/* A line that is nothing has neither quantity nor price: what brings it into being moves the line.
 */
static bool is_moved(const struct value *a, const struct llmcost_node *b)
{
    bool is_part =
        b->figure.kind == LLMCOST_FIGURE_QUANTITY || b->figure.kind == LLMCOST_FIGURE_UNIT_PRICE;
    if (a->has_value != b->has_value)
        return !is_part;
    return fabs(a->value - b->value) > 1e-9 * (fabs(a->value) + 1e-12);
}

/* By the row of the field, in all scenarios: whether it was tried, and whether a figure moved. */
static bool was_tried[512], moves[512];

/* A break-even of each input would take minutes: those of every so many inputs stand for all. */
enum { ONE_BREAK_EVEN_OF = 60 };

static int try_input(struct llmcost_ref ref, double value, bool asks_break_even)
{
    char path[LLMCOST_MAX_PATH], input[LLMCOST_MAX_PATH];
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    int failures = 0;
    static struct llmcost_scenario kept;
    kept = scenario;
    change(ref, value);
    llmcost_diags_init(&diags);
    if (!llmcost_check(&scenario, &diags)) { /* such as an escalation to nobody */
        scenario = kept;
        return 0;
    }
    if (!llmcost_evaluate(&scenario, &after, &diags))
        fail_msg("%s", diags.list[0].text);
    for (int n = 0; llmcost_next_figure(&scenario, &figure); n++) {
        if (!asks_break_even && figure.kind >= LLMCOST_FIGURE_BREAK_EVEN)
            continue;
        llmcost_explain(&scenario, &after, NULL, &figure, moved, 1);
        if (!is_moved(&values[n], &moved[0]))
            continue;
        moves[ref.field] = true;
        int count = llmcost_explain(&scenario, &after, NULL, &figure, moved, COUNT(moved));
        if (names(moved, count, ref))
            continue;
        print_error("%s moves %s from %.12g to %.12g unnamed\n",
                    llmcost_path(&scenario, ref, input, sizeof input),
                    llmcost_figure_path(&scenario, &figure, path, sizeof path), values[n].value,
                    moved[0].value);
        failures++;
    }
    scenario = kept;
    return failures;
}

static void test_every_input_is_named(void **state)
{
    (void)state;
    int failures = 0;
    int inputs = 0;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
        size_t count;
        load(texts[i]);
        assert_true(figures_of(&before, values) > 20);
        while (llmcost_next_input(&scenario, &ref)) {
            const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
            const struct llmcost_input *input = llmcost_read(&scenario, ref);
            double value;
            if (input->origin == LLMCOST_UNSET || field->kind == LLMCOST_BOOLEAN ||
                field->section == LLMCOST_UNCERTAINTY || field->min >= field->max)
                continue;
            if (field->kind == LLMCOST_LOAD && scenario.load.kind != LLMCOST_LOAD_FACTOR)
                continue;
            inputs++;
            if (beside(field, input->value, &value)) {
                was_tried[ref.field] = true;
                failures += try_input(ref, value, inputs % ONE_BREAK_EVEN_OF == 0);
            }
        }
    }
    assert_true(inputs > 200);
    if (failures > 0)
        fail_msg("%d figures move without naming why", failures);
}

/* Inputs that move no figure of these scenarios: they judge, advise or belong to the run, or they
 * are of an estimate, which needs a catalog. */
static const char *const still[] = {"version",
                                    "quality",
                                    "ttft_ms",
                                    "tpot_ms",
                                    "availability",
                                    "min_quality",
                                    "min_availability",
                                    "samples",
                                    "seed",
                                    "max_monthly_cost",
                                    "min_margin",
                                    "long_context_over",
                                    "throughput_factor",
                                    "concurrency",
                                    "measured_input_tokens",
                                    "measured_output_tokens",
                                    "measured_concurrency"};

/* An input without a formula, or one that no scenario above states, is told by name. */
static void test_every_input_moves_something(void **state)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        /* prices are converted by a rate when the scenario is read */
        bool may_be_still =
            fields[i].kind != LLMCOST_NUMBER || (fields[i].flags & LLMCOST_CURRENCIES) != 0;
        for (size_t s = 0; s < COUNT(still); s++)
            may_be_still = may_be_still || strcmp(still[s], fields[i].name) == 0;
        if (may_be_still)
            continue;
        if (!was_tried[i])
            fail_msg("%s is stated in no scenario of this test", fields[i].name);
        if (!moves[i])
            fail_msg("%s moves no figure: no formula reads it", fields[i].name);
    }
}

/* ---- Formulas: what is printed, evaluated by this little evaluator, is the figure ---- */

static const char *reading;

static double sum_of(void);

static bool took(const char *text)
{
    reading += strspn(reading, " ");
    if (strncmp(reading, text, strlen(text)) != 0)
        return false;
    reading += strlen(text);
    return true;
}

static double atom(void)
{
    if (took("-"))
        return -atom();
    const bool least = took("min"), most = !least && took("max");
    const bool up = took("whole"), down = !up && took("floor");
    double value;
    if (!took("(")) {
        char *end;
        value = strtod(reading, &end);
        if (end == reading)
            fail_msg("a number is needed at %s", reading);
        reading = end;
        return value;
    }
    value = sum_of();
    while (took(",")) {
        const double other = sum_of();
        value = least ? fmin(value, other) : most ? fmax(value, other) : NAN;
    }
    assert_true(took(")"));
    return up ? ceil(value * (1 - 1e-9)) : down ? floor(value * (1 + 1e-9)) : value;
}

static double power(void)
{
    const double value = atom();
    return took("^") ? pow(value, power()) : value;
}

static double product(void)
{
    double value = power();
    for (;;) {
        if (took("*"))
            value *= power();
        else if (took("/"))
            value /= power();
        else
            return value;
    }
}

static double sum_of(void)
{
    double value = product();
    for (;;) {
        if (took("+"))
            value += product();
        else if (took("-"))
            value -= product();
        else
            return value;
    }
}

/* Each number is printed with nine digits; what they add up to may cancel a few of them. */
static int check_formulas(int count)
{
    struct arena arena = {.last = NULL};
    const char **paths = figure_paths(&scenario, nodes, count, &arena);
    assert_non_null(paths);
    const struct told_formula *told = told_formulas(&scenario, nodes, paths, count, &arena);
    int checked = 0;
    assert_non_null(told);
    for (int i = 0; i < count; i++) {
        if (told[i].numbers == NULL)
            continue;
        reading = told[i].numbers;
        const double value = sum_of();
        assert_string_equal(reading, "");
        if (nodes[i].has_value && fabs(value - nodes[i].value) > 1e-6 + 1e-7 * fabs(value))
            fail_msg("%s is %.12g, but %s = %s = %.12g", paths[i], nodes[i].value, told[i].names,
                     told[i].numbers, value);
        checked++;
    }
    for (int i = 0; i < count; i++) { /* every "(above)" has its twin above */
        bool found = !nodes[i].is_repeated;
        for (int k = 0; k < i && !found; k++)
            found = !nodes[k].is_repeated && strcmp(paths[k], paths[i]) == 0;
        if (!found)
            fail_msg("%s is above, but it is not", paths[i]);
    }
    arena_free(&arena);
    return checked;
}

static int check_all_figures(void)
{
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    int checked = 0;
    while (llmcost_next_figure(&scenario, &figure))
        checked += check_formulas(
            llmcost_explain(&scenario, &before, known, &figure, nodes, LLMCOST_MAX_NODES));
    return checked;
}

/* The same with the draws of the ranged inputs. */
static int check_drawn(void)
{
    struct report report = {.scenario = NULL};
    const struct report_asks asks = {.questions = true};
    bool no_memory;
    assert_true(report_make(&scenario, &asks, &report, &diags, &no_memory));
    known = report.uncertainty;
    before = *report.result;
    const int checked = check_all_figures();
    report_free(&report);
    known = NULL;
    return checked;
}

/* A worked example, with its prices from the catalog and its load from a CSV file. */
static void load_file(const char *name)
{
    struct source source = {.name = name};
    struct source csv = {.name = NULL};
    char path[512];
    snprintf(path, sizeof path, "scenarios/%s", name);
    llmcost_diags_init(&diags);
    if (!source_read(path, NULL, &source, &diags) ||
        !scenario_load(&source, NULL, 0, NULL, &csv, &scenario, &diags) ||
        !llmcost_evaluate(&scenario, &before, &diags))
        fail_msg("%s: %s", name, diags.list[0].text);
    source_free(&source);
    source_free(&csv);
}

static void test_formulas_give_their_figures(void **state)
{
    int checked = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        load(texts[i]);
        checked += check_drawn();
    }
    assert_true(checked > 1000);
    DIR *folder = opendir("scenarios");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strstr(entry->d_name, ".yaml") != NULL) {
            load_file(entry->d_name);
            assert_true(check_drawn() > 20);
        }
    closedir(folder);
}

/* Each figure is found by its path, where no input has the same one, and by no other word. */
static void test_every_figure_is_found(void **state)
{
    char path[LLMCOST_MAX_PATH], again[LLMCOST_MAX_PATH];
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct llmcost_figure figure = LLMCOST_FIRST_FIGURE, found;
        load(texts[i]);
        while (llmcost_next_figure(&scenario, &figure)) {
            llmcost_figure_path(&scenario, &figure, path, sizeof path);
            assert_true(llmcost_find_figure(&scenario, path, &found));
            assert_string_equal(llmcost_figure_path(&scenario, &found, again, sizeof again), path);
            path[strlen(path) - 1] ^= 0x20;
            assert_false(llmcost_find_figure(&scenario, path, &found));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_input_is_named),
                                       cmocka_unit_test(test_formulas_give_their_figures),
                                       cmocka_unit_test(test_every_figure_is_found),
                                       cmocka_unit_test(test_every_input_moves_something)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
