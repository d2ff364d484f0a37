/* test_estimate.c - the throughput estimate: against an independent calculation of its formulas,
 * against 1,661 measured runs, what it says of memory, and how a measured point calibrates it.
 */
#include "io/catalog/catalogs.h"
#include "llmcost.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct llmcost_diags diags;
static struct llmcost_scenario scenario;
static struct catalogs *catalogs;

static int open_all(void **state)
{
    (void)state;
    llmcost_diags_init(&diags);
    catalogs = catalogs_open(NULL, 0, NULL, false, &diags);
    return catalogs != NULL ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    catalogs_close(catalogs);
    return 0;
}

/* ---- A scenario of one host ---- */

static struct llmcost_host *host_of(const char *model, const char *gpu, const char *precision,
                                    double gpus)
{
    struct candidates candidates;
    const struct gpu_entry *gpu_entry = NULL;
    const struct model_entry *model_entry = NULL;
    llmcost_scenario_init(&scenario);
    struct llmcost_host *host = &scenario.host[llmcost_add_host(&scenario, "h")];
    if (catalogs_gpu(catalogs, gpu, &gpu_entry, &candidates, &diags) != LOOKUP_FOUND ||
        catalogs_model(catalogs, model, &model_entry, &candidates, &diags) != LOOKUP_FOUND)
        fail_msg("the catalog lacks %s or %s", gpu, model);
    if (gpu_entry == NULL || model_entry == NULL) /* the analyser does not know fail_msg() */
        abort();
    host->gpu_facts = gpu_entry->facts;
    host->model_facts = model_entry->facts;
    host->precision.text = llmcost_add_text(&scenario, precision, strlen(precision));
    llmcost_set(&host->gpus_per_replica, gpus);
    return host;
}

static void set_mix(struct llmcost_host *host, double input, double output, double concurrency)
{
    llmcost_set(&scenario.workload.input_tokens, input);
    llmcost_set(&scenario.workload.output_tokens, output);
    scenario.written_input_tokens = input;
    scenario.written_output_tokens = output;
    llmcost_set(&host->concurrency, concurrency);
}

/* ---- The formulas ---- */

/* Computed by another program from the formulas and the tables of facts alone. */
static const struct {
    const char *model, *gpu, *precision;
    double gpus, input, output, concurrency;
    double tokens_per_second, sequences;
} reference[] = {
    {"llama-3.1-8b", "h100-sxm", "bf16", 1, 1024, 128, 32, 1929.17868620273, 400.4637400309245},
    {"llama-3.1-8b", "l40s", "fp8", 1, 128, 2048, 256, 5084.533927826117, 237.8239351160386},
    {"llama-3.1-70b", "h100-sxm", "fp8", 4, 2000, 500, 64, 2172.022769841354, 575.09765625},
    {"llama-3.1-70b", "a100", "bf16", 4, 1000, 1000, 256, 1597.1569514888197, 251.7822265625},
    {"llama-3.1-405b", "h200", "fp8", 8, 5000, 500, 128, 517.4025626279865, 485.0788859577922},
    {"qwen3-32b", "h100-sxm", "fp8", 2, 900, 900, 16, 1364.9748690183471, 509.87667507595484},
    {"mixtral-8x7b", "a100", "bf16", 2, 500, 500, 1, 84.85452266344564, 455.0933837890625},
    {"mixtral-8x22b", "h100-sxm", "fp8", 8, 2000, 2000, 256, 9299.927863916977, 1028.01513671875},
    {"qwen3-235b-a22b", "h100-sxm", "fp8", 8, 900, 900, 64, 2557.4038920140397, 1088.3333102467493},
    {"gpt-oss-120b", "h100-sxm", "mxfp4", 2, 900, 900, 128, 5627.523163635954, 1282.5800824022447},
    {"deepseek-r1", "h200", "fp8", 8, 900, 7200, 64, 2278.171896014211, 185.9085648148148},
    {"deepseek-r1", "b200", "fp4", 8, 900, 900, 256, 9592.181477457358, 2068.992134531218},
    {"kimi-k2.5", "h200", "int4", 8, 900, 900, 16, 1158.0872020288198, 543.8276051944191},
    /* no arithmetic of its own for fp8: the weights are smaller, that is all */
    {"llama-3.1-70b", "a100", "fp8", 2, 1000, 200, 8, 173.89997088287103, 419.6370442708333},
    /* the memory holds one long sequence, whatever is offered */
    {"llama-3.1-70b", "a100", "bf16", 2, 30000, 2000, 256, 19.295527164038266, 1.13983154296875},
    /* more GPUs than KV heads */
    {"qwen3-30b-a3b", "h100-sxm", "bf16", 8, 1000, 1000, 256, 14786.57051985331, 1401.67236328125},
    /* windows, and mxfp4 in the arithmetic of fp4; layers by pipeline where the link is slow */
    {"gpt-oss-120b", "b200", "mxfp4", 1, 8000, 1000, 64, 3582.22139915716, 337.0343318920264},
    {"gemma-4-31b", "h100-sxm", "bf16", 2, 4000, 500, 32, 815.7994286667744, 75.91216502713704},
    {"qwen3.5-397b-a17b", "h200", "fp8", 8, 2000, 500, 256, 5524.950126905932, 4544.010416666667},
    {"llama-3.3-70b", "rtx-pro-6000", "fp4", 4, 1000, 1000, 256, 5371.433869145039,
     1008.064697265625},
};

