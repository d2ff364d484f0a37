/* stack.h - one month's load in slices of one unit, and the cheapest way to serve each (§4). */
#ifndef LLMCOST_CORE_HARDWARE_STACK_H
#define LLMCOST_CORE_HARDWARE_STACK_H

#include "llmcost.h"

/* Stands for "cannot be had at any price": larger than every bill, and finite. */
static const double NEVER_PRICED = 1e300;

/* What a stack reads of a load: its distinct weights in falling order, and which one an hour has.
 * Where the price of the api depends on the hour, hours of one weight and different prices are
 * levels of their own: weights then repeat. */
struct stack_load {
    int32_t hours, levels;
    const double *level;
    const int16_t *level_hours, *level_of;
    const int32_t *hours_above;
    const double *weight_above;
    const double *api; /* price of the api at a level, over its mean; NULL: the same at all */
    /* Units at a level that no api may take, which are stacked first; NULL: it may take all. */
    const double *own;
    double *sent; /* what the api takes at a level, in units, comes out; NULL: nobody asks */
};
struct stack_load stack_load_of(const struct llmcost_load *load);

enum { STACK_WEEK = 168 };
/* A load of a day or a week as a week, with the price of the api in each of its hours. */
struct priced_week {
    double level[STACK_WEEK], api[STACK_WEEK], weight_above[STACK_WEEK];
    int16_t level_hours[STACK_WEEK], level_of[STACK_WEEK];
    int32_t hours_above[STACK_WEEK];
};
/* The hours of a week by falling weight, those of one weight by price. */
void stack_sort_week(const struct stack_load *load, const double price[STACK_WEEK],
                     int16_t ret_order[STACK_WEEK]);
/* order: of these prices, or of others that rise where these do. */
struct stack_load stack_price_week(const struct stack_load *load, const double price[STACK_WEEK],
                                   const int16_t order[STACK_WEEK], struct priced_week *week);

/* One month's stack, in units of one unit's planned capacity; money is for a whole month of one
 * unit. */
struct stack {
    struct stack_load load;
    double scale; /* units per weight: rate / unit capacity */
    /* price of a unit all month; of the api: its mean, for a unit's full load */
    double always_on, elastic, api;
    double floor; /* units that are held whatever they cost */
    const int16_t
        *paid_hours; /* with cold starts: hours an elastic slice down to a level is paid */
    /* what comes out */
    double own_top;         /* the highest slice that no api may take in some hour */
    double always_on_units; /* above the floor */
    double elastic_months;  /* unit-months of elastic units */
    double elastic_at_peak; /* elastic units in the busiest hour */
    double hosted_at_peak;  /* units of load in the busiest hour that no api takes: most of any */
    double overflow;        /* unit-months of load that go to the api */
    double overflow_price;  /* the same, times the price of the api over its mean */
    double overflow_peak;   /* units of load at the api in its busiest hour */
};
/* Choose the mix above the units that are held: fills what comes out. */
void stack_cut(struct stack *stack);
/* Hours that an elastic slice is paid for with a cold start of `early` hours, per level that it
 * reaches down to: an hour is paid when it, or one of the next `early` hours (cyclic), needs the
 * slice. */
void stack_paid_hours(const struct stack_load *load, int early, int16_t *ret_paid);

#endif
