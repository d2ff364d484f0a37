/* fleet.h - the fleet of one month: the cheapest mix, spares, staging (§4). */
#ifndef LLMCOST_CORE_MODEL_FLEET_H
#define LLMCOST_CORE_MODEL_FLEET_H

#include "core/hardware/stack.h"
#include "core/model/demand.h"
#include "llmcost.h"

struct fleet_prices {
    /* Of this month, to choose by; NEVER_PRICED where not offered. In a bill gpu_hour is what the
     * contracts say on average, of mix and spares, and staging_gpu_hour of staging. */
    double gpu_hour, elastic_gpu_hour, staging_gpu_hour;
    double api_request;  /* marginal, of the api behind a hybrid; NEVER_PRICED without one */
    double api_attempts; /* that it takes for one attempt of the host */
    const double
        *api_hours; /* its price in each hour of the week over api_request; NULL: the same */
};
struct fleet_plan {
    struct llmcost_fleet fleet;
    double rented_gpus; /* always-on GPUs of the mix on rent */
    /* Always-on GPUs to hold: of the mix and its spares, and for staging. What is missing to the
     * spares and the staging of `fleet` is elastic all month. */
    double held_gpus, held_staging;
};
/* replicas: the hybrid's own, NULL for a host. held_gpus, held_staging: GPUs that are held anyway,
 * from the months before. */
void fleet_make(const struct terms *terms, const struct llmcost_host *host,
                const struct llmcost_input *replicas, const struct demand *demand,
                const struct fleet_prices *prices, double held_gpus, double held_staging,
                struct fleet_plan *ret_plan);

#endif
