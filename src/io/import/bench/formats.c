/* formats.c - benchmark results in JSON: one row and one reader for each format.
 * Knows field names, units and what a tool counts; refuses to know which run is best. To add a
 * format: a reader and a row, before any row whose fields it has as well.
 */
#include "core/base/count.h"
#include "io/import/bench/reader.h"

#include <string.h>

static const double MS_PER_SECOND = 1000;
static const char dates[] = "date start_time timestamp start_time_unix";

/* Means and tokens/s from totals, as vLLM and SGLang count them: of completed requests alone. */
static void from_totals(struct bench_reader *reader, double completed, double seconds)
{
    struct bench_run *run = reader->run;
    const double input = reader_may(reader, "total_input_tokens");
    const double output = reader_need(reader, "total_output_tokens");
    run->completed = completed;
    run->failed = reader_may(reader, "failed");
    run->requests_per_second = completed / seconds;
    run->input_tokens = input / completed;
    run->output_tokens = output / completed;
    run->tokens = BENCH_OUTPUT_TOKENS;
    run->tokens_per_second = reader_need(reader, "output_throughput");
    reader_agree(reader, "output_throughput", run->tokens_per_second, output / seconds,
                 "total_output_tokens / time");
    if (record_find(reader->record, "request_throughput") != NULL)
        reader_agree(reader, "request_throughput", reader_need(reader, "request_throughput"),
                     run->requests_per_second, "completed / time");
}

/* The mean time of a request, stated or from its first token and those after it. */
static double request_ms(struct bench_reader *reader)
{
    const double stated = reader_first(reader, "mean_e2el_ms mean_e2e_latency_ms");
    const double first = reader_may(reader, "mean_ttft_ms");
    const double next = reader_may(reader, "mean_tpot_ms");
    if (stated > 0 || first == 0 || next == 0)
        return stated;
    return first + next * (reader->run->output_tokens - 1);
}

/* vLLM bench serve, its variant in seconds (InferenceX) and SGLang bench_serving. */
static void read_serve(struct bench_reader *reader)
{
    struct bench_run *run = reader->run;
    from_totals(reader, reader_need(reader, "completed"), reader_need(reader, "duration"));
    reader_text(reader, "model_id model server_info.model_path tokenizer_id", run->model,
                sizeof run->model);
    reader_date(reader, dates);
    run->concurrency = reader_first(reader, "max_concurrency concurrency");
    run->offered = reader_first(reader, "request_rate");
    run->at_once = run->concurrency == 0 && run->offered == 0;
    run->request_ms = request_ms(reader);
    reader_latencies(reader, "p*_ttft_ms", "median_ttft_ms", "mean_ttft_ms", 1, &run->ttft);
    reader_latencies(reader, "p*_tpot_ms", "median_tpot_ms", "mean_tpot_ms", 1, &run->tpot);
    if (run->ttft.count > 0 || run->tpot.count > 0)
        return;
    reader_latencies(reader, "p*_ttft", "median_ttft", "mean_ttft", MS_PER_SECOND, &run->ttft);
    reader_latencies(reader, "p*_tpot", "median_tpot", "mean_tpot", MS_PER_SECOND, &run->tpot);
}

static void read_sglang_offline(struct bench_reader *reader)
{
    struct bench_run *run = reader->run;
    from_totals(reader, reader_need(reader, "successful_requests"),
                reader_need(reader, "total_latency"));
    reader_text(reader, "model_id model model_path", run->model, sizeof run->model);
    run->offline = true;
}

/* vLLM bench throughput: tokens/s is input + output. */
static void read_throughput(struct bench_reader *reader)
{
    struct bench_run *run = reader->run;
    const double seconds = reader_need(reader, "elapsed_time");
    reader_text(reader, "model_id model", run->model, sizeof run->model);
    reader_date(reader, dates);
    run->tokens = BENCH_ALL_TOKENS;
    run->tokens_per_second = reader_need(reader, "tokens_per_second");
    run->completed = reader_need(reader, "num_requests");
    run->requests_per_second = run->completed / seconds;
    run->offline = true;
    run->all_tokens = reader_may(reader, "total_num_tokens") / run->completed;
    if (run->all_tokens > 0)
        reader_agree(reader, "tokens_per_second", run->tokens_per_second,
                     run->all_tokens * run->requests_per_second, "total_num_tokens / elapsed_time");
}

/* A metric {unit, avg, p99, ...} of AIPerf and genai-perf: what its unit is in ours. */
static double unit_of(struct bench_reader *reader, const char *metric, bool required)
{
    static const struct {
        const char *unit;
        double factor;
    } rows[] = {
        {.unit = "ms", .factor = 1},         {.unit = "s", .factor = 1e3},
        {.unit = "sec", .factor = 1e3},      {.unit = "seconds", .factor = 1e3},
        {.unit = "us", .factor = 1e-3},      {.unit = "ns", .factor = 1e-6},
        {.unit = "tokens", .factor = 1},     {.unit = "requests", .factor = 1},
        {.unit = "count", .factor = 1},      {.unit = "tokens/sec", .factor = 1},
        {.unit = "tokens/s", .factor = 1},   {.unit = "requests/sec", .factor = 1},
        {.unit = "requests/s", .factor = 1}, {.unit = "requests/min", .factor = 1.0 / 60},
    };
    char path[RECORD_MAX_PATH];
    snprintf(path, sizeof path, "%s.unit", metric);
    const char *unit = record_text(reader->record, path);
    if (unit[0] == '\0' && !required)
        return 1;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(rows[i].unit, unit) == 0)
            return rows[i].factor;
    reader_error(reader, E_IMPORT_READ, path, "`%s` has the unit \"%.40s\", which is not known",
                 metric, unit);
    return 1;
}

