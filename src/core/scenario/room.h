/* room.h - how far an input may move beside what else a scenario states (§1, §12). */
#ifndef LLMCOST_CORE_SCENARIO_ROOM_H
#define LLMCOST_CORE_SCENARIO_ROOM_H

#include "core/scenario/vary.h"
#include "llmcost.h"

/* What an input is in a month from 1 on, after the changes until then; whether it is stated by
 * then. */
double value_in(const struct llmcost_scenario *scenario, const struct llmcost_input *input,
                int month, bool *ret_stated);
/* The shares of its input that an api is given as read from or written to a cache, added up, in a
 * month: its own where stated, else the workload's; NULL: the workload's. */
double input_shares(const struct llmcost_scenario *scenario, const struct llmcost_api *api,
                    int month);
/* Whether an api has a share of its own in that month. */
bool has_own_shares(const struct llmcost_scenario *scenario, const struct llmcost_api *api,
                    int month);

/* Whether other inputs than its field alone bound an input. */
bool is_bounded(const struct llmcost_scenario *scenario, struct llmcost_ref ref);
/* The domain of an input with all others as they stand: shares of the input stay within all of it,
 * a host starts within the horizon, and what a change scales stays in its field's range. What the
 * input is now lies in it, where llmcost_check() has passed. */
struct domain room_of(struct llmcost_scenario *scratch, struct llmcost_ref ref);

#endif
