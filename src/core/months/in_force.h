/* in_force.h - what `changes` leave in force of an option, month after month (§7). */
#ifndef LLMCOST_CORE_MONTHS_IN_FORCE_H
#define LLMCOST_CORE_MONTHS_IN_FORCE_H

#include "core/months/month.h"
#include "llmcost.h"

/* Numbers of the scenario as changed up to a month: the parties point to them from the first change
 * on, so that nobody else need know of changes. It must not be moved. */
struct in_force {
    const struct llmcost_scenario *scenario;
    int option, next; /* the change that comes next */
    bool changes;     /* any of them is of this option */
    bool changed;     /* one of them has been made */
    /* Of the demand that the scenario states: a share of the first month's, and requests that stand
     * whatever that is. */
    double share, fixed;
    /* The option's own in the scenario: its host, its api, the two that its parts escalate to, the
     * one that serves until then. NULL where it has none. */
    const struct llmcost_host *own_host;
    const struct llmcost_api *own_api[4];
    struct llmcost_workload workload;
    struct llmcost_host host;
    struct llmcost_api api[4];
    struct llmcost_input replicas;
};

/* In the first month. */
void in_force_begin(struct in_force *now, const struct llmcost_scenario *scenario, int option,
                    const struct parties *first);
/* Make the changes of a month, counted from 1; whether there were any. replicas: a hybrid's own. */
bool in_force_change(struct in_force *now, int month, struct parties *parties,
                     const struct llmcost_input **replicas);

#endif
