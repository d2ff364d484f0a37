/* measured.c - the capacity that a host states of one replica (§3), and at which cached share.
 * Refuses to know estimates (estimate.c), headroom and how many replicas there are (fleet.c).
 */
#include "core/model/measured.h"

#include "core/scenario/scenario.h"

double prefix_cached(const struct llmcost_scenario *scenario, const struct llmcost_host *host)
{
    return host->prefix_cached_share.origin != LLMCOST_UNSET
               ? host->prefix_cached_share.value
               : scenario->workload.cached_share.value;
}

bool states_capacity(const struct llmcost_host *host)
{
    return is_stated(&host->requests_per_second) || is_stated(&host->tokens_per_second) ||
           is_stated(&host->input_tokens_per_second) || is_stated(&host->output_tokens_per_second);
}

double stated_capacity(const struct llmcost_host *host, double input, double output, double cached)
{
    if (is_stated(&host->requests_per_second))
        return host->requests_per_second.value;
    /* of one replica, per request */
    const double seconds = is_stated(&host->tokens_per_second)
                               ? (input + output) / host->tokens_per_second.value
                               : input * (1 - cached) / host->input_tokens_per_second.value +
                                     output / host->output_tokens_per_second.value;
    return seconds * MAX_CAPACITY > 1 ? 1 / seconds : MAX_CAPACITY;
}