static void matches_another_calculation(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof reference / sizeof *reference; i++) {
        struct llmcost_estimate e;
        struct llmcost_host *host = host_of(reference[i].model, reference[i].gpu,
                                            reference[i].precision, reference[i].gpus);
        set_mix(host, reference[i].input, reference[i].output, reference[i].concurrency);
        assert_true(llmcost_estimate(&scenario, host, &e));
        assert_true(e.fits);
        ASSERT_NEAR(e.requests_per_second * reference[i].output, reference[i].tokens_per_second,
                    1e-9 * reference[i].tokens_per_second);
        ASSERT_NEAR(e.sequences_fit, reference[i].sequences, 1e-9 * reference[i].sequences);
    }
}

static struct llmcost_result result;

static void complete(struct llmcost_host *host)
{
    host->model.origin = host->gpu.origin = LLMCOST_FILE;
    llmcost_set(&scenario.version, 1);
    llmcost_set(&scenario.workload.requests_per_day, 1000);
    llmcost_set(&host->gpu_hour, 2);
}

/* ---- Measured runs ---- */

static int rising(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The cell before the next comma; the line is cut there. */
static char *cell(char **line)
{
    char *start = *line;
    char *comma = strpbrk(start, ",\n");
    assert_non_null(comma);
    *comma = '\0';
    *line = comma + 1;
    return start;
}

/* Rows of one kind, and how many of them lie within the stated range of 8 in 10. */
struct cover {
    char name[40];
    int rows, within;
};

static void count(struct cover *kinds, const char *name, bool within)
{
    enum { MAX_KINDS = 32 };
    int i = 0;
    while (i < MAX_KINDS - 1 && kinds[i].rows > 0 && strcmp(kinds[i].name, name) != 0)
        i++;
    snprintf(kinds[i].name, sizeof kinds[i].name, "%s", name);
    kinds[i].rows++;
    kinds[i].within += within;
}

static double measured_error(char *line, struct cover *kinds)
{
    struct llmcost_estimate e;
    const char *model = cell(&line);
    const char *gpu = cell(&line);
    const double gpus = strtod(cell(&line), NULL);
    const char *precision = cell(&line);
    struct llmcost_host *host = host_of(model, gpu, precision, gpus);
    const double input = strtod(cell(&line), NULL);
    const double output = strtod(cell(&line), NULL);
    const double concurrency = strtod(cell(&line), NULL);
    const double mean = strtod(cell(&line), NULL) > 0 ? 0.9 : 1;
    const double measured = strtod(cell(&line), NULL);
    set_mix(host, input * mean, output * mean, concurrency > 0 ? concurrency : 256);
    assert_true(llmcost_estimate(&scenario, host, &e));
    const double estimated = e.requests_per_second * output * mean;
    complete(host);
    assert_true(llmcost_check(&scenario, &diags));
    assert_true(llmcost_evaluate(&scenario, &result, &diags));
    const double factor = measured / estimated;
    const bool within =
        factor >= host->throughput_factor.low && factor <= host->throughput_factor.high;
    const double experts = host->model_facts.experts;
    count(kinds, "all", within);
    count(kinds, gpu, within);
    count(kinds, experts >= 64 ? "many experts" : experts > 1 ? "experts" : "dense", within);
    return fabs(estimated - measured) / measured;
}

static void is_near_measured_runs(void **state)
{
    enum { MAX_ROWS = 2000 };
    static double errors[MAX_ROWS];
    static struct cover kinds[32];
    char line[256];
    int rows = 0;
    FILE *file = fopen("tests/throughput/measured.csv", "r");
    (void)state;
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file)); /* the names of the columns */
    while (rows < MAX_ROWS && fgets(line, sizeof line, file) != NULL)
        errors[rows++] = measured_error(line, kinds);
    fclose(file);
    assert_int_equal(rows, 1661);
    qsort(errors, (size_t)rows, sizeof *errors, rising);
    const double median = errors[rows / 2];
    const double p90 = errors[rows * 9 / 10];
    print_message(
        "note: throughput estimate against %d measured runs: median error %.1f %%, p90 %.1f %%\n",
        rows, 100 * median, 100 * p90);
    assert_true(median < 0.155);
    assert_true(p90 < 0.45);
    for (int i = 0; i < 32 && kinds[i].rows > 0; i++) {
        const double share = (double)kinds[i].within / kinds[i].rows;
        print_message("note: of %d runs (%s) %.0f %% lie within the stated range\n", kinds[i].rows,
                      kinds[i].name, 100 * share);
        if (kinds[i].rows >= 30 && share < 0.65)
            fail_msg("%s: the range holds %.0f %%", kinds[i].name, 100 * share);
    }
    assert_true(kinds[0].within >= 0.75 * rows && kinds[0].within <= 0.92 * rows);
}

