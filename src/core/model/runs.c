/* runs.c - what a replica serves by its measured points, under the rules of latency (§3, §12).
 * Knows that more at once is slower, and that between two points all is linear; refuses to know
 * what a point was measured with (measured.c), and estimates.
 */
#include "core/model/runs.h"

#include "core/model/demand.h"
#include "core/model/measured.h"

#include <math.h>

static const enum llmcost_limit latencies[] = {LLMCOST_LIMIT_TTFT, LLMCOST_LIMIT_TPOT};
enum { LATENCIES = 2 };

const struct llmcost_input *latency_limit(const struct llmcost_scenario *scenario,
                                          enum llmcost_limit limit)
{
    return limit == LLMCOST_LIMIT_TTFT ? &scenario->max_ttft_ms : &scenario->max_tpot_ms;
}

const struct llmcost_input *run_latency(const struct llmcost_run *run, enum llmcost_limit limit)
{
    return limit == LLMCOST_LIMIT_TTFT ? &run->ttft_ms : &run->tpot_ms;
}

/* The runs of a host, and what they are held against. */
struct runs {
    const struct terms *terms;
    const struct llmcost_host *host;
    const struct llmcost_entry *entry;
    int count;
};

/* By how much a latency is beyond its limit, as a ratio: at most 1 where it meets it, or where
 * nothing limits it. */
static double excess(const struct runs *r, int run, enum llmcost_limit by)
{
    const struct llmcost_input *limit = latency_limit(r->terms->scenario, by);
    const double value = run_latency(&r->entry[run].run, by)->value;
    return limit->origin == LLMCOST_UNSET || value <= limit->value ? 1 : value / limit->value;
}

static double worst(const struct runs *r, int run, enum llmcost_limit *ret_by)
{
    double most = 1;
    *ret_by = LLMCOST_LIMIT_NONE;
    for (int i = 0; i < LATENCIES; i++) {
        const double much = excess(r, run, latencies[i]);
        if (much > most) {
            most = much;
            *ret_by = latencies[i];
        }
    }
    return most;
}

static double rate_of(const struct runs *r, int run)
{
    return run_capacity(&r->entry[run].run, stated_mix(r->terms, r->host),
                        tokens_of(r->terms, &r->host->common), prefix_cached(r->terms, r->host));
}

static double tpot_of(const struct runs *r, int run)
{
    const struct llmcost_input *tpot = &r->entry[run].run.tpot_ms;
    return tpot->origin == LLMCOST_UNSET ? NAN : tpot->value;
}

static struct run_point at_run(const struct runs *r, int run)
{
    const double rate = rate_of(r, run);
    return (struct run_point){.rate = rate,
                              .concurrency = r->entry[run].run.concurrency.value,
                              .requests_per_second = rate,
                              .tpot_ms = tpot_of(r, run),
                              .meets = true};
}

/* Beyond a run that meets the rules, up to where the first latency of the next one does not. */
static struct run_point beyond(const struct runs *r, int run)
{
    struct run_point p = at_run(r, run);
    p.is_between = true;
    p.next_rate = rate_of(r, run + 1);
    p.reach = 1;
    for (int i = 0; i < LATENCIES; i++) {
        const double limit = latency_limit(r->terms->scenario, latencies[i])->value;
        const double here = run_latency(&r->entry[run].run, latencies[i])->value;
        const double there = run_latency(&r->entry[run + 1].run, latencies[i])->value;
        if (excess(r, run + 1, latencies[i]) <= 1 || (limit - here) / (there - here) >= p.reach)
            continue;
        p.reach = (limit - here) / (there - here);
        p.limited_by = (uint8_t)latencies[i];
    }
    p.concurrency += p.reach * (r->entry[run + 1].run.concurrency.value - p.concurrency);
    p.requests_per_second = p.rate + p.reach * (p.next_rate - p.rate);
    p.tpot_ms += p.reach * (tpot_of(r, run + 1) - p.tpot_ms);
    return p;
}

/* None meets the rules: the one that misses them by the smallest ratio. */
static struct run_point nearest(const struct runs *r)
{
    enum llmcost_limit by;
    enum llmcost_limit least_by = LLMCOST_LIMIT_NONE;
    double least = INFINITY;
    int at = 0;
    for (int run = 0; run < r->count; run++) {
        const double much = worst(r, run, &by);
        if (much < least || run == 0) {
            least = much;
            least_by = by;
            at = run;
        }
    }
    struct run_point p = at_run(r, at);
    p.meets = false;
    p.limited_by = (uint8_t)least_by;
    return p;
}

/* Behind every run that meets the rules and before one that does not is a point on the way: where
 * latencies rise with the concurrency there is one such place. */
struct run_point runs_best(const struct terms *terms, const struct llmcost_host *host)
{
    const struct runs r = {.terms = terms,
                           .host = host,
                           .entry = terms->entry + host->runs.first,
                           .count = host->runs.count};
    struct run_point best = {.requests_per_second = -1};
    enum llmcost_limit by;
    for (int run = 0; run < r.count; run++) {
        if (worst(&r, run, &by) > 1)
            continue;
        const struct run_point here = at_run(&r, run);
        if (here.requests_per_second > best.requests_per_second)
            best = here;
        if (run + 1 == r.count || worst(&r, run + 1, &by) <= 1)
            continue;
        const struct run_point further = beyond(&r, run);
        if (further.requests_per_second > best.requests_per_second)
            best = further;
    }
    return best.meets ? best : nearest(&r);
}
