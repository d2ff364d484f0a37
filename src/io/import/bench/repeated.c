/* repeated.c - what was measured several times: runs of one point become their mean, a run that
 * stands in the files twice is one. Knows what makes two runs one point; refuses to choose.
 */
#include "core/base/count.h"
#include "io/import/bench/bench.h"

#include <stdlib.h>
#include <string.h>

static int compare(double a, double b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

static int first_of(const int *differs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (differs[i] != 0)
            return differs[i];
    return 0;
}

/* 0 where they measured the same thing at the same load. */
static int compare_points(const struct bench_run *a, const struct bench_run *b)
{
    const int by[] = {a->host - b->host,
                      a->mix - b->mix,
                      compare(a->concurrency, b->concurrency),
                      compare(a->offered, b->offered),
                      a->at_once - b->at_once,
                      a->offline - b->offline,
                      strcmp(a->label, b->label),
                      strcmp(a->tool, b->tool)};
    return first_of(by, COUNT(by));
}

static bool is_repeated(const struct bench_run *a, const struct bench_run *b)
{
    return compare_points(a, b) == 0 && (a->concurrency > 0 || a->offered > 0 || a->at_once);
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

static int compare_latencies(const struct bench_latencies *a, const struct bench_latencies *b)
{
    int differs = a->count - b->count;
    for (int i = 0; differs == 0 && i < a->count; i++) {
        differs = compare(a->list[i].percentile, b->list[i].percentile);
        differs = differs != 0 ? differs : compare(a->list[i].ms, b->list[i].ms);
    }
    return differs;
}

/* 0 of the very same run: two of one point never take the same time to all digits. */
static int compare_figures(const struct bench_run *a, const struct bench_run *b)
{
    const int by[] = {compare_points(a, b),
                      compare(a->requests_per_second, b->requests_per_second),
                      compare(a->tokens_per_second, b->tokens_per_second),
                      compare(a->completed, b->completed),
                      compare(a->request_ms, b->request_ms),
                      strcmp(a->date, b->date),
                      compare_latencies(&a->ttft, &b->ttft),
                      compare_latencies(&a->tpot, &b->tpot)};
    return first_of(by, COUNT(by));
}

static int by_order(const void *a, const void *b)
{
    const struct bench_run *one = a, *other = b;
    return one->order - other->order;
}

static int by_figures(const void *a, const void *b)
{
    const int differs = compare_figures(a, b);
    return differs != 0 ? differs : by_order(a, b);
}

/* A summary beside the results that it was made of, a file given twice. */
static void drop_copies(struct bench_runs *runs, struct llmcost_diags *diags)
{
    const size_t count = (size_t)runs->count;
    struct bench_run *list = runs->list;
    int kept = 0, input = 0;
    uint32_t line = 0, column = 0;
    for (int i = 0; i < runs->count; i++)
        list[i].order = i;
    qsort(list, count, sizeof *list, by_figures);
    for (size_t i = 1; i < count; i++)
        list[i].is_copy =
            compare_figures(&list[i - 1], &list[i]) == 0 && is_repeated(&list[i - 1], &list[i]);
    qsort(list, count, sizeof *list, by_order);
    for (int i = 0; i < runs->count; i++) {
        if (!list[i].is_copy) {
            list[kept++] = list[i];
        } else if (kept == i) {
            input = list[i].input;
            line = list[i].line;
            column = list[i].column;
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