/* fp16 is bf16 by another name, nvfp4 is fp4; what is not stated is what the model is published in.
 */
static void knows_other_names(void **state)
{
    (void)state;
    assert_int_equal(llmcost_find_precision("fp16"), LLMCOST_BF16);
    assert_int_equal(llmcost_find_precision("nvfp4"), LLMCOST_FP4);
    assert_int_equal(llmcost_find_precision("int3"), LLMCOST_PRECISIONS);
    for (int p = 0; p < LLMCOST_PRECISIONS; p++)
        assert_int_equal(llmcost_find_precision(llmcost_precision_name((enum llmcost_precision)p)),
                         p);
    struct llmcost_host *host = host_of("deepseek-r1", "h200", "", 8);
    assert_int_equal(llmcost_precision_of(&scenario, host), LLMCOST_FP8);
}

/* ---- Memory ---- */

static const struct {
    const char *model, *gpu, *precision;
    double gpus, input, output;
    bool fits;
    double needed;
} memory[] = {
    /* by hand: 26.03 GB of weights; one A10G has 0.92 * 25.77 - 2.5 = 21.21 GB for them */
    {"llama-2-13b", "a10g", "bf16", 1, 1000, 200, false, 2},
    {"llama-2-13b", "a10g", "bf16", 2, 1000, 200, true, 2},
    /* 65.522 GB: 4 x 21.21 = 84.8 would do, 3 x 21.21 = 63.6 not */
    {"qwen3-32b", "a10g", "bf16", 1, 1000, 200, false, 4},
    /* 141.104 GB: two H100 have 153.1 */
    {"llama-3.3-70b", "h100-sxm", "bf16", 1, 1000, 200, false, 2},
    {"llama-3.3-70b", "h100-sxm", "fp8", 1, 1000, 200, true, 1},
};

static void knows_what_fits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof memory / sizeof *memory; i++) {
        struct llmcost_estimate e;
        struct llmcost_host *host =
            host_of(memory[i].model, memory[i].gpu, memory[i].precision, memory[i].gpus);
        set_mix(host, memory[i].input, memory[i].output, 256);
        assert_true(llmcost_estimate(&scenario, host, &e));
        assert_int_equal(e.fits, memory[i].fits);
        assert_int_equal(llmcost_goes_into_memory(&scenario, 0), memory[i].fits);
        ASSERT_NEAR(llmcost_gpus_needed(&scenario, host), memory[i].needed, 0);
        assert_true(isfinite(e.requests_per_second) && e.requests_per_second > 0);
    }
}

/* A context that no number of GPUs holds: KV heads are copied beyond their number. */
static void says_when_no_count_helps(void **state)
{
    struct llmcost_estimate e;
    (void)state;
    struct llmcost_host *host = host_of("llama-3.1-8b", "l4", "bf16", 1);
    set_mix(host, 1e7, 200, 256);
    assert_true(llmcost_estimate(&scenario, host, &e));
    assert_false(e.fits);
    ASSERT_NEAR(llmcost_gpus_needed(&scenario, host), 0, 0);
    /* what is stated is taken, whatever the memory holds */
    assert_true(llmcost_is_estimated(host));
    llmcost_set(&host->requests_per_second, 1);
    assert_false(llmcost_is_estimated(host));
    assert_true(llmcost_goes_into_memory(&scenario, 0));
}

