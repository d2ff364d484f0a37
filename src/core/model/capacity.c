/* capacity.c - requests/s that one replica serves: what was measured (§3), else an estimate (§8),
 * within the rules of latency where either knows them.
 * Refuses to know headroom, bursts and how many replicas there are (fleet.c), and how an estimate
 * is made (estimate.c).
 */
#include "core/model/capacity.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/estimate.h"
#include "core/model/measured.h"
#include "core/model/runs.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <math.h>

static struct capacity of_runs(const struct terms *terms, const struct llmcost_host *host)
{
    const struct run_point point = runs_best(terms, host);
    return (struct capacity){.requests_per_second = point.requests_per_second,
                             .tpot_ms = point.tpot_ms,
                             .sequences = point.concurrency,
                             .limited_by = point.limited_by,
                             .fits = true,
                             .is_fast = point.meets};
}

static struct capacity of_estimate(const struct terms *terms, const struct llmcost_host *host,
                                   const struct llmcost_estimate *e)
{
    const double factor = calibration(terms, host) * host->throughput_factor.value;
    return (struct capacity){
        .requests_per_second = e->fits ? at_most(e->requests_per_second * factor, MAX_CAPACITY) : 0,
        .tpot_ms = e->fits ? e->tpot_ms / factor : NAN,
        .sequences = e->fits ? e->sequences : 0,
        .limited_by = e->limited_by,
        .fits = e->fits,
        .is_fast = !e->is_slow};
}

struct capacity capacity_of(const struct terms *terms, const struct llmcost_host *host)
{
    const struct llmcost_input *tpot = &host->common.tpot_ms;
    const struct llmcost_input *slots =
        is_stated(&host->measured_concurrency) ? &host->measured_concurrency : &host->concurrency;
    struct llmcost_estimate estimate;
    if (host->runs.count > 0)
        return of_runs(terms, host);
    if (llmcost_is_estimated(host) && estimate_make(terms, host, &estimate))
        return of_estimate(terms, host, &estimate);
    return (struct capacity){.requests_per_second = stated_capacity(host, stated_mix(terms, host),
                                                                    tokens_of(terms, &host->common),
                                                                    prefix_cached(terms, host)),
                             .tpot_ms = is_stated(tpot) ? tpot->value : NAN,
                             .sequences = is_stated(slots) ? slots->value : 0,
                             .fits = true,
                             .is_fast = true};
}

bool capacity_has_latency(const struct llmcost_host *host, enum llmcost_limit limit)
{
    return host->runs.count > 0 || (limit == LLMCOST_LIMIT_TPOT && llmcost_is_estimated(host) &&
                                    !is_stated(&host->common.tpot_ms));
}

bool llmcost_binds_capacity(const struct llmcost_scenario *scenario, struct llmcost_ref ref)
{
    const struct llmcost_input *input = llmcost_read(scenario, ref);
    const bool ttft = input == &scenario->max_ttft_ms;
    for (int i = 0; i < scenario->hosts && (ttft || input == &scenario->max_tpot_ms); i++)
        if (scenario->host[i].runs.count > 0 || (!ttft && llmcost_is_estimated(&scenario->host[i])))
            return true;
    return false;
}

bool llmcost_is_fast_enough(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const struct terms first = first_terms(scenario);
    return host == NULL || capacity_of(&first, host).is_fast;
}

static bool is_measured(const struct llmcost_input *const *figures, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_stated(figures[i]) && figures[i]->basis != LLMCOST_MEASURED)
            return false;
    return true;
}

enum llmcost_throughput throughput_of(const struct llmcost_scenario *scenario,
                                      const struct llmcost_host *host)
{
    const struct llmcost_input *stated[] = {&host->requests_per_second, &host->tokens_per_second,
                                            &host->input_tokens_per_second,
                                            &host->output_tokens_per_second};
    bool measured = is_measured(stated, COUNT(stated));
    if (llmcost_is_estimated(host))
        return LLMCOST_ESTIMATED;
    for (int i = 0; i < host->runs.count; i++) {
        const struct llmcost_run *run = &scenario->entry[host->runs.first + i].run;
        const struct llmcost_input *of_run[] = {&run->requests_per_second,
                                                &run->input_tokens_per_second,
                                                &run->output_tokens_per_second};
        measured = measured && is_measured(of_run, COUNT(of_run));
    }
    return measured ? LLMCOST_THROUGHPUT_MEASURED : LLMCOST_STATED;
}
