/* fleet_sum.h - what several loads are to one fleet, hour by hour (§4). */
#ifndef LLMCOST_CORE_MODEL_FLEET_SUM_H
#define LLMCOST_CORE_MODEL_FLEET_SUM_H

#include "core/hardware/stack.h"
#include "core/model/fleet.h"

/* Of each load the plan knows what a unit serves of it. */

/* The loads in slices, an hour a level. seconds: of a month. fits: else nothing is served. */
struct stack_load sum_up(const struct fleet_load *load, int loads, double seconds, bool fits,
                         struct fleet_sum *sum);
/* The most replicas that loads without an api need in an hour. */
double sum_own_peak(const struct fleet_sum *sum, double k);
/* Given replicas: the host's own, where NULL, or the most that any hybrid states. */
const struct llmcost_input *sum_replicas(const struct fleet_load *load, int loads);
/* What the apis take of a load, after the stack was cut. */
void sum_send(const struct fleet_load *load, double seconds, const struct fleet_sum *sum);
/* The share of so many units that all loads use. fixed: no more units are to be had. */
double sum_used(const struct fleet_load *load, int loads, const struct fleet_sum *sum, double units,
                bool fixed);

#endif
