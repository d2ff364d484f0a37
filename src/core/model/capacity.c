/* capacity.c - requests/s that one replica serves: what was measured (§3), else an estimate (§8).
 * Refuses to know headroom, bursts and how many replicas there are (fleet.c), and how an estimate
 * is made (estimate.c).
 */
#include "core/model/capacity.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/estimate.h"
#include "core/model/measured.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

double capacity_of(const struct terms *terms, const struct llmcost_host *host, bool *ret_fits)
{
    struct llmcost_estimate estimate;
    *ret_fits = true;
    if (!llmcost_is_estimated(host) || !estimate_make(terms, host, &estimate))
        return stated_capacity(host, stated_mix(terms, host), tokens_of(terms, &host->common),
                               prefix_cached(terms, host));
    *ret_fits = estimate.fits;
    return !estimate.fits ? 0
                          : at_most(estimate.requests_per_second * calibration(terms, host) *
                                        host->throughput_factor.value,
                                    MAX_CAPACITY);
}

enum llmcost_throughput throughput_of(const struct llmcost_host *host)
{
    const struct llmcost_input *stated[] = {&host->requests_per_second, &host->tokens_per_second,
                                            &host->input_tokens_per_second,
                                            &host->output_tokens_per_second};
    if (llmcost_is_estimated(host))
        return LLMCOST_ESTIMATED;
    for (size_t i = 0; i < COUNT(stated); i++)
        if (is_stated(stated[i]) && stated[i]->basis != LLMCOST_MEASURED)
            return LLMCOST_STATED;
    return LLMCOST_THROUGHPUT_MEASURED;
}
