/* curve.h - the cost of one option over the demand, as break-even needs it: probes, breakpoints,
 * and bounds far out. Shared by curve.c and solve.c only.
 */
#ifndef LLMCOST_CORE_QUESTIONS_CURVE_H
#define LLMCOST_CORE_QUESTIONS_CURVE_H

#include "llmcost.h"

static const double NOWHERE = 1e300; /* beyond every demand */
static const double INSIDE = 4e-12;  /* just inside a piece: beyond the tolerance of whole() */

/* What a probe at one demand tells of an option. */
struct probe {
    double x;
    double cost;
    double always_on, elastic; /* constant within a piece */
    bool short_of_minimum;     /* constant within a piece */
    bool serves;
};

/* The cost of one option over the demand x, in units of the scenario's demand field. */
struct curve {
    const struct llmcost_scenario *scenario;
    int option;
    double requests;  /* a month, per x */
    double unit_x;    /* demand whose mean rate fills one unit; 0 without a fleet that grows */
    double last_unit; /* no breakpoints above so many units: the api takes the rest */
    int levels;  /* levels of the load at which units are added: 1 for a fleet sized for the peak */
    double part; /* a slice's hour changes from api to elastic at this share of it; 0: never */
    double kink; /* where an api's minimum is reached; NOWHERE without one */
    bool rises;  /* the cost never falls with demand */
    double slope_low, slope_high; /* per x, in the long run */
    double base_low, base_high;   /* the cost stays within base + slope * x for all x >= settled */
    double settled;
};

/* The option's bill at demand x. */
struct probe look(const struct curve *curve, double x);
struct curve curve_of(const struct llmcost_scenario *scenario, int option, double requests);
/* The first breakpoint above x that can be written down. */
double next_break(const struct curve *curve, double x);
/* Breakpoints per unit of x, on average. */
double break_density(const struct curve *curve);

#endif