/* Weights of a format in bytes: those with a scale for each block of them take more than their
 * bits.
 */
static void knows_precisions(void **state)
{
    (void)state;
    for (int i = 0; i < LLMCOST_PRECISIONS; i++) {
        const enum llmcost_precision precision = (enum llmcost_precision)i;
        const bool is_small = precision != LLMCOST_BF16 && precision != LLMCOST_FP8;
        const double bytes = precision == LLMCOST_BF16 ? 2 : precision == LLMCOST_FP8 ? 1 : 0.5;
        assert_int_equal(llmcost_find_precision(llmcost_precision_name(precision)), precision);
        assert_true(is_small ? llmcost_precision_bytes(precision) > bytes &&
                                   llmcost_precision_bytes(precision) < 1.2 * bytes
                             : llmcost_precision_bytes(precision) == bytes);
    }
}

/* ---- A measured point ---- */

static double capacity(void)
{
    assert_true(llmcost_check(&scenario, &diags));
    assert_true(llmcost_evaluate(&scenario, &result, &diags));
    return result.option[0].fleet.replica_requests_per_second;
}

static void takes_its_error_along(void **state)
{
    static const struct {
        const char *model;
        double sigma;
    } rows[] = {{"llama-3.1-8b", 0.20}, {"mixtral-8x7b", 0.40}, {"qwen3-30b-a3b", 0.40}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct llmcost_host *host = host_of(rows[i].model, "h200", "bf16", 2);
        set_mix(host, 1000, 200, 64);
        complete(host);
        capacity();
        assert_int_equal(result.option[0].fleet.throughput, LLMCOST_ESTIMATED);
        assert_int_equal(host->throughput_factor.range, LLMCOST_LOGNORMAL);
        ASSERT_NEAR(log(host->throughput_factor.high / host->throughput_factor.low) / 2.5631031311,
                    rows[i].sigma, 1e-9);
        /* whoever states a factor is believed */
        llmcost_set(&host->throughput_factor, 0.5);
        const double half = capacity();
        assert_int_equal(host->throughput_factor.range, LLMCOST_POINT);
        llmcost_set(&host->throughput_factor, 1);
        ASSERT_NEAR(capacity(), 2 * half, 1e-12 * half);
    }
}

static void is_calibrated(void **state)
{
    (void)state;
    struct llmcost_host *host = host_of("llama-3.1-70b", "h100-sxm", "fp8", 4);
    set_mix(host, 2000, 500, 64);
    complete(host);
    const double here = capacity();
    set_mix(host, 1000, 100, 32);
    const double there = capacity();
    /* 1.3 times what is estimated there must be 1.3 times what is estimated here */
    set_mix(host, 2000, 500, 64);
    llmcost_set(&host->requests_per_second, 1.3 * there);
    host->requests_per_second.basis = LLMCOST_MEASURED;
    llmcost_set(&host->measured_input_tokens, 1000);
    llmcost_set(&host->measured_output_tokens, 100);
    llmcost_set(&host->measured_concurrency, 32);
    ASSERT_NEAR(capacity(), 1.3 * here, 1e-12 * here);
    assert_int_equal(result.option[0].fleet.throughput, LLMCOST_ESTIMATED);
    ASSERT_NEAR(log(host->throughput_factor.high) / 1.2815515655446004, 0.09, 1e-9);
    /* a point says less of what is more than four times as far */
    llmcost_set(&host->measured_concurrency, 15);
    capacity();
    ASSERT_NEAR(log(host->throughput_factor.high) / 1.2815515655446004, 0.15, 1e-9);
    /* at its own mix a measurement is no estimate */
    host->measured_input_tokens.origin = host->measured_output_tokens.origin =
        host->measured_concurrency.origin = LLMCOST_UNSET;
    ASSERT_NEAR(capacity(), 1.3 * there, 0);
    assert_int_equal(result.option[0].fleet.throughput, LLMCOST_THROUGHPUT_MEASURED);
    assert_int_equal(host->throughput_factor.range, LLMCOST_POINT);
    /* typed, not measured: two ways to say one thing */
    host->requests_per_second.basis = LLMCOST_ASSUMED;
    assert_false(llmcost_check(&scenario, &diags));
}

