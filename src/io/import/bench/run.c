/* run.c - one run of a benchmark: its latencies by percentile, its list, its file.
 * Knows what all formats have in common; refuses to know any of them.
 */
#include "io/import/bench/bench.h"
#include "text/grow.h"

#include <stdlib.h>
#include <string.h>

static const double MS_PER_SECOND = 1000;

struct bench_run *bench_add(struct bench_runs *runs, const struct bench_run *run)
{
    if (!grow(&runs->list, sizeof *runs->list, (size_t)runs->count + 1, &runs->room))
        return NULL;
    runs->list[runs->count] = *run;
    return &runs->list[runs->count++];
}

double bench_percentile_of(const char *text, size_t length)
{
    const char *why;
    double value;
    size_t zeros = 0; /* p05 is 5, p001 is 0.1 */
    while (zeros + 1 < length && text[zeros] == '0' && text[zeros + 1] != '.')
        zeros++;
    if (length == 0 || length > 8 || strspn(text, "0123456789.") < length ||
        !llmcost_parse_number(text + zeros, length - zeros, &value, &why))
        return 0;
    if (memchr(text, '.', length) == NULL)
        for (size_t digits = 2; digits < length; digits++)
            value /= 10; /* p999 is 99.9 */
    return value < 100 ? value : 0;
}

void bench_add_latency(struct bench_latencies *latencies, double percentile, double ms)
{
    struct bench_latency *list = latencies->list;
    int at = 0;
    while (at < latencies->count && list[at].percentile < percentile)
        at++;
    if (at < latencies->count && list[at].percentile == percentile)
        return;
    if (latencies->count == BENCH_MAX_LATENCIES) {
        if (at == 0)
            return; /* the lowest percentiles matter least */
        memmove(list, list + 1, (size_t)(at - 1) * sizeof *list);
        at--;
    } else {
        memmove(list + at + 1, list + at, (size_t)(latencies->count - at) * sizeof *list);
        latencies->count++;
    }
    list[at] = (struct bench_latency){.percentile = percentile, .ms = ms};
}

const struct bench_latency *bench_highest(const struct bench_latencies *latencies)
{
    return latencies->count > 0 ? &latencies->list[latencies->count - 1] : NULL;
}

const char *bench_percentile(const struct bench_latency *latency, char *buffer, size_t size)
{
    if (latency->percentile == 0)
        snprintf(buffer, size, "mean");
    else if (latency->percentile == 50)
        snprintf(buffer, size, "median");
    else
        snprintf(buffer, size, "p%g", latency->percentile);
    return buffer;
}

double bench_rate(const struct bench_run *run)
{
    return run->tokens == BENCH_ALL_TOKENS ? run->tokens_per_second : run->requests_per_second;
}

double bench_concurrency(const struct bench_run *run)
{
    const double mean = run->requests_per_second * run->request_ms / MS_PER_SECOND;
    const bool held_back = run->offered > 0 && mean > 0;
    return run->concurrency > 0 && !held_back ? run->concurrency : mean;
}

bool bench_says_made_up(const char *text)
{
    return import_holds(text, "simulated") || import_holds(text, "estimated");
}

void bench_leave_out(struct llmcost_diags *diags, int from, int errors)
{
    char text[sizeof diags->list[0].text];
    for (int i = from; i < diags->count; i++) {
        struct llmcost_diag *diag = &diags->list[i];
        if (diag->severity != LLMCOST_ERROR)
            continue;
        diag->severity = LLMCOST_WARNING;
        diag->code = W_IMPORT;
        memcpy(text, diag->text, sizeof text);
        snprintf(diag->text, sizeof diag->text, "left out: %.200s", text);
    }
    diags->errors = errors;
}

void bench_find_firsts(const struct bench_runs *runs, struct bench_hosts *hosts)
{
    for (int i = runs->count - 1; i >= 0; i--)
        hosts->list[runs->list[i].host].first = i;
}
