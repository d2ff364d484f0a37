/* fleet.h - the fleet of one month: the cheapest mix, spares, staging (§4). */
#ifndef LLMCOST_CORE_MODEL_FLEET_H
#define LLMCOST_CORE_MODEL_FLEET_H

#include "core/hardware/stack.h"
#include "core/model/demand.h"
#include "llmcost.h"

struct fleet_prices {
    double gpu_hour, elastic_gpu_hour; /* of this month; NEVER_PRICED where not offered */
    double api_request;  /* marginal, of the api behind a hybrid; NEVER_PRICED without one */
    double api_attempts; /* that it takes for one attempt of the host */
};
struct fleet_plan {
    struct llmcost_fleet fleet;
    double owned_units;   /* always-on units that were bought: they are never sold */
    double rented_gpus;   /* always-on GPUs on rent */
    double spare_per_gpu; /* monthly price of a spare or staging GPU, without overhead */
    bool spare_is_rented;
};
/* replicas: the hybrid's own, NULL for a host. bought: units owned before this month. */
void fleet_make(const struct terms *terms, const struct llmcost_host *host,
                const struct llmcost_input *replicas, const struct demand *demand,
                const struct fleet_prices *prices, double bought, struct fleet_plan *ret_plan);

#endif
