/* served.h - whether fleets and contracts serve a month (§2, §4). */
#ifndef LLMCOST_CORE_MONTHS_SERVED_H
#define LLMCOST_CORE_MONTHS_SERVED_H

#include "core/months/month.h"
#include "core/scenario/scenario.h"

/* Whether what loads send to an api, whose contract begins with the first of them, fits its limits.
 */
bool contract_fits(const struct bill_context *context, const struct month_load *load, int loads,
                   int first, const struct llmcost_api *api, const struct month_sum *sum);

static inline bool has_limits(const struct llmcost_api *api)
{
    return is_stated(&api->requests_per_minute_limit) || is_stated(&api->tokens_per_minute_limit);
}

/* Whether fleet and contract that begin with a load serve all that they are asked for. */
static inline bool load_is_served(const struct bill_context *context, const struct month_load *load,
                                  int loads, int first, const struct month_sum *sum)
{
    const struct bill_context *c = &context[first];
    const bool carries = c->host == NULL || c->plan->fleet.fits;
    if (!carries || c->api == NULL || load[first].contract != first || !has_limits(c->api))
        return carries;
    return contract_fits(context, load, loads, first, c->api, sum);
}

#endif
