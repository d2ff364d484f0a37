/* rules.h - what decides beside cost (§11). */
#ifndef LLMCOST_CORE_MONTHS_RULES_H
#define LLMCOST_CORE_MONTHS_RULES_H

#include "llmcost.h"

/* What the scenario's rules say of one option, and whether it is eligible by them. */
bool rules_judge(const struct llmcost_scenario *scenario, int option,
                 uint8_t ret_rule[LLMCOST_RULES_COUNT]);
/* The key of an option that a rule compares; NULL for what is no figure. */
const char *rule_figure(enum llmcost_rule rule);
/* Whether that of a host comes with its capacity, and need not be stated. */
bool rule_is_of_capacity(enum llmcost_rule rule, const struct llmcost_host *host);
/* What the published rules of thumb say, and whether the verdict agrees. */
void thumbs_judge(const struct llmcost_scenario *scenario, struct llmcost_result *result);

#endif
