/* rules.h - what decides beside cost (§11). */
#ifndef LLMCOST_CORE_MONTHS_RULES_H
#define LLMCOST_CORE_MONTHS_RULES_H

#include "llmcost.h"

/* What the scenario's rules say of one option, and whether it is eligible by them. */
bool rules_judge(const struct llmcost_scenario *scenario, int option,
                 uint8_t ret_rule[LLMCOST_RULES_COUNT]);
/* A rule of the scenario. One without a limit compares no figures. */
struct rule {
    const char *id, *figure;    /* the key of an option that it looks at, NULL: none */
    size_t value;               /* offset of an option's figure in struct llmcost_common */
    size_t limit;               /* offset of the rule in struct llmcost_scenario */
    bool is_max;                /* the figure may not exceed the limit; else not fall below it */
    enum llmcost_limit latency; /* what it limits of a capacity */
};
const struct rule *rule_row(enum llmcost_rule rule);
/* What stands at that offset. */
static inline const struct llmcost_input *rule_input(const void *base, size_t offset)
{
    return (const struct llmcost_input *)((const char *)base + offset);
}
/* Whether that of a host comes with its capacity, and need not be stated. */
bool rule_is_of_capacity(enum llmcost_rule rule, const struct llmcost_host *host);
/* What the published rules of thumb say, and whether the verdict agrees. */
void thumbs_judge(const struct llmcost_scenario *scenario, struct llmcost_result *result);

#endif
