/* ties.h - ranges that are one unknown: which move together, and where one stands when another
 * moves (§10). */
#ifndef LLMCOST_CORE_SCENARIO_TIES_H
#define LLMCOST_CORE_SCENARIO_TIES_H

#include "llmcost.h"

/* A range that takes its draw from another one, and the value that it has now. */
struct follower {
    struct llmcost_ref ref;
    double point;
};
/* All that follow a range, none where it is a point; how many there are. */
int followers_of(const struct llmcost_scenario *scenario, struct llmcost_ref lead,
                 struct follower ret_followers[LLMCOST_MAX_RANGED]);

/* Where a range stands when the one that it follows is at `value`: at the same quantile; at the
 * value itself where both ranges are the same. */
double follow(const struct llmcost_input *lead, double value, const struct llmcost_input *range);

/* All that follow a range are put where its value now has them; with it at its `point` they are at
 * their own, which need not be the same quantile. */
void move_followers(struct llmcost_scenario *scratch, struct llmcost_ref lead, double point,
                    const struct follower *followers, int count);

#endif
