/* portfolio.h - what the questions about several workloads share: room for their bills. */
#ifndef LLMCOST_CORE_QUESTIONS_PORTFOLIO_H
#define LLMCOST_CORE_QUESTIONS_PORTFOLIO_H

#include "core/months/walk.h"
#include "llmcost.h"

/* What one way to use a cluster costs. */
struct use_cost {
    double horizon_cost;
    double floor; /* it costs at least that at any demand that is asked for */
    int64_t monthly_micros;
    bool known, feasible;
};
struct portfolio_room {
    struct option_walk walk[LLMCOST_MAX_WORKLOADS];
    struct lot lots[LLMCOST_MAX_WORKLOADS][2][LLMCOST_MAX_MONTHS]; /* of each */
    struct month_sum sum;
    struct llmcost_line line[LLMCOST_MAX_ASSIGNED_LINES]; /* of one cluster */
    struct use_cost cost[];                               /* one for each bill */
};

/* Begin the walks of those workloads of an assignment that use a cluster, those that take over
 * first in front: how many. */
int begin_walks(const struct llmcost_portfolio *p, const int16_t *option, int32_t cluster,
                struct portfolio_room *room, struct option_walk **ret_walk);
/* What an assignment costs at least, by what is known of its bills. */
double assignment_floor(const struct llmcost_portfolio *p, const struct portfolio_room *room,
                        const struct llmcost_assignment *a);
/* The next assignment, the last workload's option moving first; false after the last. */
bool next_assignment(const struct llmcost_portfolio *p, struct llmcost_assignment *a);

#endif
