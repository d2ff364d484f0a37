/* demand.h - what a month asks for (§1). */
#ifndef LLMCOST_CORE_MODEL_DEMAND_H
#define LLMCOST_CORE_MODEL_DEMAND_H

#include "llmcost.h"

struct demand {
    double requests;   /* R: what the product serves */
    double billed;     /* R * A: what is billed and served */
    double rate, peak; /* billed requests/s: mean over the month, mean of the busiest hour */
    double input_tokens, output_tokens; /* per request, of the workload */
};
/* The demand of a month in which the product serves so many requests. */
void demand_make(const struct llmcost_scenario *scenario, double requests,
                 struct demand *ret_demand);

/* The demand field that the scenario states, and requests a month per unit of it. */
struct llmcost_ref demand_field(const struct llmcost_scenario *scenario, double *ret_scale);
/* The requests that the scenario states, a month. */
double requests_per_month(const struct llmcost_scenario *scenario);

#endif
