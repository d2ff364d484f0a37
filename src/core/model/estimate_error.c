/* estimate_error.c - how far off a throughput estimate may be (§8): known for families of models
 * and for what was measured nearby. Refuses to know how it is made (estimate.c).
 */
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/estimate.h"
#include "core/model/measured.h"
#include "core/scenario/scenario.h"

/* A measured point says the less the further away the concurrency is that it was measured at. */
static bool is_far(const struct llmcost_host *host)
{
    enum { FAR = 4 };
    const double here = at_least(host->concurrency.value, 1);
    const double there = is_stated(&host->measured_concurrency)
                             ? at_least(host->measured_concurrency.value, 1)
                             : here;
    return here > FAR * there || there > FAR * here;
}

double estimate_deviation(const struct llmcost_host *host)
{
    const double two_points = 0.15;
    const bool experts = host->model_facts.experts > 1;
    if (!states_capacity(host))
        return experts ? 0.40 : 0.20;
    const double near = experts ? 0.24 : 0.09;
    const double far = experts ? 0.40 : 0.15;
    const double one_point = is_far(host) ? far : near;
    return is_stated(&host->input_tokens_per_second) ? at_most(one_point, two_points) : one_point;
}

bool estimate_has_trap(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                       enum llmcost_estimate_trap trap)
{
    enum { GPUS_OF_A_NODE = 8 };
    const double gpus = host->gpus_per_replica.value;
    /* rented one by one, GPUs still stand in nodes of eight */
    const double node = host->gpus_per_node.value > 1 ? host->gpus_per_node.value : GPUS_OF_A_NODE;
    const bool traps[] = {
        [LLMCOST_TRAP_AMD] = host->gpu_facts.is_amd,
        [LLMCOST_TRAP_SEVERAL_NODES] = gpus > node,
        [LLMCOST_TRAP_NO_ARITHMETIC] = lacks_arithmetic(scenario, host),
        [LLMCOST_TRAP_UNKNOWN_LINK] = gpus > 1 && host->gpu_facts.link_bytes_per_second <= 0,
    };
    _Static_assert(COUNT(traps) == LLMCOST_TRAPS, "an answer for each trap");
    return traps[trap];
}
