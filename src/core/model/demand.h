/* demand.h - what a month asks for (§1). */
#ifndef LLMCOST_CORE_MODEL_DEMAND_H
#define LLMCOST_CORE_MODEL_DEMAND_H

#include "core/model/terms.h"
#include "llmcost.h"

/* Tokens of a request, as the model of an option counts them. */
struct token_mix {
    double input, output;
};
/* What a request of the workload is to an api or host: with its tokenizer, what it reads and writes
 * of it (§1). */
struct token_mix tokens_of(const struct terms *terms, const struct llmcost_common *part);
/* A: its own attempts, else the workload's. */
double attempts_of(const struct terms *terms, const struct llmcost_common *part);
/* Those of what the load is stacked for, in the first month: an option's host, else its api. */
double option_attempts(const struct llmcost_scenario *scenario, int option);
/* Billed requests/s of an option's busiest hour, at its own attempts; to a host or hybrid what can
 * wait has waited. */
double option_peak(const struct llmcost_scenario *scenario, int option, double requests);

struct demand {
    double requests;   /* R: what the product serves */
    double billed;     /* R * A: what is billed and served */
    double rate, peak; /* billed requests/s: mean over the month, mean of the busiest hour */
    double input_tokens, output_tokens; /* per request, of the workload */
};
/* The demand of a month in which the product serves so many requests, at so many attempts. */
void demand_make(const struct terms *terms, double attempts, double requests,
                 struct demand *ret_demand);

/* The demand field that the scenario states, and requests a month per unit of it. */
struct llmcost_ref demand_field(const struct llmcost_scenario *scenario, double *ret_scale);
/* Requests a month per unit of the demand that is stated. */
double requests_per_unit(const struct terms *terms);
/* The requests that the scenario states, a month: of its first. */
double requests_per_month(const struct llmcost_scenario *scenario);

#endif
