/* terms.h - what is in force in a month: the numbers of the workload and the extra lines, beside
 * all that is the same in every month. Apis and hosts are handed on by themselves.
 */
#ifndef LLMCOST_CORE_MODEL_TERMS_H
#define LLMCOST_CORE_MODEL_TERMS_H

#include "core/scenario/scenario.h"
#include "llmcost.h"

struct terms {
    const struct llmcost_scenario *scenario; /* its load, team, horizon, rules and texts */
    const struct llmcost_load *load;         /* as hosts and hybrids see it */
    const struct llmcost_workload *workload;
    const struct llmcost_entry *entry; /* in the order of the scenario's */
};

/* Those of the first month. */
static inline struct terms first_terms(const struct llmcost_scenario *scenario)
{
    return (struct terms){.scenario = scenario,
                          .load = host_load(scenario),
                          .workload = &scenario->workload,
                          .entry = scenario->entry};
}

#endif