static double metric(struct bench_reader *reader, const char *name, bool required)
{
    char path[RECORD_MAX_PATH];
    snprintf(path, sizeof path, "%s.avg", name);
    const double value = required ? reader_need(reader, path) : reader_may(reader, path);
    return value * unit_of(reader, name, required);
}

static void metric_latencies(struct bench_reader *reader, const char *name,
                             struct bench_latencies *ret_latencies)
{
    char pattern[RECORD_MAX_PATH], mean[RECORD_MAX_PATH];
    snprintf(pattern, sizeof pattern, "%s.p*", name);
    snprintf(mean, sizeof mean, "%s.avg", name);
    if (record_find(reader->record, mean) != NULL)
        reader_latencies(reader, pattern, NULL, mean, unit_of(reader, name, true), ret_latencies);
}

static void read_aiperf(struct bench_reader *reader)
{
    struct bench_run *run = reader->run;
    run->requests_per_second = metric(reader, "request_throughput", true);
    run->tokens = BENCH_OUTPUT_TOKENS;
    run->tokens_per_second = metric(reader, "output_token_throughput", true);
    run->input_tokens = metric(reader, "input_sequence_length", false);
    run->output_tokens = metric(reader, "output_sequence_length", false);
    run->completed = metric(reader, "request_count", false);
    run->failed = metric(reader, "error_request_count", false);
    run->concurrency = reader_first(
        reader, "input_config.loadgen.concurrency input_config.perf_analyzer.stimulus.concurrency "
                "input_config.concurrency");
    reader_text(reader,
                "input_config.endpoint.model_names[0] input_config.model_names[0] "
                "input_config.model[0] input_config.model input_config.formatted_model_name",
                run->model, sizeof run->model);
    reader_date(reader, dates);
    metric_latencies(reader, "time_to_first_token", &run->ttft);
    metric_latencies(reader, "inter_token_latency", &run->tpot);
    if (run->output_tokens > 0)
        reader_agree(reader, "output_token_throughput.avg", run->tokens_per_second,
                     run->output_tokens * run->requests_per_second,
                     "output_sequence_length * request_throughput");
}

/* One of a file's benchmarks; errored and incomplete requests are beside `successful`. */
static void read_guidellm(struct bench_reader *reader)
{
    struct bench_run *run = reader->run;
    run->requests_per_second = reader_need(reader, "metrics.requests_per_second.successful.mean");
    run->tokens = BENCH_OUTPUT_TOKENS;
    run->tokens_per_second = reader_may(reader, "metrics.output_tokens_per_second.successful.mean");
    run->input_tokens = reader_may(reader, "metrics.prompt_token_count.successful.mean");
    run->output_tokens = reader_may(reader, "metrics.output_token_count.successful.mean");
    run->concurrency = reader_may(reader, "metrics.request_concurrency.successful.mean");
    run->completed = reader_may(reader, "metrics.requests_per_second.successful.count");
    run->failed = reader_first(
        reader,
        "metrics.request_totals.errored request_totals.errored run_stats.requests_made.errored");
    run->unfinished =
        reader_first(reader, "metrics.request_totals.incomplete request_totals.incomplete "
                             "run_stats.requests_made.incomplete");
    reader_text(reader, "worker.backend_model config.backend.model args.model", run->model,
                sizeof run->model);
    reader_text(reader, "config.strategy.type_ args.strategy.type_ scheduler.strategy.type_",
                run->label, sizeof run->label);
    run->at_once = strcmp(run->label, "throughput") == 0;
    reader_date(reader, dates);
    reader_latencies(reader, "metrics.time_to_first_token_ms.successful.percentiles.p*",
                     "metrics.time_to_first_token_ms.successful.median",
                     "metrics.time_to_first_token_ms.successful.mean", 1, &run->ttft);
    reader_latencies(reader, "metrics.inter_token_latency_ms.successful.percentiles.p*",
                     "metrics.inter_token_latency_ms.successful.median",
                     "metrics.inter_token_latency_ms.successful.mean", 1, &run->tpot);
}

