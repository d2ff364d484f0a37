/* fleet.h - the fleet of one month: the cheapest mix, spares, staging (§4). */
#ifndef LLMCOST_CORE_MODEL_FLEET_H
#define LLMCOST_CORE_MODEL_FLEET_H

#include "core/hardware/stack.h"
#include "core/model/capacity.h"
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
    const int16_t *api_order; /* of these hours: see stack_sort_week() */
};
struct fleet_plan {
    struct llmcost_fleet fleet;
    double rented_gpus; /* always-on GPUs of the mix on rent */
    /* Always-on GPUs to hold: of the mix and its spares, and for staging. What is missing to the
     * spares and the staging of `fleet` is elastic all month. */
    double held_gpus, held_staging;
};
/* The smallest block that can be rented, and what each of its replicas serves. */
struct fleet_unit {
    double gpus, replicas;
    struct capacity capacity;
    double planned; /* requests/s, with headroom and bursts */
    double capital; /* a month of one GPU that is bought, else 0 */
    uint8_t throughput;
};
void fleet_unit_make(const struct terms *terms, const struct llmcost_host *host,
                     struct fleet_unit *ret_unit);

/* One of the loads that a fleet serves. Hosts of all are the same, each as its workload sees it. */
struct fleet_load {
    const struct terms *terms;
    const struct llmcost_host *host;
    const struct fleet_unit *unit;
    const struct llmcost_input *replicas; /* the hybrid's own; NULL: no api may take any of it */
    const struct demand *demand;
    const struct fleet_prices *prices;
    double *sent;            /* to its api in each hour of the sum, requests/s; of a sum alone */
    struct fleet_plan *plan; /* the fleet, and what of this load it serves, come out */
};
/* Loads added up, in units of the fleet: room for what fleet_make() needs of several. */
struct fleet_sum {
    int32_t hours; /* the longest of the loads, of which the others' are parts */
    struct fleet_hour {
        double units, own, api; /* own: that no api may take; api: price for a month of one unit */
        int32_t hour;
    } hour[LLMCOST_MAX_HOURS]; /* by falling units, those of as many by price */
    double level[LLMCOST_MAX_HOURS], own[LLMCOST_MAX_HOURS], api[LLMCOST_MAX_HOURS],
        sent[LLMCOST_MAX_HOURS], weight_above[LLMCOST_MAX_HOURS];
    int16_t level_hours[LLMCOST_MAX_HOURS], level_of[LLMCOST_MAX_HOURS];
    int32_t hours_above[LLMCOST_MAX_HOURS];
};
/* The week of one load at prices by the hour: kept for the next month, or the next demand, that has
 * the same ones. */
struct fleet_week {
    const struct llmcost_load *of; /* NULL: none yet */
    double price[STACK_WEEK];
    struct priced_week week;
    struct stack_load load;
};
/* Hours that an elastic unit is paid for with a cold start of `early` hours, down to each level:
 * found once for as long as one load is served alone at prices that know no hours, where there is
 * room for its levels. */
struct fleet_paid {
    int early; /* 0: not found */
    int room;
    int16_t *hours;
    struct fleet_week *week; /* NULL: not kept */
};
/* The fleet that serves so many loads. sum: NULL for one load. paid: what the month before has
 * found. held_gpus, held_staging: GPUs that are held anyway, from the months before. */
void fleet_make(const struct fleet_load *load, int loads, struct fleet_sum *sum,
                struct fleet_paid *paid, double held_gpus, double held_staging);

#endif
