/* measured.h - the capacity that a host states of one replica (§3). */
#ifndef LLMCOST_CORE_MODEL_MEASURED_H
#define LLMCOST_CORE_MODEL_MEASURED_H

#include "core/model/demand.h"
#include "llmcost.h"

/* A replica without work per request would serve infinitely many: infinity never leaves the engine.
 */
static const double MAX_CAPACITY = 1e15;

/* Whether any throughput is stated, runs aside. */
bool states_capacity(const struct llmcost_host *host);
/* The mix that a stated requests_per_second belongs to: measured_input_tokens and
 * measured_output_tokens where stated, else those that the file wrote. */
struct token_mix stated_mix(const struct terms *terms, const struct llmcost_host *host);
/* How much of it is left at another mix: 1 at its own. */
double mix_factor(struct token_mix own, struct token_mix other);
/* The stated requests/s at a mix and a cached share of the input; `own` is that of stated_mix(). */
double stated_capacity(const struct llmcost_host *host, struct token_mix own, struct token_mix mix,
                       double cached);
/* The same of one run. */
double run_capacity(const struct llmcost_run *run, struct token_mix own, struct token_mix mix,
                    double cached);
/* The share of the input that the prefix cache of a host holds. */
double prefix_cached(const struct terms *terms, const struct llmcost_host *host);

#endif
