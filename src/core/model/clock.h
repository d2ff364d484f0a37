/* clock.h - token prices of an api that depend on the hour of the week (§2, §12). */
#ifndef LLMCOST_CORE_MODEL_CLOCK_H
#define LLMCOST_CORE_MODEL_CLOCK_H

#include "core/hardware/stack.h"
#include "core/model/terms.h"
#include "llmcost.h"

/* Whether it has prices by the hour. */
static inline bool goes_by_the_clock(const struct llmcost_api *api)
{
    return api->hours.count > 0;
}

/* Whether the hours of a load are those of a day or of a week, which alone can be priced so. */
bool has_clock(const struct llmcost_load *load);
/* The days of the week, 0 Monday, that an entry is of: first to last; false where they are none of
 * the words. */
bool clock_days(const struct llmcost_scenario *scenario, const struct llmcost_clock *entry,
                int *ret_first, int *ret_last);
/* Whether two entries are both of some time of some day. */
bool clocks_overlap(const struct llmcost_scenario *scenario, const struct llmcost_clock *one,
                    const struct llmcost_clock *other);
/* What the token prices are multiplied by in each hour of the week from Monday 00:00. */
void clock_factors(const struct terms *terms, const struct llmcost_api *api,
                   double ret_factor[STACK_WEEK]);
/* The mean of that over the load as it is; 1 where the prices are the same in every hour. */
double clock_mean(const struct terms *terms, const struct llmcost_api *api);

#endif