/* Two speeds measured apart are two points. */
static void two_points_know_more(void **state)
{
    (void)state;
    struct llmcost_host *host = host_of("qwen3-235b-a22b", "h100-sxm", "fp8", 8);
    set_mix(host, 2000, 500, 64);
    complete(host);
    llmcost_set(&host->input_tokens_per_second, 20000);
    llmcost_set(&host->output_tokens_per_second, 2000);
    host->input_tokens_per_second.basis = host->output_tokens_per_second.basis = LLMCOST_MEASURED;
    llmcost_set(&host->measured_concurrency, 32);
    capacity();
    ASSERT_NEAR(log(host->throughput_factor.high) / 1.2815515655446004, 0.15, 1e-9);
}

/* ---- An option that does not fit ---- */

static void is_infeasible_where_it_does_not_fit(void **state)
{
    struct llmcost_break_even answer;
    (void)state;
    struct llmcost_host *host = host_of("qwen3-32b", "a10g", "bf16", 1);
    set_mix(host, 1000, 200, 256);
    complete(host);
    const int api = llmcost_add_api(&scenario, "a");
    llmcost_set(&scenario.api[api].input_per_mtok, 1000);
    llmcost_set(&scenario.api[api].output_per_mtok, 1000);
    assert_true(llmcost_check(&scenario, &diags));
    assert_true(llmcost_evaluate(&scenario, &result, &diags));
    llmcost_review(&scenario, &result);
    assert_false(result.option[1].feasible);
    assert_int_equal(result.recommended, 0);
    int told = 0;
    for (int i = 0; i < result.warnings; i++)
        if (result.warning[i].id == LLMCOST_W_DOES_NOT_FIT) {
            told++;
            ASSERT_NEAR(result.warning[i].other, 4, 0);
        }
    assert_int_equal(told, 1);
    llmcost_break_even(&scenario, 1, 0, false, &answer);
    assert_int_equal(answer.status, LLMCOST_NEVER);
    llmcost_set(&host->gpus_per_replica, 4);
    assert_true(llmcost_evaluate(&scenario, &result, &diags));
    assert_true(result.option[1].feasible);
}

/* ---- Where it is known to fail ---- */

static void warns_of_traps(void **state)
{
    static const struct {
        const char *model, *gpu, *precision;
        double gpus, concurrency;
        unsigned traps; /* a bit for each */
    } rows[] = {
        {"llama-3.1-70b", "h100-sxm", "fp8", 4, 256, 0},
        {"llama-3.1-70b", "mi300x", "bf16", 2, 64, 1u << LLMCOST_TRAP_AMD},
        {"qwen3-30b-a3b", "h100-sxm", "bf16", 2, 256, 0},
        {"llama-3.1-405b", "h100-sxm", "bf16", 16, 64, 1u << LLMCOST_TRAP_SEVERAL_NODES},
        {"llama-3.1-70b", "a100", "fp8", 4, 64, 1u << LLMCOST_TRAP_NO_ARITHMETIC},
        {"gpt-oss-120b", "h100-sxm", "mxfp4", 2, 64, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned traps = 0;
        struct llmcost_host *host =
            host_of(rows[i].model, rows[i].gpu, rows[i].precision, rows[i].gpus);
        set_mix(host, 1000, 200, rows[i].concurrency);
        complete(host);
        capacity();
        llmcost_review(&scenario, &result);
        for (int w = 0; w < result.warnings; w++)
            if (result.warning[w].id == LLMCOST_W_ESTIMATE_TRAP)
                traps |= 1u << (unsigned)result.warning[w].value;
        if (traps != rows[i].traps)
            fail_msg("%s on %s: traps %#x, not %#x", rows[i].model, rows[i].gpu, traps,
                     rows[i].traps);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_another_calculation),
        cmocka_unit_test(is_near_measured_runs),
        cmocka_unit_test(knows_other_names),
        cmocka_unit_test(knows_what_fits),
        cmocka_unit_test(says_when_no_count_helps),
        cmocka_unit_test(knows_precisions),
        cmocka_unit_test(takes_its_error_along),
        cmocka_unit_test(is_calibrated),
        cmocka_unit_test(two_points_know_more),
        cmocka_unit_test(is_infeasible_where_it_does_not_fit),
        cmocka_unit_test(warns_of_traps),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
