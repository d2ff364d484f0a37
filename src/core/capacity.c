/* capacity.c - requests/s that one replica serves, from what was measured (§3).
 * Refuses to know headroom, bursts and how many replicas there are: that is fleet.c.
 */
#include "core.h"

/* A replica without work per request would serve infinitely many: infinity never leaves the engine.
 */
static const double MAX_CAPACITY = 1e15;

double capacity_of(const struct llmcost_scenario *scenario, const struct llmcost_host *host)
{
    const struct llmcost_workload *w = &scenario->workload;
    const double in = w->input_tokens.value * host->common.token_ratio.value;
    const double out = w->output_tokens.value * host->common.token_ratio.value;
    double seconds; /* of one replica, per request */
    if (is_stated(&host->requests_per_second))
        return host->requests_per_second.value;
    if (is_stated(&host->tokens_per_second)) {
        seconds = (in + out) / host->tokens_per_second.value;
    } else {
        const double cached = host->prefix_cached_share.origin != LLMCOST_UNSET
                                  ? host->prefix_cached_share.value
                                  : w->cached_share.value;
        seconds = in * (1 - cached) / host->input_tokens_per_second.value +
                  out / host->output_tokens_per_second.value;
    }
    return seconds * MAX_CAPACITY > 1 ? 1 / seconds : MAX_CAPACITY;
}

enum llmcost_throughput throughput_of(const struct llmcost_host *host)
{
    const struct llmcost_input *stated[] = {&host->requests_per_second, &host->tokens_per_second,
                                            &host->input_tokens_per_second,
                                            &host->output_tokens_per_second};
    for (size_t i = 0; i < COUNT(stated); i++)
        if (is_stated(stated[i]) && stated[i]->basis != LLMCOST_MEASURED)
            return LLMCOST_STATED;
    return LLMCOST_THROUGHPUT_MEASURED;
}
