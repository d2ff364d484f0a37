/* test_import_bench.c - benchmark results: the figures of real files against those of their
 * SOURCE.md, one run of each format, what goes together, the fit over mixes, and what is refused.
 */
#include "io/import/bench/bench.h"
#include "unit.h"

#include <stdlib.h>

#define VLLM "tests/fixtures/bench-vllm/glm5_fp8_vllm_tp8_isl"
#define MADE "tests/fixtures/bench-made-up/"

static struct llmcost_diags diags;
static struct bench_runs runs;

static bool read_file(const char *path)
{
    struct import_file file;
    llmcost_diags_init(&diags);
    runs.count = 0;
    assert_true(import_file_open(path, 0, &diags, &file));
    const bool good = bench_read(&file, &runs);
    import_file_close(&file);
    assert_false(file.no_memory);
    return good;
}

static bool read_text(const char *text)
{
    struct import_file file = {
        .path = "text", .head = text, .head_length = strlen(text), .diags = &diags};
    llmcost_diags_init(&diags);
    runs.count = 0;
    return bench_read(&file, &runs);
}

/* The whole import: its fragment, "" on an error. */
static const char *import_all(const char *const *paths, int count,
                              const struct import_options *options)
{
    static char said[20000];
    char *text = NULL;
    size_t length = 0;
    bool no_memory = false;
    llmcost_diags_init(&diags);
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    const bool good = import_bench(paths, count, options, out, &diags, &no_memory);
    fclose(out);
    snprintf(said, sizeof said, "%s", good ? text : "");
    free(text);
    return said;
}

/* ---- Real files ---- */

static void test_vllm_throughputs(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        double concurrency, rate;
    } rows[] = {
        {.path = VLLM "1024_osl128_conc4.json", .concurrency = 4, .rate = 1.2869},
        {.path = VLLM "1024_osl128_conc8.json", .concurrency = 8, .rate = 2.2977},
        {.path = VLLM "1024_osl128_conc16.json", .concurrency = 16, .rate = 3.1530},
        {.path = VLLM "1024_osl128_conc32.json", .concurrency = 32, .rate = 5.0646},
        {.path = VLLM "1024_osl128_conc48.json", .concurrency = 48, .rate = 4.6394},
        {.path = VLLM "1024_osl128_conc64.json", .concurrency = 64, .rate = 5.1800},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(read_file(rows[i].path));
        assert_int_equal(runs.count, 1);
        const struct bench_run *run = &runs.list[0];
        ASSERT_ROW_NEAR(rows[i].path, run->requests_per_second, rows[i].rate, 5e-5);
        ASSERT_ROW_NEAR(rows[i].path, run->concurrency, rows[i].concurrency, 0);
        ASSERT_ROW_NEAR(rows[i].path, run->input_tokens, 1024, 0);
        ASSERT_ROW_NEAR(rows[i].path, run->output_tokens, 128, 0);
        ASSERT_ROW_NEAR(rows[i].path, run->tokens_per_second, run->requests_per_second * 128, 1e-9);
        assert_int_equal(run->tokens, BENCH_OUTPUT_TOKENS);
        assert_string_equal(run->model, "zai-org/GLM-5-FP8");
        assert_string_equal(run->date, "2026-02-13");
    }
    assert_true(read_file(rows[0].path)); /* its latencies are in seconds */
    ASSERT_NEAR(bench_highest(&runs.list[0].ttft)->ms, 584.8183088190854, 1e-9);
    ASSERT_NEAR(bench_highest(&runs.list[0].ttft)->percentile, 99, 0);
    ASSERT_NEAR(bench_highest(&runs.list[0].tpot)->ms, 26.454948791720733, 1e-9);
}

static void test_cost_meter_identity(void **state)
{
    (void)state;
    assert_true(read_file("tests/fixtures/vllm-cost-meter/master_results.csv"));
    assert_int_equal(runs.count, 21);
    const struct bench_run *run = &runs.list[0];
    /* c_eff_per_mtok of that row, from what was read of it */
    ASSERT_NEAR(run->gpu_hour * run->gpus / (run->tokens_per_second * 3600) * 1e6,
                0.3118616655968817, 1e-15);
    ASSERT_NEAR(run->gpus, 1, 0);
    ASSERT_NEAR(run->output_tokens, 256, 1e-9);
    ASSERT_NEAR(run->input_tokens, 0, 0);
    ASSERT_NEAR(bench_highest(&run->ttft)->ms, 5010.8574067599875, 1e-9);
    ASSERT_NEAR(bench_highest(&run->tpot)->percentile, 90, 0);
}

