/* scenario.h - small questions to a scenario, beside what llmcost.h offers. */
#ifndef LLMCOST_CORE_SCENARIO_SCENARIO_H
#define LLMCOST_CORE_SCENARIO_SCENARIO_H

#include "llmcost.h"

/* Whether somebody stated the number: a file, a catalog or --set, and not its default. */
static inline bool is_stated(const struct llmcost_input *input)
{
    return input->origin > LLMCOST_DEFAULT;
}

/* Tokens and input prices that nobody has remembered as written are what they are now. */
void scenario_remember(struct llmcost_scenario *scenario);

/* The reference to a field by its name; its field is -1 where the section has none of that name. */
struct llmcost_ref ref_of(enum llmcost_section section, int index, const char *name);

/* The run of scenario.extra that a field of kind LLMCOST_EXTRAS is. */
const struct llmcost_named *named_of(const struct llmcost_scenario *scenario,
                                     struct llmcost_ref ref);

/* The number of that name in a run; NULL when there is none. */
const struct llmcost_input *find_named(const struct llmcost_scenario *scenario,
                                       const struct llmcost_named *named, const char *name);

/* The api that a part sends requests on to; NULL when it sends none. A share without a target sends
 * none: only a checked scenario is known to have both. */
static inline const struct llmcost_api *escalation_target(const struct llmcost_scenario *scenario,
                                                          const struct llmcost_common *part)
{
    const bool sends = part->escalation_share.value > 0 && part->escalates_to.option >= 0;
    return sends ? &scenario->api[part->escalates_to.option] : NULL;
}

#endif
