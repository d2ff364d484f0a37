/* stack.h - one month's load in slices of one unit, and the cheapest way to serve each (§4). */
#ifndef LLMCOST_CORE_HARDWARE_STACK_H
#define LLMCOST_CORE_HARDWARE_STACK_H

#include "llmcost.h"

/* Stands for "cannot be had at any price": larger than every bill, and finite. */
static const double NEVER_PRICED = 1e300;

/* One month's stack, in units of one unit's planned capacity; money is for a whole month of one
 * unit. */
struct stack {
    const struct llmcost_load *load;
    double scale; /* units per weight: rate / unit capacity */
    double always_on, elastic,
        api;      /* price of a unit all month; of the api: for a unit's full load */
    double floor; /* units that are held whatever they cost */
    const int32_t
        *paid_hours; /* with cold starts: hours an elastic slice down to a level is paid */
    /* what comes out */
    double always_on_units; /* above the floor */
    double elastic_months;  /* unit-months of elastic units */
    double elastic_at_peak; /* elastic units in the busiest hour */
    double hosted_at_peak;  /* units of load in the busiest hour that no api takes: most of any */
    double overflow;        /* unit-months of load that go to the api */
    double overflow_peak;   /* units of load at the api in its busiest hour */
};
/* Choose the mix above the units that are held: fills what comes out. */
void stack_cut(struct stack *stack);
/* Hours that an elastic slice is paid for with a cold start of `early` hours, per level that it
 * reaches down to: an hour is paid when it, or one of the next `early` hours (cyclic), needs the
 * slice. */
void stack_paid_hours(const struct llmcost_load *load, int early, int32_t *ret_paid);

#endif
