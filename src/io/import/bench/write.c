/* write.c - chosen runs as hosts of a scenario.
 * Knows the keys of a host and what a reader of the fragment must be told: every run, why it was
 * used or not, and what its figures count. Refuses to know formats and to choose.
 */
#include "core/base/count.h"
#include "io/import/bench/bench.h"
#include "text/yaml/fragment.h"

#include <string.h>

enum { LISTED_RUNS = 40, MAX_MIXES = 256, MAX_SOURCE = 320 };

/* Above these shares something is worth a warning. */
static const double POOR_FIT = 0.2, MANY_FAILURES = 0.01, MANY_UNFINISHED = 0.05;

struct writer {
    FILE *out;
    const struct bench_runs *runs;
    const struct import_options *options;
    struct llmcost_diags *diags;
    const struct bench_host *host;
    int index; /* of the host */
    const char *basis;
    bool good;
};

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

static void source_of(const struct bench_run *run, const char *what, char *text, size_t size)
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

static void list_runs(const struct writer *writer)
{
    char text[MAX_FRAGMENT_TEXT / 2];
    int listed = 0, total = 0;
    bool several = false;
    for (int i = 1; i < writer->runs->count; i++)
        several = several || writer->runs->list[i].input != writer->runs->list[0].input;
    for (int i = 0; i < writer->runs->count; i++) {
        const struct bench_run *run = &writer->runs->list[i];
        if (run->host != writer->index || total++ >= LISTED_RUNS)
            continue;
        listed++;
        describe(run, text, sizeof text);
        const bool used = run == bench_best(writer->runs, run->host, run->mix);
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

static void warn_about(struct writer *writer, const struct bench_run *run)
{
    if (run->failed > MANY_FAILURES * (run->completed + run->failed))
        import_warn(writer->diags, run->input, run->line, run->column,
                    "%.6g of %.6g requests failed in this run: they are left out", run->failed,
                    run->completed + run->failed);
    if (run->unfinished > MANY_UNFINISHED * (run->completed + run->unfinished)) {
        import_warn(writer->diags, run->input, run->line, run->column,
                    "%.6g of %.6g requests were not finished when the run ended: the rate of those "
                    "that were is too low",
                    run->unfinished, run->completed + run->failed + run->unfinished);
        llmcost_advise(writer->diags, "measure longer, or at a rate that the server keeps up with");
    }
    if (run->at_once && !run->offline) {
        import_warn(writer->diags, run->input, run->line, run->column,
                    "all requests of this run were sent at once: its rate is not capacity under a "
                    "latency target");
        llmcost_advise(writer->diags,
                       "measure at a bounded concurrency (--max-concurrency) as well");
    }
}

static void comment_host(struct writer *writer)
{
    const struct bench_run *first = &writer->runs->list[writer->host->first];
    const struct import_options *options = writer->options;
    if (first->model[0] != '\0')
        fragment_comment(writer->out, 4, "%s%s%s%s%s%s%s", first->model,
                         first->hardware[0] != '\0' ? " on " : "", first->hardware,
                         first->precision[0] != '\0' ? ", " : "", first->precision,
                         first->engine[0] != '\0' ? ", " : "", first->engine);
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
    if (options->max_ttft_ms == 0 && options->max_tpot_ms == 0)
        fragment_comment(writer->out, 4,
                         "No latency rule was stated (--max-ttft-ms, "
                         "--max-tpot-ms): the highest rate, whatever its latency.");
    list_runs(writer);
    if (first->gpu_hour > 0)
        fragment_comment(writer->out, 4, "The file reckons with %.6g an hour for each GPU.",
                         first->gpu_hour);
}

/* ---- Keys ---- */

static void put_gpus(struct writer *writer)
{
    const struct bench_run *run = &writer->runs->list[writer->host->first];
    char source[MAX_SOURCE];
    if (writer->options->gpus > 0)
        snprintf(source, sizeof source, "stated with --gpus %g", writer->options->gpus);
    else
        source_of(run, "stated in the file", source, sizeof source);
    fragment_number(writer->out, 4, "gpus_per_replica", writer->host->gpus, "quoted", source);
}

static void put_ttft(struct writer *writer, const struct bench_run *const *used, int count)
{
    const struct bench_run *run = NULL;
    char percentile[16], what[64], source[MAX_SOURCE];
    for (int i = 0; i < count; i++) {
        const struct bench_latency *latency = bench_highest(&used[i]->ttft);
        if (latency != NULL && (run == NULL || latency->ms > bench_highest(&run->ttft)->ms))
            run = used[i];
    }
    if (run == NULL)
        return;
    const struct bench_latency *highest = bench_highest(&run->ttft);
    snprintf(what, sizeof what, "%s TTFT",
             bench_percentile(highest, percentile, sizeof percentile));
    source_of(run, what, source, sizeof source);
    fragment_number(writer->out, 4, "ttft_ms", highest->ms, writer->basis, source);
}

static void put_measured(struct writer *writer, const struct bench_run *run, const char *source)
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

static void put_one(struct writer *writer, const struct bench_run *run)
{
    char source[MAX_SOURCE];
    source_of(run, "", source, sizeof source);
    if (run->nominal)
        fragment_comment(writer->out, 4,
                         "Requests/s is output tokens/s over the output tokens "
                         "that were asked for: the file has neither requests nor their means.");
    if (run->tokens == BENCH_ALL_TOKENS) {
        fragment_number(writer->out, 4, "tokens_per_second", run->tokens_per_second, writer->basis,
                        source);
        if (run->all_tokens > 0)
            fragment_comment(writer->out, 4, "Input + output, for requests of %.6g tokens in all.",
                             run->all_tokens);
    } else {
        fragment_number(writer->out, 4, "requests_per_second", run->requests_per_second,
                        writer->basis, source);
        put_measured(writer, run, source);
    }
    put_ttft(writer, &run, 1);
}

static void complain_fit(struct writer *writer, const struct bench_run *run, const char *why)
{
    place_error(writer->diags, run->input, run->line, run->column, E_IMPORT_REFUSED,
                "%.80s: %d mixes of input and output, %s", writer->host->id, writer->host->mixes,
                why);
    llmcost_advise(writer->diags, "import the runs of one mix alone, the one nearest to your "
                                  "requests, and state `model` and `gpu` beside them: the estimate "
                                  "carries them to other mixes");
    writer->good = false;
}

static void put_fit(struct writer *writer, const struct bench_run *const *used, int count)
{
    struct bench_point points[MAX_MIXES];
    char source[MAX_SOURCE + 64], text[MAX_SOURCE], error[64];
    double input = 0, output = 0, worst = 0;
    bool complete = true;
    for (int i = 0; i < count; i++) {
        complete = complete && used[i]->input_tokens > 0 && used[i]->output_tokens > 0 &&
                   used[i]->tokens == BENCH_OUTPUT_TOKENS;
        points[i] = (struct bench_point){.input_tokens = used[i]->input_tokens,
                                         .output_tokens = used[i]->output_tokens,
                                         .requests_per_second = used[i]->requests_per_second};
    }
    if (!complete) {
        complain_fit(writer, used[0], "without the input and the output tokens of all of them");
        return;
    }
    if (!bench_fit(points, count, &input, &output, &worst)) {
        complain_fit(writer, used[0], "which no input and output tokens/s above 0 explain");
        return;
    }
    source_of(used[0], "", text, sizeof text);
    snprintf(source, sizeof source, "fit over %d mixes, the first %s", count, text);
    if (count > 2)
        snprintf(error, sizeof error, "The worst error of requests/s is %.2g %%.", worst * 100);
    else
        snprintf(error, sizeof error, "Two mixes determine both: there is no error to see.");
    fragment_comment(writer->out, 4,
                     "Least squares of relative errors over the best run of each "
                     "of %d mixes (*): 1 / requests/s = input / input_tokens_per_second + output / "
                     "output_tokens_per_second. %s",
                     count, error);
    fragment_number(writer->out, 4, "input_tokens_per_second", input, writer->basis, source);
    fragment_number(writer->out, 4, "output_tokens_per_second", output, writer->basis, source);
    put_ttft(writer, used, count);
    if (worst > POOR_FIT)
        import_warn(writer->diags, used[0]->input, used[0]->line, used[0]->column,
                    "%.60s: the fit over %d mixes misses a measured rate by %.2g %%",
                    writer->host->id, count, worst * 100);
}

static void put_host(struct writer *writer)
{
    const struct bench_run *used[MAX_MIXES] = {NULL};
    int count = 0;
    const int mixes = writer->host->mixes;
    if (mixes > MAX_MIXES) {
        complain_fit(writer, &writer->runs->list[writer->host->first], "more than 256");
        return;
    }
    for (int mix = 0; mix < mixes; mix++) {
        const struct bench_run *best = bench_best(writer->runs, writer->index, mix);
        if (best != NULL)
            used[count++] = best;
    }
    if (count == 0)
        return; /* bench_judge() has refused it */
    fragment_map(writer->out, 2, writer->host->id);
    comment_host(writer);
    put_gpus(writer);
    for (int i = 0; i < count; i++)
        warn_about(writer, used[i]);
    if (count < mixes)
        import_warn(writer->diags, used[0]->input, used[0]->line, used[0]->column,
                    "%.60s: %d of %d mixes have no run that meets the latency rules",
                    writer->host->id, mixes - count, mixes);
    if (count == 1)
        put_one(writer, used[0]);
    else
        put_fit(writer, used, count);
}

/* ---- All of it ---- */

static bool any_made_up(const struct bench_runs *runs, int host, const struct bench_run **ret_run)
{
    for (int i = 0; i < runs->count; i++)
        if (runs->list[i].host == host && runs->list[i].made_up) {
            *ret_run = &runs->list[i];
            return true;
        }
    return false;
}

static void warn_about_all(const struct bench_runs *runs, const struct bench_hosts *hosts,
                           const struct import_options *options, struct llmcost_diags *diags)
{
    const struct bench_run *first = &runs->list[0];
    if (first->offline) {
        import_warn(diags, first->input, first->line, first->column,
                    "%s is an offline figure: not capacity under a latency target", first->tool);
        llmcost_advise(diags, "served, the same GPUs may do half of it: measure with a serving "
                              "benchmark at the concurrency you allow");
    }
    if (hosts->count > 1 && options->gpus > 0) {
        import_warn(diags, first->input, 0, 0, "--gpus %g is taken for each of %d hosts",
                    options->gpus, hosts->count);
        llmcost_advise(diags, "import them one at a time where they differ");
    }
}

bool bench_write(FILE *out, const struct bench_runs *runs, const struct bench_hosts *hosts,
                 const struct import_options *options, struct llmcost_diags *diags)
{
    struct writer writer = {
        .out = out, .runs = runs, .options = options, .diags = diags, .good = true};
    fragment_comment(
        out, 0,
        "%d run%s of benchmarks, read by llmcost import bench. A host is one "
        "replica: add how its GPUs are paid for (gpu_hour) and put it into a scenario. "
        "* used, - slower, x excluded.",
        runs->count, runs->count == 1 ? "" : "s");
    fragment_map(out, 0, "hosts");
    warn_about_all(runs, hosts, options, diags);
    for (int i = 0; i < hosts->count; i++) {
        const struct bench_run *made_up = NULL;
        writer.host = &hosts->list[i];
        writer.index = i;
        writer.basis = "measured";
        if (any_made_up(runs, i, &made_up)) {
            writer.basis = "assumed";
            import_warn(diags, made_up->input, made_up->line, made_up->column,
                        "the file says simulated or estimated: %.60s is assumed, not measured",
                        hosts->list[i].id);
        }
        put_host(&writer);
    }
    return writer.good;
}