static void read_llmperf(struct bench_reader *reader)
{
    struct bench_run *run = reader->run;
    run->requests_per_second = reader_need(reader, "results_num_completed_requests_per_min") / 60;
    run->tokens = BENCH_OUTPUT_TOKENS;
    run->tokens_per_second = reader_need(reader, "results_mean_output_throughput_token_per_s");
    run->input_tokens = reader_may(reader, "results_number_input_tokens_mean");
    run->output_tokens = reader_may(reader, "results_number_output_tokens_mean");
    run->concurrency = reader_may(reader, "num_concurrent_requests");
    run->completed = reader_may(reader, "results_num_completed_requests");
    run->failed = reader_may(reader, "results_number_errors");
    reader_text(reader, "model", run->model, sizeof run->model);
    reader_date(reader, dates);
    reader_latencies(reader, "results_ttft_s_quantiles_p*", NULL, "results_ttft_s_mean",
                     MS_PER_SECOND, &run->ttft);
    reader_latencies(reader, "results_inter_token_latency_s_quantiles_p*", NULL,
                     "results_inter_token_latency_s_mean", MS_PER_SECOND, &run->tpot);
    if (run->output_tokens > 0)
        reader_agree(reader, "results_mean_output_throughput_token_per_s", run->tokens_per_second,
                     run->output_tokens * run->requests_per_second,
                     "results_number_output_tokens_mean * requests");
}

/* Whether a key holds something else than 1, nothing or false. */
static bool is_set(struct bench_reader *reader, const char *path)
{
    const struct record_leaf *leaf = record_find(reader->record, path);
    double value = 0;
    if (leaf == NULL || leaf->kind == RECORD_FALSE)
        return false;
    return leaf->kind == RECORD_TRUE || (record_leaf_number(leaf, &value) && value > 1);
}

/* One row of the InferenceX dashboard: everything per GPU, lengths as they were asked for. */
static void read_per_gpu(struct bench_reader *reader)
{
    static const char *const others[] = {"disagg", "is_multinode", "pp", "pcp_size"};
    struct bench_run *run = reader->run;
    for (size_t i = 0; i < COUNT(others); i++)
        if (is_set(reader, others[i])) {
            reader_error(reader, E_IMPORT_REFUSED, others[i],
                         "`%s`: per-GPU figures of such a run have several divisors", others[i]);
            llmcost_advise(reader->diags, "import the result file of the run itself, with --gpus");
            return;
        }
    run->gpus = reader_need(reader, "tp");
    run->input_tokens = reader_need(reader, "isl");
    run->output_tokens = reader_need(reader, "osl");
    run->nominal = true;
    run->concurrency = reader_may(reader, "conc");
    run->tokens = BENCH_OUTPUT_TOKENS;
    run->tokens_per_second = reader_need(reader, "output_tput_per_gpu") * run->gpus;
    run->requests_per_second = run->tokens_per_second / run->output_tokens;
    const double all = reader_need(reader, "tput_per_gpu") * run->gpus;
    const double off =
        reader->good ? all / run->requests_per_second / (run->input_tokens + run->output_tokens)
                     : 1;
    if (off < 0.9 || off > 1.1) {
        reader_error(reader, E_IMPORT_READ, "tput_per_gpu",
                     "tput_per_gpu and output_tput_per_gpu are not of requests of %g + %g tokens",
                     run->input_tokens, run->output_tokens);
        llmcost_advise(reader->diags, "import the result file of the run itself, with --gpus");
    }
    reader_text(reader, "model infmax_model_prefix", run->model, sizeof run->model);
    reader_text(reader, "hw", run->hardware, sizeof run->hardware);
    reader_text(reader, "precision", run->precision, sizeof run->precision);
    reader_text(reader, "framework", run->engine, sizeof run->engine);
    reader_date(reader, dates);
    reader_latencies(reader, "p*_ttft", "median_ttft", "mean_ttft", MS_PER_SECOND, &run->ttft);
    reader_latencies(reader, "p*_tpot", "median_tpot", "mean_tpot", MS_PER_SECOND, &run->tpot);
}

static const struct bench_format formats[] = {
    {.tool = "InferenceX aggregate",
     .has = "tput_per_gpu output_tput_per_gpu",
     .read = read_per_gpu},
    {.tool = "vLLM bench throughput",
     .has = "elapsed_time tokens_per_second",
     .read = read_throughput},
    {.tool = "SGLang bench_offline_throughput",
     .has = "successful_requests total_latency",
     .read = read_sglang_offline},
    {.tool = "SGLang bench_serving",
     .has = "total_throughput output_throughput duration",
     .read = read_serve},
    {.tool = "vLLM bench serve", .has = "output_throughput duration", .read = read_serve},
    {.tool = "AIPerf or genai-perf",
     .has = "output_token_throughput.unit request_throughput.unit",
     .read = read_aiperf},
    {.tool = "llmperf", .has = "results_mean_output_throughput_token_per_s", .read = read_llmperf},
    {.tool = "guidellm",
     .has = "metrics.requests_per_second.successful.mean",
     .read = read_guidellm},
};

const struct bench_format *bench_format_find(const struct record *record)
{
    char path[RECORD_MAX_PATH];
    for (size_t i = 0; i < COUNT(formats); i++) {
        const char *has = formats[i].has;
        bool all = true;
        while (all && import_next_word(&has, path, sizeof path))
            all = record_find(record, path) != NULL;
        if (all)
            return &formats[i];
    }
    return NULL;
}
