/* told.c - what a fragment says about the runs of a host, and the keys that every host has
 * (io/import/bench/writer.h). Knows what a reader of the fragment must be told: every run, why it
 * was used or not, and what its figures count. Refuses to know formats and to choose.
 */
#include "core/base/count.h"
#include "io/import/bench/writer.h"
#include "text/yaml/fragment.h"

#include <string.h>

enum { LISTED_RUNS = 40 };

/* Above these shares something is worth a warning. */
static const double MANY_FAILURES = 0.01, MANY_UNFINISHED = 0.05;

/* ---- Words ---- */

static void add_latencies(char *text, size_t size, const char *name,
                          const struct bench_latencies *latencies)
{
    char percentile[16];
    for (int i = 0; i < latencies->count; i++) {
        const struct bench_latency *latency = &latencies->list[i];
        const bool shown =
            latency->percentile == 50 || i + 1 == latencies->count || latencies->count < 3;
        const size_t used = strlen(text);
        if (shown)
            snprintf(text + used, size - used, ", %s %s %.6g ms", name,
                     bench_percentile(latency, percentile, sizeof percentile), latency->ms);
    }
}

/* "1024 + 128 tokens, concurrency 32: 5.06 requests/s, TTFT median 1.2 ms, p99 2.5 ms". */
static void describe(const struct bench_run *run, char *text, size_t size)
{
    size_t used;
    text[0] = '\0';
    if (run->input_tokens > 0 && run->output_tokens > 0)
        snprintf(text, size, "%.6g + %.6g tokens, ", run->input_tokens, run->output_tokens);
    else if (run->output_tokens > 0)
        snprintf(text, size, "%.6g output tokens, ", run->output_tokens);
    else if (run->all_tokens > 0)
        snprintf(text, size, "%.6g tokens (input + output), ", run->all_tokens);
    used = strlen(text);
    if (run->concurrency > 0)
        snprintf(text + used, size - used, "concurrency %.6g: ", run->concurrency);
    else if (run->offered > 0)
        snprintf(text + used, size - used, "%.6g requests/s sent: ", run->offered);
    else if (run->at_once)
        snprintf(text + used, size - used, "all requests at once: ");
    used = strlen(text);
    snprintf(text + used, size - used, "%.6g requests/s, %.6g %s tokens/s",
             run->requests_per_second, run->tokens_per_second,
             run->tokens == BENCH_ALL_TOKENS ? "input + output" : "output");
    add_latencies(text, size, "TTFT", &run->ttft);
    add_latencies(text, size, "TPOT", &run->tpot);
}

void bench_source_of(const struct bench_run *run, const char *what, char *text, size_t size)
{
    char line[24] = "", date[40] = "";
    if (run->line > 1)
        snprintf(line, sizeof line, " line %u", (unsigned)run->line);
    if (run->date[0] != '\0')
        snprintf(date, sizeof date, ", run of %s", run->date);
    snprintf(text, size, "%s%s%s, %s%s%s%s", what, what[0] != '\0' ? ", " : "", run->tool,
             run->file, line, date, run->repeats > 1 ? ", mean of repeated runs" : "");
}

/* ---- What is said about all runs of a host ---- */

static bool is_used(const struct bench_writer *writer, const struct bench_run *run)
{
    for (int i = 0; i < writer->used_count; i++)
        if (writer->used[i] == run)
            return true;
    return false;
}

static void list_runs(const struct bench_writer *writer)
{
    char text[MAX_FRAGMENT_TEXT / 2];
    int listed = 0, total = 0;
    bool several = false;
    for (int i = 1; i < writer->runs->count; i++)
        several = several || writer->runs->list[i].input != writer->runs->list[0].input;
    for (int i = 0; i < writer->runs->count; i++) {
        const struct bench_run *run = &writer->runs->list[i];
        if (run->host != writer->index || (writer->mix >= 0 && run->mix != writer->mix) ||
            total++ >= LISTED_RUNS)
            continue;
        listed++;
        describe(run, text, sizeof text);
        const bool used = is_used(writer, run);
        if (run->repeats > 1) {
            const size_t length = strlen(text);
            snprintf(text + length, sizeof text - length, "; mean of %d runs, %.6g to %.6g %s",
                     run->repeats, run->least, run->most,
                     run->tokens == BENCH_ALL_TOKENS ? "tokens/s" : "requests/s");
        }
        fragment_comment(writer->out, 4, "%s %s%s%s%s%s",
                         used            ? "*"
                         : run->excluded ? "x"
                                         : "-",
                         text, several ? "; " : "", several ? run->file : "",
                         run->excluded ? "; excluded: " : "", run->why);
    }
    if (total > listed)
        fragment_comment(writer->out, 4, "... and %d more", total - listed);
}

