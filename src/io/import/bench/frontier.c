/* frontier.c - all points that were measured of a host, as its `runs` (import bench --frontier).
 * Knows what a point needs: how many requests were in flight, and one mix of tokens for all points
 * of an entry. Refuses to choose among them: the rules of the scenario do.
 */
#include "io/import/bench/writer.h"
#include "text/yaml/fragment.h"

#include <string.h>

/* Into `used` by rising concurrency; of two points at the same one the one that served more. False:
 * the list is full. */
static bool use(struct bench_writer *writer, const struct bench_run *run)
{
    const double concurrency = bench_concurrency(run);
    int at = writer->used_count;
    while (at > 0 && bench_concurrency(writer->used[at - 1]) > concurrency)
        at--;
    const struct bench_run **before = at > 0 ? &writer->used[at - 1] : NULL;
    if (before != NULL && bench_concurrency(*before) == concurrency) {
        if (bench_rate(run) > bench_rate(*before))
            *before = run;
        return true;
    }
    if (writer->used_count == LLMCOST_MAX_LIST)
        return false;
    for (int i = writer->used_count++; i > at; i--)
        writer->used[i] = writer->used[i - 1];
    writer->used[at] = run;
    return true;
}

/* The points of one mix of the host; false when a complaint was made. */
static bool use_mix(struct bench_writer *writer, const struct bench_run **ret_first)
{
    int lost = 0, runs = 0;
    writer->used_count = 0;
    *ret_first = NULL;
    for (int i = 0; i < writer->runs->count; i++) {
        const struct bench_run *run = &writer->runs->list[i];
        if (run->host != writer->index || run->mix != writer->mix)
            continue;
        *ret_first = *ret_first == NULL ? run : *ret_first;
        runs++;
        if (bench_concurrency(run) == 0) {
            lost++;
        } else if (!use(writer, run)) {
            place_error(writer->diags, run->input, run->line, run->column, E_IMPORT_REFUSED,
                        "%.60s: more than %d points, and `runs` holds no more", writer->host->id,
                        (int)LLMCOST_MAX_LIST);
            llmcost_advise(writer->diags, "import the results of fewer concurrencies");
            return false;
        }
    }
    const struct bench_run *first = *ret_first;
    if (writer->used_count == 0 && first != NULL) {
        place_error(writer->diags, first->input, first->line, first->column, E_IMPORT_MISSING,
                    "%.60s: --frontier needs to know how many requests were in flight at once, "
                    "and no run of it says so",
                    writer->host->id);
        llmcost_advise(writer->diags, "measure at a bounded concurrency (--max-concurrency), or "
                                      "leave --frontier out");
        return false;
    }
    if (lost > 0) {
        place_warn(writer->diags, first->input, first->line, first->column,
                   "%.60s: %d of %d runs do not say how many requests were in flight: they are "
                   "left out of `runs`",
                   writer->host->id, lost, runs);
    }
    return true;
}

/* The id of the host, with the tokens of the mix where it has several. */
static const char *id_of(const struct bench_writer *writer, char *id, size_t size)
{
    const struct bench_run *run = writer->used[0];
    char mix[48] = "", text[LLMCOST_MAX_ID + 64];
    if (writer->host->mixes > 1)
        snprintf(mix, sizeof mix, "-%.0f-%.0f", run->input_tokens, run->output_tokens);
    snprintf(text, sizeof text, "%.*s%s", (int)(size - 1 - strlen(mix)), writer->host->id, mix);
    return fragment_id(text, id, size);
}

static void put_point(const struct bench_writer *writer, const struct bench_run *run)
{
    char source[MAX_SOURCE];
    const double concurrency = bench_concurrency(run);
    const bool stated = concurrency == run->concurrency;
    bench_source_of(run, "", source, sizeof source);
    fragment_item(writer->out, 6);
    fragment_number(writer->out, 0, "concurrency", concurrency, stated ? NULL : writer->basis,
                    stated ? NULL : "requests/s times the mean time of a request (Little's law)");
    fragment_number(writer->out, 8, "requests_per_second", run->requests_per_second, writer->basis,
                    source);
    bench_put_latency(writer, 8, run, "ttft_ms", "TTFT", &run->ttft);
    bench_put_latency(writer, 8, run, "tpot_ms", "TPOT", &run->tpot);
}

/* What is compared with a rule must be the same percentile in all points. */
static void warn_percentiles(const struct bench_writer *writer)
{
    for (int i = 1; i < writer->used_count; i++) {
        const struct bench_run *first = writer->used[0], *run = writer->used[i];
        const struct bench_latency *one = bench_highest(&first->ttft);
        const struct bench_latency *other = bench_highest(&run->ttft);
        if ((one != NULL) == (other != NULL) &&
            (one == NULL || one->percentile == other->percentile))
            continue;
        place_warn(writer->diags, run->input, run->line, run->column,
                   "%.60s: this run has another percentile of the TTFT than %.60s",
                   writer->host->id, first->file);
        llmcost_advise(writer->diags, "a rule holds each of them against the same limit");
        return;
    }
}

/* The mean tokens of a request over all points, which differ by 5 % at most. */
static void put_mix(const struct bench_writer *writer)
{
    struct bench_run mean = *writer->used[0];
    char source[MAX_SOURCE];
    mean.concurrency = mean.input_tokens = mean.output_tokens = 0;
    for (int i = 0; i < writer->used_count; i++) {
        mean.input_tokens += writer->used[i]->input_tokens / writer->used_count;
        mean.output_tokens += writer->used[i]->output_tokens / writer->used_count;
    }
    bench_source_of(writer->used[0],
                    writer->used_count > 1 ? "mean over all points, the first" : "", source,
                    sizeof source);
    bench_put_measured(writer, &mean, source);
}

void bench_put_frontier(struct bench_writer *writer)
{
    const struct bench_run *first = NULL;
    char id[LLMCOST_MAX_ID];
    for (writer->mix = 0; writer->mix < writer->host->mixes; writer->mix++) {
        if (!use_mix(writer, &first)) {
            writer->good = false;
            return;
        }
        fragment_map(writer->out, 2, id_of(writer, id, sizeof id));
        bench_comment_host(writer,
                           "All points that were measured: it serves the most that "
                           "rules.max_ttft_ms and rules.max_tpot_ms of the scenario allow.");
        bench_put_gpus(writer);
        bench_warn_used(writer);
        warn_percentiles(writer);
        put_mix(writer);
        bench_comment_nominal(writer, first);
        fragment_map(writer->out, 4, "runs");
        for (int i = 0; i < writer->used_count; i++)
            put_point(writer, writer->used[i]);
    }
}
