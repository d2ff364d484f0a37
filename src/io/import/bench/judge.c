/* judge.c - which runs meet the latency rules, and which of them is a host's capacity.
 * Knows by how much a run misses a rule, and that a host of which none meets them is left out;
 * refuses to know formats, and what a host is (choose.c).
 */
#include "io/import/bench/bench.h"

#include <math.h>
#include <string.h>

/* By how many times a run misses a rule: above 1 it does. Says so in the run. */
static double judge(struct bench_run *run, const char *name,
                    const struct bench_latencies *latencies, double limit)
{
    const struct bench_latency *latency = bench_highest(latencies);
    char percentile[16];
    if (limit == 0 || (latency != NULL && latency->ms <= limit))
        return 0;
    run->excluded = true;
    if (latency == NULL) {
        snprintf(run->why, sizeof run->why, "its file has no %s", name);
        return HUGE_VAL;
    }
    snprintf(run->why, sizeof run->why, "%s %s %.6g ms is above %.6g ms", name,
             bench_percentile(latency, percentile, sizeof percentile), latency->ms, limit);
    return latency->ms / limit;
}

static void complain_rules(const struct bench_host *host, const struct bench_run *nearest,
                           const struct import_options *options, struct llmcost_diags *diags)
{
    char rules[96] = "", concurrency[40] = "";
    if (options->max_ttft_ms > 0)
        snprintf(rules, sizeof rules, "--max-ttft-ms %.9g", options->max_ttft_ms);
    const size_t used = strlen(rules);
    if (options->max_tpot_ms > 0)
        snprintf(rules + used, sizeof rules - used, "%s--max-tpot-ms %.9g", used > 0 ? " " : "",
                 options->max_tpot_ms);
    if (nearest->concurrency > 0)
        snprintf(concurrency, sizeof concurrency, " at concurrency %.6g", nearest->concurrency);
    place_error(diags, nearest->input, nearest->line, nearest->column, E_IMPORT_REFUSED,
                "no run of %.60s meets %s: the nearest is this one%s, %s", host->id, rules,
                concurrency, nearest->why);
    llmcost_advise(diags, "measure at lower concurrency, or allow more");
}

/* The run of a host that misses the rules by least; NULL where one meets them. */
static const struct bench_run *judge_host(struct bench_runs *runs, int host,
                                          const struct import_options *options)
{
    const struct bench_run *nearest = NULL;
    double nearest_miss = 0;
    bool any = false;
    for (int i = 0; i < runs->count; i++) {
        struct bench_run *run = &runs->list[i];
        if (run->host != host)
            continue;
        const double ttft = judge(run, "TTFT", &run->ttft, options->max_ttft_ms);
        const double tpot =
            run->excluded ? 0 : judge(run, "TPOT", &run->tpot, options->max_tpot_ms);
        const double miss = ttft > tpot ? ttft : tpot;
        any = any || !run->excluded;
        if (nearest == NULL || miss < nearest_miss) {
            nearest = run;
            nearest_miss = miss;
        }
    }
    return any ? NULL : nearest;
}

/* Those hosts and runs are gone that are not kept. */
static void keep_hosts(struct bench_runs *runs, struct bench_hosts *hosts, const bool *keep)
{
    int number[BENCH_MAX_HOSTS], kept = 0;
    for (int host = 0; host < hosts->count; host++) {
        number[host] = kept;
        if (keep[host])
            hosts->list[kept++] = hosts->list[host];
    }
    hosts->count = kept;
    kept = 0;
    for (int i = 0; i < runs->count; i++) {
        const int host = runs->list[i].host;
        if (!keep[host])
            continue;
        runs->list[kept] = runs->list[i];
        runs->list[kept++].host = number[host];
    }
    runs->count = kept;
    bench_find_firsts(runs, hosts);
}

bool bench_judge(struct bench_runs *runs, struct bench_hosts *hosts,
                 const struct import_options *options, struct llmcost_diags *diags)
{
    const int from = diags->count, errors = diags->errors;
    bool keep[BENCH_MAX_HOSTS], any = false;
    for (int host = 0; host < hosts->count; host++) {
        const struct bench_run *nearest = judge_host(runs, host, options);
        keep[host] = nearest == NULL;
        any = any || keep[host];
        if (nearest != NULL)
            complain_rules(&hosts->list[host], nearest, options, diags);
    }
    if (any)
        bench_leave_out(diags, from, errors);
    keep_hosts(runs, hosts, keep);
    return any;
}

const struct bench_run *bench_best(const struct bench_runs *runs, int host, int mix)
{
    const struct bench_run *best = NULL;
    for (int i = 0; i < runs->count; i++) {
        const struct bench_run *run = &runs->list[i];
        if (run->host == host && run->mix == mix && !run->excluded &&
            (best == NULL || bench_rate(run) > bench_rate(best)))
            best = run;
    }
    return best;
}
