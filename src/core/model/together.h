/* together.h - what numbers of a scenario mean together, for llmcost_check(). */
#ifndef LLMCOST_CORE_MODEL_TOGETHER_H
#define LLMCOST_CORE_MODEL_TOGETHER_H

#include "llmcost.h"

/* What is wrong goes to diags, with its place; nothing is changed. */
void check_workload(const struct llmcost_scenario *scenario, struct llmcost_diags *diags);
void check_api(const struct llmcost_scenario *scenario, const struct llmcost_api *api,
               struct llmcost_diags *diags);
void check_host(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                struct llmcost_diags *diags);
void check_changes(const struct llmcost_scenario *scenario, struct llmcost_diags *diags);
/* id: of the option that starts then */
void check_start(const struct llmcost_scenario *scenario, const struct llmcost_start *start,
                 const struct llmcost_name *id, struct llmcost_diags *diags);

#endif
