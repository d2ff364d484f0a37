/* engine.h - one option in one month, or over the horizon (§7), for questions that need no report.
 */
#ifndef LLMCOST_CORE_MODEL_ENGINE_H
#define LLMCOST_CORE_MODEL_ENGINE_H

#include "core/model/bill.h"
#include "core/model/demand.h"
#include "core/model/fleet.h"
#include "llmcost.h"

/* The factors that move prices in a month, all 1 in the first. */
struct month_factors {
    double growth;            /* of the stated demand */
    double api;               /* of the option's api */
    double gpu_hour, elastic; /* of the host's GPUs */
    double escalation[2];     /* of the apis that the parts escalate to */
};
struct option_month {
    struct bill bill;
    struct fleet_plan plan;
    struct demand demand;
    double shortfall; /* billed up to an api's monthly minimum */
    bool serves;
};
/* One month of one option that serves `requests`. lines may be NULL. bought: owned units so far,
 * updated. */
void option_month(const struct llmcost_scenario *scenario, int option, double requests,
                  const struct month_factors *factors, double *bought, struct llmcost_line *lines,
                  struct option_month *ret_month);

/* The horizon cost of one option alone, and whether it serves every month; false when a bill is too
 * large. */
bool option_horizon(const struct llmcost_scenario *scenario, int option, double step,
                    double *ret_cost, bool *ret_serves);
/* The `step` above: what a month's money is divided by for each month that it is away. */
double discount_step(const struct llmcost_scenario *scenario);
/* The first month's bill, unrounded, one-off share included; `units` changes where the fleet does.
 */
void option_first_month(const struct llmcost_scenario *scenario, int option, double *ret_cost,
                        double *ret_units, bool *ret_serves);

#endif
