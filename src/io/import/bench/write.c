/* write.c - chosen runs as hosts of a scenario.
 * Knows the keys of a host's capacity, as one figure or as a fit over mixes; refuses to know
 * formats, to choose, and the words about runs (told.c).
 */
#include "io/import/bench/writer.h"
#include "text/yaml/fragment.h"

/* Above this share a fit is worth a warning. */
static const double POOR_FIT = 0.2;

static void put_ttft(struct bench_writer *writer, const struct bench_run *const *used, int count)
{
    const struct bench_run *run = NULL;
    for (int i = 0; i < count; i++) {
        const struct bench_latency *latency = bench_highest(&used[i]->ttft);
        if (latency != NULL && (run == NULL || latency->ms > bench_highest(&run->ttft)->ms))
            run = used[i];
    }
    if (run != NULL)
        bench_put_latency(writer, 4, run, "ttft_ms", "TTFT", &run->ttft);
}

static void put_one(struct bench_writer *writer, const struct bench_run *run)
{
    char source[MAX_SOURCE];
    bench_source_of(run, "", source, sizeof source);
    bench_comment_nominal(writer, run);
    if (run->tokens == BENCH_ALL_TOKENS) {
        fragment_number(writer->out, 4, "tokens_per_second", run->tokens_per_second, writer->basis,
                        source);
        if (run->all_tokens > 0)
            fragment_comment(writer->out, 4, "Input + output, for requests of %.6g tokens in all.",
                             run->all_tokens);
    } else {
        fragment_number(writer->out, 4, "requests_per_second", run->requests_per_second,
                        writer->basis, source);
        bench_put_measured(writer, run, source);
    }
    put_ttft(writer, &run, 1);
}

static void complain_fit(struct bench_writer *writer, const struct bench_run *run, const char *why)
{
    place_error(writer->diags, run->input, run->line, run->column, E_IMPORT_REFUSED,
                "%.80s: %d mixes of input and output, %s", writer->host->id, writer->host->mixes,
                why);
    llmcost_advise(writer->diags, "import the runs of one mix alone, the one nearest to your "
                                  "requests, and state `model` and `gpu` beside them: the estimate "
                                  "carries them to other mixes");
    writer->good = false;
}

static void put_fit(struct bench_writer *writer, const struct bench_run *const *used, int count)
{
    char source[MAX_SOURCE + 64], text[MAX_SOURCE], error[64];
    double input = 0, output = 0, worst = 0;
    bool complete = true;
    for (int i = 0; i < count; i++)
        complete = complete && used[i]->input_tokens > 0 && used[i]->output_tokens > 0 &&
                   used[i]->tokens == BENCH_OUTPUT_TOKENS;
    if (!complete) {
        complain_fit(writer, used[0], "without the input and the output tokens of all of them");
        return;
    }
    if (!bench_fit(used, count, &input, &output, &worst)) {
        complain_fit(writer, used[0], "which no input and output tokens/s above 0 explain");
        return;
    }
    bench_source_of(used[0], "", text, sizeof text);
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
        place_warn(writer->diags, used[0]->input, used[0]->line, used[0]->column,
                   "%.60s: the fit over %d mixes misses a measured rate by %.2g %%",
                   writer->host->id, count, worst * 100);
}

static void put_host(struct bench_writer *writer)
{
    const int mixes = writer->host->mixes;
    if (mixes > MAX_USED) {
        complain_fit(writer, &writer->runs->list[writer->host->first], "more than 256");
        return;
    }
    writer->mix = -1;
    writer->used_count = 0;
    for (int mix = 0; mix < mixes; mix++) {
        const struct bench_run *best = bench_best(writer->runs, writer->index, mix);
        if (best != NULL)
            writer->used[writer->used_count++] = best;
    }
    const int count = writer->used_count;
    if (count == 0)
        return; /* bench_judge() has refused it */
    fragment_map(writer->out, 2, writer->host->id);
    bench_comment_host(writer,
                       writer->options->max_ttft_ms == 0 && writer->options->max_tpot_ms == 0
                           ? "No latency rule was stated (--max-ttft-ms, --max-tpot-ms): the "
                             "highest rate, whatever its latency."
                           : NULL);
    bench_put_gpus(writer);
    bench_warn_used(writer);
    if (count < mixes)
        place_warn(writer->diags, writer->used[0]->input, writer->used[0]->line,
                   writer->used[0]->column,
                   "%.60s: %d of %d mixes have no run that meets the latency rules",
                   writer->host->id, mixes - count, mixes);
    if (count == 1)
        put_one(writer, writer->used[0]);
    else
        put_fit(writer, writer->used, count);
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
        place_warn(diags, first->input, first->line, first->column,
                   "%s is an offline figure: not capacity under a latency target", first->tool);
        llmcost_advise(diags, "served, the same GPUs may do half of it: measure with a serving "
                              "benchmark at the concurrency you allow");
    }
    if (hosts->count > 1 && options->gpus > 0) {
        place_warn(diags, first->input, 0, 0, "--gpus %d is taken for each of %d hosts",
                   options->gpus, hosts->count);
        llmcost_advise(diags, "import them one at a time where they differ");
    }
}

bool bench_write(FILE *out, const struct bench_runs *runs, const struct bench_hosts *hosts,
                 const struct import_options *options, struct llmcost_diags *diags)
{
    struct bench_writer writer = {
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
            place_warn(diags, made_up->input, made_up->line, made_up->column,
                       "the file says simulated or estimated: %.60s is assumed, not measured",
                       hosts->list[i].id);
        }
        if (options->frontier)
            bench_put_frontier(&writer);
        else
            put_host(&writer);
    }
    return writer.good;
}
