/* curve.h - the cost of one option over the demand, as break-even needs it: probes, breakpoints,
 * and bounds far out. Shared by the files of this room that
 * look for bands: solve.c on demand, scan.c on any input.
 */
#ifndef LLMCOST_CORE_QUESTIONS_CURVE_H
#define LLMCOST_CORE_QUESTIONS_CURVE_H

#include "core/hardware/stack.h"
#include "core/model/terms.h"
#include "llmcost.h"

static const double NOWHERE = 1e300; /* beyond every demand */
static const double INSIDE = 4e-12;  /* just inside a piece: beyond the tolerance of whole() */

/* What a probe at one demand tells of an option. */
struct probe {
    double x;
    double cost;
    uint64_t shape; /* of the fleets and minimums of all months: the same within a piece */
    bool serves;    /* in every month */
};

/* Which months a cost is of, and what their money weighs. */
struct span {
    bool on_horizon;
    int months;     /* that are looked at: 1 where all are like the first */
    double step;    /* money is divided by it for each month that it is away */
    double weight;  /* of one month that stands for all */
    double one_off; /* paid at the start of the horizon */
    double end;     /* what money at its end weighs */
    int length;     /* of it, in months */
};
struct span span_of(const struct llmcost_scenario *scenario, int option, bool on_horizon);
/* The option's cost, unrounded and however large, when the first month asks for so many requests.
 */
struct probe probe_option(const struct llmcost_scenario *scenario, int option, double requests,
                          const struct span *span);

/* What moves the breakpoints of a month. */
struct curve_month {
    double growth; /* of the demand since the first */
    double part;   /* a slice's hour changes from api to elastic at this share of it, over the price
                    * of the api in that hour; 0: never */
    double kink;   /* where an api's minimum is reached, in demand of that month; NOWHERE: never */
};

/* The cost of one option over the demand x, in units of the scenario's demand field: of the first
 * month, or of the horizon, where x is the demand of its first month. */
struct curve {
    const struct llmcost_scenario *scenario;
    int option;
    double requests; /* a month, per x */
    struct span span;
    double unit_x;    /* demand whose mean rate fills one unit; 0 without a fleet that grows */
    double last_unit; /* no breakpoints above so many units: the api takes the rest */
    int levels; /* levels of the load at which units are added: 1 for a fleet sized for the peak */
    bool rises; /* the cost never falls with demand, but by `falls` */
    double falls; /* a unit more may save a little elsewhere: energy, a spare in its node */
    double loose; /* units of a month that one more or less in each month's need may come to */
    double serves_until;          /* every demand below is served, where it is not NOWHERE */
    double slope_low, slope_high; /* per x, in the long run */
    double base_low, base_high;   /* the cost stays within base + slope * x for all x >= settled */
    double settled;
    double least_growth, most_growth;
    double tokens; /* requests over all months, discounted like money, per x */
    int prices;    /* of the api, over their mean: the distinct ones of the hours */
    double price[STACK_WEEK];
    struct curve_month month[LLMCOST_MAX_MONTHS];
};

/* The option's cost at demand x. */
struct probe look(const struct curve *curve, double x);
/* What a look costs, in levels of a load. */
double look_price(const struct curve *curve);
void curve_make(const struct llmcost_scenario *scenario, int option, double requests,
                bool on_horizon, struct curve *ret_curve);
/* The prices that an api has in the hours of the week, over their mean, each once; the dearest or
 * the cheapest of them. */
void find_prices(struct curve *curve, const struct terms *terms, const struct llmcost_api *api);
double extreme_price(const struct curve *curve, bool most);
/* The first breakpoint above x that can be written down. */
double next_break(const struct curve *curve, double x);
/* Breakpoints per unit of x, on average. */
double break_density(const struct curve *curve);

#endif
