/* repeated.c - what was measured several times: runs of one point become their mean, a run that
 * stands in the files twice is one. Knows what makes two runs one point; refuses to choose.
 */
#include "io/import/bench/bench.h"

#include <string.h>

/* Whether they measured the same thing at the same load. */
static bool is_repeated(const struct bench_run *a, const struct bench_run *b)
{
    return a->host == b->host && a->mix == b->mix && a->concurrency == b->concurrency &&
           a->offered == b->offered && a->at_once == b->at_once && a->offline == b->offline &&
           strcmp(a->label, b->label) == 0 && strcmp(a->tool, b->tool) == 0 &&
           (a->concurrency > 0 || a->offered > 0 || a->at_once);
}

static bool same_latencies(const struct bench_latencies *a, const struct bench_latencies *b)
{
    bool same = a->count == b->count;
    for (int i = 0; same && i < a->count; i++)
        same = a->list[i].percentile == b->list[i].percentile && a->list[i].ms == b->list[i].ms;
    return same;
}

/* The worse latencies are kept: of two runs of one point the slower one may come again. */
static void keep_worse(struct bench_latencies *latencies, const struct bench_latencies *other)
{
    for (int i = 0; i < latencies->count; i++)
        for (int k = 0; k < other->count; k++)
            if (latencies->list[i].percentile == other->list[k].percentile &&
                latencies->list[i].ms < other->list[k].ms)
                latencies->list[i].ms = other->list[k].ms;
}

/* Another run of the point into the mean of those before. */
static void average(struct bench_run *mean, const struct bench_run *run)
{
    const double before = mean->repeats, all = before + 1, rate = bench_rate(run);
    mean->requests_per_second =
        (mean->requests_per_second * before + run->requests_per_second) / all;
    mean->tokens_per_second = (mean->tokens_per_second * before + run->tokens_per_second) / all;
    mean->input_tokens = (mean->input_tokens * before + run->input_tokens) / all;
    mean->output_tokens = (mean->output_tokens * before + run->output_tokens) / all;
    mean->completed += run->completed;
    mean->failed += run->failed;
    mean->unfinished += run->unfinished;
    mean->made_up = mean->made_up || run->made_up;
    mean->least = rate < mean->least ? rate : mean->least;
    mean->most = rate > mean->most ? rate : mean->most;
    mean->repeats++;
    keep_worse(&mean->ttft, &run->ttft);
    keep_worse(&mean->tpot, &run->tpot);
}

/* The very same run: two of one point never take the same time to all digits. */
static bool is_copy(const struct bench_run *a, const struct bench_run *b)
{
    return a->requests_per_second == b->requests_per_second &&
           a->tokens_per_second == b->tokens_per_second && a->completed == b->completed &&
           a->request_ms == b->request_ms && strcmp(a->date, b->date) == 0 &&
           same_latencies(&a->ttft, &b->ttft) && same_latencies(&a->tpot, &b->tpot);
}

/* A summary beside the results that it was made of, a file given twice. */
static void drop_copies(struct bench_runs *runs, struct llmcost_diags *diags)
{
    int kept = 0, first = 0, input = 0; /* first: of those at this point */
    uint32_t line = 0, column = 0;
    for (int i = 0; i < runs->count; i++) {
        const struct bench_run run = runs->list[i];
        if (kept == 0 || !is_repeated(&runs->list[kept - 1], &run))
            first = kept;
        int twin = kept - 1;
        while (twin >= first && !is_copy(&runs->list[twin], &run))
            twin--;
        if (twin < first) {
            runs->list[kept++] = run;
        } else if (kept == i) {
            input = run.input;
            line = run.line;
            column = run.column;
        }
    }
    const int dropped = runs->count - kept;
    runs->count = kept;
    if (dropped > 0)
        place_warn(diags, input, line, column,
                   "%d run%s a second time in what was given: each counts once", dropped,
                   dropped == 1 ? " stands" : "s stand");
}

/* The best of repeated runs is no capacity: it is their luck. */
static void join(struct bench_runs *runs)
{
    int kept = 0;
    for (int i = 0; i < runs->count; i++) {
        struct bench_run *before = kept > 0 ? &runs->list[kept - 1] : NULL;
        if (before != NULL && is_repeated(before, &runs->list[i])) {
            average(before, &runs->list[i]);
            continue;
        }
        runs->list[kept] = runs->list[i];
        runs->list[kept].repeats = 1;
        runs->list[kept].least = runs->list[kept].most = bench_rate(&runs->list[kept]);
        kept++;
    }
    runs->count = kept;
}

void bench_join_repeated(struct bench_runs *runs, struct llmcost_diags *diags)
{
    drop_copies(runs, diags);
    join(runs);
}
