/* measured.h - the capacity that a host states of one replica (§3). */
#ifndef LLMCOST_CORE_MODEL_MEASURED_H
#define LLMCOST_CORE_MODEL_MEASURED_H

#include "llmcost.h"

/* A replica without work per request would serve infinitely many: infinity never leaves the engine.
 */
static const double MAX_CAPACITY = 1e15;

/* Whether any throughput is stated. */
bool states_capacity(const struct llmcost_host *host);
/* The stated requests/s at a mix of tokens per request and a cached share of the input. */
double stated_capacity(const struct llmcost_host *host, double input, double output, double cached);
/* The share of the input that the prefix cache of a host holds. */
double prefix_cached(const struct llmcost_scenario *scenario, const struct llmcost_host *host);

#endif
