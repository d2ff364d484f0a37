/* estimate.h - the throughput estimate (§8), beside what llmcost.h offers of it. */
#ifndef LLMCOST_CORE_MODEL_ESTIMATE_H
#define LLMCOST_CORE_MODEL_ESTIMATE_H

#include "core/model/terms.h"
#include "llmcost.h"

/* What a measured point says of the estimate: measured over estimated, 1 without one. */
double calibration(const struct terms *terms, const struct llmcost_host *host);
/* llmcost_estimate() in any month. */
bool estimate_make(const struct terms *terms, const struct llmcost_host *host,
                   struct llmcost_estimate *ret_estimate);
/* Whether the host names a model and a gpu of the catalog. */
bool has_facts(const struct llmcost_host *host);
/* Sigma of the estimate's error, as a lognormal factor. */
double estimate_deviation(const struct llmcost_host *host);
/* The requests/s of a replica at the mix of its stated capacity that no kernel can beat: each
 * output token reads its cache, and its share of the weights where the whole memory is full of
 * sequences. 0 where not one goes into it. */
double most_requests(const struct llmcost_scenario *scenario, const struct llmcost_host *host);
/* Whether the GPU computes in another precision than the one that the model is served in. */
bool lacks_arithmetic(const struct llmcost_scenario *scenario, const struct llmcost_host *host);
/* Whether the host is of a kind whose estimates are known to be off. */
bool estimate_has_trap(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                       enum llmcost_estimate_trap trap);

#endif
