/* capacity.h - requests/s of one replica, measured or estimated (§3, §8). */
#ifndef LLMCOST_CORE_MODEL_CAPACITY_H
#define LLMCOST_CORE_MODEL_CAPACITY_H

#include "core/model/terms.h"
#include "llmcost.h"

/* Raw, without headroom or bursts; whether the model goes into the memory of its GPUs. */
double capacity_of(const struct terms *terms, const struct llmcost_host *host, bool *ret_fits);
/* Where that figure comes from. */
enum llmcost_throughput throughput_of(const struct llmcost_host *host);

#endif