static void test_latency_rules(void **state)
{
    (void)state;
    static const char *const paths[] = {
        VLLM "1024_osl128_conc64.json", VLLM "1024_osl128_conc32.json",
        VLLM "1024_osl128_conc48.json", VLLM "1024_osl128_conc4.json"};
    static const struct {
        double ttft, tpot;
        const char *expected; /* "" refused */
    } rows[] = {
        {.expected = "requests_per_second: {value: 5.17998455,"},
        {.ttft = 6000, .expected = "requests_per_second: {value: 5.06459187,"}, /* not the last */
        {.ttft = 7095, .expected = "requests_per_second: {value: 5.17998455,"},
        {.ttft = 900, .expected = "requests_per_second: {value: 1.2869348,"},
        {.tpot = 30, .expected = "requests_per_second: {value: 1.2869348,"},
        {.ttft = 7095, .tpot = 80, .expected = "requests_per_second: {value: 5.06459187,"},
        {.ttft = 100, .expected = ""},
        {.tpot = 1, .expected = ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct import_options options = {
            .gpus = 8, .max_ttft_ms = rows[i].ttft, .max_tpot_ms = rows[i].tpot};
        const char *text = import_all(paths, COUNT(paths), &options);
        if (rows[i].expected[0] != '\0') {
            assert_int_equal(diags.errors, 0);
            assert_non_null(strstr(text, rows[i].expected));
            assert_non_null(strstr(text, "gpus_per_replica: {value: 8,"));
        } else {
            assert_int_equal(diags.errors, 1);
            assert_int_equal(diags.list[0].code, E_IMPORT_REFUSED);
            assert_int_equal(diags.list[0].place.input, 3); /* the nearest miss: concurrency 4 */
        }
    }
}

/* ---- One run of each format ---- */

static void test_formats(void **state)
{
    (void)state;
    static const struct {
        const char *file, *model, *date;
        int count, tokens;
        bool offline;
        double rate, tokens_per_second, input, output, concurrency;
        double ttft, percentile, tpot, gpus;
    } rows[] = {
        /* the last run of each file */
        {.file = MADE "vllm-serve.jsonl",
         .model = "meta-llama/Llama-3.1-8B-Instruct",
         .date = "2026-03-01",
         .count = 2,
         .tokens = BENCH_OUTPUT_TOKENS,
         .rate = 3.8,
         .tokens_per_second = 760,
         .input = 500,
         .output = 200,
         .concurrency = 16,
         .ttft = 700,
         .percentile = 99.9,
         .tpot = 40},
        {.file = MADE "vllm-throughput.json",
         .model = "",
         .date = "",
         .count = 1,
         .tokens = BENCH_ALL_TOKENS,
         .offline = true,
         .rate = 20,
         .tokens_per_second = 12000},
        {.file = MADE "sglang.jsonl",
         .model = "",
         .date = "",
         .count = 1,
         .tokens = BENCH_OUTPUT_TOKENS,
         .rate = 4,
         .tokens_per_second = 1000,
         .input = 1000,
         .output = 250,
         .concurrency = 32,
         .ttft = 450,
         .percentile = 99,
         .tpot = 45},
        {.file = MADE "sglang-offline.jsonl",
         .model = "",
         .date = "",
         .count = 1,
         .tokens = BENCH_OUTPUT_TOKENS,
         .offline = true,
         .rate = 8,
         .tokens_per_second = 2000,
         .input = 1000,
         .output = 250},
        {.file = MADE "aiperf.json",
         .model = "openai/gpt-oss-20b",
         .date = "2025-10-17",
         .count = 1,
         .tokens = BENCH_OUTPUT_TOKENS,
         .rate = 13,
         .tokens_per_second = 1300,
         .input = 550,
         .output = 100,
         .concurrency = 100,
         .ttft = 4119.3,
         .percentile = 99,
         .tpot = 55.87},
        {.file = MADE "genai-perf.json",
         .model = "gpt2",
         .date = "",
         .count = 1,
         .tokens = BENCH_OUTPUT_TOKENS,
         .rate = 2.5,
         .tokens_per_second = 500,
         .input = 300,
         .output = 200,
         .concurrency = 4,
         .ttft = 90,
         .percentile = 99,
         .tpot = 20},
        {.file = MADE "guidellm.json",
         .model = "Qwen/Qwen3-8B",
         .date = "2026-01-01",
         .count = 3,
         .tokens = BENCH_OUTPUT_TOKENS,
         .rate = 12,
         .tokens_per_second = 1536,
         .input = 256,
         .output = 128,
         .concurrency = 24,
         .ttft = 400,
         .percentile = 99.9,
         .tpot = 15},
        {.file = MADE "llmperf.json",
         .model = "llama-8b",
         .date = "2023-11-14",
         .count = 1,
         .tokens = BENCH_OUTPUT_TOKENS,
         .rate = 3,
         .tokens_per_second = 450,
         .input = 550,
         .output = 150,
         .concurrency = 10,
         .ttft = 900,
         .percentile = 99,
         .tpot = 40},
        {.file = MADE "inferencex.json",
         .model = "deepseek-ai/DeepSeek-R1-0528",
         .date = "",
         .count = 1,
         .tokens = BENCH_OUTPUT_TOKENS,
         .rate = 2.5,
         .tokens_per_second = 2560,
         .input = 1024,
         .output = 1024,
         .concurrency = 64,
         .ttft = 900,
         .percentile = 99,
         .tpot = 25,
         .gpus = 8},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *name = rows[i].file;
        if (!read_file(name))
            fail_msg("%s: %s", name, diags.list[0].text);
        assert_int_equal(runs.count, rows[i].count);
        const struct bench_run *run = &runs.list[runs.count - 1];
        const struct bench_latency none = {.ms = 0};
        const struct bench_latency *ttft = run->ttft.count > 0 ? bench_highest(&run->ttft) : &none;
        const struct bench_latency *tpot = run->tpot.count > 0 ? bench_highest(&run->tpot) : &none;
        assert_string_equal(run->model, rows[i].model);
        assert_string_equal(run->date, rows[i].date);
        assert_int_equal(run->tokens, rows[i].tokens);
        assert_int_equal(run->offline, rows[i].offline);
        assert_false(run->made_up);
        ASSERT_ROW_NEAR(name, run->requests_per_second, rows[i].rate, 1e-12);
        ASSERT_ROW_NEAR(name, run->tokens_per_second, rows[i].tokens_per_second, 1e-9);
        ASSERT_ROW_NEAR(name, run->input_tokens, rows[i].input, 1e-12);
        ASSERT_ROW_NEAR(name, run->output_tokens, rows[i].output, 1e-12);
        ASSERT_ROW_NEAR(name, run->concurrency, rows[i].concurrency, 0);
        ASSERT_ROW_NEAR(name, ttft->ms, rows[i].ttft, 1e-9);
        ASSERT_ROW_NEAR(name, ttft->percentile, rows[i].percentile, 0);
        ASSERT_ROW_NEAR(name, tpot->ms, rows[i].tpot, 1e-9);
        ASSERT_ROW_NEAR(name, run->gpus, rows[i].gpus, 0);
    }
}

/* ---- What goes together ---- */

static void test_import_together(void **state)
{
    (void)state;
    static const struct {
        const char *paths[3];
        int gpus;
        const char *pattern, *expected; /* NULL: refused */
        int code;                       /* of the first complaint, 0: none */
    } rows[] = {
        {.paths = {VLLM "1024_osl128_conc4.json"}, .code = E_IMPORT_MISSING},
        {.paths = {VLLM "1024_osl128_conc4.json"}, .gpus = 8, .expected = "zai-org/GLM-5-FP8:"},
        {.paths = {MADE "vllm-throughput.json", MADE "sglang.jsonl"},
         .gpus = 1,
         .code = E_IMPORT_MIXED},
        {.paths = {MADE "sglang-offline.jsonl", MADE "sglang.jsonl"},
         .gpus = 1,
         .code = E_IMPORT_MIXED},
        {.paths = {MADE "vllm-throughput.json"},
         .gpus = 1,
         .code = W_IMPORT,
         .expected = "tokens_per_second: {value: 12000, basis: measured"},
        {.paths = {MADE "inferencex.json"}, .expected = "gpus_per_replica: {value: 8,"},
        {.paths = {MADE "inferencex.json"}, .gpus = 8, .expected = "gpus_per_replica: {value: 8,"},
        {.paths = {MADE "inferencex.json"}, .gpus = 4, .code = E_IMPORT_REFUSED},
        {.paths = {MADE "aiperf.json", MADE "llmperf.json"},
         .gpus = 2,
         .code = W_IMPORT,
         .expected = "\n  llama-8b:\n"},
        {.paths = {"tests/fixtures/vllm-cost-meter/master_results.csv"},
         .pattern = "mixtral",
         .expected = "mistralai/Mixtral-8x7B-Instruct-v0.1-A100_80GB_PCIe-x4-float16-vllm:"},
        {.paths = {"tests/fixtures/vllm-cost-meter/master_results.csv"},
         .pattern = "gemma",
         .code = E_IMPORT_MISSING},
        {.paths = {VLLM "1024_osl128_conc32.json", VLLM "8192_osl128_conc64.json",
                   VLLM "16384_osl128_conc16.json"},
         .gpus = 8,
         .expected = "input_tokens_per_second: {value: 8104.07639"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int count = 0;
        while (count < 3 && rows[i].paths[count] != NULL)
            count++;
        const struct import_options options = {.gpus = rows[i].gpus, .pattern = rows[i].pattern};
        const char *text = import_all(rows[i].paths, count, &options);
        if (rows[i].expected == NULL)
            assert_true(diags.errors > 0);
        else if (strstr(text, rows[i].expected) == NULL)
            fail_msg("%s: no %s in %s%s", rows[i].paths[0], rows[i].expected, text,
                     diags.count > 0 ? diags.list[0].text : "");
        assert_int_equal(diags.count > 0 ? diags.list[0].code : 0, rows[i].code);
    }
}

static void test_hint_is_quoted_and_not_used(void **state)
{
    (void)state;
    static const char *const paths[] = {VLLM "1024_osl128_conc4.json"};
    import_all(paths, 1, &(struct import_options){.gpus = 0});
    assert_int_equal(diags.errors, 1);
    assert_non_null(strstr(diags.list[0].text, "its name says tp8"));
    assert_non_null(strstr(diags.list[0].advice, "--gpus N"));
}

/* ---- The fit ---- */

static bool fit(const struct bench_run *run, int count, double *ret_input, double *ret_output,
                double *ret_worst)
{
    const struct bench_run *list[3];
    for (int i = 0; i < count; i++)
        list[i] = &run[i];
    return bench_fit(list, count, ret_input, ret_output, ret_worst);
}

static void test_fit(void **state)
{
    (void)state;
    const double p = 9000, d = 1500;
    struct bench_run exact[3] = {{.input_tokens = 100, .output_tokens = 400},
                                 {.input_tokens = 4000, .output_tokens = 100},
                                 {.input_tokens = 1000, .output_tokens = 1000}};
    double input, output, worst;
    for (int i = 0; i < 3; i++)
        exact[i].requests_per_second = 1 / (exact[i].input_tokens / p + exact[i].output_tokens / d);
    assert_true(fit(exact, 3, &input, &output, &worst));
    ASSERT_NEAR(input, p, 1e-6);
    ASSERT_NEAR(output, d, 1e-6);
    ASSERT_NEAR(worst, 0, 1e-12);
    assert_true(fit(exact, 2, &input, &output, &worst)); /* two determine it */
    ASSERT_NEAR(input, p, 1e-6);

    /* The best rates of the fixture's project at three mixes; expected: the normal equations
     * worked out by a program of its own. */
    const struct bench_run real[] = {
        {.input_tokens = 8192, .output_tokens = 128, .requests_per_second = 0.9427144900817264},
        {.input_tokens = 16384, .output_tokens = 128, .requests_per_second = 0.46913394939177033},
        {.input_tokens = 1024, .output_tokens = 128, .requests_per_second = 5.179984551069907}};
    assert_true(fit(real, 3, &input, &output, &worst));
    ASSERT_NEAR(input, 8075.567260767507, 1e-6);
    ASSERT_NEAR(output, 1942.2451958561323, 1e-6);
    ASSERT_NEAR(worst, 0.01810060133616076, 1e-9);

    const struct bench_run line[] = {
        /* one proportion, twice */
        {.input_tokens = 100, .output_tokens = 10, .requests_per_second = 10},
        {.input_tokens = 200, .output_tokens = 20, .requests_per_second = 5.1}};
    assert_false(fit(line, 2, &input, &output, &worst));
    const struct bench_run upside_down[] = {
        /* longer requests, and yet more of them */
        {.input_tokens = 100, .output_tokens = 100, .requests_per_second = 1},
        {.input_tokens = 900, .output_tokens = 100, .requests_per_second = 2}};
    assert_false(fit(upside_down, 2, &input, &output, &worst));
    const struct bench_run huge[] = {
        {.input_tokens = 1e300, .output_tokens = 1, .requests_per_second = 1e300},
        {.input_tokens = 1, .output_tokens = 1e300, .requests_per_second = 1}};
    assert_false(fit(huge, 2, &input, &output, &worst));
}

/* ---- Texts ---- */

static const char good_run[] =
    "{\"duration\": 10, \"completed\": 20, \"total_input_tokens\": 200, "
    "\"total_output_tokens\": 100, \"output_throughput\": 10, \"request_throughput\": 2}";

static void test_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int count, code; /* runs, or the first complaint */
        unsigned line, column;
    } rows[] = {
        {.text = "{}", .code = E_IMPORT_FORMAT, .line = 1, .column = 1},
        {.text = "[]", .code = E_IMPORT_FORMAT},
        {.text = "[1]", .code = E_IMPORT_FORMAT, .line = 1, .column = 1},
        {.text = "{\"benchmarks\": [{\"name\": 1}]}",
         .code = E_IMPORT_FORMAT,
         .line = 1,
         .column = 17},
        {.text = "{\"duration\": 10, \"output_throughput\": ",
         .code = E_IMPORT_READ,
         .line = 1,
         .column = 39},
        {.text = "{\"duration\": 0, \"output_throughput\": 1, \"completed\": 1, "
                 "\"total_output_tokens\": 1}",
         .code = E_IMPORT_READ,
         .line = 1,
         .column = 14},
        {.text = "{\"duration\": \"1e3\", \"output_throughput\": 0.05, \"completed\": 5, "
                 "\"total_output_tokens\": 50}",
         .count = 1},
        {.text = "{\"duration\": 1e999, \"output_throughput\": 1}",
         .code = E_IMPORT_READ,
         .line = 1,
         .column = 14},
        /* totals in the place of output */
        {.text = "{\"duration\": 10,\n \"completed\": 20, \"total_input_tokens\": 200, "
                 "\"total_output_tokens\": 100,\n \"output_throughput\": 30}",
         .code = E_IMPORT_READ,
         .line = 3,
         .column = 23},
        {.text = "{\"output_token_throughput\": {\"unit\": \"tokens/fortnight\", \"avg\": 1}, "
                 "\"request_throughput\": {\"unit\": \"requests/sec\", \"avg\": 1}}",
         .code = E_IMPORT_READ,
         .line = 1,
         .column = 38},
        {.text = "{\"tput_per_gpu\": 2, \"output_tput_per_gpu\": 1, \"tp\": 8, \"isl\": 1, "
                 "\"osl\": 1, \"disagg\": true}",
         .code = E_IMPORT_REFUSED,
         .line = 1,
         .column = 86},
        {.text = "{\"tput_per_gpu\": 20, \"output_tput_per_gpu\": 1, \"tp\": 8, \"isl\": 1, "
                 "\"osl\": 1}",
         .code = E_IMPORT_READ,
         .line = 1,
         .column = 18},
        {.text = "model,gpus\na,1\n", .code = E_IMPORT_FORMAT, .line = 1, .column = 1},
        {.text = "hello", .code = E_IMPORT_FORMAT, .line = 1, .column = 1},
        {.text = "model,gpus,request_throughput,tps_output,c_eff_per_mtok\n",
         .code = E_IMPORT_READ},
        {.text = "model,gpus,request_throughput,tps_output,c_eff_per_mtok\r\nm,x,1,1,1\r\n",
         .code = E_IMPORT_READ,
         .line = 2,
         .column = 3},
        {.text = "model,gpus,request_throughput,tps_output,c_eff_per_mtok,gpu_cost_hr\n"
                 "m,1,1,1000,1,7.2\n",
         .code = E_IMPORT_READ,
         .line = 2,
         .column = 12},
        {.text = "model,gpus,request_throughput,tps_output,c_eff_per_mtok,gpu_cost_hr\n"
                 "m,1,1,1000,2,7.2\n",
         .count = 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const bool good = read_text(rows[i].text);
        if (good != (rows[i].code == 0))
            fail_msg("%s: %s", rows[i].text, good ? "was read" : diags.list[0].text);
        if (good) {
            assert_int_equal(runs.count, rows[i].count);
            continue;
        }
        assert_int_equal(diags.list[0].code, rows[i].code);
        if (diags.list[0].place.line != rows[i].line ||
            diags.list[0].place.column != rows[i].column)
            fail_msg("%s: at %u:%u", rows[i].text, (unsigned)diags.list[0].place.line,
                     (unsigned)diags.list[0].place.column);
    }
}

static void test_several_objects(void **state)
{
    (void)state;
    static const char *const forms[] = {"%s%s", "%s\n%s\n", "[%s,%s]", "\xEF\xBB\xBF%s\r\n%s\r\n"};
    char text[1024];
    for (size_t i = 0; i < COUNT(forms); i++) {
        snprintf(text, sizeof text,
                 i == 2   ? "[%s,%s]"
                 : i == 1 ? "%s\n%s\n"
                 : i == 3 ? "\xEF\xBB\xBF%s\r\n%s\r\n"
                          : "%s%s",
                 good_run, good_run);
        if (!read_text(text))
            fail_msg("%s: %s", forms[i], diags.list[0].text);
        assert_int_equal(runs.count, 2);
        ASSERT_NEAR(runs.list[1].requests_per_second, 2, 0);
        assert_int_equal(runs.list[1].line, i == 1 || i == 3 ? 2 : 1);
    }
}

static void test_duplicate_key(void **state)
{
    (void)state;
    assert_true(read_text("{\"duration\": 10, \"completed\": 20, \"total_output_tokens\": 100, "
                          "\"output_throughput\": 20, \"duration\": 5}"));
    ASSERT_NEAR(runs.list[0].requests_per_second, 4, 0);
    assert_int_equal(diags.count, 1);
    assert_string_equal(diags.list[0].text,
                        "`duration` stands twice: 10, then 5; the last is taken");
}

static void test_made_up(void **state)
{
    (void)state;
    static const struct {
        const char *extra;
        bool made_up;
    } rows[] = {
        {.extra = "", .made_up = false},
        {.extra = ", \"simulated\": true", .made_up = true},
        {.extra = ", \"simulated\": false", .made_up = false},
        {.extra = ", \"note\": \"Estimated by a model\"", .made_up = true},
        {.extra = ", \"model_id\": \"simulated-llama\"", .made_up = true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[512];
        snprintf(text, sizeof text, "%.*s%s}", (int)strlen(good_run) - 1, good_run, rows[i].extra);
        assert_true(read_text(text));
        assert_int_equal(runs.list[0].made_up, rows[i].made_up);
    }
}

static void test_percentiles(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double expected;
    } rows[] = {
        {.text = "99", .expected = 99},    {.text = "5", .expected = 5},
        {.text = "05", .expected = 5},     {.text = "99.9", .expected = 99.9},
        {.text = "999", .expected = 99.9}, {.text = "001", .expected = 0.1},
        {.text = "", .expected = 0},       {.text = "x", .expected = 0},
        {.text = "1e1", .expected = 0},    {.text = "99.", .expected = 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        ASSERT_ROW_NEAR(rows[i].text, bench_percentile_of(rows[i].text, strlen(rows[i].text)),
                        rows[i].expected, 1e-12);
    struct bench_latencies latencies = {.count = 0};
    for (int i = 0; i < 12; i++)
        bench_add_latency(&latencies, (i * 7) % 12 + 1, i);
    assert_int_equal(latencies.count, BENCH_MAX_LATENCIES);
    for (int i = 0; i < latencies.count; i++) /* the highest eight, in order */
        ASSERT_NEAR(latencies.list[i].percentile, i + 5, 0);
}

static int teardown(void **state)
{
    (void)state;
    free(runs.list);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vllm_throughputs),
        cmocka_unit_test(test_cost_meter_identity),
        cmocka_unit_test(test_latency_rules),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_import_together),
        cmocka_unit_test(test_hint_is_quoted_and_not_used),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_several_objects),
        cmocka_unit_test(test_duplicate_key),
        cmocka_unit_test(test_made_up),
        cmocka_unit_test(test_percentiles),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