static void warn_about(const struct bench_writer *writer, const struct bench_run *run)
{
    if (run->failed > MANY_FAILURES * (run->completed + run->failed))
        place_warn(writer->diags, run->input, run->line, run->column,
                   "%.6g of %.6g requests failed in this run: they are left out", run->failed,
                   run->completed + run->failed);
    if (run->unfinished > MANY_UNFINISHED * (run->completed + run->unfinished)) {
        place_warn(writer->diags, run->input, run->line, run->column,
                   "%.6g of %.6g requests were not finished when the run ended: the rate of those "
                   "that were is too low",
                   run->unfinished, run->completed + run->failed + run->unfinished);
        llmcost_advise(writer->diags, "measure longer, or at a rate that the server keeps up with");
    }
    if (run->at_once && !run->offline && !writer->options->frontier) {
        place_warn(writer->diags, run->input, run->line, run->column,
                   "all requests of this run were sent at once: its rate is not capacity under a "
                   "latency target");
        llmcost_advise(writer->diags,
                       "measure at a bounded concurrency (--max-concurrency) as well");
    }
}

void bench_warn_used(const struct bench_writer *writer)
{
    for (int i = 0; i < writer->used_count; i++)
        warn_about(writer, writer->used[i]);
}

void bench_comment_host(const struct bench_writer *writer, const char *rule)
{
    const struct bench_run *first = &writer->runs->list[writer->host->first];
    const struct import_options *options = writer->options;
    if (first->model[0] != '\0')
        fragment_comment(writer->out, 4, "%s%s%s%s%s%s%s%s%s", first->model,
                         first->hardware[0] != '\0' ? " on " : "", first->hardware,
                         first->precision[0] != '\0' ? ", " : "", first->precision,
                         first->engine[0] != '\0' ? ", " : "", first->engine,
                         first->setting[0] != '\0' ? ", " : "", first->setting);
    if (options->max_ttft_ms > 0)
        fragment_comment(writer->out, 4,
                         "TTFT at most %.9g ms, by the highest percentile of the "
                         "file.",
                         options->max_ttft_ms);
    if (options->max_tpot_ms > 0)
        fragment_comment(writer->out, 4,
                         "TPOT at most %.9g ms, by the highest percentile of the "
                         "file.",
                         options->max_tpot_ms);
    if (rule != NULL)
        fragment_comment(writer->out, 4, "%s", rule);
    list_runs(writer);
    if (first->gpu_hour > 0)
        fragment_comment(writer->out, 4, "The file reckons with %.6g an hour for each GPU.",
                         first->gpu_hour);
}

/* ---- Keys ---- */

void bench_put_gpus(const struct bench_writer *writer)
{
    const struct bench_run *run = &writer->runs->list[writer->host->first];
    char source[MAX_SOURCE];
    if (writer->options->gpus > 0)
        snprintf(source, sizeof source, "stated with --gpus %d", writer->options->gpus);
    else
        bench_source_of(run, "stated in the file", source, sizeof source);
    fragment_number(writer->out, 4, "gpus_per_replica", writer->host->gpus, "quoted", source);
}

void bench_comment_nominal(const struct bench_writer *writer, const struct bench_run *run)
{
    if (run->nominal)
        fragment_comment(writer->out, 4,
                         "Requests/s is output tokens/s over the output tokens "
                         "that were asked for: the file has neither requests nor their means.");
}

void bench_put_measured(const struct bench_writer *writer, const struct bench_run *run,
                        const char *source)
{
    const struct {
        const char *key;
        double value;
    } rows[] = {
        {.key = "measured_input_tokens", .value = run->input_tokens},
        {.key = "measured_output_tokens", .value = run->output_tokens},
        {.key = "measured_concurrency", .value = run->concurrency},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].value > 0)
            fragment_number(writer->out, 4, rows[i].key, rows[i].value, writer->basis, source);
    if (run->input_tokens == 0)
        fragment_comment(writer->out, 4,
                         "The file does not say how many input tokens its requests "
                         "had: the rate holds for requests like them alone.");
}

void bench_put_latency(const struct bench_writer *writer, int indent, const struct bench_run *run,
                       const char *key, const char *name, const struct bench_latencies *latencies)
{
    const struct bench_latency *highest = bench_highest(latencies);
    char percentile[16], what[64], source[MAX_SOURCE];
    if (highest == NULL)
        return;
    snprintf(what, sizeof what, "%s %s", bench_percentile(highest, percentile, sizeof percentile),
             name);
    bench_source_of(run, what, source, sizeof source);
    fragment_number(writer->out, indent, key, highest->ms, writer->basis, source);
}
